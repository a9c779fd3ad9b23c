"""Printouts → PDFs, on all cores or a cluster, while others are still being rendered; unchanged PDFs are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Event

from quizgen.errors import TemplateError
from quizgen.executors import Workers
from quizgen.project import inside
from quizgen.rendering.blocks import without_marks
from quizgen.rendering.printout import Printout
from quizgen.rendering.typst import Typesetter

RECORD = ".quizgen-prints"  # beside the PDFs: digests of each PDF's sources and of its content
LARGE = 300_000  # bytes of a PDF whose pages, up to 200 MB, the engine is not to keep while it lays out others
_KEEPS_PAGES = Event()  # of such a PDF: the engine forgets them before the next one; after the last, it need not
_FILE = re.compile(rb'"([^"\\\n]+\.\w+)"')  # a string in a Typst source that may name a file


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, or None if nothing of it could be printed.

    ``fingerprint`` is a digest of its sources; ``faults`` are what is wrong with sheets of students, by student id.
    """

    content: bytes | None
    fingerprint: str
    faults: Mapping[str, TemplateError] = field(default_factory=dict)


class PdfPool:
    """Prints on ``workers`` in the background; ``kept`` maps the PDFs of the last build to fingerprints and paths."""

    def __init__(self, typesetter: Typesetter, kept: Mapping[str, tuple[str, Path]], workers: Workers) -> None:
        self._typesetter = typesetter
        self._kept = kept
        self._workers = workers
        self._begun: dict[str, Future[Printed]] = {}

    @cached_property
    def _fonts(self) -> str:
        """A digest of the fonts, which takes as long as a small deck, and which a build without PDFs does not need."""
        return _digest_of(self._typesetter.fonts)

    @cached_property
    def _engine(self) -> str:
        """The version of the PDF engine."""
        import typst

        number: str = typst.__version__  # type: ignore[attr-defined]  # the stubs leave it out
        return number

    @cached_property
    def _shared_typesetter(self) -> Typesetter:
        return self._workers.share(self._typesetter)

    def print(self, name: str, printout: Printout) -> None:
        """Start to print the file ``name``."""
        fingerprint = self._digest(printout)
        last_fingerprint, path = self._kept.get(name, ("", Path()))
        if last_fingerprint == fingerprint:
            self._begun[name] = Future()
            self._begun[name].set_result(Printed(path.read_bytes(), fingerprint))
        else:
            self._begun[name] = self._workers.submit(print_sheets, self._shared_typesetter, printout, fingerprint)

    def wait_for(self, name: str) -> Printed:
        """Return the file ``name`` when it is finished; raises MissingGlyphs or TemplateError."""
        return self._begun.pop(name).result()

    def _digest(self, printout: Printout) -> str:
        """A digest of a PDF's sources: the document, the project's files that it names, the fonts and the engine."""
        document = printout.document
        digest = sha256(f"typst {self._engine}\0{self._fonts}\0{printout.released}".encode())
        parts = {
            name: _cached_names_and_digest(name, content)
            if name in printout.files
            else _names_and_digest(name, content)
            for name, content in document.items()
        }
        names = {name for names_of_file, _ in parts.values() for name in names_of_file}
        for name, (_, part) in sorted(parts.items()):
            digest.update(f"\0{name}\0{part}".encode())
        for name, content in self._read(sorted(names - document.keys())):
            digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def _read(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for name in names:
            path = self._typesetter.root / name
            if ".." not in path.parts and path.is_file():
                yield name, path.read_bytes()


def print_sheets(typesetter: Typesetter, printout: Printout, fingerprint: str) -> Printed:
    """Print what can be printed of ``printout``; raises MissingGlyphs, or TemplateError for what is not a student's."""
    faults: dict[str, TemplateError] = {}
    if _KEEPS_PAGES.is_set():
        _KEEPS_PAGES.clear()
        typesetter.clear_cache()
    while printout.sheets:
        try:
            content = typesetter.pdf(printout.document, timestamp=printout.released)
        except TemplateError as fault:
            sheet, located = printout.located_fault(fault)
            if sheet is None or not sheet.student:
                raise located from fault
            faults[sheet.student] = located
            printout = printout.without(sheet)
        else:
            if len(printout.sheets) > 1 or len(content) > LARGE:
                _KEEPS_PAGES.set()
            return Printed(content, "" if faults else fingerprint, faults)
    return Printed(None, "", faults)


def _names_and_digest(name: str, content: bytes) -> tuple[frozenset[str], str]:
    """The files that a document's file may name, and a digest of what is printed of it."""
    names = frozenset(name.decode().lstrip("/") for name in _FILE.findall(content))
    return names, sha256(without_marks(content) if name.endswith(".typ") else content).hexdigest()


# Of the theme and pictures, which all documents have.
_cached_names_and_digest = lru_cache(maxsize=256)(_names_and_digest)


def record(prints: Mapping[str, Printed]) -> bytes:
    """Return the content of `RECORD`: one line per PDF."""
    lines = (
        f"{pdf.fingerprint} {sha256(pdf.content).hexdigest()} {name}\n"
        for name, pdf in prints.items()
        if pdf.content and pdf.fingerprint
    )
    return "".join(lines).encode()


def kept_files(target: Path, folder: str) -> Iterator[tuple[str, tuple[str, Path]]]:
    """Yield the PDFs in ``folder`` below ``target`` that have not changed since, with their fingerprints and paths."""
    listing = target / folder / RECORD
    if not listing.is_file():
        return
    for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
        fingerprint, _, rest = line.partition(" ")
        content, _, name = rest.partition(" ")
        with suppress(OSError):  # a damaged name may be too long
            path = inside(target / folder, name)
            if path and path.is_file() and sha256(path.read_bytes()).hexdigest() == content:
                yield f"{folder}/{name}", (fingerprint, path)


def _digest_of(folders: Iterable[Path]) -> str:
    digest = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()
