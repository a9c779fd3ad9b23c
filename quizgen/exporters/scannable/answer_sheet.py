"""``answer-sheet-A.pdf``, …: a sheet to fill in for each form; ``sheet.json``: where its boxes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from quizgen.errors.problem_kinds import WRONG_VALUE
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.exporters.printing import print_forms, typeset
from quizgen.exporters.scannable.form_sheets import boxed_sheets, copy_numbers, separate_sheet
from quizgen.exporters.scannable.frame import all_sheets, code_text, drawings
from quizgen.exporters.scannable.metrics import APART, metrics_of
from quizgen.exporters.scannable.sheet_geometry import printed_value
from quizgen.exporters.scannable.sheet_json import SheetFile
from quizgen.exporters.scannable.sheet_key import key_files
from quizgen.model.marking import Credit, Shape
from quizgen.model.paper import Honour, Style
from quizgen.model.quiz import Form
from quizgen.reading.yaml.validation import Record, fault
from quizgen.rendering.printout import Printout


class AnswerSheetRecipe(Record):
    """The answer sheet, and the boxes in the quiz."""

    boxes: Shape = "round"
    """The shape of the boxes."""
    digits: Annotated[int, Field(ge=0, le=8)] = 4
    """How many digits a student's number has, 0 for none. With a roster each sheet has its student's name instead."""
    check_digit: Annotated[bool, Field(alias="check-digit")] = False
    """Whether the last digit of a student's number is a check digit, as of those in `student-numbers.csv`."""
    credit: Credit = "all"
    """What brings the points of a question with several rows, such as matching: `all` rows being right, or each of the
    `rows` its share. The quiz says so."""
    copies: Annotated[int, Field(ge=0, le=200)] = 0
    """How many copies of each form are printed, each with a number in its QR codes; if 0, one without a number, to be
    copied. With a roster each student has one, with a number."""
    in_quiz: Annotated[bool, Field(alias="in-quiz")] = False
    """Whether the quiz itself has the boxes, beside its questions, with corner marks and QR codes on each page."""

    @model_validator(mode="after")
    def _has_digits_to_check(self) -> AnswerSheetRecipe:
        if self.check_digit and self.digits < 2:
            hint = "write  digits: 4, for example, or delete check-digit"
            raise fault(WRONG_VALUE, "a check digit needs a student number of 2 digits or more", hint)
        return self


class AnswerSheet(QuizExporter):
    """Exports the answer sheets, their geometry, and the key with which a program marks them."""

    name = "answer-sheet"
    summary = "a sheet to fill in for a scanner, a PDF a form, with its geometry"
    file_names = ("answer-sheet-A.pdf", "…", "sheet.json", "sheet-key.json")
    loses = "nothing: for written answers the teacher fills in points"
    paper: ClassVar[Mapping[str, Honour]] = {"size": "yes", "style": "yes", "together": "yes", "double-sided": "yes"}
    recipe = AnswerSheetRecipe

    def export(self, job: QuizJob) -> Exported:
        """Return a PDF per form and style, their geometry for a scanner, and the key."""
        sheets: list[SheetFile] = []
        numbers = copy_numbers(job)

        def printout_of(form: Form, style: Style) -> Printout:
            sheet, layouts = separate_sheet(job, form, style, numbers[form.letter, style])
            sheets.append(sheet)
            copies = sheet.copies or (0,)
            codes, files = drawings(sheet, copies)
            more = {
                "form": form,
                "form_name": job.words["form"].format(letter=form.letter),
                "sheet": sheet,
                "layouts": layouts,
                "copies": copies,
                "codes": codes,
                "code_text": code_text,
                "printed_value": printed_value,
                "metrics": metrics_of(style, job.language),
                "shape": job.marking.shape,
                "apart": APART,
                "reports": False,
            }
            student = form.student.id if form.student else ""
            heading, what = heading_of(job, form, "answer_sheet"), f"form {form.letter}"
            return typeset(job, style, "print/answer-sheet.typ.j2", heading, what, more, files, student)

        title = f"{job.quiz.title}, {job.words['answer_sheet']}"
        exported = print_forms(job, "answer-sheet", title, slice(None), printout_of)
        geometry = {"sheet.json": all_sheets(job, sheets).json_bytes(), **key_files(job, sheets, boxed_sheets(job))}
        return replace(exported, files={**exported.files, **geometry})


def heading_of(job: QuizJob, form: Form, word: str) -> str:
    """Return the heading of a document: "Waves, Form A, Answer sheet"."""
    return ", ".join((job.quiz.title, job.words["form"].format(letter=form.letter), job.words[word]))
