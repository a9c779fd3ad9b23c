"""Rules over opposites, from small lists of words: rise and fall, first and last, cheap and expensive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.checks.rule import Rule
from quizgen.checks.support.analysed_text import AnalysedText, Opposite
from quizgen.checks.support.comparison import REMEDY, Comparison
from quizgen.checks.support.passage import QuotedSentence

_SHORTEST_PREFIXED = 5  # letters: not "it" of "unit"


@dataclass(frozen=True, slots=True)
class Clash:
    """A word of the fact and one of the article with opposite meanings; ``inside`` says that the latter is quoted."""

    ours: Opposite
    theirs: Opposite
    sentence: AnalysedText
    inside: bool

    def message(self, claim: AnalysedText) -> str:
        """What both say."""
        theirs, ours = _word_in_quotes(self.sentence, self.theirs), _word_in_quotes(claim, self.ours)
        return f"the article says {theirs}; the fact says {ours}"


OPPOSITE = Rule("opposite", "error", "A word of the fact is not the opposite of one that is quoted.", remedy=REMEDY)
OPPOSITE_DENIED = Rule(
    "opposite-denied",
    "warning",
    "The fact neither denies what the article says in other words, nor says what it denies.",
    remedy=REMEDY,
)
OPPOSITE_NEAR = Rule(
    "opposite-near",
    "warning",
    "A word of the fact is not the opposite of one in the sentence of its quote, or of one from the other side.",
    remedy=REMEDY,
)


def compare_opposites(comparison: Comparison) -> Iterator[tuple[Rule, str]]:
    """Report the first word of a text that has its opposite in the article's sentence."""
    clashes = tuple(_clashes(comparison)) if comparison.sentence.opposites else ()
    if not clashes:
        yield from _prefixed_opposites(comparison)
    for clash in clashes:
        superlative = "superlative" in clash.sentence.mentions[clash.theirs.position].word.roles
        if clash.ours.negated != clash.theirs.negated:
            if not superlative:  # nothing is larger than the largest
                yield OPPOSITE_DENIED, clash.message(comparison.sentence)
        else:
            certain = clash.inside and not _may_both_be_true(clash, comparison)
            yield OPPOSITE if certain else OPPOSITE_NEAR, clash.message(comparison.sentence)


def _prefixed_opposites(comparison: Comparison) -> Iterator[tuple[Rule, str]]:
    """Report the first word of a text that its article has with "un" before it, or without: popular, unpopular."""
    claim, prefix = comparison.sentence, comparison.language.settings.get("un", "")
    for index, mention in enumerate(claim.mentions if prefix else ()):
        stem = mention.word.stem
        other = stem.removeprefix(prefix) if stem.startswith(prefix) else prefix + stem
        if mention.capital or min(len(stem), len(other)) < _SHORTEST_PREFIXED or other in claim.stems:
            continue
        if any(stem in sentence.stems for sentence in comparison.passage.near):
            continue
        for sentence in comparison.quoted_sentences:
            if other in sentence.stems and _is_denied(claim, stem) == _is_denied(sentence, other):
                theirs = next(place for place, word in enumerate(sentence.mentions) if word.word.stem == other)
                ours = claim.word_at(index)
                yield OPPOSITE_NEAR, f"the article says ‘{sentence.word_at(theirs)}’; the fact says ‘{ours}’"
                return


def _is_denied(sentence: AnalysedText, stem: str) -> bool:
    return any(stem in negation.stems for negation in sentence.negations)


def _may_both_be_true(clash: Clash, comparison: Comparison) -> bool:
    """Whether it is one thing from two sides: A sold what B bought, A is larger than B and B smaller than A."""
    claim = comparison.sentence
    poles = comparison.language.poles(claim.mentions[clash.ours.position].word)
    converse = any(pole.converse for pole in poles if pole.axis == clash.ours.axis)
    return converse or ("than" in claim.roles and "than" in clash.sentence.roles)


def _clashes(comparison: Comparison) -> Iterator[Clash]:
    """Each pair of opposites of which the fact has one word and the article's sentence the other only."""
    claim = comparison.sentence
    already = {opposite.axis for opposite in comparison.statement.opposites} if comparison.statement else set()
    for axis in dict.fromkeys(opposite.axis for opposite in claim.opposites):
        ours = [opposite for opposite in claim.opposites if opposite.axis == axis]
        if axis in already or len({opposite.side for opposite in ours}) != 1:
            continue
        side = ours[0].side
        theirs = [
            (opposite, quoted)
            for quoted in comparison.passage.quoted
            for opposite in quoted.sentence.opposites
            if opposite.axis == axis
        ]
        if not theirs or any(opposite.side == side for opposite, _ in theirs):
            continue
        clash = next((pair for pair in theirs if pair[0].position in pair[1]), theirs[0])
        if _are_forms_of_one_word(claim, ours[0], clash) or _compare_different_things(claim, ours[0], clash):
            continue
        yield Clash(ours[0], clash[0], clash[1].sentence, clash[0].position in clash[1])
        return


def _are_forms_of_one_word(claim: AnalysedText, ours: Opposite, clash: tuple[Opposite, QuotedSentence]) -> bool:
    theirs, quoted = clash
    return claim.mentions[ours.position].word.stem == quoted.sentence.mentions[theirs.position].word.stem


def _compare_different_things(claim: AnalysedText, ours: Opposite, clash: tuple[Opposite, QuotedSentence]) -> bool:
    """Whether it is more of one thing and less of another."""
    theirs, quoted = clash
    return (
        "comparing" in claim.mentions[ours.position].word.roles
        and "comparing" in quoted.sentence.mentions[theirs.position].word.roles
        and _following(claim, ours.position) != _following(quoted.sentence, theirs.position)
    )


def _following(sentence: AnalysedText, index: int) -> str:
    return sentence.mentions[index + 1].word.stem if index + 1 < len(sentence.mentions) else ""


def _word_in_quotes(sentence: AnalysedText, word: Opposite) -> str:
    """The word, with the one that denies it."""
    denial = next(
        (negation for negation in sentence.negations if sentence.mentions[word.position].word.stem in negation.stems),
        None,
    )
    if not word.negated or denial is None:
        return f"‘{sentence.word_at(word.position)}’"
    return f"‘{sentence.word_at(denial.position)} … {sentence.word_at(word.position)}’"
