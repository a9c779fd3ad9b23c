"""Which options are amounts, shown in their order, and which are texts that have a digit."""

from __future__ import annotations

import pytest

from quizgen.languages.amounts import ranks_of
from quizgen.languages.word_lists import language_of


@pytest.mark.parametrize(
    "texts",
    [
        ("SO2", "CO2", "NO2", "O2"),
        ("World War 1", "World War 2", "the Cold War"),
        ("Article 5", "Article 3", "Article 1"),
        ("x^2", "x^3", "x^10"),
        (r"\(x^2\)", r"\(2x\)", r"\(x/2\)"),
        ("H2O", "H2", "O2"),
        ("12 Angry Men", "7 Samurai", "21 Grams"),
        ("Boeing 747", "Airbus 320", "Boeing 707"),
        ("COVID-19", "COVID-21", "COVID-3"),
        ("2 + 2", "3 + 1", "4 * 1"),
        ("10^3", "10^2", "10^6"),
        ("f(2)", "f(3)", "f(0)"),
        ("Henry 8", "Henry 7", "Henry 4"),
        ("3 and 4", "1 and 2", "5 and 6"),
        ("3", "none", "5"),
        ("3 litres", "5 metres", "1 gram"),
        ("7 is the sum of the two sides", "5 is the sum of the two sides", "3 is the sum of the two sides"),
        ("Route 66", "Route 1", "Route 9"),
        ("U-235", "U-238", "U-234"),
        ("1,2-dichloroethane", "1,1-dichloroethane"),
        ("Channel No. 5", "Channel No. 4"),
    ],
)
def test_texts_have_no_order(texts: tuple[str, ...]) -> None:
    assert ranks_of(texts, language_of("en")) is None


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (("-5", "0", "3", "12"), "en"),
        (("−5 °C", "0 °C", "10 °C"), "en"),
        (("1.5", "2", "10"), "en"),
        (("1,5", "2,25", "10"), "de"),
        (("$5", "$1,200", "$30,000"), "en"),
        (("1 apple", "2 apples", "10 apples"), "en"),
        (("about 5 million", "about 12 million", "about 300 million"), "en"),
        (("30 minutes", "2 hours", "1 day"), "en"),
        (("500 m", "3 km", "20 km"), "en"),
        (("500 thousand people", "3 million people", "1 billion people"), "en"),
        (("5%", "20%", "100%"), "en"),
        (("1914–1918", "1939–1945", "1950–1953"), "en"),
        (("4 July 1776", "14 July 1789", "7 November 1917"), "en"),
        (("March 1990", "June 1990", "May 1991"), "en"),
        (("in 1492", "in 1789", "in 1917"), "en"),
        (("1st", "2nd", "10th"), "en"),
        (("3 km²", "12 km²", "110 km²"), "en"),
        (("5 м", "12 м", "100 м"), "ru"),
        (("5 Liter", "10 Liter", "100 Liter"), "de"),
        (("около 5 млн", "около 12 млн"), "ru"),
        (("10kg", "20kg", "300kg"), "en"),
        (("44 BC", "AD 14", "AD 476"), "en"),
        (("44 v. Chr.", "14 n. Chr."), "de"),
        (("44 до н. э.", "14 н. э."), "ru"),
    ],
)
def test_amounts_have_one(texts: tuple[str, ...], language: str) -> None:
    ranks = ranks_of(texts, language_of(language))
    assert ranks is not None
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
