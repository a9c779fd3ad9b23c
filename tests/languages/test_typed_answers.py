"""What is right of what is typed, in Python; test_judging.py tries the same table in a browser."""

from __future__ import annotations

import pytest
from typed_cases import TYPED_NUMBERS, TYPED_WORDS, Typed, TypedNumber

from quizgen.languages.answer_variants import variants
from quizgen.languages.typed_answers import judge, near
from quizgen.languages.typed_numbers import judge_number, unnamed_units


@pytest.mark.parametrize("case", TYPED_WORDS, ids=lambda case: f"{case.language}: {case.text} for {case.ways[0]}")
def test_words_are_judged(case: Typed) -> None:
    assert judge(case.text, case.ways, case.language, case.others) == case.verdict


@pytest.mark.parametrize("case", TYPED_NUMBERS, ids=lambda case: f"{case.language}: {case.text} for {case.body.shown}")
def test_numbers_are_judged(case: TypedNumber) -> None:
    assert judge_number(case.text, case.body, case.language) == case.verdict


@pytest.mark.parametrize(
    ("shown", "unit", "question", "language", "unnamed"),
    [
        ("$109 million", "million", "How much was it worth?", "en", ("$", "million")),
        ("$109 million", "million", "How many million dollars was it worth?", "en", ()),
        ("$109 million", "million", "How many dollars was it worth?", "en", ("million",)),
        ("20,000 km", "km", "How long is it?", "en", ("km",)),
        ("20,000 km", "km", "How many kilometres long is it?", "en", ()),
        ("20,000 km", "km", "It is _____ kilometers long.", "en", ()),
        ("97 %", "%", "What share of it is water?", "en", ()),
        ("206 bones", "", "What has the body?", "en", ()),
        ("8", "", "How many legs has a spider?", "en", ()),
        ("1480 m", "m", "Wie viele Meter lang ist das?", "de", ()),
        ("1480 m", "m", "Wie lang ist das?", "de", ("m",)),
    ],
)
def test_a_unit_is_open_unless_the_question_names_it(
    shown: str, unit: str, question: str, language: str, unnamed: tuple[str, ...]
) -> None:
    assert unnamed_units(shown, unit, question, language) == unnamed


def test_answers_that_one_slip_may_come_as_near_to_are_found() -> None:
    known = ("Mauritius", "Mauritania", "mauritania", "Maurit ania", "Mauretania", "Muritanya", "Rome")
    assert near(("Mauritania",), known, "en") == ("mauritania", "Maurit ania", "Mauretania", "Muritanya")


@pytest.mark.parametrize(
    ("way", "language", "others"),
    [
        ("Washington, D.C.", "en", ("Washington, D.C", "Washington DC")),
        ("semi-major axis", "en", ("semi major axis", "semimajor axis")),
        ("the Hundred Years’ War", "en", ("the Hundred Years' War", "Hundred Years’ War")),
        ("R&D", "en", ("R and D",)),
        ("Brasília", "pt", ("Brasilia",)),
        ("ёлка", "ru", ("елка",)),
        ("энергия", "ru", ()),
        ("1,500.5", "en", ()),
        ("1500000", "en", ("1,500,000",)),
        ("1500000", "de", ("1.500.000",)),
        (r"\(v = f\)", "en", ()),
    ],
)
def test_other_spellings_for_programs_are_right_too(way: str, language: str, others: tuple[str, ...]) -> None:
    assert variants((way,), language) == others
