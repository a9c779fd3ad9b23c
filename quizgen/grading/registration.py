"""An image of a page → the page seen from straight above, and where on it each box is.

Marks and codes give a homography. Paper that is bent needs more: the outlines of the boxes are looked for around where
they would be on flat paper, and a smooth displacement is fitted to where they are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

import cv2
import numpy as np
from numpy.typing import NDArray

from quizgen.exporters.scannable.sheet_json import Box, Page, SheetFile
from quizgen.grading.landmarks import FoundCode, Grey, Points
from quizgen.model.marking import Shape

Darkness = NDArray[np.float32]
Pair = tuple[Points, Points]  # a mark or a code: its corners on the page and in the image

SCALE = 6.0  # pixels per millimetre of the flat page
EDGE = 2.0  # millimetres around the paper
_FEWEST = 3  # marks and codes that say where a page is
_PAPER = 13.0  # millimetres: a dark thing that is smaller is ink, a larger one is a shadow on the paper
_BOW = 4.0  # millimetres by which paper may be bent between the marks
_NEAR = 9.0  # millimetres over which paper moves as one
_MOST_OFF = 0.4  # of a page's boxes that may be off where a displacement suits the others
_FAR = 2.2  # millimetres that boxes which are apart from most may be off where a displacement suits the others
_REACH = 1.3  # millimetres around its place in which an outline is looked for


@dataclass(frozen=True, slots=True)
class FlatPage:
    """A page seen from above: how dark it is (0 paper, 1 the black of the marks).

    ``centres`` are those of the page's boxes in pixels, ``outlines`` says how much of each box's outline is there.
    """

    dark: Darkness
    centres: Points
    outlines: NDArray[np.float64]


def boxes_of(page: Page) -> list[Box]:
    """Return all boxes of a page: those of the student's number, then those of its answers."""
    return [box for digit in page.student for box in digit] + [box for field in page.fields for box in field.boxes]


def homography(page: Page, marks: Mapping[int, Points], codes: Sequence[FoundCode]) -> Points | None:
    """Return the matrix from the page's millimetres to pixels, or None if there are too few marks and codes."""
    mark_pairs = [(_square(mark.x, mark.y, mark.size), marks[mark.id]) for mark in page.marks if mark.id in marks]
    has_all_marks = len(mark_pairs) == len(page.marks)
    possible_code_pairs: Iterable[tuple[Pair, ...]] = [()] if has_all_marks else _placings(page, codes)
    best: Points | None = None
    least = np.inf
    for code_pairs in possible_code_pairs:
        pairs = [*mark_pairs, *code_pairs]
        for trial in _trials(pairs):
            matrix = _fitted_homography(trial)
            limit = least - 0.3 if len(trial) == len(pairs) else least
            if matrix is not None and (misfit := _misfit(matrix, trial)) < limit:
                best, least = matrix, misfit
    return best


def _placings(page: Page, codes: Sequence[FoundCode]) -> Iterator[tuple[Pair, ...]]:
    """The ways to say which code is at which place: all codes of a page have the same content."""
    places = [_square(code.x, code.y, code.size) for code in page.codes]
    for order in permutations(places, min(len(places), len(codes))):
        yield tuple(zip(order, (code.corners for code in codes), strict=False))


def _trials(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    """All pairs, and where there are enough, all except one: one may be wrong, or on a folded corner."""
    if len(pairs) >= _FEWEST:
        yield pairs
    if len(pairs) > _FEWEST:
        for left_out in range(len(pairs)):
            yield [pair for index, pair in enumerate(pairs) if index != left_out]


def _square(x: float, y: float, size: float) -> Points:
    half = size / 2
    return np.array([(x + dx * half, y + dy * half) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))], np.float64)


def _fitted_homography(pairs: Sequence[Pair]) -> Points | None:
    flat, seen = (np.concatenate(side) for side in zip(*pairs, strict=True))
    matrix, _ = cv2.findHomography(flat, seen)
    return None if matrix is None else np.asarray(matrix, np.float64)


def _misfit(matrix: Points, pairs: Sequence[Pair]) -> float:
    """How far, in millimetres, the worst mark or code is from where the matrix puts it."""
    if abs(np.linalg.det(matrix)) < 1e-12:
        return np.inf
    back = np.linalg.inv(matrix)
    distances = [cv2.perspectiveTransform(seen[None], back)[0] - flat for flat, seen in pairs]
    return max(float(np.linalg.norm(distance.mean(axis=0))) for distance in distances)


