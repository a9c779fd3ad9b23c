"""XML written element by element, so that nothing but what is being written is held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import unescape

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
# White space in an attribute would be read as spaces.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#09;", "\n": "&#10;", "\r": "&#13;"}
_QUOTED = str.maketrans(_ENTITIES)


def add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A new element below ``parent``, which holds ``text``."""
    made = SubElement(parent, tag, dict(attributes or {}))
    made.text = text or None
    return made


_ESCAPED_TEXT = re.compile("(?<=>)[^<>]*&[^<>]*(?=<)")


def written_whole(element: Element) -> bytes:
    """The element in UTF-8, its texts as CDATA where needed: Moodle drops white space between two entities."""
    return _ESCAPED_TEXT.sub(_cdata, _markup(element)).encode()


def _cdata(escaped: re.Match[str]) -> str:
    return f"<![CDATA[{unescape(escaped[0]).replace(']]>', ']]]]><![CDATA[>')}]]>"


def written(element: Element) -> bytes:
    """The element in UTF-8, without a declaration; its names stand there as they are, prefixes and all.

    The standard library looks every name up in its namespace, and takes two and a half times as long.
    """
    return _markup(element).encode()


def _markup(element: Element) -> str:
    tag = opening = element.tag
    for name, value in element.items():
        opening += f' {name}="{value if value.isalnum() else _quoted(value)}"'
    text, tail = element.text, element.tail
    content = _escaped(text) if text else ""
    if len(element):
        content += "".join([_markup(child) for child in element])
    made = f"<{opening}>{content}</{tag}>" if content else f"<{opening} />"
    return made + _escaped(tail) if tail else made


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    return value.translate(_QUOTED)
