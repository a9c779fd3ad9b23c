"""Whether a typed number is right: its amount, the million after it, its unit where the question leaves it open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from quizgen.languages.letters import fold_letters, plain, tidy
from quizgen.languages.typed_answers import digits_of, judge
from quizgen.languages.typing_rules import TypingRules, typing_rules
from quizgen.languages.word_lists import Language, language_of
from quizgen.model.body import Number
from quizgen.model.claim import margin
from quizgen.model.numbers import DIGITS, number_in
from quizgen.model.right_numbers import units_of

# "unit" is the right number with a unit that is not, or without the one that it needs.
NumberVerdict = Literal["right", "unit", "wrong"]

_SLACK = 1e-9
_PLAIN = ("part", "times")  # a number alone says them where a share or how often is asked for
_GROUPED = re.compile(r"([0-9])[ '’](?=[0-9]{3}(?![0-9]))")
_NUMBER = re.compile(r"[-−]?\s?[0-9]+(?:[.,][0-9]+)*")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_BESIDE = re.compile(r"[\s\-−]+")
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?|°[CF]?|[^\w\s]")


def judge_number(typed: str, body: Number, language: str = "") -> NumberVerdict:
    """Whether ``typed`` is a right number of ``body`` with a right unit."""
    if judge(typed, ways_to_write(body), language) == "right":
        return "right"
    rules = typing_rules(language)
    text = _GROUPED.sub(r"\1", tidy(typed))
    match = _NUMBER.search(text)
    if match:
        sign = -1 if match[0][0] in "-−" else 1
        values = [sign * float(reading) for reading in _readings(re.sub(r"[^0-9.,]", "", match[0]), rules["point"])]
        before, after = _words(text[: match.start()]), _words(text[match.end() :])
    else:
        before, after = [], _words(text)
        if not after or plain(after[0]) not in rules["numbers"]:
            return "wrong"
        values = [float(rules["numbers"][plain(after.pop(0))])]
    zeros = rules["scales"].get(plain(after[0]).removesuffix("."), 0) if after else 0
    if zeros:
        values, after = [value * 10.0**zeros for value in values], after[1:]
    if not any(_is_within(value, least, most) for value in values for least, most in number_ranges(body, language)):
        return "wrong"
    beside, known = {_unit(word) for word in (*before, *after)}, {_unit(unit) for unit in unit_words(body, language)}
    lacks_unit = needs_unit(body, language) and not beside
    return "unit" if lacks_unit or not beside <= known else "right"


def ways_to_write(body: Number) -> tuple[str, ...]:
    """The right answers as they are written; the bare number too, if the question names all of its unit."""
    ways = (body.shown, *body.accept)
    return ways if body.unnamed else (*ways, body.value)


@lru_cache(maxsize=1024)  # the classroom checks the answers of a whole class
def number_ranges(body: Number, language: str = "") -> tuple[tuple[float, float], ...]:
    """The minimum and maximum of an answer, for each right number."""
    amounts = dict.fromkeys(_right_amounts(body, typing_rules(language)))
    return tuple((float(amount - off), float(amount + off)) for amount, off in amounts)


def _right_amounts(body: Number, rules: TypingRules) -> Iterator[tuple[Decimal, Decimal]]:
    """Each right number, and how far off an answer may be.

    Where the question names the million, or does not say, a number of millions is right without it too.
    """
    usual = _zeros_in(body.shown, rules)
    names_scale = not any(plain(word) in rules["scales"] for word in body.unnamed)
    for text in dict.fromkeys((body.shown, body.value, *body.accept)):
        number = _number_in(text, rules["point"])
        if number is None:
            continue
        off = margin(body.tolerance, number) if body.tolerance else Decimal(0)
        zeros = _zeros_in(text, rules) or (usual if text == body.value else 0)
        if zeros:
            yield number.scaleb(zeros), off.scaleb(zeros)
        if names_scale or not zeros:
            yield number, off


def _number_in(text: str, point: str) -> Decimal | None:
    """The only number in ``text``; 1.480 is more than a thousand where the language has a decimal comma."""
    number, digits = number_in(text), DIGITS.search(text)
    if number is not None and digits and point == "," and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", digits[0]):
        return number * 1000
    return number


def _zeros_in(text: str, rules: TypingRules) -> int:
    """The zeros of the million after the number in ``text``."""
    number = DIGITS.search(text)
    word = _WORD.search(text, number.end()) if number else None
    return rules["scales"].get(plain(word[0]), 0) if word else 0


@lru_cache(maxsize=1024)  # as above
def unit_words(body: Number, language: str = "") -> tuple[str, ...]:
    """The units that may be beside a right number, by every name that the language has for them."""
    words, lists = units_of(body).words, language_of(language or "en")
    units = {unit for word in words if (unit := lists.word(_small(word, lists)).unit)}
    others = {form for form, word in lists.exact.items() if word.unit in units} if language and units else set()
    return tuple(sorted({*words, *others}))


@lru_cache(maxsize=1024)  # as above
def needs_unit(body: Number, language: str = "") -> bool:
    """Whether a number needs its unit, because the question leaves open which is meant."""
    scales = typing_rules(language)["scales"]
    return any(plain(word) not in scales for word in body.unnamed)


def unnamed_units(answer: str, unit: str, question: str, language: str) -> tuple[str, ...]:
    """The words of the ``unit`` of an answer, and its million, that the ``question`` does not name under any name.

    Of what the language's lists do not know, and of a share, it is plain what is meant.
    """
    words = list(dict.fromkeys(_words(DIGITS.sub(" ", answer)) + _words(unit)))
    if not words:
        return ()
    lists, scales = language_of(language), typing_rules(language)["scales"]
    entries = [lists.word(_small(sign, lists)) for sign in _SIGN.findall(question)]
    named_units, named_scales = {word.unit for word in entries}, {word.scale for word in entries if word.scale}
    signs = []
    for word in words:
        for sign in _SIGN.findall(word):
            entry = lists.word(_small(sign, lists))
            if plain(sign) in scales:
                is_open = entry.scale not in named_scales
            else:
                is_open = entry.unit not in named_units and entry.unit is not None and entry.unit.quantity not in _PLAIN
            if is_open:
                signs.append(sign)
    return tuple(dict.fromkeys(signs))


def _small(word: str, lists: Language) -> str:
    return lists.small(word).removesuffix(".")


def _unit(word: str) -> str:
    return fold_letters(unicodedata.normalize("NFKC", word)).removesuffix(".")


def _words(text: str) -> list[str]:
    return [word for word in _BESIDE.split(text) if word]


def _readings(number: str, point: str) -> Iterator[str]:
    """Every number that "1,480" or "1.480,5" may mean, where the language does not say which sign is decimal."""
    yield digits_of(number, point)
    if not point and _AMBIGUOUS.fullmatch(number):
        yield re.sub("[.,]", "", number)


def _is_within(value: float, least: float, most: float) -> bool:
    return least - _SLACK * abs(least) <= value <= most + _SLACK * abs(most)
