"""Reads an article: text, Markdown, a saved web page, a Word document or a PDF's text, as paragraphs.

A paragraph is a block between blank lines; the title, where the file has one, is the first. Web pages,
Word documents and PDFs need the extra ``quizgen[articles]``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from quizgen.errors import ContentError
from quizgen.errors.problem_kinds import ARTICLE
from quizgen.model.article import Article
from quizgen.project import ARTICLE_SUFFIXES, display_path, read_bytes, read_text
from quizgen.reading.budget import Budget
from quizgen.reading.facts.article_blocks import blocks
from quizgen.reading.facts.article_process import UnreadableArticle, read_in_process
from quizgen.reading.facts.docx_article import check_document

_MARKDOWN = [
    (re.compile(r"^\[\^[^\]\n]+\]:.*$|\[\^[^\]\n]+\]", re.MULTILINE), ""),  # notes and their marks
    (re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+[.)][ \t]+)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\[]*\)"), r"\1"),
    (re.compile(r"(\*{1,3}|_{1,3}|`{1,3})(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
]
_NAMES = {".html": "this web page", ".docx": "this Word document", ".pdf": "this PDF"}
_TO_BE_SAVED_AGAIN = (".doc", ".odt", ".rtf", ".pages")


def read_article(path: Path, budget: Budget | None = None) -> Article:
    """Read the article at ``path``, which takes from the ``budget`` of the job that needs it.

    Raises ContentError where it cannot be read, UsageError for a missing extra.
    """
    suffix = path.suffix.lower()
    if suffix not in ARTICLE_SUFFIXES:
        message = f"an article cannot be read from a file {suffix or 'without an ending'}"
        again = "open it in your word processor and save it as .docx"
        known = f"save its text in a file that ends in {', '.join(ARTICLE_SUFFIXES[:-1])} or {ARTICLE_SUFFIXES[-1]}"
        raise _refusal(path, message, again if suffix in _TO_BE_SAVED_AGAIN else known)
    content = read_bytes(path)
    if suffix == ".docx":
        check_document(content, path, budget or Budget())
    if suffix in (".html", ".htm"):
        paragraphs = _in_process(".html", read_text(path).encode(), path)
    elif suffix in _NAMES:
        paragraphs = _in_process(suffix, content, path)
    else:
        text = read_text(path).replace("\r\n", "\n")
        paragraphs = blocks(_plain_markdown(text) if suffix == ".md" else text)
    texts = tuple(paragraphs)
    if not texts:
        raise _refusal(path, "there is no text in this article", "save its text as a .txt file")
    return Article(path.name, texts, hashlib.sha256(content).hexdigest())


def _refusal(path: Path, message: str, hint: str) -> ContentError:
    return ContentError([ARTICLE.problem(display_path(path), message, hint)])


def _plain_markdown(text: str) -> str:
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    # A heading is a paragraph of its own even where no blank line follows it.
    text = re.sub(r"^(#{1,6}\s.*)$", r"\n\1\n", text, flags=re.MULTILINE)
    for pattern, plain in _MARKDOWN:
        text = pattern.sub(plain, text)
    return text


def _in_process(suffix: str, content: bytes, path: Path) -> Iterable[str]:
    try:
        return read_in_process(suffix, content).paragraphs
    except UnreadableArticle as fault:
        again = "save it again as .docx, or its" if suffix == ".docx" else "save the article's"
        message = f"{_NAMES[suffix]} cannot be read: {fault}"
        raise _refusal(path, message, f"{again} text as a .txt file") from fault
