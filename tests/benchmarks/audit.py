"""Whether quizzes can be guessed: the blind solver of `quizgen check`, and where right options are.

    python tests/benchmarks/audit.py [FIRST]

First the solver on each shipped quiz, pooled over seeds as `quizgen check` does, and on 2,000 generated ones of eight
questions: ten facts of one shape (SHAPES), asked by the real generators and assembled with a seed of their own, from
FIRST (0) on. The shipped quizzes and all generated ones together are fair where the solver is within two standard
errors of chance, or under it; a shape by itself is shown with how many it is over. Then how evenly right options fall
over places, of 1,000 questions without an order, and over ranks, of 1,000 whose wrong answers are made numbers; a row
is fair where chance alone would be as uneven in one case of twenty.

A shape that is over two standard errors is worth another look with other seeds.

Exits with 1 if a row is not fair. The generated facts are: the teacher's wrong answers are drawn like the right ones,
and numbers leave out none of their sort. (Of facts whose numbers are all of 20, 30, …, 90, a solver learns that 100 is
never right, and is right in 37 of 100; no wrong numbers but their own would do there.)
"""

from __future__ import annotations

import math
import string
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))
from banks import SOURCE, fact, question

from quizgen.assembly.audit import Audit, audit
from quizgen.assembly.forms import assemble
from quizgen.build.content import read_content
from quizgen.build.question_selection import selection_of
from quizgen.commands.blind_audits import audits_of
from quizgen.generators import generate, question_kinds
from quizgen.model.body import ChooseOne, Option
from quizgen.model.choice import Choice
from quizgen.model.fact import Collection, Entity, Evidence, Fact, Slot, Source
from quizgen.model.question import Question, WrongAnswers, slot_question
from quizgen.model.text import SlotName, Text, Words
from quizgen.project import Project
from quizgen.reading.recipes.quiz_settings import quiz_format
from quizgen.reading.yaml.yaml import read_yaml

QUIZZES, QUESTIONS, FACTS, ASKED = 2000, 1000, 10, 8
RECIPE = quiz_format(question_kinds()).model_validate(read_yaml(f"questions: {{multiple-choice: {ASKED}}}", "")[0])
UNLIKELY = 0.05
ROOT = Path(__file__).parent.parent.parent

Shape = Callable[[Random], Slot]


def word(rng: Random) -> str:
    """Three to nine letters."""
    return "".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)))


def phrase(rng: Random) -> str:
    """One to four words."""
    return " ".join(word(rng) for _ in range(rng.randint(1, 4)))


def amount(rng: Random) -> int:
    """Of any size up to a million, as round as people give numbers: one to three digits, then zeros."""
    digits = rng.randint(1, 3)
    return rng.randint(10 ** (digits - 1), 10**digits - 1) * 10 ** rng.randint(0, 6 - digits)


def own(rng: Random) -> Slot:
    right, *wrong = (phrase(rng) for _ in range(3))
    return Slot("x", right, right, distractors=tuple(wrong))


def scale(rng: Random) -> Slot:
    steps = tuple(phrase(rng) for _ in range(rng.randint(3, 5)))
    right = rng.choice(steps)
    return Slot("x", right, right, scale=steps)


def number(kind: str, shown: Callable[[Random], str]) -> Shape:
    def make(rng: Random) -> Slot:
        text = shown(rng)
        return Slot("x", text, text, type=kind)  # type: ignore[arg-type]

    return make


SHAPES: dict[str, Shape] = {
    "years": number("year", lambda rng: str(rng.randint(1000, 2024))),
    "money": number("money", lambda rng: f"${amount(rng):,}"),
    "counts": number("count", lambda rng: f"{amount(rng):,}"),
    "counts under 100": number("count", lambda rng: str(rng.randint(1, 99))),
    "round tens": number("count", lambda rng: str(10 * rng.randint(1, 10))),
    "percent": number("percent", lambda rng: f"{rng.randint(1, 100)} %"),
    "measures": number("measure", lambda rng: f"{amount(rng) / 100:g} m"),
    "own wrong answers": own,
    "scales": scale,
}