def flat_page(image: Grey, sheet: SheetFile, page: Page, matrix: Points) -> FlatPage:
    """Return the page seen from above, with its boxes where they are found."""
    x, y = page.width / 2 - page.left, page.height / 2 - page.top
    ends = cv2.perspectiveTransform(
        np.array([[[x - 10, y], [x + 10, y], [x, y - 10], [x, y + 10]]], np.float64), matrix
    )
    per_mm = max(float(np.linalg.norm(ends[0, 1] - ends[0, 0])), float(np.linalg.norm(ends[0, 3] - ends[0, 2]))) / 20
    if per_mm > 1.25 * SCALE:
        by = 1.1 * SCALE / per_mm
        image = np.asarray(cv2.resize(image, None, fx=by, fy=by, interpolation=cv2.INTER_AREA), np.uint8)
        matrix = np.array([[by, 0, (by - 1) / 2], [0, by, (by - 1) / 2], [0, 0, 1]]) @ matrix
    to_flat = np.array([[SCALE, 0, (page.left + EDGE) * SCALE], [0, SCALE, (page.top + EDGE) * SCALE], [0, 0, 1]])
    size = (round((page.width + 2 * EDGE) * SCALE), round((page.height + 2 * EDGE) * SCALE))
    back = matrix @ np.linalg.inv(to_flat)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(image, back, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    dark = _darkness(np.asarray(flat, np.uint8), page, to_flat)
    boxes = boxes_of(page)
    if not boxes:
        return FlatPage(dark, np.empty((0, 2)), np.empty(0))
    flat_centres = np.array([(box.x, box.y) for box in boxes], np.float64)
    centres = flat_centres * SCALE + to_flat[:2, 2]
    centres = _found_centres(dark, boxes, centres, sheet)
    return FlatPage(dark, centres, _outlines(dark, boxes, centres, sheet))


def _darkness(flat: Grey, page: Page, to_flat: Points) -> Darkness:
    """How much darker than the paper around it each pixel is, as a share of how dark the marks are."""
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    side = round(_PAPER * SCALE / 4) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), 2.0)
    white = cv2.resize(np.maximum(paper, 16), (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR)
    dark = np.asarray(cv2.divide(flat, white, scale=-1.0, dtype=cv2.CV_32F), np.float32)
    dark += 1
    levels = []
    for mark in page.marks:
        cell = mark.size / 6
        for shift in np.linspace(-2.5, 2.5, 6):  # the border of a mark is black
            for dx, dy in ((shift, -2.5), (shift, 2.5), (-2.5, shift), (2.5, shift)):
                column, row = to_flat[:2, :2] @ (mark.x + dx * cell, mark.y + dy * cell) + to_flat[:2, 2]
                levels.append(dark[round(row), round(column)])
    black = max(0.15, float(np.percentile(levels, 60)))
    dark /= black
    return np.asarray(np.clip(dark, -0.3, 1.3, out=dark), np.float32)


@lru_cache(maxsize=32)
def _ring(width: float, height: float, shape: Shape, outline: float) -> Darkness:
    """A kernel that answers to an outline: positive along it, negative just outside of it and inside."""
    reach = round((max(width, height) / 2 + 1.0) * SCALE)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1] / SCALE
    middle = outline / 2  # the line is drawn inside of the outer size
    if shape == "round":
        away = (np.hypot(x / (width / 2 - middle), y / (height / 2 - middle)) - 1) * (width / 2 - middle)
    else:
        away = np.maximum(np.abs(x) - (width / 2 - middle), np.abs(y) - (height / 2 - middle))
    line = np.exp(-((away / max(0.18, 0.7 * outline)) ** 2))
    outside = ((away > middle + 0.25) & (away < middle + 0.7)).astype(np.float64)
    inside = ((away < -middle - 0.25) & (away > -middle - 0.7)).astype(np.float64)
    kernel = line / line.sum() - 0.75 * outside / outside.sum() - 0.25 * inside / inside.sum()
    return np.asarray(kernel, np.float32)


def _found_centres(dark: Darkness, boxes: Sequence[Box], centres: Points, sheet: SheetFile) -> Points:
    """Where the boxes are; only the part of the page that has boxes is looked at."""
    beside = (_BOW + _REACH + 8) * SCALE
    whole = np.array([dark.shape[1], dark.shape[0]], np.float64)
    first = np.maximum(centres.min(axis=0) - beside, 0).astype(int)
    last = np.minimum(centres.max(axis=0) + beside, whole).astype(int)
    part = dark[first[1] : last[1], first[0] : last[0]]
    unbent = _unbent(centres - first, 2 * centres / whole - 1, _outline_response(part, boxes, sheet))
    return np.asarray(unbent + first, np.float64)


