"""Rules that compare what a fact says with the sentences of the article that its quotes are in.

They find contradictions; that nothing was found does not prove a fact. What they know of a language is in its lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import Rule
from quizgen.checks.support import (
    closed_sets,
    directions,
    names,
    negation,
    number_rules,
    opposites,
    quantifiers,
    speaker,
)
from quizgen.checks.support.analysed_text import analysed_text, says_more
from quizgen.checks.support.comparison import Comparison, SupportRule
from quizgen.checks.support.equal_answers import compare_distractors
from quizgen.checks.support.numerals import NUMBER_WORDS, NUMERAL, unproven_numerals, without_formulas
from quizgen.checks.support.passage import ArticleText, Passage
from quizgen.errors import Level
from quizgen.languages.word_lists import Language, language_of
from quizgen.model.fact import Collection, Fact

# The rules over a whole statement; those over numbers and names report one finding for each number or name.
CHECKS: tuple[SupportRule, ...] = (
    number_rules.magnitude_other,
    number_rules.bound_other,
    number_rules.numbers_swapped,
    closed_sets.set_other,
    directions.time_turned,
    directions.respectively,
    speaker.speaker_other,
    number_rules.bound_added,
    negation.negation_added,
    negation.negation_lost,
    quantifiers.all_for_some,
    quantifiers.few_for_many,
    speaker.speaker_absent,
    quantifiers.only_added,
)
RULES: Sequence[Rule] = (
    number_rules.NUMBER_UNIT,
    number_rules.NUMBER_OTHER,
    number_rules.NUMBER_NOWHERE,
    opposites.OPPOSITE,
    opposites.OPPOSITE_DENIED,
    opposites.OPPOSITE_NEAR,
    names.NAME_OTHER,
    names.NAME_ELSEWHERE,
    names.NAME_NOWHERE,
    *CHECKS,
    NUMERAL,
    NUMBER_WORDS,
)


_LEVELS: Sequence[Level] = ("error", "warning", "info")


def compare_facts(collection: Collection, text: ArticleIndex | ArticleText | None) -> Iterator[Finding]:
    """Compare each fact with the sentences of its quotes or, without the article, its numerals with its quotes."""
    language = language_of(collection.source.language)
    for fact in collection.facts:
        if language.is_known:
            yield from compare_distractors(fact, language)
    article = ArticleText(text, language) if isinstance(text, ArticleIndex) else text
    for fact in collection.facts:
        if fact.stance != "background" and (fact.evidence or fact.reference):
            passage = article.passage(fact) if article else None
            yield from compare_fact(fact, collection, passage, language)


def compare_fact(fact: Fact, collection: Collection, passage: Passage | None, language: Language) -> Iterator[Finding]:
    """Compare one fact with the ``passage`` that its quotes are in, where they are in the article."""
    settled: set[Decimal] = set()
    if passage is not None and language.is_known:
        statement = analysed_text(without_formulas(str(fact.text())), language)
        whole = Comparison(fact, collection, statement, passage, language)
        yield from _findings(whole, ("statement",), settled)
        for field, source in _other_texts(fact):
            text = without_formulas(source)
            if not says_more(text, statement, language):
                continue
            part = Comparison(fact, collection, analysed_text(text, language), passage, language, statement)
            yield from _findings(part, field, settled)
    yield from unproven_numerals(fact, language, passage, settled)


def _findings(comparison: Comparison, field: Field, settled: set[Decimal]) -> Iterator[Finding]:
    """What the rules find in one text of a fact; the numbers that they judge are added to ``settled``."""
    fact, highest = comparison.fact.id, comparison.language.highest
    contradictions: list[tuple[Rule, str]] = []
    for number_rule, message, number in number_rules.compare_numbers(comparison):
        contradictions.append((number_rule, message))
        settled |= {Decimal(f"{size:.12g}") for size in (number.raw, number.amount)}
    settled.update(Decimal(f"{number.raw:.12g}") for number in number_rules.proven_numbers(comparison))
    contradictions += ((check, message) for check in CHECKS for message in check(comparison))
    contradictions += opposites.compare_opposites(comparison)
    contradictions += names.compare_names(comparison)
    for rule, message in contradictions:
        finding = rule.finding(fact, field, message)
        yield replace(finding, level=highest) if _LEVELS.index(finding.level) < _LEVELS.index(highest) else finding


def _other_texts(fact: Fact) -> Iterator[tuple[Field, str]]:
    """The texts beside the statement that say something of the article."""
    if not fact.claims:  # which bring figures of their own into the feedback
        yield ("feedback",), fact.feedback
    for slot in fact.slots:
        yield ("slots", slot.name, "ask"), slot.ask
        yield ("slots", slot.name, "hint"), slot.hint
