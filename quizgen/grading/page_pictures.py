"""Pictures of flat pages, for people who look at what is doubtful."""

from __future__ import annotations

import cv2
import numpy as np

from quizgen.grading.open_items import Rectangle
from quizgen.grading.registration import EDGE, SCALE, FlatPage

_GRAIN = 0.05  # of the darkness of the marks


def picture_of(page: FlatPage) -> bytes:
    """Return a page seen from above, as a JPEG; paper is white, because its grain would take most of the file."""
    _, ink = cv2.threshold(page.dark, _GRAIN, 0, cv2.THRESH_TOZERO)
    return _jpeg(np.asarray(cv2.convertScaleAbs(ink, alpha=-190, beta=255), np.uint8), 60)


def part_of(picture: bytes, rectangle: Rectangle) -> bytes:
    """Return a part of such a picture, twice as large."""
    page = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    if page is None:
        return b""
    left, top, right, bottom = (round((edge + EDGE) * SCALE) for edge in rectangle)
    part = page[max(0, top) : bottom, max(0, left) : right]
    return _jpeg(np.asarray(cv2.resize(part, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8), 85)


def _jpeg(image: np.ndarray, quality: int) -> bytes:
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return encoded.tobytes()
