"""Numbers in texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

# Digits, with commas or thin or fixed spaces between groups and a decimal point; or with points or spaces between
# groups and a decimal comma. A comma before three digits separates groups, as in English, and so does a point that
# comes twice.
DIGITS = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|(?<![\d,])(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+|\d+),\d\d?(?![\d,])"
    r"|(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
)
_DECIMAL_COMMA = re.compile(r",\d\d?$|\.\d{3},")

# A sign that may be behind the digits of a whole number, and adds to it: 2½, 12 ¾.
FRACTION = r"[ \u00a0\u202f]?[¼-¾⅐-⅞]"
_FRACTION = re.compile(FRACTION)
_DIGIT = re.compile(r"\d")
_NEGATIVE = re.compile(r"(?<![\w.,])[-−]\s?(?=\d)")


def number_in(text: str) -> Decimal | None:
    """The only number in ``text`` written in digits, or None if there is none or more than one."""
    numbers = list(numerals(text))
    if len(numbers) != 1:
        return None
    return -numbers[0] if _NEGATIVE.search(text) else numbers[0]


def numerals(text: str) -> Iterator[Decimal]:
    """Every number that ``text`` has in digits, with the fraction that may be behind them: 2½."""
    if _DIGIT.search(text):
        for digits in DIGITS.finditer(text):
            number, end = value_of(digits[0]), end_of_number(text, digits)
            yield number if end == digits.end() else number + fraction_of(text[digits.end() : end])


def end_of_number(text: str, digits: re.Match[str]) -> int:
    """Where the number that begins with ``digits``, a match of `DIGITS`, ends: behind its fraction, if it has one."""
    fraction = _FRACTION.match(text, digits.end())
    return fraction.end() if fraction else digits.end()


def fraction_of(text: str) -> Decimal:
    """The value of ``text``, a sign such as ½ or nothing."""
    return Decimal(f"{unicodedata.numeric(text.strip()):.12g}") if text.strip() else Decimal()


@lru_cache(maxsize=1024)  # a fact's rules and kinds of question all compare its numbers
def value_of(digits: str) -> Decimal:
    """The number in a match of `DIGITS`."""
    whole, mark, part = digits.partition(decimal_sign_of(digits) or "\0")
    return Decimal(re.sub(r"[.,\s]", "", whole) + ("." + part if mark else ""))


def written_like(digits: str, number: Decimal) -> str:
    """``number``, with all of its decimals, written with the separators of ``digits``, a match of `DIGITS`."""
    sign = decimal_sign_of(digits)
    whole = digits.partition(sign)[0] if sign else digits
    separator = next((character for character in whole if not character.isdecimal()), "")
    text = f"{number:,f}" if separator else f"{number:f}"
    signs = {",": separator, ".": sign or "."}
    return "".join(signs.get(character, character) for character in text)


def decimal_sign_of(digits: str) -> str:
    """What comes before the part of a match of `DIGITS` that is less than one, or "" where there is none."""
    if _DECIMAL_COMMA.search(digits):
        return ","
    return "." if digits.count(".") == 1 else ""
