"""An assembled job → files in memory, one module a format.

An exporter has a ``name``, a ``summary``, says in ``needs`` whether it is made of cards, of a quiz, of worksheets or of
the students alone,
and has ``export(Job) -> Exported``: files by name, and what of the questions they could not hold.
"""

from __future__ import annotations

from typing import Literal, Protocol

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job
from quizgen.plugins import Registry

Need = Literal["cards", "quiz", "worksheets", "students"]


class Exporter(Protocol):
    """Makes the files of one output."""

    name: str
    summary: str
    needs: Need

    def export(self, job: Job) -> Exported:
        """The files of this output, and what they lost."""
        ...


EXPORTERS: Registry[type[Exporter]] = Registry(
    "quizgen.exporters",
    "output",
    {
        "deck": "quizgen.exporters.anki.deck:AnkiDeck",
        "quiz": "quizgen.exporters.quiz:Quiz",
        "key": "quizgen.exporters.key:Key",
        "review": "quizgen.exporters.review.page:Review",
        "practice": "quizgen.exporters.practice:Practice",
        "docx": "quizgen.exporters.docx:Docx",
        "cards": "quizgen.exporters.card_sheets:CardSheets",
        "worksheets": "quizgen.exporters.worksheets:Worksheets",
        "answer-sheet": "quizgen.exporters.scannable.answer_sheet:AnswerSheet",
        "overlay": "quizgen.exporters.scannable.overlay:Overlay",
        "response-cards": "quizgen.exporters.scannable.response_cards:ResponseCards",
        "anki-csv": "quizgen.exporters.flashcards.anki_csv:AnkiCsv",
        "crowdanki": "quizgen.exporters.flashcards.crowdanki:CrowdAnki",
        "quizlet": "quizgen.exporters.flashcards.quizlet:Quizlet",
        "mochi": "quizgen.exporters.flashcards.mochi:Mochi",
        "remnote": "quizgen.exporters.flashcards.remnote:RemNote",
        "h5p-cards": "quizgen.exporters.flashcards.h5p_cards:H5pCards",
        "moodle-xml": "quizgen.exporters.interchange.moodle_xml:MoodleXml",
        "canvas": "quizgen.exporters.interchange.canvas:Canvas",
        "kahoot": "quizgen.exporters.interchange.kahoot:Kahoot",
        "blooket": "quizgen.exporters.interchange.blooket:Blooket",
        "gimkit": "quizgen.exporters.interchange.gimkit:Gimkit",
        "wayground": "quizgen.exporters.interchange.wayground:Wayground",
        "gift": "quizgen.exporters.interchange.gift:Gift",
        "blackboard": "quizgen.exporters.interchange.blackboard:Blackboard",
        "brightspace": "quizgen.exporters.interchange.brightspace:Brightspace",
        "h5p": "quizgen.exporters.interchange.h5p:H5p",
        "qti21": "quizgen.exporters.interchange.qti21:Qti21",
        "common-cartridge": "quizgen.exporters.interchange.cartridge:CommonCartridge",
        "aiken": "quizgen.exporters.interchange.aiken:Aiken",
        "csv": "quizgen.exporters.interchange.csv:Csv",
        "json": "quizgen.exporters.interchange.json:Json",
    },
)
