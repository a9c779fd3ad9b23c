"""How many of the answers that people asked for are among the suggestions for an article's paragraphs.

Run: python tests/benchmarks/suggestions.py FILE [LANGUAGE]
     python tests/benchmarks/suggestions.py FILE --fit > quizgen/drafting/weights.txt

FILE has paragraphs with questions and answers in SQuAD's format: XQuAD, for example. An answer is found where a
suggestion has the same words, as SQuAD compares them: without case, punctuation and articles.

The shipped weights were fitted to 12 articles of SQuAD 1.1's training set (678 paragraphs, 3684 answers; CC BY-SA 4.0,
by Rajpurkar et al., https://arxiv.org/abs/1606.05250), none of which is in XQuAD: what is measured there was not seen.
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
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from quizgen.drafting.answer_spans import candidates
from quizgen.drafting.span_features import SentenceFeatures, Surroundings, shares_of
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
_PENALTY, _STEPS, _RATE, _KEPT = 8.0, 600, 0.05, 1200


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
            counts = [Counter(token.form for sentence in sentences for token in sentence) for sentences in tokens]
            for paragraph, sentences, counted, shares in zip(
                paragraphs, tokens, counts, shares_of(counts), strict=True
            ):
                asked, number = set(map(compared, paragraph.answers)), number + 1
                for place, sentence in enumerate(sentences):
                    features = SentenceFeatures(sentence, place, Surroundings(counted, shares, topic))
                    for first, last in candidates(sentence):
                        names = [
                            *features.of_beginning(first),
                            *features.of_end(last),
                            *features.of_whole(first, last),
                        ]
                        text = compared(paragraph.text[sentence[first].start : sentence[last].end])
                        parts.append(Part(names, text in asked, number - 1))
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
    rows = np.repeat(np.arange(len(parts)), [len(row) for row in known])
    asked = np.array([part.asked for part in parts], dtype=float)
    groups = np.array([part.paragraph for part in parts])
    in_group = np.bincount(groups, asked)
    weights, base = np.zeros(len(features) + 1), np.zeros((2, len(features) + 1))
    weights[-1] = -3
    for step in range(1, _STEPS + 1):
        scores = np.clip(np.bincount(rows, weights[columns], len(parts)) + weights[-1], -30, 30)
        alone = 1 / (1 + np.exp(-scores)) - asked
        shares = np.exp(scores)
        together = in_group[groups] * shares / np.bincount(groups, shares)[groups] - asked
        slope = np.append(
            np.bincount(columns, ((alone + together) / 2)[rows], len(features)) + _PENALTY * weights[:-1],
            alone.sum() / 2,
        )
        base = np.stack((0.9 * base[0] + 0.1 * slope, 0.99 * base[1] + 0.01 * slope**2))  # Adam
        weights -= _RATE * (base[0] / (1 - 0.9**step)) / (np.sqrt(base[1] / (1 - 0.99**step)) + 1e-8)
    return dict(zip(features, map(float, weights), strict=False))


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--fit"]
    main(Path(arguments[0]), *arguments[1:], fit="--fit" in sys.argv)
