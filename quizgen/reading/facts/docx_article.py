"""A Word document → the paragraphs of an article: headings, lists, the rows of tables, raised and lowered figures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from quizgen.project import LARGEST_FILE
from quizgen.reading.budget import Budget, OverBudget, of_file
from quizgen.reading.facts.raised_figures import lower_figures, raise_figures

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted or moved away while changes were tracked, and what repeats a drawing for older programs.
_GONE = frozenset((f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK))


def check_document(content: bytes, path: Path, budget: Budget) -> None:
    """Take what the document at ``path`` has unpacked from ``budget``; raises ContentError where that is too much."""
    with suppress(BadZipFile, NotImplementedError, OSError, ValueError), of_file(path):
        for info in ZipFile(io.BytesIO(content)).infolist():
            budget.unpack(info.file_size)
            if info.file_size > LARGEST_FILE:
                message = f"{info.filename[:80]} in it has more than {LARGEST_FILE // 1_000_000} MB unpacked"
                raise OverBudget(message, "save its text as a .txt file")


def read(content: bytes) -> tuple[list[str], dict[str, str]]:
    """The paragraphs of a document, and its title and author; raises what python-docx does for a damaged file."""
    import docx

    document = docx.Document(io.BytesIO(content))
    properties = document.core_properties
    about = {"title": properties.title or "", "author": properties.author or ""}
    return [text for text in _blocks(document.element.body) if text], about


def _blocks(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_WORD}p":
            yield _text(child)
        elif child.tag == f"{_WORD}tr":
            cells = [" ".join(_blocks(cell)) for cell in child.iterchildren(f"{_WORD}tc")]
            yield " | ".join(filter(None, cells))
        elif child.tag not in _GONE:
            yield from _blocks(child)  # a table, a content control, what was inserted


def _text(paragraph: Any) -> str:
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_WORD}r":
            yield _run(child)
        elif child.tag == f"{_MATHS}t":
            yield child.text or ""
        elif child.tag not in _GONE:
            yield from _pieces(child)


def _run(run: Any) -> str:
    text = ""
    for child in run:
        if child.tag == f"{_WORD}t":
            text += child.text or ""
        elif child.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            text += " "
        elif child.tag == f"{_WORD}noBreakHyphen":
            text += "-"
    alignment = run.find(f"{_WORD}rPr/{_WORD}vertAlign")
    match alignment.get(f"{_WORD}val") if alignment is not None else "":
        case "superscript":
            return raise_figures(text)
        case "subscript":
            return lower_figures(text)
    return text
