"""What the forms of a quiz came to, beside the blueprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.assembly.blueprint import Blueprint, Wish, mean_difficulty
from quizgen.assembly.features import FEATURES, difficulty, paragraph
from quizgen.generators import paper_kinds
from quizgen.model.question import Question
from quizgen.model.quiz import Form

Row = tuple[str, ...]


def report(forms: Sequence[Form], blueprint: Blueprint, paragraphs: int) -> list[str]:
    """A table with a line for each thing that was wanted or can be counted, and a column for each form.

    ``paragraphs`` is how many the facts speak of. A ``!`` marks what a form misses.
    """
    asked = [[item.question for item in form.items] for form in forms]
    head: Row = ("", "wanted", *(form.letter for form in forms))
    rows = [head, *_wanted(blueprint, asked), *_counted(blueprint, asked, paragraphs)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _wanted(blueprint: Blueprint, asked: Sequence[Sequence[Question]]) -> Iterator[Row]:
    together = [question for form in asked for question in form]
    for wish in blueprint.wishes():
        yield _name(wish), wish.label, *(_got(wish, form, together) for form in asked)


def _name(wish: Wish) -> str:
    return ": ".join(str(step) for step in wish.field if isinstance(step, str))


def _got(wish: Wish, form: Sequence[Question], together: Sequence[Question]) -> str:
    return f"{wish.told(form)}{' !' * bool(wish.missed(together if wish.shared else form))}"


def _counted(blueprint: Blueprint, asked: Sequence[Sequence[Question]], paragraphs: int) -> Iterator[Row]:
    """What every form has, wanted or not."""
    yield "questions", "", *(str(len(form)) for form in asked)
    for kind in paper_kinds():
        if any(each.kind == kind for form in asked for each in form):
            yield f"  {kind}", "", *(str(sum(each.kind == kind for each in form)) for form in asked)
    yield "minutes", "", *(f"{blueprint.minutes_of(form):g}" for form in asked)
    yield "points", "", *(str(blueprint.points_of(form)) for form in asked)
    yield "mean difficulty", "", *(f"{mean_difficulty(form):.2f}" for form in asked)
    everything = [question for form in asked for question in form]
    values: dict[str, list[str]] = {
        "levels": sorted({str(difficulty(each)) for each in everything}),
        "bloom": sorted({each.fact.bloom for each in everything if each.fact.bloom}),
        "tags": sorted({tag for each in everything for tag in each.fact.tags}),
        "sections": sorted({each.fact.section for each in everything if each.fact.section}),
    }
    for feature, found in values.items():
        for value in found:
            counts = [sum(FEATURES[feature](each, value) for each in form) for form in asked]
            yield f"  {feature}: {value}", "", *map(str, counts)
    covered = [len({paragraph(each) for each in form} - {None}) for form in asked]
    yield "paragraphs", "", *(f"{count} of {paragraphs}" for count in covered)
