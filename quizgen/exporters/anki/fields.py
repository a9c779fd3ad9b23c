"""A note's texts as Anki keeps them: one string, in NFC, with a checksum of the first field."""

from __future__ import annotations

import hashlib
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


def checksum(first: str) -> int:
    """Anki's checksum of a note's first field, given without HTML: the first 32 bits of its SHA-1."""
    return int.from_bytes(hashlib.sha1(first.encode(), usedforsecurity=False).digest()[:4], "big")
