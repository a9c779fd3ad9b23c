"""The blind audits of recipes' quizzes, and the lines that report them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.assembly.audit import FEWEST_FACTS, Audit, audit_by_role
from quizgen.assembly.forms import assemble
from quizgen.build.content import ProjectContent
from quizgen.build.question_selection import blueprint, questions_of
from quizgen.errors import plural
from quizgen.exporters import needs_of
from quizgen.model.choice import Choice
from quizgen.model.identity import seeded_random
from quizgen.model.question import Question
from quizgen.reading.recipes.recipe import LoadedRecipe

# An audit pools at least 500 items from at least 20 seeds; small quizzes need more seeds.
AUDIT_ITEMS, FEWEST_SEEDS, MOST_SEEDS = 500, 20, 100


def audits_of(content: ProjectContent) -> Iterator[tuple[LoadedRecipe, tuple[Audit, ...]]]:
    """The blind audits of each recipe's quiz, pooled from as many seeds as give enough items: all of it, each role."""
    for recipe in content.recipes:
        collections = [content.collections[name] for name in recipe.recipe.facts]
        plan = blueprint(recipe.recipe.quiz)
        pool = plan.pool(questions_of(recipe, collections, ("multiple-choice",)))
        count = plan.approximate_count("multiple-choice")
        if not pool or not count or "quiz" not in needs_of(recipe.recipe.outputs):
            continue
        language = collections[0].collection.source.language
        items: list[tuple[str, str, Choice]] = []
        for seed in range(MOST_SEEDS):
            questions, options = _drawn_questions(pool, count, seed), recipe.recipe.quiz.options
            quiz = assemble(recipe.recipe.title, language, [questions], forms=1, options=options, seed=seed)
            for item in quiz.forms[0].items:
                if item.choice:
                    items.append((item.question.fact.key, _role(item.question), item.choice))
            if seed + 1 >= FEWEST_SEEDS and len(items) >= AUDIT_ITEMS:
                break
        yield recipe, tuple(audit_by_role(items))


def _role(question: Question) -> str:
    """What the question asks for, in words: the slot of its fact's relation, or the type of its answer."""
    relation = question.fact.relation
    if relation and question.slot and question.slot.name in (relation.subject, relation.object):
        return f"{question.slot.name} of {relation.name}"
    return question.answer_type if question.slot else "questions by hand"


def _drawn_questions(pool: Sequence[Question], count: int, seed: int) -> list[Question]:
    """At most ``count`` questions drawn at random, each about another fact."""
    shuffled = sorted(pool, key=lambda question: seeded_random(seed, "audit", question.id).random())
    return list({question.fact.key: question for question in shuffled}.values())[:count]


def audit_lines(name: str, audits: Sequence[Audit]) -> Iterator[str]:
    """The lines about a quiz's audits: how much better a solver that knows nothing is than guessing, and its cues."""
    yield f"{name}: blind audit {_verdict(audits[0])}"
    yield from _cue_lines(audits[0])
    unclear = 0
    for audit in audits[1:]:
        if not audit.is_conclusive:
            unclear += 1
        else:
            yield f"  {audit.role}: {_verdict(audit)}"
            yield from _cue_lines(audit)
    if unclear and audits[0].is_conclusive:
        yield f"  too few facts to tell for {plural(unclear, 'other role')}"


def _verdict(audit: Audit) -> str:
    right, chance, error = (100 * amount / (audit.items or 1) for amount in (audit.right, audit.chance, audit.error))
    verdict = "fair" if audit.is_fair else "not fair: the right options can be recognised without knowing the answer"
    if not audit.is_conclusive:
        verdict = "too few facts to tell"
        if audit.facts >= FEWEST_FACTS and not audit.is_fair:
            verdict = "it looks guessable, but there are too few facts to be sure"
    return f"{right:.0f}% right, chance {chance:.0f}% ± {2 * error:.0f} ({audit.items} items): {verdict}"


def _cue_lines(audit: Audit) -> Iterator[str]:
    for cue in audit.cues:
        facts = ", ".join(fact.rpartition("/")[2] for fact in cue.facts)
        counted = f"in {cue.right:.0f} of {plural(cue.questions, 'question')} where one is, by chance {cue.chance:.0f}"
        yield f"    the right option {cue.phrase} {counted}: {facts}"
