"""The styles of paper in Word documents: what each changes of its template, and squared paper for working."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from quizgen.model.paper import PaperSize, Style

USUAL_SIZE = 11.0  # points, of the shipped templates
_TWIPS = 1440 / 25.4  # in a millimetre: Word counts in twentieths of a point
_LETTER = (12240, 15840)
_SQUARE = round(5 * _TWIPS)
_PAGE_WIDTHS: Mapping[PaperSize, float] = MappingProxyType({"a4": 210.0, "letter": 215.9})


@dataclass(frozen=True, slots=True)
class WordLook:
    """What a style changes: sizes in points, ``tracking`` in shares of the size, ``margin`` in millimetres.

    0 and "" leave what the template has. ``edges`` is how many times as thick its lines are; ``stacked`` says that what
    is beside something else is below it.
    """

    size: float = USUAL_SIZE
    least: float = 0.0
    font: str = ""
    line: float = 0.0
    tracking: float = 0.0
    margin: float = 0.0
    italics: bool = True
    heavy: bool = True
    black: bool = False
    edges: float = 1.0
    stacked: bool = False

    @property
    def scale(self) -> float:
        """How many times as large as usual it is."""
        return self.size / USUAL_SIZE


LOOKS: Mapping[Style, WordLook] = MappingProxyType(
    {
        "normal": WordLook(),
        "large-print": WordLook(
            18, least=16, font="Arial", line=1.5, margin=25, italics=False, black=True, edges=2, stacked=True
        ),
        "dyslexia": WordLook(
            12, least=12, font="Verdana", line=1.5, tracking=0.12, margin=25, italics=False, stacked=True
        ),
        "high-contrast": WordLook(12, least=10, font="Arial", line=1.15, italics=False, black=True, edges=3),
        "low-ink": WordLook(10.5, heavy=False, edges=0.5),
    }
)


def set_paper(document: Any, size: PaperSize, look: WordLook, *, rtl: bool) -> None:
    """Change a rendered document to the look and, for ``letter``, to that paper; otherwise its template's stays."""
    before = _text_width(document)
    for section in document.sections:
        if size == "letter":
            section._sectPr.pgSz.set(_w("w"), str(_LETTER[0]))
            section._sectPr.pgSz.set(_w("h"), str(_LETTER[1]))
        if look.margin:
            for side in ("left", "right"):
                section._sectPr.pgMar.set(_w(side), str(round(look.margin * _TWIPS)))
    parts = [part.element for part in _parts(document)]
    if (after := _text_width(document)) != before:
        for element in _all(parts, "tab", "tcW", "tblW", "gridCol"):
            _multiply(element, ("pos", "w"), after / before)
    if rtl or not look.italics:  # Arabic and Hebrew have none
        for slanted in list(_all(parts, "i", "iCs")):
            slanted.getparent().remove(slanted)
    if look == LOOKS["normal"]:
        return
    for indent in _all(parts, "ind", "spacing"):
        _multiply(indent, ("left", "right", "hanging", "before", "after"), look.scale)
    for letters in _all(parts, "sz", "szCs"):
        half_points = float(letters.get(_w("val"))) * look.scale
        letters.set(_w("val"), str(round(max(half_points, 2 * look.least))))
    _set_lines(parts, look)
    if look.tracking and not rtl:
        _close_lines(document)
    _set_defaults(document.styles.element, look, rtl=rtl)


def squared_paper(rows: int, size: PaperSize, look: WordLook) -> Markup:
    """Return a table of squares of 5 mm to work in, as wide as a question."""
    columns = int((_PAGE_WIDTHS[size] - 2 * (look.margin or 20) - 9 * look.scale) / 5)
    colour = "000000" if look.black else "BBBBBB"
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{colour}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    empty = (
        '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    )
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{_SQUARE}" w:type="dxa"/></w:tcPr>{empty}</w:tc>'
    row = f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_SQUARE}" w:hRule="exact"/></w:trPr>{cell * columns}</w:tr>'
    grid = f'<w:gridCol w:w="{_SQUARE}"/>' * columns
    return Markup(  # noqa: S704 - it has no text
        f'<w:tbl><w:tblPr><w:tblW w:w="{_SQUARE * columns}" w:type="dxa"/><w:tblInd w:w="{round(510 * look.scale)}" '
        f'w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        f"{grid}</w:tblGrid>{row * rows}</w:tbl>"
    )


