"""How much ink is in each box of a page, and beside it: figures that do not know yet what is a mark."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from quizgen.exporters.scannable.sheet_json import Box, SheetFile
from quizgen.grading.registration import SCALE, FlatPage

Values = NDArray[np.float64]

_WIDE = 1.75  # how much around a box is sampled, in halves of a box
_GRID = np.meshgrid(np.linspace(-_WIDE, _WIDE, 41), np.linspace(-_WIDE, _WIDE, 41))
_LINE = 0.22  # millimetres within the outline of a box over which its line is blurred
_STRUCK = 1.95  # halves of a box from its middle: a cross in a box is smaller, what strikes it out is larger
_PEAK = 0.08  # the darkest share of a box: what a stroke is as dark as
_LABEL = 0.08  # how much darker than the file says a printed letter may come out
_DIAGONALS = ((-1, -1), (-1, 1), (1, -1), (1, 1))


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of every box of a page, without what is printed there; 1 is as dark as the corner marks.

    ``mean`` is the darkness of each box, ``peak`` that of its darkest part, ``spread`` how far apart its ink is in
    halves of the box, ``area`` the share of it that has ink, ``around`` the darkness just outside of it, ``arms`` that
    in the one with least ink of the four directions in which a box is struck out.
    """

    mean: Values
    peak: Values
    spread: Values
    area: Values
    around: Values
    arms: Values


def ink_of(page: FlatPage, boxes: Sequence[Box], sheet: SheetFile) -> Ink:
    """Measure the ink of all boxes of a page."""
    u, v = (axis.ravel() for axis in _GRID)
    away = np.hypot(u, v) if sheet.shape == "round" else np.maximum(np.abs(u), np.abs(v))
    halves = np.array([(box.width, box.height) for box in boxes], np.float64) / 2
    half = halves.min(axis=1)
    columns = (page.centres[:, 0, None] + u * halves[:, :1] * SCALE).astype(np.float32)
    rows = (page.centres[:, 1, None] + v * halves[:, 1:] * SCALE).astype(np.float32)
    patches = cv2.remap(cv2.blur(page.dark, (3, 3)), columns, rows, cv2.INTER_LINEAR).astype(np.float64)
    inner = away[None] <= (1 - (sheet.outline + _LINE) / half)[:, None]
    beyond = (away[None] >= (1 + 0.35 / half)[:, None]) & (away[None] <= _free(boxes)[:, None])
    # Of a box with a ring around it, the inside is paper.
    paper = np.minimum(_low(patches, beyond, 0.3), _low(patches, inner, 0.15))
    patches = patches - np.clip(paper, -0.1, 0.6)[:, None]
    ring = _all_around(patches, beyond, np.arctan2(v, u))
    patches = patches - _printed_ink(patches, inner, boxes)
    peak = _top(patches, inner, _PEAK)
    inked = inner & (patches > np.maximum(0.08, 0.5 * peak)[:, None])
    length = np.hypot(u, v)
    diagonal = (np.abs(np.abs(u) - np.abs(v)) < 0.3) & (length > _STRUCK)
    arms = [_top(patches, (diagonal & (u * x > 0) & (v * y > 0))[None], 0.3) for x, y in _DIAGONALS]
    return Ink(
        mean=_mean(patches, inner),
        peak=peak,
        spread=np.sqrt(2 * (_variance(u, inked) + _variance(v, inked))),
        area=inked.sum(axis=1) / inner.sum(axis=1),
        around=np.maximum(ring, _mean(patches, beyond)),
        arms=np.min(arms, axis=0),
    )


def _all_around(patches: Values, beyond: NDArray[np.bool_], angle: Values) -> Values:
    """The darkness beside each box that is in most directions: a ring, and no word that is printed on one side."""
    sector = ((angle + np.pi) / (2 * np.pi) * 16).astype(int) % 16
    means = np.stack([_mean(patches, beyond & (sector == number)) for number in range(16)])
    return np.asarray(np.percentile(means, 35, axis=0), np.float64)


def _free(boxes: Sequence[Box]) -> Values:
    """How far around each box there is no other, in halves of the box."""
    centres = np.array([(box.x, box.y) for box in boxes])
    halves = np.array([(box.width, box.height) for box in boxes]).min(axis=1) / 2
    away = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    np.fill_diagonal(away, np.inf)
    return np.asarray(np.minimum(1.62, (away.min(axis=1) - halves - 0.3) / halves), np.float64)


def _printed_ink(patches: Values, inner: NDArray[np.bool_], boxes: Sequence[Box]) -> Values:
    """What is printed in and around each box: what the emptiest boxes with its label have."""
    means = _mean(patches, inner)
    printed = np.where(inner, np.array([box.ink for box in boxes])[:, None], 0.0)
    for indices in _groups((box.value, box.width, box.ink) for box in boxes):
        if len(indices) > 2:  # words beside the boxes
            printed[indices] = np.where(inner[indices], printed[indices], np.percentile(patches[indices], 20, axis=0))
    for indices in _groups((box.value if box.ink else "", box.width, box.ink) for box in boxes):
        emptiest = sorted(indices, key=lambda index: means[index])[: max(1, min(4, len(indices) // 3 + 1))]
        usual = boxes[indices[0]].ink
        empty = [index for index in emptiest if means[index] < min(usual + _LABEL, means[emptiest[0]] + 0.04)]
        if empty and len(indices) > 1:
            printed[indices] = np.where(inner[indices], patches[empty].mean(axis=0), printed[indices])
    return printed


def _groups(labels: Iterable[Hashable]) -> Iterable[list[int]]:
    """The indices of equal labels."""
    groups: dict[Hashable, list[int]] = {}
    for index, label in enumerate(labels):
        groups.setdefault(label, []).append(index)
    return groups.values()


def _mean(patches: Values, where: NDArray[np.bool_]) -> Values:
    return np.asarray((patches * where).sum(axis=1) / np.maximum(where.sum(axis=1), 1), np.float64)


def _variance(axis: Values, where: NDArray[np.bool_]) -> Values:
    count = np.maximum(where.sum(axis=1), 1)
    middle = (where * axis).sum(axis=1) / count
    return np.asarray((where * axis**2).sum(axis=1) / count - middle**2, np.float64).clip(0)


def _low(patches: Values, where: NDArray[np.bool_], share: float) -> Values:
    """The darkness that a ``share`` of each patch is lighter than."""
    some, where = _columns(patches, where)
    ordered = np.sort(np.where(where, some, np.inf), axis=1)
    count = where.sum(axis=1)
    low = ordered[np.arange(len(patches)), (share * np.maximum(count - 1, 0)).astype(int)]
    return np.asarray(np.where(count > 0, low, 0.0), np.float64)


def _top(patches: Values, where: NDArray[np.bool_], share: float) -> Values:
    """The mean of the darkest ``share`` of each patch."""
    some, where = _columns(patches, where)
    count = np.maximum(3, (share * where.sum(axis=1)).astype(int))
    ordered = -np.sort(np.where(where, -some, np.inf), axis=1)[:, : count.max()]
    is_counted = np.arange(ordered.shape[1])[None] < count[:, None]
    return np.asarray(np.where(is_counted, ordered, 0.0).sum(axis=1) / count, np.float64)


def _columns(patches: Values, where: NDArray[np.bool_]) -> tuple[Values, NDArray[np.bool_]]:
    """The samples that are used of any patch."""
    used = where.any(axis=0)
    return patches[:, used], np.broadcast_to(where, patches.shape)[:, used]