def _outline_response(dark: Darkness, boxes: Sequence[Box], sheet: SheetFile) -> list[tuple[list[int], Darkness]]:
    """For each size of box: the indices of its boxes, and how much each place looks like the centre of one."""
    sizes: dict[tuple[float, float], list[int]] = {}
    for index, box in enumerate(boxes):
        sizes.setdefault((box.width, box.height), []).append(index)
    clipped = np.clip(dark, 0, 0.8)
    responses = []
    for size, indices in sizes.items():
        kernel = _ring(*size, sheet.shape, sheet.outline)
        field = cv2.filter2D(clipped, -1, kernel, borderType=cv2.BORDER_REPLICATE)
        responses.append((indices, np.asarray(field, np.float32)))
    return responses


def _unbent(centres: Points, at: Points, responses: Sequence[tuple[list[int], Darkness]]) -> Points:
    """The ``centres``, moved as the paper is bent; ``at`` says where on the page they are, -1 to 1 across it."""
    centres = _bowed(centres, at, responses)
    centres = centres + _drift(at, centres, responses, _REACH)
    centres = centres + _common_drift(centres, responses, _FAR)
    for reach in (0.7 * _REACH, 0.5 * _REACH):
        centres = centres + _drift(at, centres, responses, reach)
    for reach in (0.4 * _REACH, 0.3 * _REACH):
        centres = centres + _local_drift(centres, responses, reach)
    return centres


def _bowed(centres: Points, at: Points, responses: Sequence[tuple[list[int], Darkness]]) -> Points:
    """The ``centres``, moved by the bow of the paper that fits best, if it fits clearly better than none."""
    bows = _bow_shares(at)
    best = np.zeros(4)
    smooth = [(indices, _halved_field(field)) for indices, field in responses]

    def moved_centres(amounts: NDArray[np.float64]) -> Points:
        over_x, over_y = bows
        bend = (over_x * amounts[0] + over_y * amounts[1], over_x * amounts[2] + over_y * amounts[3])
        return np.asarray(centres + np.stack(bend, 1), np.float64)

    def fit(amounts: NDArray[np.float64]) -> float:
        places = (moved_centres(amounts) - 0.5) / 2
        return float(sum(_samples(field, places[indices]).sum() for indices, field in smooth))

    flat = fit(best)
    steps = np.arange(-_BOW, _BOW + 0.01, 0.5) * SCALE
    for _ in range(2):
        for axis in (2, 1, 0, 3):  # paper bends up and down first: lines of text bow
            trials = [np.where(np.arange(4) == axis, step, best) for step in steps]
            scores = [fit(trial) for trial in trials]
            best = trials[int(np.argmax(scores))]
    if fit(best) < 1.08 * flat:
        best = np.zeros(4)
    return moved_centres(best)


def _halved_field(field: Darkness) -> Darkness:
    """A field with half as many pixels, in which a maximum is felt from farther away."""
    small = cv2.resize(field, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 0.2 * SCALE), np.float32)


