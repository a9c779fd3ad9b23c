"""The value of a workbook's cell and its number format → the text that the cell shows.

Number formats are those of ECMA-376, part 1, 18.8.31. One that is not understood, such as a fraction or a condition,
gives the bare number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# What a format is made of: text in quotes, an escaped character, a width or filler, brackets, digits, anything else.
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*](.)|\[([^\[\]]*)\]|([0#?][0#?,.]*(?:E[+-]0+)?|\.[0#?]+)|(.)', re.DOTALL)
_CURRENCY = re.compile(r"\$([^-\]]*)")
_DATE_PART = re.compile(r'"([^"]*)"|\\(.)|\[[^\[\]]*\]|(AM/PM|A/P|y+|m+|d+|h+|s+)|(.)', re.IGNORECASE | re.DOTALL)
_TWO_DIGIT = 2
# The formats in which every computer writes dates as its country does: only the standard form means the same to all.
_OF_THE_COUNTRY = ("mm-dd-yy", "m/d/yyyy", "m/d/yy", "m/d/yy h:mm")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_THOUSANDS = {"en": ","}
_NARROW_SPACE = "\u202f"  # between thousands in every other language, for points and commas differ from one to another


class ShownText(str):
    """What a cell shows, where a machine writes it otherwise: ``plain``, such as 1815-04-10."""

    __slots__ = ("plain",)

    plain: str


def shown_text(value: object, number_format: str, language: str) -> str:
    """The text that a cell with ``value`` shows in a sheet in ``language``."""
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case int() | float():
            return _number(value, number_format, language)
        case datetime() | date() | time():
            return _moment(value, number_format, language)
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class _NumberFormat:
    before: str
    after: str
    least: int  # digits before the decimal sign
    fewest: int  # decimals
    most: int
    thousands: bool
    shift: int  # by how many powers of ten the number is moved
    exponent: bool
    has_digits: bool


def _number(value: float, number_format: str, language: str) -> str:
    sections = _sections(number_format)
    index = 0
    if len(sections) > 1 and value < 0:
        index = 1
    elif len(sections) > 2 and value == 0:
        index = 2
    form = _number_format(sections[index])
    if form is None:
        return _bare(value)
    if not form.has_digits:
        return form.before.strip() or _bare(value)
    number = Decimal(repr(value)).scaleb(form.shift)
    minus = "-" if number < 0 and index == 0 else ""
    number = abs(number)
    if form.exponent:
        digits = f"{number:.{form.most}E}"
    else:
        digits = str(number.quantize(Decimal(1).scaleb(-form.most), ROUND_HALF_UP))
        whole, _, decimals = digits.partition(".")
        decimals = decimals[: form.fewest] + decimals[form.fewest :].rstrip("0")
        whole = whole.zfill(form.least) if form.least else whole
        if form.thousands:
            whole = f"{int(whole):,}".replace(",", _THOUSANDS.get(language.partition("-")[0], _NARROW_SPACE))
        digits = f"{whole}.{decimals}" if decimals else whole
    return f"{minus}{form.before}{digits}{form.after}".strip()


def _bare(value: float) -> str:
    """A number without a format: at most 11 digits after rounding, as spreadsheets show it, and never an exponent."""
    if abs(value) >= 1e15:  # a cell keeps 15 digits of a number
        return f"{Decimal(f'{float(value):.15g}'):f}"
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{Decimal(f'{value:.11g}'):f}"


@lru_cache
def _sections(number_format: str) -> tuple[str, ...]:
    """What is written for positive numbers, for negative ones, for zero and for text."""
    sections, current = [], ""
    for token in _TOKEN.finditer(number_format):
        if token[0] == ";":
            sections.append(current)
            current = ""
        else:
            current += token[0]
    return (*sections, current)


@lru_cache
def _number_format(section: str) -> _NumberFormat | None:
    """How a section writes numbers; None where that is not understood, or is the general format."""
    before, digits, after = "", "", ""
    for text, escaped, _, brackets, placeholders, other in _TOKEN.findall(section):
        if placeholders and not digits:
            digits = placeholders
        elif placeholders:
            return None
        currency = _CURRENCY.match(brackets)
        if brackets and brackets[0] in "<>=":
            return None
        if other and other.isalpha() and other not in "£€":
            return None
        if other in ("/", "@"):
            return None
        written = text or escaped or other or (currency[1] if currency else "")
        if digits:
            after += written
        else:
            before += written
    has_digits = bool(digits)
    digits, _, exponent = digits.partition("E")
    scaled = len(digits) - len(digits.rstrip(","))
    whole, _, decimals = digits.rstrip(",").partition(".")
    return _NumberFormat(
        before=before,
        after=after,
        least=whole.count("0"),
        fewest=decimals.count("0"),
        most=len(decimals),
        thousands="," in whole,
        shift=2 * (before + after).count("%") - 3 * scaled,
        exponent=bool(exponent),
        has_digits=has_digits,
    )


def _moment(value: datetime | date | time, number_format: str, language: str) -> str:
    """A date or time as its format writes it; in the standard form where that depends on the country."""
    plain = _plain_moment(value)
    form = number_format.partition(";")[0]
    has_names = re.search(r"mmm|ddd", form, re.IGNORECASE)
    if form in (*_OF_THE_COUNTRY, "General") or (has_names and language.partition("-")[0] != "en"):
        return plain
    written = ShownText(_written_moment(value, form))
    written.plain = plain
    return written


def _plain_moment(value: datetime | date | time) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat("minutes") if isinstance(value, time) else value.isoformat()


def _written_moment(value: datetime | date | time, form: str) -> str:
    moment = _full_moment(value)
    parts = [(text or escaped or other, code.lower()) for text, escaped, code, other in _DATE_PART.findall(form)]
    codes = [code for _, code in parts if code]
    is_12_hour = any(code in ("am/pm", "a/p") for code in codes)
    written, last = "", ""
    following = [*codes[1:], ""]
    for text, code in parts:
        if not code:
            written += text
            continue
        after = following.pop(0)
        is_beside_time = last.startswith("h") or after.startswith("s")
        is_minutes = code.startswith("m") and len(code) <= _TWO_DIGIT and is_beside_time
        written += _date_part(moment, "minutes" if is_minutes else code, is_12_hour=is_12_hour)
        last = code
    return " ".join(written.split())


def _full_moment(value: datetime | date | time) -> datetime:
    """A date at midnight, or a time on any day."""
    match value:
        case datetime():
            return value
        case time():
            return datetime.combine(date(2000, 1, 1), value)
        case date():
            return datetime.combine(value, time())


def _date_part(moment: datetime, code: str, *, is_12_hour: bool) -> str:
    hour = (moment.hour + 11) % 12 + 1 if is_12_hour else moment.hour
    match code:
        case "minutes":
            return f"{moment.minute:02}"
        case "am/pm" | "a/p":
            return "AM" if moment.hour < 12 else "PM"
        case "yy":
            return f"{moment.year % 100:02}"
        case "mmmm":
            return _MONTHS[moment.month - 1]
        case "mmm":
            return _MONTHS[moment.month - 1][:3]
        case "dddd":
            return moment.strftime("%A")
        case "ddd":
            return moment.strftime("%a")
    number = {"y": moment.year, "m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[code[0]]
    return f"{number:02}" if len(code) == _TWO_DIGIT else str(number)
