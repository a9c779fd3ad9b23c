"""``response-cards.pdf``: a card for each student, whose pattern is its number and whose upper edge is the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import StudentsExporter
from quizgen.exporters.job import StudentsJob
from quizgen.exporters.printing import typeset
from quizgen.exporters.scannable.frame import PAPERS, marks
from quizgen.model.paper import Honour
from quizgen.reading.yaml.validation import Record

MOST_CARDS = 45  # of the dictionary's 50 markers the last four are corner marks, and 0 is not a student's number
# The pattern's six fields, and 1.2 of white on each side for the letters.
SHARE = 6 / 8.4


class ResponseCardsRecipe(Record):
    """The cards that students hold up."""

    cards: Annotated[int, Field(ge=1, le=MOST_CARDS)] | None = None
    """How many cards; if not given, one for each student on the quiz's roster, numbered in each class, or 30."""
    per_page: Annotated[int, Field(ge=1, le=2, alias="per-page")] = 2
    """How many are on a page; a single one can be read from further away."""


class ResponseCards(StudentsExporter):
    """Exports the cards as a PDF."""

    name = "response-cards"
    summary = "cards with a pattern that students hold up: A, B, C or D, by which edge is on top"
    file_names = ("response-cards.pdf",)
    loses = "nothing: it has no questions"
    paper: ClassVar[Mapping[str, Honour]] = {"size": "yes", "style": "first"}
    recipe = ResponseCardsRecipe

    def export(self, job: StudentsJob) -> Exported:
        """Return one PDF with all cards, as large as the paper allows."""
        width, full_height = PAPERS[job.paper.size]
        height = full_height / job.per_page
        title = job.words["response_cards"]
        more = {
            "cards": job.cards,
            "per_page": job.per_page,
            "width": width,
            "height": height,
            "size": SHARE * min(width, height),
        }
        files = marks(card.number for card in job.cards)
        heading = f"{job.title}, {title}"
        style = job.paper.styles[0]
        printout = typeset(job, style, "print/response-cards.typ.j2", heading, "response-cards.pdf", more, files)
        return Exported({"response-cards.pdf": printout})
