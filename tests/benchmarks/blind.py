"""What a solver that knows nothing gets right of a project's questions, by what they ask for.

    python tests/benchmarks/blind.py [PROJECT ...]

For each collection of each project (default: the shipped one) every question with options is asked in SEEDS (6)
quizzes, with the options that each draws; the solver is that of the audit. Prints for each role, and for all together,
how many questions and facts there are, the share that is right, chance, the standard error and how many of those it is
over chance; two and less are fair, and of fewer than 20 facts nobody can tell. Roles for which no question with options
is made are printed with the reason. Exits with 1 where a role of enough facts is over two.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.assembly.audit import Audit, audit_by_role
from quizgen.assembly.forms import assemble
from quizgen.generators import generate
from quizgen.model.choice import Choice
from quizgen.model.fact import Collection, Fact, Slot
from quizgen.model.question import Question
from quizgen.reading.facts.collection import load_collection

SEEDS = 6
ROOT = Path(__file__).parents[2]


def role_of(fact: Fact, slot: Slot | None) -> str:
    """What is asked for: the slot of a relation, or else the type of the answer."""
    if slot is None:
        return "by hand"
    if fact.relation and fact.relation.counterpart(slot.name):
        return f"{slot.name} of {fact.relation.name}"
    return slot.type


def asked(collection: Collection, seeds: int) -> Iterator[tuple[str, str, Choice]]:
    """Every question with options, in as many quizzes, with its fact and its role."""
    generated = generate(collection, ("multiple-choice",))
    questions = [question for question in generated if isinstance(question, Question)]
    for seed in range(seeds):
        quiz = assemble("", collection.source.language, [questions], forms=1, options=3, seed=seed)
        for item in quiz.forms[0].items:
            if item.choice:
                yield item.question.fact.key, role_of(item.question.fact, item.question.slot), item.choice


def declined(collection: Collection) -> Iterator[tuple[str, int, str]]:
    """The roles for which no question is made, with how many could be and the most frequent reason."""
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    made: set[str] = set()
    for generated in generate(collection, ("multiple-choice",)):
        if isinstance(generated, Question):
            made.add(role_of(generated.fact, generated.slot))
        elif generated.fact and generated.slot:
            reasons[role_of(generated.fact, generated.slot)][generated.reason] += 1
    for role in sorted(reasons.keys() - made):
        yield role, sum(reasons[role].values()), reasons[role].most_common(1)[0][0]


def verdict(found: Audit) -> str:
    """Whether the solver is near chance, as far as so few questions show it."""
    if not found.is_conclusive:
        return "too few facts to tell"
    return "fair" if found.is_fair else "GUESSABLE: " + "; ".join(cue.phrase for cue in found.cues)


def main(projects: Sequence[Path] = (ROOT,), seeds: int = SEEDS) -> bool:
    """Prints the table; whether every role of enough facts is fair."""
    is_fair = True
    for path in sorted(path for project in projects for path in project.glob("facts/*.yaml")):
        loaded, _ = load_collection(path)
        assert loaded is not None
        collection = loaded.collection
        print(f"\n{path.stem}\n{'role':34}{'items':>7}{'facts':>7}{'right':>8}{'chance':>8}{'SE':>7}{'over':>7}")
        for found in audit_by_role(list(asked(collection, seeds))):
            right, chance, error = (sum_ / max(1, found.items) for sum_ in (found.right, found.chance, found.error))
            over = (found.right - found.chance) / found.error if found.error else 0.0
            figures = f"{found.items:7}{found.facts:7}{right:8.3f}{chance:8.3f}{error:7.3f}{over:7.1f}"
            print(f"{found.role or 'all':34}{figures}  {verdict(found)}")
            is_fair = is_fair and (found.is_fair or not found.is_conclusive)
        for role, count, reason in declined(collection):
            print(f"{role:34}{count:7} declined: {reason}")
    return is_fair


if __name__ == "__main__":
    sys.exit(0 if main([Path(name) for name in sys.argv[1:]] or [ROOT]) else 1)
