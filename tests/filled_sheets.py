"""Answer sheets that are filled in by pens and worn by scanners and cameras, and what is meant by each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from quizgen.exporters.scannable.sheet_json import Box, Page

Pixels = NDArray[np.uint8]
RowKey = tuple[str, int]

INCH = 25.4  # millimetres


@dataclass(frozen=True, slots=True)
class Pen:
    """A pen: how wide its line is, in millimetres, and how dark, from 0 to 1."""

    width: float = 0.6
    dark: float = 0.85


@dataclass(slots=True)
class Sheet:
    """A page at full size as a student has it; ``meant`` is what is filled in, by question and row."""

    page: Page
    image: Pixels
    dpi: int
    meant: dict[RowKey, tuple[str, ...]] = field(default_factory=dict)

    @property
    def per_mm(self) -> float:
        """Pixels in a millimetre."""
        return self.dpi / INCH

    def box(self, question: str, row: int, value: str) -> Box:
        """The box of a value."""
        answer = next(answer for answer in self.page.fields if (answer.question, answer.row) == (question, row))
        return next(box for box in answer.boxes if box.value == value)

    def strokes(self, lines: Sequence[Sequence[tuple[float, float]]], pen: Pen) -> None:
        """Draw lines in millimetres from the paper's corner."""
        width = max(1, round(pen.width * self.per_mm))
        drawn = [np.array(line) * self.per_mm for line in lines]
        left, top = (max(0, int(place) - width - 2) for place in np.concatenate(drawn).min(axis=0))
        right, bottom = (int(place) + width + 3 for place in np.concatenate(drawn).max(axis=0))
        paper = self.image[top:bottom, left:right]
        ink = np.zeros_like(paper)
        for line in drawn:
            points = np.round((line - (left, top)) * 16).astype(np.int32)
            cv2.polylines(ink, [points], False, 255, width, cv2.LINE_AA, shift=4)
        paper[:] = np.minimum(paper, paper * (1 - pen.dark * (ink / 255.0)))

    def mark(self, box: Box, pen: Pen, how: str = "fill") -> None:
        """Fill in a box, or do with it what people do instead."""
        x, y, side = box.x + self.page.left, box.y + self.page.top, box.width
        match how:
            case "fill":
                self.strokes([_zigzag(x, y, 0.46 * side, pen.width)], pen)
            case "cross":
                self.strokes(_cross(x, y, 0.42 * side), pen)
            case "struck":
                self.mark(box, pen)
                self.strokes(_cross(x, y, 0.95 * side), pen)
            case "ring":
                turns = np.linspace(0, 2 * np.pi, 30)
                self.strokes(
                    [[(x + 0.72 * side * np.cos(turn), y + 0.72 * side * np.sin(turn)) for turn in turns]], pen
                )
            case "dot":
                self.strokes([[(x, y), (x + 0.1, y)]], pen)
            case "erased":
                self.mark(box, Pen(pen.width, 0.12))
            case _:
                raise ValueError(how)

    def answer(self, question: str, row: int, values: Sequence[str], pen: Pen = Pen(), how: str = "fill") -> None:
        """Fill in an answer."""
        for value in values:
            self.mark(self.box(question, row, value), pen, how)
        self.meant[question, row] = tuple(values)

    def write_number(self, number: str, pen: Pen = Pen()) -> None:
        """Fill in the student's number."""
        for digit, boxes in zip(number, self.page.student, strict=True):
            self.mark(next(box for box in boxes if box.value == digit), pen)

    def fill_in(self, random: np.random.Generator, pen: Pen = Pen()) -> None:
        """Answer everything that is not answered yet at random; teachers' points too."""
        for answer in self.page.fields:
            if (answer.question, answer.row) not in self.meant:
                chosen = int(random.integers(len(answer.boxes)))
                self.answer(answer.question, answer.row, [answer.boxes[chosen].value], pen)


