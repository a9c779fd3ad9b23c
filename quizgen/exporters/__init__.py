"""A job → files in memory, one module a format.

An exporter has a ``name``, a ``summary``, says in ``needs`` what it is made of, and has ``export(job) -> Exported``:
files by name, and what of the questions they could not hold. The job is the one that it needs: a `CardsJob`, a
`QuizJob`, a `WorksheetsJob` or a `StudentsJob`. An exporter opens nothing, compiles nothing and asks no clock: a PDF
is a `Printout`, compiled afterwards, and one that `DrawsPictures` has them drawn before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, Protocol, runtime_checkable

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import CardsJob, QuizJob, StudentsJob, WorksheetsJob
from quizgen.plugins import Registry
from quizgen.rendering.drawing import Drawing


class CardsExporter(Protocol):
    """Makes the files of an output from a recipe's cards."""

    name: str
    summary: str
    needs: Literal["cards"]

    def export(self, job: CardsJob) -> Exported:
        """The files of this output, and what they lost."""
        ...


class QuizExporter(Protocol):
    """Makes the files of an output from a recipe's quiz."""

    name: str
    summary: str
    needs: Literal["quiz"]

    def export(self, job: QuizJob) -> Exported:
        """The files of this output, and what they lost."""
        ...


class WorksheetsExporter(Protocol):
    """Makes the files of an output from a recipe's worksheets."""

    name: str
    summary: str
    needs: Literal["worksheets"]

    def export(self, job: WorksheetsJob) -> Exported:
        """The files of this output, and what they lost."""
        ...


class StudentsExporter(Protocol):
    """Makes the files of an output from a recipe's students alone."""

    name: str
    summary: str
    needs: Literal["students"]

    def export(self, job: StudentsJob) -> Exported:
        """The files of this output, and what they lost."""
        ...


@runtime_checkable
class DrawsPictures(Protocol):
    """An exporter that shows pictures as pixels: they are drawn before it runs, and its job has them."""

    def drawings(self, job: Any) -> Iterable[Drawing]:
        """What it shows as pixels, of the job that it exports."""
        ...


Exporter = CardsExporter | QuizExporter | WorksheetsExporter | StudentsExporter
Need = Literal["cards", "quiz", "worksheets", "students"]

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


def needs_of(outputs: Iterable[str]) -> frozenset[Need]:
    """Everything that ``outputs`` are made of."""
    return frozenset(EXPORTERS.get(output).needs for output in outputs)
