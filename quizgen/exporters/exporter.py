"""What an exporter declares: its name, its files, what it needs, and what its format cannot hold.

An exporter derives from the class for what it needs, or has the same attributes and the same ``export``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal, Protocol, runtime_checkable

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import CardsJob, NotesJob, QuizJob, StudentsJob, WorksheetsJob
from quizgen.model.paper import Honour
from quizgen.rendering.pixel_drawing import Drawing

Need = Literal["cards", "notes", "quiz", "worksheets", "students"]


class Declaration(Protocol):
    """What every exporter declares; docs/reference/outputs.md and ``quizgen list`` are generated from it."""

    name: str
    """Its name in recipes and on the command line."""
    summary: str
    """What it makes and for which program, as a phrase."""
    file_names: tuple[str, ...]
    """Its files; "…" means that more files like the previous one may follow."""
    loses: str
    """What its format cannot hold, or not always, of a recipe's questions, in Markdown."""
    paper: ClassVar[Mapping[str, Honour]] = {}
    """How it honours the settings of a recipe's ``paper``, by their names there; those that do not concern it are left
    out."""


class CardsExporter(Declaration, Protocol):
    """Makes the files of an output from a recipe's cards."""

    needs: Literal["cards"] = "cards"

    def export(self, job: CardsJob) -> Exported:
        """Return the files of this output, and what was lost."""
        ...


class NotesExporter(Declaration, Protocol):
    """Makes the files of an output from the notes of a recipe's Anki deck."""

    needs: Literal["notes"] = "notes"

    def export(self, job: NotesJob) -> Exported:
        """Return the files of this output, and what was lost."""
        ...


class QuizExporter(Declaration, Protocol):
    """Makes the files of an output from a recipe's quiz."""

    needs: Literal["quiz"] = "quiz"

    def export(self, job: QuizJob) -> Exported:
        """Return the files of this output, and what was lost."""
        ...


class WorksheetsExporter(Declaration, Protocol):
    """Makes the files of an output from a recipe's worksheets."""

    needs: Literal["worksheets"] = "worksheets"

    def export(self, job: WorksheetsJob) -> Exported:
        """Return the files of this output, and what was lost."""
        ...


class StudentsExporter(Declaration, Protocol):
    """Makes the files of an output only from a recipe's students."""

    needs: Literal["students"] = "students"

    def export(self, job: StudentsJob) -> Exported:
        """Return the files of this output, and what was lost."""
        ...


@runtime_checkable
class DrawsPictures(Protocol):
    """An exporter that shows pictures as pixels: they are drawn before it runs, and are part of its job."""

    def drawings(self, job: Any) -> Iterable[Drawing]:
        """Return the pictures of the job that it shows as pixels."""
        ...


Exporter = CardsExporter | NotesExporter | QuizExporter | WorksheetsExporter | StudentsExporter
