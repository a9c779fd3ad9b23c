"""A job → files in memory, one module per format.

What an exporter declares is in `exporter`. Its ``export(job)`` returns files by name, and what they could not hold. The
job is the one that it needs: a `CardsJob`, a `NotesJob`, a `QuizJob`, a `WorksheetsJob` or a `StudentsJob`. If a recipe
has a section for the output, ``recipe`` reads it. An exporter opens no files, compiles nothing and reads no clock: a
PDF is a `Printout` and an Anki deck a `Package`, which are compiled afterwards, and pictures are drawn before an
exporter that `DrawsPictures` runs.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.exporters.exporter import Exporter, Need
from quizgen.plugins import Registry

EXPORTERS: Registry[type[Exporter]] = Registry(
    "quizgen.exporters",
    "output",
    {
        "deck": "quizgen.exporters.anki.deck:AnkiDeck",
        "quiz": "quizgen.exporters.printed_quiz:PrintedQuiz",
        "key": "quizgen.exporters.key:Key",
        "review": "quizgen.exporters.review.lesson_page:Review",
        "practice": "quizgen.exporters.practice:Practice",
        "docx": "quizgen.exporters.docx:Docx",
        "cards": "quizgen.exporters.card_sheets:CardSheets",
        "worksheets": "quizgen.exporters.printed_worksheets:Worksheets",
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


def needs_of(outputs: Iterable[str]) -> frozenset[Need]:
    """Return everything that ``outputs`` are made of."""
    return frozenset(EXPORTERS.get(output).needs for output in outputs)
