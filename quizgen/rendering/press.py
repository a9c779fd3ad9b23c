"""Printouts → PDFs: on all cores, while others are still being filled in, and none that is there already."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from quizgen.errors import TemplateError
from quizgen.project import inside
from quizgen.rendering.blocks import unmarked
from quizgen.rendering.printout import Printout
from quizgen.rendering.typst import Typesetter

RECORD = ".quizgen-prints"  # beside the PDFs: of what each was made, and what it was then
MOST_WORKERS = 8  # each needs up to 300 MB
_FILE = re.compile(rb'"([^"\\\n]+\.\w+)"')  # a string in a Typst source that may name a file


def workers() -> int:
    """How many documents are typeset at once."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, or None where nothing of it could be printed; what is wrong with sheets of students, by their ids."""

    content: bytes | None
    made_of: str
    faults: Mapping[str, TemplateError] = field(default_factory=dict)


class Press:
    """Prints in the background; ``kept`` are the PDFs of the last build, of what each was made and where it lies.

    The engine works outside of Python's lock, so threads are enough. Where the block is left by an exception, what has
    not begun is not printed.
    """

    def __init__(self, typesetter: Typesetter, kept: Mapping[str, tuple[str, Path]]) -> None:
        self._typesetter = typesetter
        self._kept = kept
        self._fonts = _digest_of(typesetter.fonts)
        self._pool = ThreadPoolExecutor(workers(), "press")
        self._begun: dict[str, Future[Printed]] = {}

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def print(self, name: str, printout: Printout) -> None:
        """Begins to print the file ``name``."""
        self._begun[name] = self._pool.submit(self._printed, name, printout)

    def printed(self, name: str) -> Printed:
        """The file ``name``, once it is whole; raises MissingGlyphs or TemplateError."""
        return self._begun[name].result()

    def _printed(self, name: str, printout: Printout) -> Printed:
        document = printout.document
        made_of = self._digest(document, printout.released)
        kept, path = self._kept.get(name, ("", Path()))
        if kept == made_of:
            return Printed(path.read_bytes(), made_of)
        faults: dict[str, TemplateError] = {}
        while printout.sheets:
            try:
                content = self._typesetter.pdf(printout.document, timestamp=printout.released)
            except TemplateError as fault:
                sheet, told = printout.faulty(fault)
                if sheet is None or not sheet.student:
                    raise told from fault
                faults[sheet.student] = told
                printout = printout.without(sheet)
            else:
                if len(printout.sheets) > 1:
                    self._typesetter.forget()
                return Printed(content, "" if faults else made_of, faults)
        return Printed(None, "", faults)

    def _digest(self, document: Mapping[str, bytes], released: int) -> str:
        """Of what a PDF is made: the document, the files of the project that it names, the fonts and the engine."""
        digest = sha256(f"typst {version('typst')}\0{self._fonts}\0{released}".encode())
        shown = {name.decode().lstrip("/") for source in document.values() for name in _FILE.findall(source)}
        sources = (
            (name, unmarked(content) if name.endswith(".typ") else content) for name, content in document.items()
        )
        for name, content in (*sorted(sources), *self._read(sorted(shown - document.keys()))):
            digest.update(f"\0{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def _read(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for name in names:
            path = inside(self._typesetter.root, name)
            if path and path.is_file():
                yield name, path.read_bytes()


def record(printed: Mapping[str, Printed]) -> bytes:
    """The content of `RECORD`: a line a PDF."""
    lines = (
        f"{each.made_of} {sha256(each.content).hexdigest()} {name}\n"
        for name, each in printed.items()
        if each.content and each.made_of
    )
    return "".join(lines).encode()


def kept(target: Path, folder: str) -> Iterator[tuple[str, tuple[str, Path]]]:
    """The PDFs below ``target`` in ``folder`` that are still as they were printed: of what each was made, and where."""
    listing = target / folder / RECORD
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.is_file() else ()
    for line in lines:
        made_of, content, name = line.split(" ", 2)
        path = target / folder / name
        if path.is_file() and sha256(path.read_bytes()).hexdigest() == content:
            yield f"{folder}/{name}", (made_of, path)


def _digest_of(folders: Iterable[Path]) -> str:
    digest = sha256()
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()
