"""The numbers of a text, in digits or in words, with their scale, unit and bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isclose
from typing import Literal

from quizgen.languages.mentions import Mention
from quizgen.languages.word_lists import Language, Word

# At least, at most, exactly, nearly, about; the lower and the higher end of a range. Small letters are the weak words
# (over, under), which also have other meanings.
Bound = Literal["", "GE", "LE", "EX", "NR", "AP", "LO", "HI"]

_WIDEST_GAP = 3  # characters between a number and its unit: "5 тыс. руб."
_MOST_NOUNS = 2  # words after a number that say what is counted
_FARTHEST_ONE = 6  # words between "one" and "in five"
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2100
_PER_CENT = 100
_DECADE = 10
_MINUS_SIGNS = ("-", "−", "–", "‑")
_SECONDS_A_YEAR = 31557600
_MOST_ONE_IN = 100


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text: ``raw`` times ``scale`` of the unit, which is ``factor`` basic units of ``quantity``.

    ``below_zero`` is None where a temperature may be below zero by a word of the text: five degrees below zero.
    ``nouns`` are the stems of the words that say what is counted, ``before`` is the word in front of it; ``start`` and
    ``end`` are characters of the text, ``position`` the place of its first word.
    """

    raw: float
    scale: float = 1
    quantity: str = ""
    factor: float = 1
    bound: Bound = ""
    weak: bool = False
    ordinal: bool = False
    year: bool = False
    decade: bool = False
    in_words: bool = False
    implicit: bool = False
    nouns: tuple[str, ...] = ()
    before: str = ""
    position: int = 0
    start: int = 0
    end: int = 0
    below_zero: bool | None = False

    @property
    def amount(self) -> float:
        """The number without its unit."""
        return self.raw * self.scale

    @property
    def value(self) -> float:
        """The number in basic units."""
        return self.raw * self.scale * self.factor

    def equals(self, other: Quantity) -> bool:
        """Whether both are the same number, of the same unit where both have one."""
        if self.decade != other.decade and self.year and other.year:
            return self.raw // _DECADE == other.raw // _DECADE
        if (
            _is_temperature(self.quantity)
            and self.quantity == other.quantity
            and {self.below_zero, other.below_zero} == {True, False}
        ):
            return False
        if self.quantity and other.quantity:
            return self.quantity == other.quantity and isclose(self.value, other.value)
        amount, another = self.raw * self.scale, other.raw * other.scale
        return amount == another or isclose(amount, another)

    def is_comparable(self, other: Quantity) -> bool:
        """Whether both measure the same quantity, or neither has a unit."""
        return self.quantity == other.quantity and self.ordinal == other.ordinal and self.year == other.year


def quantities(text: str, mentions: Sequence[Mention], language: Language) -> list[Quantity]:
    """Return every number of ``text``, whose words are ``mentions``."""
    numbers: list[Quantity] = []
    reader, after = _QuantityReader(text, mentions, language), 0
    for index, mention in enumerate(mentions):
        word = mention.word
        if index >= after and (mention.digits >= 0 or word.numeric or word.unit):
            quantity, after = reader.read(index)
            if quantity is not None:
                numbers.append(quantity)
    return list(_ranges(text, mentions, numbers)) if len(numbers) > 1 else numbers


