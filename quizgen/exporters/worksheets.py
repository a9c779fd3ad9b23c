"""``crossword.pdf``, ``word-search.pdf``, … for students, and for the teacher the key of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job
from quizgen.exporters.paper import typeset
from quizgen.rendering.printout import Printout
from quizgen.worksheets.sheet import Worksheet


class Worksheets:
    """Exports the worksheets that the job has."""

    name = "worksheets"
    summary = "a crossword, a word search, cards of bingo, PDFs with their keys (crossword.pdf, crossword-key.pdf, …)"
    needs: Literal["cards", "quiz", "worksheets"] = "worksheets"

    def export(self, job: Job) -> Exported:
        """Two PDFs a sheet."""
        return Exported({name: content for sheet in job.worksheets for name, content in _both(job, sheet)})


def _both(job: Job, sheet: Worksheet) -> Iterable[tuple[str, Printout]]:
    title = sheet.title or job.words[sheet.name]
    locators = {fact.key: job.locator(fact) for fact in sheet.facts}
    for name, solved in ((sheet.name, False), (f"{sheet.name}-key", True)):
        heading = ", ".join((job.quiz.title, title, *([job.words["answer_key"]] if solved else [])))
        context = {"sheet_title": title, "solved": solved, "locators": locators, **sheet.content}
        template = f"print/{sheet.name}.typ.j2"
        yield f"{name}.pdf", typeset(job, job.paper.styles[0], template, heading, f"{name}.pdf", context)
