"""The corner marks and the codes in an image of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from quizgen.exporters.scannable.aruco import CORNERS

Grey = NDArray[np.uint8]
Points = NDArray[np.float64]

_FINE = 2000  # pixels of the longer side at which marks are looked for first: 6 pixels per millimetre of A4
_BESIDE = 4.0  # millimetres of paper around a code that are looked at too
_CLOSE = 16.0  # pixels per millimetre at which a code is looked at again
_LEAST_SIDE = 14.0  # pixels of a mark: below, a line of its pattern is hardly two pixels wide


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A QR code that was read: its text, and its corners in pixels, clockwise from its own top left one."""

    text: str
    corners: Points


def marks_in(image: Grey) -> Mapping[int, Points]:
    """Return the corners of the corner marks in an image, by mark, clockwise from each mark's own top left corner."""
    marks = _marks_at(image, min(1.0, _FINE / max(image.shape)))
    if len(marks) < len(CORNERS):
        for scale in (min(1.0, _FINE * 1.7 / max(image.shape)), _FINE * 0.6 / max(image.shape)):
            marks = _marks_at(image, scale) | marks
    return marks


def _marks_at(image: Grey, scale: float) -> dict[int, Points]:
    if abs(scale - 1) > 0.02:
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    else:
        scale = 1.0
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.minMarkerPerimeterRate = 0.02
    parameters.adaptiveThreshWinSizeMin = 7
    parameters.adaptiveThreshWinSizeStep = 24
    parameters.adaptiveThreshWinSizeMax = 55
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    quads, ids, _ = cv2.aruco.ArucoDetector(dictionary, parameters).detectMarkers(image)
    marks: dict[int, Points] = {}
    for id, quad in zip([] if ids is None else map(int, ids.flatten()), quads, strict=True):
        corners = (quad.reshape(4, 2).astype(np.float64) + 0.5) / scale - 0.5
        is_larger = id not in marks or _side(corners) > _side(marks[id])
        if id in CORNERS and is_larger and _side(corners) * scale >= _LEAST_SIDE:
            marks[id] = corners
    return marks


def _side(corners: Points) -> float:
    """The length of the shortest side of a quadrilateral."""
    return float(np.min(np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1)))


def codes_in(image: Grey) -> list[FoundCode]:
    """Return the QR codes in an image; looks again in a smoother and a larger image if there is none."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for picture, scale in _attempts(image):
        codes = [
            FoundCode(code.text, _corners(code.position) / scale)
            for code in zxingcpp.read_barcodes(picture, formats=formats, try_invert=False)
        ]
        if codes:
            return codes
    return []


def codes_at(image: Grey, matrix: Points, places: Iterable[tuple[float, float, float]]) -> list[FoundCode]:
    """Return the QR codes at ``places``, each with its centre and side in millimetres; ``matrix`` makes them pixels."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found_codes: list[FoundCode] = []
    for x, y, size in places:
        side = round((size + 2 * _BESIDE) * _CLOSE)
        shift = np.array([[_CLOSE, 0, side / 2 - x * _CLOSE], [0, _CLOSE, side / 2 - y * _CLOSE], [0, 0, 1]])
        to_pixels = matrix @ np.linalg.inv(shift)
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        close = np.asarray(cv2.warpPerspective(image, to_pixels, (side, side), flags=flags, borderValue=255), np.uint8)
        for picture in (close, np.asarray(cv2.medianBlur(close, 7), np.uint8)):
            if codes := zxingcpp.read_barcodes(picture, formats=formats, try_invert=False):
                corners = cv2.perspectiveTransform(_corners(codes[0].position)[None], to_pixels)[0]
                found_codes.append(FoundCode(codes[0].text, np.asarray(corners, np.float64)))
                break
    return found_codes


def _attempts(image: Grey) -> Iterator[tuple[Grey, float]]:
    yield image, 1.0
    yield np.asarray(cv2.GaussianBlur(image, (0, 0), 1.0), np.uint8), 1.0
    if max(image.shape) < 2 * _FINE:
        yield np.asarray(cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8), 2.0


def _corners(position: zxingcpp.Position) -> Points:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([(corner.x, corner.y) for corner in corners], np.float64)
