"""What a person has to look at: answers question by question, then students, then pages, which goes quickest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quizgen.exporters.scannable.sheet_json import Box, Page
from quizgen.grading.decisions import Decision
from quizgen.grading.page_record import PageRecord
from quizgen.grading.papers import PaperAnswer, Pile, StudentPaper
from quizgen.grading.result_tables import NOT_OURS

Rectangle = tuple[float, float, float, float]  # left, top, right and bottom, in millimetres from the paper's corner


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something to decide about a page: an answer, whose it is, or whether it counts.

    ``values`` are those of the boxes, ``guess`` the likeliest ones; ``many`` says that several may be chosen. ``shown``
    is the part of the page to look at.
    """

    kind: Literal["answer", "student", "page"]
    page: str
    title: str
    reason: str
    question: str = ""
    row: int = 1
    values: tuple[str, ...] = ()
    guess: tuple[str, ...] = ()
    many: bool = False
    shown: Rectangle | None = None

    def decision(self, values: Sequence[str]) -> Decision:
        """Return what a person says: the values of an answer, a student's number, or nothing for a page left out."""
        match self.kind:
            case "answer":
                return Decision(page=self.page, question=self.question, row=self.row, answer=tuple(values))
            case "student":
                return Decision(page=self.page, student=values[0])
            case "page":
                return Decision(page=self.page, count=False)


def open_items(pile: Pile, words: Mapping[str, str]) -> list[OpenItem]:
    """Return everything that is open, with the reasons in the language of ``words``."""
    answers = [(paper, answer) for paper in pile.papers for answer in paper.open_answers]
    answers.sort(key=lambda pair: (pair[1].question, pair[1].row, pair[0].student))
    return [
        *(item for paper, answer in answers if (item := _answer(paper, answer, words))),
        *(item for paper in pile.papers if paper.open for item in _students(paper, words)),
        *(_page(page, words) for page in pile.refused if page.status not in NOT_OURS),
    ]


def _answer(paper: StudentPaper, answer: PaperAnswer, words: Mapping[str, str]) -> OpenItem | None:
    """An answer on the last page that it is on; None if it has no boxes."""
    for record in reversed(paper.pages):
        page = _printed_page(paper, record)
        fields = [field for field in page.fields if (field.question, field.row) == (answer.question, answer.row)]
        if fields and record.id in answer.pages:
            row = f" ({answer.row})" if answer.row > 1 else ""
            return OpenItem(
                "answer",
                record.id,
                f"{answer.number}{row} · {paper.student or record.file}",
                words[f"reason-{answer.open}"],
                answer.question,
                answer.row,
                tuple(box.value for box in fields[0].boxes),
                answer.values,
                many=answer.choose != "one",
                shown=_around(fields[0].boxes, page),
            )
    return None


def _students(paper: StudentPaper, words: Mapping[str, str]) -> Iterator[OpenItem]:
    """What asks whose the paper is: its first page with a number, or where there is none, its first page."""
    record = min(paper.pages, key=lambda record: (not record.student, record.number))
    page = _printed_page(paper, record)
    boxes = [box for digit in page.student for box in digit]
    top = min([box.y for box in boxes], default=0.0) + page.top
    bottom = max([box.y for box in boxes], default=30.0) + page.top
    name = page.name
    if name:
        top, bottom = min(top, name.y + page.top), max(bottom, name.y + page.top)
    yield OpenItem(
        "student",
        record.id,
        record.file,
        words[f"reason-{paper.open}"],
        guess=(paper.student,) if paper.student else (),
        shown=(0.0, top - 12, page.width, bottom + 8),
    )


def _page(page: PageRecord, words: Mapping[str, str]) -> OpenItem:
    detail = f" ({page.detail})" if page.detail else ""
    return OpenItem("page", page.id, page.file, f"{words[f'reason-{page.status}']}{detail}")


def _printed_page(paper: StudentPaper, record: PageRecord) -> Page:
    return next(page for page in paper.sheet.sheet.pages if page.number == record.number)


def _around(boxes: Sequence[Box], page: Page) -> Rectangle:
    """The boxes, with what is printed beside them: their number or, where they are one below the other, the options."""
    left, right = min(box.x for box in boxes), max(box.x for box in boxes)
    top, bottom = min(box.y for box in boxes), max(box.y for box in boxes)
    beside = 18.0 if right > left else 90.0
    edges = (left - beside + page.left, top - 7 + page.top, right + beside + page.left, bottom + 7 + page.top)
    return max(0.0, edges[0]), max(0.0, edges[1]), min(page.width, edges[2]), min(page.height, edges[3])
