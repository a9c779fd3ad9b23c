"""What every scannable page has: corner marks, coordinates relative to them, and a QR code that names the page."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO

from quizgen.exporters.job import QuizJob
from quizgen.exporters.scannable import aruco
from quizgen.exporters.scannable.metrics import METRICS
from quizgen.exporters.scannable.page_code import PageCode
from quizgen.exporters.scannable.printed_questions import printed_question
from quizgen.exporters.scannable.sheet_json import (
    Answer,
    Area,
    Box,
    Code,
    CornerMark,
    Page,
    Place,
    SheetFile,
    Sheets,
    sheet_hash,
)
from quizgen.model.identity import digest
from quizgen.model.paper import PaperSize, Style
from quizgen.model.quiz import Form

PAPERS: Mapping[PaperSize, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}
# From the paper's edge to a mark: printers leave up to 6 mm blank, and copiers shift a page by a little more.
EDGE = 12.0
MARK = 10.0  # 39 pixels at 100 dpi
QUIET = 3.0  # white around a mark: more than one of its fields
INSET = EDGE + MARK / 2  # to the centre of a mark
CODE = 14.7  # 21 modules of 0.7 mm: 2.8 pixels each at 100 dpi
CODE_QUIET = 2.8  # four modules, as ISO/IEC 18004 requires
BAND = MARK + 2 * QUIET  # the height of the bands between the upper and between the lower marks


def quiz_id(job: QuizJob) -> str:
    """Return the quiz's id in QR codes."""
    return b32encode(digest("sheet", job.name).to_bytes(32, "big"))[:4].decode()


def code_places(size: PaperSize, *, rtl: bool) -> tuple[tuple[float, float], ...]:
    """Return the centres of a page's QR codes: beside the upper mark where lines end, and at the opposite corner.

    What covers a corner of the page, such as a fold or a thumb, covers one of them at most.
    """
    width, height = PAPERS[size]
    inset = EDGE + MARK + QUIET + CODE / 2
    upper, lower = (width - inset, INSET), (inset, height - INSET)
    return ((inset, INSET), (width - inset, height - INSET)) if rtl else (upper, lower)


def page(
    number: int,
    size: PaperSize,
    fields: Iterable[Answer],
    student: Iterable[Iterable[Box]] = (),
    name: Area | None = None,
    digits: Iterable[Area] = (),
    *,
    rtl: bool,
) -> Page:
    """Return a page; what is on it is given in millimetres from the paper's left and top edge."""
    width, height = PAPERS[size]
    right, bottom = width - 2 * INSET, height - 2 * INSET
    corners = ((0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom))
    codes = tuple(
        Code(content="", x=_framed_coordinate(x), y=_framed_coordinate(y), size=CODE)
        for x, y in code_places(size, rtl=rtl)
    )
    return Page(
        number=number,
        width=width,
        height=height,
        left=INSET,
        top=INSET,
        marks=tuple(
            CornerMark(id=id, x=_mm(x), y=_mm(y), size=MARK) for id, (x, y) in zip(aruco.CORNERS, corners, strict=True)
        ),
        code=codes[0],
        codes=codes,
        fields=tuple(answer.model_copy(update={"boxes": tuple(map(_framed_place, answer.boxes))}) for answer in fields),
        student=tuple(tuple(map(_framed_place, digit)) for digit in student),
        name=_framed_place(name) if name else None,
        digits=tuple(map(_framed_place, digits)),
    )


def _framed_place(place: Place) -> Place:
    """The place with coordinates from the centre of the top left mark."""
    sizes = {"width": _mm(place.width), "height": _mm(place.height)}
    return place.model_copy(update={"x": _framed_coordinate(place.x), "y": _framed_coordinate(place.y), **sizes})


def _framed_coordinate(coordinate: float) -> float:
    return _mm(coordinate - INSET)


def _mm(value: float) -> float:
    return round(value, 3)


def sheet_file(
    job: QuizJob, form: Form, style: Style, pages: Iterable[Page], written: Iterable[str], copies: Sequence[int]
) -> SheetFile:
    """Return the sheet with its hash, and with its name in its QR codes."""
    bare = SheetFile(
        form=form.letter,
        style=style,
        hash="",
        pages=tuple(pages),
        written=tuple(written),
        shape=job.marking.shape,
        outline=METRICS[style].outline,
        asked=tuple(map(printed_question, form.items)),
        copies=tuple(copies),
    )
    hash, letter = sheet_hash(bare), "" if form.student else form.letter
    coded_pages = tuple(
        page.with_content(PageCode(quiz_id(job), hash, letter, page.number).content) for page in bare.pages
    )
    return bare.model_copy(update={"hash": hash, "pages": coded_pages})


def all_sheets(job: QuizJob, sheets: Iterable[SheetFile]) -> Sheets:
    """Return all sheets of the job's quiz."""
    return Sheets(
        quiz=quiz_id(job), name=job.name, shape=job.marking.shape, check=job.marking.check, sheets=tuple(sheets)
    )


def code_text(page: Page, copy: int) -> str:
    """Return what the codes of a page say on the copy with this number, 0 if unnumbered."""
    return f"{page.code.content}:{copy}"


def drawings(sheet: SheetFile, copies: Iterable[int]) -> tuple[dict[tuple[int, int], str], dict[str, bytes]]:
    """Return the file names of QR codes by copy and page, and the files of these and of the corner marks."""
    codes = {(copy, page.number): code_text(page, copy) for copy in copies for page in sheet.pages}
    names = {code: f"code-{text.replace(':', '-')}.svg" for code, text in codes.items()}
    return names, {names[code]: _qr(text) for code, text in codes.items()} | marks(aruco.CORNERS)


def marks(ids: Iterable[int]) -> dict[str, bytes]:
    """Return the drawings of ArUco markers, as files."""
    return {f"mark-{id}.svg": aruco.svg(id) for id in ids}


@cache
def _qr(content: str) -> bytes:
    import segno

    buffer = BytesIO()
    segno.make_qr(content, error="m").save(buffer, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return buffer.getvalue()
