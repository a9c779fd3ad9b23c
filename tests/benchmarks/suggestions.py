"""How many of the answers that people asked for are among the suggestions for an article's paragraphs.

Run: python tests/benchmarks/suggestions.py FILE [LANGUAGE]
     python tests/benchmarks/suggestions.py FILE --fit > quizgen/drafting/weights.txt

FILE has paragraphs with questions and answers in SQuAD's format: XQuAD, for example. An answer is found where a
suggestion has the same words, as SQuAD compares them: without case, punctuation and articles.

The shipped weights were fitted to 1,273 paragraphs of SQuAD 1.1's training set with 6,659 answers (CC BY-SA 4.0, by
Rajpurkar et al., https://arxiv.org/abs/1606.05250): 678 of 12 articles, and 595 of others, each as an article without a
title. None is of an article that is in XQuAD: what is measured there was not seen. What is looked at was chosen by four
folds of these paragraphs, where 31 of 100 first suggestions were answers (28 where the rest of the article is missing).
They are those of a logistic regression whose loss is half that of each part of a sentence (is it an answer?), half
that of each paragraph (which parts are?), with a penalty on squares; then the heaviest are fitted again alone.
"""

from __future__ import annotations

import json
import re
import string
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quizgen.drafting.answer_spans import candidates
from quizgen.drafting.span_features import SentenceFeatures, Surroundings, names_of, shares_of
from quizgen.drafting.suggestions import suggestions
from quizgen.drafting.tokens import tokens_of
from quizgen.languages.sentence_spans import sentence_spans
from quizgen.languages.word_lists import language_of
from quizgen.model.article import Article

FIRST = 5  # suggestions of a paragraph that are looked at apart
_PUNCTUATION = frozenset(string.punctuation + "–“”’")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PART_OF_ARTICLE = 8  # paragraphs: the articles of a training set are longer than most
_FEWEST, _FEWEST_RIGHT, _MANY = 40, 3, 300  # parts with a feature, right ones among them; parts that suffice alone
_PENALTY, _STEPS, _REMEMBERED, _KEPT = 12.0, 80, 10, 1500


class AskedParagraph(NamedTuple):
    """A paragraph and the answers that people asked for, one for each question."""

    text: str
    answers: list[str]


def main(path: Path, language: str = "en", *, fit: bool = False) -> None:
    """Prints the figures of the file, or weights fitted to it."""
    articles = [
        (article["title"].replace("_", " "), [_asked(paragraph) for paragraph in article["paragraphs"]])
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]
    ]
    if fit:
        print("# Feature and weight; made by tests/benchmarks/suggestions.py, which says how.")
        for feature, weight in sorted(fitted(articles).items()):
            print(f"{feature} {weight:.2f}")
    else:
        measure(articles, language)


def _asked(paragraph: dict[str, object]) -> AskedParagraph:
    questions = [question for question in paragraph["qas"] if question["answers"]]
    return AskedParagraph(paragraph["context"], [question["answers"][0]["text"] for question in questions])


