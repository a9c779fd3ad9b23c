"""Numbers as they stand in a text."""

from __future__ import annotations

import re
from decimal import Decimal

# Digits, with commas or thin or fixed spaces between groups, and a decimal point.
DIGITS = re.compile(r"\d+(?:[,\u00a0\u202f ]\d{3})*(?:\.\d+)?")


def number_in(text: str) -> Decimal | None:
    """The one number that ``text`` shows in digits, or None where there is none or more than one."""
    found = DIGITS.findall(text)
    return Decimal(re.sub(r"[,\s]", "", found[0])) if len(found) == 1 else None
