"""Text as runs of a Word document, and Word documents made from templates with Jinja2."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from quizgen.archive import zip_bytes
from quizgen.errors import TemplateError, UsageError
from quizgen.model.characters import UNPRINTABLE, direction_of
from quizgen.model.paper import PaperSize
from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words
from quizgen.plugins import install_command
from quizgen.project import LARGEST_FILE
from quizgen.rendering.omml import omml
from quizgen.rendering.word_looks import LOOKS, WordLook, set_paper

if TYPE_CHECKING:
    from docx.opc.part import Part

# docxtpl would take these for its own spelling of {{, {%, %} and }}, and change them.
_DOCXTPL = str.maketrans({"_": "&#95;"})


def plain(text: str) -> Markup:
    """Return ``text`` escaped for a run."""
    return Markup(escape(UNPRINTABLE.sub("", text)).translate(_DOCXTPL))  # noqa: S704 - it is escaped


def runs(text: Text, *, rtl: bool = False) -> Markup:
    """Return the text as runs of a paragraph, with Word's own formulas; blanks are a line, marked parts bold.

    It has its own direction, or that of a document that is ``rtl`` where it has no letters.
    """
    own = direction_of(str(text)) or ("rtl" if rtl else "ltr")
    properties = "<w:rtl/>" if own == "rtl" else ""
    # A mark before "340 m/s" keeps the number at its left in a line from the right.
    mark = _run("\u200e", "") if rtl and own == "ltr" else ""
    return Markup(mark + "".join(_span(span, properties) for span in text.spans))  # noqa: S704 - escaped below


def _span(span: Span, properties: str) -> str:
    match span:
        case Words(text):
            return _run(text, properties)
        case Maths(latex):
            return omml(latex)
        case Blank():
            return _run(BLANK_SHOWN, properties)
        case Marked(text):
            return "".join(_span(inner, f"<w:b/><w:bCs/>{properties}") for inner in text.spans)


def _run(text: str, properties: str) -> str:
    lines = [f'<w:t xml:space="preserve">{plain(line)}</w:t>' for line in text.replace("\t", " ").split("\n")]
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def fields(pattern: str, *, rtl: bool = False) -> Markup:
    """Return a message about ``{page}`` and ``{pages}`` as runs, with Word's fields in place of these."""
    names = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    pieces = re.split(r"(\{pages?\})", pattern)
    parts = (
        f'<w:fldSimple w:instr="{names[piece]}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if piece in names
        else runs(Text((Words(piece),)), rtl=rtl)
        for piece in pieces
        if piece
    )
    return Markup("".join(parts))  # noqa: S704 - it is escaped


