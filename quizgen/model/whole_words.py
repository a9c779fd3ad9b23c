"""Words of a text, and whether a text contains a name as whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, normalize

_ASCII_WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> list[str]:
    """The words of ``text``, in one case; marks belong to their letters."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    plain = normalize("NFC", text.casefold())
    return "".join(character if category(character)[0] in "LMN" else " " for character in plain).split()


def is_caseless(word: str) -> bool:
    """Whether its script has no capitals; such scripts are written without spaces, or join other words to a name."""
    return not word.isascii() and any(category(character) == "Lo" for character in word)


def says(text: str, names: Iterable[str]) -> bool:
    """Whether one of ``names`` occurs in ``text`` as whole words, or anywhere if its script has no capitals."""
    plain = f" {' '.join(words_of(text))} "
    for name in names:
        words = " ".join(words_of(name))
        if words and (words if is_caseless(words) else f" {words} ") in plain:
            return True
    return False