def compared(text: str) -> str:
    """The words of an answer as SQuAD compares them."""
    plain = "".join(character for character in text.lower() if character not in _PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", plain).split())


def measure(articles: Iterable[tuple[str, Sequence[AskedParagraph]]], language: str) -> None:
    """Prints which answers are suggested, and which of the first suggestions are answers."""
    found = answers = right = first = suggested = words = 0
    slowest = 0.0
    for title, paragraphs in articles:
        article = Article(title, (title, *(paragraph.text for paragraph in paragraphs)), "")
        if not answers:
            list(suggestions(article, language_of(language)))  # reads the lists of words
        start = time.process_time()
        groups = list(suggestions(article, language_of(language)))[1:]
        slowest = max(slowest, time.process_time() - start)
        for paragraph, group in zip(paragraphs, groups, strict=True):
            texts = [compared(suggestion.answer) for suggestion in group]
            asked = list(map(compared, paragraph.answers))
            found += sum(answer in texts for answer in asked)
            answers += len(asked)
            right += sum(text in asked for text in texts[:FIRST])
            first += len(texts[:FIRST])
            suggested += len(texts)
            words += len(paragraph.text.split())
    print("answers  found  first right  per 100 words  slowest article")
    shares = f"{found / answers:6.1%} {right / first:12.1%} {100 * suggested / words:14.1f}"
    print(f"{answers:7} {shares} {1000 * slowest:13.0f} ms")


class Part(NamedTuple):
    """A part of a sentence that could be an answer: its features, whether it was asked for, its paragraph."""

    features: list[str]
    asked: bool
    paragraph: int


def parts_of(articles: Iterable[tuple[str, Sequence[AskedParagraph]]]) -> list[Part]:
    """Every part of every paragraph."""
    parts: list[Part] = []
    english, number = language_of("en"), 0
    for title, all_paragraphs in articles:
        topic = frozenset(re.findall(r"\w+", title.lower()))
        for start in range(0, len(all_paragraphs), _PART_OF_ARTICLE):
            paragraphs = all_paragraphs[start : start + _PART_OF_ARTICLE]
            tokens = [
                [tokens_of(text[first:end].rstrip(), first, english) for first, end in sentence_spans(text)]
                for text, _ in paragraphs
            ]
            names = names_of(sentence for sentences in tokens for sentence in sentences)
            counts = [Counter(token.form for sentence in sentences for token in sentence) for sentences in tokens]
            for paragraph, sentences, counted, shares in zip(
                paragraphs, tokens, counts, shares_of(counts), strict=True
            ):
                asked, number = set(map(compared, paragraph.answers)), number + 1
                for place, sentence in enumerate(sentences):
                    features = SentenceFeatures(sentence, place, Surroundings(counted, shares, topic, names))
                    for first, last in candidates(sentence):
                        names = [
                            *features.of_beginning(first),
                            *features.of_end(last),
                            *features.of_whole(first, last),
                        ]
                        text = compared(paragraph.text[sentence[first].start : sentence[last].end])
                        parts.append(Part(list(map(sys.intern, names)), text in asked, number - 1))
    return parts


def fitted(articles: Iterable[tuple[str, Sequence[AskedParagraph]]]) -> dict[str, float]:
    """The weights of the features that say most."""
    parts = parts_of(articles)
    counts = Counter(feature for part in parts for feature in part.features)
    right = Counter(feature for part in parts if part.asked for feature in part.features)
    usual = [
        feature
        for feature, count in counts.items()
        if count >= _FEWEST and (right[feature] >= _FEWEST_RIGHT or count >= _MANY)
    ]
    weights = _regression(parts, sorted(usual))
    heaviest = sorted(weights, key=lambda name: (-abs(weights[name]) * min(counts[name], 3000) ** 0.5, name))
    return _regression(parts, sorted(heaviest[:_KEPT]))


def _regression(parts: Sequence[Part], features: Sequence[str]) -> dict[str, float]:
    import numpy as np

    places = {feature: place for place, feature in enumerate(features)}
    known = [[places[name] for name in part.features if name in places] for part in parts]
    columns = np.fromiter((place for row in known for place in row), dtype=np.int64)
    lengths = np.array([len(row) for row in known])
    ends = np.append(0, np.cumsum(lengths))
    rows = np.repeat(np.arange(len(parts)), lengths)
    asked = np.array([part.asked for part in parts], dtype=float)
    groups = np.array([part.paragraph for part in parts])
    in_group = np.bincount(groups, asked)

    def loss(weights: Any) -> tuple[float, Any]:
        added = np.append(0, np.cumsum(weights[columns]))
        scores = np.clip(added[ends[1:]] - added[ends[:-1]] + weights[-1], -30, 30)
        chances = 1 / (1 + np.exp(-scores))
        shares = np.exp(scores)
        sums = np.bincount(groups, shares)
        alone = -(asked * np.log(chances) + (1 - asked) * np.log1p(-chances)).sum()
        together = in_group @ np.log(sums) - asked @ scores
        slope = (chances - asked + in_group[groups] * shares / sums[groups] - asked) / 2
        penalty = _PENALTY * weights[:-1]
        total = (alone + together + penalty @ weights[:-1]) / 2
        return total, np.append(np.bincount(columns, slope[rows], len(features)) + penalty, (chances - asked).sum() / 2)

    start = np.append(np.zeros(len(features)), -3.0)
    return dict(zip(features, map(float, _least(loss, start)), strict=False))


def _least(loss: Callable[[Any], tuple[float, Any]], point: Any) -> Any:
    """Where a convex ``loss``, which comes with its slope, is least, by the method L-BFGS."""
    now, slope = loss(point)
    pairs: list[tuple[Any, Any]] = []
    for _ in range(_STEPS):
        direction, factors = -slope, []
        for moved, turned in reversed(pairs):
            factors.append(moved @ direction / (moved @ turned))
            direction = direction - factors[-1] * turned
        if pairs:
            moved, turned = pairs[-1]
            direction = direction * (moved @ turned / (turned @ turned))
        for (moved, turned), factor in zip(pairs, reversed(factors), strict=True):
            direction = direction + (factor - turned @ direction / (moved @ turned)) * moved
        length = 1.0 if pairs else min(1.0, 1 / abs(slope).sum())
        after, turn = loss(point + length * direction)
        while after > now + 1e-4 * length * (slope @ direction) and length > 1e-9:
            length /= 2
            after, turn = loss(point + length * direction)
        if after >= now:
            break
        moved, turned = length * direction, turn - slope
        if moved @ turned > 0:
            pairs = [*pairs[-_REMEMBERED + 1 :], (moved, turned)]
        point, now, slope = point + moved, after, turn
    return point


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--fit"]
    main(Path(arguments[0]), *arguments[1:], fit="--fit" in sys.argv)
