"""Facts and their questions → worksheets, one module per kind.

A kind of worksheet has a ``name``, which is its key in recipes, and the name of its files, of its template
(``print/NAME.typ.j2``) and of its title among the words. ``summary`` describes it in a sentence; ``recipe`` is the
model of its settings; ``usual`` says whether it is made if a recipe names no worksheets. ``make`` yields the sheet,
and the reasons why it could not be made, or not exactly as the settings require.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.plugins import Registry
from quizgen.reading.yaml.validation import Record

Made = Worksheet | Shortcoming
Settings = TypeVar("Settings", bound=Record, contravariant=True)


class WorksheetKind(Protocol[Settings]):
    """A kind of worksheet."""

    name: str
    summary: str
    usual: bool

    @property
    def recipe(self) -> type[Record]:
        """The model of its settings in a recipe."""
        ...

    def make(self, settings: Settings, material: Material) -> Iterator[Made]:
        """Yields the sheet, if it can be made, and any reasons why not, or why not as the ``settings`` require."""
        ...


WORKSHEETS: Registry[type[WorksheetKind[Any]]] = Registry(
    "quizgen.worksheets",
    "worksheet",
    {
        "crossword": "quizgen.assembly.worksheets.crossword:Crossword",
        "word-search": "quizgen.assembly.worksheets.word_search:WordSearch",
        "bingo": "quizgen.assembly.worksheets.bingo:Bingo",
        "matching": "quizgen.assembly.worksheets.matching:MatchingSheet",
        "ordering": "quizgen.assembly.worksheets.ordering:OrderingSheet",
        "timeline": "quizgen.assembly.worksheets.timeline:Timeline",
        "word-bank": "quizgen.assembly.worksheets.word_bank:WordBank",
        "table": "quizgen.assembly.worksheets.table:Table",
        "labelling": "quizgen.assembly.worksheets.labelling:Labelling",
        "exit-ticket": "quizgen.assembly.worksheets.exit_ticket:ExitTicket",
        "study-guide": "quizgen.assembly.worksheets.study_guide:StudyGuide",
        "source": "quizgen.assembly.worksheets.source_text:SourceText",
        "dominoes": "quizgen.assembly.worksheets.dominoes:Dominoes",
        "loop-cards": "quizgen.assembly.worksheets.loop_cards:LoopCards",
    },
)
