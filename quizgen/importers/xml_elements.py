"""XML of a bank, question by question: hostile files are rejected, and only one question is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import entitydefs
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from quizgen.errors import ContentError, Mark
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.importers.encodings import likely_encoding

MOST_ELEMENTS = 50_000  # in one question
DEEPEST = 200  # elements inside one another
LONGEST_TAG = 1 << 24  # bytes, of which a picture in an attribute may be most
_CHUNK = 1 << 16
_LINE = "\0line"  # an attribute that no file can have


class BrokenXml(ContentError):
    """A document whose text is no XML, as when it was cut short: where that is seen, and what can be done."""

    def __init__(self, where: str, message: str, hint: str, line: int, column: int) -> None:
        super().__init__([UNREADABLE_FILE.problem(where, message, hint, Mark(line, column))])
        self.where, self.message, self.hint, self.line = where, message, hint, line


def local(name: object) -> str:
    """A name without its namespace."""
    return str(name).rpartition("}")[2]


def line_of(element: Element) -> int:
    """The line in which the element begins."""
    return int(element.get(_LINE, "0"))


def find(element: Element, *names: str) -> Element | None:
    """The first element at the path ``names``, child by child."""
    descendant: Element | None = element
    for name in names:
        if descendant is None:
            return None
        descendant = next((child for child in descendant if child.tag == name), None)
    return descendant


def every(element: Element, *names: str) -> Iterator[Element]:
    """Every element below ``element`` that has one of ``names``, in the order of the file."""
    return (descendant for descendant in element.iter() if descendant.tag in names)


def words(element: Element | None, *names: str) -> str:
    """The characters of the element at the path ``names``, or "" where there is none."""
    descendant = find(element, *names) if element is not None else None
    return "".join(descendant.itertext()).strip() if descendant is not None else ""


def inner_xml(element: Element, *, unwrap: frozenset[str] = frozenset()) -> str:
    """The element's content as HTML: names without namespaces; of elements in ``unwrap``, only the content."""
    return "".join(_serialise(element, unwrap, outer=False))


def _serialise(element: Element, unwrap: frozenset[str], *, outer: bool) -> Iterator[str]:
    is_written = outer and element.tag not in unwrap
    if is_written:
        attributes = "".join(f' {name}="{_escape(value)}"' for name, value in element.attrib.items() if name != _LINE)
        yield f"<{element.tag}{attributes}>"
    yield _escape(element.text or "")
    for child in element:
        yield from _serialise(child, unwrap, outer=True)
        yield _escape(child.tail or "")
    if is_written and element.tag not in ("br", "img", "hr"):
        yield f"</{element.tag}>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def questions(content: bytes | str, tags: frozenset[str], where: str) -> Iterator[Element]:
    """Each outermost element named in ``tags``, whole, in the order of the file, with names without namespaces.

    Its ``line_of`` is known. What is outside such elements is skipped. Raises ContentError, with line and column, for
    what is not XML, declares entities, or is built to exhaust the machine.
    """
    target = _Target(tags)
    parser = DefusedXMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.entity.update(entitydefs)  # &nbsp; and others, as a file with a DOCTYPE writes them
    target.position = parser.parser
    try:
        for chunk in _chunks(content, parser.parser):
            parser.feed(chunk)
            yield from target.take()
        parser.close()
        yield from target.take()
    except ParseError as fault:
        line, column = fault.position
        message = f"this is not valid XML: {str(fault).partition(':')[0]}"
        hint = "export it again from the program that wrote it"
        if "invalid token" in message:
            hint = f"if it was not saved as it says, say how:  --encoding {_likely(content)}; or export it again"
        raise BrokenXml(where, message, hint, line, column + 1) from fault
    except DefusedXmlException as fault:
        message = "the file declares entities of its own, which a bank of questions has no use for"
        position = parser.parser.CurrentLineNumber, parser.parser.CurrentColumnNumber + 1
        raise _rejection(where, message, "it may be built to do harm: ask where it comes from", *position) from fault
    except _TooMuch as fault:
        hint = "it may be built to do harm: ask where it comes from"
        raise _rejection(where, f"there are {fault} here for a question", hint, fault.line, 1) from fault
    except (ValueError, LookupError) as fault:  # an encoding that is not known, or has several bytes a character
        message = f"its text cannot be read: {fault}"
        raise BrokenXml(where, message, f"give its encoding:  --encoding {_likely(content)}", 1, 1) from fault


def _likely(content: bytes | str) -> str:
    """The encoding that XML probably has, which begins with a < of one byte or two."""
    if not isinstance(content, bytes):
        return "utf-8"
    two_bytes = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
    return two_bytes.get(content.lstrip(b"\xfe\xff")[:2]) or likely_encoding(content)


def _rejection(where: str, message: str, hint: str, line: int, column: int) -> ContentError:
    return ContentError([UNREADABLE_FILE.problem(where, message, hint, Mark(line, column))])


class _TooMuch(Exception):
    """A question is larger than any that a person would write."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _chunks(content: bytes | str, parser: Any) -> Iterator[bytes | str]:
    """The content in pieces, which get larger inside a long tag or comment: the parser begins with it again each time.

    Raises _TooMuch where one is longer than any picture in it may be.
    """
    start, size, position = 0, _CHUNK, -1
    while start < len(content):
        yield content[start : start + size]
        start += size
        size = 2 * size if parser.CurrentByteIndex == position else _CHUNK
        if size > LONGEST_TAG:
            raise _TooMuch("too many characters in one tag or comment", parser.CurrentLineNumber)
        position = parser.CurrentByteIndex


class _Target:
    """Builds the elements that are wanted, and drops all others."""

    def __init__(self, tags: frozenset[str]) -> None:
        self.position: object = None
        self._tags = tags
        self._done: list[Element] = []
        self._builder: TreeBuilder | None = None
        self._depth = self._count = 0

    def take(self) -> Iterator[Element]:
        """The elements that have ended since the last call."""
        done, self._done = self._done, []
        yield from done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if self._builder is None:
            if name not in self._tags:
                return
            self._builder, self._depth, self._count = TreeBuilder(), 0, 0
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise _TooMuch("too many elements", self._at())
        plain = {local(key): value for key, value in attributes.items()} if attributes else {}
        plain[_LINE] = str(self._at())
        self._builder.start(name, plain)

    def end(self, tag: str) -> None:
        if self._builder is None:
            return
        self._builder.end(local(tag))
        self._depth -= 1
        if not self._depth:
            self._done.append(self._builder.close())
            self._builder = None

    def data(self, data: str) -> None:
        if self._builder is not None:
            self._builder.data(data)

    def close(self) -> None:
        """Does nothing at the end of the file."""

    def _at(self) -> int:
        return getattr(self.position, "CurrentLineNumber", 0)
