"""An assembled job → files in memory, one module a format.

An exporter has a ``name``, a ``summary``, says in ``needs`` whether it is made of cards or of a quiz, and has
``export(Job) -> {file name: content}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from quizgen.exporters.job import Job
from quizgen.plugins import Registry

Need = Literal["cards", "quiz"]


class Exporter(Protocol):
    """Makes the files of one output."""

    name: str
    summary: str
    needs: Need

    def export(self, job: Job) -> Mapping[str, bytes]:
        """The files of this output, name → content."""
        ...


EXPORTERS: Registry[type[Exporter]] = Registry(
    "quizgen.exporters",
    "output",
    {
        "deck": "quizgen.exporters.anki.deck:Deck",
        "quiz": "quizgen.exporters.quiz:Quiz",
        "key": "quizgen.exporters.key:Key",
        "review": "quizgen.exporters.review:Review",
        "practice": "quizgen.exporters.practice:Practice",
        "docx": "quizgen.exporters.docx:Docx",
    },
)
