"""What a statement reads like with another answer in it, and what its number says as a bound."""

from __future__ import annotations

import pytest

from quizgen.generators.bounded import bound_of, is_false
from quizgen.generators.falsifying import flaw_of
from quizgen.generators.sentences import restated_text, sentence_of
from quizgen.languages.bounds import bound_between
from quizgen.model.fact import Fact, Slot, Source
from quizgen.model.text import parse_statement


def stated(statement: str, answer: str, language: str = "en", type: str = "text") -> tuple[Fact, Slot]:
    """A fact with one slot, called ``x``."""
    slot = Slot("x", answer, answer, type)  # type: ignore[arg-type]  # the names of types, as in facts
    return Fact("f", Source("t", "T", language=language), parse_statement(statement), (slot,)), slot


@pytest.mark.parametrize(
    ("statement", "answer", "wrong", "flaw"),
    [
        ("They work because of their {x}.", "bonds", "their trade", "it would read “their their”"),
        ("It rests on their {x}.", "heritage", "a treaty", "it would read “their a”"),
        ("He was seen in {x}.", "Baku", "in Astana", "it would read “in in”"),
        ("A {x} line is short.", "straight", "curved line", "it would read “line line”"),
        ("It lasted {x} years.", "2", "1", "it would read “1” before or with “years”"),
        ("It lasted {x}.", "2 years", "1 years", "it would read “1 years” before or with “years”"),
        ("The {x} is green.", "leaf", "leaves", "it would read “leaves is”"),
        ("{x} are green.", "leaves", "leaf", "it would read “leaf are”"),
        ("{x} was there.", "Ann", "Ann and Bob", "it would read “Ann and Bob was”"),
        ("The hormone {x} is made here.", "insulin", "growth hormone", "it would read “hormone growth hormone”"),
    ],
)
def test_what_does_not_read_well_is_found(statement: str, answer: str, wrong: str, flaw: str) -> None:
    assert flaw_of(*stated(statement, answer), wrong) == flaw


@pytest.mark.parametrize(
    ("language", "statement", "answer", "wrong", "flaw"),
    [
        ("es", "{x} tiene volcanes.", "Chile", "los Andes", "it would read “Los Andes tiene”"),
        ("es", "{x} tienen volcanes.", "los Andes", "Chile", "it would read “Chile tienen”"),
        ("es", "{x} tiene volcanes.", "el Perú", "la India", ""),
        ("es", "{x} tienen volcanes.", "los Andes", "las Filipinas", ""),
        ("es", "Hay volcanes en {x}.", "Chile", "los Andes", ""),
        ("fr", "{x} a des volcans.", "le Chili", "les Philippines", "it would read “les Philippines a”"),
        ("pt", "{x} tem vulcões.", "o Chile", "as Filipinas", "it would read “as Filipinas tem”"),
    ],
)
def test_a_verb_has_the_number_of_the_name_before_it(
    language: str, statement: str, answer: str, wrong: str, flaw: str
) -> None:
    assert flaw_of(*stated(statement, answer, language, "country"), wrong) == flaw


@pytest.mark.parametrize(
    ("statement", "answer", "wrong", "language"),
    [
        ("They work because of their {x}.", "bonds", "trade", "en"),
        ("It lasted {x} million years.", "2", "1", "en"),
        ("It weighs {x} kg.", "2", "1", "en"),
        ("Это длилось {x} дней.", "5", "11", "ru"),
        ("Ол {x} жыл болды.", "2", "1", "kk"),
        ("The {x} of it is known.", "mass", "causes", "en"),
        ("{x} is in Europe.", "Paris", "Athens", "en"),
        ("{x} were there.", "Ann and Bob", "Cid and Dan", "en"),
        ("It shows that {x} moves.", "the Earth", "the Sun", "en"),
    ],
)
def test_what_reads_well_is_left_alone(statement: str, answer: str, wrong: str, language: str) -> None:
    assert flaw_of(*stated(statement, answer, language), wrong) == ""


def test_a_noun_after_a_number_has_its_form() -> None:
    days = stated("Это длилось {x} дней.", "5", "ru")
    assert flaw_of(*days, "3") and flaw_of(*days, "21") and not flaw_of(*days, "12")


