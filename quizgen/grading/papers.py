"""Scanned pages and decisions → papers: what each student answered, and what a person still has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.exporters.scannable.sheet_json import ArchivedSheet
from quizgen.grading.decisions import Decision
from quizgen.grading.judgement import Choose, Doubt
from quizgen.grading.page_record import PageRecord, RowRecord

RowKey = tuple[str, int]  # a question's id, and which row of it


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """What a student answered in one row of a question; while it is ``open``, that says why a person must look at it.

    ``values`` are then the likeliest ones. ``pages`` are the ids of the scanned pages that it is on.
    """

    question: str
    number: int
    row: int
    choose: Choose
    values: tuple[str, ...]
    open: str
    pages: tuple[str, ...]
    decided: bool = False


@dataclass(frozen=True, slots=True)
class StudentPaper:
    """One student's paper. ``student`` is "" or a guess while ``open`` says why a person must look at it."""

    student: str
    open: str
    sheet: ArchivedSheet
    copy: int
    pages: tuple[PageRecord, ...]
    missing: tuple[int, ...]
    answers: Mapping[RowKey, PaperAnswer]

    @property
    def open_answers(self) -> list[PaperAnswer]:
        """The answers that a person must look at."""
        return [answer for answer in self.answers.values() if answer.open]


@dataclass(frozen=True, slots=True)
class Pile:
    """All papers, and the pages that belong to none: those that were refused, and those of nobody known."""

    papers: tuple[StudentPaper, ...]
    refused: tuple[PageRecord, ...]


class _DecisionIndex:
    """The decisions, by what they are about; the last about the same thing counts."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.answers: dict[tuple[str, str, int], tuple[str, ...]] = {}
        self.students: dict[str, str] = {}
        self.pages: dict[str, bool] = {}
        self.versions: dict[str, bool] = {}
        for decision in decisions:
            match decision.kind:
                case "answer":
                    self.answers[decision.page, decision.question, decision.row] = decision.answer or ()
                case "student":
                    self.students[decision.page] = decision.student
                case "count" if decision.page:
                    self.pages[decision.page] = bool(decision.count)
                case "count":
                    self.versions[decision.version] = bool(decision.count)

    def counts(self, page: PageRecord) -> bool:
        """Whether a page counts: it was read, is of this version of the quiz or an accepted one, and not left out."""
        if not self.pages.get(page.id, True):
            return False
        return page.status == "read" or (bool(page.rows) and self.versions.get(page.hash, False))


def pile_of(pages: Sequence[PageRecord], decisions: Sequence[Decision], sheets: Mapping[str, ArchivedSheet]) -> Pile:
    """Sort pages into papers. Pages may come in any order, late, and more than once."""
    decided = _DecisionIndex(decisions)
    counted = [page for page in pages if decided.counts(page) and page.hash in sheets]
    refused = [page for page in pages if page not in counted and decided.pages.get(page.id, True)]
    papers = [_paper(group, decided, sheets[group[0].hash]) for group in _groups(counted, decided)]
    return Pile(tuple(_without_namesakes(papers)), tuple(refused))


def _groups(pages: Sequence[PageRecord], decided: _DecisionIndex) -> list[list[PageRecord]]:
    """The pages of each paper: by the copy's number or, where copies have none, by the student's."""
    groups: dict[tuple[str, ...], list[PageRecord]] = {}
    for (hash, copy), same in _by_copy(pages).items():
        students = {student for page in same if (student := _certain_student(page, decided))}
        for page in same:
            student = _certain_student(page, decided)
            if copy and len(students) <= 1:
                key: tuple[str, ...] = (hash, "copy", str(copy))
            elif student:
                key = (hash, "student", student)
            else:
                key = (hash, "page", page.id)
            groups.setdefault(key, []).append(page)
    return list(groups.values())


def _by_copy(pages: Sequence[PageRecord]) -> dict[tuple[str, int], list[PageRecord]]:
    copies: dict[tuple[str, int], list[PageRecord]] = {}
    for page in pages:
        copies.setdefault((page.hash, page.copy), []).append(page)
    return copies


def _certain_student(page: PageRecord, decided: _DecisionIndex) -> str:
    """Whose a page is, as far as the page itself says, or ""."""
    return decided.students.get(page.id) or ("" if page.student_doubt else page.student)


def _paper(pages: list[PageRecord], decided: _DecisionIndex, sheet: ArchivedSheet) -> StudentPaper:
    certain = [student for page in pages if (student := _certain_student(page, decided))]
    guesses = [page.student for page in pages if page.student]
    why = "" if certain else next((page.student_doubt for page in pages if page.student_doubt), "no-number")
    numbers = {page.number for page in pages}
    return StudentPaper(
        student=(certain or guesses or [""])[0],
        open=why,
        sheet=sheet,
        copy=pages[0].copy,
        pages=tuple(pages),
        missing=tuple(page.number for page in sheet.sheet.pages if page.number not in numbers),
        answers=dict(_answers(pages, decided, sheet)),
    )


def _answers(
    pages: Sequence[PageRecord], decided: _DecisionIndex, sheet: ArchivedSheet
) -> Iterator[tuple[RowKey, PaperAnswer]]:
    rows: dict[RowKey, list[tuple[PageRecord, RowRecord]]] = {}
    for page in pages:
        for row in page.rows:
            rows.setdefault((row.question, row.row), []).append((page, row))
    for (question, number), scans in rows.items():
        yield (question, number), _answer(scans, decided)
    numbers = {printed.question: printed.number for printed in sheet.sheet.asked}
    for question in sheet.sheet.written:
        ids = tuple(page.id for page in pages)
        values = next((decided.answers[id, question, 1] for id in ids if (id, question, 1) in decided.answers), None)
        written = PaperAnswer(question, numbers.get(question, 0), 1, "score", values or (), "", ids, values is not None)
        yield (question, 1), written if written.decided else replace(written, open=Doubt.NO_POINTS)


def _answer(scans: Sequence[tuple[PageRecord, RowRecord]], decided: _DecisionIndex) -> PaperAnswer:
    """The answer of a row on one scanned page, or on several scans of the same page."""
    row = scans[0][1]
    pages = tuple(page.id for page, _ in scans)
    bare = PaperAnswer(row.question, row.number, row.row, row.choose, row.values, "", pages)
    for id in pages:
        if (key := (id, row.question, row.row)) in decided.answers:
            return replace(bare, values=decided.answers[key], decided=True)
    certain = [row.values for _, row in scans if not row.doubt]
    if not certain:
        return replace(bare, open=row.doubt)
    if len(set(certain)) > 1:
        return replace(bare, open="conflict")
    return replace(bare, values=certain[0])


def _without_namesakes(papers: Sequence[StudentPaper]) -> Iterator[StudentPaper]:
    """The papers; if several have the same student, a person must say whose they are."""
    owners: dict[str, int] = {}
    for paper in papers:
        if not paper.open:
            owners[paper.student] = owners.get(paper.student, 0) + 1
    for paper in papers:
        is_shared = not paper.open and owners[paper.student] > 1
        yield replace(paper, open="same-number") if is_shared else paper
