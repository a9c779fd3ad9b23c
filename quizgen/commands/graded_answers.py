"""The answers on graded papers in the row format of all responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from quizgen.classroom.session_files import jobs_of
from quizgen.commands.grade import DECISIONS, FOLDER, PAGES, class_of, graded_papers, read_decisions, read_pages
from quizgen.exporters.scannable.sheet_json import PrintedQuestion
from quizgen.grading.known_sheets import read_known_sheets
from quizgen.grading.papers import pile_of
from quizgen.grading.points import ScoredQuestion
from quizgen.grading.result_tables import GradedPaper
from quizgen.model.body import TRUTHS
from quizgen.model.quiz import Item
from quizgen.model.responses import SEPARATOR, AnswerSet, AskedItem, AskedOption, AskedPart, Response
from quizgen.project import Project

_ITEMS = Mapping[str, Item]  # by the ids of their questions


def graded_answers(project: Project, recipe: Path, built: Path) -> AnswerSet:
    """The answers on the papers of ``recipe`` that were graded in the folder ``built``, a session for each class.

    What a person must still look at has no mark, and what is on a missing page has no row. Raises UsageError or
    ContentError where the pages, the sheets or the recipe cannot be read.
    """
    pages = read_pages(built / FOLDER / PAGES)
    if not pages:
        return AnswerSet()
    decisions = read_decisions(built / FOLDER / DECISIONS)
    pile = pile_of(list(pages.values()), decisions, read_known_sheets(built).sheets)
    groups = {student.id: student.group for student in class_of(recipe)[0]}
    jobs, _ = jobs_of(project, recipe.stem)
    items = {item.question.id: item for form in jobs.quiz.quiz.forms for item in form.items}
    responses: list[Response] = []
    asked: dict[tuple[str, str, int], AskedItem] = {}
    for paper in graded_papers(pile, decisions):
        session = f"{recipe.stem} paper {groups.get(paper.paper.student, '')}".strip()
        for response, item in _answers(paper, session, items):
            responses.append(response)
            asked.setdefault((item.session, item.form, item.item), item)
    return AnswerSet(tuple(responses), tuple(asked.values()))


def _answers(graded: GradedPaper, session: str, items: _ITEMS) -> Iterator[tuple[Response, AskedItem]]:
    paper, sheet = graded.paper, graded.paper.sheet.sheet
    printed = {question.question: question for question in sheet.asked}
    person = paper.student if not paper.open else f"page {paper.pages[0].id}"
    for scored in graded.questions:
        if scored.dropped or scored.choice is None:
            continue
        item = _asked_item(printed[scored.question], scored, items.get(scored.question), sheet.form, session)
        response = Response(
            session=session,
            form=sheet.form,
            item=scored.number,
            fact=SEPARATOR.join(item.facts),
            slot=item.slot,
            kind=item.kind,
            respondent=person,
            choice=_choice(scored),
            correct=None if scored.points is None or not scored.most else scored.points / scored.most,
        )
        yield response, item


def _choice(scored: ScoredQuestion) -> str:
    """What was filled in: the values of the only row, or those of each row."""
    rows = scored.choice or ()
    if not any(rows):
        return ""
    return SEPARATOR.join(rows[0] if len(rows) == 1 else (" ".join(row) for row in rows))


def _asked_item(
    printed: PrintedQuestion, scored: ScoredQuestion, item: Item | None, form: str, session: str
) -> AskedItem:
    """The question as it was printed; the ``item`` of the quiz as it is now says what it is about."""
    *about, slot, kind = printed.question.split("/")
    facts: tuple[str, ...] = ("/".join(about),) if len(about) == 2 else ()
    parts: tuple[AskedPart, ...] = ()
    if item and item.parts:
        of_row = {str(part.prompt): part.fact.key for part in item.parts}
        facts = tuple(dict.fromkeys(of_row[row] for row in printed.rows if row in of_row))
        if printed.options and len(scored.right) == len(printed.rows):
            rights = (" ".join(right) for right in scored.right)
            parts = tuple(
                AskedPart(of_row.get(row, ""), right) for row, right in zip(printed.rows, rights, strict=True)
            )
    return AskedItem(
        session=session,
        form=form,
        item=printed.number,
        facts=facts,
        slot=slot,
        kind=kind,
        prompt=_prompt(printed, item),
        answer=str(item.question.answer_text) if item else "",
        options=() if parts else _options(printed, scored),
        parts=parts,
    )


def _prompt(printed: PrintedQuestion, item: Item | None) -> str:
    if len(printed.rows) == 1:  # a statement to be judged
        return printed.rows[0]
    return str(item.prompt) if item else printed.question


def _options(printed: PrintedQuestion, scored: ScoredQuestion) -> tuple[AskedOption, ...]:
    """The options of the only row, with those that count as right now, after any change of the key."""
    if len(scored.right) != 1:
        return ()
    (right,) = scored.right
    if printed.options:
        letters = (chr(ord("A") + place) for place in range(len(printed.options)))
        return tuple(
            AskedOption(letter, text, letter in right) for letter, text in zip(letters, printed.options, strict=True)
        )
    return tuple(AskedOption(truth, truth, truth in right) for truth in TRUTHS) if {*right} <= {*TRUTHS} else ()
