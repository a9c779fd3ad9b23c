"""Text as a page's script draws it: characters and elements as JSON, never HTML to be parsed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Text, Words
from quizgen.rendering.maths import mathml
from quizgen.review.lesson import Nodes


def nodes(text: Text) -> Nodes:
    """The text as nodes: lines parted by ``br``, formulas as MathML, blanks and marked parts as elements."""
    return tuple(_nodes(text))


def _nodes(text: Text) -> Iterator[object]:
    for span in text.spans:
        match span:
            case Words(words):
                first, *others = words.split("\n")
                yield first
                for line in others:
                    yield ["br", {}, []]
                    yield line
            case Maths(latex):
                yield _element(fromstring(mathml(latex)))  # noqa: S314 - math-core wrote it
            case Blank():
                yield ["span", {"class": "blank"}, [BLANK_SHOWN]]
            case Marked(inner):
                yield ["mark", {}, list(_nodes(inner))]


def _element(element: Element) -> list[object]:
    children: list[object] = [element.text] if element.text else []
    for child in element:
        children.append(_element(child))
        if child.tail:
            children.append(child.tail)
    return [element.tag.rpartition("}")[2], dict(element.attrib), children]
