"""Paper sizes, styles and layouts of printed outputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from quizgen.model.quiz import Student

PaperSize = Literal["a4", "letter"]
Style = Literal["normal", "large-print", "dyslexia", "high-contrast", "low-ink"]
OptionLayout = Literal["auto", "lines", "columns", "inline"]
KeyKind = Literal["full", "compact", "annotated"]
# How an output honours a setting of paper. A list may be honoured by its first item, because nobody needs more of that
# output ("first") or although somebody might ("first only").
Honour = Literal["yes", "first", "first only", "no"]
CardLayout = Literal["duplex", "fold"]
CardFlip = Literal["long", "short"]
CardsPerSheet = Literal[2, 4, 6, 8, 9, 10, 12]

# The most columns of a grid to write in, so that its cells have room beside numbers of the style's least size.
GRID_COLUMNS: dict[Style, int] = {"normal": 24, "large-print": 14, "dyslexia": 20, "high-contrast": 24, "low-ink": 24}


@dataclass(frozen=True, slots=True)
class PageLayout:
    """How the questions of a style fit its pages, the same in all forms.

    ``across`` is how many options are beside each other at most, ``inline`` says that those that fit follow each other
    on a line. ``looseness`` is 0 for the style's least distances, 1 for its usual ones. ``columns`` are the page's. A
    document that is ``measured`` reports how much room its parts take; where that shows that each question is ``short``
    enough for a page, with all that it shares a stimulus with, the PDF engine need not find out.
    """

    across: int = 1
    inline: bool = False
    looseness: float = 1.0
    columns: int = 1
    measured: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A recipe's paper; the first of ``styles`` is that of the keys, ``working`` rows of squared paper for working.

    ``together`` says that the forms of a style share a file, ``double_sided`` that each then begins on a new leaf.
    ``options`` are how options are arranged.
    """

    size: PaperSize = "a4"
    styles: tuple[Style, ...] = ("normal",)
    together: bool = False
    double_sided: bool = False
    working: int = 0
    options: OptionLayout = "auto"
    columns: int = 1

    def styles_for(self, student: Student | None) -> tuple[Style, ...]:
        """The styles of a form: the one in its student's accommodations, or all."""
        needs = student.accommodations.casefold().replace("-", " ") if student else ""
        needed: tuple[Style, ...] = tuple(style for style in get_args(Style) if style.replace("-", " ") in needs)
        return needed[:1] or self.styles


@dataclass(frozen=True, slots=True)
class CardSheet:
    """The layout of cards on a sheet: ``per_sheet`` of them, edge to edge.

    With the layout ``duplex`` each back is on the back page behind its front, for a printer that turns the paper over
    its long or short edge (``flip``); ``offset`` moves the backs to the right and down, in millimetres, seen with their
    text upright. With ``fold`` a front and its back are side by side.
    """

    layout: CardLayout = "duplex"
    per_sheet: CardsPerSheet = 8
    flip: CardFlip = "long"
    offset: tuple[float, float] = (0.0, 0.0)

    @property
    def columns(self) -> int:
        """The number of columns of cards; a card to fold counts as one, with its back."""
        if self.layout == "fold" or self.per_sheet == 2:
            return 1
        return 3 if self.per_sheet in (9, 12) else 2

    @property
    def rows(self) -> int:
        """The number of rows of cards."""
        return self.per_sheet // self.columns
