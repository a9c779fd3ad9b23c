"""Ink → answers: what is filled in, what is empty, and what a person must look at, by the levels of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np

from quizgen.grading.ink import Ink, Values

Choose = Literal["one", "several", "score"]

_HALF = 0.5  # of the pen's usual darkness: what is lighter is a much lighter mark
_STROKE = 0.6  # of the pen's usual peak: a thin stroke of the same pen, such as a cross
_DOT = 0.34  # halves of a box: ink that is less spread out is a dot, where the pen rested
_ACROSS = 0.48  # halves of a box: strokes across it are spread out at least as far
_ERASED = 0.17  # darkness that an eraser may leave, and in the darkest part of a box a little more:
_ERASED_PEAK = 0.24  # marks as light as that are never certain
_SECOND = 0.4  # of a mark's darkness: a second one that is lighter was erased
_SMEARED = 0.5  # of its darkest part: what is as dark as this on the average was smeared by an eraser, not drawn
_ALIKE = 0.12  # of their darkness: marks that differ by less were made in the same way
_ENOUGH_ALIKE = 3  # marks of a page: a pen repeats itself, an eraser does not
_PATCHY = 0.12  # of the lines of a page: with parts of marks in more of them, ink is lost
_FILLED = 0.6  # of a box that is filled in, not only crossed
_OUTLINE = 0.55  # of a box's outline must be there, or the box is covered or is not where it should be


class Doubt(StrEnum):
    """Why a person must look at an answer."""

    NONE = ""
    TWO = "two"
    LIGHT = "light"
    TRACE = "trace"
    OUTSIDE = "outside"
    STRUCK = "struck"
    COVERED = "covered"
    FAINT_PAGE = "faint-page"
    NO_POINTS = "no-points"


@dataclass(frozen=True, slots=True)
class BoxLine:
    """The boxes of one answer, by their values and by their indices on the page."""

    choose: Choose
    values: tuple[str, ...]
    boxes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one answer says: the values filled in, or where there is a ``doubt``, those that are likeliest."""

    values: tuple[str, ...]
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class _Pen:
    """How dark the marks of a page usually are, their darkest parts, and how dark something must be to be ink.

    ``clear`` are the boxes of its marks, as far as they are clear.
    """

    mean: float
    peak: float
    floor: float
    speck: float
    clear: tuple[int, ...] = ()


def judgements_of(ink: Ink, outlines: Values, lines: Sequence[BoxLine]) -> list[Judgement]:
    """Judge the answers of a page; the student's and the teacher's have levels of their own."""
    students = _pen(ink, [line for line in lines if line.choose != "score"])
    teachers = _pen(ink, [line for line in lines if line.choose == "score"])
    rows = [_Row(ink, line, teachers if line.choose == "score" else students) for line in lines]
    judgements = []
    for row in rows:
        if min(outlines[index] for index in row.line.boxes) < _OUTLINE:
            judgements.append(Judgement(row.likeliest, Doubt.COVERED))
        elif row.line.choose == "several":
            judgements.append(row.several())
        elif row.line.choose == "score":
            judgements.append(row.score())
        else:
            judgements.append(row.one())
    return _without_blanks(_without_fragments(judgements, rows), rows, students)


