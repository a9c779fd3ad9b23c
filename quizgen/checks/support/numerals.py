"""The rule over numerals: each number that a fact gives in digits is in its evidence, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from quizgen.checks.arithmetic import ExpressionError, constants, evaluate, values_of
from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import Rule
from quizgen.checks.support.analysed_text import AnalysedText, analysed_text
from quizgen.checks.support.passage import Passage
from quizgen.languages.word_lists import Language
from quizgen.model.body import Body, TrueFalse, answer_in_words, right_options
from quizgen.model.claim import Claim
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import number_in, numerals
from quizgen.model.text import pieces

NUMERAL = Rule(
    "numeral",
    "error",
    "Every numeral of a fact is in its quotes or, if there is the article's text, in their sentences or beside them.",
    remedy="correct the number, or quote the words that have it",
)
NUMBER_WORDS = Rule(
    "number-words",
    "warning",
    "Numbers in words are in a language whose number words can be read.",
    remedy="compare the two yourself, then silence this",
)

# Numbers that a formula may bring along: they say "percent" or "one more", not something of the article.
_NEUTRAL = frozenset(map(Decimal, (1, 10, 100, 1000)))
_SCRIPT = re.compile(r"(?:_|(?<!\d)\^)\s*(?:\{[^{}]*\}|[^\s\\])")
_DIGIT = re.compile(r"\d")
_UNIT_POWER = re.compile(r"(?<![^\W_])([kcdmµμ]?m)[23](?![^\W_])")  # km2, m3
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def numbers_in_words(text: str, language: Language) -> Iterator[Decimal]:
    """Every number that ``text`` says in words: eighteen, twenty-one, fivefold, quintupling, 2.3 million."""
    yield from _numbers_in_words(analysed_text(text, language))


def unproven_numerals(
    fact: Fact, language: Language, passage: Passage | None, settled: Set[Decimal]
) -> Iterator[Finding]:
    """Report each numeral of ``fact`` that is not in its evidence, except those that other rules have ``settled``.

    Without a ``passage`` only the quotes themselves are known.
    """
    evidence = _EvidenceNumbers(fact, language, passage)
    rounded = {number for slot in fact.slots if slot.approx for number in numerals(f"{slot.shown}; {slot.value}")}
    figures = [figure for claim in fact.claims if (figure := _figure(claim, fact)) is not None]
    fields: dict[Decimal, list[Field]] = {}
    for field, text, allowed in _texts(fact, figures, language):
        for number in _numerals_to_prove(text, fact.source.title):
            if number in settled or number in evidence or any(_rounds_to(figure, number) for figure in allowed):
                continue
            if number in rounded and any(_roughly(figure, number) for figure in evidence.all):
                continue
            fields.setdefault(number, []).append(field)
    for number in _scaled_digits(fact, fields):
        del fields[number]
    for number, places in fields.items():
        field, also = _best_place(places)
        if not language.is_known and not evidence.digits - _own_numerals(fact):
            message = f"{number} may be in the evidence in words, and number words in {language.code!r}"
            yield NUMBER_WORDS.finding(fact.id, field, f"{message} cannot be read{also}")
        else:
            yield NUMERAL.finding(fact.id, field, f"{number} is nowhere in the evidence{also}")


def _scaled_digits(fact: Fact, missing: Container[Decimal]) -> set[Decimal]:
    """The digits of shown answers that say a missing value with a word: 17 in "17 thousand"."""
    values = [(slot, number_in(slot.value)) for slot in fact.slots if slot.type in NUMBER_TYPES]
    digits: set[Decimal] = set()
    for slot, value in values:
        if value in missing:
            digits.update(number for number in numerals(slot.shown) if number != value and number in missing)
    return digits


def _best_place(fields: Sequence[Field]) -> tuple[Field, str]:
    """Where a number is to be corrected, and the other fields that have it: an answer is in its statement anyway."""
    answer = next((field for field in fields if field[0] == "slots" and field[-1] == "value"), None)
    rest = [field for field in fields[1:] if field != answer]
    names = dict.fromkeys(next(str(name) for name in reversed(field) if isinstance(name, str)) for field in rest)
    return answer or fields[0], f"; it is also in {' and '.join(names)}" if names else ""


@dataclass(slots=True)
class _EvidenceNumbers:
    """The numbers of a fact's evidence; those in words are read only where a number is not there in digits."""

    fact: Fact
    language: Language
    passage: Passage | None
    _digits: frozenset[Decimal] | None = None
    _words: frozenset[Decimal] | None = None

    @property
    def digits(self) -> frozenset[Decimal]:
        """Those in digits."""
        if self._digits is None:
            texts = [*(evidence.quote for evidence in self.fact.evidence), self.fact.reference]
            if self.passage:
                texts += [sentence.text for sentence in self.passage.near]
            raised = (Decimal(match.translate(_RAISED_DIGITS)) for text in texts for match in _RAISED.findall(text))
            self._digits = frozenset(
                (*(number for text in texts for number in numerals(_without_powers(text))), *raised)
            )
        return self._digits

    @property
    def all(self) -> frozenset[Decimal]:
        """Those in digits and in words."""
        if self._words is None:
            quotes = [analysed_text(text, self.language) for text in self._quotes()]
            near = self.passage.near if self.passage else ()
            sentences: Sequence[AnalysedText] = (*quotes, *near)
            self._words = frozenset(number for sentence in sentences for number in _numbers_in_words(sentence))
        return self.digits | self._words

    def __contains__(self, number: Decimal) -> bool:
        return number in self.digits or number in self.all

    def _quotes(self) -> Iterator[str]:
        yield from (evidence.quote for evidence in self.fact.evidence)
        yield self.fact.reference


