"""Rules over a fact and its evidence: its quotes in the article, its values and its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from quizgen.checks.anchoring import find, locate
from quizgen.checks.arithmetic import ExpressionError, evaluate, is_expected, values_of
from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import Rule, rule
from quizgen.checks.support.numerals import NUMBER_WORDS, numbers_in_words
from quizgen.errors import quote
from quizgen.languages.word_lists import language_of
from quizgen.model.fact import NUMBER_TYPES, Collection
from quizgen.model.numbers import number_in, numerals

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


def quotes(collection: Collection, index: ArticleIndex) -> Iterator[Finding]:
    """Every quote is in the article, in the paragraph that is named, once."""
    for fact in collection.facts:
        for number, evidence in enumerate(fact.evidence):
            field: Field = ("evidence", number, "quote")
            anchor = locate(evidence, index)
            if anchor.match == "missing" and (evidence.prefix or evidence.suffix):
                without = find(evidence.quote, evidence.paragraph, index)
                if without.match != "missing":
                    message = "the article says this, but with other words around it"
                    hint = f"it is in paragraph {without.paragraph}; correct prefix and suffix"
                    yield QUOTE_MOVED.finding(fact.id, field, message, hint)
                    continue
            if anchor.match == "missing":
                hint = "copy the few words that prove the fact from the article"
                if anchor.nearest:
                    hint = f"the nearest words are {quote(anchor.nearest)} in paragraph {anchor.paragraph}"
                yield QUOTE_NOT_FOUND.finding(fact.id, field, "the article does not say this", hint)
                continue
            if anchor.match == "fuzzy":
                message = f"the article has other words here: {quote(anchor.nearest)}"
                yield QUOTE_DIFFERS.finding(fact.id, field, message, "copy the words from the article exactly")
            if evidence.paragraph and anchor.paragraph != evidence.paragraph:
                others = sorted(set(anchor.places))
                numbers = ", ".join(map(str, others))
                message = f"this is in paragraph {numbers}, not {evidence.paragraph}"
                hint = f"write  paragraph: {numbers}" if len(others) == 1 else "name the one that you mean"
                yield QUOTE_MOVED.finding(fact.id, ("evidence", number, "paragraph"), message, hint)
            elif evidence.offset is not None and anchor.start != evidence.offset:
                message = f"this begins after {anchor.start} characters of the paragraph, not after {evidence.offset}"
                hint = f"write  offset: {anchor.start}, or run  quizgen check --write"
                yield QUOTE_MOVED.finding(fact.id, ("evidence", number, "offset"), message, hint)
            elif anchor.places.count(evidence.paragraph) > 1 and evidence.offset is None:
                message = f"paragraph {evidence.paragraph} says this {anchor.places.count(evidence.paragraph)} times"
                hint = "quote a word or two more, or add the words before it:  prefix: …"
                yield QUOTE_AMBIGUOUS.finding(fact.id, field, message, hint)


@rule("article-changed", "warning", remedy="read what changed, then run  quizgen check --write")
def article_changed(collection: Collection, index: ArticleIndex) -> Iterator[Finding]:
    """The article is the one in which the quotes were verified."""
    verified = collection.source.sha256
    if verified and verified != index.article.sha256:
        message = f"{index.article.name} has changed since the quotes were verified in it"
        yield article_changed.finding("", ("source", "sha256"), message)


@rule("shown-value", "error", remedy="make show and value agree")
def shown_value(collection: Collection) -> Iterator[Finding]:
    """A number is shown as what it is: `show` and `value` agree."""
    language = language_of(collection.source.language)
    for fact in collection.facts:
        for slot in fact.slots:
            value = number_in(slot.value) if slot.type in NUMBER_TYPES else None
            if value is None or value == number_in(slot.shown):
                continue
            shown_numbers = {*numerals(slot.shown), *numbers_in_words(slot.shown, language)}
            field: Field = ("slots", slot.name, "value")
            if value not in shown_numbers and (shown_numbers or language.is_known):
                message = f"it is shown as {quote(slot.shown)}, and its value is {value}"
                yield shown_value.finding(fact.id, field, message, "correct one of the two")
            elif not shown_numbers and not language.is_known:
                message = f"number words in {language.code!r} cannot be read, so {quote(slot.shown)} was not compared"
                yield NUMBER_WORDS.finding(fact.id, field, f"{message} with {value}")


@rule("claim", "error", remedy="correct the figures, or what is expected")
def claim(collection: Collection) -> Iterator[Finding]:
    """What the article computes agrees with its own figures.

    The figure is always shown: a claim that holds is reported too, as information.
    """
    for fact in collection.facts:
        for number, own_claim in enumerate(fact.claims):
            field: Field = ("checks", number, "expr")
            try:
                value = evaluate(own_claim.expression, values_of(fact))
                holds = is_expected(own_claim, value)
            except ExpressionError as fault:
                hint = "write numbers, slots' names and + - * / ** ( )"
                yield claim.finding(fact.id, field, f"{quote(own_claim.expression)}: {fault}", hint)
                continue
            equation = f"{own_claim.expression} = {_brief(value)}"
            if holds:
                yield Finding(fact.id, field, claim, "info", f"{own_claim.claim}: {equation}, as expected", "")
            else:
                message = f"{own_claim.claim}: {equation}, not {own_claim.expect}"
                yield claim.finding(fact.id, field, message)


def _brief(number: Decimal) -> str:
    return f"{float(number):.6g}"


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    shown_value,
    claim,
)
ARTICLE_CHECKS: tuple[Callable[[Collection, ArticleIndex], Iterator[Finding]], ...] = (
    quotes,
    article_changed,
)
