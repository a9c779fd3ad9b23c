from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.checks.anchoring import find
from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.normalisation import normalised_text
from quizgen.model.article import Article


def article(*paragraphs: str) -> ArticleIndex:
    return ArticleIndex(Article("a.txt", paragraphs, ""))


TEXT = article(
    "A Title",
    "The town’s oldest bridge — built in 1529 — cost $529 million, or 1,529 pounds a stone.",
    "In the ﬁrst year the bridge was closed twice; the bridge was opened again in 1531.",
    "Every bridge needs care.",
)


@pytest.mark.parametrize(
    ("quote", "paragraph", "match", "found"),
    [
        ("cost $529 million", 2, "exact", "cost $529 million"),
        ("The town's oldest bridge - built", 2, "normalised", "The town’s oldest bridge — built"),
        ("the first  year", 3, "normalised", "the ﬁrst year"),
        ("The town’s … in 1529", 2, "exact", "The town’s oldest bridge — built in 1529"),
        ("In the ... closed twice", 3, "exact", "In the ﬁrst year the bridge was closed twice"),
        ("the oldest brigde built in 1529", 2, "missing", ""),
        ("oldest bridge - bilt in 1529", 2, "fuzzy", "oldest bridge — built in 1529"),
        ("cost $592 million", 2, "missing", "cost $529 million,"),
        ("cost $52 million", 2, "missing", ""),
        ("529", 2, "exact", "529"),
        ("52", 2, "missing", ""),
        ("ridge", 4, "missing", ""),
    ],
)
def test_a_quote_is_found_as_it_stands_or_nearly(quote: str, paragraph: int, match: str, found: str) -> None:
    anchor = find(quote, paragraph, TEXT)
    assert anchor.match == match
    if match != "missing":
        assert (anchor.paragraph, anchor.nearest) == (paragraph, found)
        assert TEXT.paragraphs[anchor.paragraph - 1][anchor.start : anchor.end] == found
    elif found:
        assert anchor.nearest == found


def test_a_quote_in_another_paragraph_is_told_with_all_places() -> None:
    anchor = find("bridge", 1, TEXT)
    assert anchor.paragraph == 2
    assert anchor.places == (2, 3, 3, 4)


def test_the_named_paragraph_comes_first() -> None:
    assert find("bridge", 3, TEXT).paragraph == 3
    two = article("The “old” bridge.", 'The "old" bridge.')
    assert (find('The "old" bridge', 1, two).paragraph, find('The "old" bridge', 1, two).match) == (1, "normalised")


def test_in_a_long_article_a_quote_is_found_where_it_was_not_expected() -> None:
    long = article(*(f"Paragraph {number} says that house {number * 7} is red." for number in range(1, 200)))
    assert find("that house 700 is red", 3, long).places == (100,)
    assert find("Paragraph 150 says", 0, long).paragraph == 150
    slip = find("Paragraph 150 sais that house 1050 is red", 1, long)
    assert (slip.match, slip.paragraph) == ("fuzzy", 150)


@given(st.text())
def test_normalised_text_remembers_where_it_came_from(text: str) -> None:
    folded, places = normalised_text(text)
    assert len(places) == len(folded) + 1
    assert list(places) == sorted(places)
    assert "  " not in folded
    assert normalised_text(unicodedata.normalize("NFC", text))[0] == folded


VOCABULARY = ("the", "bridge", "was", "built", "in", "1529", "by", "40", "men", "—", "it’s", "old")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=30)


@given(WORDS, st.data())
def test_every_run_of_words_is_found_exactly(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    anchor = find(quote, 1, article(" ".join(words)))
    assert anchor.match == "exact"
    assert anchor.nearest == quote


@given(WORDS, st.integers(0, 9999))
def test_another_number_is_never_found(words: list[str], number: int) -> None:
    text = " ".join(words)
    quote = f"in {number} by"
    assert (find(quote, 1, article(text)).match == "missing") == (quote not in f" {text} ".replace("\n", " "))
