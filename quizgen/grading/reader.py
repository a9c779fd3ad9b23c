"""An image → a page that was read: whose it is, and what its answers say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from quizgen.exporters.scannable.page_code import PageCode, page_code
from quizgen.exporters.scannable.sheet_json import Page, SheetFile
from quizgen.grading.ink import ink_of
from quizgen.grading.judgement import BoxLine, Doubt, Judgement, judgements_of
from quizgen.grading.known_sheets import KnownSheets
from quizgen.grading.landmarks import FoundCode, Grey, Points, codes_at, codes_in, marks_in
from quizgen.grading.registration import FlatPage, boxes_of, flat_page, homography

Refusal = Literal["no-code", "foreign", "other-quiz", "outdated", "unknown-form", "not-found"]

_MOST_COVERED = 0.18  # of a page's outlines that may be missing: more, and the page is not where it seems to be


@dataclass(frozen=True, slots=True)
class ReadRow:
    """An answer as it was read: its question and row, the judgement, and how dark each of its boxes is, by value."""

    question: str
    number: int
    row: int
    choose: Literal["one", "several", "score"]
    judgement: Judgement
    darkness: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that was read; ``student`` has a judgement for each digit of the student's number."""

    code: PageCode
    sheet: SheetFile
    page: Page
    student: tuple[Judgement, ...]
    rows: tuple[ReadRow, ...]
    flat: FlatPage


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """An image that is not read, and why; ``detail`` is what its code says."""

    why: Refusal
    detail: str = ""


def read_page(image: Grey, known: KnownSheets) -> ReadPage | RefusedPage:
    """Read an image of a page."""
    marks = marks_in(image)
    codes = codes_in(image) or _codes_beside(image, marks, known)
    ours = [(symbol, code) for symbol in codes if (code := page_code(symbol.text))]
    if not ours and codes:
        return RefusedPage("foreign", codes[0].text)
    if not ours:
        return RefusedPage("no-code" if marks else "foreign")
    code = ours[0][1]
    if any(other != code for _, other in ours):
        return RefusedPage("not-found", code.text)
    if code.quiz != known.quiz:
        return RefusedPage("other-quiz", code.text)
    archived = known.sheets.get(code.hash)
    if archived is None:
        return RefusedPage("outdated", code.text)
    sheet = archived.sheet
    page = next((page for page in sheet.pages if page.code.content == code.content), None)
    if page is None:
        return RefusedPage("unknown-form", code.text)
    matrix = homography(page, marks, [symbol for symbol, _ in ours])
    if matrix is None:
        return RefusedPage("not-found", code.text)
    flat = flat_page(image, sheet, page, matrix)
    if not flat.outlines.size:  # a page of a quiz on which nothing is filled in
        return ReadPage(code, sheet, page, (), (), flat)
    if np.mean(flat.outlines < 0.5) > _MOST_COVERED:
        return RefusedPage("not-found", code.text)
    return _read(code, sheet, page, flat)


def _read(code: PageCode, sheet: SheetFile, page: Page, flat: FlatPage) -> ReadPage:
    boxes = boxes_of(page)
    ink = ink_of(flat, boxes, sheet)
    lines = _lines(page)
    judgements = judgements_of(ink, flat.outlines, lines)
    digits = len(page.student)
    student = tuple(
        Judgement((), Doubt.TRACE) if not judgement.values and not judgement.doubt else judgement
        for judgement in judgements[:digits]
    )
    rows = tuple(
        ReadRow(
            field.question,
            field.number,
            field.row,
            field.choose,
            judgement,
            {value: round(float(ink.mean[index]), 3) for value, index in zip(line.values, line.boxes, strict=True)},
        )
        for field, line, judgement in zip(page.fields, lines[digits:], judgements[digits:], strict=True)
    )
    return ReadPage(code, sheet, page, student, rows, flat)


def _lines(page: Page) -> list[BoxLine]:
    """The digits of the student's number, then the answers, with the indices of their boxes."""
    lines: list[BoxLine] = []
    first = 0
    for digit in page.student:
        lines.append(BoxLine("one", tuple(box.value for box in digit), tuple(range(first, first + len(digit)))))
        first += len(digit)
    for field in page.fields:
        indices = tuple(range(first, first + len(field.boxes)))
        lines.append(BoxLine(field.choose, tuple(box.value for box in field.boxes), indices))
        first += len(field.boxes)
    return lines


def _codes_beside(image: Grey, marks: Mapping[int, Points], known: KnownSheets) -> list[FoundCode]:
    """Look again where the codes of the quiz's pages are, where the marks say where that is."""
    page = next((archived.sheet.pages[0] for archived in known.sheets.values()), None)
    matrix = homography(page, marks, ()) if page else None
    if page is None or matrix is None:
        return []
    return codes_at(image, matrix, [(code.x, code.y, code.size) for code in page.codes])
