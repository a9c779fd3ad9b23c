"""Suggestions for facts: in each paragraph of an article, what could be asked, the likeliest first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from quizgen.drafting.plain import plain_scores_of
from quizgen.drafting.scoring import scores_of
from quizgen.drafting.span_features import Surroundings, names_of, shares_of
from quizgen.drafting.tokens import tokens_of
from quizgen.languages.answer_types import StatedAnswer, answer_type
from quizgen.languages.expected_answer import ExpectedAnswer
from quizgen.languages.sentence_spans import sentence_spans
from quizgen.languages.word_lists import Language
from quizgen.model.article import Article
from quizgen.model.fact import ValueType
from quizgen.model.text import as_statement, fold

PER_HUNDRED_WORDS = 15
_OVERLAP = 0.2  # what a suggestion loses for each better one that has words of it
_LONGEST_TITLE = 20  # words
_FEWEST_WORDS, _MOST_WORDS = 3, 120  # of a sentence
_ENDED = re.compile(r"[.!?…][\"”’»)\]]*(?:\[[^\]\s]*\])*$")
_NO_PROSE = re.compile(r"\s[|>›•]\s|©|\S@\S|\ball rights reserved\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_QUOTED = 8  # words of a quote: few enough to be no copy of the article
_QUOTED_BEFORE = 3  # of them, before the answer
_BRACKETS = {")": "(", "]": "["}  # each with the one that opens it


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of an article, characters ``start`` to ``end`` of ``paragraph`` (from 1), and an answer in it.

    ``type`` is what the answer is, as far as its words say it; ``phrase`` where they do not.
    """

    paragraph: int
    sentence: str
    answer: str
    at: int  # the answer's first character in the sentence
    start: int
    end: int
    type: ValueType

    @property
    def statement(self) -> str:
        """The sentence as a fact states it, with braces around the answer."""
        before, after = self.sentence[: self.at], self.sentence[self.at + len(self.answer) :]
        return f"{as_statement(before)}{{{as_statement(self.answer)}}}{as_statement(after)}"

    def shares(self, other: Suggestion) -> bool:
        """Whether both are about words of the same place in the article."""
        first, second = self.start + self.at, other.start + other.at
        is_apart = first >= second + len(other.answer) or second >= first + len(self.answer)
        return self.paragraph == other.paragraph and not is_apart

    @property
    def quote(self) -> str:
        """Words of the sentence around the answer, few enough for a quote."""
        words = [match.span() for match in re.finditer(r"\S+", self.sentence)]
        first = next(index for index, (_, end) in enumerate(words) if end > self.at)
        first = max(0, min(first - _QUOTED_BEFORE, len(words) - _QUOTED))
        last = min(first + _QUOTED, len(words)) - 1
        is_cut = last < len(words) - 1 and self.sentence[words[last][1] - 1].isdigit()
        if is_cut and words[last][0] >= self.at + len(self.answer):
            last -= 1  # what follows belongs to the number: 529 million
        start, end = self._whole_brackets(words[first][0], words[last][1])
        return self.sentence[start:end].lstrip(" .,;:!").rstrip(" .,;:!")

    def _whole_brackets(self, start: int, end: int) -> tuple[int, int]:
        """The characters of a quote from ``start`` to ``end`` without a bracket that is closed or opened elsewhere."""
        opened: list[int] = []
        for index in range(start, end):
            if self.sentence[index] in _BRACKETS.values():
                opened.append(index)
            elif self.sentence[index] in _BRACKETS:
                if opened:
                    opened.pop()
                elif index < self.at:
                    start = index + 1
        after = [index for index in opened if index >= self.at + len(self.answer)]
        return start, min([*after, end])


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a paragraph that could be an answer, with the sentence it is in."""

    score: float
    start: int
    end: int
    sentence: tuple[int, int]


def suggestions(article: Article, language: Language) -> Iterator[tuple[Suggestion, ...]]:
    """The suggestions for each paragraph of ``article``, in its order: the likeliest first, 15 per 100 words at most.

    Of English sentences any part may be an answer; of those in other languages numbers and names.
    """
    title = article.paragraphs[0] if _is_title(article.paragraphs[0]) else ""
    topic = frozenset(_WORD.findall(title.lower()))
    paragraphs = [tuple(_sentences(text, language)) for text in article.paragraphs]
    parts = _english_parts(article, paragraphs, topic, language) if language.code == "en" else None
    for number, (text, sentences) in enumerate(zip(article.paragraphs, paragraphs, strict=True), 1):
        candidates = next(parts) if parts else _plain_parts(text, sentences, language)
        most = round(PER_HUNDRED_WORDS * len(text.split()) / 100)
        yield tuple(_suggestion(number, text, part, language) for part in _likeliest(text, candidates, most))


def without_overlaps(suggestions_by_score: Iterable[Suggestion]) -> list[Suggestion]:
    """Those of the suggestions that share no words with a likelier one."""
    separate: list[Suggestion] = []
    of_sentence: defaultdict[tuple[int, int], list[Suggestion]] = defaultdict(list)  # others can share no words
    for suggestion in suggestions_by_score:
        beside = of_sentence[suggestion.paragraph, suggestion.start]
        if not any(map(suggestion.shares, beside)):
            beside.append(suggestion)
            separate.append(suggestion)
    return separate


def _is_title(text: str) -> bool:
    return len(text.split()) <= _LONGEST_TITLE and not _ENDED.search(text)


def _sentences(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph that can be facts; headings and the rows of links of a web page have none."""
    if _is_title(text):
        return
    for start, end in sentence_spans(text, language):
        sentence = text[start:end].rstrip()
        if _FEWEST_WORDS <= len(sentence.split()) <= _MOST_WORDS and not _NO_PROSE.search(sentence):
            yield start, start + len(sentence)


