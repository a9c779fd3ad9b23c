"""The quiz with boxes beside its questions, and ``quiz-sheet.json``: where the boxes are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.errors import TemplateError
from quizgen.exporters.exported import Exported
from quizgen.exporters.job import QuizJob
from quizgen.exporters.printing import print_form, print_forms
from quizgen.exporters.scannable.aruco import CORNERS
from quizgen.exporters.scannable.form_sheets import boxed_sheet, copy_numbers, is_rtl, score_lines, separate_sheets
from quizgen.exporters.scannable.frame import (
    BAND,
    CODE,
    CODE_QUIET,
    EDGE,
    INSET,
    MARK,
    PAPERS,
    QUIET,
    all_sheets,
    code_text,
    drawings,
    marks,
    page,
)
from quizgen.exporters.scannable.lines import answer_lines
from quizgen.exporters.scannable.metrics import APART, metrics_of
from quizgen.exporters.scannable.sheet_geometry import printed_value
from quizgen.exporters.scannable.sheet_json import SheetFile
from quizgen.exporters.scannable.sheet_key import key_files
from quizgen.model.paper import Style
from quizgen.model.quiz import Form
from quizgen.rendering.printout import Printout, bound_printout

INNER = EDGE + MARK + QUIET + 1  # from the paper's edge to the text
FOOT_LETTERS = 38
LETTERS_BELOW = 3.0  # from the middle of a footer
TOP = EDGE - QUIET + BAND + QUIET  # below the upper marks


def boxed_quiz(job: QuizJob) -> Exported:
    """Return a PDF per form and style, and the geometry of all, in the same format as for answer sheets."""
    sheets: list[SheetFile] = []
    numbers = copy_numbers(job)

    def printout_of(form: Form, style: Style) -> Printout:
        boxes = job.boxes[form.letter, style]
        if isinstance(boxes, TemplateError):
            raise boxes
        sheet = boxed_sheet(job, form, style, boxes, numbers[form.letter, style])
        sheets.append(sheet)
        copies = [_copy_of(job, form, style, sheet, copy) for copy in sheet.copies or (0,)]
        return copies[0] if len(copies) == 1 else _bound_copies(job, form, copies)

    exported = print_forms(job, "quiz", job.quiz.title, slice(None), printout_of)
    geometry = {
        "quiz-sheet.json": all_sheets(job, sheets).json_bytes(),
        **key_files(job, sheets, separate_sheets(job)),
    }
    return replace(exported, files={**exported.files, **geometry})


def draft(job: QuizJob, form: Form, style: Style) -> Printout:
    """Return the form without QR codes, to be measured: its boxes report where they are (metadata ``answer-box``)."""
    return _copy_of(job, form, style, None, 0)


def _bound_copies(job: QuizJob, form: Form, copies: Sequence[Printout]) -> Printout:
    """All copies of a form, each with its own page numbers."""
    return bound_printout(_heading(job, form), copies, double_sided=job.paper.double_sided)


def _copy_of(job: QuizJob, form: Form, style: Style, sheet: SheetFile | None, copy: int) -> Printout:
    """A copy of the form, with QR codes if its ``sheet`` is known; they take no space, so nothing moves."""
    codes, files = drawings(sheet, (copy,)) if sheet else ({}, {})
    blank = page(1, job.paper.size, (), rtl=is_rtl(job))
    more = {
        "working": job.paper.working,
        "lettered": True,
        "lines_of": {item.number: answer_lines(item) for item in form.items},
        "scores": score_lines(form),
        "metrics": metrics_of(style, job.language),
        "apart": APART,
        "shape": job.marking.shape,
        "credit": job.marking.credit,
        "digits": 0 if form.student else job.marking.digits,
        "blank": blank,
        "coded": sheet.pages if sheet else (),
        "copy": copy,
        "reports": sheet is None,
        "codes": codes,
        "code_text": code_text,
        "printed_value": printed_value,
        "top": TOP,
        "inner": INNER,
        "foot_room": CODE + CODE_QUIET,
        "foot_heading": _foot(job, form),
        "letters": _letters(job),
    }
    printout = print_form(job, form, style, "print/quiz-boxes.typ.j2", _heading(job, form), more, job.layout(style))
    return replace(printout, files={**printout.files, **marks(CORNERS), **files})


def _letters(job: QuizJob) -> tuple[float, float, float, float]:
    """The corner, width and height of the place for the code in letters: beside the lower code, below the footer."""
    width, height = PAPERS[job.paper.size]
    coded = EDGE + MARK + QUIET + CODE + CODE_QUIET
    room = width - coded - INNER
    return INNER if is_rtl(job) else coded, height - INSET + LETTERS_BELOW, room, INSET - LETTERS_BELOW


def _foot(job: QuizJob, form: Form) -> str:
    """The heading as it fits between the lower code and the page's number on a line of large print."""
    name = job.words["form"].format(letter=form.letter)
    title = _shortened_text(job.quiz.title, max(FOOT_LETTERS - len(name) - 2, FOOT_LETTERS // 3))
    return _shortened_text(f"{title}, {name}", FOOT_LETTERS)


def _shortened_text(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _heading(job: QuizJob, form: Form) -> str:
    return f"{job.quiz.title}, {job.words['form'].format(letter=form.letter)}"
