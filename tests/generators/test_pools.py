"""Which answers pass for one another: those of one role, of one block of it, that resemble their question equally."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.generators import generate
from quizgen.generators.letter_profile import beginnings_of, is_alike, letters_of
from quizgen.generators.role_blocks import FEWEST, LARGEST, even_blocks, kin_blocks, ordered_blocks
from quizgen.model.fact import Entity
from quizgen.model.question import Declined, Question
from quizgen.model.whole_words import words_of
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

Made = Callable[..., dict[str, Question | Declined]]


@pytest.fixture
def made(project: Callable[..., Project]) -> Made:
    def make(facts: str, entities: str = "") -> dict[str, Question | Declined]:
        loaded, problems = load_collection(project(facts, entities=entities).collections()[0])
        assert loaded is not None, problems
        results = generate(loaded.collection, ["multiple-choice"])
        return {f"{result.fact.id}/{result.slot.name}": result for result in results if result.fact and result.slot}

    return make


def stated(rows: dict[str, str], ask: str, name: str = "is", kind: str = "text") -> str:
    """A fact for each row, in one relation, that asks for its second part."""
    return "".join(
        f'- id: "{place}-{name}"\n  statement: "{{a}} {name} {{b}}."\n'
        f"  relation: {{name: {name}, subject: a, object: b, cardinality: one-to-one}}\n"
        f"  slots: {{a: {{value: {one}}}, b: {{value: {other}, type: {kind}, ask: {ask.format(one)!r}}}}}\n"
        for place, (one, other) in enumerate(rows.items())
    )


def candidates(question: Question | Declined) -> tuple[str, ...]:
    assert isinstance(question, Question), question
    return question.wrong.candidates


def test_plain_answers_of_one_relation_pass_for_one_another_and_for_no_others(made: Made) -> None:
    money = {"Japan": "yen", "India": "rupee", "Brazil": "real", "Poland": "zloty"}
    food = {"Rice": "a grain", "Milk": "a drink", "Plum": "a fruit"}
    questions = made(stated(money, "Which money has {}?") + stated(food, "What is {}?", "was"))
    assert set(candidates(questions["0-is/b"])) == {"rupee", "real", "zloty"}
    assert set(candidates(questions["0-was/b"])) == {"a drink", "a fruit"}


def test_a_lake_is_asked_beside_no_river(made: Made) -> None:
    def placed(noun: str, *names: str) -> str:
        return "".join(
            f'- {{id: {noun}{n}, statement: "{{{name}}} is number {n}.", ask: Which {noun} is number {n}?}}\n'
            for n, name in enumerate(names)
        )

    found = made(placed("lake", "Lake Chad", "Lake Como", "Lake Garda") + placed("river", "Rhine", "Po", "Rhone"))
    assert set(candidates(found["lake0/answer"])) == {"Lake Como", "Lake Garda"}


def test_years_of_the_collection_come_before_made_ones(made: Made) -> None:
    rows = {f"War {name}": str(1800 + 11 * place) for place, name in enumerate("abcdefg")}
    wrong = candidates(made(stated(rows, "When was {}?", kind="year"))["3-is/b"])
    assert set(wrong) == set(rows.values()) - {"1833"}


def test_a_symbol_is_no_word_of_the_question(made: Made) -> None:
    """In, As and No are words too; they are options all the same."""
    rows = {"zinc": "Qu", "tin": "Wo", "lead": "Pb", "gold": "Au", "iron": "Fe", "mercury": "Hg", "oxygen": "In"}
    questions = made(stated(rows, "In signs, what is {}?", kind="term"))
    assert "In" in candidates(questions["3-is/b"])


def test_where_letters_give_most_answers_away_none_is_asked_with_options(made: Made) -> None:
    rows = {"helium": "He", "neon": "Ne", "argon": "Ar", "xenon": "Xe", "boron": "B", "cobalt": "Co", "gold": "Au"}
    questions = made(stated(rows, "What is the symbol of {}?", kind="term"))
    for question in questions.values():
        assert isinstance(question, Declined)
        assert "in writing" in question.reason or "gap" in question.reason


def test_an_answer_like_its_question_stands_beside_others_like_it_or_nowhere(made: Made) -> None:
    rows = {
        "Algeria": "Algiers",
        "Kenya": "Nairobi",
        "Egypt": "Cairo",
        "Ghana": "Accra",
        "Togo": "Lome",
        "Mali": "Bamako",
    }
    rows |= {"Senegal": "Dakar", "Sudan": "Khartoum", "Tunisia": "Tunis"}
    questions = made(stated(rows, "What is the capital of {}?", kind="place"))
    declined = questions["0-is/b"]
    assert isinstance(declined, Declined)
    assert "letters" in declined.reason
    assert "Algiers" not in candidates(questions["1-is/b"])  # an option that is never right would be told by that


ENTITIES = """\
entities:
  rome: {name: Rome, type: place}
  louis: {name: Louis, type: king}
  henry: {name: Henry, type: king}
  charles: {name: Charles, type: king}
  newton: {name: Newton, type: person}
  darwin: {name: Darwin, type: person}