def facts(name: str, source: Source, rng: Random) -> Collection:
    """Facts of one shape; `names` are entities, of whom some are nobody's answer."""
    entities = {f"e{index}": Entity(f"e{index}", phrase(rng).title(), "person") for index in range(2 * FACTS)}
    made = []
    for index in range(FACTS):
        if name == "names":
            known = entities[f"e{index}"]
            slot = Slot("x", known.name, known.name, "person", entity=known.id)
        else:
            slot = SHAPES[name](rng)
        statement = (Words(f"{phrase(rng).capitalize()} is "), SlotName("x", 0), Words("."))
        made.append(Fact(f"f{index}", source, statement, (slot,), (Evidence(index + 1, "q"),)))
    return Collection(source, tuple(made), entities)


def items(name: str, place: int) -> Iterator[tuple[str, Choice]]:
    """What one generated quiz asks, as the solver sees it."""
    collection = facts(name, Source(f"s{place}", "T"), Random(f"{name} {place}"))
    questions = [question for question in generate(collection, ("multiple-choice",)) if isinstance(question, Question)]
    selection = selection_of(RECIPE, questions, place)
    quiz = assemble("", "", selection.forms, forms=1, options=RECIPE.options, seed=place)
    for item in quiz.forms[0].items:
        assert item.choice is not None
        yield item.question.fact.key, item.choice


def of_number(place: int, slot: Slot) -> Question:
    about = Fact(f"n{place}", SOURCE, (Words("It is "), SlotName("x", 0)), (slot,), (Evidence(1, "q"),))
    stem, body = Text((Words(f"How many, {place}?"),)), ChooseOne((Option(slot.answer, correct=True),))
    return slot_question("multiple-choice", about, slot, stem, body, WrongAnswers(numeric=True))


def letters(asked: list[Question], seed: int = 1) -> list[str]:
    return [item.letter for item in assemble("Q", "en", [asked], forms=1, options=3, seed=seed).forms[0].items]


def uneven(counts: list[int]) -> float:
    """How likely counts at least as uneven are by chance (chi-square); for three the distribution is exponential."""
    assert len(counts) == 3
    expected = sum(counts) / 3
    return math.exp(-sum((count - expected) ** 2 for count in counts) / expected / 2)


def main(first: int = 0, *, project: Project | None = None, quizzes: int = QUIZZES, questions: int = QUESTIONS) -> bool:
    """Prints both tables; whether every row is fair."""
    project = project or Project.at(ROOT)
    rows = [(recipe.name, audits[0]) for recipe, audits in audits_of(read_content(project, project.recipes()))]
    names = ["names", *SHAPES]
    seen: dict[str, list[tuple[str, Choice]]] = {name: [] for name in names}
    for index in range(first, first + quizzes):
        name = names[index % len(names)]
        seen[name] += items(name, index)
    rows.append(("generated: all", audit([each for found in seen.values() for each in found])))
    for name, report in rows:
        _print(name, report, "fair" if report.is_fair else "NOT FAIR")
    fair = [found.is_fair for _, found in rows]
    for name, among in seen.items():
        report = audit(among)
        _print(f"  {name}", report, f"{(report.right - report.chance) / report.error:+.1f} SE")
    everything = [question(fact(index), "multiple-choice") for index in range(questions)]
    parts = [letter for index in range(0, questions, 10) for letter in letters(everything[index : index + 10])]
    keys = {"places, one form": letters(everything), f"places, {questions // 10} quizzes of 10": parts}
    for name, shape in SHAPES.items():
        if name not in ("own wrong answers", "scales"):
            keys[f"ranks, {name}"] = letters([of_number(index, shape(Random(index))) for index in range(questions)])
    print()
    for name, key in keys.items():
        counts = [key.count(letter) for letter in "ABC"]
        likely = uneven(counts)
        fair.append(likely >= UNLIKELY)
        print(f"{name:34}{counts!s:18} chi-square p {likely:.3f}  {'fair' if fair[-1] else 'NOT FAIR'}")
    return all(fair)


def _print(name: str, found: Audit, verdict: str) -> None:
    right, chance, error = (100 * each / found.items for each in (found.right, found.chance, found.error))
    print(f"{name:34}{found.items:6} items  right {right:5.1f}%  chance {chance:5.1f}%  SE {error:4.1f}  {verdict}")


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if sys.argv[1:] else 0) else 1)
