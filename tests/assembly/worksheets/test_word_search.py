"""Word searches: each word is found once, whatever is filled in between."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.assembly.worksheets.word_search_grid import (
    DOWN,
    FALLING,
    LEVELS,
    RIGHT,
    RISING,
    Word,
    hits,
    lay_out,
    plain,
)
from quizgen.words.catalogues import SCRIPTS, unwanted_words

RIVERS = [tuple(name) for name in ("AMAZON", "DANUBE", "GANGES", "MEKONG", "VOLGA", "INDUS", "RHINE", "SEINE")]
LISTS = st.lists(st.text("ABCDEFGÉ", min_size=3, max_size=8).map(tuple), min_size=2, max_size=8)


def simple(word: Word) -> Word:
    return tuple(map(plain, word))


def none_within_another(words: list[Word]) -> bool:
    texts = ["".join(simple(word)) for word in words]
    return not any(
        one in other or one[::-1] in other
        for place, one in enumerate(texts)
        for other in texts[:place] + texts[place + 1 :]
    )


@settings(max_examples=40)
@given(LISTS.filter(none_within_another), st.sampled_from(sorted(LEVELS)), st.integers(0, 99))
def test_each_word_reads_at_its_place_and_nowhere_else(words: list[Word], level: int, seed: int) -> None:
    layout = lay_out(words, level, [tuple("BAD")], Random(seed))
    if layout is None:
        return
    starts, rows = layout
    assert all(len(row) == len(rows) for row in rows)
    assert {letter for row in rows for letter in row} == {letter for word in words for letter in word}
    own = []
    for word, (row, column, (down, right)) in zip(words, starts, strict=True):
        places = [(row + down * index, column + right * index) for index in range(len(word))]
        assert tuple(rows[y][x] for y, x in places) == word
        assert (down, right) in LEVELS[level]
        own.append(frozenset(places))
    bare = [simple(row) for row in rows]
    for word, place in zip(words, own, strict=True):
        assert set(hits(bare, simple(word))) == {place}
    for hit in hits(bare, simple(tuple("BAD"))):
        assert any(hit <= place for place in own)


@pytest.mark.parametrize(("level", "ways"), [(1, {RIGHT, DOWN}), (2, {RIGHT, DOWN, FALLING, RISING})])
def test_a_level_uses_all_its_ways(level: int, ways: set[tuple[int, int]]) -> None:
    layout = lay_out(RIVERS, level, [], Random(1))
    assert layout is not None
    assert {way for _, _, way in layout[0]} == ways


def test_words_that_cannot_be_hidden_are_reported() -> None:
    assert lay_out([("A", "A", "A"), ("A", "A", "A")], 1, [], Random(1)) is None


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_every_language_lists_what_is_not_wanted(language: str) -> None:
    words = unwanted_words(language)
    assert len(words) > 20
    assert all(word == word.lower().strip() and len(word) > 2 for word in words)
    assert "shit" in words
