"""Where everything is on an answer sheet, decided before a page is drawn.

Lengths are millimetres from the corner where reading begins: the top left one, or the top right one in right-to-left
scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, product
from math import ceil
from textwrap import wrap
from typing import Literal

from quizgen.exporters.scannable.frame import BAND, CODE, CODE_QUIET, EDGE, MARK, PAPERS, QUIET
from quizgen.exporters.scannable.lines import HALF, Line
from quizgen.exporters.scannable.metrics import APART, Metrics
from quizgen.exporters.scannable.sheet_json import Answer, Area, Box, Place
from quizgen.model.marking import Shape
from quizgen.model.paper import PaperSize

GAP = 8.0  # between columns
FEWEST = 6  # rows per column, if there are that many: a column of two looks lost
MOST_COLUMNS = 3
DIGITS = "0123456789"
# Of the instructions: a letter's width as a share of a capital word's, that of other alphabets to it, lines apart as a
# share of a letter's height, and the height of the answer struck out as a share of a box.
TIPS_LETTER, WIDE, LINE, STRUCK = 0.87, 1.12, 1.25, 1.9
_TRUTHS = ("true", "false")

Block = Sequence[Line]  # lines that stay together
Role = Literal["title", "fields", "digits", "tips", "number", "letter", "word", "heading", "out-of", "foot"]


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """Words with a rectangle for them; ``role`` says which words, x and y are its corner.

    A letter is at the end of its rectangle, before its box, or ``centred`` above the boxes of a digit.
    """

    role: Role
    text: str
    x: float
    y: float
    width: float
    height: float
    centred: bool = False


@dataclass(slots=True)
class SheetGeometry:
    """One page: the centres of its boxes, where something is written by hand, and the words around them."""

    name: Area
    fields: list[Answer] = field(default_factory=list)
    student: list[list[Box]] = field(default_factory=list)
    digits: list[Area] = field(default_factory=list)
    labels: list[PrintedLabel] = field(default_factory=list)


def sheet_pages(
    answers: Sequence[Block],
    scores: Sequence[Block],
    usual: Metrics,
    size: PaperSize,
    shape: Shape,
    digits: int,
    words: Mapping[str, str],
    *,
    rtl: bool,
) -> list[SheetGeometry]:
    """Return the pages of a sheet: the lines of each item, and below them those on which the teacher marks points.

    Lines are closer together than usual, and long ones are apart from short ones, where that saves a page.
    """
    tried: list[list[SheetGeometry]] = []
    rows = (usual.row, (usual.row + usual.least_row) / 2, usual.least_row)
    for row, is_divided in product(rows, (False, True)):
        sheet = _Sheet(replace(usual, row=row), size, shape, digits, words)
        for blocks, heading in ((answers, False), (scores, True)):
            runs = sheet.runs(blocks) if is_divided else [blocks]
            for run in runs:
                sheet.flow(run, heading=heading)
        tried.append(sheet.pages)
        if len(sheet.pages) == 1:
            break
    pages = min(tried, key=len)
    return [_mirrored_page(page, PAPERS[size][0]) for page in pages] if rtl else pages


class _Sheet:
    def __init__(self, metrics: Metrics, size: PaperSize, shape: Shape, digits: int, words: Mapping[str, str]) -> None:
        self._metrics, self._shape, self._digits, self._words = metrics, shape, digits, words
        self._width, self._height = PAPERS[size]
        self._room = self._width - 2 * EDGE
        self._bottom = self._height - EDGE - MARK - QUIET
        self.pages: list[SheetGeometry] = []
        self._y = 0.0
        self._headed = 0  # the last page with a heading
        self._begin()

    def runs(self, blocks: Sequence[Block]) -> list[list[Block]]:
        """Return blocks one after another that fit columns, and those that need the width of the page."""
        written = [block for block in blocks if block]
        return [list(run) for _, run in groupby(written, key=lambda block: self._columns(block)[0] == 1)]

    def flow(self, blocks: Sequence[Block], *, heading: bool) -> None:
        """Lay out blocks of lines in columns, on as many pages as needed, without splitting a block."""
        remaining = [block for block in blocks if block]
        if not remaining:
            return
        columns, width = self._columns([line for block in remaining for line in block])
        while remaining:
            high = self._metrics.row if heading and self._headed < len(self.pages) else 0.0
            rows = int((self._bottom - self._y - high) / self._metrics.row)
            if rows < len(remaining[0]) and self.pages[-1].fields:
                self._begin()
                continue
            if rows < len(remaining[0]):  # longer than a page
                remaining[:1] = [[line] for line in remaining[0]]
            if high:
                self._headed = len(self.pages)
                self._label("heading", "", EDGE, self._y, self._room, high)
                self._y += high
            filled, remaining = _filled_columns(remaining, columns, rows)
            for index, column in enumerate(filled):
                for depth, line in enumerate(column):
                    self._line(line, EDGE + index * (width + GAP), self._y + depth * self._metrics.row)
            self._y += max(map(len, filled)) * self._metrics.row + 2

    def _columns(self, lines: Sequence[Line]) -> tuple[int, float]:
        """How many columns there are, and how wide each is."""
        needed = self._metrics.label + max(map(self._width_of, lines))
        columns = max(1, min(MOST_COLUMNS, int((self._room + GAP) / (needed + GAP))))
        return columns, (self._room - (columns - 1) * GAP) / columns

    def _width_of(self, line: Line) -> float:
        """The width of a line's boxes, with their words."""
        if line.values == _TRUTHS:
            return sum(map(self._width_with_word, line.values))
        boxes = self._metrics.pitch * len(line.values)
        return boxes + self._metrics.label if line.choose == "score" else boxes

    def _line(self, line: Line, x: float, y: float) -> None:
        metrics = self._metrics
        self._label("number", line.label, x, y, metrics.label - 2, metrics.row)
        x += metrics.label
        item, middle = line.item, y + metrics.row / 2
        boxes = []
        for value in line.values:
            if line.values == _TRUTHS:
                boxes.append(self._box(value, "", x + metrics.box / 2, middle))
                step = self._width_with_word(value)
                self._label("word", self._words[value], x + metrics.box + 1.8, y, step - metrics.box - 3.2, metrics.row)
                x += step
            else:
                if metrics.beside:
                    self._label("letter", printed_value(value), x, y, metrics.beside - 0.8, metrics.row)
                boxes.append(self._box(value, printed_value(value), x + metrics.beside + metrics.box / 2, middle))
                x += metrics.pitch
        if line.choose == "score":
            self._label("out-of", str(item.points), x, y, metrics.label, metrics.row)
        self.pages[-1].fields.append(
            Answer(question=item.question.id, number=item.number, row=line.row, choose=line.choose, boxes=tuple(boxes))
        )

    def _width_with_word(self, value: str) -> float:
        """The width of a box with "True" or "False" after it."""
        box = self._metrics.box
        return max(2 * (box + APART), box + 5.2 + len(self._words[value]) * self._metrics.letter)

    def _box(self, value: str, letter: str, x: float, y: float) -> Box:
        """A box with its centre at (x, y), and a letter in it or, in some styles, before it."""
        side = self._metrics.box
        return Box(value=value, x=x, y=y, width=side, height=side, ink=self._metrics.ink(letter, self._shape))

    def _label(
        self,
        role: Role,
        text: str,
        x: float,
        y: float,
        width: float,
        height: float,
    ) -> None:
        self.pages[-1].labels.append(PrintedLabel(role, text, x, y, width, height))

    def _begin(self) -> None:
        """Begin a page, with everything above its answers, so that a page on its own says whose it is."""
        metrics, inner = self._metrics, EDGE + MARK + QUIET
        width, coded = self._width - 2 * inner, CODE + CODE_QUIET
        y = inner + 1
        line = metrics.fields / 2
        self.pages.append(SheetGeometry(_area(EDGE, y, self._room, line)))
        self._label("title", "", inner, EDGE - QUIET, width - coded, BAND)
        self._label("foot", "", inner + coded, self._height - EDGE - MARK - QUIET, width - coded, BAND)
        self._label("fields", "", EDGE, y, self._room, metrics.fields)
        y += metrics.fields + 3
        grid, beside = self._grid(y), self._grid_width + GAP
        narrow, wide = self._tips(self._room - beside), self._tips(self._room)
        if grid and max(grid, narrow) < grid + wide:
            high = max(grid, narrow)
            self._label("tips", "", EDGE + beside, y, self._room - beside, high)
        else:
            high = grid + wide
            self._label("tips", "", EDGE, y + grid, self._room, wide)
        self._y = y + high + 3

    def _tips(self, width: float) -> float:
        """How high the instructions are in this width, about: they are set a little smaller if that is not enough."""
        metrics, words = self._metrics, self._words
        letter = TIPS_LETTER * metrics.letter * (WIDE if words["do_fill"] >= "Ͱ" else 1)
        lines = sum(len(wrap(words[word], max(1, int(width / letter)))) for word in ("do_fill", "take_back"))
        samples = 6 * metrics.box + 2 * metrics.text + letter * len(words["fill_so"] + words["fill_not_so"])
        sampled = ceil(samples / width) * (metrics.box + 0.5 * metrics.text)
        return (lines - 1) * LINE * metrics.text + sampled + STRUCK * metrics.box + 1

    @property
    def _grid_width(self) -> float:
        return self._metrics.digit * (len(DIGITS) + 1.4)

    def _grid(self, y: float) -> float:
        """Add ten boxes for each digit of the student's number and a field to write it in; return their height."""
        if not self._digits:
            return 0.0
        metrics, page = self._metrics, self.pages[-1]
        step, square = metrics.digit, 1.3 * metrics.box
        head = metrics.row + metrics.beside
        self._label("digits", "", EDGE, y, self._grid_width, metrics.row)
        first = EDGE + 1.9 * step
        if metrics.beside:
            for digit in DIGITS:
                left = first + (int(digit) - 0.5) * step
                label = PrintedLabel("letter", digit, left, y + metrics.row, step, metrics.beside, centred=True)
                page.labels.append(label)
        for row in range(self._digits):
            top = y + head + row * step
            page.digits.append(_area(EDGE, top, square, step))
            page.student.append(
                [self._box(digit, digit, first + int(digit) * step, top + step / 2) for digit in DIGITS]
            )
        return head + self._digits * step + 4


