"""A PDF → the paragraphs of an article, as far as its lines say where one ends."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from quizgen.reading.facts.article_blocks import blocks


def read(content: bytes) -> tuple[Iterable[str], dict[str, str]]:
    """The paragraphs of a PDF, and its title and author; raises whatever pypdf does for a damaged file."""
    import pypdf

    document = pypdf.PdfReader(io.BytesIO(content))
    about = document.metadata
    pages = [page.extract_text() for page in document.pages]
    return _paragraphs(pages), {"title": about.title or "", "author": about.author or ""} if about else {}


def _paragraphs(pages: Iterable[str]) -> Iterable[str]:
    """A PDF has lines, not paragraphs: one ends where a line stops short and the next begins."""
    lines = [line.strip() for page in pages for line in [*page.split("\n"), ""]]
    width = max((len(line) for line in lines), default=0)
    parts = []
    for line in lines:
        is_last = line.endswith((".", "!", "?", "”", '"')) and len(line) < 0.8 * width
        parts.append(f"{line}\n\n" if is_last else f"{line}\n")
    return blocks(re.sub(r"(?<=\w)-\n(?=[a-z])", "", "".join(parts)))
