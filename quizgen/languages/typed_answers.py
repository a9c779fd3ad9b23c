"""Whether a typed answer is right, by the rules of its language: the one judge of answers in words and of numbers.

The practice page judges by the same rules, in templates/practice/judging.js; both are tested on one table of cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizgen.languages.letters import fold_case, plain, tidy
from quizgen.languages.typing_rules import TypingRules, typing_rules

# "almost" is right except for one slip of the keyboard.
Verdict = Literal["right", "almost", "wrong"]

LONG_WORD = 7  # letters: in a shorter word, one letter makes another word
_ENDING = 3  # letters at a word's end that carry its grammar: one of them in place of another is no slip

_GROUPED = re.compile(r"([0-9])[ '](?=[0-9]{3}(?![0-9]))")
_STOPS = re.compile(r"(?<![0-9])\.|\.(?![0-9])|'")
_BREAKS = re.compile(r"(?<![0-9])[,:]|[,:](?![0-9])|(?<=[^\s0-9])-|-(?![0-9])|[;!?¿¡…()\[\]{}\"_·•]")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
# How letters with a mark are written without it: Häuser, Haeuser.
_SPELLED = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as it is compared: all of it, and without an article at its start, whose genders are ``article``."""

    whole: str
    bare: str
    article: str
    words: tuple[str, ...]


def judge(typed: str, ways: Sequence[str], language: str = "", others: Sequence[str] = ()) -> Verdict:
    """Whether ``typed`` is one of the ``ways`` to write the right answer.

    It is wrong if it is nearer to one of the ``others``, which are other answers, or nearly right but as near to them.
    """
    mine = min((_distance(typed, way, language) for way in ways), default=_FAR)
    theirs = min((_distance(typed, other, language) for other in others if other not in ways), default=_FAR)
    if theirs < mine or mine == _FAR or (mine == _SLIP and theirs == _SLIP):
        return "wrong"
    return "almost" if mine == _SLIP else "right"


def nearest(typed: str, ways: Sequence[str], language: str = "") -> str:
    """The one of the ``ways`` to write an answer that is nearest to what was typed."""
    return min(ways, key=lambda way: _distance(typed, way, language))


# How far what was typed is from an answer: only in case and marks, in accents and the like too, by a slip.
_EXACT, _MARKS, _LOOSE, _SLIP, _FAR = range(5)


def _distance(typed: str, way: str, language: str) -> int:
    if tidy(typed) == tidy(way):
        return _EXACT
    if _is_same(_read(typed, language, accents=True, right=False), _read(way, language, accents=True, right=True)):
        return _MARKS
    typed_reading = _read(typed, language, accents=False, right=False)
    for spelled in _spellings(way):
        if _is_same(typed_reading, _read(spelled, language, accents=False, right=True)):
            return _LOOSE
    return _SLIP if is_slip(typed_reading.words, _read(way, language, accents=False, right=True).words) else _FAR


def _is_same(typed: _Reading, right: _Reading) -> bool:
    """Whether the two are the same, one of them perhaps without its article; not with the article of another gender."""
    if typed.whole == right.whole:
        return True
    if typed.article and right.article:
        return typed.bare == right.bare and not set(typed.article).isdisjoint(right.article)
    return typed.bare == right.bare


def _spellings(way: str) -> tuple[str, ...]:
    spelled = way
    for letter, letters in _SPELLED:
        spelled = spelled.replace(letter, letters)
    return (way,) if spelled == way else (way, spelled)


@lru_cache(maxsize=16384)  # a class writes the same things again and again
def _read(text: str, language: str, *, accents: bool, right: bool) -> _Reading:
    """``text`` for comparison, with ``accents`` or without; a ``right`` answer keeps an article with a capital."""
    rules = typing_rules(language)
    line = fold_case(text) if accents else plain(text)
    if rules["ands"]:
        line = line.replace("&", f" {rules['ands'][0]} ")
    elided = next((article for article in rules["elided"] if line.startswith(article) and len(line) > len(article)), "")
    line = _BREAKS.sub(" ", _STOPS.sub("", _GROUPED.sub(r"\1", line)))
    words = _meant_words(line.split(), rules)
    if not words:
        return _Reading(tidy(text), tidy(text), "", (tidy(text),))
    article = rules["articles"].get(words[0], "") if len(words) > 1 else ""
    if article and right and tidy(text)[0].isupper() and words[0] != "the":
        article = ""
    whole, bare = "".join(words), "".join(words[1:] if article else words)
    if elided:
        bare, article = whole[len(elided) - 1 :], "".join(sorted(set("".join(rules["articles"].values()))))
    return _Reading(whole, bare, article, tuple(words[1:] if article and not elided else words))


