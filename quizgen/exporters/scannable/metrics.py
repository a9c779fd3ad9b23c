"""The sizes of an answer sheet's parts in each style, in millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import pi

from quizgen.model.marking import Shape
from quizgen.model.paper import Style

APART = 2.6  # between boxes: a stroke that leaves one does not reach the next
GREY = 0.46  # the darkness of letters in boxes: legible, and far from a pencil's
# The area of a letter's strokes in the font of the styles with letters in boxes, as a share of the square of its size.
USUAL_GLYPH = 0.1
GLYPHS: Mapping[str, float] = {
    "A": 0.105,
    "B": 0.136,
    "C": 0.091,
    "D": 0.136,
    "E": 0.113,
    "F": 0.097,
    "G": 0.117,
    "H": 0.154,
    "0": 0.094,
    "1": 0.058,
    "2": 0.08,
    "3": 0.077,
    "4": 0.081,
    "5": 0.078,
    "6": 0.083,
    "7": 0.059,
    "8": 0.095,
    "9": 0.083,
    "½": 0.086,
    "أ": 0.054,
    "ب": 0.08,
    "ج": 0.116,
    "د": 0.045,
    "هـ": 0.114,
    "و": 0.079,
    "ز": 0.058,
    "ح": 0.107,
    "א": 0.105,
    "ב": 0.089,
    "ג": 0.056,
    "ד": 0.064,
    "ה": 0.081,
    "ו": 0.039,
    "ז": 0.044,
    "ח": 0.084,
}


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes in one style.

    ``box`` is the side of a box, ``outline`` the width of its outline, ``row`` the distance from line to line;
    ``label`` is the width of a line's number, ``letter`` that of a letter in words, which are ``text`` high; ``fields``
    is the height of the lines for the name. ``beside`` is the width of the letter before its box; where it is 0 the
    letter is in the box, in grey.
    """

    box: float = 4.8
    outline: float = 0.25
    row: float = 8.0
    label: float = 11.0
    letter: float = 2.0
    text: float = 3.6
    fields: float = 20.0
    beside: float = 0.0

    @property
    def pitch(self) -> float:
        """The distance from one box of an answer to the next."""
        return self.beside + self.box + APART

    @property
    def digit(self) -> float:
        """The distance from one digit's box to the next, in both directions."""
        return self.box + APART

    @property
    def least_row(self) -> float:
        """The least distance from line to line: boxes are as far apart as on a line."""
        return self.box + APART

    @property
    def letters(self) -> float:
        """The size of a letter in a box."""
        return 0.64 * self.box

    @property
    def lightness(self) -> int:
        """How light the letters in boxes are, in percent."""
        return round(100 * (1 - GREY))

    def ink(self, letter: str, shape: Shape) -> float:
        """Return how dark the inside of an empty box with this letter is, from 0 to 1."""
        if self.beside or not letter:
            return 0.0
        inside = (self.box - 2 * self.outline) ** 2 * (pi / 4 if shape == "round" else 1)
        return round(GREY * GLYPHS.get(letter, USUAL_GLYPH) * self.letters**2 / inside, 3)


_USUAL = Metrics()
METRICS: Mapping[Style, Metrics] = {
    "normal": _USUAL,
    "low-ink": replace(_USUAL, outline=0.21),
    "high-contrast": Metrics(box=5.4, outline=0.63, row=8.2, letter=2.3, text=3.9, beside=3.4),
    "dyslexia": Metrics(box=5.6, row=9.0, label=15.0, letter=3.0, text=4.3, fields=22.0, beside=4.2),
    "large-print": Metrics(box=7.0, outline=0.42, row=12.0, label=15.0, letter=3.3, text=5.8, fields=25.0, beside=5.0),
}
_WIDE_LETTERS: Mapping[str, float] = {"ar": 1.4}  # ب beside its box must not come near the box before


def metrics_of(style: Style, language: str) -> Metrics:
    """Return the sizes in a style, with room for the letters of a language beside boxes."""
    metrics = METRICS[style]
    wide = _WIDE_LETTERS.get(language.lower().partition("-")[0], 1.0)
    return replace(metrics, beside=round(wide * metrics.beside, 1))
