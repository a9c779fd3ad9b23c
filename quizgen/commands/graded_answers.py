"""The answers on graded papers in the row format of all responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizgen.exporters.scannable.sheet_json import PrintedQuestion, SheetFile
from quizgen.grading.points import ScoredQuestion
from quizgen.grading.result_tables import GradedPaper
from quizgen.model.body import TRUTHS
from quizgen.model.quiz import Item
from quizgen.model.responses import SEPARATOR, AnswerSet, AskedItem, AskedOption, AskedPart, Response


def graded_answers(
    papers: Sequence[GradedPaper], items: Mapping[str, Item], session: str, classes: Mapping[str, str]
) -> AnswerSet:
    """Return the answers of all papers whose student is known, in a session for each class; what is open has none.

    ``items`` are those of the quiz as it is now, by the ids of their questions; ``classes`` are those of the students.
    """
    responses: list[Response] = []
    asked_items: dict[tuple[str, str, int], AskedItem] = {}
    for graded in papers:
        if not graded.paper.open:
            name = f"{session} {classes.get(graded.paper.student, '')}".strip()
            for response, item in _answers(graded, name, items):
                responses.append(response)
                asked_items.setdefault((item.session, item.form, item.item), item)
    return AnswerSet(tuple(responses), tuple(asked_items.values()))


def _answers(graded: GradedPaper, session: str, items: Mapping[str, Item]) -> Iterator[tuple[Response, AskedItem]]:
    sheet = graded.paper.sheet.sheet
    printed = {question.question: question for question in sheet.asked}
    for scored in graded.questions:
        if scored.points is None or scored.dropped or scored.choice is None:
            continue
        item = _asked_item(printed[scored.question], scored, items.get(scored.question), sheet, session)
        response = Response(
            session=session,
            form=sheet.form,
            item=scored.number,
            fact=SEPARATOR.join(item.facts),
            slot=item.slot,
            kind=item.kind,
            respondent=graded.paper.student,
            choice=_choice(scored),
            correct=scored.points / scored.most if scored.most else None,
        )
        yield response, item


def _choice(scored: ScoredQuestion) -> str:
    """What was filled in: the values of the only row, or those of each row."""
    rows = scored.choice or ()
    if not any(rows):
        return ""
    return SEPARATOR.join(rows[0] if len(rows) == 1 else (" ".join(row) for row in rows))


def _asked_item(
    printed: PrintedQuestion, scored: ScoredQuestion, item: Item | None, sheet: SheetFile, session: str
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
        form=sheet.form,
        item=printed.number,
        facts=facts,
        slot=slot,
        kind=kind,
        prompt=_prompt(printed, item),
        answer=str(item.question.answer_text) if item else "",
        options=() if parts else _options(printed, scored, sheet),
        parts=parts,
    )


def _prompt(printed: PrintedQuestion, item: Item | None) -> str:
    if len(printed.rows) == 1:  # a statement to be judged
        return printed.rows[0]
    return str(item.prompt) if item else printed.question


def _options(printed: PrintedQuestion, scored: ScoredQuestion, sheet: SheetFile) -> tuple[AskedOption, ...]:
    """The options of the only row, with those that count as right now, after any change of the key."""
    if len(scored.right) != 1:
        return ()
    (right,) = scored.right
    if printed.options:
        letters = sheet.values_of(printed.question)
        return tuple(
            AskedOption(letter, text, letter in right) for letter, text in zip(letters, printed.options, strict=True)
        )
    return tuple(AskedOption(truth, truth, truth in right) for truth in TRUTHS) if {*right} <= {*TRUTHS} else ()
