"""Text for a page's script to draw: text and elements as JSON, never HTML that must be parsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, fromstring

from markupsafe import Markup, escape

from quizgen.classroom.lesson import Nodes
from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Text, Words
from quizgen.rendering.maths import mathml


def nodes(text: Text) -> Nodes:
    """Return the text as nodes: lines separated by ``br``, formulas as MathML, blanks and marked parts as elements."""
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


def plain(nodes: object) -> str:
    """Return the plain text of nodes, or of one of them."""
    if isinstance(nodes, str):
        return nodes
    assert isinstance(nodes, list | tuple)
    children = nodes[2] if _is_element(nodes) else nodes
    return "".join(map(plain, children))


def html(nodes: object) -> Markup:
    """Return the nodes, or one of them, as HTML."""
    if isinstance(nodes, str):
        return escape(nodes)
    assert isinstance(nodes, list | tuple)
    if not _is_element(nodes):
        return Markup().join(html(child) for child in nodes)
    tag, attributes, children = nodes
    if tag == "br":
        return Markup("<br>")
    written = Markup().join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), written, html(children))  # noqa: S704 - a name of ours


def _is_element(node: Sequence[object]) -> bool:
    return len(node) == 3 and isinstance(node[1], dict)