def printed_value(value: str) -> str:
    """Return what is printed in a box, or before it."""
    return "½" if value == HALF else value


def _area(x: float, y: float, width: float, height: float) -> Area:
    """An area with its corner at (x, y)."""
    return Area(x=x + width / 2, y=y + height / 2, width=width, height=height)


def _filled_columns(blocks: Sequence[Block], columns: int, rows: int) -> tuple[list[list[Line]], list[Block]]:
    """Columns of whole blocks, as short as possible but with at least six rows, and the blocks left over."""
    total = sum(map(len, blocks))
    least = min(rows, max(FEWEST, -(-total // columns)))
    for height in range(least, rows + 1):
        filled, remaining = _packed_columns(blocks, columns, height)
        if not remaining:
            return filled, remaining
    return filled, remaining


def _packed_columns(
    blocks: Iterable[Sequence[Line]], columns: int, height: int
) -> tuple[list[list[Line]], list[Sequence[Line]]]:
    filled: list[list[Line]] = [[]]
    remaining = list(blocks)
    while remaining:
        if len(filled[-1]) + len(remaining[0]) <= height:
            filled[-1].extend(remaining.pop(0))
        elif len(filled) < columns and filled[-1]:
            filled.append([])
        else:
            break
    return filled, remaining


def _mirrored_page(page: SheetGeometry, width: float) -> SheetGeometry:
    def mirrored_place(place: Place) -> Place:
        return place.model_copy(update={"x": width - place.x})

    return SheetGeometry(
        mirrored_place(page.name),
        [answer.model_copy(update={"boxes": tuple(map(mirrored_place, answer.boxes))}) for answer in page.fields],
        [list(map(mirrored_place, digit)) for digit in page.student],
        list(map(mirrored_place, page.digits)),
        [replace(label, x=width - label.x - label.width) for label in page.labels],
    )