def _pen(ink: Ink, lines: Sequence[BoxLine]) -> _Pen:
    """The levels of the page: from the darkest box of each line, and from all others, which are mostly empty."""
    tops: list[int] = []
    rest: list[int] = []
    for line in lines:
        ordered = sorted(line.boxes, key=lambda index: -ink.mean[index])
        tops.append(ordered[0])
        rest += ordered[1:] if line.choose != "several" else ordered[len(ordered) // 2 :]
    means, peaks = ink.mean[rest], ink.peak[rest]
    floor = max(0.03, _limit(means)) if rest else 0.03
    speck = max(0.12, _limit(peaks)) if rest else 0.12
    clear = [
        index for index in tops if ink.mean[index] > floor and ink.spread[index] > _DOT and ink.peak[index] > speck
    ]
    if not clear:
        return _Pen(0.5, 0.6, floor, speck)
    mean, peak = (float(np.median(values[clear])) for values in (ink.mean, ink.peak))
    return _Pen(mean, peak, floor, speck, tuple(clear))


def _limit(values: Values) -> float:
    """What empty boxes stay below, however many of the ``values`` are not those of empty ones."""
    middle = float(np.median(values))
    return middle + 5 * 1.4826 * float(np.median(np.abs(values - middle)))


class _Row:
    """One line with the ink of its boxes."""

    def __init__(self, ink: Ink, line: BoxLine, pen: _Pen) -> None:
        self._ink, self.line, self._pen = ink, line, pen
        self._marks = self._without_erased([index for index in line.boxes if self._is_mark(index)])
        self._traces = [index for index in line.boxes if index not in self._marks and self._is_trace(index)]

    def _is_mark(self, index: int) -> bool:
        ink, pen = self._ink, self._pen
        mean, peak = ink.mean[index], ink.peak[index]
        if mean < pen.floor or peak < pen.speck or ink.spread[index] < _DOT:
            return False
        return bool(mean >= _HALF * pen.mean or (peak >= _STROKE * pen.peak and ink.spread[index] > 1.3 * _DOT))

    def _without_erased(self, marks: list[int]) -> list[int]:
        if self.line.choose != "one" or len(marks) < 2:
            return marks
        darkest = max(marks, key=lambda index: self._ink.peak[index])
        return [index for index in marks if index == darkest or not self._is_smeared(index, self._ink.peak[darkest])]

    def _is_smeared(self, index: int, peak: float) -> bool:
        """Whether ink is even and far lighter than the strokes of a mark with a certain peak."""
        ink = self._ink
        is_even = ink.mean[index] > _SMEARED * ink.peak[index]
        return bool(is_even and ink.peak[index] < min(_ERASED_PEAK, _SECOND * peak))

    def _is_trace(self, index: int) -> bool:
        return bool(self._ink.mean[index] >= self._pen.floor or self._ink.peak[index] >= self._pen.speck)

    @property
    def has_fragments(self) -> bool:
        """Whether there are traces that are dark and spread out: neither erased nor a dot, but parts of a mark."""
        ink = self._ink
        return any(ink.peak[index] > _ERASED_PEAK and ink.spread[index] > _DOT for index in self._traces)

    @property
    def is_solid(self) -> bool:
        """Whether each of its marks covers its box."""
        return all(self._ink.area[index] > _FILLED for index in self._marks)

    def _values(self, indices: Iterable[int]) -> tuple[str, ...]:
        wanted = set(indices)
        return tuple(value for value, index in zip(self.line.values, self.line.boxes, strict=True) if index in wanted)

    @property
    def likeliest(self) -> tuple[str, ...]:
        """What is likeliest where nothing is certain."""
        if self._marks:
            return self._values(self._marks)
        best, *others = sorted(self.line.boxes, key=lambda index: -self._ink.mean[index])
        stands_out = self._ink.mean[best] > 2 * max(0.01, *(self._ink.mean[other] for other in others))
        if stands_out or self._is_trace(best):
            return self._values([best])
        ringed = max(self.line.boxes, key=lambda index: self._ink.around[index])
        return self._values([ringed] if self._ink.around[ringed] > self._around_limit else [])

    def several(self) -> Judgement:
        """Judge a line of which several boxes may be filled in: each box by itself."""
        marks = self._values(self._marks)
        if any(self._is_struck(index) for index in self._marks):
            return Judgement(self._values(index for index in self._marks if not self._is_struck(index)), Doubt.STRUCK)
        if self._traces and not all(self._is_faded(index, self._marks) for index in self._traces):
            return Judgement(marks, Doubt.TRACE)
        if any(self._is_light(index) for index in self._marks):
            return Judgement(marks, Doubt.LIGHT)
        return self._judged_around(marks)

    def score(self) -> Judgement:
        """Judge a line of points: one box, and perhaps half a point more."""
        halves = [index for index, value in zip(self.line.boxes, self.line.values, strict=True) if value == "0.5"]
        whole = [index for index in self._marks if index not in halves]
        if len(whole) > 1:
            return self.one()
        if not self._marks:
            return Judgement(self.likeliest, Doubt.NO_POINTS)
        return self.several()

    def one(self) -> Judgement:
        """Judge a line of which one box may be filled in."""
        if len(self._marks) > 1:
            return self._one_of_several()
        if not self._marks:
            return self._none()
        (mark,) = self._marks
        answer = self._values([mark])
        if self._is_struck(mark):
            return Judgement(() if self._ink.area[mark] > _FILLED else answer, Doubt.STRUCK)
        if any(not self._is_faded(index, [mark]) for index in self._traces):
            return Judgement(answer, Doubt.TWO)
        if self._is_light(mark):
            return Judgement(answer, Doubt.LIGHT)
        return self._judged_around(answer)

    def _one_of_several(self) -> Judgement:
        standing = [index for index in self._marks if not self._is_struck(index)]
        if len(standing) == 1 and all(self._is_plainly_struck(index) for index in self._marks if index not in standing):
            return Judgement(self._values(standing))
        if len(standing) == 1:
            return Judgement(self._values(standing), Doubt.STRUCK)
        strongest = max(self._marks, key=lambda index: self._ink.mean[index])
        strong = [index for index in self._marks if self._ink.mean[index] > 0.6 * self._ink.mean[strongest]]
        return Judgement(self._values(strong), Doubt.TWO)

    def _none(self) -> Judgement:
        if self._traces:
            best = max(self._traces, key=lambda index: self._ink.mean[index])
            is_drawn = self._ink.spread[best] > _DOT and self._ink.peak[best] > 0.5 * self._pen.peak
            return Judgement(self._values([best] if is_drawn else []), Doubt.TRACE)
        around = max(self.line.boxes, key=lambda index: self._ink.around[index])
        if self._ink.around[around] > self._around_limit:
            return Judgement(self._values([around]), Doubt.OUTSIDE)
        return Judgement(())

    def _judged_around(self, answer: tuple[str, ...]) -> Judgement:
        """Judge an answer that is clear, unless there is as much ink beside an empty box as around a ringed one."""
        empty = [index for index in self.line.boxes if index not in self._marks]
        if any(self._ink.around[index] > 2 * self._around_limit for index in empty):
            return Judgement(answer, Doubt.OUTSIDE)
        return Judgement(answer)

    @property
    def _around_limit(self) -> float:
        return max(0.035, 0.08 * self._pen.peak)

    def _is_light(self, index: int) -> bool:
        """Whether a mark is as light as what an eraser leaves, without dark strokes across the box and only there."""
        ink = self._ink
        has_strokes = ink.peak[index] >= _ERASED_PEAK and ink.spread[index] >= _ACROSS
        is_stain = ink.around[index] > 0.5 * ink.mean[index]
        is_drawn = has_strokes or self._is_usual(index)
        return bool(ink.mean[index] < _ERASED and (is_stain or not is_drawn))

    def _is_usual(self, index: int) -> bool:
        """Whether several other marks of the page are just as dark."""
        others = [other for other in self._pen.clear if other != index]
        alike = np.ones(len(others), bool)
        for values in (self._ink.mean, self._ink.peak):
            alike &= np.abs(values[others] - values[index]) < _ALIKE * values[index]
        return bool(alike.sum() >= _ENOUGH_ALIKE)

    def _is_faded(self, index: int, marks: Sequence[int]) -> bool:
        """Whether a trace is so much lighter than the marks of its line that it was erased, or is a dot."""
        if not marks:
            return False
        mean, peak = (min(values[mark] for mark in marks) for values in (self._ink.mean, self._ink.peak))
        if self._is_smeared(index, peak):
            return True
        return bool(
            self._ink.mean[index] < _SECOND * mean
            and (self._ink.spread[index] < _DOT or self._ink.peak[index] < 0.4 * peak)
        )

    def _is_struck(self, index: int) -> bool:
        """Whether ink runs from a box in all four directions, far beyond its edges."""
        return bool(self._ink.arms[index] > max(0.06, 0.12 * self._ink.peak[index]))

    def _is_plainly_struck(self, index: int) -> bool:
        return bool(self._ink.arms[index] > 0.5 * self._ink.peak[index] and self._ink.area[index] > _FILLED)


def _without_fragments(judgements: list[Judgement], rows: Sequence[_Row]) -> list[Judgement]:
    """Doubt what is not filled in solidly on a page with parts of marks, as where a copy has lost faint ink."""
    students = [index for index, row in enumerate(rows) if row.line.choose != "score"]
    if sum(rows[index].has_fragments for index in students) > _PATCHY * len(students):
        for index in students:
            if judgements[index].values and not judgements[index].doubt and not rows[index].is_solid:
                judgements[index] = Judgement(judgements[index].values, Doubt.LIGHT)
    return judgements


def _without_blanks(judgements: list[Judgement], rows: Sequence[_Row], pen: _Pen) -> list[Judgement]:
    """Doubt the blanks of a page on which ink may be lost: where marks are faint, or many lines seem blank."""
    students = [index for index, row in enumerate(rows) if row.line.choose != "score"]
    blank = [index for index in students if not judgements[index].values and not judgements[index].doubt]
    is_faint = pen.mean < 3 * pen.floor or pen.peak < 2 * pen.speck
    if blank and (is_faint or (len(blank) > 2 and len(blank) > 0.34 * len(students))):
        for index in blank:
            judgements[index] = Judgement(rows[index].likeliest, Doubt.FAINT_PAGE)
    return judgements
