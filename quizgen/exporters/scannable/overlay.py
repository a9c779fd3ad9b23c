"""``overlay-A.pdf``, …: a page with holes over the right boxes of each page of an answer sheet, to mark by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.exporters.printing import print_forms, typeset
from quizgen.exporters.scannable.answer_sheet import heading_of
from quizgen.exporters.scannable.form_sheets import is_rtl, separate_sheet
from quizgen.exporters.scannable.lines import answer_lines, right_values
from quizgen.exporters.scannable.metrics import metrics_of
from quizgen.exporters.scannable.sheet_geometry import SheetGeometry
from quizgen.exporters.scannable.sheet_json import Box, Page
from quizgen.model.paper import Honour, Style
from quizgen.model.quiz import Form
from quizgen.rendering.printout import Printout


class Overlay(QuizExporter):
    """Exports overlays as PDFs."""

    name = "overlay"
    summary = "holes to lay on answer sheets and mark them by hand, a PDF a form"
    file_names = ("overlay-A.pdf", "…")
    loses = "written answers"
    paper: ClassVar[Mapping[str, Honour]] = {"size": "yes", "style": "yes", "together": "yes", "double-sided": "yes"}

    def export(self, job: QuizJob) -> Exported:
        """Return a PDF per form and style, with the same pages as its answer sheet."""

        def printout_of(form: Form, style: Style) -> Printout:
            sheet, layouts = separate_sheet(job, form, style, ())
            metrics = metrics_of(style, job.language)
            more = {
                "form_name": job.words["form"].format(letter=form.letter),
                "sheet": sheet,
                "layouts": [_for_overlay(layout) for layout in layouts],
                "metrics": metrics,
                "holes": {page.number: list(_holes(form, page)) for page in sheet.pages},
                "counts": {page.number: list(_counts(form, page, metrics.pitch, is_rtl(job))) for page in sheet.pages},
            }
            student = form.student.id if form.student else ""
            heading, what = heading_of(job, form, "overlay"), f"form {form.letter}"
            return typeset(job, style, "print/overlay.typ.j2", heading, what, more, student=student)

        return print_forms(job, "overlay", f"{job.quiz.title}, {job.words['overlay']}", slice(None), printout_of)


def _for_overlay(layout: SheetGeometry) -> SheetGeometry:
    """The layout with instructions instead of a name, and without the numbers of questions that a person marks."""
    scored = {str(answer.number) for answer in layout.fields if answer.choose == "score"}
    fields = next(label for label in layout.labels if label.role == "fields")
    tips = next(label for label in layout.labels if label.role == "tips")
    space = replace(fields, role="tips", height=tips.y + tips.height - fields.y)
    labels = [label for label in layout.labels if label.text not in scored and label is not tips]
    return replace(layout, labels=[*labels, space])


def _rights(form: Form) -> dict[tuple[str, int], tuple[str, ...]]:
    """The right values by question and row."""
    rights: dict[tuple[str, int], tuple[str, ...]] = {}
    for item in form.items:
        if answer_lines(item):
            rights |= {(item.question.id, row): values for row, values in enumerate(right_values(item), 1)}
    return rights


def _holes(form: Form, page: Page) -> Iterator[Box]:
    rights = _rights(form)
    for answer in page.fields:
        if answer.choose != "score":
            yield from (box for box in answer.boxes if box.value in rights[answer.question, answer.row])


def _counts(form: Form, page: Page, pitch: float, rtl: bool) -> Iterator[tuple[float, float, int]]:
    """For each question with several right boxes, their count, and the left edge and middle of its place."""
    rights = _rights(form)
    for answer in page.fields:
        if answer.choose == "several":
            last = answer.boxes[-1]
            left = last.x - 1.5 * pitch if rtl else last.x + 0.5 * pitch
            yield left, last.y, len(rights[answer.question, answer.row])
