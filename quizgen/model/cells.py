"""Words in a grid, one letter per cell.

A letter and the marks on it are one cell, as in a grapheme cluster (Unicode Standard Annex 29). For letters the
categories of `unicodedata` tell the same, without a library more: where they differ, a conjunct of an Indic script is
separated after its virama, as the annex had it up to Unicode 15, and old Korean syllables into their letters.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, normalize

# Left out between letters, beside spaces and hyphens: apostrophes, dots, the soft hyphen.
_LEFT_OUT = frozenset("'’‘`´ʼʻ.·\u00ad")
# Joined to the letter before, though they are no marks: joiners, and the vowel AM of Thai and Lao.
_JOINED = frozenset("\u200c\u200d\u0e33\u0eb3")
# Languages whose i keeps its dot as a capital, because they have another i without one.
_DOTTED = frozenset(("az", "crh", "tr", "tt"))


@lru_cache(maxsize=1024)  # an answer is measured for each kind of grid
def cells(text: str) -> tuple[str, ...]:
    """The letters of ``text``, or none if it contains anything except letters and characters that grids leave out."""
    if text.isascii() and text.isalpha():  # as most are
        return tuple(text)
    cells_of_text: list[str] = []
    for character in normalize("NFC", text):
        character_category = category(character)
        if character.isspace() or character_category == "Pd" or character in _LEFT_OUT:
            continue
        is_joined = character_category.startswith("M") or character in _JOINED
        if is_joined and cells_of_text:
            cells_of_text[-1] += character
        elif character_category.startswith("L"):
            cells_of_text.append(character)
        else:
            return ()
    return tuple(cells_of_text)


def enumeration(text: str) -> str:
    """The lengths of its words: ``(4,5)``, or ``(4-5)`` if a hyphen joins them; "" if it has no cells."""
    if not cells(text):
        return ""
    hyphened = "".join("-" if category(character) == "Pd" else character for character in text)
    words = ("-".join(str(len(cells(part))) for part in word.split("-") if cells(part)) for word in hyphened.split())
    return f"({','.join(filter(None, words))})"


def capitals(text: str, language: str) -> str:
    """``text`` as it is written in grids: in capitals, if its script has them.

    Georgian has a second set of letters, for headings alone, which `str.upper` would take and `str.title` does not.
    """
    if language.lower().partition("-")[0] in _DOTTED:
        text = text.replace("i", "İ")
    return "".join(character.upper() if character.title() != character else character for character in text)
