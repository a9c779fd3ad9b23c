"""The process that draws pages of PDF files: `serve` is its whole work.

It imports little, and it may not take much memory: a hostile file ends this process, and nothing else.
"""

from __future__ import annotations

import signal
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2

from quizgen.confinement import limit_memory

_SIDE = 2_400  # pixels at which a page is drawn: A4 at 200 dpi
_AT_ONCE = 20  # pages for which a document is opened: while it is open, it keeps what it has read of its file
_MOST_MEMORY = 1_000_000_000  # bytes of address space

Drawn = tuple[int, int, int, bytes]  # width, height, the bytes of a row, and the pixels in grey
Answer = int | str | Drawn  # the number of pages, or what is wrong, or a page


def serve(connection: Connection) -> None:
    """Answer requests until the other end closes the connection; the first message, None, says that it has started.

    A request is a path and a number: the answer is that page or, where the number is None, how many pages there are.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(_MOST_MEMORY)
    files = _Files()
    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            path, number = connection.recv()
            connection.send(files.count(path) if number is None else files.page(path, number))


class _Files:
    """The file that is open, if any."""

    def __init__(self) -> None:
        self._open: tuple[Path, int] | None = None
        self._document: pypdfium2.PdfDocument | None = None

    def count(self, path: Path) -> int | str:
        """Return how many pages a file has, or why it cannot be read."""
        try:
            with closing(pypdfium2.PdfDocument(path)) as document:
                return len(document) or "it has no pages"
        except pypdfium2.PdfiumError as fault:
            return "it needs a password" if "password" in str(fault).lower() else "it is damaged, or is not a PDF"

    def page(self, path: Path, number: int) -> Answer:
        """Return a page, the first of which is number 0."""
        try:
            with closing(self._document_for(path, number)[number]) as page:
                scale = _SIDE / max(*page.get_size(), 1.0)
                with closing(page.render(scale=scale, grayscale=True)) as bitmap:
                    return bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            return "the page is damaged"

    def _document_for(self, path: Path, number: int) -> pypdfium2.PdfDocument:
        part = (path, number // _AT_ONCE)
        if self._document is None or self._open != part:
            if self._document is not None:
                self._document.close()
            self._document, self._open = pypdfium2.PdfDocument(path), part
        return self._document
