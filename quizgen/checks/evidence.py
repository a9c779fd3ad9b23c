"""Rules over a fact and what proves it: its quotes in the article, its numerals in its quotes, its claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, DecimalException

from quizgen.checks.anchoring import find, locate
from quizgen.checks.arithmetic import ExpressionError, constants, evaluate
from quizgen.checks.finding import Field, Finding
from quizgen.errors import named
from quizgen.model.article import Article
from quizgen.model.claim import Claim
from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot
from quizgen.model.numbers import number_in, numbers_in_words, numerals

# Numbers that a formula may bring along: they say "percent" or "one more", not something of the article.
_NEUTRAL = frozenset(map(Decimal, (1, 10, 100, 1000)))
_FORMULA = re.compile(r"\\\(.*?\\\)", re.DOTALL)
_SCRIPT = re.compile(r"(?:_|(?<!\d)\^)\s*(?:\{[^{}]*\}|[^\s\\])")


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
                    yield Finding(fact.id, field, "quote-moved", "error", message, hint)
                    continue
            if anchor.match == "missing":
                hint = "copy the few words that prove the fact from the article"
                if anchor.nearest:
                    hint = f"the nearest words are {named(anchor.nearest)} in paragraph {anchor.paragraph}"
                yield Finding(fact.id, field, "quote-not-found", "error", "the article does not say this", hint)
                continue
            if anchor.match == "fuzzy":
                message = f"the article has other words here: {named(anchor.nearest)}"
                yield Finding(fact.id, field, "quote-differs", "warning", message, "quote it as it stands there")
            if each.paragraph and anchor.paragraph != each.paragraph:
                others = sorted(set(anchor.places))
                there = ", ".join(map(str, others))
                message = f"this stands in paragraph {there}, not {each.paragraph}"
                hint = f"write  paragraph: {there}" if len(others) == 1 else "name the one that you mean"
                yield Finding(fact.id, ("evidence", place, "paragraph"), "quote-moved", "error", message, hint)
            elif each.offset is not None and anchor.start != each.offset:
                message = f"{anchor.start} characters of the paragraph stand before this, not {each.offset}"
                hint = f"write  offset: {anchor.start}, or run  quizgen check --write"
                yield Finding(fact.id, ("evidence", place, "offset"), "quote-moved", "error", message, hint)
            elif anchor.places.count(each.paragraph) > 1 and each.offset is None:
                message = f"paragraph {each.paragraph} says this {anchor.places.count(each.paragraph)} times"
                hint = "quote a word or two more, or add the words before it:  prefix: …"
                yield Finding(fact.id, field, "quote-ambiguous", "warning", message, hint)


def numeral(collection: Collection) -> Iterator[Finding]:
    """Every numeral of the statement, its answers and its questions stands in the evidence (or reference)."""
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
                    hint = "correct the number, or quote the words that have it"
                    yield Finding(fact.id, field, "numeral", "error", message, hint)


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
                message = f"it is shown as {named(slot.shown)}, and its value is {value}"
                yield Finding(
                    fact.id, _slot_field(slot, "value"), "shown-value", "error", message, "correct one of the two"
                )


def claim(collection: Collection) -> Iterator[Finding]:
    """What the article computes comes out so from its own figures; the figure found is always shown."""
    for fact in collection.facts:
        for place, each in enumerate(fact.claims):
            field: Field = ("checks", place, "expr")
            try:
                found = evaluate(each.expression, _values(fact))
            except ExpressionError as fault:
                hint = "write numbers, slots' names and + - * / ** ( )"
                yield Finding(fact.id, field, "claim", "error", f"{named(each.expression)}: {fault}", hint)
                continue
            told = f"{each.expression} = {_brief(found)}"
            if each.holds(found):
                yield Finding(fact.id, field, "claim", "info", f"{each.claim}: {told}, as expected", "")
            else:
                message = f"{each.claim}: {told}, not {each.expect}"
                yield Finding(fact.id, field, "claim", "error", message, "correct the figures, or what is expected")


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
        right = "; ".join(option.text for option in written.options if option.correct)
        yield ("questions", place, "answer"), f"{written.answer}; {right}", []
        yield ("questions", place, "feedback"), written.feedback, figures
        if written.answer != "false":  # a false statement is not proven
            yield ("questions", place, "stem"), written.stem, []
    for place, each in enumerate(fact.claims):
        try:
            bare = "; ".join(str(number) for number in constants(each.expression) if number not in _NEUTRAL)
        except ExpressionError:
            continue  # the claim's own rule says so
        yield ("checks", place, "expr"), bare, []


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
