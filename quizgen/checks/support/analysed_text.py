"""A text as the rules read it: its words, numbers, names, opposites, members of closed sets, negations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quizgen.languages.mentions import Mention, mentions_of
from quizgen.languages.opposite_words import Pole
from quizgen.languages.quantities import Quantity, quantities
from quizgen.languages.word_lists import Language

_WORD = re.compile(r"\w+")
_SHORTEST_CONTENT = 3  # letters of a word that a negation can deny


class Opposite(NamedTuple):
    """A word with an opposite; its ``side`` is reversed where it is ``negated``."""

    axis: int
    side: int
    negated: bool
    position: int


class SetMember(NamedTuple):
    """A member of a closed set, such as a month."""

    set: str
    number: int
    position: int


class Negation(NamedTuple):
    """A word that denies, and the stems of the words that it denies."""

    position: int
    stems: tuple[str, ...]


@dataclass(slots=True)
class AnalysedText:
    """A text and what the rules need of it; each ``position`` is one in ``mentions``.

    ``roles`` has the places of each role of small words, ``names`` the runs of words with capital letters.
    """

    text: str
    mentions: Sequence[Mention]
    language: Language
    quantities: Sequence[Quantity] = ()
    members: list[SetMember] = field(default_factory=list)
    magnitudes: list[tuple[float, int]] = field(default_factory=list)
    negations: Sequence[Negation] = ()
    roles: dict[str, list[int]] = field(default_factory=dict)
    names: list[tuple[int, ...]] = field(default_factory=list)
    stems: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    _opposites: Sequence[Opposite] | None = None

    @property
    def opposites(self) -> Sequence[Opposite]:
        """The words with an opposite, which are looked for when they are first asked for: a build compares none."""
        if self._opposites is None:
            self._opposites = tuple(_opposites_in(self))
        return self._opposites

    def word_at(self, index: int) -> str:
        """The word at ``index`` as the text writes it."""
        mention = self.mentions[index]
        return self.text[mention.start : mention.end]

    def text_of(self, quantity: Quantity) -> str:
        """A number of this text as the text writes it."""
        return self.text[quantity.start : quantity.end]


LONGEST = 1000  # characters that are compared at once: every number and name with every other


def analysed_text(text: str, language: Language) -> AnalysedText:
    """Return ``text`` as the lists of ``language`` read it; of a very long one, its beginning."""
    mentions, numeric = mentions_of(text[:LONGEST], language)
    sentence = AnalysedText(text, mentions, language)
    sentence.stems = frozenset([mention.word.stem for mention in mentions])
    sentence.forms = frozenset([mention.word.form for mention in mentions])
    if numeric:
        sentence.quantities = quantities(text, mentions, language)
    run: list[int] = []
    for index, mention in enumerate(mentions):
        if mention.capital:
            if run and (mentions[run[-1]].clause != mention.clause or run[-1] != index - 1):
                sentence.names.append(tuple(run))
                run = []
            run.append(index)
        word = mention.word
        for role in word.roles:
            sentence.roles.setdefault(role, []).append(index)
        if word.member:
            sentence.members.append(SetMember(*word.member, index))
        if word.magnitude:
            sentence.magnitudes.append((word.magnitude, index))
    if run:
        sentence.names.append(tuple(run))
    if "negation" in sentence.roles:
        sentence.negations = tuple(_negations(sentence, language))
    return sentence


def says_more(text: str, statement: AnalysedText, language: Language) -> bool:
    """Whether ``text`` has a word that could be compared and that ``statement`` does not have."""
    for number, word in enumerate(_WORD.findall(text)):
        form = language.small(word)
        if form in statement.forms:
            continue
        if not word.isalpha() or (number and word[0].isupper()):
            return True
        entry = language.word(form)
        if entry.numeric or entry.member or language.poles(entry):
            return True
    return False


def _negations(sentence: AnalysedText, language: Language) -> Iterator[Negation]:
    after, before = language.negates
    mentions = sentence.mentions
    for index in sentence.roles["negation"]:
        if "not negation" in mentions[index].word.roles:
            continue
        clause = mentions[index].clause
        reached = [*mentions[max(0, index - before) : index], *mentions[index + 1 : index + 1 + after]]
        yield Negation(
            index, tuple(mention.word.stem for mention in reached if mention.clause == clause and _is_content(mention))
        )


def _is_content(mention: Mention) -> bool:
    return (
        mention.digits < 0
        and not mention.capital
        and len(mention.word.form) >= _SHORTEST_CONTENT
        and mention.word.roles.isdisjoint(("function", "negation"))
    )


def _is_in_a_name(mentions: Sequence[Mention], index: int) -> bool:
    """Whether the word has a capital letter for another reason than that it begins the text."""
    begins = index == 0 and not (len(mentions) > 1 and mentions[1].capital)
    return (mentions[index].capital and not begins) or (index > 0 and mentions[index - 1].word.ordinal > 1)


def _opposites_in(sentence: AnalysedText) -> Iterator[Opposite]:
    for index, mention in enumerate(sentence.mentions):
        if (poles := sentence.language.poles(mention.word)) and not _is_in_a_name(sentence.mentions, index):
            yield from _opposites_at(sentence, index, poles)


def _opposites_at(sentence: AnalysedText, index: int, poles: Sequence[Pole]) -> Iterator[Opposite]:
    mention = sentence.mentions[index]
    negated = "negated" in mention.word.roles or any(
        mention.word.stem in negation.stems and sentence.mentions[negation.position].clause == mention.clause
        for negation in sentence.negations
    )
    for pole in poles:
        yield Opposite(pole.axis, -pole.side if negated else pole.side, negated, index)
