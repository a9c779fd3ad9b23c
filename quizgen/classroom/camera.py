"""A photograph of a class that holds up its cards → which cards are in it, and which edge of each is on top.

Cards have ArUco markers of the dictionary DICT_4X4_50; OpenCV finds them. A pattern counts only exactly as printed,
without error correction: a wall of books is full of patterns that differ from a marker in only a field or two.
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
_LEANING = 38.0  # the most degrees from upright at which an edge counts as on top; at 45 the next one does too
_CLOCKWISE = "ADCB"  # which answer's edge is on top, by the quarter turns of the card


@dataclass(frozen=True, slots=True)
class ReadCards:
    """What a photograph shows: the letter of each card, by number, and the cards that cannot be read."""

    letters: dict[int, str]
    doubtful: tuple[int, ...]


def require_libraries() -> None:
    """Raise UsageError if the library that reads photographs is not installed."""
    if find_spec("cv2") is None:
        raise UsageError(f"to read cards:  {install_command('cards')}")


def read(photograph: bytes, numbers: Collection[int]) -> ReadCards | None:
    """Return the cards ``numbers`` in a JPEG, PNG or WebP file, or None if it is no picture or far too large."""
    letters_seen: dict[int, set[str]] = {}
    markers = _markers(photograph)
    if markers is None:
        return None
    for number, angle in markers:
        if number in numbers:
            letters_seen.setdefault(number, set()).add(_letter(angle))
    letters: dict[int, str] = {}
    for number, seen in sorted(letters_seen.items()):
        if len(seen) == 1 and "" not in seen:
            (letters[number],) = seen
    return ReadCards(letters, tuple(sorted(letters_seen.keys() - letters.keys())))


def _letter(angle: float) -> str:
    """The answer of a card turned clockwise by ``angle`` degrees, or "" if it is too tilted to tell."""
    quarters = round(angle / 90)
    return _CLOCKWISE[quarters % 4] if abs(angle - 90 * quarters) <= _LEANING else ""


def _markers(photograph: bytes) -> Iterable[tuple[int, float]] | None:
    """Every marker and its clockwise angle in degrees, in the picture's intended orientation."""
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
    parameters = cv2.aruco.DetectorParameters()
    # A card at the back of a room is 20 pixels wide in a picture of 4,000.
    parameters.minMarkerPerimeterRate = 0.01
    parameters.adaptiveThreshWinSizeMin = 5
    parameters.adaptiveThreshWinSizeStep = 20
    parameters.adaptiveThreshWinSizeMax = 45
    parameters.perspectiveRemovePixelPerCell = 8
    parameters.errorCorrectionRate = 0.0
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    corners, ids, _ = cv2.aruco.ArucoDetector(dictionary, parameters).detectMarkers(picture)
    return () if ids is None else zip(map(int, ids.flatten()), map(_rotation, corners), strict=True)


def _rotation(corners: NDArray[np.integer | np.floating]) -> float:
    """The clockwise angle in degrees by which a marker is turned; its corners follow its own top left one clockwise."""
    top_left, top_right, bottom_right, bottom_left = corners[0]
    across, down = top_left + top_right - bottom_right - bottom_left  # from its bottom to its top
    return math.degrees(math.atan2(across, -down))