@dataclass(frozen=True, slots=True)
class _QuantityReader:
    text: str
    mentions: Sequence[Mention]
    language: Language

    def read(self, index: int) -> tuple[Quantity | None, int]:
        """The number that begins at ``index``, or None; and the place after it."""
        mention = self.mentions[index]
        word = mention.word
        if mention.digits >= 0:
            if self._is_in_a_name(mention):
                return None, index + 1
            return self._with_surroundings(index, index + 1, mention.digits, ordinal=mention.ordinal)
        if word.ordinal and not (word.fraction and self._is_role(index - 1, "article")):
            return self._with_surroundings(index, index + 1, word.ordinal, ordinal=True)
        if word.number >= 0 or word.parts:
            if mention.capital and index and self._is_capital(index + 1):
                return None, index + 1  # the Hundred Years' War
            raw, after = self._number_in_words(index)
            return self._with_surroundings(index, after, raw)
        if word.scale and self._is_role(index - 1, "article"):
            return self._with_surroundings(index, index, 1)
        if word.fraction:
            return self._fraction(index, word.fraction)
        if word.multiple:
            return self._with_surroundings(index, index + 1, word.multiple, quantity="times")
        if word.unit and word.unit.quantity == "time" and self._is_role(index - 1, "article"):
            return self._with_surroundings(index, index, 1, implicit=True)
        return None, index + 1

    def _is_in_a_name(self, mention: Mention) -> bool:
        """Whether the digits belong to a name or a formula: F-35, Covid-19, O2; EUR5 is an amount."""
        before = self.text[max(0, mention.start - 2) : mention.start]
        if len(before) == 2 and before[1] in "-‑":
            return before[0].isalpha()
        return before[-1:].isalpha() and not self._is_unit(mention)

    def _is_unit(self, mention: Mention) -> bool:
        """Whether the word that ends where ``mention`` begins is a unit."""
        return any(other.end == mention.start and other.word.unit is not None for other in self.mentions)

    def _is_capital(self, index: int) -> bool:
        return index < len(self.mentions) and self.mentions[index].capital

    def _is_role(self, index: int, role: str) -> bool:
        return 0 <= index < len(self.mentions) and role in self.mentions[index].word.roles

    def _is_next(self, index: int) -> bool:
        """Whether the word at ``index`` comes right after the one before it."""
        if not 0 < index < len(self.mentions):
            return False
        return self.mentions[index].start - self.mentions[index - 1].end <= _WIDEST_GAP

    def _number_in_words(self, index: int) -> tuple[float, int]:
        """The number that words from ``index`` on make together: three hundred and forty-two."""
        total, lowest = 0.0, 0.0
        while index < len(self.mentions):
            word = self.mentions[index].word
            joined = "and" in word.roles and lowest > 1 and self._is_next(index + 1)
            if joined and 0 < self.mentions[index + 1].word.number < lowest:
                index += 1
                word = self.mentions[index].word
            if word.parts:
                return _compound(word.parts), index + 1
            number = word.number
            if number < 0 or (lowest and not self._is_next(index)):
                break
            if not lowest:
                total = number
            elif number == _PER_CENT and 1 < total < 10:
                total *= number
            elif number < lowest or (number < 20 and total % _PER_CENT in (60, 80)):
                total += number
            else:
                break
            lowest = _lowest_digit(number)
            index += 1
            if lowest == 1 and number > 0:
                following = self.mentions[index].word.number if index < len(self.mentions) else -1
                if following != _PER_CENT:
                    break
        return total, index

    def _fraction(self, index: int, fraction: float) -> tuple[Quantity | None, int]:
        after = index + 1
        while after < min(len(self.mentions), index + 3) and self._is_role(after, "fraction of"):
            after += 1
        if after < len(self.mentions):
            word = self.mentions[after].word
            if word.scale or (word.unit and word.unit.quantity == "time"):
                return self._with_surroundings(index, after, fraction)
        return self._with_surroundings(index, index + 1, fraction, quantity="part")

    def _with_surroundings(
        self, first: int, after: int, raw: float, *, quantity: str = "", ordinal: bool = False, implicit: bool = False
    ) -> tuple[Quantity, int]:
        """The number with what is around it: scale, unit, bound, and what is counted; and where to read on."""
        mentions, scale, factor = self.mentions, 1.0, 1.0
        start = mentions[first].start
        near = self._is_next if after > first else lambda index: index < len(mentions)
        while near(after) and mentions[after].word.scale:
            scale *= mentions[after].word.scale
            after += 1
            near = self._is_next
        if near(after) and mentions[after].word.fraction and not ordinal and raw > 1 and scale == 1:
            raw, quantity = raw * mentions[after].word.fraction, "part"
            after += 1
        unit_at = after
        if scale > 1 and near(after) and self._is_role(after, "of"):
            unit_at += 1
        unit = mentions[unit_at].word.unit if near(unit_at) else None
        if unit and unit.factor == _SECONDS_A_YEAR and scale == 1 and self._is_year(first, "", 1):
            unit, ordinal, after = None, False, unit_at + 1  # the year 1990, not 1990 years
        elif unit and not ordinal:
            quantity, factor, after = *unit, unit_at + 1
        before = first - 1
        sign = mentions[before].word.unit if before >= 0 and start - mentions[before].end <= 1 and not unit else None
        if sign and sign.quantity.startswith("money"):
            quantity, factor = sign
            start = mentions[before].start
            before -= 1
        if near(after) and self._is_role(after, "and half"):
            raw += 0.5
            after += 1
        end = mentions[max(first, after - 1)].end
        may_be_share = quantity == "" and raw <= _MOST_ONE_IN and float(raw).is_integer()
        if may_be_share and (one := self._one_in(first)) is not None:
            raw, scale, quantity, factor, start = _PER_CENT / raw, 1, "part", 1 / _PER_CENT, mentions[one].start
        below_zero = self._is_below_zero(start, quantity)
        if below_zero and quantity and self.text[start - 1] in _MINUS_SIGNS:
            start -= 1
        bound, weak = self._bound_around(before, after)
        number = Quantity(
            raw,
            scale,
            quantity,
            factor,
            bound=bound,
            weak=weak,
            ordinal=ordinal,
            year=self._is_year(first, quantity, scale),
            decade=mentions[first].decade,
            in_words=mentions[first].digits < 0,
            implicit=implicit,
            nouns=() if ordinal and quantity else tuple(self._nouns(after)),
            before=self._before(before),
            position=first,
            start=start,
            end=end,
            below_zero=below_zero,
        )
        return number, max(after, first + 1)

    def _is_below_zero(self, start: int, quantity: str) -> bool | None:
        """Whether what begins at ``start`` may be a temperature with a minus; None if other words may say so."""
        before = self.text[:start]
        if before.endswith(_MINUS_SIGNS) and not before[:-1].rstrip()[-1:].isdigit():
            return True  # but not the second of 5-7 °C
        if not _is_temperature(quantity):
            return False
        words = self.language.settings.get("below zero", "").split()
        if any(mention.end <= start <= mention.end + 1 and mention.word.form in words[:1] for mention in self.mentions):
            return True
        return None if any(mention.word.form.startswith(tuple(words)) for mention in self.mentions if words) else False

    def _one_in(self, index: int) -> int | None:
        """Where "one" is before "in five", or None."""
        if not self._is_role(index - 1, "in"):
            return None
        for one in range(index - 2, max(-1, index - 2 - _FARTHEST_ONE), -1):
            if self.mentions[one].clause != self.mentions[index].clause:
                return None
            if "one" in self.mentions[one].word.roles:
                return one
        return None

    def _bound_around(self, before: int, after: int) -> tuple[Bound, bool]:
        mentions = self.mentions
        if before > 0 and self._is_role(before, "article"):
            before -= 1
        if before >= 0 and (bound := mentions[before].word.bound):
            if before > 0 and "reach" in mentions[before].word.roles and self._is_reaching(mentions[before - 1].word):
                return "", False
            return bound, "weak" in mentions[before].word.roles  # type: ignore[return-value]  # the lists have these
        for index in range(after, min(after + 2, len(mentions))):
            word = mentions[index].word
            if word.bound and "bound after" in word.roles:
                return word.bound, "weak" in word.roles  # type: ignore[return-value]
        return "", False

    def _is_reaching(self, word: Word) -> bool:
        """Whether "up to" after ``word`` is no bound: it went up to, it rose up to."""
        return "reaching" in word.roles or any(pole.axis == 0 for pole in self.language.poles(word))

    def _is_year(self, index: int, quantity: str, scale: float) -> bool:
        mention = self.mentions[index]
        text = self.text[mention.start : mention.end]
        if quantity or scale != 1 or mention.digits < 0:
            return False
        return (
            text[:4].isdigit()
            and (len(text) == 4 or mention.decade or mention.ordinal)
            and _EARLIEST_YEAR <= mention.digits <= _LATEST_YEAR
        )

    def _nouns(self, index: int) -> Iterator[str]:
        count = 0
        clause = self.mentions[index - 1].clause if index else 0
        for mention in self.mentions[index : index + 2 * _MOST_NOUNS]:
            if mention.clause != clause or mention.digits >= 0 or count == _MOST_NOUNS:
                return
            if mention.capital and self.language.names_by_capitals:
                return
            if "function" in mention.word.roles:
                if mention.word.roles.isdisjoint(("of", "fraction of")):
                    return
                continue
            count += 1
            yield mention.word.stem

    def _before(self, index: int) -> str:
        for mention in reversed(self.mentions[max(0, index - 1) : index + 1]):
            if mention.word.roles and not mention.word.bound:
                return mention.word.form
        return ""


