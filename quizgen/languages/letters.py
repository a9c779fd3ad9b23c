"""Letters for comparison: what is invisible, which shapes of a mark are the same, which accents may be left out.

The practice page compares by the same rules, in templates/practice/judging.js.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670]")
# й is a letter of its own, and not и with an accent.
_ACCENTS_BUT_SHORT_I = re.compile("(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u064b-\u0652\u0670]")
_SHAPES = str.maketrans(dict.fromkeys("‘’‚‛′´`ʼʻ", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-"))
# Letters that no accent makes, and how they are typed where the keyboard does not have them; small digits.
_TYPED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict(zip("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789", strict=True))
)


def tidy(text: str) -> str:
    """``text`` without invisible characters, with single spaces."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=16384)  # a class writes the same things again and again
def fold_letters(text: str) -> str:
    """``text`` without spaces, accents and case, or the text itself if nothing would be left of it."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", tidy(text)))
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", bare.upper().lower())).translate(_SHAPES)
    return "".join(bare.split()) or tidy(text)


def plain(text: str) -> str:
    """``text`` in one case, without accents, every mark in one shape."""
    bare = unicodedata.normalize("NFD", fold_case(text))
    return unicodedata.normalize("NFC", _ACCENTS_BUT_SHORT_I.sub("", bare)).translate(_TYPED)


def fold_case(text: str) -> str:
    """``text`` in one case, every mark in one shape."""
    return unicodedata.normalize("NFC", tidy(text).upper().lower().translate(_SHAPES))
