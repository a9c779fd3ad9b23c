"""Whether a sentence gives a number as a bound: more than 20 years, up to 20, nearly 20, before 1914."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from quizgen.languages.word_lists import Language, Word, language_of

Bound = Literal["least", "most", "near", ""]
Phrase = tuple[str, ...]

_BOUNDS: Mapping[str, Bound] = {"GE": "least", "LE": "most", "NR": "near", "AP": "near"}
_SIGNS: Mapping[str, Bound] = {">": "least", "≥": "least", "<": "most", "≤": "most", "~": "near", "≈": "near"}
_LONGEST = 5  # words of a phrase
_FARTHEST = 2  # words between a number and the bound after it: 20 жылдан астам, 20 people or more
_WORD = re.compile(r"[^\W\d_]+")
# Words that are bounds after a form of "to be", and else may say where: the air grows thin above 8 km.
_OF_PLACE = frozenset(("above", "ab", "below", "gegen", "under", "unter", "within"))
_BEING = frozenset(("are", "be", "been", "ist", "is", "sind", "war", "waren", "was", "were"))
_BESIDE = frozenset("$€£¥₽₸₼₹~≈<>≤≥+±-")
_CLAUSE = re.compile(r"[.,;:!?()–—]")


@lru_cache(maxsize=32)  # the generators ask for a slot one after another
def bound_between(before: str, after: str, code: str, *, time: bool = False) -> Bound:
    """The bound that the texts ``before`` and ``after`` a number make of it, in the language ``code``, or "".

    Of several phrases the longest counts: "no more than", not "more than". A point in ``time`` may also be before or
    after an event.
    """
    end = len(before)
    while end and (before[end - 1].isspace() or before[end - 1] in _BESIDE):
        end -= 1
    sign = next((mark for mark in before[end:] if mark in _SIGNS), "")
    if sign:
        return _SIGNS[sign]
    if after.startswith("+"):
        return "least"
    return _bound_before(before[:end], code, time=time) or _bound_after(after, code, time=time)


def _bound_before(before: str, code: str, *, time: bool) -> Bound:
    language = language_of(code)
    words = [word.lower() for word in _WORD.findall(_CLAUSE.split(before)[-1])][-_LONGEST - 1 :]
    if len(words) > 1 and "article" in language.word(words[-1]).roles:
        words.pop()
    if not words or words[-1] not in _ends(code, time):
        return ""
    for length in range(_LONGEST, 0, -1):
        phrase = tuple(words[-length:])
        bound = _phrases(code, time).get(phrase) if len(phrase) == length else ""
        if bound:
            said_before = language.word(words[-length - 1]) if len(words) > length else Word("", "")
            if phrase[0] in _OF_PLACE and said_before.form not in _BEING:
                return ""
            reached = "reach" in language.word(phrase[0]).roles | _roles(code, phrase)
            return "" if reached and _is_reaching(said_before, language) else bound
    return ""


def _is_reaching(word: Word, language: Language) -> bool:
    """Whether "up to" after ``word`` is no bound: it went up to, it rose up to."""
    return "reaching" in word.roles or any(pole.axis == 0 for pole in language.poles(word))


def _bound_after(after: str, code: str, *, time: bool) -> Bound:
    """The bound in what follows; a phrase that may also begin something else must end its clause."""
    clause = _CLAUSE.split(after.lstrip("-‑ "), maxsplit=1)[0]
    nearest = islice(_WORD.finditer(clause), _FARTHEST + _LONGEST + 1)  # one more than any phrase reaches
    words = [word[0].lower() for word in nearest]
    for start in range(min(_FARTHEST + 1, len(words))):
        if words[start] not in _beginnings(code, time):
            continue
        for length in range(_LONGEST, 0, -1):
            phrase = tuple(words[start : start + length])
            bound = _phrases(code, time).get(phrase) if len(phrase) == length else ""
            ends = start + length == len(words) and len(phrase) > 1
            if bound and (ends or _roles(code, phrase) & {"bound after", "postposition"}):
                return bound
    return ""


@cache
def _phrases(code: str, time: bool) -> Mapping[Phrase, Bound]:
    """Every phrase that makes a bound, in its words."""
    bounds: dict[Phrase, Bound] = {}
    for phrase, word in _entries(code).items():
        if word.bound in _BOUNDS:
            bounds[phrase] = _BOUNDS[word.bound]
        elif time and word.roles & {"before event", "after event"}:
            bounds[phrase] = "most" if "before event" in word.roles else "least"
        elif not time and "until" in word.roles and word.roles & {"postposition", "reach"}:
            bounds[phrase] = "most"
    return bounds


@cache
def _beginnings(code: str, time: bool) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _phrases(code, time))


@cache
def _ends(code: str, time: bool) -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _phrases(code, time))


def _roles(code: str, phrase: Phrase) -> frozenset[str]:
    word = _entries(code).get(phrase)
    return word.roles if word else frozenset()


@cache
def _entries(code: str) -> Mapping[Phrase, Word]:
    """Every entry of the language's lists by its words."""
    language = language_of(code)
    joined = (entry for entries in language.phrases.values() for entry in entries)
    return {(form,): word for form, word in language.exact.items()} | dict(joined)
