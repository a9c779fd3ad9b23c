"""A text of a fact beside the passage that it is compared with, and how a rule reports what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from quizgen.checks.rule import RuleCheck
from quizgen.checks.support.analysed_text import AnalysedText
from quizgen.checks.support.passage import Passage
from quizgen.languages.quantities import Quantity
from quizgen.languages.word_lists import Language
from quizgen.model.fact import Collection, Fact

REMEDY = "correct the fact, or quote the words that prove it"


class SharedNumber(NamedTuple):
    """A number of the fact and the equal one of a sentence of the article."""

    ours: Quantity
    theirs: Quantity
    sentence: AnalysedText


@dataclass(frozen=True)
class Comparison:
    """A ``text`` of ``fact``, in the words ``sentence``, beside the ``passage`` that its quotes are in.

    ``statement`` is the fact's statement where the text is another one: what both say is compared once, in the
    statement.
    """

    fact: Fact
    collection: Collection
    sentence: AnalysedText
    passage: Passage
    language: Language
    statement: AnalysedText | None = None

    @property
    def quoted_sentences(self) -> Sequence[AnalysedText]:
        """The sentences of the article that the quotes are in."""
        return self.passage.sentences

    @cached_property
    def shared_numbers(self) -> Sequence[SharedNumber]:
        """Each number that only this text of the fact has, with each equal one of the article's sentences."""
        already = self.statement.quantities if self.statement else ()
        ours = [
            number
            for number in self.sentence.quantities
            if not number.ordinal and not any(number.equals(other) for other in already)
        ]
        theirs = [
            (other, sentence)
            for sentence in self.passage.sentences
            for other in sentence.quantities
            if not other.ordinal
        ]
        return [
            SharedNumber(number, other, sentence)
            for number in ours
            for other, sentence in theirs
            if number.equals(other)
        ]

    def has_role(self, *roles: str) -> bool:
        """Whether the article's sentences have a word of one of these roles."""
        return any(role in sentence.roles for sentence in self.passage.sentences for role in roles)


SupportRule = RuleCheck[[Comparison], Iterator[str]]
