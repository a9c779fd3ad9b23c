"""Numbers in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

# Digits, with commas or thin or fixed spaces between groups and a decimal point; or with points or spaces between
# groups and a decimal comma. A comma before three digits parts groups, as in English, and so does a point that comes
# twice.
DIGITS = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|(?<![\d,])(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+|\d+),\d\d?(?![\d,])"
    r"|(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
)
_DECIMAL_COMMA = re.compile(r",\d\d?$|\.\d{3},")

_NEGATIVE = re.compile(r"(?<![\w.,])[-−]\s?(?=\d)")

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
""".split()  # noqa: SIM905 - a list of twenty strings reads worse
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * place for place, word in enumerate(_TENS, 2)
}
# Stems of English words that hold a number: "quintupling" is five times.
_STEMS = {"doubl": 2, "twice": 2, "tripl": 3, "thrice": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6, "dozen": 12}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")


def number_in(text: str) -> Decimal | None:
    """The only number in ``text`` written in digits, or None if there is none or more than one."""
    found = list(numerals(text))
    if len(found) != 1:
        return None
    return -found[0] if _NEGATIVE.search(text) else found[0]


def is_makeable(text: str) -> bool:
    """Whether similar wrong numbers can be generated: ``text`` has a single number, which is not negative."""
    number = number_in(text)
    return number is not None and number >= 0


def numerals(text: str) -> Iterator[Decimal]:
    """Every number in ``text`` written in digits."""
    for found in DIGITS.findall(text):
        yield value_of(found)


@lru_cache(maxsize=1024)  # a fact's rules and kinds of question all compare its numbers
def value_of(digits: str) -> Decimal:
    """The number in a match of `DIGITS`."""
    whole, mark, part = digits.partition(decimal_sign_of(digits) or "\0")
    return Decimal(re.sub(r"[.,\s]", "", whole) + ("." + part if mark else ""))


def decimal_sign_of(digits: str) -> str:
    """The decimal mark in a match of `DIGITS`, or "" if there is none."""
    if _DECIMAL_COMMA.search(digits):
        return ","
    return "." if digits.count(".") == 1 else ""


def numbers_in_words(text: str) -> Iterator[Decimal]:
    """Every number in an English ``text`` written in words: eighteen, twenty-one, fivefold, quintupling."""
    for word in _WORD.findall(text.lower()):
        yield from _numbers_in_word(word)


@lru_cache(maxsize=4096)
def _numbers_in_word(word: str) -> tuple[Decimal, ...]:
    plain = word.removesuffix("fold").rstrip("-")
    tens, _, unit = plain.partition("-")
    if plain in _NUMBER_WORDS:
        return (Decimal(_NUMBER_WORDS[plain]),)
    if tens in _TENS and unit in _UNITS[1:10]:
        return (Decimal(_NUMBER_WORDS[tens] + _NUMBER_WORDS[unit]),)
    return tuple(Decimal(value) for stem, value in _STEMS.items() if word.startswith(stem))
