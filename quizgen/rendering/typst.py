"""Typst markup → PDF, with the fonts of quizgen and of a project."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.errors import TemplateError
from quizgen.project import SHIPPED_FONTS, Project
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.readable_files import readable_root
from quizgen.rendering.typst_markup import literal, picture

if TYPE_CHECKING:  # imported where it is used: checking facts needs no PDF engine
    import typst

_PPI = 300  # the resolution for print
_OVERFULL = re.compile(r"panicked with: overfull: (.+)")
_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class MissingGlyphs(Exception):
    """No font has a glyph for ``characters``."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(characters)
        self.characters = characters


@dataclass(frozen=True, slots=True)
class Overfull:
    """Something that does not fit: the ``key`` of its fact, ``what`` does not fit, and the ``remedy``."""

    key: str
    what: str
    remedy: str


class TooMuchText(Exception):
    """Everything that a document has measured and that does not fit."""

    def __init__(self, places: tuple[Overfull, ...]) -> None:
        super().__init__(places)
        self.places = places


def _decode(text: str) -> str:
    """A character as Typst's messages spell it: itself, or ``\\u{fffe}``."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


def loaded_fonts(folder: Path) -> set[Path]:
    """Return the files below ``folder`` from which the PDF engine gets a font."""
    return {Path(font.path).resolve() for font in _fonts([folder]).fonts() if font.path}


def _fonts(folders: Iterable[Path]) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])


@lru_cache(maxsize=1)
def _shipped_fonts() -> typst.Fonts:
    """Quizgen's own fonts, which do not change while it runs."""
    return _fonts([SHIPPED_FONTS])


