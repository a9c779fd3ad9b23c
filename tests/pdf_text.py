"""What a PDF says, read by pdfium, which takes a fifth of the time that pypdf does."""

from __future__ import annotations

from pathlib import Path

from pypdfium2 import PdfDocument


def page_texts(pdf: Path | bytes) -> list[str]:
    """The text of each page, a line for each line."""
    with PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    # pdfium has a character of its own for a hyphen at the end of a line, and joins the lines there.
    return [text.replace("\ufffe", "-\n").replace("\r\n", "\n") for text in texts]


def page_count(pdf: Path | bytes) -> int:
    """How many pages it has."""
    with PdfDocument(pdf) as document:
        return len(document)


def page_size(pdf: Path | bytes) -> tuple[float, float]:
    """The width and height of the first page, in points."""
    with PdfDocument(pdf) as document:
        return document.get_page_size(0)


def text_of(pdf: Path | bytes) -> str:
    """The text of all pages, with single spaces between words."""
    return " ".join(" ".join(page_texts(pdf)).split())
