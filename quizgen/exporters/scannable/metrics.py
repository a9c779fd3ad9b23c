"""The sizes of an answer sheet's parts in each style, in millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.model.paper import Style


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes in one style.

    ``box`` is the side of a box, ``pitch`` the distance from one to the next, ``row`` from line to line; ``label`` is
    the width of a line's number, ``letter`` that of a letter of "True"; ``fields`` and ``tips`` are the heights of the
    lines for the name and of the instructions, which are beside the student's number or, if ``stacked``, below it.
    """

    box: float = 4.8
    pitch: float = 7.4
    row: float = 7.2
    label: float = 11.0
    letter: float = 2.0
    fields: float = 24.0
    tips: float = 20.0
    stacked: bool = False

    @property
    def digit(self) -> float:
        """The distance from one digit's box to the next, in both directions."""
        return self.box + 1.6


_USUAL = Metrics()
METRICS: Mapping[Style, Metrics] = {
    "normal": _USUAL,
    "low-ink": _USUAL,
    "high-contrast": Metrics(box=5.4, pitch=8.2, row=8.2, label=13.0, letter=2.3, tips=24.0),
    "dyslexia": Metrics(box=5.6, pitch=8.6, row=9.0, label=15.0, letter=3.0, fields=26.0, tips=30.0, stacked=True),
    "large-print": Metrics(box=8.0, pitch=11.4, row=12.0, label=19.0, letter=3.3, fields=34.0, tips=38.0, stacked=True),
}
