"""Rules over a fact and what proves it: its quotes in the article, its numerals in its quotes, its claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, DecimalException

from quizgen.checks.anchoring import find, locate
from quizgen.checks.arithmetic import ExpressionError, constants, evaluate
from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import Rule, rule
from quizgen.errors import quoted
from quizgen.model.article import Article
from quizgen.model.body import Body, TrueFalse, answer_in_words, right_options
from quizgen.model.claim import Claim
from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot
from quizgen.model.numbers import number_in, numbers_in_words, numerals

# Numbers that a formula may bring along: they say "percent" or "one more", not something of the article.
_NEUTRAL = frozenset(map(Decimal, (1, 10, 100, 1000)))
_FORMULA = re.compile(r"\\\(.*?\\\)", re.DOTALL)
_SCRIPT = re.compile(r"(?:_|(?<!\d)\^)\s*(?:\{[^{}]*\}|[^\s\\])")


QUOTE_NOT_FOUND = Rule(
    "quote-not-found", "error", "Every quote is in the article.", remedy="copy the words from the article"
)
QUOTE_MOVED = Rule(
    "quote-moved",
    "error",
    "A quote is in the paragraph that it names.",
    remedy="correct the paragraph, or run  quizgen check --write",
)
QUOTE_DIFFERS = Rule(
    "quote-differs",
    "warning",
    "A quote has the article's own words, to the letter.",
    remedy="quote the words as they are there",
)
QUOTE_AMBIGUOUS = Rule(
    "quote-ambiguous", "warning", "A quote is in its paragraph only once.", remedy="quote a word or two more"
)


def quotes(collection: Collection, article: Article) -> Iterator[Finding]:
    """Every quote stands in the article, in the paragraph that is named, once."""
    for fact in collection.facts:
        for place, each in enumerate(fact.evidence):
            field: Field = ("evidence", place, "quote")
            anchor = locate(each, article)
            if anchor.match == "missing" and (each.prefix or each.suffix):
                without = find(each.quote, each.paragraph, article)
                if without.match != "missing":
                    message = "the article says this, but with other words around it"
                    hint = f"it stands in paragraph {without.paragraph}; correct prefix and suffix"
                    yield QUOTE_MOVED.finding(fact.id, field, message, hint)
                    continue
            if anchor.match == "missing":
                hint = "copy the few words that prove the fact from the article"
                if anchor.nearest:
                    hint = f"the nearest words are {quoted(anchor.nearest)} in paragraph {anchor.paragraph}"
                yield QUOTE_NOT_FOUND.finding(fact.id, field, "the article does not say this", hint)
                continue
            if anchor.match == "fuzzy":
                message = f"the article has other words here: {quoted(anchor.nearest)}"
                yield QUOTE_DIFFERS.finding(fact.id, field, message, "quote it as it stands there")
            if each.paragraph and anchor.paragraph != each.paragraph:
                others = sorted(set(anchor.places))
                there = ", ".join(map(str, others))
                message = f"this stands in paragraph {there}, not {each.paragraph}"
                hint = f"write  paragraph: {there}" if len(others) == 1 else "name the one that you mean"
                yield QUOTE_MOVED.finding(fact.id, ("evidence", place, "paragraph"), message, hint)
            elif each.offset is not None and anchor.start != each.offset:
                message = f"{anchor.start} characters of the paragraph stand before this, not {each.offset}"
                hint = f"write  offset: {anchor.start}, or run  quizgen check --write"
                yield QUOTE_MOVED.finding(fact.id, ("evidence", place, "offset"), message, hint)
            elif anchor.places.count(each.paragraph) > 1 and each.offset is None:
                message = f"paragraph {each.paragraph} says this {anchor.places.count(each.paragraph)} times"
                hint = "quote a word or two more, or add the words before it:  prefix: …"
                yield QUOTE_AMBIGUOUS.finding(fact.id, field, message, hint)


@rule("article-changed", "warning", remedy="read what changed, then run  quizgen check --write")
def article_changed(collection: Collection, article: Article) -> Iterator[Finding]:
    """The article is the one in which the quotes were verified."""
    verified = collection.source.sha256
    if verified and verified != article.sha256:
        message = f"{article.name} has changed since the quotes were verified in it"
        yield article_changed.finding("", ("source", "sha256"), message)


@rule("numeral", "error", remedy="correct the number, or quote the words that have it")
def numeral(collection: Collection) -> Iterator[Finding]:
    """Every numeral of a fact is in its evidence, or in its reference."""
    for fact in collection.facts:
        if not fact.evidence and not fact.reference:
            continue  # there is nothing to hold it against, and another rule has said so
        known = _known(fact, collection)
        rounded = {number for slot in fact.slots if slot.approx for number in numerals(f"{slot.shown}; {slot.value}")}
        figures = [found for claim in fact.claims if (found := _figure(claim, fact)) is not None]
        for field, text, allowed in _texts(fact, figures):
            for number in dict.fromkeys(numerals(_without_scripts(text))):
                if number in rounded and any(_roughly(figure, number) for figure in known):
                    continue
                if number not in known and not any(_rounds_to(figure, number) for figure in allowed):
                    message = f"{number} stands nowhere in the evidence"
                    yield numeral.finding(fact.id, field, message)


@rule("shown-value", "error", remedy="make show and value agree")
def shown_value(collection: Collection) -> Iterator[Finding]:
    """A number is shown as what it is: `show` and `value` agree."""
    english = collection.source.language.lower().partition("-")[0] == "en"
    for fact in collection.facts:
        for slot in fact.slots:
            value = number_in(slot.value) if slot.type in NUMBER_TYPES else None
            if value is None:
                continue
            shown = {*numerals(slot.shown), *(numbers_in_words(slot.shown) if english else ())}
            if value not in shown and value != number_in(slot.shown) and (shown or english):
                message = f"it is shown as {quoted(slot.shown)}, and its value is {value}"
                yield shown_value.finding(fact.id, _slot_field(slot, "value"), message, "correct one of the two")


@rule("claim", "error", remedy="correct the figures, or what is expected")
def claim(collection: Collection) -> Iterator[Finding]:
    """What the article computes comes out so from its own figures.

    The figure is always shown: a claim that holds is reported too, as information.
    """
    for fact in collection.facts:
        for place, each in enumerate(fact.claims):
            field: Field = ("checks", place, "expr")
            try:
                found = evaluate(each.expression, _values(fact))
            except ExpressionError as fault:
                hint = "write numbers, slots' names and + - * / ** ( )"
                yield claim.finding(fact.id, field, f"{quoted(each.expression)}: {fault}", hint)
                continue
            told = f"{each.expression} = {_brief(found)}"
            if each.holds(found):
                yield Finding(fact.id, field, claim, "info", f"{each.claim}: {told}, as expected", "")
            else:
                message = f"{each.claim}: {told}, not {each.expect}"
                yield claim.finding(fact.id, field, message)


def _known(fact: Fact, collection: Collection) -> set[Decimal]:
    english = collection.source.language.lower().partition("-")[0] == "en"
    known: set[Decimal] = set()
    for text in (*(each.quote for each in fact.evidence), fact.reference):
        known.update(numerals(text))
        if english:
            known.update(numbers_in_words(text))
    return known


def _texts(fact: Fact, figures: list[Decimal]) -> Iterator[tuple[Field, str, list[Decimal]]]:
    """The fact's texts whose numerals must be proven, each with the computed figures that may stand in it too."""
    yield ("statement",), str(fact.text()), []
    yield ("feedback",), fact.feedback, figures
    if fact.image:
        yield ("image", "ask"), fact.image.ask, []
        for place, label in enumerate(fact.image.labels):
            yield ("image", "labels", place, "text"), label.text, []
    for slot in fact.slots:
        if slot.type in NUMBER_TYPES:
            yield _slot_field(slot, "value"), slot.value, []
        yield _slot_field(slot, "ask"), slot.ask, []
        yield _slot_field(slot, "hint"), slot.hint, []
        if not slot.entity:
            for place, name in enumerate(slot.accept):
                yield _slot_field(slot, "accept", place), name, []
    for place, written in enumerate(fact.questions):
        yield ("questions", place, "answer"), _right_answers(written.body), []
        yield ("questions", place, "feedback"), written.feedback, figures
        if written.body != TrueFalse(true=False):  # a false statement is not proven
            yield ("questions", place, "stem"), written.stem, []
    for place, each in enumerate(fact.claims):
        try:
            bare = "; ".join(str(number) for number in constants(each.expression) if number not in _NEUTRAL)
        except ExpressionError:
            continue  # the claim's own rule says so
        yield ("checks", place, "expr"), bare, []


