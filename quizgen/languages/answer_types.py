"""The type of an answer, where it is plain from the words of the answer, its sentence and its question.

Nothing is guessed: what could be of several types has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from quizgen.languages.expected_answer import ExpectedAnswer
from quizgen.languages.mentions import Mention, mentions_of
from quizgen.languages.quantities import Quantity, quantities
from quizgen.languages.word_lists import Language
from quizgen.model.fact import ValueType
from quizgen.model.numbers import number_in

_ISO_DATE = re.compile(r"-?\d{4}-\d{2}(?:-\d{2})?")
_DAY_FIRST = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
_ERA_YEAR = re.compile(
    r"\d{1,4}\s*(?:AD|BCE?|CE|[vn]\.\s?Chr\.|av\. J\.-C\.|a\. ?C\.|до н\. ?э\.|н\. ?э\.|e\.ə\.)|AD\s*\d{1,4}"
)
_NAME_TYPES: dict[str, ValueType] = {
    "person": "person",
    "place": "place",
    "country": "country",
    "organisation": "organisation",
}
_QUANTITY_TYPES: dict[str, ValueType] = {"": "count", "part": "percent", "time": "duration", "times": "ratio"}
_BEFORE, _AFTER = 40, 40  # characters of the sentence beside the answer that are read with it
_LATEST_YEAR = 2100
_MOST_NOUNS = 2  # words after a number that say what is counted
_LONGEST_NAME = 6  # words
_SHORTEST_NAME = 2  # letters
_CODE = re.compile(r"\b0\d(?!\d\b)|(?<!\d[,.\s])\b0\d")  # digits that are no number: 007, 4.05; but not 7,000
_LETTER = re.compile(r"[^\W\d_]")
# A time of day is no amount: no other number beside it would be one, such as 68 p.m.
_CLOCK = re.compile(
    r"\d[\d:.]{0,7}\s?(?:[ap]\.?\s?m\b|o[’']clock|h\s?\d\d\b|Uhr\b|час(?:а|ов)?\b"
    r"(?=\s(?:утра|дня|вечера|ночи)))|\d\d?:\d\d\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedAnswer:
    """An answer as it is shown, and the sentence ``before`` and ``after`` it."""

    shown: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class InferredType:
    """The type of an answer, and its value: in digits where the answer has words, a date in ISO 8601."""

    type: ValueType
    value: str


def answer_type(answer: StatedAnswer, expected: ExpectedAnswer, language: Language) -> InferredType | None:
    """The type of ``answer``, a reply to a question that has it as ``expected``; None where it is not plain."""
    return _date(answer.shown, language) or _number(answer, expected, language) or _name(answer, expected, language)


def date_in(text: str, language: Language) -> str | None:
    """The date that ``text`` is, in ISO 8601; None if it is no date, or one whose year is not said."""
    inferred = _date(text, language)
    return inferred.value if inferred and _ISO_DATE.fullmatch(inferred.value) else None


def is_year_of_an_era(text: str) -> bool:
    """Whether ``text`` is a year before or after Christ, and says so."""
    return bool(_ERA_YEAR.fullmatch(text))


def _date(text: str, language: Language) -> InferredType | None:
    if _ISO_DATE.fullmatch(text):
        return InferredType("date", text)
    if (match := _DAY_FIRST.fullmatch(text)) is not None:
        day, mark, month, year = match.groups()
        ambiguous = mark == "/" and int(day) <= 12 and int(month) <= 12  # in English the month may come first
        if mark == "/" and int(month) > 12:
            day, month = month, day
        return InferredType("date", text if ambiguous else _iso(year, month, day) or text)
    mentions, _ = mentions_of(text, language)
    months = [
        mention.word.member[1] for mention in mentions if mention.word.member and mention.word.member[0] == "month"
    ]
    numbers = [str(int(mention.digits)) for mention in mentions if 0 <= mention.digits < inf]
    days = [number for number in numbers if len(number) <= 2]
    years = [number for number in numbers if len(number) >= 3]
    if len(months) != 1 or not numbers or len(days) > 1 or len(years) > 1:
        return None
    if any(_is_content(mention) for mention in mentions):
        return None
    return InferredType("date", _iso(years[0], str(months[0] + 1), *days) if years else text)


def _is_content(mention: Mention) -> bool:
    """Whether a word of a date is no part of it."""
    word = mention.word
    is_known = word.member or word.unit or "function" in word.roles or len(word.form) <= 2
    return mention.digits < 0 and not is_known


def _iso(year: str, month: str, day: str = "") -> str:
    """The date in ISO 8601, or "" if there is no such day."""
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    parts = [f"{int(year):04}", f"{int(month):02}", f"{int(day):02}" if day else ""]
    return "-".join(part for part in parts if part)


def _number(answer: StatedAnswer, expected: ExpectedAnswer, language: Language) -> InferredType | None:
    own_text = answer.shown
    if is_year_of_an_era(own_text):
        return InferredType("year", own_text)
    before, after = answer.before[-_BEFORE:], answer.after[:_AFTER]
    start, end = len(before), len(before) + len(own_text)
    text = before + own_text + after
    if (clock := _CLOCK.search(text, start)) and clock.start() < end:
        return None
    mentions, numeric = mentions_of(text, language)
    if not numeric:
        return None
    inside = [
        quantity
        for quantity in quantities(text, mentions, language)
        if start <= mentions[quantity.position].start < end
    ]
    own = [mention for mention in mentions if start <= mention.start < end]
    if len(inside) != 1 or not _is_whole(inside[0], own, mentions[inside[0].position], language):
        return None
    quantity = inside[0]
    if not quantity.in_words and (number_in(own_text) is None or _CODE.search(own_text)):
        return None
    if _is_year(quantity, expected, text[mentions[quantity.position].end :]):
        return InferredType("year", own_text)
    if quantity.ordinal or quantity.decade or quantity.implicit:
        return None
    is_multiple = bool(mentions[quantity.position].word.multiple)  # threefold
    if quantity.in_words and quantity.quantity == "times" and expected.type == "number" and not is_multiple:
        return InferredType("count", _digits(quantity))  # how often? seven times
    if quantity.in_words and quantity.quantity in ("part", "times"):
        return None
    kind: ValueType = "money" if quantity.quantity.startswith("money") else _measure(quantity)
    return InferredType(kind, _digits(quantity) if quantity.in_words else own_text)


def _measure(quantity: Quantity) -> ValueType:
    if quantity.quantity == "" and not float(quantity.amount).is_integer():
        return "measure"
    return _QUANTITY_TYPES.get(quantity.quantity, "measure")


def _digits(quantity: Quantity) -> str:
    return f"{quantity.amount:.12g}"


def _is_whole(quantity: Quantity, own: Sequence[Mention], number: Mention, language: Language) -> bool:
    """Whether the answer is the number, with its unit and what is counted, and not a name that has a number in it."""
    leading = [mention for mention in own if mention.start < number.start]
    trailing = [mention for mention in own if mention.start >= quantity.end and mention.start > number.start]
    if any(not (mention.word.bound or mention.word.unit or mention.word.roles) for mention in leading):
        return False
    names = [mention for mention in trailing if mention.capital and language.names_by_capitals]
    return not names and len(trailing) <= _MOST_NOUNS


def _is_year(quantity: Quantity, expected: ExpectedAnswer, after: str) -> bool:
    whole = not quantity.quantity and quantity.scale == 1 and not quantity.in_words and not quantity.decade
    if not whole or expected.type == "number":
        return False
    if expected.type in ("time", "year"):
        return 0 < quantity.raw <= _LATEST_YEAR and float(quantity.raw).is_integer()
    if not quantity.year:
        return False
    return bool(quantity.before) or not quantity.nouns or not after.strip()


def _name(answer: StatedAnswer, expected: ExpectedAnswer, language: Language) -> InferredType | None:
    text = answer.shown
    words = text.split()
    letters = _LETTER.findall(text)
    if not len(letters) >= _SHORTEST_NAME or not letters[0].isupper() or len(words) > _LONGEST_NAME:
        return None
    if "function" in language.word(language.small(words[0])).roles and not any(word[0].isupper() for word in words[1:]):
        return None  # The second
    kind = _NAME_TYPES.get(expected.type)
    if kind == "person" and _follows_determiner(answer.before, language):
        return None  # the Senate, the Turkic World
    if kind:
        return InferredType(kind, text)
    begins = not answer.before.strip() and len(words) == 1  # its capital may be that of the sentence
    if not expected.role or begins or not language.names_by_capitals:
        return None
    return InferredType("term", text)


def _follows_determiner(before: str, language: Language) -> bool:
    words = before.split()
    return bool(words) and "determiner" in language.word(language.small(words[-1])).roles
