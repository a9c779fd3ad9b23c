"""Options that are bare amounts (numbers, ranges, measures, dates), which are shown in their order.

Digits alone do not make an amount: CO2, World War 1, x^2 and 12 Angry Men are texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quizgen.languages.answer_types import date_in, is_year_of_an_era
from quizgen.languages.mentions import mentions_of
from quizgen.languages.quantities import quantities
from quizgen.languages.word_lists import Language
from quizgen.model.figures import figure_in, rank_of

_SIGNS = re.compile(r"[\s$€£¥₽₸₼₹%°'’,.+~≈≤≥<>±−–-]*")
_WORD = re.compile(r"[^\W\d_]+")
_UNIT = re.compile(r"[^\W\d_]+[²³]?(?:/[^\W\d_]+[²³]?)?\.?")  # km², m/s, bbl.
_MOST_WORDS = 3  # after the number: its unit and what is counted


@dataclass(frozen=True, slots=True)
class _BareAmount:
    """A number as it is written, and in basic units of ``quantity``; ``after`` are the stems of the words behind it."""

    written: Decimal
    after: tuple[str, ...]
    basic: Decimal | None = None
    quantity: str = ""
    counted: tuple[str, ...] = ()  # those of ``after`` that are neither a unit nor a scale


def ranks_of(texts: Sequence[str], language: Language) -> list[Decimal] | None:
    """A number for each of ``texts`` by which they are put in order, or None if they are not amounts of one kind."""
    amounts = [amount for text in texts if (amount := _amount_in(text, language))]
    if not amounts or len(amounts) < len(texts):
        return None
    basic = [amount.basic for amount in amounts if amount.basic is not None]
    if len(basic) == len(texts) and len({(amount.quantity, amount.counted) for amount in amounts}) == 1:
        return basic
    if len({amount.after for amount in amounts}) == 1:
        return [amount.written for amount in amounts]
    return None


def _amount_in(text: str, language: Language) -> _BareAmount | None:
    day = date_in(text, language)
    if day is not None and (rank := rank_of(day)) is not None:
        return _BareAmount(rank, ("date",))
    figure, rank = figure_in(text, ""), rank_of(text)
    if figure is None or rank is None:
        return None
    if is_year_of_an_era(text):
        return _BareAmount(rank, ())
    mentions, _ = mentions_of(text, language)
    numbers = [mention for mention in mentions if mention.digits >= 0]
    if not numbers:
        return None
    before, after = text[: numbers[0].start], text[numbers[-1].end :]
    words = after.split()
    if not _is_small(before, language) or len(words) > _MOST_WORDS or not all(_is_unit(w, language) for w in words):
        return None
    entries = [language.word(language.small(word)) for word in _WORD.findall(after)]
    stems = tuple(word.stem for word in entries)
    amounts = quantities(text, mentions, language)
    if len(amounts) != 1:
        return _BareAmount(rank, stems)
    basic = Decimal(amounts[0].value) * (-1 if rank < 0 else 1)
    counted = tuple(word.stem for word in entries if not word.unit and not word.scale)
    return _BareAmount(rank, stems, basic, amounts[0].quantity, counted)


def _is_small(before: str, language: Language) -> bool:
    """Whether there are only signs and small words such as "about" in front of a number."""
    words = _WORD.findall(before)
    entries = (language.word(language.small(word)) for word in words)
    return bool(_SIGNS.fullmatch(_WORD.sub("", before))) and all(
        word.bound or word.unit or "function" in word.roles for word in entries
    )


def _is_unit(word: str, language: Language) -> bool:
    """Whether the word may follow a number as its unit or as what is counted; a name begins with a capital."""
    if _SIGNS.fullmatch(word):
        return True
    core = word.strip("°%,")
    capital = core[:1].isupper() and core[1:2].islower()
    is_name = capital and language.names_by_capitals and not language.word(language.small(core)).unit
    return bool(_UNIT.fullmatch(core)) and not is_name
