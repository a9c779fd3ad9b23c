"""``crossword.pdf``, ``word-search.pdf``, … for students, with a key of each for the teacher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from quizgen.assembly.worksheets.worksheet import Worksheet
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import WorksheetsExporter
from quizgen.exporters.job import WorksheetsJob
from quizgen.exporters.printing import fact_picture, flat_drawing, typeset
from quizgen.model.paper import Honour
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.printout import Printout
from quizgen.rendering.typst_markup import TypstMarkup


class Worksheets(WorksheetsExporter):
    """Exports the worksheets that the job has."""

    name = "worksheets"
    summary = "crossword, bingo, matching and other sheets, PDFs with keys"
    file_names = ("crossword.pdf", "crossword-key.pdf", "…")
    loses = "pictures, except those to be labelled"
    paper: ClassVar[Mapping[str, Honour]] = {"size": "yes", "style": "first only"}

    def drawings(self, job: WorksheetsJob) -> Iterator[Drawing]:
        """Yield the pictures with labels to be named."""
        for sheet in job.worksheets:
            yield from filter(None, (flat_drawing(job, fact) for fact in sheet.labelled))

    def export(self, job: WorksheetsJob) -> Exported:
        """Return a PDF per worksheet, and another for its key."""
        return Exported({name: content for sheet in job.worksheets for name, content in _pages(job, sheet)})


def _pages(job: WorksheetsJob, sheet: Worksheet) -> Iterable[tuple[str, Printout]]:
    title = sheet.title or job.words[sheet.name]
    pictures: dict[str, TypstMarkup] = {}
    files: dict[str, bytes] = {}
    for fact in sheet.labelled:
        pictures[fact.key], needed = fact_picture(job, fact, covered=True)
        files |= needed
    locators = {fact.key: job.locator(fact) for fact in sheet.facts}
    versions = [(sheet.name, False)]
    if sheet.has_key:
        versions.append((f"{sheet.name}-key", True))
    for name, solved in versions:
        heading = f"{job.title}, {title}"
        if solved:
            heading += f", {job.words['answer_key']}"
        context = {
            "sheet_title": title,
            "solved": solved,
            "locators": locators,
            "pictures": pictures,
            **sheet.content,
        }
        template = f"print/{sheet.name}.typ.j2"
        yield f"{name}.pdf", typeset(job, job.paper.styles[0], template, heading, f"{name}.pdf", context, files)
