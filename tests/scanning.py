"""A scanner in a few lines: pages as pixels, worn as by printer and scanner; OpenCV finds marks, zxing reads codes."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import zxingcpp
from numpy.typing import NDArray

from quizgen.exporters.scannable.sheet_json import Page

Pixels = NDArray[np.uint8]
DICTIONARY = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)


def pixels(pdf: Path, page: int, dpi: int) -> Pixels:
    """A page in grey, 0 black to 255 white."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=dpi / 72, grayscale=True).to_numpy()
    document.close()
    return np.ascontiguousarray(image.reshape(image.shape[:2]))


def letters(pdf: Path, page: int) -> list[tuple[str, float, float]]:
    """Every letter of a page's text, and where it begins, from the page's bottom left corner."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[page].get_textpage()
    count = text.count_chars()
    found = [(text.get_text_range(index, 1), *text.get_charbox(index)[:2]) for index in range(count)]
    document.close()
    return found


def worn(image: Pixels, scale: float = 1, angle: float = 0, noise: float = 0) -> Pixels:
    """The page printed smaller, laid on the glass at an angle in degrees, and scanned with noise (sigma)."""
    height, width = image.shape
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    made = cv2.warpAffine(image, turned, (width, height), flags=cv2.INTER_AREA, borderValue=255).astype(np.float64)
    if noise:
        made = 30 + made * 200 / 255 + np.random.default_rng(1).normal(0, noise, made.shape)
    return np.clip(made, 0, 255).astype(np.uint8)


def marks(image: Pixels) -> dict[int, NDArray[np.float32]]:
    """The four corners of each mark that is seen: its own top left, top right, bottom right, bottom left."""
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    corners, ids, _ = cv2.aruco.ArucoDetector(DICTIONARY, parameters).detectMarkers(image)
    return {} if ids is None else {int(id): found[0] for id, found in zip(ids.flatten(), corners, strict=True)}


def frame(image: Pixels, page: Page) -> NDArray[np.float64]:
    """The homography from the page's millimetres to pixels."""
    seen = marks(image)
    assert {mark.id for mark in page.marks} <= seen.keys()
    flat = []
    for mark in page.marks:
        half = mark.size / 2
        flat += [(mark.x + dx * half, mark.y + dy * half) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    found = np.concatenate([seen[mark.id] for mark in page.marks])
    matrix, _ = cv2.findHomography(np.array(flat, np.float64), found.astype(np.float64))
    return np.asarray(matrix)


def flattened(image: Pixels, page: Page, per_mm: float) -> tuple[Pixels, float]:
    """The page seen from straight above, ``per_mm`` pixels a millimetre, and how far its frame is from its edge."""
    edge = 16.0
    size = page.marks[2]
    shift = np.array([[per_mm, 0, edge * per_mm], [0, per_mm, edge * per_mm], [0, 0, 1]])
    whole = (round((size.x + 2 * edge) * per_mm), round((size.y + 2 * edge) * per_mm))
    flat = cv2.warpPerspective(image, shift @ np.linalg.inv(frame(image, page)), whole, borderValue=255)
    return np.asarray(flat, np.uint8), edge


def off(flat: Pixels, edge: float, per_mm: float, x: float, y: float, width: float, height: float) -> float:
    """How far the middle of the outline that is printed at (x, y) lies from there, in millimetres."""
    reach = 1.0
    left, top = (x - width / 2 - reach + edge) * per_mm, (y - height / 2 - reach + edge) * per_mm
    right, bottom = (x + width / 2 + reach + edge) * per_mm, (y + height / 2 + reach + edge) * per_mm
    piece = flat[round(top) : round(bottom), round(left) : round(right)]
    _, ink = cv2.threshold(piece, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    count, _, found, _ = cv2.connectedComponentsWithStats(ink)
    outlines = [found[index] for index in range(1, count) if found[index][2] > 0.75 * width * per_mm]
    assert len(outlines) == 1, (x, y, count)
    column, row, across, down, _ = outlines[0]
    assert abs(across / per_mm - width) < 0.6, across / per_mm
    assert abs(down / per_mm - height) < 0.6, down / per_mm
    middle = ((round(left) + column + across / 2) / per_mm - edge, (round(top) + row + down / 2) / per_mm - edge)
    return math.dist(middle, (x, y))


def codes(image: Pixels) -> list[str]:
    """The QR codes on a page."""
    return [each.text for each in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]
