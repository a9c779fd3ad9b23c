"""The letters before options and the entries of a bank: those of a language's own alphabet, where schools use them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from types import MappingProxyType

# Arabic in the order of the abjad, with the fifth letter as it is written alone: ه looks like the digit 5. Hebrew ends
# with the forms of its letters that are used at the end of words, so that there are as many as in the Latin alphabet.
_OWN: Mapping[str, Sequence[str]] = MappingProxyType(
    {"ar": ("أ", "ب", "ج", "د", "هـ", *"وزحطيكلمنسعفصقرشتثخذضظغ")}
    | dict.fromkeys(("he", "yi"), tuple("אבגדהוזחטיכלמנסעפצקרשתךםןףץ"))
)


def option_letters(language: str) -> Sequence[str]:
    """Return the letters for a language tag, at least 26; A, B, C where the language has no others."""
    return _OWN.get(language.lower().partition("-")[0], ascii_uppercase)
