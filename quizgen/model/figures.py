"""Amounts in answers (a number, a range, a date), and how others are written like them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from quizgen.model.numbers import DIGITS, number_in, value_of, written_like

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_ENDLESS = re.compile(r"(?:\d[.,\s]?){16}")  # more digits than a number has that anybody is asked for
_RANGE_SIGN = re.compile(r"\s?[-–—‒]\s?")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_COUNTED = re.compile(r"\s?[^\W\d_]{4}")
_BEFORE_CHRIST = re.compile(r"\d\s*(?:BCE?\b|v\.\s?Chr\.|av\. J\.-C\.|a\. ?C\.|до н\. ?э\.|e\.ə\.)", re.IGNORECASE)
# What ``units`` of a date count: days, months, or first days of a month, which are rounder than other days.
Calendar = Literal["", "day", "month", "first"]
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Figure:
    """The amount in a text, counted in units of its last digit: 78 for 0.78 m, with two ``decimals``.

    Of a range, ``units`` is the start and ``width`` the distance to the end; of a date, they count days or months.
    """

    text: str
    units: int
    decimals: int = 0
    negative: bool = False
    width: int | None = None
    calendar: Calendar = ""

    @property
    def is_counted(self) -> bool:
        """Whether a word after the number, such as "years", would have another form after 1."""
        ends = list(DIGITS.finditer(self.text))
        return not self.calendar and bool(ends) and bool(_COUNTED.match(self.text, ends[-1].end()))

    @property
    def is_before_christ(self) -> bool:
        """Whether it is a year that is the earlier the greater it is."""
        return not self.negative and bool(_BEFORE_CHRIST.search(self.text))

    def written_amount(self, units: int) -> str:
        """Another amount of ``units``, written like this one: its unit, its decimals, its separators."""
        if self.calendar == "day":
            return date.fromordinal(units).isoformat()
        if self.calendar:
            return f"{units // 12:04}-{units % 12 + 1:02}" + ("-01" if self.calendar == "first" else "")
        ends = (units,) if self.width is None else (units, units + self.width)
        written, last = "", 0
        for amount, digits in zip(ends, DIGITS.finditer(self.text), strict=True):
            number = Decimal(amount).scaleb(-self.decimals)
            written += self.text[last : digits.start()] + written_like(digits[0], number)
            last = digits.end()
        if ordinal := _ORDINAL.match(self.text, last):
            written += "th" if units // 10 % 10 == 1 else _SUFFIXES.get(units % 10, "th")
            last = ordinal.end()
        return written + self.text[last:]


def figure_in(text: str, kind: str) -> Figure | None:
    """The only amount in ``text``, an answer of the type ``kind``; None if there is no amount or more than one."""
    if kind == "date":
        return _date_in(text)
    if _ENDLESS.search(text):
        return None
    if text.isascii() and text.isdecimal():
        return Figure(text, int(text))
    numerals = list(DIGITS.finditer(text))
    if not numerals or any(text[digits.start() - 1 : digits.start()].isalpha() for digits in numerals):
        return None
    first = value_of(numerals[0][0])
    decimals = _decimals_of(first)
    units = int(first.scaleb(decimals))
    if len(numerals) == 1:
        number = number_in(text)
        return None if number is None else Figure(text, units, decimals, negative=number < 0)
    if len(numerals) > 2 or not _RANGE_SIGN.fullmatch(text, numerals[0].end(), numerals[1].start()):
        return None
    second = value_of(numerals[1][0])
    if _decimals_of(second) != decimals or second <= first:
        return None
    return Figure(text, units, decimals, width=int(second.scaleb(decimals)) - units)


def rank_of(text: str) -> Decimal | None:
    """A number by which answers of one type can be put in order, or None if ``text`` has no amount."""
    amount = _date_in(text) or figure_in(text, "")
    if amount is None:
        return None
    value = Decimal(amount.units).scaleb(-amount.decimals)
    if amount.calendar in ("month", "first"):
        value = Decimal(date(amount.units // 12, amount.units % 12 + 1, 1).toordinal())
    return -value if amount.negative or amount.is_before_christ else value


def _date_in(text: str) -> Figure | None:
    """The date that ``text`` is, as in 1865-04-15 or 1865-04."""
    try:
        if match := _DAY.fullmatch(text):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            if day.day > 1:
                return Figure(text, day.toordinal(), calendar="day")
            return Figure(text, day.year * 12 + day.month - 1, calendar="first")
        if match := _MONTH.fullmatch(text):
            month = date(int(match[1]), int(match[2]), 1)
            return Figure(text, month.year * 12 + month.month - 1, calendar="month")
    except ValueError:
        return None
    return None


def _decimals_of(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