def _numbers_in_words(sentence: AnalysedText) -> Iterator[Decimal]:
    """The numbers that are in words, or have a word for their scale: twelve, 2.3 million."""
    for quantity in sentence.quantities:
        if not quantity.implicit and (quantity.in_words or quantity.scale != 1):
            yield from (Decimal(f"{number:.12g}") for number in (quantity.raw, quantity.amount))


def _own_numerals(fact: Fact) -> frozenset[Decimal]:
    return frozenset(numerals(str(fact.text())))


def _is_shown(number: Decimal, slot: Slot, language: Language) -> bool:
    """Whether the words in which a slot's answer is shown say ``number``."""
    return number in numerals(slot.shown) or number in numbers_in_words(slot.shown, language)


def _texts(fact: Fact, figures: list[Decimal], language: Language) -> Iterator[tuple[Field, str, list[Decimal]]]:
    """The fact's texts whose numerals must be proven, each with the computed figures that it may contain too."""
    yield ("statement",), str(fact.text()), []
    yield ("feedback",), fact.feedback, figures
    if fact.image:
        yield ("image", "ask"), fact.image.ask, []
        for index, label in enumerate(fact.image.labels):
            yield ("image", "labels", index, "text"), label.text, []
    for slot in fact.slots:
        value = number_in(slot.value) if slot.type in NUMBER_TYPES else None
        if value is not None and _is_shown(abs(value), slot, language):  # or else the rule shown-value reports it
            yield ("slots", slot.name, "value"), slot.value, []
        yield ("slots", slot.name, "ask"), slot.ask, []
        yield ("slots", slot.name, "hint"), slot.hint, []
        if not slot.entity:
            for index, name in enumerate(slot.accept):
                yield ("slots", slot.name, "accept", index), name, []
    for index, written in enumerate(fact.questions):
        yield ("questions", index, "answer"), _right_answers(written.body), []
        yield ("questions", index, "feedback"), written.feedback, figures
        if written.body != TrueFalse(true=False):  # a false statement is not proven
            yield ("questions", index, "stem"), written.stem, []
    for index, claim in enumerate(fact.claims):
        try:
            bare = "; ".join(str(number) for number in constants(claim.expression) if number not in _NEUTRAL)
        except ExpressionError:
            continue  # the claim's own rule says so
        yield ("checks", index, "expr"), bare, []


def _right_answers(body: Body) -> str:
    """What is right, separated so that no two numbers are read as one."""
    return "; ".join(str(option.text) for option in right_options(body)) or answer_in_words(body)


def without_formulas(text: str) -> str:
    """The text without its formulas, which only the rule over numerals reads."""
    if "\\(" not in text:
        return text
    return "".join(" " if is_formula else piece for piece, is_formula in pieces(text))


def _numerals_to_prove(text: str, title: str) -> Iterable[Decimal]:
    if not _DIGIT.search(text):
        return ()
    return dict.fromkeys(numerals(_without_powers(_without_scripts(_without_title(text, title)))))


def _without_powers(text: str) -> str:
    """The text without the small numerals of its units."""
    return _UNIT_POWER.sub(r"\1", text) if "m2" in text or "m3" in text else text


def _without_title(text: str, title: str) -> str:
    """The text without the title of the article, whose numbers say what it is about: Apollo 11, World War 2."""
    if not any(map(str.isdigit, title)) or not any(map(str.isalpha, title)):
        return text
    return re.sub(rf"(?<!\w){re.escape(title)}(?!\w)", " ", text, flags=re.IGNORECASE)


def _without_scripts(text: str) -> str:
    r"""The text without the small numerals of its formulas: `H_2`, `x^2`; but what is a power of a number stays."""
    if "\\(" not in text:
        return text
    return "".join(_SCRIPT.sub(" ", piece) if is_formula else piece for piece, is_formula in pieces(text))


def _figure(claim: Claim, fact: Fact) -> Decimal | None:
    try:
        return evaluate(claim.expression, values_of(fact))
    except ExpressionError:
        return None


def _rounds_to(figure: Decimal, number: Decimal) -> bool:
    try:
        return figure.quantize(number) == number
    except DecimalException:
        return False  # it has more digits than can be counted


def _roughly(figure: Decimal, number: Decimal) -> bool:
    """Whether ``number`` is ``figure`` rounded: 530 or 500 of 529."""
    return _rounds_to(figure, number.normalize()) if number.is_finite() else False
