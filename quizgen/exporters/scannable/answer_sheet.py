"""``answer-sheet-A.pdf``, …: a sheet to fill in for each form; ``sheet.json``: where its boxes are."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.exporters.printing import print_forms, typeset
from quizgen.exporters.scannable.frame import all_sheets, drawings, page, sheet_file
from quizgen.exporters.scannable.lines import answer_lines, key_of, score_line
from quizgen.exporters.scannable.metrics import METRICS
from quizgen.exporters.scannable.sheet_geometry import SheetGeometry, sheet_pages
from quizgen.exporters.scannable.sheet_json import SheetFile
from quizgen.model.marking import Shape
from quizgen.model.paper import Style
from quizgen.model.quiz import Form
from quizgen.reading.yaml.validation import Record
from quizgen.rendering.printout import Printout


class AnswerSheetRecipe(Record):
    """The answer sheet, and the boxes in the quiz."""

    boxes: Shape = "round"
    """The shape of the boxes."""
    digits: Annotated[int, Field(ge=0, le=8)] = 4
    """How many digits a student's number has, 0 for none. With a roster each sheet has its student's name instead."""
    in_quiz: Annotated[bool, Field(alias="in-quiz")] = False
    """Whether the quiz itself has the boxes, beside its questions, with corner marks and a QR code on each page."""


class AnswerSheet(QuizExporter):
    """Exports the answer sheets, their geometry, and the key with which a program marks them."""

    name = "answer-sheet"
    summary = "a sheet to fill in for a scanner, a PDF a form, with its geometry"
    file_names = ("answer-sheet-A.pdf", "…", "sheet.json", "sheet-key.json")
    loses = "nothing: for written answers the teacher fills in points"
    recipe = AnswerSheetRecipe

    def export(self, job: QuizJob) -> Exported:
        """Return a PDF per form and style, their geometry for a scanner, and the key."""
        sheets: list[SheetFile] = []

        def printed(form: Form, style: Style) -> Printout:
            sheet, layouts = sheet_of(job, form, style)
            sheets.append(sheet)
            codes, files = drawings(sheet)
            more = {
                "form": form,
                "form_name": job.words["form"].format(letter=form.letter),
                "sheet": sheet,
                "layouts": layouts,
                "codes": codes,
                "shape": job.marking.shape,
                "metrics": METRICS[style],
            }
            student = form.student.id if form.student else ""
            heading, what = heading_of(job, form, "answer_sheet"), f"form {form.letter}"
            return typeset(job, style, "print/answer-sheet.typ.j2", heading, what, more, files, student)

        title = f"{job.quiz.title}, {job.words['answer_sheet']}"
        exported = print_forms(job, "answer-sheet", title, slice(None), printed)
        geometry = {"sheet.json": all_sheets(job, sheets).json_bytes(), "sheet-key.json": key_file(job)}
        return replace(exported, files={**exported.files, **geometry})


def heading_of(job: QuizJob, form: Form, word: str) -> str:
    """Return the heading of a document: "Waves, Form A, Answer sheet"."""
    return ", ".join((job.quiz.title, job.words["form"].format(letter=form.letter), job.words[word]))


def sheet_of(job: QuizJob, form: Form, style: Style) -> tuple[SheetFile, list[SheetGeometry]]:
    """Return the answer sheet of a form, and the layout of each page."""
    answers = {item.number: answer_lines(item) for item in form.items}
    scores = {item.number: score_line(item) for item in form.items if not answers[item.number]}
    layouts = sheet_pages(
        list(answers.values()),
        [(line,) for line in scores.values() if line],
        style,
        job.paper.size,
        0 if form.student else job.marking.digits,
        (job.words["true"], job.words["false"]),
        rtl=job.sources[0].direction == "rtl",
    )
    pages = (
        page(number, job.paper.size, layout.code, layout.fields, layout.student)
        for number, layout in enumerate(layouts, 1)
    )
    written = [item.question.id for item in form.items if item.number in scores and not scores[item.number]]
    return sheet_file(job, form, style, pages, written), layouts


def key_file(job: QuizJob) -> bytes:
    """Return the content of ``sheet-key.json``: what is right, by form and question."""
    key = {"schema": "quizgen-sheet-key/1", "forms": {form.letter: key_of(form) for form in job.quiz.forms}}
    return f"{json.dumps(key, ensure_ascii=False, indent=1)}\n".encode()
