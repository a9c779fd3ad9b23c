"""Photographs of a class that holds up its cards, drawn: a cluttered room, tilted cards, of all sizes, in bad light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from quizgen.exporters.scannable import aruco

Pixels = NDArray[np.float32]
FIELD = 16  # pixels of a card as it is printed
TURNED = {"A": 0.0, "B": -90.0, "C": 180.0, "D": 90.0}  # degrees, clockwise


def card(number: int) -> Pixels:
    """A card: its marker with white around it, 1 white to 0 black."""
    made = np.ones((9 * FIELD, 9 * FIELD), np.float32)
    start = int(1.5 * FIELD)
    made[start : start + 6 * FIELD, start : start + 6 * FIELD] = 0
    for row, column in aruco.white(number):
        top, left = start + (row + 1) * FIELD, start + (column + 1) * FIELD
        made[top : top + FIELD, left : left + FIELD] = 1
    return made


def room(width: int, height: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """A room without cards: light and shade, boxes, writing."""
    shade = random.normal(120, 30, (height // 40, width // 40)).astype(np.float32)
    picture = np.clip(cv2.resize(shade, (width, height), interpolation=cv2.INTER_CUBIC), 0, 255).astype(np.uint8)
    for _ in range(150):
        x, y, across, down = random.integers((0, 0, 10, 10), (width, height, 200, 200)).tolist()
        cv2.rectangle(picture, (x, y), (x + across, y + down), float(random.integers(20, 230)), -1)
    for _ in range(40):
        place = random.integers((0, 0), (width, height)).tolist()
        cv2.putText(
            picture, f"8A {place[0]}", place, 0, float(random.uniform(0.5, 2)), float(random.integers(0, 255)), 2
        )
    return picture


def photograph(
    held: Sequence[tuple[int, float]], size: float = 26, seed: int = 0, width: int = 2000, height: int = 1500
) -> bytes:
    """A JPEG of cards, each a number and by how many degrees it is turned clockwise; a marker is ``size`` pixels wide.

    Cards at the front are up to a third larger, and all are seen somewhat from the side.
    """
    random = np.random.default_rng(seed)
    picture = room(width, height, random).astype(np.float32)
    columns = max(1, round((len(held) * width / height) ** 0.5))
    rows = -(-len(held) // columns)
    for place, (number, angle) in enumerate(held):
        middle = ((place % columns + 0.5) * width / columns, (place // columns + 0.5) * height / rows)
        _hold_up(picture, card(number), middle, size * random.uniform(1, 1.33), angle, random)
    noise = 6 * random.standard_normal(picture.shape, np.float32)
    blurred = cv2.GaussianBlur(picture, (0, 0), 0.7) + noise
    _, encoded = cv2.imencode(".jpg", np.clip(blurred, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])
    return encoded.tobytes()


def answers(letters: Mapping[int, str], seed: int = 0) -> list[tuple[int, float]]:
    """Cards held up by people: with the letter on top, leaning up to 15 degrees."""
    random = np.random.default_rng(seed)
    return [(number, TURNED[letter] + random.uniform(-15, 15)) for number, letter in letters.items()]


def _hold_up(
    made: Pixels, drawn: Pixels, middle: tuple[float, float], size: float, angle: float, random: np.random.Generator
) -> None:
    side = len(drawn)
    scale, turn = size / (6 * FIELD), np.deg2rad(angle)
    corners = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float32)
    flat = (corners - side / 2) * scale
    turned = flat @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    reach = int(2 * size)
    left, top = (round(each) - reach for each in middle)
    picture = (turned + middle - (left, top) + random.uniform(-0.12, 0.12, (4, 2)) * size).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, picture)
    piece = made[top : top + 2 * reach, left : left + 2 * reach]
    shape = (piece.shape[1], piece.shape[0])
    lit = cv2.warpPerspective(drawn * 255 * random.uniform(0.45, 0.85) + 15, matrix, shape, flags=cv2.INTER_AREA)
    where = cv2.warpPerspective(np.ones_like(drawn), matrix, shape, flags=cv2.INTER_AREA)
    piece[:] = piece * (1 - where) + lit * where
