"""A word as it stands in a grid, one letter a cell.

A letter and the marks on it are one cell, as in a grapheme cluster (Unicode Standard Annex 29). For letters the
categories of `unicodedata` tell the same, without a library more: where they differ, a conjunct of an Indic script is
parted after its virama, as the annex had it up to Unicode 15, and old Korean syllables into their letters.
"""

from __future__ import annotations

from unicodedata import category, normalize

# Left out between letters, beside spaces and hyphens: apostrophes, dots, the soft hyphen.
_LEFT_OUT = frozenset("'’‘`´ʼʻ.·\u00ad")
# Joined to the letter before, though they are no marks: joiners, and the vowel AM of Thai and Lao.
_JOINED = frozenset("\u200c\u200d\u0e33\u0eb3")
# Languages whose i keeps its dot as a capital, for they have another i without one.
_DOTTED = frozenset(("az", "crh", "tr", "tt"))


def cells(text: str) -> tuple[str, ...]:
    """The letters of ``text``; none where anything stands in it that is no letter and is not left out in grids."""
    found: list[str] = []
    for character in normalize("NFC", text):
        sort = category(character)
        if character.isspace() or sort == "Pd" or character in _LEFT_OUT:
            continue
        joined = sort.startswith("M") or character in _JOINED
        if not (found if joined else sort.startswith("L")):
            return ()
        if joined:
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def enumeration(text: str) -> str:
    """How many letters its words have: ``(4,5)``, or ``(4-5)`` where a hyphen joins them; "" where it has no cells."""
    if not cells(text):
        return ""
    hyphened = "".join("-" if category(character) == "Pd" else character for character in text)
    words = ("-".join(str(len(cells(part))) for part in word.split("-") if cells(part)) for word in hyphened.split())
    return f"({','.join(filter(None, words))})"


def capitals(text: str, language: str) -> str:
    """``text`` as it is written in grids: in capitals, where its script has them.

    Georgian has a second set of letters, for headings alone, which `str.upper` would take and `str.title` does not.
    """
    if language.lower().partition("-")[0] in _DOTTED:
        text = text.replace("i", "İ")
    return "".join(character.upper() if character.title() != character else character for character in text)
