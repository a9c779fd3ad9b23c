"""XML written element by element, so that nothing but what is being written is held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import unescape

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A new element below ``parent``, which holds ``text``."""
    made = SubElement(parent, tag, dict(attributes or {}))
    made.text = text or None
    return made


_ESCAPED_TEXT = re.compile("(?<=>)[^<>]*&[^<>]*(?=<)")


def written_whole(element: Element) -> bytes:
    """The element in UTF-8, its texts as CDATA where needed: Moodle drops white space between two entities."""
    return _ESCAPED_TEXT.sub(_cdata, tostring(element, encoding="unicode")).encode()


def _cdata(escaped: re.Match[str]) -> str:
    return f"<![CDATA[{unescape(escaped[0]).replace(']]>', ']]]]><![CDATA[>')}]]>"


def written(element: Element) -> bytes:
    """The element in UTF-8, without a declaration."""
    return tostring(element, encoding="unicode").encode()