class WordTemplate:
    """A Word document with Jinja2 in it; raises UsageError if the extra is not installed, TemplateError for a fault."""

    def __init__(self, name: str, content: bytes) -> None:
        try:
            import docxtpl
        except ImportError as missing:
            raise UsageError(f"to make Word documents:  {install_command('docx')}") from missing
        self._name = name
        if (size := _unpacked_size(content)) > LARGEST_FILE:
            raise TemplateError(f"{name} has {size // 1_000_000} MB unpacked: make its pictures smaller")
        self._template = docxtpl.DocxTemplate(io.BytesIO(content))
        try:
            self._template.init_docx()
        except Exception as fault:  # whatever python-docx raises for a file that is not a Word document
            raise TemplateError(f"{name} is not a Word document: {fault}") from fault

    def picture(self, content: bytes, description: str, width: float, height: float) -> Markup:
        """Return a picture (PNG or JPEG) as a run, as large as possible within ``width`` and ``height`` (mm)."""
        from docx.shared import Mm

        part = self._template.docx.part
        _, image = part.get_or_add_image(io.BytesIO(content))
        scale = min(Mm(width) / image.width, Mm(height) / image.height)
        inline: Any = part.new_pic_inline(io.BytesIO(content), int(image.width * scale), int(image.height * scale))
        inline.docPr.set("descr", UNPRINTABLE.sub("", description))
        return Markup(f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>")  # noqa: S704 - python-docx wrote it

    def _check_parts(self, parts: Iterable[Part]) -> None:
        """Two parts of one name are a damaged template's: what it does not find, python-docx adds."""
        for name, count in Counter(str(part.partname) for part in parts).items():
            if count > 1:
                hint = "open it in Word, and save it again"
                raise TemplateError(f"{self._name} is damaged: two of its parts are named {name[1:]}; {hint}")

    def shows(self, name: str) -> bool:
        """Whether a variable's name is in the template, which may be a school's own from before there was one."""
        return name in "".join(self._template.docx.element.body.itertext())

    def render(
        self,
        context: Mapping[str, object],
        *,
        language: str,
        rtl: bool,
        released: int,
        size: PaperSize = "a4",
        look: WordLook = LOOKS["normal"],
    ) -> bytes:
        """Return the document; ``released`` is its date in seconds since 1970."""
        environment = ImmutableSandboxedEnvironment(
            autoescape=True, undefined=jinja2.StrictUndefined, finalize=_finalize
        )
        try:
            self._template.render(dict(context), environment, autoescape=True)
        except Exception as fault:  # a template may call for anything; what it raises is the template's fault
            raise TemplateError(f"{self._name}: {fault}") from fault
        document = self._template.docx
        _set_language(document, language, rtl)
        set_paper(document, size, look, rtl=rtl)
        core = document.core_properties
        core.title, core.language = UNPRINTABLE.sub("", str(context["heading"])), language
        core.created = core.modified = datetime.fromtimestamp(released, UTC).replace(tzinfo=None)
        core.author = core.last_modified_by = ""
        core.revision = 1
        self._check_parts(document.part.package.iter_parts())
        buffer = io.BytesIO()
        document.save(buffer)
        with zipfile.ZipFile(buffer) as parts:
            return zip_bytes((name, parts.read(name)) for name in parts.namelist())


def _unpacked_size(content: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return sum(info.file_size for info in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return 0  # what is wrong with it is reported when it is opened


def _finalize(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


# Word's names for the letters of quizgen.languages.option_letters.
_LETTER_FORMATS = {"ar": "arabicAbjad", "he": "hebrew2", "yi": "hebrew2"}


def _set_language(document: Any, language: str, rtl: bool) -> None:
    """Set the language in the defaults and of the letters of options, and the direction of all if it is ``rtl``."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for format in document.part.numbering_part.element.iter(qn("w:numFmt")):
        if format.get(qn("w:val")) == "upperLetter":
            format.set(qn("w:val"), _LETTER_FORMATS.get(language.lower().partition("-")[0], "upperLetter"))
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
        element.set(qn("w:bidi"), language)
        element.set(qn("w:eastAsia"), language)
    if not rtl:
        return
    make: Callable[[str], Any] = OxmlElement
    # docxtpl replaces headers and footers by other parts, which the sections do not refer to.
    sides = [rel.target_part.element for rel in document.part.rels.values() if rel.reltype in (RT.HEADER, RT.FOOTER)]
    for part in (document.element.body, *sides):
        for paragraph in part.iter(qn("w:p")):
            paragraph.get_or_add_pPr().insert_element_before(make("w:bidi"), *_AFTER_BIDI)
        for table in part.iter(qn("w:tbl")):
            table.tblPr.insert_element_before(make("w:bidiVisual"), *_AFTER_VISUAL)


# The elements that the schema requires after these (ECMA-376, CT_PPr and CT_TblPr).
_AFTER_BIDI = """
w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection
w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange
""".split()  # noqa: SIM905 - a list of that many strings reads worse
_AFTER_VISUAL = """
w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout
w:tblCellMar w:tblLook w:tblCaption w:tblDescription w:tblPrChange
""".split()  # noqa: SIM905 - as above
