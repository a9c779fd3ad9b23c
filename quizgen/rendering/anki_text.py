"""The HTML of an Anki field as plain text, exactly as in Anki, including entities and white space."""

from __future__ import annotations

import re
from html.entities import name2codepoint

from quizgen.rendering.closing_marks import ClosingMarks

_LOWERED = str.maketrans("CEILPRSTY\u017f", "ceilprstys")
_ENTITY = re.compile(r"&(?:#([0-9]+)|#x([0-9a-fA-F]+)|([0-9A-Za-z]+));")
_NOTHING = re.compile(r"(?:[ \t-\r]|</?(?:br|div) ?/?>)*", re.IGNORECASE)


def is_blank(field: str) -> bool:
    """Whether Anki takes the field for empty: it has only white space, line breaks and empty divisions."""
    return not field or (field[0] in "< \t\n\v\f\r" and _NOTHING.fullmatch(field) is not None)


def without_tags(html: str, between: str = "") -> str:
    """Return ``html`` with ``between`` in place of each tag, comment, style sheet and script; entities stay."""
    marks = _lower_tags(html)
    closing, pieces, end = ClosingMarks(marks), list[str](), 0
    while (start := html.find("<", end)) >= 0 and (stop := _end_of_tag(marks, closing, start)) >= 0:
        pieces.append(html[end:start])
        end = stop
    return between.join((*pieces, html[end:]))


def _lower_tags(html: str) -> str:
    return html.translate(_LOWERED) if "<s" in html or "<S" in html or "<\u017f" in html else html


def _end_of_tag(html: str, closing: ClosingMarks, start: int) -> int:
    """Where the tag, comment, style sheet or script that begins at ``start`` ends, or -1."""
    if html.startswith("<!--", start) and (end := closing.end_of("-->", start + 4)) >= 0:
        return end
    opened = closing.end_of(">", start + 1)
    for name in ("style", "script"):
        if opened >= 0 and html.startswith(name, start + 1) and (end := closing.end_of(f"</{name}>", opened)) >= 0:
            return end
    return opened


def plain_text(html: str) -> str:
    """Return what Anki's filter ``text`` makes of ``html``."""
    return _decode_entities(without_tags(html))


def _decode_entities(text: str) -> str:
    """Decode entities as Anki does: all of a text's or, if one is unknown or not an entity, none.

    Only when it decodes does Anki turn non-breaking spaces into spaces, including those that are not entities.
    """
    if "&" not in text:
        return text
    entities = list(_ENTITY.finditer(text))
    if len(entities) < text.count("&") or not all(map(_is_known, entities)):
        return text
    return _ENTITY.sub(_character, text).replace("\u00a0", " ")


def _is_known(entity: re.Match[str]) -> bool:
    if entity[3]:
        return entity[3] in name2codepoint
    number = _number(entity)
    return number < 0xD800 or 0xDFFF < number < 0x110000


def _character(entity: re.Match[str]) -> str:
    return chr(name2codepoint[entity[3]] if entity[3] else _number(entity))


def _number(entity: re.Match[str]) -> int:
    digits = (entity[1] or entity[2]).lstrip("0")[:8] or "0"  # int() rejects thousands of digits
    return int(digits, 10 if entity[1] else 16)