def _english_parts(
    article: Article, paragraphs: Sequence[Sequence[tuple[int, int]]], title: frozenset[str], language: Language
) -> Iterator[list[_Part]]:
    tokens = [
        [tokens_of(text[start:end], start, language) for start, end in sentences]
        for text, sentences in zip(article.paragraphs, paragraphs, strict=True)
    ]
    counts = [Counter(token.form for sentence in sentences for token in sentence) for sentences in tokens]
    shares = shares_of([counted for counted in counts if counted])
    names = names_of(sentence for sentences in tokens for sentence in sentences)
    for sentences, spans, counted in zip(tokens, paragraphs, counts, strict=True):
        if counted:
            around = Surroundings(counted, shares.pop(0), title, names)
            yield [
                _Part(score, start, end, span)
                for number, (sentence, span) in enumerate(zip(sentences, spans, strict=True))
                for score, start, end in scores_of(sentence, number, around)
            ]
        else:
            yield []


def _plain_parts(text: str, sentences: Sequence[tuple[int, int]], language: Language) -> list[_Part]:
    return [
        _Part(score, start, end, span)
        for span in sentences
        for score, start, end in plain_scores_of(text[slice(*span)], span[0], language)
    ]


def _likeliest(text: str, parts: Sequence[_Part], most: int) -> Iterator[_Part]:
    """The ``most`` likeliest parts, each wording once; what shares words with a likelier one is less likely."""
    queue = [(-part.score, index, 0) for index, part in enumerate(parts)]
    heapify(queue)
    chosen_parts: dict[tuple[int, int], list[_Part]] = {}  # by sentence: parts of others can share no words
    wordings: set[str] = set()
    while queue and len(wordings) < most:
        _, index, compared = heappop(queue)
        part = parts[index]
        wording = fold(text[part.start : part.end])
        if wording in wordings:
            continue
        likelier = chosen_parts.setdefault(part.sentence, [])
        if compared < len(likelier):
            overlaps = sum(part.start < other.end and other.start < part.end for other in likelier)
            heappush(queue, (_OVERLAP * overlaps - part.score, index, len(likelier)))
            continue
        wordings.add(wording)
        likelier.append(part)
        yield part


def _suggestion(paragraph: int, text: str, part: _Part, language: Language) -> Suggestion:
    start, end = part.sentence
    answer = text[part.start : part.end]
    stated = StatedAnswer(answer, text[start : part.start], text[part.end : end])
    inferred = answer_type(stated, ExpectedAnswer(), language)
    type: ValueType = inferred.type if inferred else _unsaid_type(answer)
    return Suggestion(paragraph, text[start:end], answer, part.start - start, start, end, type)


def _unsaid_type(answer: str) -> ValueType:
    """A term where each word has a capital, as names have; else a phrase."""
    return "term" if all(word[0].isupper() for word in answer.split() if len(word) > 3) else "phrase"