@pytest.mark.parametrize(
    ("statement", "answer", "wrong", "type", "whole"),
    [
        ("A graph of this sort is a {x}.", "parabola", "ellipse", "term", "A graph of this sort is an ellipse."),
        ("An {x} has six legs.", "insect", "spider", "term", "A spider has six legs."),
        ("It is a {x}.", "European law", "honest one", "text", "It is an honest one."),
        ("It is an {x}.", "MP", "MEP", "text", "It is an MEP."),
        ("{x} moves.", "The Sun", "light", "text", "Light moves."),
        ("Its capital is that of {x}.", "Oman", "United Arab Emirates", "country", "… the United Arab Emirates."),
        ("It is the capital of {x}.", "France", "Netherlands", "country", "It is the capital of the Netherlands."),
    ],
)
def test_a_statement_with_another_answer_is_written_as_it_is_said(
    statement: str, answer: str, wrong: str, type: str, whole: str
) -> None:
    fact, slot = stated(statement, answer, type=type)
    assert str(restated_text(fact, slot, wrong)).endswith(whole.removeprefix("… "))


def test_an_option_below_a_gap_is_read_with_the_article_before_it() -> None:
    sentence = sentence_of(*stated("It is called an {x}.", "umlaut"))
    assert sentence.misfit("consonant", gap=True) == "it would read “an consonant”"
    assert not sentence.misfit("accent", gap=True)


@pytest.mark.parametrize(
    ("text", "language", "made"),
    [
        ("for more than {x} years", "en", "least"),
        ("at least {x} people", "en", "least"),
        ("no fewer than {x}", "en", "least"),
        ("{x} or more people", "en", "least"),
        ("{x}+ people", "en", "least"),
        ("≥ {x} people", "en", "least"),
        ("more than ${x} million", "en", "least"),
        ("up to {x} people", "en", "most"),
        ("no more than {x} people", "en", "most"),
        ("as many as {x} people", "en", "most"),
        ("{x} at most", "en", "most"),
        ("nearly {x} years", "en", "near"),
        ("about {x} years", "en", "near"),
        ("it rose up to {x} m", "en", ""),
        ("the air grows thin above {x} km", "en", ""),
        ("it is above {x} m", "en", "least"),
        ("{x} of them, at least 5 of these red", "en", ""),
        ("the {x} most common ones", "en", ""),
        ("mindestens {x} Jahre", "de", "least"),
        ("bis zu {x} Personen", "de", "most"),
        ("knapp {x} Jahre", "de", "near"),
        ("más de {x} años", "es", "least"),
        ("hasta {x} personas", "es", "most"),
        ("jusqu'à {x} personnes", "fr", "most"),
        ("près de {x} ans", "fr", "near"),
        ("pelo menos {x} anos", "pt", "least"),
        ("não mais de {x} anos", "pt", "most"),
        ("свыше {x} лет", "ru", "least"),
        ("не более {x} лет", "ru", "most"),
        ("до {x} человек", "ru", "most"),
        ("{x} жылдан астам", "kk", "least"),
        ("{x}-ға жуық", "kk", "near"),
        ("{x}-ға дейін", "kk", "most"),
        ("{x}-dən çox", "az", "least"),
        ("ən çoxu {x} nəfər", "az", "most"),
    ],
)
def test_a_bound_is_found_in_each_language(text: str, language: str, made: str) -> None:
    assert bound_of(*stated(text, "20", language, "count")) == made


def test_a_year_is_a_bound_before_or_after_an_event() -> None:
    assert bound_between("It began before ", ".", "en", time=True) == "most"
    assert bound_between("It began before ", " people came.", "en") == ""


@pytest.mark.parametrize(
    ("made", "false", "true"),
    [("least", ["40", "30"], ["10", "19", "21"]), ("most", ["10", "15"], ["21", "40"]), ("near", ["40"], ["21", "17"])],
)
def test_a_bound_is_false_only_with_what_contradicts_it(made: str, false: list[str], true: list[str]) -> None:
    _, slot = stated("{x}", "20", type="count")
    assert all(is_false(value, slot, made) for value in false)  # type: ignore[arg-type]
    assert not any(is_false(value, slot, made) for value in true)  # type: ignore[arg-type]
