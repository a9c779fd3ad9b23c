"""Which type an answer has, by its words, its sentence and its question, in every language that has lists."""

from __future__ import annotations

import pytest

from quizgen.languages.answer_types import StatedAnswer, answer_type
from quizgen.languages.expected_answer import expected_answer
from quizgen.languages.word_lists import LANGUAGES, language_of


def inferred(language: str, statement: str, ask: str = "") -> tuple[str, str]:
    """The type and value of the answer in the braces of ``statement``; two empty texts where none is inferred."""
    before, _, rest = statement.partition("{")
    shown, _, after = rest.partition("}")
    lists = language_of(language)
    found = answer_type(StatedAnswer(shown, before, after), expected_answer(ask, lists), lists)
    return (found.type, found.value) if found else ("", "")


# Language, statement, question, type; the value is the answer, unless another is given.
PLAIN = [
    ("en", "The mill was built in {1791}.", "When was the mill built?", "year"),
    ("en", "The mill was built in {1791}.", "", "year"),
    ("en", "The mill ground {1791} sacks.", "How many sacks did the mill grind?", "count"),
    ("en", "The town was founded in {476}.", "In which year was the town founded?", "year"),
    ("en", "The poet died in {19 BC}.", "", "year"),
    ("en", "The mill closed on {4 July 1911}.", "When did the mill close?", "date", "1911-07-04"),
    ("en", "The mill closed on {July 4, 1911}.", "", "date", "1911-07-04"),
    ("en", "The mill closed in {July 1911}.", "", "date", "1911-07"),
    ("en", "The mill closed on {04.07.1911}.", "", "date", "1911-07-04"),
    ("en", "The mill cost {£4,200}.", "What did the mill cost?", "money"),
    ("en", "The mill cost {4 million dollars}.", "", "money"),
    ("en", "{35%} of the grain was rye.", "", "percent"),
    ("en", "{35 per cent} of the grain was rye.", "", "percent"),
    ("en", "The wheel is {6.5 metres} wide.", "How wide is the wheel?", "measure"),
    ("en", "The wheel is {6.5} metres wide.", "How wide is the wheel?", "measure"),
    ("en", "The strike lasted {18 days}.", "How long did the strike last?", "duration"),
    ("en", "The strike lasted {eighteen} days.", "How long did the strike last?", "duration", "18"),
    ("en", "The mill has {seven} floors.", "How many floors does the mill have?", "count", "7"),
    ("en", "The mill has {about 40} windows.", "", "count"),
    ("en", "The wheel broke {seven} times.", "How many times did the wheel break?", "count", "7"),
    ("de", "Das Rad brach {zwei} Mal.", "Wie oft brach das Rad?", "count", "2"),
    ("en", "The miller was {Jan Kolb}.", "Who was the miller?", "person"),
    ("en", "The mill is in {Oberau}.", "Where is the mill?", "place"),
    ("en", "The mill is in {Oberau}.", "In which small town is the mill?", "place"),
    ("en", "The stone came from {France}.", "From which country did the stone come?", "country"),
    ("en", "{Kolb and Sons} bought it.", "Which company bought it?", "organisation"),
    ("en", "They called it {the} mill {Hope}.", "What did they call it?", ""),
    ("en", "The barge {Hope} sank.", "Which barge sank?", "term"),
    ("ru", "Мельницу построили в {1791} году.", "В каком году построили мельницу?", "year"),
    ("ru", "Мельница закрылась {4 июля 1911 года}.", "Когда закрылась мельница?", "date", "1911-07-04"),
    ("ru", "На мельнице работало {семь} человек.", "Сколько человек работало?", "count", "7"),
    ("ru", "Колесо шириной {6,5 метра}.", "", "measure"),
    ("ru", "Мельником был {Ян Кольб}.", "Кто был мельником?", "person"),
    ("ru", "Мельница стоит в {Оберау}.", "В каком городе стоит мельница?", "place"),
    ("ru", "Работа длилась {5 часов}.", "Сколько длилась работа?", "duration"),
    ("fr", "La grève dura {17 heures}.", "Combien de temps dura la grève ?", "duration"),
    ("ru", "Рожь составляла {35 процентов}.", "", "percent"),
    ("kk", "Диірмен {1791} жылы салынды.", "Диірмен қай жылы салынды?", "year"),
    ("kk", "Диірменді {Ян Кольб} салды.", "Диірменді кім салды?", "person"),
    ("kk", "Ол {18 күн} жүрді.", "", "duration"),
    ("az", "Dəyirman {1791}-ci ildə tikildi.", "Dəyirman hansı ildə tikildi?", "year"),
    ("az", "Dəyirmanı {Yan Kolb} tikdi.", "Dəyirmanı kim tikdi?", "person"),
    ("az", "Dəyirman {Oberau} şəhərindədir.", "Dəyirman hansı şəhərdədir?", "place"),
    ("es", "El molino se construyó en {1791}.", "¿En qué año se construyó?", "year"),
    ("es", "Cerró el {4 de julio de 1911}.", "¿Cuándo cerró?", "date", "1911-07-04"),
    ("es", "El molinero era {Jan Kolb}.", "¿Quién era el molinero?", "person"),
    ("es", "Costó {4 millones de euros}.", "", "money"),
    ("fr", "Le moulin fut bâti en {1791}.", "En quelle année fut-il bâti ?", "year"),
    ("fr", "Il ferma le {4 juillet 1911}.", "Quand ferma-t-il ?", "date", "1911-07-04"),
    ("fr", "Le meunier était {Jan Kolb}.", "Qui était le meunier ?", "person"),
    ("fr", "La roue mesure {6,5 mètres}.", "", "measure"),
    ("de", "Die Mühle wurde {1791} gebaut.", "Wann wurde die Mühle gebaut?", "year"),
    ("de", "Sie schloss am {4. Juli 1911}.", "", "date", "1911-07-04"),
    ("de", "Der Müller war {Jan Kolb}.", "Wer war der Müller?", "person"),
    ("de", "Die Mühle steht in {Oberau}.", "In welcher Stadt steht die Mühle?", "place"),
    ("de", "Sie hat {sieben} Stockwerke.", "Wie viele Stockwerke hat sie?", "count", "7"),
    ("pt", "O moinho foi construído em {1791}.", "Em que ano foi construído?", "year"),
    ("pt", "Fechou em {4 de julho de 1911}.", "", "date", "1911-07-04"),
    ("pt", "O moleiro era {Jan Kolb}.", "Quem era o moleiro?", "person"),
    ("pt", "Custou {35 por cento}.", "", "percent"),
    ("ja", "{1791}", "", "year"),
    ("en", "The canal shortens the voyage by {7,000 km}.", "By how much?", "measure"),
    ("en", "Over {30,000} people dug it.", "How many people dug it?", "count"),
    ("en", "It is {10,050} years old.", "How many years old is it?", "duration"),
]

