"""The HTML of an Anki field as plain text, exactly as Anki makes it: entities, white space and all."""

from __future__ import annotations

import re
from html.entities import name2codepoint

_TAG = re.compile(r"<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>", re.IGNORECASE | re.DOTALL)
# A medium's element, the file's name between quotation marks or not. Without them it may begin with a space: Anki's
# pattern is in a mode that overlooks the space that it means to exclude there.
_MEDIA = re.compile(
    r"""<\b(?:img|audio|video|object|source)\b(?:[^>]|"[^"]+?"|'[^']+?')+?\b(?:src|data)\b="""
    r"""(?:"([^"]+?)"[^>]*>|'([^']+?)'[^>]*>|([^>]+?)(?:\ [^>]*>|>))""",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#([0-9]+)|#x([0-9a-fA-F]+)|([0-9A-Za-z]+));")
_NOTHING = re.compile(r"(?:[ \t-\r]|</?(?:br|div) ?/?>)*", re.IGNORECASE)


def is_blank(field: str) -> bool:
    """Whether Anki takes the field for empty: white space, line breaks and empty divisions alone."""
    return not field or (field[0] in "< \t\n\v\f\r" and _NOTHING.fullmatch(field) is not None)


def without_tags(html: str, between: str = "") -> str:
    """``html`` with ``between`` in place of each tag, comment, style sheet and script; entities stay."""
    return _TAG.sub(between, html) if "<" in html else html


def plain_text(html: str) -> str:
    """What Anki's filter ``text`` makes of ``html``."""
    return _decoded(without_tags(html))


def plain_text_and_media(html: str) -> str:
    """The plain text, with the names of media; what Anki sorts notes by and looks for duplicates in."""
    return plain_text(_MEDIA.sub(_file_name, html) if "<" in html else html)


def _file_name(media: re.Match[str]) -> str:
    return f" {media[1] or media[2] or media[3]} "


def _decoded(text: str) -> str:
    """Anki decodes all entities of a text or, where one is not known to it or not an entity, none.

    Only where it decodes does it turn non-breaking spaces into spaces, those that are no entity among them.
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
    digits = (entity[1] or entity[2]).lstrip("0")[:8] or "0"  # int() refuses thousands of digits
    return int(digits, 10 if entity[1] else 16)
