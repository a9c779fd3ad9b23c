"""How likely each part of an English sentence is to be asked for: the sum of the weights of its features.

``weights.txt`` was fitted by ``tests/benchmarks/suggestions.py``, which says how and to what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from quizgen.drafting.answer_spans import candidates
from quizgen.drafting.span_features import SentenceFeatures, Surroundings
from quizgen.drafting.tokens import TaggedToken


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature; one that is not listed weighs nothing."""
    text = (files(__package__) / "weights.txt").read_text(encoding="utf-8")
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {feature: float(weight) for feature, _, weight in lines}


def scores_of(tokens: Sequence[TaggedToken], number: int, around: Surroundings) -> Iterator[tuple[float, int, int]]:
    """The score of each part of a sentence, the ``number``th of its paragraph, and its place in the paragraph."""
    features = SentenceFeatures(tokens, number, around)
    beginnings: dict[int, float] = {}
    ends: dict[int, float] = {}
    for first, last in candidates(tokens):
        if first == last and _only_begins(tokens, first, around.names):
            continue
        if first not in beginnings:
            beginnings[first] = _sum(features.of_beginning(first))
        if last not in ends:
            ends[last] = _sum(features.of_end(last))
        score = beginnings[first] + ends[last] + _sum(features.of_whole(first, last))
        yield score, tokens[first].start, tokens[last].end


def _only_begins(tokens: Sequence[TaggedToken], index: int, names: frozenset[str]) -> bool:
    """Whether a word with a capital letter is no name, but an adverb that begins the sentence: Together, …"""
    token = tokens[index]
    is_led = index + 1 < len(tokens) and tokens[index + 1].text == ","
    return token.kind == "S" and token.form not in names and (is_led or token.form.endswith("ly"))


def _sum(features: Iterable[str]) -> float:
    """The sum of the features' weights."""
    weight_of = weights()
    return sum(weight_of.get(feature, 0.0) for feature in features)