def _cross(x: float, y: float, reach: float) -> list[list[tuple[float, float]]]:
    """Two lines through a place."""
    return [[(x - reach, y - slope), (x + reach, y + slope)] for slope in (reach, -reach)]


def _zigzag(x: float, y: float, radius: float, width: float) -> list[tuple[float, float]]:
    """A line that fills a disc."""
    steps = np.arange(-radius, radius + 0.01, 0.75 * width)
    ends = [(offset, float(np.sqrt(max(0.0, radius**2 - offset**2)))) for offset in steps]
    return [
        (x + (half if index % 2 else -half) * side, y + offset)
        for index, (offset, half) in enumerate(ends)
        for side in (1, -1)
    ]


def blank(pdf: Path, page: Page, dpi: int = 150, number: int | None = None) -> Sheet:
    """The page of a PDF, not filled in; it is page ``number`` of the file where that has several copies."""
    document = pypdfium2.PdfDocument(pdf)
    drawn = document[(number or page.number) - 1].render(scale=dpi / 72, grayscale=True).to_numpy()
    document.close()
    return Sheet(page, np.array(drawn.reshape(drawn.shape[:2]), np.uint8), dpi)


@lru_cache(maxsize=4)
def _grain(seed: int, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """What noise does to each pixel, with a standard deviation of one."""
    return np.random.default_rng(seed).normal(0, 1, shape).astype(np.float32)


def scan(image: Pixels, *, angle: float = 1.5, scale: float = 0.96, noise: float = 4.0, turns: int = 0) -> Pixels:
    """The page as a scanner sees it: a little askew and smaller, with noise; ``turns`` quarters around."""
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    seen = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=250).astype(np.float32)
    seen = np.clip(seen * 0.96 + noise * _grain(1, seen.shape), 0, 255)
    return np.ascontiguousarray(np.rot90(seen.astype(np.uint8), turns))


def photograph(image: Pixels, *, tilt: float = 0.05, bow: float = 2.0, shade: float = 0.35) -> Pixels:
    """The page as a camera sees it: on a desk, from one side, bent by ``bow`` millimetres, under somebody's shadow."""
    height, width = image.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    bend = bow * width / 210 * np.sin(np.pi * columns / width) ** 2
    image = cv2.remap(image, columns, (rows + bend).astype(np.float32), cv2.INTER_LINEAR, borderValue=255)
    whole = (round(width * 1.15), round(height * 1.15))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = corners + np.array([(0.08, 0.05), (0.02, 0.08), (0.06, 0.03), (0.03, 0.06)]) * (width, height)
    moved += np.array([(tilt, 0), (-tilt, tilt), (0, -tilt), (0, 0)]) * (width, height)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    seen = cv2.warpPerspective(image, matrix, whole, flags=cv2.INTER_AREA, borderValue=110).astype(np.float32)
    across, down = (np.arange(side, dtype=np.float32) / side for side in whole)
    edge = 1 / (1 + np.exp(-(across + 0.4 * down[:, np.newaxis] - 0.7) * 40))
    seen = cv2.GaussianBlur(seen * (0.95 - shade * edge), (0, 0), 0.8)
    noisy = np.clip(seen + 4 * _grain(2, seen.shape), 0, 255).astype(np.uint8)
    return np.asarray(cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 70])[1], 0), np.uint8)


def folded(image: Pixels, corner: int, dpi: int, size: float = 50.0) -> Pixels:
    """The page with a corner folded over: 0 is the top left one, 1 the next clockwise."""
    height, width = image.shape
    side = size * dpi / INCH
    x, y = ((0, 0), (width, 0), (width, height), (0, height))[corner]
    triangle = [(x, y), (x + side * (1 if x == 0 else -1), y), (x, y + side * (1 if y == 0 else -1))]
    copy = image.copy()
    cv2.fillPoly(copy, [np.array(triangle, np.int32)], 225)
    return copy


def written(path: Path, image: Pixels) -> Path:
    """The image as a file."""
    assert cv2.imwrite(str(path), image)
    return path
