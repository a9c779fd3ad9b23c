"""What a typed value must look like, and what to write instead where it does not."""

from __future__ import annotations

import re
from datetime import date

from quizgen.errors import quote
from quizgen.model.fact import NUMBER_TYPES
from quizgen.model.numbers import number_in

_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"[-−]?\d{1,4}(?:\s*(?:AD|BC|BCE|CE)\.?)?", re.IGNORECASE)
_DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def value_fault(kind: str, value: str, *, bare: bool) -> tuple[str, str] | None:
    """What is wrong with ``value`` as a ``kind``, and what to write; None where nothing is.

    ``bare`` says that it is given separately from how it is shown, so that its form can be checked.
    """
    if kind in NUMBER_TYPES and not _DIGITS.search(value):
        return f"{quote(value)} has no digits, and a {kind} needs a number", "write digits; show: holds the words"
    if kind == "year" and bare and not _YEAR.fullmatch(value):
        return (
            f"{quote(value)} is not a year",
            "write it in digits, such as 1865 or 44 BC; show: holds other words",
        )
    if kind == "percent" and bare and number_in(value) is None:
        return f"{quote(value)} is not one number", "write one number; show: holds the words"
    if kind == "date" and bare and not _is_date(value):
        return (
            f"{quote(value)} is not a date",
            "write it as 1865, 1865-04 or 1865-04-15; show: holds how it is read",
        )
    if kind == "acronym" and (len(value) < 2 or re.search(r"\s", value) or value == value.lower()):
        return f"{quote(value)} is not an acronym", "write the short form in capitals; its name is another slot's"
    return None


def _is_date(value: str) -> bool:
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    try:
        # The Gregorian calendar's leap years repeat every 400 years, so any equivalent year will do.
        date(int(match[1]) % 400 + 1600, int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
