"""Which end of an order a question asks for first: the longest first, from the shortest to the longest."""

from __future__ import annotations

import re

from quizgen.languages.word_lists import Language

_WORD = re.compile(r"[^\W\d_]+")
_TIMES = ("year", "date")


def is_descending(question: str, kind: str, language: Language) -> bool:
    """Whether ``question`` asks for the greatest first of amounts of the type ``kind``; where it does not say, no.

    The oldest has the greatest age, but the least year; the fastest has the greatest speed, but the shortest time.
    """
    if kind in _TIMES:
        descending, ascending = {"newest"}, {"oldest"}
    elif kind == "duration":
        descending, ascending = {"greatest", "oldest", "slowest"}, {"least", "newest", "fastest"}
    else:
        descending, ascending = {"greatest", "oldest", "fastest"}, {"least", "newest", "slowest"}
    before = ""
    for word in _WORD.findall(language.small(question)):
        first = _said_by(word, language) or _said_by(f"{before} {word}", language)
        if first in descending or first in ascending:
            return first in descending
        before = word
    return False


def _said_by(words: str, language: Language) -> str:
    """What the words say comes first, or ""."""
    beginnings = (f"{words[:end]}*" for end in range(len(words), 1, -1))
    return next((language.orders[entry] for entry in (words, *beginnings) if entry in language.orders), "")
