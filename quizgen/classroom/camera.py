"""A photograph of a class that holds up its cards → which cards are there, and which edge of each is on top.

Cards bear ArUco markers of the dictionary DICT_4X4_50; OpenCV finds them. A pattern counts only as it was printed, with
none of its fields mended: a wall of books is full of patterns that are a field or two away from one.
"""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from quizgen.errors import UsageError
from quizgen.plugins import install_command

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_BYTES = 32_000_000  # of a photograph
_MOST_PIXELS = 80_000_000
_LEANING = 38.0  # degrees from upright at which an edge is still on top; at 45 the next one is as well
_CLOCKWISE = "ADCB"  # which answer's edge is on top of a card turned by so many quarters


@dataclass(frozen=True, slots=True)
class ReadCards:
    """What a photograph shows: the letter of each card by its number, and the cards that cannot be read."""

    letters: dict[int, str]
    doubtful: tuple[int, ...]


def ready() -> None:
    """Raises UsageError where what reads photographs is not installed."""
    if find_spec("cv2") is None:
        raise UsageError(f"to read cards:  {install_command('cards')}")


def read(photograph: bytes, numbers: Collection[int]) -> ReadCards | None:
    """The cards of these ``numbers`` in a JPEG, PNG or WebP file; None where it is no picture, or far too large."""
    found: dict[int, set[str]] = {}
    markers = _markers(photograph)
    if markers is None:
        return None
    for number, angle in markers:
        if number in numbers:
            found.setdefault(number, set()).add(_letter(angle))
    letters = {number: "".join(seen) for number, seen in sorted(found.items()) if len(seen) == 1 and "" not in seen}
    return ReadCards(letters, tuple(sorted(found.keys() - letters.keys())))


def _letter(angle: float) -> str:
    """The answer of a card turned clockwise by ``angle`` degrees, or "" where it leans too much to tell."""
    quarters = round(angle / 90)
    return _CLOCKWISE[quarters % 4] if abs(angle - 90 * quarters) <= _LEANING else ""


def _markers(photograph: bytes) -> Iterable[tuple[int, float]] | None:
    """Every marker and by how many degrees it is turned clockwise, as the picture is meant to be looked at."""
    os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(_MOST_PIXELS))  # read once, when it is loaded
    import cv2
    import numpy as np

    if not photograph:
        return None
    try:
        picture = cv2.imdecode(np.frombuffer(photograph, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:
        return None
    if picture is None:
        return None
    wanted = cv2.aruco.DetectorParameters()
    # A card at the back of a room is 20 pixels wide in a picture of 4,000.
    wanted.minMarkerPerimeterRate = 0.01
    wanted.adaptiveThreshWinSizeMin, wanted.adaptiveThreshWinSizeStep, wanted.adaptiveThreshWinSizeMax = 5, 20, 45
    wanted.perspectiveRemovePixelPerCell = 8
    wanted.errorCorrectionRate = 0.0
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    corners, ids, _ = cv2.aruco.ArucoDetector(dictionary, wanted).detectMarkers(picture)
    return () if ids is None else zip(map(int, ids.flatten()), map(_turned, corners), strict=True)


def _turned(corners: NDArray[np.integer | np.floating]) -> float:
    """How far a marker is turned clockwise, from its own top left corner to its own bottom left."""
    (left, top), (right, above), (below, bottom), (x, y) = corners[0]
    return math.degrees(math.atan2(left + right - below - x, bottom + y - top - above))
