"""Banks of questions from other programs → questions in plain text, one module for each format.

An importer has a ``name``, a ``summary``, the ``suffixes`` of its files and the ``kinds`` of question that it reads;
``knows(bank)`` looks at a file's content and says whether it is of this format, ``read(bank)`` gives its questions, and
why others cannot be held. It knows neither fact records nor where they will be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from quizgen.importers.bank import BankFile
from quizgen.importers.imported import BankEntry
from quizgen.plugins import Registry


class Importer(Protocol):
    """Reads the banks of one format."""

    name: str
    summary: str
    suffixes: tuple[str, ...]
    kinds: tuple[str, ...]

    def knows(self, bank: BankFile) -> bool:
        """Whether the file is of this format, by what it holds."""
        ...

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """What the bank says about itself, its questions in its order, and those that cannot be held."""
        ...


# Tried in this order: a format that many files could have comes after those that are recognised with certainty.
IMPORTERS: Registry[type[Importer]] = Registry(
    "quizgen.importers",
    "format",
    {
        "moodle-xml": "quizgen.importers.moodle_xml:MoodleXml",
        "qti12": "quizgen.importers.qti12:Qti12",
        "qti21": "quizgen.importers.qti21:Qti21",
        "anki": "quizgen.importers.anki:Anki",
        "json": "quizgen.importers.json:Json",
        "csv": "quizgen.importers.questions_csv:QuestionsCsv",
        "kahoot": "quizgen.importers.kahoot:Kahoot",
        "blooket": "quizgen.importers.blooket:Blooket",
        "gimkit": "quizgen.importers.gimkit:Gimkit",
        "wayground": "quizgen.importers.wayground:Wayground",
        "brightspace": "quizgen.importers.brightspace:Brightspace",
        "blackboard": "quizgen.importers.blackboard:Blackboard",
        "opentriviaqa": "quizgen.importers.opentriviaqa:OpenTriviaQA",
        "aiken": "quizgen.importers.aiken:Aiken",
        "gift": "quizgen.importers.gift:Gift",
        "table": "quizgen.importers.own_table:OwnTable",
        "quizlet": "quizgen.importers.quizlet:Quizlet",
    },
)
