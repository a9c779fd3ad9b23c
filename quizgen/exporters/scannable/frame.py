"""What every scannable page has: corner marks, a frame of millimetres between them, a QR code that names the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from urllib.parse import quote

from quizgen.exporters.job import QuizJob
from quizgen.exporters.scannable import aruco
from quizgen.exporters.scannable.sheet_json import Answer, Box, Code, CornerMark, Page, SheetFile, Sheets, hashed
from quizgen.model.identity import digest
from quizgen.model.paper import PaperSize, Style
from quizgen.model.quiz import Form

PAPERS: Mapping[PaperSize, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}
EDGE = 12.0  # from the paper's edge to a mark: printers leave up to 6 mm white, copiers shift a page by some more
MARK = 10.0  # 39 pixels at 100 dpi
QUIET = 3.0  # white around a mark: more than one of its six fields
INSET = EDGE + MARK / 2  # to the centre of a mark
CODE = 20.0
CODE_QUIET = 3.0  # four modules of a code of version 3, as ISO/IEC 18004 asks for


def quiz_id(job: QuizJob) -> str:
    """The quiz in QR codes."""
    return f"{digest('sheet', job.name):064x}"[:8]


def page(
    number: int,
    size: PaperSize,
    code: tuple[float, float],
    fields: Iterable[Answer],
    student: Iterable[Iterable[Box]] = (),
) -> Page:
    """A page whose ``code`` has its centre there, in millimetres from the paper's left and top edge; boxes likewise."""
    width, height = PAPERS[size]
    right, bottom = width - 2 * INSET, height - 2 * INSET
    places = ((0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom))
    return Page(
        number=number,
        width=width,
        height=height,
        left=INSET,
        top=INSET,
        marks=tuple(
            CornerMark(id=id, x=_mm(x), y=_mm(y), size=MARK) for id, (x, y) in zip(aruco.CORNERS, places, strict=True)
        ),
        code=Code(content="", x=_mm(code[0] - INSET), y=_mm(code[1] - INSET), size=CODE),
        fields=tuple(each.model_copy(update={"boxes": tuple(map(_framed, each.boxes))}) for each in fields),
        student=tuple(tuple(map(_framed, digit)) for digit in student),
    )


def _framed(box: Box) -> Box:
    return box.model_copy(update={"x": _mm(box.x - INSET), "y": _mm(box.y - INSET)})


def _mm(value: float) -> float:
    return round(value, 3)


def named(job: QuizJob, form: Form, style: Style, pages: Iterable[Page], written: Iterable[str]) -> SheetFile:
    """The sheet with its hash, and its name in its codes."""
    bare = SheetFile(form=form.letter, style=style, hash="", pages=tuple(pages), written=tuple(written))
    known = hashed(bare)
    head = f"quizgen1:{quiz_id(job)}:{quote(form.letter, safe='')}"
    pages_named = tuple(each.with_code(f"{head}:{each.number}:{known}") for each in bare.pages)
    return bare.model_copy(update={"hash": known, "pages": pages_named})


def collected(job: QuizJob, sheets: Iterable[SheetFile]) -> Sheets:
    """All sheets of the job's quiz."""
    return Sheets(quiz=quiz_id(job), name=job.name, shape=job.marking.shape, sheets=tuple(sheets))


def drawings(sheet: SheetFile) -> tuple[dict[int, str], dict[str, bytes]]:
    """The names of the drawings of a sheet's QR codes by page, and the files of these and of the corner marks."""
    codes = {each.number: f"code-{sheet.hash}-{each.number}.svg" for each in sheet.pages}
    files = {codes[each.number]: _qr(each.code.content) for each in sheet.pages}
    return codes, files | marks(aruco.CORNERS)


def marks(ids: Iterable[int]) -> dict[str, bytes]:
    """The drawings of ArUco markers, as files."""
    return {f"mark-{id}.svg": aruco.svg(id) for id in ids}


@cache
def _qr(content: str) -> bytes:
    import segno

    drawn = BytesIO()
    segno.make_qr(content, error="m").save(drawn, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return drawn.getvalue()
