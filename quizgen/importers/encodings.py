"""Which encoding a text has that is not UTF-8: the one in which its words are words of a language that is known here.

A detector for all of the world's encodings takes short texts in one of these for Hungarian or Greek; here only the
eight languages that quizgen speaks, and their neighbours, are looked for.
"""

from __future__ import annotations

import re

# In the order in which they are preferred, as Windows, the Mac of before 2001, and DOS and Unix in Cyrillic write.
CANDIDATES = ("cp1252", "cp1251", "mac_roman", "cp1254", "mac_cyrillic", "koi8_r", "cp866", "cp1250", "cp850")
_USUAL = frozenset("äöüßàâçéèêôáíñóúãõ")  # of German, French, Spanish and Portuguese
_LATIN = _USUAL | frozenset("îïëœûùæåøÿìòžščğışěřůńśźżąęłőű")
_RARE = frozenset("ìòžščğışěřůńśźżąęłőű")  # letters of their neighbours
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєўґ")
_RARE_CYRILLIC = frozenset("іїєўґъ")
_OPENING, _CLOSING, _DASHES, _OF_NUMBERS = "“„‘‚«‹¿¡", "”’»›…", "–—", "€£°²³½¼¾±×µ№§"
_OTHER_SIGNS = "·•º©®™\u00a0´÷"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
# Quotation marks, dashes and letters in UTF-8; no other encoding has such pairs in words.
UTF_8 = re.compile(rb"(\xe2\x80[\x90-\xbf]|\xc3[\x80-\xbf])")
_MOST = 200_000  # bytes that are looked at


def likely_encoding(content: bytes) -> str:
    """The encoding of a text with characters beyond ASCII, as Python calls it."""
    lines = [line for line in content.split(b"\n") if not line.isascii()]
    # Several people may have saved it: what is UTF-8 says nothing of the rest.
    others = [UTF_8.sub(b"", line) for line in lines if not _is_utf_8(line)]
    sample = b"\n".join(others or lines)[:_MOST]
    return max(CANDIDATES, key=lambda name: (_likelihood(sample, name), -CANDIDATES.index(name)))


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_text(content: bytes) -> bool:
    """Whether the bytes may be text in one of these encodings: they have no control characters."""
    return not _CONTROL.search(content[:_MOST])


def _likelihood(sample: bytes, name: str) -> float:
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return float("-inf")
    return sum(_weight(text, index) for index, character in enumerate(text) if not character.isascii())


def _weight(text: str, index: int) -> float:
    """How much one character speaks for its encoding, by the characters beside it."""
    character, letter = text[index], text[index].lower()
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
    if letter not in _CYRILLIC and letter not in _LATIN:
        return _weight_of_sign(character, before, after)
    if character.isupper() and before.islower():
        return -1
    beside = [neighbour for neighbour in (before, after) if neighbour.isalpha()]
    if letter in _CYRILLIC and any(neighbour.isascii() for neighbour in beside):
        return -1
    if not beside:
        return 0.3
    if letter in _CYRILLIC:
        return 0.7 if letter in _RARE_CYRILLIC else 1
    foreign = [neighbour for neighbour in beside if not neighbour.isascii()]
    if len(foreign) > 1 or any(neighbour.lower() not in _USUAL for neighbour in foreign):
        return -1
    if letter in _USUAL:
        return 1
    return 0.5 if letter in _RARE else 0.7


def _weight_of_sign(sign: str, before: str, after: str) -> float:
    if sign in _OPENING:
        return 1.2 if not before.isalnum() and after.strip() else -1
    if sign in _CLOSING:
        return 1.2 if before.strip() and (not after.isalnum() or sign == "’") else -1
    if sign in _DASHES:
        return 1.2 if before.isspace() or before.isdigit() else -0.5
    if before.isalpha() and after.isalpha():
        return -1
    if sign == "°" and after in ("C", "F"):
        return 1.5
    if sign in _OF_NUMBERS:
        return 1.2 if before.isdigit() or after.isdigit() or before.isspace() else 0.3
    return 0.3 if sign in _OTHER_SIGNS else -1.5
