"""A text of a fact beside the passage that it is compared with, and how a rule reports what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.checks.rule import RuleCheck
from quizgen.checks.support.language import Language
from quizgen.checks.support.passage import Passage
from quizgen.checks.support.sentence import Sentence
from quizgen.model.fact import Collection, Fact

REMEDY = "correct the fact, or quote the words that prove it"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A ``text`` of ``fact``, in the words ``sentence``, beside the ``passage`` that its quotes are in.

    ``statement`` is the fact's statement where the text is another one: what both say is compared once, in the
    statement.
    """

    fact: Fact
    collection: Collection
    sentence: Sentence
    passage: Passage
    language: Language
    statement: Sentence | None = None

    @property
    def quoted(self) -> Sequence[Sentence]:
        """The sentences of the article that the quotes are in."""
        return self.passage.sentences

    def has_role(self, *roles: str) -> bool:
        """Whether the article's sentences have a word of one of these roles."""
        return any(role in sentence.roles for sentence in self.passage.sentences for role in roles)


SupportRule = RuleCheck[[Comparison], Iterator[str]]
SupportCheck = Callable[[Comparison], Iterator[str]]
