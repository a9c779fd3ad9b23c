"""Papers and points → the files of ``grade/``: tables for people, spreadsheets and other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.grading.page_record import PageRecord
from quizgen.grading.papers import PaperAnswer, Pile, StudentPaper
from quizgen.grading.points import ScoredQuestion
from quizgen.model.quiz import Student
from quizgen.spreadsheet_csv import spreadsheet_csv
from quizgen.words import ENGLISH

PAGE_REASONS: Mapping[str, str] = {
    code: ENGLISH[f"reason-{code}"]
    for code in ("no-code", "foreign", "other-quiz", "outdated", "unknown-form", "not-found", "unreadable")
}
NOT_OURS = ("foreign", "other-quiz", "unknown-form")  # nobody's answers are on them
ANSWER_REASONS: Mapping[str, str] = {
    code: ENGLISH[f"reason-{code}"]
    for code in ("two", "light", "trace", "outside", "struck", "covered", "faint-page", "no-points", "conflict")
}
STUDENT_REASONS: Mapping[str, str] = {
    **ANSWER_REASONS,
    **{code: ENGLISH[f"reason-{code}"] for code in ("no-number", "check-digit", "same-number")},
}


@dataclass(frozen=True, slots=True)
class GradedPaper:
    """A paper with the points of its questions."""

    paper: StudentPaper
    questions: tuple[ScoredQuestion, ...]

    @property
    def status(self) -> str:
        """``open`` while a person must look at something, ``incomplete`` while pages are missing, or ``complete``."""
        if self.paper.open or self.paper.open_answers:
            return "open"
        return "incomplete" if self.paper.missing else "complete"

    @property
    def points(self) -> float:
        """The points that are certain."""
        return sum(question.points or 0.0 for question in self.questions)

    @property
    def most(self) -> float:
        """The points that the paper can bring."""
        return sum(question.most for question in self.questions)


def answers_csv(pages: Sequence[PageRecord], papers: Sequence[GradedPaper]) -> bytes:
    """Return every row of every page: what was read, what counts, and how dark each box is."""
    counted: dict[tuple[str, str, int], tuple[StudentPaper, PaperAnswer]] = {}
    for graded in papers:
        for answer in graded.paper.answers.values():
            counted |= {(id, answer.question, answer.row): (graded.paper, answer) for id in answer.pages}
    return spreadsheet_csv(
        (
            "page",
            "file",
            "student",
            "form",
            "number",
            "question",
            "row",
            "choose",
            "answer",
            "status",
            "reason",
            "darkness",
        ),
        (row for page in pages for row in _rows(page, counted)),
    )


def _status_of(answer: PaperAnswer) -> str:
    """How the value of an answer came about, as the table says it."""
    if answer.decided:
        return "decided"
    return "doubtful" if answer.open else "read"


def _rows(
    page: PageRecord, counted: Mapping[tuple[str, str, int], tuple[StudentPaper, PaperAnswer]]
) -> Iterator[tuple[object, ...]]:
    for row in page.rows:
        paper, answer = counted.get((page.id, row.question, row.row), (None, None))
        values = answer.values if answer else row.values
        status = "unused" if answer is None else _status_of(answer)
        yield (
            page.id,
            page.file,
            paper.student if paper else page.student,
            page.form,
            row.number,
            row.question,
            row.row,
            row.choose,
            " ".join(values),
            status,
            answer.open if answer else row.doubt,
            " ".join(f"{value}={dark:g}" for value, dark in row.darkness.items()),
        )


def results_csv(papers: Sequence[GradedPaper], roster: Sequence[Student]) -> bytes:
    """Return a line for each student: points, and how many are open."""
    names = {student.id: student for student in roster}
    header = ("student", "name", "class", "form", "status", "points", "of", "open", "missing pages")
    rows: list[Sequence[object]] = []
    for graded in _in_order(papers):
        paper = graded.paper
        student = names.get(paper.student)
        rows.append(
            (
                paper.student if not paper.open else "",
                student.name if student else "",
                student.group if student else "",
                paper.sheet.sheet.form,
                graded.status,
                graded.points if graded.status == "complete" else "",
                graded.most,
                len(paper.open_answers),
                " ".join(map(str, paper.missing)),
            )
        )
    present = {graded.paper.student for graded in papers if not graded.paper.open}
    rows += [
        (student.id, student.name, student.group, "", "absent", "", "", "", "")
        for student in roster
        if student.id not in present
    ]
    return spreadsheet_csv(header, rows)


def _in_order(papers: Iterable[GradedPaper]) -> list[GradedPaper]:
    return sorted(papers, key=lambda graded: (bool(graded.paper.open), graded.paper.student, graded.paper.copy))


def moodle_csv(papers: Sequence[GradedPaper], title: str) -> bytes:
    """Return the complete papers as Moodle's grade import reads them."""
    rows = [(graded.paper.student, graded.points) for graded in _in_order(papers) if graded.status == "complete"]
    return spreadsheet_csv(("ID number", title), rows)


def canvas_csv(papers: Sequence[GradedPaper], roster: Sequence[Student], title: str) -> bytes:
    """Return the complete papers as Canvas's gradebook reads them."""
    names = {student.id: student.name for student in roster}
    complete = [graded for graded in _in_order(papers) if graded.status == "complete"]
    most = max((graded.most for graded in complete), default=0.0)
    rows: list[Sequence[object]] = [("    Points Possible", "", "", "", most)]
    rows += [(names.get(graded.paper.student, ""), "", graded.paper.student, "", graded.points) for graded in complete]
    return spreadsheet_csv(("Student", "ID", "SIS User ID", "Section", title), rows)


def rest_lines(pile: Pile, papers: Sequence[GradedPaper]) -> list[str]:
    """Return what is still to be done, a line for each thing."""
    lines: list[str] = []
    for graded in _in_order(papers):
        paper = graded.paper
        page = paper.pages[0]
        paper_name = f"{page.file} (page {page.id})" if paper.open else f"student {paper.student}"
        if paper.open:
            lines.append(f"{paper_name}: whose paper is it? {STUDENT_REASONS[paper.open]}{_likely(paper.student)}")
        for answer in paper.open_answers:
            row = f"question {answer.number}" + (f", row {answer.row}" if answer.row > 1 else "")
            lines.append(f"{paper_name}: {row}: {ANSWER_REASONS[answer.open]}{_likely(' '.join(answer.values))}")
        if paper.missing:
            lines.append(f"{paper_name}: incomplete: without page {', '.join(map(str, paper.missing))}")
    for refused in pile.refused:
        if refused.status not in NOT_OURS:
            detail = f" ({refused.detail})" if refused.detail else ""
            lines.append(f"{refused.file} (page {refused.id}): {PAGE_REASONS[refused.status]}{detail}")
    return lines


def _likely(guess: str) -> str:
    return f"; likely {guess}" if guess else ""
