"""Pages and decisions become papers and points, in any order, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from grading.conftest import Printed

from quizgen.errors import ContentError
from quizgen.exporters.scannable.sheet_json import ArchivedSheet
from quizgen.grading.decisions import Decision, decision_line, decisions_of, with_decisions
from quizgen.grading.judgement import Doubt
from quizgen.grading.known_sheets import read_known_sheets
from quizgen.grading.page_record import PageRecord, RowRecord, page_of
from quizgen.grading.papers import StudentPaper, pile_of
from quizgen.grading.points import corrections, scored_questions


@pytest.fixture(scope="module")
def boxed(printed: Printed) -> ArchivedSheet:
    """Form A of a quiz with boxes, which has several pages."""
    known = read_known_sheets(printed.root / "build/boxed")
    return next(archive for archive in known.sheets.values() if archive.sheet.form == "A")


def page(sheet: ArchivedSheet, number: int, id: str, student: str = "", copy: int = 1) -> PageRecord:
    """A page on which everything is right."""
    printed = sheet.sheet.pages[number - 1]
    rows = []
    for field in printed.fields:
        right = sheet.key[field.question].right
        values = right[field.row - 1] if right else (str(sheet.key[field.question].points),)
        rows.append(RowRecord(field.question, field.number, field.row, field.choose, values, Doubt.NONE, {}))
    return PageRecord(id, f"{id}.png", "read", sheet.sheet.hash, "A", number, copy, student, "", tuple(rows))


def with_row(record: PageRecord, index: int, **changes: object) -> PageRecord:
    rows = list(record.rows)
    rows[index] = replace(rows[index], **changes)  # type: ignore[arg-type]
    return replace(record, rows=tuple(rows))


def papers(
    sheet: ArchivedSheet, pages: Sequence[PageRecord], decisions: Sequence[Decision] = ()
) -> tuple[StudentPaper, ...]:
    return pile_of(pages, decisions, {sheet.sheet.hash: sheet}).papers


def points(paper: StudentPaper, decisions: Sequence[Decision] = ()) -> float:
    return sum(question.points or 0.0 for question in scored_questions(paper, corrections(decisions)))


def test_pages_come_in_any_order_and_late(boxed: ArchivedSheet) -> None:
    count = len(boxed.sheet.pages)
    assert count > 1
    pages = [page(boxed, number, f"p{number}", "123" if number == 1 else "") for number in range(1, count + 1)]
    for order in permutations(pages):
        (paper,) = papers(boxed, order)
        assert (paper.student, paper.open, paper.missing) == ("123", "", ())
        assert points(paper) == sum(entry.points for entry in boxed.key.values())
    (paper,) = papers(boxed, pages[:1])
    assert paper.missing == tuple(range(2, count + 1))
    late = scored_questions(paper, {})
    assert [question.points for question in late if question.choice is None]  # not known, so not 0


def test_a_second_scan_changes_nothing_unless_it_says_something_else(boxed: ArchivedSheet) -> None:
    one = page(boxed, 1, "p1", "123")
    assert papers(boxed, [one, replace(one, id="again")])[0].open_answers == []
    unsure = with_row(one, 0, doubt=Doubt.TRACE, values=())
    (paper,) = papers(boxed, [replace(unsure, id="again"), one])
    assert paper.open_answers == []
    other = with_row(replace(one, id="again"), 0, values=("Z",))
    (paper,) = papers(boxed, [one, other])
    (answer,) = paper.open_answers
    assert (answer.open, answer.pages) == ("conflict", ("p1", "again"))
    decided = Decision(page="again", question=answer.question, row=answer.row, answer=one.rows[0].values)
    assert papers(boxed, [one, other], [decided])[0].open_answers == []


def test_a_students_number_is_corrected_without_touching_answers(boxed: ArchivedSheet) -> None:
    one, other = page(boxed, 1, "p1", "123", copy=1), page(boxed, 1, "p2", "123", copy=2)
    assert [paper.open for paper in papers(boxed, [one, other])] == ["same-number", "same-number"]
    before = papers(boxed, [one])[0].answers
    first, second = papers(boxed, [one, other], [Decision(page="p2", student="124")])
    assert (first.student, second.student, first.open, second.open) == ("123", "124", "", "")
    assert {key: answer.values for key, answer in second.answers.items()} == {
        key: answer.values for key, answer in before.items()
    }


def test_pages_without_a_number_wait_for_a_person(boxed: ArchivedSheet) -> None:
    first, second = page(boxed, 1, "p1", "123", copy=0), page(boxed, 2, "p2", copy=0)
    assert {paper.open for paper in papers(boxed, [first, second])} == {"", "no-number"}
    (paper,) = papers(boxed, [first, second], [Decision(page="p2", student="123")])
    assert {record.id for record in paper.pages} == {"p1", "p2"}


def test_a_copy_that_two_students_have_is_split(boxed: ArchivedSheet) -> None:
    one, other, loose = page(boxed, 1, "p1", "123"), page(boxed, 1, "p2", "124"), page(boxed, 2, "p3")
    found = {paper.student: paper.open for paper in papers(boxed, [one, loose, other])}
    assert found == {"123": "", "124": "", "": "no-number"}


def test_pages_of_an_older_version_count_only_if_somebody_says_so(boxed: ArchivedSheet) -> None:
    old = replace(page(boxed, 1, "p1", "123"), status="outdated")
    assert papers(boxed, [old]) == ()
    assert pile_of([old], [], {boxed.sheet.hash: boxed}).refused == (old,)
    assert len(papers(boxed, [old], [Decision(version=boxed.sheet.hash, count=True)])) == 1
    gone = Decision(page="p1", count=False)
    assert pile_of([old], [gone], {boxed.sheet.hash: boxed}).refused == ()


def test_the_key_can_be_changed_for_everybody(boxed: ArchivedSheet) -> None:
    asked = next(entry for entry in boxed.sheet.asked if entry.question.endswith("multiple-choice"))
    number = next(page.number for page in boxed.sheet.pages if any(f.question == asked.question for f in page.fields))
    record = page(boxed, number, "p1", "123")
    index = next(index for index, row in enumerate(record.rows) if row.question == asked.question)
    right = record.rows[index].values[0]
    wrong = next(chr(ord("A") + n) for n in range(len(asked.options)) if chr(ord("A") + n) != right)
    record = with_row(record, index, values=(wrong,))
    (paper,) = papers(boxed, [record])
    before = points(paper)
    words = [asked.options[ord(letter) - ord("A")] for letter in (right, wrong)]
    on = "2026-11-29"
    second = decisions_of(
        with_decisions("", [Decision.model_validate({"on": on, "question": asked.question, "right": words})]), "d"
    )
    assert points(paper, second) == before + asked.points
    dropped = [Decision.model_validate({"on": on, "question": asked.question, "drop": True})]
    assert (
        sum(question.most for question in scored_questions(paper, corrections(dropped)))
        == sum(question.most for question in scored_questions(paper, {})) - asked.points
    )


def test_rows_bring_their_share_where_the_recipe_says_so(boxed: ArchivedSheet) -> None:
    question = next(id for id in boxed.key if id.endswith("/matching"))
    number = next(page.number for page in boxed.sheet.pages if any(f.question == question for f in page.fields))
    record = page(boxed, number, "p1", "123")
    index = next(index for index, row in enumerate(record.rows) if row.question == question)
    wrong = with_row(record, index, values=())
    shares = boxed.model_copy(
        update={"key": {**boxed.key, question: boxed.key[question].model_copy(update={"credit": "rows"})}}
    )
    rows = len(boxed.key[question].right or ())
    full, lost = points(papers(boxed, [record])[0]), boxed.key[question].points
    assert points(papers(boxed, [wrong])[0]) == full - lost
    assert points(papers(shares, [wrong])[0]) == pytest.approx(full - lost / rows)


@pytest.mark.parametrize(
    "decision",
    [
        Decision(page="ab", question='t/"x"/é', row=2, answer=("A", "B")),
        Decision(page="ab", question="t", answer=()),
        Decision(page="ab", student="0123"),
        Decision(page="ab", count=False),
        Decision.model_validate({"on": "2026-11-29", "question": "t", "right": ["a\\b", "no: yes"]}),
    ],
)
def test_decisions_are_read_as_they_were_written(decision: Decision) -> None:
    assert decisions_of(with_decisions("", [decision]), "d") == (decision,)
    assert decision_line(decision).count("\n") == 1


def test_a_decision_about_nothing_is_refused() -> None:
    with pytest.raises(ContentError, match="decides nothing"):
        decisions_of("schema: quizgen-decisions/1\ndecisions:\n- {page: ab}\n", "d")


def test_a_page_is_kept_as_a_line(boxed: ArchivedSheet) -> None:
    record = with_row(page(boxed, 1, "p1", "123"), 0, doubt=Doubt.TWO, darkness={"A": 0.5, "B": 0.51})
    assert page_of(record.line) == record