def _set_lines(parts: list[Any], look: WordLook) -> None:
    """Set how thick and dark lines are, and whether there are heavy titles."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    for border in (side for side in _all(parts, *sides) if side.get(_w("val")) == "single"):
        _multiply(border, ("sz",), look.edges)
        if look.black:
            border.set(_w("color"), "000000")
    if look.black:
        for colour in _all(parts, "color"):
            colour.set(_w("val"), "000000")
    if not look.heavy:
        for style in _all(parts, "style"):
            if style.get(_w("styleId")) in ("Title", "Heading1"):
                for bold in list(_all([style], "b", "bCs")):
                    bold.getparent().remove(bold)


def _close_lines(document: Any) -> None:
    """Set no distance between the underscores of a line to write on, which would be dashed."""
    from docx.oxml import OxmlElement

    make: Callable[[str], Any] = OxmlElement
    for run in _all([document.element.body], "r"):
        text = "".join(run.itertext())
        if "_" in text and not text.strip("_ "):
            closed = make("w:spacing")
            closed.set(_w("val"), "0")
            run.get_or_add_rPr().append(closed)


def _set_defaults(styles: Any, look: WordLook, *, rtl: bool) -> None:
    """Set what holds for every paragraph of the style sheet that has nothing of its own."""
    from docx.oxml import OxmlElement

    make: Callable[[str], Any] = OxmlElement
    letters = styles.find(f"{_w('docDefaults')}/{_w('rPrDefault')}/{_w('rPr')}")
    if letters is not None:
        if look.font and (fonts := letters.find(_w("rFonts"))) is not None:
            for script in ("ascii", "hAnsi", "cs"):
                fonts.set(_w(script), look.font)
        size = letters.find(_w("sz"))
        if look.tracking and not rtl and size is not None:  # Arabic letters are joined, so nothing can separate them
            apart = make("w:spacing")
            apart.set(_w("val"), str(round(20 * look.tracking * look.size)))
            size.addprevious(apart)
    paragraphs = styles.find(f"{_w('docDefaults')}/{_w('pPrDefault')}")
    if look.line and paragraphs is not None:
        properties = paragraphs.find(_w("pPr"))
        if properties is None:
            properties = make("w:pPr")
            paragraphs.append(properties)
        spacing = properties.find(_w("spacing"))
        if spacing is None:
            spacing = make("w:spacing")
            properties.append(spacing)
        spacing.set(_w("line"), str(round(240 * look.line)))
        spacing.set(_w("lineRule"), "auto")


def _parts(document: Any) -> Iterator[Any]:
    """The parts of a document that say how it looks: itself, its styles, numbers, headers and footers."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    yield document.part
    kinds = (RT.STYLES, RT.NUMBERING, RT.HEADER, RT.FOOTER)
    yield from (rel.target_part for rel in document.part.rels.values() if rel.reltype in kinds)


def _all(parts: list[Any], *names: str) -> Iterator[Any]:
    """The elements with one of these names."""
    for part in parts:
        yield from part.iter(*map(_w, names))


def _multiply(element: Any, attributes: tuple[str, ...], factor: float) -> None:
    for name in attributes:
        if (value := element.get(_w(name))) is not None and value.lstrip("-").isdecimal():
            element.set(_w(name), str(round(int(value) * factor)))


def _text_width(document: Any) -> float:
    section = document.sections[0]
    return float(section.page_width - section.left_margin - section.right_margin)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
