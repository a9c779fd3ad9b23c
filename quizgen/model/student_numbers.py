"""Student numbers whose last digit is a check digit, so that a wrong digit names no other student."""

from __future__ import annotations

from collections.abc import Iterator


def check_digit(digits: str) -> str:
    """Return the check digit of ``digits``: ISO/IEC 7064, MOD 11,10, which finds every single wrong digit."""
    remainder = 10
    for digit in digits:
        remainder = 2 * ((remainder + int(digit)) % 10 or 10) % 11
    return str((1 - remainder) % 10)


def has_right_check_digit(number: str) -> bool:
    """Whether the last digit of ``number`` is the check digit of those before it."""
    return number.isascii() and number.isdigit() and check_digit(number[:-1]) == number[-1]


def student_numbers(digits: int, count: int) -> Iterator[str]:
    """Yield the first ``count`` numbers of so many digits, the check digit among them, from 1."""
    for number in range(1, min(count + 1, 10 ** (digits - 1))):
        before = f"{number:0{digits - 1}d}"
        yield before + check_digit(before)