def _meant_words(words: Sequence[str], rules: TypingRules) -> list[str]:
    """The words with numbers in digits, "and" as one word, short forms in full."""
    meant: list[str] = []
    for index, word in enumerate(words):
        last = index == len(words) - 1
        zeros = rules["scales"].get(word, 0)
        if zeros and meant and _NUMBER.fullmatch(meant[-1]):
            meant[-1] = _scaled_number(meant[-1], zeros)
        elif word in rules["numbers"]:
            meant.append(str(rules["numbers"][word]))
        elif word in rules["ands"]:
            meant.append(rules["ands"][0])
        elif word in rules["short"] and not last:
            meant.append(rules["short"][word])
        elif _NUMBER.fullmatch(word):
            meant.append(_scaled_number(digits_of(word, rules["point"]), 0))
        elif last and meant and _ROMAN.fullmatch(word):
            meant.append(str(_roman(word)))
        else:
            meant.append(word)
    return meant


def _roman(word: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-value if value < max(values[index:], default=0) else value for index, value in enumerate(values))


def digits_of(number: str, point: str) -> str:
    """The number with a decimal point and without groups, as its language writes numbers."""
    marks = re.sub(r"[-0-9]", "", number)
    if not marks:
        return number
    first, last = marks[0], marks[-1]
    if first != last:
        return number.replace(first, "").replace(last, ".")
    grouped = len(marks) > 1 or (_AMBIGUOUS.fullmatch(number.lstrip("-")) and point and point != first)
    return number.replace(first, "" if grouped else ".")


def _scaled_number(number: str, zeros: int) -> str:
    """A number in digits times ten to the power ``zeros``, without zeros at the end of its decimals."""
    whole, _, part = number.partition(".")
    part = part.ljust(zeros, "0")
    whole, part = whole + part[:zeros], part[zeros:].rstrip("0")
    if zeros:
        whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole


def is_slip(typed: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one long word of ``typed`` differs from that of ``right`` by one slip, and the others not at all."""
    if len(typed) != len(right):
        return False
    different = [(one, other) for one, other in zip(typed, right, strict=True) if one != other]
    return len(different) == 1 and _is_slip_of(*different[0])


def _is_slip_of(typed: str, right: str) -> bool:
    """Whether one letter was left out, added, mistaken or swapped, where that makes no other word.

    First letters tell words apart (typical, atypical), and so do endings (nitrate, nitrite).
    """
    if len(right) < LONG_WORD or not right.isalpha() or not typed.isalpha():
        return False
    pairs = enumerate(zip(typed, right, strict=False))
    begin = next((at for at, (one, other) in pairs if one != other), min(len(typed), len(right)))
    typed_rest, right_rest = typed[begin:], right[begin:]
    if len(typed) == len(right):
        if typed_rest[1:] == right_rest[1:]:
            return 2 <= begin < len(right) - _ENDING
        is_swapped = begin + 1 < len(right) and typed_rest[:2] == right_rest[1::-1]
        return begin >= 1 and is_swapped and typed_rest[2:] == right_rest[2:]
    if len(right) == len(typed) + 1:
        return typed_rest == right_rest[1:] and 1 <= begin < len(right) - 1
    if len(typed) == len(right) + 1:
        return typed_rest[1:] == right_rest and 1 <= begin < len(typed) - 1
    return False


def near(ways: Iterable[str], known: Iterable[str], language: str = "") -> tuple[str, ...]:
    """Those of the ``known`` answers that what is typed for one of the ``ways`` might be as near to."""
    taken = set(ways)
    others = [other for other in dict.fromkeys(known) if other not in taken]
    if not others:
        return ()
    from rapidfuzz.distance import OSA  # only here: it takes long, and is not needed to judge

    def bare(way: str) -> str:
        return _read(way, language, accents=False, right=True).whole

    forms = [bare(way) for way in taken]
    return tuple(
        other for other in others if any(OSA.distance(bare(other), form, score_cutoff=2) <= 2 for form in forms)
    )
