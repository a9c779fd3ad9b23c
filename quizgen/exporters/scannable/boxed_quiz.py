"""The quiz with boxes beside its questions, and ``quiz-sheet.json``: where the boxes are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizgen.errors import TemplateError
from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Boxes, QuizJob
from quizgen.exporters.printing import print_form, print_forms
from quizgen.exporters.scannable.answer_sheet import key_file
from quizgen.exporters.scannable.aruco import CORNERS
from quizgen.exporters.scannable.frame import (
    CODE,
    EDGE,
    MARK,
    PAPERS,
    QUIET,
    all_sheets,
    drawings,
    marks,
    page,
    sheet_file,
)
from quizgen.exporters.scannable.lines import Line, answer_lines, score_line
from quizgen.exporters.scannable.metrics import METRICS
from quizgen.exporters.scannable.sheet_json import Answer, Box, Page, SheetFile
from quizgen.model.paper import Style
from quizgen.model.quiz import Form
from quizgen.rendering.printout import Printout

INNER = EDGE + MARK + QUIET + 1  # from the paper's edge to the text
CODE_TOP = 9.0  # between the upper marks, where there is no text
TOP = CODE_TOP + CODE + 4


def boxed_quiz(job: QuizJob) -> Exported:
    """Return a PDF per form and style, and the geometry of all, in the same format as for answer sheets."""
    sheets: list[SheetFile] = []

    def printed(form: Form, style: Style) -> Printout:
        boxes = job.boxes[form.letter, style]
        if isinstance(boxes, TemplateError):
            raise boxes
        sheet = _sheet(job, form, style, boxes)
        sheets.append(sheet)
        return _filled(job, form, style, sheet)

    exported = print_forms(job, "quiz", job.quiz.title, slice(None), printed)
    geometry = {"quiz-sheet.json": all_sheets(job, sheets).json_bytes(), "sheet-key.json": key_file(job)}
    return replace(exported, files={**exported.files, **geometry})


def draft(job: QuizJob, form: Form, style: Style) -> Printout:
    """Return the form without QR codes, to be measured: its boxes report where they are (metadata ``answer-box``)."""
    return _filled(job, form, style, None)


def _filled(job: QuizJob, form: Form, style: Style, sheet: SheetFile | None) -> Printout:
    """The form, with QR codes if its ``sheet`` is known; they take no space, so nothing moves."""
    codes, files = drawings(sheet) if sheet else ({}, {})
    blank = page(1, job.paper.size, _code(job), ())
    more = {
        "working": job.paper.working,
        "lettered": True,
        "lines_of": {item.number: answer_lines(item) for item in form.items},
        "scores": _scores(form),
        "side": METRICS[style].box,
        "shape": job.marking.shape,
        "digits": 0 if form.student else job.marking.digits,
        "blank": blank,
        "coded": sheet.pages if sheet else (),
        "codes": codes,
        "top": TOP,
        "inner": INNER,
    }
    heading = f"{job.quiz.title}, {job.words['form'].format(letter=form.letter)}"
    printout = print_form(job, form, style, "print/quiz-boxes.typ.j2", heading, more)
    return replace(printout, files={**printout.files, **marks(CORNERS), **files})


def _scores(form: Form) -> dict[int, Line]:
    """The lines for the points of written answers, by question number."""
    written = ((item.number, score_line(item)) for item in form.items if not answer_lines(item))
    return {number: line for number, line in written if line}


def _code(job: QuizJob) -> tuple[float, float]:
    """The centre of the QR code, beside the upper mark on the side where lines end."""
    inset = INNER + CODE / 2
    x = inset if job.sources[0].direction == "rtl" else PAPERS[job.paper.size][0] - inset
    return x, CODE_TOP + CODE / 2


def _sheet(job: QuizJob, form: Form, style: Style, boxes: Boxes) -> SheetFile:
    scores = _scores(form)
    written = [item.question.id for item in form.items if not answer_lines(item) and item.number not in scores]
    return sheet_file(job, form, style, _pages(job, form, boxes), written)


def _pages(job: QuizJob, form: Form, measured: Boxes) -> Iterator[Page]:
    count = max((int(box["pages"]) for box in measured), default=0)
    items = {item.number: item for item in form.items}
    for number in range(1, count + 1):
        lines: dict[tuple[int, int], list[Box]] = {}
        for box in measured:
            if box["page"] == number:
                lines.setdefault((int(box["number"]), int(box["row"])), []).append(_box(box))
        answers = [
            Answer(
                question=items[item].question.id,
                number=item,
                row=row,
                choose=next((line.choose for line in answer_lines(items[item])), "score"),
                boxes=tuple(boxes),
            )
            for (item, row), boxes in lines.items()
            if item
        ]
        student = [boxes for (item, _), boxes in lines.items() if not item]
        yield page(number, job.paper.size, _code(job), answers, student)


def _box(measured: Mapping[str, str | int | float]) -> Box:
    side = float(measured["side"])
    x, y = float(measured["x"]), float(measured["y"])
    return Box(value=str(measured["value"]), x=x, y=y, width=side, height=side)
