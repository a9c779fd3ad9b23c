"""Facts and their questions → worksheets, one module a sheet.

A kind of worksheet has a ``name``, which is its key in a recipe, the name of its files, of its template
(``print/NAME.typ.j2``) and of its title among the words; its ``recipe`` reads what a recipe says of it. ``usual`` says
whether it is made where a recipe names no sheets. ``make`` gives the sheet, and what stands against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from quizgen.documents.validation import Record
from quizgen.plugins import Registry
from quizgen.worksheets.sheet import Material, Shortcoming, Worksheet

Made = Worksheet | Shortcoming
Wanted = TypeVar("Wanted", bound=Record, contravariant=True)


class WorksheetKind(Protocol[Wanted]):
    """Makes one sheet."""

    name: str
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
        "crossword": "quizgen.worksheets.crossword:Crossword",
        "word-search": "quizgen.worksheets.word_search:WordSearch",
        "bingo": "quizgen.worksheets.bingo:Bingo",
        "matching": "quizgen.worksheets.matching:Matching",
        "ordering": "quizgen.worksheets.ordering:Ordering",
        "timeline": "quizgen.worksheets.timeline:Timeline",
        "word-bank": "quizgen.worksheets.word_bank:WordBank",
        "table": "quizgen.worksheets.table:Table",
        "labelling": "quizgen.worksheets.labelling:Labelling",
        "exit-ticket": "quizgen.worksheets.exit_ticket:ExitTicket",
        "study-guide": "quizgen.worksheets.study_guide:StudyGuide",
        "source": "quizgen.worksheets.source:SourcePage",
        "dominoes": "quizgen.worksheets.loops:Dominoes",
        "loop-cards": "quizgen.worksheets.loops:LoopCards",
    },
)