def _bow_shares(at: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much of a bow over x, and over y, each place gets; none at the edges."""
    return 1 - at[:, 0] ** 2, 1 - at[:, 1] ** 2


def _samples(field: Darkness, places: Points) -> NDArray[np.float32]:
    columns, rows = places[:, 0].astype(np.float32), places[:, 1].astype(np.float32)
    return np.asarray(cv2.remap(field, columns[None], rows[None], cv2.INTER_LINEAR)[0], np.float32)


# How many terms of the displacement can be fitted to so many centres.
_ORDERS = ((40, 10), (16, 6), (6, 3), (0, 1))


def _drift(at: Points, centres: Points, responses: Sequence[tuple[list[int], Darkness]], reach: float) -> Points:
    """A smooth displacement fitted to where outlines are found within ``reach`` millimetres of the centres."""
    moves, weights = _nearest_outlines(centres, responses, reach)
    x, y = at[:, 0], at[:, 1]
    terms = [np.ones_like(x), x, y, x * y, x * x, y * y, x**3, x * x * y, x * y * y, y**3]
    order = next(order for fewest, order in _ORDERS if len(centres) >= fewest)
    design = np.stack(terms[:order], 1)
    ridge = np.diag([1e-3, 1e-3, 1e-3, 2e-2, 2e-2, 2e-2, 5e-2, 5e-2, 5e-2, 5e-2][:order]) * max(weights.sum(), 1e-6)
    trust = weights.copy()
    fitted = np.zeros_like(moves)
    for _ in range(6):
        normal = design.T @ (design * trust[:, None]) + ridge
        fitted = np.asarray(design @ np.linalg.solve(normal, design.T @ (moves * trust[:, None])), np.float64)
        off = np.linalg.norm(moves - fitted, axis=1)
        trust = weights / (1 + (off / (0.2 * SCALE)) ** 2)
    return np.asarray(fitted, np.float64)


def _common_drift(centres: Points, responses: Sequence[tuple[list[int], Darkness]], reach: float) -> Points:
    """For boxes that are off, the displacement at which they and their neighbours look most like boxes together.

    Nothing moves unless most boxes are where they should be: rows are so near that others could be taken for them.
    """
    shifts, around = _likeness_at_shifts(centres, responses, reach)
    together = _nearness(centres) @ np.clip(around, 0, 0.4)
    best = together.argmax(axis=1)
    unmoved = together[:, len(shifts) // 2]
    is_off = unmoved < 0.6 * together[np.arange(len(best)), best]
    if is_off.mean() > _MOST_OFF:
        return np.zeros_like(centres)
    return np.asarray(np.where(is_off[:, None], shifts[best], 0.0), np.float64)


def _local_drift(centres: Points, responses: Sequence[tuple[list[int], Darkness]], reach: float) -> Points:
    """Where outlines are found near the centres, averaged over neighbours: what no smooth displacement follows."""
    moves, weights = _nearest_outlines(centres, responses, reach)
    shares = _nearness(centres) * weights
    shares /= shares.sum(axis=1, keepdims=True) + 1e-9
    for _ in range(2):  # what is far from the neighbours is no outline
        usual = shares @ moves
        off = np.linalg.norm(moves[None] - usual[:, None], axis=2)
        trusted = shares / (1 + (off / (0.15 * SCALE)) ** 2)
        shares = trusted / (trusted.sum(axis=1, keepdims=True) + 1e-9)
    return np.asarray(shares @ moves, np.float64)


def _nearness(centres: Points) -> NDArray[np.float64]:
    """How much each box's neighbours say about where it is."""
    away = np.linalg.norm(centres[:, None] - centres[None], axis=2) / (_NEAR * SCALE)
    return np.asarray(np.exp(-0.5 * away**2), np.float64)


def _nearest_outlines(
    centres: Points, responses: Sequence[tuple[list[int], Darkness]], reach: float
) -> tuple[Points, NDArray[np.float64]]:
    """How far each box's outline is from its centre, within ``reach`` millimetres, and how plain it is."""
    shifts, around = _likeness_at_shifts(centres, responses, reach)
    weights = np.clip(around.max(axis=1) - np.median(around, axis=1), 0, None)
    return shifts[around.argmax(axis=1)], np.asarray(weights, np.float64)


def _likeness_at_shifts(
    centres: Points, responses: Sequence[tuple[list[int], Darkness]], reach: float
) -> tuple[Points, Darkness]:
    """All displacements within ``reach`` millimetres, and how much each box looks like one at each; near is better."""
    steps = np.arange(-round(reach * SCALE), round(reach * SCALE) + 1)
    shifts = np.stack([axis.ravel() for axis in np.meshgrid(steps, steps)], 1)
    around = np.zeros((len(centres), len(shifts)), np.float32)
    for indices, response in responses:
        places = (centres[indices][:, None] + shifts).astype(np.float32)
        around[indices] = cv2.remap(response, places[..., 0], places[..., 1], cv2.INTER_LINEAR)
    around -= (0.04 * (shifts**2).sum(axis=1) / (reach * SCALE) ** 2).astype(np.float32)
    return shifts.astype(np.float64), around


def _outlines(dark: Darkness, boxes: Sequence[Box], centres: Points, sheet: SheetFile) -> NDArray[np.float64]:
    """How much of each box's outline is there: the share of directions in which there is a line."""
    turns = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    sides = np.stack([np.cos(turns), np.sin(turns)])
    if sheet.shape == "square":
        sides = sides / np.abs(sides).max(axis=0)
    halves = np.array([(box.width, box.height) for box in boxes]) / 2
    offsets = np.arange(-0.5, 0.51, 0.1)
    out = halves[:, None, None, :] - sheet.outline / 2 + offsets[None, :, None, None]
    places = centres[:, None, None, :] + out * sides.T[None, None] * SCALE
    flat = places.reshape(len(boxes), -1, 2).astype(np.float32)
    values = cv2.remap(dark, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR).reshape(len(boxes), len(offsets), -1)
    line = values.max(axis=1)
    beside = [_lightest(dark, centres, np.maximum(halves + away, 0.4), sides) for away in (0.75, -0.75)]
    paper = np.minimum(*beside)  # inside, where somebody drew a ring around the box
    contrast = line - paper[:, None]
    usual = float(np.median(contrast))
    return np.asarray((contrast > max(0.06, 0.4 * usual)).mean(axis=1), np.float64)


def _lightest(dark: Darkness, centres: Points, halves: NDArray[np.float64], sides: Points) -> Darkness:
    """The darkness along the outlines of boxes with these ``halves`` that three tenths of each are lighter than."""
    places = (centres[:, None, :] + halves[:, None, :] * sides.T[None] * SCALE).astype(np.float32)
    values = cv2.remap(dark, places[..., 0], places[..., 1], cv2.INTER_LINEAR)
    return np.asarray(np.percentile(values, 30, axis=1), np.float32)