UNPLAIN = [
    ("en", "It was painted {green}.", "What colour was it painted?"),
    ("en", "{Flour} was its only product.", "What was its only product?"),
    ("en", "The train was called {Flyer 7}.", ""),
    ("en", "It was open {from 9 to 5}.", "When was it open?"),
    ("en", "The bus number was {007}.", ""),
    ("en", "The train left at {12.05}.", ""),
    ("en", "{The second} floor burned.", "Which floor burned?"),
    ("en", "It grew {threefold}.", "By how much did it grow?"),
    ("en", "Half of the {Dutch East Indies} trade was lost.", ""),
    ("en", "They admired the {Old Masters}.", "Whom did they admire?"),
    ("en", "It ran from {1791–1911}.", "When did it run?"),
    ("de", "Die Mühle mahlte {Roggen}.", "Was mahlte die Mühle?"),
    ("en", "The mill opens at {5 p.m.}", "When does the mill open?"),
    ("en", "The mill opens at {5} p.m. in summer.", "At what time does the mill open?"),
    ("en", "The mill opens at {9 o'clock}.", "When does the mill open?"),
    ("en", "The mill opens at {17:30}.", "When does the mill open?"),
    ("de", "Die Mühle öffnet um {17 Uhr}.", "Wann öffnet die Mühle?"),
    ("ru", "Мельница открывается в {5 часов} утра.", "Когда открывается мельница?"),
]


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_plain_type_is_inferred(row: tuple[str, ...]) -> None:
    language, statement, ask, kind, *value = row
    expected = value[0] if value else statement.partition("{")[2].partition("}")[0] if kind else ""
    assert inferred(language, statement, ask) == (kind, expected)


@pytest.mark.parametrize("row", UNPLAIN, ids=lambda row: f"{row[0]} {row[1]}")
def test_what_is_not_plain_is_left_open(row: tuple[str, str, str]) -> None:
    assert inferred(*row) == ("", "")


def test_a_role_is_what_questions_of_one_kind_share() -> None:
    english = language_of("en")
    asked = [
        expected_answer(ask, english).role
        for ask in ("Which metal is it?", "Of what metal is it made?", "Which two metals are in it?", "What was it?")
    ]
    assert asked == ["metal", "metal", "metal", ""]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_how_it_asks(code: str) -> None:
    language = language_of(code)
    assert {"person", "place", "time", "number", "which", "other"} == set(language.questions.values())
    assert {"person", "place", "country", "organisation", "year", "date", "name", "any"} == set(
        language.asked_nouns.values()
    )
