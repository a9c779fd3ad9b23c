"""Facts and their questions → worksheets, one module a sheet.

A kind of worksheet has a ``name``, which is its key in a recipe, the name of its files, of its template
(``print/NAME.typ.j2``) and of its title among the words; ``summary`` says in a sentence what it is; its ``recipe``
reads what a recipe says of it. ``usual`` says whether it is made where a recipe names no sheets. ``make`` yields the
sheet, and the reasons why it could not be made as it was wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.plugins import Registry
from quizgen.reading.yaml.validation import Record

Made = Worksheet | Shortcoming
Wanted = TypeVar("Wanted", bound=Record, contravariant=True)


class WorksheetKind(Protocol[Wanted]):
    """Makes one sheet."""

    name: str
    summary: str
    usual: bool

    @property
    def recipe(self) -> type[Record]:
        """What a recipe says of it."""
        ...

    def make(self, wanted: Wanted, material: Material) -> Iterator[Made]:
        """The sheet as it is ``wanted``, if it can be made, and what stands against it."""
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
