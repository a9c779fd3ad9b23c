"""Which block of which template something comes from, so that a fault can be reported with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from jinja2 import nodes
from jinja2.ext import Extension

T = TypeVar("T")
_TAG = re.compile(r"\{%[-+]?\s*(?:block\s+(\w+)[^%]*|(endblock)\b[^%]*)%\}")
_MARK = re.compile(r"/\*(?:in (\w+) of ([^*]+)|(out))\*/")


class BlockMarks(Extension):
    """Marks in Typst's comments where each block begins and ends, to locate what the PDF engine reports.

    The empty Jinja comment removes the newline after it, as the tag would have done.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the template's source with the marks in it, on as many lines."""

        def mark(tag: re.Match[str]) -> str:
            if tag[2]:
                return f"/*out*/{tag[0]}"
            line = source.count("\n", 0, tag.start()) + 1
            return f"{tag[0]}/*in {tag[1]} of {filename or name}:{line}*/{{##}}"

        return _TAG.sub(mark, source)


def block_in_template(source: str, line: int) -> str:
    """Return the innermost block of a template that is open on ``line`` or begins on it, or ""."""
    before, here = _split_at(source, line)
    beginning = [tag[1] for tag in _TAG.finditer(here) if tag[1]]
    still_open = _still_open(tag[1] for tag in _TAG.finditer(before))
    return (*still_open, *beginning)[-1] if still_open or beginning else ""


def block_in_document(document: str, line: int, column: int) -> tuple[str, str] | None:
    """Return the innermost block that a position in a rendered file comes from, and where it begins: ``file:line``."""
    before, here = _split_at(document, line)
    marks = _MARK.finditer(before + here[: column - 1])
    still_open = _still_open((mark[1], mark[2]) if mark[1] else None for mark in marks)
    return still_open[-1] if still_open else None


def without_marks(document: bytes) -> bytes:
    """Return a rendered file without the marks, which have the templates' paths on this machine."""
    return _MARK.sub("", document.decode()).encode()


def _split_at(text: str, line: int) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    return "".join(lines[: line - 1]), "".join(lines[line - 1 : line])


def _still_open(tags: Iterable[T | None]) -> list[T]:
    """The opening tags that are not closed; a closing tag is None."""
    opened: list[T] = []
    for tag in tags:
        if tag is not None:
            opened.append(tag)
        elif opened:
            opened.pop()
    return opened


def unknown_blocks(tree: nodes.Template, known: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield the blocks of a template that extends one with the blocks ``known``, but replace none: name and line.

    What is inside a block that is replaced may have blocks of its own.
    """

    def outermost(node: nodes.Node) -> Iterator[nodes.Block]:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Block):
                yield child
            else:
                yield from outermost(child)

    yield from ((block.name, block.lineno) for block in outermost(tree) if block.name not in known)


def base_of(tree: nodes.Template) -> str:
    """Return the name of the template that a template extends, or "" if it extends none, or one that it computes."""
    for extends in tree.find_all(nodes.Extends):
        return str(extends.template.value) if isinstance(extends.template, nodes.Const) else ""
    return ""


def blocks_of(tree: nodes.Template) -> tuple[str, ...]:
    """Return the names of a template's blocks, in order."""
    return tuple(block.name for block in tree.find_all(nodes.Block))