def _contents(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """The files of ``paths``, by their names below ``folder``."""
    for path in sorted(path for path in paths if path.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _unpack(files: Iterable[tuple[str, bytes]], fonts: Iterable[tuple[str, bytes]]) -> Typesetter:
    """A typesetter that was pickled, perhaps on another machine."""
    folder = Path(tempfile.mkdtemp(prefix="quizgen-"))
    for part, contents in (("files", files), ("fonts", fonts)):
        (folder / part).mkdir()
        for name, content in contents:
            path = folder / part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return Typesetter(folder / "files", (folder / "fonts", SHIPPED_FONTS), has_files=True)._with_folder(folder)


def pixels(png: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG, which are at its beginning."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@dataclass(frozen=True)
class Typesetter:
    """Makes PDFs; reads only the fonts in ``fonts`` and, with ``has_files``, the files below ``root``.

    Where it is pickled, these files and the project's own fonts travel with it.
    """

    root: Path
    fonts: tuple[Path, ...] = ()
    has_files: bool = False

    @classmethod
    def of(cls, project: Project) -> Typesetter:
        """The typesetter of a project; its own templates can read no file outside it, through links either."""
        if not project.has_own_templates:  # the shipped templates read no files
            return cls(project.root, project.font_folders)
        root = readable_root(project)
        return cls(root, project.font_folders, has_files=True)._with_folder(root)

    def _with_folder(self, folder: Path) -> Typesetter:
        """The same; ``folder`` is removed with it."""
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return self

    def __reduce__(self) -> tuple[object, ...]:
        own = [folder for folder in self.fonts if folder != SHIPPED_FONTS]
        fonts = tuple(content for folder in own for content in _contents(folder, loaded_fonts(folder)))
        files = tuple(_contents(self.root, self.root.rglob("*"))) if self.has_files else ()
        return _unpack, (files, fonts)

    def pdf(self, files: Mapping[str, bytes], *, timestamp: int) -> bytes:
        """Compile ``main.typ`` of ``files`` (name → content) to a tagged PDF/UA-1.

        ``timestamp`` is the document's date in seconds since 1970. Raises MissingGlyphs, TooMuchText where the document
        stops with ``panic("overfull: key | what | remedy || …")``, or TemplateError with Typst's own message.
        """
        import typst

        try:
            pdf, warnings = self._compiler(files).compile_with_warnings(
                format="pdf", pdf_standards="ua-1", timestamp=timestamp
            )
        except typst.TypstError as fault:
            account = str(getattr(fault, "diagnostic", None) or fault)
            characters = map(_decode, _MISSING_GLYPH.findall(account))
            # A space among letters is no missing character.
            missing = dict.fromkeys(text for text in characters if text.strip())
            if missing:
                raise MissingGlyphs(tuple(missing)) from fault
            if overfull := _OVERFULL.search(account):
                entries = (entry.split(" | ") for entry in overfull[1].split(" || "))
                raise TooMuchText(tuple(Overfull(*entry) for entry in entries)) from fault
            account = self._in_project(account)
            if "package" in account:
                account += "\npackages are not fetched: copy what you need of it into templates/print/"
            raise TemplateError(f"the PDF engine stops:\n{account.rstrip()}") from fault
        for warning in warnings:
            # Typst continues with another font, and the theme's author would notice only on paper.
            if "unknown font family" in str(warning):
                account = self._in_project(str(getattr(warning, "diagnostic", None) or warning))
                raise TemplateError(f"{account}\nput the font's file into fonts/, or use another font in the theme")
        assert isinstance(pdf, bytes)
        return pdf

    def _in_project(self, account: str) -> str:
        """Return what the engine says, with its files as they are called in the project."""
        return account.replace(f"{os.path.relpath(self.root)}{os.sep}", "").rstrip()

    def metadata(self, files: Mapping[str, bytes], label: str) -> Sequence[dict[str, str | int | float]]:
        """Return the values of the metadata with ``label`` in ``main.typ``, in order; raises TemplateError."""
        import typst

        try:
            values = json.loads(self._compiler(files).query(f"<{label}>", field="value"))
        except RuntimeError as failed:  # which says neither what is wrong nor where
            try:
                self._compiler(files).compile(format="svg")
            except typst.TypstError as fault:
                account = str(getattr(fault, "diagnostic", None) or fault)
                raise TemplateError(f"the PDF engine stops:\n{account.rstrip()}") from fault
            raise TemplateError(f"the PDF engine stops: {failed}") from failed
        assert isinstance(values, list)
        return values

    def png(self, drawing: Drawing) -> bytes:
        """Return the PNG of a drawing."""
        file, files = picture(f"picture{drawing.suffix}", drawing.content)
        if not drawing.boxes:
            return self._png(f"#image({file}, width: 160mm)", files)
        source = _COVERED % (file, ",".join(f"({','.join(map(str, box))})" for box in drawing.boxes))
        png = self._png(source, files)
        if drawing.most is None:
            return png
        scale = min((limit - 1) / size for limit, size in zip(drawing.most, pixels(png), strict=True))
        return self._png(source, files, _PPI * scale)

    def pages(self, files: Mapping[str, bytes], ppi: float) -> tuple[bytes, ...]:
        """Return each page of ``main.typ`` as a PNG; raises TemplateError."""
        import typst

        try:
            pages = self._compiler(files).compile(format="png", ppi=ppi)
        except typst.TypstError as fault:
            account = self._in_project(str(getattr(fault, "diagnostic", None) or fault))
            raise TemplateError(f"the PDF engine stops:\n{account}") from fault
        return tuple(page for page in (pages if isinstance(pages, list) else [pages]) if page)

    def unprintable(self, text: str) -> tuple[str, ...]:
        """Return the characters of ``text`` that no font has, by printing it."""
        try:
            self.pdf({"main.typ": f'#set document(title: "t")\n{literal(text)}'.encode()}, timestamp=0)
        except MissingGlyphs as missing:
            return missing.characters
        return ()

    def clear_cache(self) -> None:
        """Clear the engine's cache, which keeps the pages of thirty forms, 150 MB, for ten more documents.

        What `metadata` has laid out it keeps until then.
        """
        for _ in range(11):
            self._compiler({"main.typ": b""}).compile(format="svg")

    def _compiler(self, files: Mapping[str, bytes]) -> typst.Compiler:
        import typst

        # The stubs leave out a dict of files, which the manual describes.
        return typst.Compiler(dict(files), root=str(self.root), font_paths=self._read_fonts)  # type: ignore[type-var]

    @cached_property
    def _read_fonts(self) -> typst.Fonts:
        """The fonts, read once, because that takes longer than a page."""
        return _shipped_fonts() if self.fonts == (SHIPPED_FONTS,) else _fonts(self.fonts)

    def _png(self, source: str, files: Mapping[str, bytes], ppi: float = _PPI) -> bytes:
        page = f"#set page(width: auto, height: auto, margin: 0pt)\n{source}"
        png = self._compiler({"main.typ": page.encode(), **files}).compile(format="png", ppi=ppi)
        assert isinstance(png, bytes)
        return png


_COVERED = """
#let file = %s
#context {
  let whole = measure(image(file, width: 160mm))
  image(file, width: 160mm)
  for (number, (x, y, width, height)) in (%s,).enumerate(start: 1) {
    let cover = rect.with(width: whole.width * width / 100, height: whole.height * height / 100)
    let label = align(center + horizon, text(size: 11pt, weight: "bold")[#number])
    let (across, down) = (whole.width * x / 100, whole.height * y / 100)
    place(top + left, dx: across, dy: down, cover(inset: 0pt, fill: white, stroke: 0.7pt, label))
  }
}
"""
