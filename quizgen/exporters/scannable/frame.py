"""What every scannable page has: corner marks, coordinates relative to them, and a QR code that names the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from urllib.parse import quote

from quizgen.exporters.job import QuizJob
from quizgen.exporters.scannable import aruco
from quizgen.exporters.scannable.sheet_json import Answer, Box, Code, CornerMark, Page, SheetFile, Sheets, sheet_hash
from quizgen.model.identity import digest
from quizgen.model.paper import PaperSize, Style
from quizgen.model.quiz import Form

PAPERS: Mapping[PaperSize, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}
EDGE = (
    12.0  # from the paper's edge to a mark: printers leave up to 6 mm blank, and copiers shift a page by a little more
)
MARK = 10.0  # 39 pixels at 100 dpi
QUIET = 3.0  # white around a mark: more than one of its fields
INSET = EDGE + MARK / 2  # to the centre of a mark
CODE = 20.0
CODE_QUIET = 3.0  # four modules of a version 3 code, as ISO/IEC 18004 requires


def quiz_id(job: QuizJob) -> str:
    """Return the quiz's id in QR codes."""
    return f"{digest('sheet', job.name):064x}"[:8]


def page(
    number: int,
    size: PaperSize,
    code: tuple[float, float],
    fields: Iterable[Answer],
    student: Iterable[Iterable[Box]] = (),
) -> Page:
    """Return a page; the centre of its ``code`` and its boxes are in millimetres from the paper's left and top edge."""
    width, height = PAPERS[size]
    right, bottom = width - 2 * INSET, height - 2 * INSET
    corners = ((0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom))
    return Page(
        number=number,
        width=width,
        height=height,
        left=INSET,
        top=INSET,
        marks=tuple(
            CornerMark(id=id, x=_mm(x), y=_mm(y), size=MARK) for id, (x, y) in zip(aruco.CORNERS, corners, strict=True)
        ),
        code=Code(content="", x=_mm(code[0] - INSET), y=_mm(code[1] - INSET), size=CODE),
        fields=tuple(answer.model_copy(update={"boxes": tuple(map(_framed, answer.boxes))}) for answer in fields),
        student=tuple(tuple(map(_framed, digit)) for digit in student),
    )


def _framed(box: Box) -> Box:
    return box.model_copy(update={"x": _mm(box.x - INSET), "y": _mm(box.y - INSET)})


def _mm(value: float) -> float:
    return round(value, 3)


def sheet_file(job: QuizJob, form: Form, style: Style, pages: Iterable[Page], written: Iterable[str]) -> SheetFile:
    """Return the sheet with its hash, and with its name in its QR codes."""
    bare = SheetFile(form=form.letter, style=style, hash="", pages=tuple(pages), written=tuple(written))
    hash = sheet_hash(bare)
    head = f"quizgen1:{quiz_id(job)}:{quote(form.letter, safe='')}"
    coded_pages = tuple(page.with_code(f"{head}:{page.number}:{hash}") for page in bare.pages)
    return bare.model_copy(update={"hash": hash, "pages": coded_pages})


def all_sheets(job: QuizJob, sheets: Iterable[SheetFile]) -> Sheets:
    """Return all sheets of the job's quiz."""
    return Sheets(quiz=quiz_id(job), name=job.name, shape=job.marking.shape, sheets=tuple(sheets))


def drawings(sheet: SheetFile) -> tuple[dict[int, str], dict[str, bytes]]:
    """Return the file names of a sheet's QR codes by page, and the files of these and of the corner marks."""
    codes = {page.number: f"code-{sheet.hash}-{page.number}.svg" for page in sheet.pages}
    files = {codes[page.number]: _qr(page.code.content) for page in sheet.pages}
    return codes, files | marks(aruco.CORNERS)


def marks(ids: Iterable[int]) -> dict[str, bytes]:
    """Return the drawings of ArUco markers, as files."""
    return {f"mark-{id}.svg": aruco.svg(id) for id in ids}


@cache
def _qr(content: str) -> bytes:
    import segno

    buffer = BytesIO()
    segno.make_qr(content, error="m").save(buffer, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return buffer.getvalue()
