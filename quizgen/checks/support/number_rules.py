"""Rules over numbers: the number itself, its unit and scale, whether it is a bound, and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import isclose

from quizgen.checks.rule import Rule, rule
from quizgen.checks.support.analysed_text import AnalysedText
from quizgen.checks.support.comparison import REMEDY, Comparison
from quizgen.languages.quantities import Quantity

NUMBER_UNIT = Rule(
    "number-unit", "error", "A number has the unit and the scale that the article gives it.", remedy=REMEDY
)
NUMBER_OTHER = Rule("number-other", "error", "A number is the one that the article's sentence has.", remedy=REMEDY)
NUMBER_NOWHERE = Rule(
    "number-nowhere", "warning", "A number in words is in the sentence that is quoted, or beside it.", remedy=REMEDY
)

_ROUGHLY = 0.06  # how far a number that is "about" or "nearly" another may be from it
_WIDEST_SPAN = 8  # characters between the years of a span
_SMALL = 12  # a number in words up to this one may be counted by the reader

_CONTRADICTING = {
    frozenset(pair)
    for pair in (("GE", "LE"), ("EX", "AP"), ("EX", "NR"), ("EX", "GE"), ("EX", "LE"), ("GE", "NR"), ("GE", "HI"))
} | {frozenset(("LE", "LO"))}
_FARTHEST_BOUND = 5  # characters between a bound and its number: "at least the 40"
_OPPOSITE_BOUNDS = frozenset(("GE", "LE"))


def compare_numbers(comparison: Comparison) -> Iterator[tuple[Rule, str, Quantity]]:
    """Report each number that the article contradicts or does not have where it is quoted."""
    claim = comparison.sentence
    if claim.negations:
        return
    for number in claim.quantities:
        if _is_compared(number, comparison):
            yield from _contradictions(number, comparison)


def proven_numbers(comparison: Comparison) -> Iterator[Quantity]:
    """The numbers that the article has in other words: 15 minutes for a quarter of an hour."""
    for number in comparison.sentence.quantities:
        if any(number.equals(other) for sentence in comparison.passage.near for other in sentence.quantities):
            yield number


def _is_compared(number: Quantity, comparison: Comparison) -> bool:
    if number.implicit or (number.amount <= 1 and not number.quantity):
        return False
    if number.in_words and number.amount == 1 and not number.quantity:
        return False
    if number.in_words and number.amount == 2 and not number.quantity and not number.ordinal:
        return False
    if comparison.statement and number.in_words and _counts_a_list(number, comparison):
        return False
    if any(slot.approx and comparison.sentence.text_of(number) in slot.shown for slot in comparison.fact.slots):
        return False  # the rule over numerals knows how far a round number may be off
    already = comparison.statement.quantities if comparison.statement else ()
    return not any(number.equals(other) for other in already)


def _counts_a_list(number: Quantity, comparison: Comparison) -> bool:
    """Whether a question may say how many things are asked for: "in which two years"."""
    listings = [slot.listing for slot in comparison.fact.slots if slot.listing]
    return any(number.raw in (len(listing.members), listing.ask_for) for listing in listings)


def _contradictions(number: Quantity, comparison: Comparison) -> Iterator[tuple[Rule, str, Quantity]]:
    near = [other for sentence in comparison.passage.near for other in sentence.quantities]
    if any(number.equals(other) for other in near) or _is_half_or_double(number):
        return
    if number.ordinal:
        other = _another(number, comparison)
        if other:
            yield NUMBER_OTHER, _message(other, comparison.sentence, number), number
        return
    quoted = [(other, sentence) for sentence in comparison.quoted_sentences for other in sentence.quantities]
    if any(_is_satisfied(number, other) for other, _ in quoted):
        return
    same_digits = next((pair for pair in quoted if _differs_in_unit(number, pair[0])), None)
    if same_digits:
        yield NUMBER_UNIT, _message(same_digits, comparison.sentence, number), number
        return
    if number.amount == 1 and number.in_words:
        return  # one of several years
    if another := _another(number, comparison):
        yield NUMBER_OTHER, _message(another, comparison.sentence, number), number
        return
    small = number.amount <= _SMALL and number.quantity in ("", "part", "times")
    if number.in_words and not small:  # the rule over numerals reports those in digits
        text = comparison.sentence.text_of(number)
        paragraph = (other for sentence in comparison.passage.paragraph_sentences() for other in sentence.quantities)
        where = "in the paragraph, but not" if any(number.equals(other) for other in paragraph) else "not"
        yield NUMBER_NOWHERE, f"{text} is {where} in the sentence that is quoted", number


def _is_half_or_double(number: Quantity) -> bool:
    """Whether a fraction or a multiple may be said in other words: half as much, the larger part."""
    return number.quantity in ("part", "times") and number.in_words and number.raw <= 2


def _is_satisfied(number: Quantity, other: Quantity) -> bool:
    """Whether the bound of ``number`` holds for ``other``: more than 100 for 116."""
    if not number.is_comparable(other) and number.quantity and other.quantity:
        return False
    ours = number.value if number.quantity and other.quantity else number.amount
    theirs = other.value if number.quantity and other.quantity else other.amount
    counts_the_same = bool(number.quantity or set(number.nouns) & set(other.nouns))
    match number.bound:
        case "GE":
            return theirs >= ours and other.bound not in ("GE", "LO") and counts_the_same
        case "LE":
            return theirs <= ours and other.bound not in ("LE", "HI") and counts_the_same
        case "AP" | "NR":
            return abs(theirs - ours) <= _ROUGHLY * ours
    return False


def _differs_in_unit(number: Quantity, other: Quantity) -> bool:
    if number.ordinal or other.ordinal or not isclose(number.raw, other.raw) or other.implicit:
        return False
    if number.quantity and other.quantity:
        return not number.equals(other)
    return number.scale != other.scale and number.raw != 1


def _another(number: Quantity, comparison: Comparison) -> tuple[Quantity, AnalysedText] | None:
    """The number of the quoted sentences that counts the same and that the fact does not have.

    Of several it is one inside the quote, then one after the same word as in the fact, then the first.
    """
    ours = list(comparison.sentence.quantities)
    if comparison.statement:
        ours += comparison.statement.quantities
    candidates = (
        (other.position not in quoted, other.before != number.before, other, quoted.sentence)
        for quoted in comparison.passage.quoted
        for other in quoted.sentence.quantities
        if _counts_the_same(number, other)
        and not any(own.equals(other) for own in ours)
        and not _is_between_years(number, quoted.sentence)
    )
    best = min(candidates, key=lambda candidate: candidate[:2], default=None)
    return best and best[2:]


def _counts_the_same(number: Quantity, other: Quantity) -> bool:
    if other.implicit or not number.is_comparable(other):
        return False
    if other.amount <= 1 and not other.quantity and not other.ordinal:
        return False
    return bool(number.year or number.quantity or set(number.nouns) & set(other.nouns))


def _is_between_years(number: Quantity, sentence: AnalysedText) -> bool:
    """Whether a year is inside a span of years of the sentence: 1947 in "from 1946 to 1952"."""
    years = [other for other in sentence.quantities if other.year]
    return number.year and any(
        first.raw < number.raw < last.raw and last.start - first.end <= _WIDEST_SPAN for first, last in pairwise(years)
    )


def _message(theirs: tuple[Quantity, AnalysedText], ours: AnalysedText, number: Quantity) -> str:
    other, sentence = theirs
    return f"the article says {sentence.text_of(other)}; the fact says {ours.text_of(number)}"


@rule("magnitude-other", "error", remedy=REMEDY)
def magnitude_other(comparison: Comparison) -> Iterator[str]:
    """Hundreds, thousands or millions are those of the article."""
    claim = comparison.sentence
    theirs = {size for sentence in comparison.passage.near for size, _ in sentence.magnitudes}
    ours = {size for size, _ in claim.magnitudes}
    for size, own in claim.magnitudes:
        if size in theirs:
            continue
        for sentence in comparison.quoted_sentences:
            for other, where in sentence.magnitudes:
                if other not in ours:
                    yield f"the article says {sentence.word_at(where)}; the fact says {claim.word_at(own)}"
                    return


@rule("bound-other", "error", remedy=REMEDY)
def bound_other(comparison: Comparison) -> Iterator[str]:
    """The fact says "at least", "at most", "nearly" or "exactly" of a number as the article does."""
    for number, other, sentence in comparison.shared_numbers:
        if {number.bound, other.bound} in _CONTRADICTING and not (
            (number.weak or other.weak) and {number.bound, other.bound} != _OPPOSITE_BOUNDS
        ):
            ours, theirs = _with_bound(comparison.sentence, number), _with_bound(sentence, other)
            yield f"the article says {theirs}; the fact says {ours}"


@rule("bound-added", "info", remedy=REMEDY)
def bound_added(comparison: Comparison) -> Iterator[str]:
    """A number is a bound in the fact only if it is one in the article."""
    shared = comparison.shared_numbers
    for number, other, sentence in shared:
        if number.weak or number.bound not in ("GE", "LE", "EX"):
            continue
        if not any(ours is number and theirs.bound for ours, theirs, _ in shared):
            ours = _with_bound(comparison.sentence, number)
            yield f"the article says {sentence.text_of(other)}; the fact says {ours}"


def _with_bound(sentence: AnalysedText, number: Quantity) -> str:
    """The number as the text writes it, with the words that make it a bound."""
    mentions = sentence.mentions
    before = next((m for m in reversed(mentions[: number.position]) if m.word.bound), None)
    if before is not None and number.start - before.end <= _FARTHEST_BOUND:
        return sentence.text[before.start : number.end]
    after = next((m for m in mentions[number.position + 1 :] if m.word.bound and m.start >= number.end), None)
    if after is not None and after.start - number.end <= 1:
        return sentence.text[number.start : after.end]
    if number.bound in ("LO", "HI"):
        ends = [quantity for quantity in sentence.quantities if quantity.bound in ("LO", "HI")]
        return sentence.text[min(end.start for end in ends) : max(end.end for end in ends)]
    return sentence.text_of(number)


@rule("numbers-swapped", "error", remedy=REMEDY)
def numbers_swapped(comparison: Comparison) -> Iterator[str]:
    """Two numbers have not changed places: from 109 to 529 is not from 529 to 109."""
    if len(comparison.sentence.quantities) < 2 or comparison.statement is not None:
        return
    shared = list({id(number): (number, other) for number, other, _ in comparison.shared_numbers}.values())
    for index, (one, its) in enumerate(shared):
        for two, theirs in shared[index + 1 :]:
            if one.equals(two):
                continue
            before = _are_exchanged(one.before, two.before, its.before, theirs.before)
            if before or _are_exchanged(*(_noun(quantity) for quantity in (one, two, its, theirs))):
                text_of = comparison.sentence.text_of
                yield f"{text_of(one)} and {text_of(two)} are swapped: the article has them the other way round"
                return


def _are_exchanged(one: str, two: str, its: str, theirs: str) -> bool:
    """Whether each of two numbers has beside it in the fact what the other has beside it in the article."""
    return bool(one and two) and one != two and one == theirs and two == its


def _noun(number: Quantity) -> str:
    return number.nouns[0] if number.nouns else ""
