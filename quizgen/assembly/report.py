"""A comparison of the forms of a quiz with its blueprint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizgen.assembly.blueprint import Blueprint, Requirement, mean_difficulty
from quizgen.assembly.features import FEATURES, difficulty, paragraph
from quizgen.generators import paper_kinds
from quizgen.model.question import Question

Row = tuple[str, ...]


def report(forms: Mapping[str, Sequence[Question]], blueprint: Blueprint, paragraphs: int) -> list[str]:
    """A table with a line for each requirement and each count, and a column for each form, by its letter.

    ``paragraphs`` is the number of paragraphs that have facts. A ``!`` marks a requirement that a form misses.
    """
    form_questions = list(forms.values())
    head: Row = ("", "required", *forms)
    rows = [head, *_requirement_rows(blueprint, form_questions), *_count_rows(blueprint, form_questions, paragraphs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _requirement_rows(blueprint: Blueprint, forms: Sequence[Sequence[Question]]) -> Iterator[Row]:
    together = [question for form in forms for question in form]
    for requirement in blueprint.requirements():
        yield _name(requirement), requirement.label, *(_achievement(requirement, form, together) for form in forms)


def _name(requirement: Requirement) -> str:
    return ": ".join(str(step) for step in requirement.field if isinstance(step, str))


def _achievement(requirement: Requirement, form: Sequence[Question], together: Sequence[Question]) -> str:
    missed = requirement.shortfall(together if requirement.shared else form)
    return f"{requirement.achieved(form)} !" if missed else requirement.achieved(form)


def _count_rows(blueprint: Blueprint, forms: Sequence[Sequence[Question]], paragraphs: int) -> Iterator[Row]:
    """The counts of every form, whether required or not."""
    yield "questions", "", *(str(len(form)) for form in forms)
    for kind in paper_kinds():
        if any(question.kind == kind for form in forms for question in form):
            yield f"  {kind}", "", *(str(sum(question.kind == kind for question in form)) for form in forms)
    yield "minutes", "", *(f"{blueprint.minutes_of(form):g}" for form in forms)
    yield "points", "", *(str(blueprint.points_of(form)) for form in forms)
    yield "mean difficulty", "", *(f"{mean_difficulty(form):.2f}" for form in forms)
    everything = [question for form in forms for question in form]
    values: dict[str, list[str]] = {
        "levels": sorted({str(difficulty(question)) for question in everything}),
        "bloom": sorted({question.fact.bloom for question in everything if question.fact.bloom}),
        "tags": sorted({tag for question in everything for tag in question.fact.tags}),
        "sections": sorted({question.fact.section for question in everything if question.fact.section}),
    }
    for feature, own in values.items():
        for value in own:
            counts = [sum(FEATURES[feature](question, value) for question in form) for form in forms]
            yield f"  {feature}: {value}", "", *map(str, counts)
    covered = [len({paragraph(question) for question in form} - {None}) for form in forms]
    yield "paragraphs", "", *(f"{count} of {paragraphs}" for count in covered)
