"""What is drawn on the pages of a PDF, read by pdfium: texts and paths with their places, sizes, fonts and colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import POINTER, c_float, c_int, c_uint, c_ushort, cast, create_string_buffer
from pathlib import Path
from typing import Any, NamedTuple

from pypdfium2 import PdfDocument, PdfObject, PdfTextObj, raw

Line = tuple[float, float, float, float]  # its left, bottom, right and top
Colour = tuple[int, int, int]


class Piece(NamedTuple):
    """Some text where it begins, in points from the lower left; its size, negative where it is upside down."""

    text: str
    x: float
    y: float
    size: float
    font: str
    colour: Colour


class Drawn(NamedTuple):
    """A path with its straight lines; the colours that it is filled with and drawn in, and how wide it is drawn."""

    lines: Sequence[Line]
    fill: Colour | None
    stroke: Colour | None
    width: float


class Sheet(NamedTuple):
    """A page, its sides in points, with its texts and paths in the order in which they are drawn."""

    width: float
    height: float
    pieces: Sequence[Piece]
    paths: Sequence[Drawn]

    @property
    def text(self) -> str:
        """All that is written on it."""
        return "".join(piece.text for piece in self.pieces)


def sheets(pdf: Path | bytes) -> list[Sheet]:
    """The pages of a PDF."""
    wanted = [raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH]
    papers = []
    with PdfDocument(pdf) as document:
        for page in document:
            objects = list(page.get_objects(wanted, textpage=page.get_textpage()))
            pieces = [_piece(drawn) for drawn in objects if isinstance(drawn, PdfTextObj)]
            paths = [_path(drawn) for drawn in objects if not isinstance(drawn, PdfTextObj)]
            papers.append(Sheet(*page.get_size(), [piece for piece in pieces if piece.text], paths))
    return papers


def _piece(text: PdfTextObj) -> Piece:
    matrix = text.get_matrix()
    font = text.get_font().get_base_name().rpartition("+")[2]
    return Piece(
        _text(text),
        matrix.e,
        matrix.f,
        matrix.d * text.get_font_size(),
        font.removesuffix("-Identity-H"),
        _colour(raw.FPDFPageObj_GetFillColor, text),
    )


def _text(text: PdfTextObj) -> str:
    """What is written; pdfium knows a letter of a formula by half of its code, which stands as U+FFFD here."""
    size = raw.FPDFTextObj_GetText(text, text.textpage, None, 0)
    buffer = create_string_buffer(size)
    raw.FPDFTextObj_GetText(text, text.textpage, cast(buffer, POINTER(c_ushort)), size)
    return buffer.raw[:-2].decode("utf-16-le", errors="replace").strip()


def _path(path: PdfObject) -> Drawn:
    filled, stroked, width = c_int(), c_int(), c_float()
    raw.FPDFPath_GetDrawMode(path, filled, stroked)
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    fill = _colour(raw.FPDFPageObj_GetFillColor, path) if filled.value else None
    stroke = _colour(raw.FPDFPageObj_GetStrokeColor, path) if stroked.value else None
    return Drawn(list(_lines(path)), fill, stroke, width.value)


def _colour(of: Any, drawn: PdfObject) -> Colour:
    red, green, blue, alpha = (c_uint() for _ in range(4))
    of(drawn, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _lines(path: PdfObject) -> Iterator[Line]:
    matrix, x, y = path.get_matrix(), c_float(), c_float()
    start = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        end = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            yield min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
        start = end
