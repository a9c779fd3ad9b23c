"""The labels of a picture as an H5P task: they are in rows below the picture, and each is dragged to its box."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from quizgen.exporters.interchange.bank import BankQuestion, MediaFile
from quizgen.exporters.interchange.h5p_package import identifier, picture_content, runnable
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import PictureLabels
from quizgen.model.identity import seeded_random
from quizgen.model.text import fold, parse_text
from quizgen.rendering.typst import pixels

_WIDTH = 600  # pixels of the task, which H5P scales to the page; a covered picture is no wider
_EM = 16  # pixels per em
_CHARACTER = 0.6  # em: a little more than the average bold letter
_LINE = 1.25  # em
_ABOVE = 0.5  # em: the space above and below a text together, in newer versions
_BESIDE = 1.2  # em: the space beside a label's text
_BORDER = 0.8  # em: padding and border, which are not part of the given size
_HANDLE = 0.9  # em: the handle of a label in newer versions, also not part of that size
_GAP = 0.6  # em: between two labels
_WIDEST = 16.5  # em: two labels fit side by side


@dataclass(frozen=True, slots=True)
class Rows:
    """The layout of ``count`` labels, each ``wide`` and ``high`` (em), below a picture that ends at ``top`` (em)."""

    count: int
    wide: float
    high: float
    top: float

    @property
    def columns(self) -> int:
        """How many labels are side by side."""
        return min(self.count, int((_WIDTH / _EM + _GAP) / self._across))

    @property
    def bottom(self) -> float:
        """Where the last row ends (em)."""
        return self.top + ceil(self.count / self.columns) * (self.high + _BORDER + _GAP) + _GAP

    def position(self, number: int) -> tuple[float, float]:
        """Return left and top (em) of a label; the rows are centred."""
        row, column = divmod(number, self.columns)
        left = (_WIDTH / _EM + _GAP - self.columns * self._across) / 2
        return left + column * self._across, self.top + _GAP + row * (self.high + _BORDER + _GAP)

    @property
    def _across(self) -> float:
        return self.wide + _BORDER + _HANDLE + _GAP


def task(question: BankQuestion, body: PictureLabels) -> dict[str, Any]:
    """Return the task: the picture with its labels covered, a zone over each box, and the labels, shuffled.

    Positions are percentages of the task, sizes are in em.
    """
    assert question.covered is not None
    width, height = (side / _EM for side in pixels(question.covered.content))
    names = [ways[0] for ways in typed_answers(body)]
    shuffled = sorted(
        range(len(names)), key=lambda box: seeded_random(0, "h5p labels", question.id, names[box]).random()
    )
    rows = _rows(names, height)
    left = (_WIDTH / _EM - width) / 2
    total = rows.bottom

    def placement(x: float, y: float, wide: float, high: float) -> dict[str, Any]:
        across = round(100 * x * _EM / _WIDTH, 3)
        return {"x": across, "y": round(100 * y / total, 3), "width": round(wide, 3), "height": round(high, 3)}

    background = _background(question, question.covered) | placement(left, 0, width, height)
    labels = [
        _label(question, box, names) | placement(*rows.position(n), rows.wide, rows.high)
        for n, box in enumerate(shuffled)
    ]
    zones = []
    for number, label in enumerate(body.labels):
        x, y, wide, high = label.box
        # The picture is the first element, before the labels; if two labels say the same, either is right.
        right = [str(n) for n, box in enumerate(shuffled, 1) if fold(names[box]) == fold(names[number])]
        position = placement(left + x * width / 100, y * height / 100, wide * width / 100, high * height / 100)
        zones.append(_zone(number, right) | position)
    size = {"width": _WIDTH, "height": round(total * _EM)}
    return {"settings": {"size": size}, "task": {"elements": [background, *labels], "dropZones": zones}}


def _rows(names: list[str], top: float) -> Rows:
    """The layout: labels are equally large, so that none gives away its box; a long one has several lines."""
    longest = max(sum(2 if east_asian_width(character) in "WF" else 1 for character in name) for name in names)
    wide = min(longest * _CHARACTER + _BESIDE, _WIDEST)
    full = (wide - _BESIDE) / _CHARACTER
    lines = 1 if longest <= full + 0.01 else ceil(longest * 1.3 / full)  # a line breaks before a word that does not fit
    lines = max(lines, *(name.count("\n") + 1 for name in names))
    return Rows(len(names), wide, lines * _LINE + _ABOVE, top)


def _background(question: BankQuestion, covered: MediaFile) -> dict[str, Any]:
    """The picture, which cannot be moved."""
    return {
        "type": picture_content(covered, identifier(question.id, "picture")),
        "dropZones": [],
        "backgroundOpacity": 100,
    }


def _label(question: BankQuestion, box: int, names: list[str]) -> dict[str, Any]:
    """The label of a box, which can be dragged to any."""
    text = {"text": f"<p>{html(parse_text(names[box]))}</p>"}
    label = runnable("H5P.AdvancedText", text, identifier(question.id, "label", str(box + 1)))
    zones = [str(number) for number in range(len(names))]
    return {"type": label, "dropZones": zones, "backgroundOpacity": 100, "multiple": False}


def _zone(number: int, right: list[str]) -> dict[str, Any]:
    """A place for one label; its number shows through it."""
    return {
        "label": f"<div>{number + 1}</div>",
        "showLabel": False,
        "correctElements": right,
        "backgroundOpacity": 0,
        "tipsAndFeedback": {"tip": ""},
        "single": True,
        "autoAlign": False,
    }
