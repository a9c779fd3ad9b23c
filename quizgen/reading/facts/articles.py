"""Reads an article: text, Markdown, a saved web page, a Word document or a PDF's text, as paragraphs.

A paragraph is a block between blank lines; the title, where the file has one, is the first. Web pages,
Word documents and PDFs need the extra ``quizgen[articles]``.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizgen.errors import ContentError, UsageError
from quizgen.errors.problem_kinds import ARTICLE
from quizgen.model.article import Article
from quizgen.plugins import install_command
from quizgen.project import display_path, read_bytes, read_text
from quizgen.reading.facts.docx_article import docx_paragraphs
from quizgen.reading.facts.raised_figures import with_scripts

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_MARKDOWN = [
    (re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*{1,3}|_{1,3}|`+)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
]
SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
_TO_BE_SAVED_AGAIN = (".doc", ".odt", ".rtf", ".pages")


def read_article(path: Path) -> Article:
    """Read the article at ``path``; raises ContentError where it cannot be read, UsageError for a missing extra."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        message = f"an article cannot be read from a file {suffix or 'without an ending'}"
        again = "open it in your word processor and save it as .docx"
        raise _refused(path, message, again if suffix in _TO_BE_SAVED_AGAIN else " ".join(SUFFIXES))
    content = read_bytes(path)
    if suffix == ".pdf":
        paragraphs = _pdf(content, path)
    elif suffix == ".docx":
        paragraphs = _docx(content, path)
    elif suffix in (".html", ".htm"):
        paragraphs = _html(read_text(path))
    else:
        text = read_text(path).replace("\r\n", "\n")
        paragraphs = _blocks(_plain_markdown(text) if suffix == ".md" else text)
    found = tuple(paragraphs)
    if not found:
        raise _refused(path, "there is no text in this article", "save its text as a .txt file")
    return Article(path.name, found, hashlib.sha256(content).hexdigest())


def _refused(path: Path, message: str, hint: str) -> ContentError:
    return ContentError([ARTICLE.problem(display_path(path), message, hint)])


def _blocks(text: str) -> Iterator[str]:
    for block in _BLANK.split(text):
        if block.strip():
            yield " ".join(block.split("\n")).strip()


def _plain_markdown(text: str) -> str:
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    # A heading is a paragraph of its own even where no blank line follows it.
    text = re.sub(r"^(#{1,6}\s.*)$", r"\n\1\n", text, flags=re.MULTILINE)
    for pattern, plain in _MARKDOWN:
        text = pattern.sub(plain, text)
    return text


def _html(text: str) -> Iterable[str]:
    try:
        import trafilatura
    except ImportError as missing:
        raise UsageError(f"to read web pages:  {install_command('articles')}") from missing
    page = with_scripts(text)
    extracted = trafilatura.bare_extraction(page, favor_recall=True, include_comments=False, with_metadata=True)
    found = extracted.as_dict() if extracted is not None and not isinstance(extracted, dict) else extracted or {}
    body = [line.strip() for line in str(found.get("text") or "").split("\n") if line.strip()]
    title = str(found.get("title") or "").strip()
    return body if not title or (body and body[0] == title) else [title, *body]


def _docx(content: bytes, path: Path) -> Iterable[str]:
    try:
        return docx_paragraphs(content)[0]
    except (KeyError, ValueError, OSError, SyntaxError, zipfile.BadZipFile) as fault:
        message, hint = "this Word document cannot be read", "save it again as .docx, or its text as a .txt file"
        raise _refused(path, message, hint) from fault


def _pdf(content: bytes, path: Path) -> Iterable[str]:
    try:
        import pypdf
    except ImportError as missing:
        raise UsageError(f"to read PDFs:  {install_command('articles')}") from missing
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    except Exception as fault:  # what pypdf raises for a damaged file is anything, from KeyError to RecursionError
        raise _refused(path, f"this PDF cannot be read: {fault}", "save the article's text as a .txt file") from fault
    # A PDF has lines, not paragraphs: one ends where a line stops short and the next begins.
    lines = [line.strip() for page in pages for line in [*page.split("\n"), ""]]
    width = max((len(line) for line in lines), default=0)
    text = ""
    for line in lines:
        text += f"{line}\n" if line else "\n"
        if line.endswith((".", "!", "?", "”", '"')) and len(line) < 0.8 * width:
            text += "\n"
    return _blocks(re.sub(r"(?<=\w)-\n(?=[a-z])", "", text))