def _right_answers(body: Body) -> str:
    """What is right, separated so that no two numbers are read as one."""
    return "; ".join(str(option.text) for option in right_options(body)) or answer_in_words(body)


def _without_scripts(text: str) -> str:
    r"""The text without the small numerals of its formulas: `H_2`, `x^2`; but what is a power of a number stays."""
    return _FORMULA.sub(lambda formula: _SCRIPT.sub(" ", formula[0]), text)


def _slot_field(slot: Slot, *field: str | int) -> Field:
    return ("slots", slot.name, *field)


def _values(fact: Fact) -> dict[str, Decimal]:
    values = {slot.name: number_in(slot.value) for slot in fact.slots}
    return {name: value for name, value in values.items() if value is not None}


def _figure(each: Claim, fact: Fact) -> Decimal | None:
    try:
        return evaluate(each.expression, _values(fact))
    except ExpressionError:
        return None


def _rounds_to(figure: Decimal, number: Decimal) -> bool:
    return figure.quantize(number) == number


def _roughly(figure: Decimal, number: Decimal) -> bool:
    """Whether ``number`` is ``figure`` made round: 530 or 500 of 529."""
    try:
        return figure.quantize(number.normalize()) == number
    except DecimalException:
        return False  # it has more digits than can be counted


def _brief(number: Decimal) -> str:
    return f"{float(number):.6g}"


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    numeral,
    shown_value,
    claim,
)
ARTICLE_CHECKS: tuple[Callable[[Collection, Article], Iterator[Finding]], ...] = (
    quotes,
    article_changed,
)
