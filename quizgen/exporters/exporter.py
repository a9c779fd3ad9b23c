"""What an exporter declares: its name, what it makes, what it needs, and what its format cannot hold.

An exporter derives from the class for what it is made of, or has the same attributes and the same ``export``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, Protocol, runtime_checkable

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import CardsJob, QuizJob, StudentsJob, WorksheetsJob
from quizgen.rendering.pixel_drawing import Drawing

Need = Literal["cards", "quiz", "worksheets", "students"]


class Declaration(Protocol):
    """What every exporter says of itself; docs/reference/outputs.md and ``quizgen list`` are made from it."""

    name: str
    """Its name in recipes and on the command line."""
    summary: str
    """What it makes and who takes it, as half a sentence."""
    file_names: tuple[str, ...]
    """The files that it makes, and "…" where others like the one before it may follow."""
    loses: str
    """What of a recipe's questions it never holds or cannot always hold, in Markdown."""


class CardsExporter(Declaration, Protocol):
    """Makes the files of an output from a recipe's cards."""

    needs: Literal["cards"] = "cards"

    def export(self, job: CardsJob) -> Exported:
        """The files of this output, and what they lost."""
        ...


class QuizExporter(Declaration, Protocol):
    """Makes the files of an output from a recipe's quiz."""

    needs: Literal["quiz"] = "quiz"

    def export(self, job: QuizJob) -> Exported:
        """The files of this output, and what they lost."""
        ...


class WorksheetsExporter(Declaration, Protocol):
    """Makes the files of an output from a recipe's worksheets."""

    needs: Literal["worksheets"] = "worksheets"

    def export(self, job: WorksheetsJob) -> Exported:
        """The files of this output, and what they lost."""
        ...


class StudentsExporter(Declaration, Protocol):
    """Makes the files of an output from a recipe's students alone."""

    needs: Literal["students"] = "students"

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
