"""A note's texts as Anki keeps them: one string, in NFC, with a checksum of the first field."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from html.entities import name2codepoint
from unicodedata import is_normalized, normalize

SEPARATOR = "\x1f"
# What Anki takes out of a field on its own: every control character but tab and newline.
_CONTROLS = bytes((*range(9), *range(11, 32), 127))
_UNKEPT: dict[int, str | None] = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | dict.fromkeys(_CONTROLS)


def kept(text: str) -> str:
    """``text`` in NFC without control characters; half a surrogate pair, which is no character, becomes U+FFFD."""
    if not text.isprintable():
        text = text.translate(_UNKEPT)
    return text if text.isascii() else normalize("NFC", text)


def all_kept(fields: list[str]) -> tuple[list[str], str]:
    """The fields as they are kept, apart and as one string; nothing in them can be taken for the separator."""
    text = SEPARATOR.join(fields)
    try:
        encoded = text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return _each_kept(fields)
    # Bytes are searched ten times as fast as characters, and nearly every note is clean.
    unwanted = len(encoded) - len(encoded.translate(None, _CONTROLS)) - len(fields) + 1
    if unwanted or not (text.isascii() or is_normalized("NFC", text)):
        return _each_kept(fields)
    return fields, text


def _each_kept(fields: list[str]) -> tuple[list[str], str]:
    fields = [kept(field) for field in fields]
    return fields, SEPARATOR.join(fields)


_NOTHING = re.compile(r"(?:[ \t-\r]|</?(?:br|div) ?/?>)*", re.IGNORECASE)


def is_blank(text: str) -> bool:
    """Whether Anki takes the field for empty: white space, line breaks and empty divisions alone."""
    return not text or (text[0] in "< \t\n\v\f\r" and _NOTHING.fullmatch(text) is not None)


_MEDIA = re.compile(
    r"""<\b(?:img|audio|video|object|source)\b(?:[^>]|"[^"]+?"|'[^']+?')+?\b(?:src|data)\b="""
    r"""(?:"([^"]+?)"[^>]*>|'([^']+?)'[^>]*>|([^ >]+?)(?:\ [^>]*>|>))""",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|([0-9A-Za-z]+));")


def without_html(text: str) -> str:
    """The words alone, and the names of media; what Anki sorts notes by and looks for duplicates in."""
    if "<" in text:
        text = _MARKUP.sub("", _MEDIA.sub(_name, text))
    if "&" in text:
        entities = list(_ENTITY.finditer(text))
        # Anki decodes all entities of a text or, where it does not know one, none.
        if len(entities) == text.count("&") and all(not each[1] or each[1] in name2codepoint for each in entities):
            text = unescape(text).replace("\xa0", " ")
    return text


def _name(media: re.Match[str]) -> str:
    return f" {media[1] or media[2] or media[3]} "


def checksum(first: str) -> int:
    """Anki's checksum of a note's first field, given without HTML: the first 32 bits of its SHA-1."""
    return int.from_bytes(hashlib.sha1(first.encode(), usedforsecurity=False).digest()[:4], "big")