"""


def test_a_finer_type_keeps_kings_among_kings(made: Made) -> None:
    facts = '- id: f\n  statement: "{a} built it."\n  slots: {a: {entity: louis, ask: Who built it?}}\n'
    assert set(candidates(made(facts, ENTITIES)["f/a"])) == {"Henry", "Charles"}


@pytest.mark.parametrize(
    ("question", "option", "alike"),
    [
        ("helium", "He", True),
        ("silver", "Ag", False),
        ("iron", "Fe", False),
        ("tin", "Sn", False),
        ("United Nations", "UN", True),
        ("Algeria", "Algiers", True),
        ("Kenya", "Nairobi", False),
        ("the tall mill", "The Hague", False),
        ("Panama", "Panama City", True),
        ("the 12th of 1500", "Person 1500", False),
    ],
)
def test_what_letters_say(question: str, option: str, alike: bool) -> None:
    words = words_of(question)
    assert is_alike(letters_of(option).profile(words, beginnings_of(words))) == alike


def test_cities_are_in_blocks_by_country_or_by_continent() -> None:
    entities = {"asia": Entity("asia", "Asia", "place"), "europe": Entity("europe", "Europe", "place")}
    members = []
    for country, continent, cities in (("kz", "asia", 8), ("om", "asia", 4), ("np", "asia", 4), ("mt", "europe", 2)):
        entities[country] = Entity(country, country, "country", of=continent)
        for number in range(cities):
            entities[f"{country}{number}"] = Entity(f"{country}{number}", "", "place", of=country)
            members.append(f"{country}{number}")
    blocks = kin_blocks(members, str, entities)
    assert sorted(members) == sorted(name for block in blocks for name in block)
    assert [{name[:2] for name in block} for block in blocks] == [{"kz", "mt"}, {"om", "np"}]


@given(st.sets(st.text(min_size=1), min_size=1, max_size=400))
def test_blocks_are_a_partition_that_hardly_moves(names: set[str]) -> None:
    first, *rest = sorted(names)
    for divided in (even_blocks, ordered_blocks):
        blocks = divided(sorted(names), str)
        assert sorted(name for block in blocks for name in block) == sorted(names)
        assert all(len(block) <= 2 * LARGEST for block in blocks)
    before = {tuple(sorted(block)) for block in even_blocks(rest, str)}
    after = {tuple(sorted(set(block) - {first})) for block in even_blocks([first, *rest], str)}
    assert len(before ^ after) == 0 or len(before) != len(after)


def test_neighbours_are_together() -> None:
    blocks = ordered_blocks([str(year) for year in range(1500, 1600)], str)
    assert min(map(len, blocks)) >= FEWEST
    assert [name for block in blocks for name in block] == [str(year) for year in range(1500, 1600)]


def ruled(rows: dict[str, str], title: str) -> str:
    """A fact for each ruler, in one relation whose sentences say king or queen."""
    return "".join(
        f'- id: "{name.lower()}"\n  statement: "{{who}} was {title} of {{land}}."\n'
        f"  relation: {{name: ruled, subject: who, object: land, cardinality: one-to-one}}\n"
        f"  slots: {{who: {{value: {name}, type: person, ask: Who was {title} of {land}?}}, land: {{value: {land}}}}}\n"
        for name, land in rows.items()
    )


def test_queens_are_offered_beside_a_queen(made: Made) -> None:
    queens = {"Anne": "Arno", "Berta": "Brill", "Clara": "Ceres", "Doris": "Delos"}
    kings = {"Emil": "Enna", "Franz": "Fano", "Georg": "Graz", "Hans": "Hiva", "Ivan": "Iona"}
    questions = made(ruled(queens, "queen") + ruled(kings, "king"))
    for name in queens:
        question = questions[f"{name.lower()}/who"]
        assert isinstance(question, Question)
        assert set(question.wrong.candidates[: question.wrong.nearest]) == queens.keys() - {name}


def test_an_end_of_a_time_beside_its_start_is_asked_in_writing(made: Made) -> None:
    slots = "{start: {value: '1509'}, end: {value: '1547'}}"
    fact = f'- {{id: a, statement: "Anne reigned from {{start}} to {{end}}.", slots: {slots}}}\n'
    assert "other year" in getattr(made(fact)["a/end"], "reason", "")


def test_an_answer_with_an_article_alone_is_not_asked_with_options(made: Made) -> None:
    rows = {"kite": "Ada Cole", "bell": "Bo Dahl", "lamp": "Cy Eden", "plough": "The Fane brothers"}
    questions = made(stated(rows, "Who invented the {}?", kind="person"))
    assert isinstance(questions["0-is/b"], Question)
    assert "article" in getattr(questions["3-is/b"], "reason", "")
