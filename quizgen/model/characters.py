"""Characters that a text cannot contain, or should not because nobody sees them.

What Anki does to the characters of a field is in exporters/anki/fields.py.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # except tab and the line ends
_LINE_ENDS = "\r\x85"  # other than the newline
_HALVES = "\ud800-\udfff"  # of surrogate pairs

# What YAML 1.2 (5.1) does not take as it is, and XML 1.0 (2.2) cannot hold or advises against.
UNWRITABLE = re.compile(f"[{_CONTROLS}{_HALVES}\ufffe\uffff]")

# What cannot be shown: those, line ends other than the newline, a byte order mark inside a text, all noncharacters.
UNPRINTABLE = re.compile(
    f"[{_CONTROLS}{_LINE_ENDS}{_HALVES}\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)

# What is not seen, or turns the order of what is: U+200B and other spaces without width, soft hyphens, bidirectional
# controls (Unicode, UAX #9), line and paragraph separators, fillers, tags.
_UNSEEN = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2028-\u202e\u2060-\u206f\u2800\u3164\uffa0"
_UNSEEN += "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
_JOINERS = "\u200c\u200d"  # shape the letters of many scripts, and join emoji
_MARKS = "\u061c\u200e\u200f"  # of direction, which texts from right to left need
_HIDDEN = re.compile(f"[{_UNSEEN}{_JOINERS}{_MARKS}]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u052f"
_MEETING = re.compile(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")  # as in every word of two alphabets
# Greek letters that are no symbols of science by their looks: they look as Latin letters do.
_GREEK_LOOKALIKES = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ")


def direction_of(text: str) -> Literal["ltr", "rtl", ""]:
    """The direction of a text by its first letter that has one, as Unicode's algorithm tells it; "" where none has."""
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else ""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return ""


def hidden_characters(text: str) -> list[str]:
    """The characters of ``text`` that nobody sees, without those that its script needs."""
    if text.isprintable():  # no format character is, according to Unicode
        return []
    from_right = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return [match[0] for match in _HIDDEN.finditer(text) if not _is_needed(text, match.start(), from_right)]


def _is_needed(text: str, index: int, from_right: bool) -> bool:
    if text[index] in _MARKS:
        return from_right
    if text[index] in _JOINERS:
        beside = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
        return any(unicodedata.category(character) in ("Lo", "Mn", "Mc", "So", "Sk") for character in beside)
    return False


def without_hidden(text: str) -> str:
    """``text`` without characters that nobody sees, for telling whether two texts look the same."""
    return text if text.isprintable() else _HIDDEN.sub("", text)


def with_hidden_escaped(text: str) -> str:
    r"""``text`` with the characters that nobody sees as ``\u202e``."""
    hidden = set(hidden_characters(text))
    return "".join(f"\\u{ord(character):04x}" if character in hidden else character for character in text)


def mixed_words(text: str) -> list[str]:
    """The words of ``text`` with letters of two scripts that look alike: ``Аstana`` with a Cyrillic А."""
    if text.isascii() or not _MEETING.search(text):
        return []
    return [word for word in _WORD.findall(text) if _is_mixed(word)]


def _is_mixed(word: str) -> bool:
    if word.isascii() or len(word) < 3:
        return False
    scripts = {unicodedata.name(character, "").partition(" ")[0] for character in word}
    if "LATIN" not in scripts:
        return False
    return "CYRILLIC" in scripts or ("GREEK" in scripts and bool(_GREEK_LOOKALIKES.intersection(word)))
