"""What is suggested from an article: answers where they are, the same every time, in every language that is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.drafting.suggestions import PER_HUNDRED_WORDS, Suggestion, suggestions, without_overlaps
from quizgen.languages.word_lists import LANGUAGES, language_of
from quizgen.model.article import Article

ENGLISH = (
    "The Harbour of Lisk",
    "The harbour of Lisk was built by Maria Tolland in 1843. It has 27 berths, and the largest ship that "
    "ever entered it was the Northern Star. Before the storm of 1902, more than 400 people worked there.",
    "Coal",
    "Coal came from the mines of Harn, which closed in 1961. Today the harbour is used by fishermen and visitors.",
)


def of(*paragraphs: str, language: str = "en") -> list[tuple[Suggestion, ...]]:
    return list(suggestions(Article("a.txt", paragraphs, ""), language_of(language)))


def test_numbers_and_names_are_among_the_first() -> None:
    first = {suggestion.answer for suggestion in of(*ENGLISH)[1][:8]}
    assert {"Maria Tolland", "1843"} <= first


def test_headings_have_no_suggestions_and_paragraphs_have_as_many_as_their_words_allow() -> None:
    for paragraph, group in zip(ENGLISH, of(*ENGLISH), strict=True):
        most = round(PER_HUNDRED_WORDS * len(paragraph.split()) / 100)
        assert len(group) == (most if paragraph.endswith(".") else 0)


def test_the_type_is_said_where_the_words_say_it() -> None:
    types = {suggestion.answer: suggestion.type for group in of(*ENGLISH) for suggestion in group}
    assert (types["1843"], types["Maria Tolland"]) == ("year", "term")


def test_no_answer_is_suggested_twice_in_a_paragraph() -> None:
    (group,) = of("Anna met Bela in Gorn. Bela met Anna in Gorn. Anna and Bela left Gorn in 1871 and in 1872.")
    answers = [suggestion.answer for suggestion in group]
    assert len(answers) == len(set(answers))


def test_a_number_is_not_cut() -> None:
    (group,) = of("People hear sounds from about 20 Hz to 20 000 Hz when they are young and healthy, not later.")
    assert "000" not in " ".join(suggestion.answer for suggestion in group if "20 000" not in suggestion.answer)


@pytest.mark.parametrize(
    ("language", "sentence", "answers"),
    [
        ("de", "Im Jahr 1843 baute Maria Tolland den Hafen, der 27 Meter tief ist.", {"1843"}),
        ("fr", "Le port fut construit par Maria Tolland en 1843 et mesure 27 mètres.", {"1843", "Maria Tolland"}),
        ("es", "El puerto fue construido por Maria Tolland en 1843 y mide 27 metros.", {"1843", "Maria Tolland"}),
        ("pt", "O porto foi construído por Maria Tolland em 1843 e mede 27 metros.", {"1843", "Maria Tolland"}),
        ("ru", "Порт построила Мария Толланд в 1843 году, его глубина 27 метров.", {"Мария Толланд"}),
        ("kk", "Бұл портты Мария Толланд салды, тереңдігі 27 метр.", {"Мария Толланд"}),
        ("az", "Bu limanı Mariya Tolland tikdi, dərinliyi 27 metrdir.", {"Mariya Tolland"}),
    ],
)
def test_other_languages_have_numbers_and_names(language: str, sentence: str, answers: set[str]) -> None:
    (group,) = of(" ".join((sentence, sentence, sentence, sentence)), language=language)
    assert answers <= {suggestion.answer for suggestion in group}


def test_a_german_ordinal_ends_no_sentence_and_an_article_is_no_number() -> None:
    dated = "Der Hafen wurde am 7. Januar 1843 von einem Maurer im 19. Jahrhundert gebaut, sagen die Leute heute."
    group = of(f"{dated} Er hat eine Tiefe von 27. Er ist alt.", language="de")[0]
    assert {suggestion.sentence for suggestion in group} == {dated, "Er hat eine Tiefe von 27."}
    assert group[0].answer == "7. Januar 1843"
    assert not {"einem", "eine"} & {suggestion.answer for suggestion in group}


def test_the_rows_of_links_of_a_web_page_are_no_facts() -> None:
    row = "Home > About > Team | Tel. 0123 456 789 | Copyright © 2024 Lisk Harbour Ltd. All rights reserved."
    (group,) = of(f"The harbour of Lisk was built by Maria Tolland in 1843. {row} It has 27 berths on two sides.")
    assert {suggestion.sentence[:3] for suggestion in group} == {"The", "It "}


def test_a_number_of_what_was_said_before_and_a_word_that_only_begins_a_sentence_come_last() -> None:
    text = "Together, the two nations built one bridge after the other. In steel sound travels 5960 m/s. "
    (group,) = of(text + "The Gorn was bridged by Anna Lisk in 1902.")
    answers = [suggestion.answer for suggestion in group]
    assert not {"two", "one"} & set(answers)
    assert "Together" not in answers[:3]
    assert "In steel sound travels 5960 m/s." in {suggestion.sentence for suggestion in group}


def test_a_quote_has_no_bracket_that_is_opened_or_closed_elsewhere() -> None:
    sentence = (
        "The tower of Lisk is on the red rocks, 9 miles (14 km) south of Rame Head in Harn, England (once Norland)."
    )
    quotes = {suggestion.answer: suggestion.quote for suggestion in of(sentence)[0]}
    assert quotes["Rame Head"] == "south of Rame Head in Harn, England"
    assert all(answer in quote for answer, quote in quotes.items())
    assert all(quote.count("(") == quote.count(")") for quote in quotes.values())


def test_drafts_that_share_words_with_a_likelier_one_are_left_out() -> None:
    group = of("The harbour of Lisk was built by the German engineer Maria Tolland on 7 March 1843 for Harn.")[0]
    kept = without_overlaps([*group, *group])
    assert kept[0] == group[0]
    assert not any(one.shares(other) for one in kept for other in kept if one is not other)


@given(st.text("Ab1 .,{}()\\\n“”é-'’…%$", max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_gives_sentences_with_their_answers(text: str, language: str) -> None:
    paragraphs = ("Title", f"{text}.")
    for group in (groups := of(*paragraphs, language=language)):
        for suggestion in group:
            assert paragraphs[suggestion.paragraph - 1][suggestion.start : suggestion.end] == suggestion.sentence
            assert suggestion.sentence[suggestion.at :].startswith(suggestion.answer)
            assert suggestion.quote in suggestion.sentence
    assert groups == of(*paragraphs, language=language)
