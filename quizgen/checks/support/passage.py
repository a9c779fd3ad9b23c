"""The part of an article that a fact is compared with: its quotes, the sentences they are in, those around them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from quizgen.checks.anchoring import locate
from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.support.analysed_text import LONGEST, AnalysedText, analysed_text
from quizgen.languages.sentence_spans import sentence_spans
from quizgen.languages.word_lists import Language
from quizgen.model.article import Anchor
from quizgen.model.fact import Collection, Fact

_BEGINNING = 3  # letters by which words are found that may be forms of one another


class Located(NamedTuple):
    """A sentence of the article and its number there."""

    number: int
    start: int
    sentence: AnalysedText


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence with the places of the words that are quoted from it."""

    sentence: AnalysedText
    first: int
    last: int

    def __contains__(self, index: int) -> bool:
        return self.first <= index <= self.last


class Vocabulary:
    """The words of some sentences, found by how they begin."""

    def __init__(self, sentences: Iterable[AnalysedText]) -> None:
        self._beginnings: dict[str, set[str]] = defaultdict(set)
        for sentence in sentences:
            for mention in sentence.mentions:
                form = without_accents(mention.word.form)
                self._beginnings[form[:_BEGINNING]].add(form)

    def __contains__(self, form: str) -> bool:
        form = without_accents(form)
        return form in self._beginnings.get(form[:_BEGINNING], ())

    def forms_like(self, form: str, language: Language) -> Iterator[str]:
        """The words that may be forms of ``form`` or made of it: Iran, Iranian."""
        form = without_accents(form)
        return (
            candidate
            for candidate in self._beginnings.get(form[:_BEGINNING], ())
            if _are_alike(form, candidate, language)
        )


@lru_cache(maxsize=65536)
def without_accents(form: str) -> str:
    """``form`` as it is often written on keyboards without accents: Brasilia for Brasília."""
    if form.isascii():
        return form
    return "".join(
        character for character in unicodedata.normalize("NFD", form) if not unicodedata.combining(character)
    )


def _are_alike(one: str, other: str, language: Language) -> bool:
    if one == other:
        return True
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    fewest, longest = language.endings
    rests = (len(one) - shared, len(other) - shared)
    if min(rests) == 0:
        return shared >= min(4, fewest) and max(rests) <= 4
    return shared >= fewest and max(rests) <= longest


class ArticleText:
    """An article as sentences, each paragraph read when it is first needed."""

    def __init__(self, index: ArticleIndex, language: Language) -> None:
        self.index, self.language = index, language
        self._paragraphs: dict[int, tuple[Located, ...]] = {}
        self._vocabularies: dict[tuple[int, ...], Vocabulary] = {}
        self._names: frozenset[str] | None = None

    def sentences(self, paragraph: int) -> tuple[Located, ...]:
        """The sentences of a paragraph, counted from 1."""
        sentences = self._paragraphs.get(paragraph)
        if sentences is None:
            text = self.index.text(paragraph)
            spans = enumerate(_sentence_spans(text, self.language))
            sentences = tuple(
                Located(number, start, analysed_text(text[start:end], self.language)) for number, (start, end) in spans
            )
            self._paragraphs[paragraph] = sentences
        return sentences

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Every word of the article."""
        return Vocabulary(self._all())

    @cached_property
    def capitalised_words(self) -> frozenset[str]:
        """The words that have a capital letter inside a sentence and are never written small."""
        large: set[str] = set()
        small: set[str] = set()
        for sentence in self._all():
            for index, mention in enumerate(sentence.mentions):
                if not mention.capital:
                    small.add(mention.word.form)
                elif index:
                    large.add(mention.word.form)
        return frozenset(large - small)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that are somewhere written small."""
        return frozenset(m.word.form for sentence in self._all() for m in sentence.mentions if not m.capital)

    def names_of(self, collection: Collection) -> frozenset[str]:
        """The words of all names of the entities of ``collection``, in small letters."""
        if self._names is None:
            names = (name for entity in collection.entities.values() for name in entity.names)
            self._names = frozenset(word for name in names for word in name.casefold().split())
        return self._names

    def passage(self, fact: Fact) -> Passage | None:
        """What ``fact`` is compared with, or None where one of its quotes is not in the article."""
        anchors = [locate(evidence, self.index) for evidence in fact.evidence]
        if not anchors or any(anchor.match == "missing" for anchor in anchors):
            return None
        quoted: list[QuotedSentence] = []
        near: dict[tuple[int, int], None] = {}
        inside: dict[tuple[int, int], None] = {}
        for anchor in anchors:
            for located in self.sentences(anchor.paragraph):
                if located.start < anchor.end and anchor.start < located.start + len(located.sentence.text):
                    inside[anchor.paragraph, located.number] = None
                    quoted.append(_quoted_part(located, anchor))
                    for number in (located.number - 1, located.number, located.number + 1):
                        if 0 <= number < len(self.sentences(anchor.paragraph)):
                            near[anchor.paragraph, number] = None
        return Passage(
            self,
            tuple(quoted),
            tuple(self.sentences(paragraph)[number].sentence for paragraph, number in inside),
            tuple(self.sentences(paragraph)[number].sentence for paragraph, number in near),
            tuple(dict.fromkeys(anchor.paragraph for anchor in anchors)),
        )

    def vocabulary_of(self, paragraphs: tuple[int, ...]) -> Vocabulary:
        """The words of some paragraphs."""
        vocabulary = self._vocabularies.get(paragraphs)
        if vocabulary is None:
            sentences = (located.sentence for number in paragraphs for located in self.sentences(number))
            vocabulary = self._vocabularies[paragraphs] = Vocabulary(sentences)
        return vocabulary

    def _all(self) -> Iterator[AnalysedText]:
        for number in range(1, len(self.index.paragraphs) + 1):
            for located in self.sentences(number):
                yield located.sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """What a fact is compared with.

    ``quoted`` are its quotes, ``sentences`` the sentences that they are in, ``near`` those and the ones beside them,
    ``paragraphs`` the numbers of the paragraphs.
    """

    article: ArticleText
    quoted: Sequence[QuotedSentence]
    sentences: Sequence[AnalysedText]
    near: Sequence[AnalysedText]
    paragraphs: tuple[int, ...]

    def words(self) -> Vocabulary:
        """The words of the paragraphs."""
        return self.article.vocabulary_of(self.paragraphs)

    def paragraph_sentences(self) -> Iterator[AnalysedText]:
        """The sentences of the paragraphs."""
        for number in self.paragraphs:
            for located in self.article.sentences(number):
                yield located.sentence


def _quoted_part(located: Located, anchor: Anchor) -> QuotedSentence:
    places = [
        index
        for index, mention in enumerate(located.sentence.mentions)
        if anchor.start < located.start + mention.end and located.start + mention.start < anchor.end
    ]
    if not places:
        return QuotedSentence(located.sentence, 0, -1)
    return QuotedSentence(located.sentence, places[0], places[-1])


def _sentence_spans(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends; a very long one is several, each ending with a word."""
    for first, end in sentence_spans(text, language):
        start = first
        while end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end
