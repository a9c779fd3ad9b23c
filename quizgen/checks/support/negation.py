"""Rules over negation: what the fact denies, and what the article denies."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.rule import rule
from quizgen.checks.support.analysed_text import AnalysedText, Negation
from quizgen.checks.support.comparison import REMEDY, Comparison


@rule("negation-added", "warning", remedy=REMEDY)
def negation_added(comparison: Comparison) -> Iterator[str]:
    """The fact denies nothing that the article's sentence says."""
    if comparison.statement is not None:
        return
    claim, quoted = comparison.sentence, comparison.quoted_sentences
    if comparison.has_role("denial", "superlative") or any(sentence.negations for sentence in quoted):
        return
    stems = {stem for sentence in quoted for stem in sentence.stems}
    for negation in claim.negations:
        if negation.stems and all(stem in stems for stem in negation.stems) and _has_all_numbers(comparison):
            denied = _word_of(claim, negation, negation.stems[0])
            yield f"the fact says ‘{claim.word_at(negation.position)}’ of ‘{denied}’; the article does not"
            return


def _has_all_numbers(comparison: Comparison) -> bool:
    theirs = [number for sentence in comparison.quoted_sentences for number in sentence.quantities]
    return all(any(own.equals(other) for other in theirs) for own in comparison.sentence.quantities)


@rule("negation-lost", "warning", remedy=REMEDY)
def negation_lost(comparison: Comparison) -> Iterator[str]:
    """The fact does not say what the article's sentence denies."""
    claim = comparison.sentence
    if comparison.statement is not None or claim.negations or "denial" in claim.roles:
        return
    for quoted in comparison.passage.quoted:
        sentence = quoted.sentence
        for negation in sentence.negations:
            if negation.position not in quoted:
                continue
            for stem in negation.stems:
                if stem in claim.stems and not _is_affirmed(stem, comparison):
                    denied = _word_of(sentence, negation, stem)
                    yield f"the article says ‘{sentence.word_at(negation.position)}’ of ‘{denied}’; the fact does not"
                    return


def _is_affirmed(stem: str, comparison: Comparison) -> bool:
    """Whether the quoted sentences say the word without denying it."""
    for sentence in comparison.quoted_sentences:
        occurrences = sum(mention.word.stem == stem for mention in sentence.mentions)
        denied = sum(negation.stems.count(stem) for negation in sentence.negations)
        if occurrences > denied:
            return True
    return False


def _word_of(sentence: AnalysedText, negation: Negation, stem: str) -> str:
    places = [index for index, mention in enumerate(sentence.mentions) if mention.word.stem == stem]
    return sentence.word_at(min(places, key=lambda position: abs(position - negation.position)))
