"""What spreadsheet programs do to cells that they take for dates and numbers, as far as the cells still show it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quizgen.reading.facts.cell_text import ShownText

WHAT = "cell changed by a spreadsheet"
_TYPED_AGAIN = "look it up, and type it again in a cell whose format is text"
# Short names of months, as programs write them in eight languages.
_MONTHS = "|".join(
    (
        "jan feb mar apr may jun jul aug sept? oct nov dec",
        "jän mrz mär mai okt dez ene abr ago dic janv févr mars avr juin juil août déc fev set out",
        "янв фев мар апр май июн июл авг сен сент окт ноя нояб дек қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
        "yan fevr iyn iyl avq sen okt noy dek",
    )
).replace(" ", "|")
_DAY = re.compile(
    rf"\d{{1,2}}-(?:{_MONTHS})\.?|\d{{2}}[./] ?(?:{_MONTHS})\.?|(?:{_MONTHS})\.?[-./]\d{{2}}", re.IGNORECASE
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_POWER = re.compile(r"[-+]?\d(?:[.,]\d+)?E[-+]\d{2,3}")
_TOO_NARROW = re.compile(r"#{3,}")
_ERROR = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|WERT!|BEZUG!|ЗНАЧ!|ССЫЛКА!|¡VALOR!|¡REF!)"
)
_LONG = re.compile(r"\d{15}0+")
_TIME = re.compile(r"\d{1,2}:\d\d(?::00)?")
_NUMBER = re.compile(r"\d+")
_SHORTEST_CODE = 5  # digits: codes of places and telephone numbers


def damage(cell: str) -> str:
    """What a spreadsheet has done to a cell, or may have done, and what to do; "" where nothing shows it."""
    if _DAY.fullmatch(cell):
        return f"{cell} may have been two numbers, such as 1/2, that became a date: {_TYPED_AGAIN}"
    if isinstance(cell, ShownText) and _TIME.fullmatch(cell):
        return f"{cell} is a time of day, and may have been two numbers, such as 16:9: {_TYPED_AGAIN}"
    if _POWER.fullmatch(cell):
        return f"{cell} was a longer number, whose last digits are lost: {_TYPED_AGAIN}"
    if _LONG.fullmatch(cell):
        return f"{cell} may have had other last digits, for a cell keeps 15 of a number: {_TYPED_AGAIN}"
    if _TOO_NARROW.fullmatch(cell):
        return "#### is what a column shows that is too narrow: widen it, and save the file again"
    if _ERROR.fullmatch(cell):
        return f"{cell} is an error of a formula: correct the formula, and save the file again"
    return ""


def damaged_key(cell: str) -> str:
    """Why a cell that should name right options by their numbers names none, if a spreadsheet is why; or ""."""
    if isinstance(cell, ShownText) or _MOMENT.fullmatch(cell) or _DAY.fullmatch(cell):
        return f"its key {cell} is a date, into which a spreadsheet turned the numbers of its right options"
    if re.fullmatch(r"\d+\.\d+", cell):
        return f"its key {cell} is one number, into which a spreadsheet turned those of its right options"
    return ""


def without_leading_zeros(columns: Mapping[int, Sequence[tuple[int, str]]]) -> Mapping[int, str]:
    """By its row, each number that has lost its zeros: all others in its column are codes of one length.

    ``columns`` are the cells of each column, each with its row.
    """
    lost: dict[int, str] = {}
    for cells in columns.values():
        filled = [(row, cell) for row, cell in cells if cell]
        lengths = [len(cell) for _, cell in filled]
        longest = max(lengths, default=0)
        usual = lengths.count(longest)
        if longest < _SHORTEST_CODE or usual <= len(filled) // 2 or usual == len(filled):
            continue
        if all(_NUMBER.fullmatch(cell) for _, cell in filled):
            lost |= {row: cell for row, cell in filled if len(cell) < longest}
    return lost