def _is_temperature(quantity: str) -> bool:
    return quantity.startswith("temperature")


def _lowest_digit(number: float) -> float:
    if number >= _PER_CENT:
        return _PER_CENT
    return 10 if number == 10 or number >= 20 else 1  # он төрт, ten and four, is fourteen


def _compound(parts: Sequence[float]) -> float:
    total = current = 0.0
    for part in parts:
        if part >= 1000:
            total += (current or 1) * part
            current = 0
        elif part == _PER_CENT and 0 < current < 10:
            current *= part
        else:
            current += part
    return total + current


def _ranges(text: str, mentions: Sequence[Mention], numbers: Sequence[Quantity]) -> Iterator[Quantity]:
    """The numbers, those that are the ends of a range with the unit and scale that they share."""
    follows_low_end = False
    for number, (low, high) in enumerate(zip(numbers, [*numbers[1:], None], strict=True)):
        current = replace(low, bound="HI") if follows_low_end and not low.bound else low
        follows_low_end = False
        if high is not None and _is_range(text, mentions, low, high):
            if not low.quantity and low.scale == 1 and (low.raw < high.raw or not low.nouns) and not high.year:
                current = replace(current, quantity=high.quantity, factor=high.factor, scale=high.scale)
            moved = number == 0 and low.before and "from" in _roles_of(mentions, low.before)
            if not moved and low.value < high.value and not low.bound and not low.year:
                current, follows_low_end = replace(current, bound="LO"), True
            if not current.nouns:
                current = replace(current, nouns=high.nouns)
        yield current


def _roles_of(mentions: Sequence[Mention], form: str) -> frozenset[str]:
    return next((mention.word.roles for mention in mentions if mention.word.form == form), frozenset())


def _is_range(text: str, mentions: Sequence[Mention], low: Quantity, high: Quantity) -> bool:
    """Whether nothing but "to", a dash, or the "and" of "between" is between two numbers."""
    between = text[low.end : high.start].strip(" $€£")
    if between in ("-", "–", "—", "‑"):
        return True
    inner = [mention for mention in mentions[low.position + 1 : high.position] if mention.start >= low.end]
    joining = [mention for mention in inner if mention.word.unit is None]
    if len(joining) != 1:
        return False
    roles = joining[0].word.roles
    return "range" in roles or ("and" in roles and "between" in _roles_of(mentions, low.before))
