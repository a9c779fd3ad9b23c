"""Which question says the answer of which."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from quizgen.checks.cueing import cues, reading, revealed_answer
from quizgen.model.body import ShortText, TrueFalse
from quizgen.model.fact import Fact, Slot, Source, ValueType, Written
from quizgen.model.question import Question, slot_question
from quizgen.model.text import SlotName, Text, Words, parse_text

SOURCE = Source("t", "T")


def question(
    ask: str, answer: str = "nothing", *accept: str, type: ValueType = "text", fact: str = "", source: Source = SOURCE
) -> Question:
    slot = Slot("x", answer, answer, type, ask=ask, accept=accept)
    statement = (Words("It is "), SlotName("x", 6))
    about = Fact(fact or ask, source, statement, (slot,))
    return slot_question("short-answer", about, slot, parse_text(ask), ShortText(answer, accept))


GIVEN_AWAY = [
    ("In which trade are Kazakh firms in Azerbaijan?", "In which country do 150 Kazakh firms work?", "Azerbaijan"),
    ("Which town does the missing rail link hold back?", "What is missing between Osh and Kashgar?", "rail link"),
    ("Which letter marks a crest of the wave?", "What is the highest point of a wave called?", "crest"),
    ("How large is the World Health Organization?", "What does WHO stand for?", "World Health Organization"),
    ("When was trade worth $109 million?", "What was trade worth before it grew?", "$109 million"),
    ("Why do trains stop after 1 500 km of track?", "How long is the track of trains?", "1,500 km"),
    (r"For what is \(E = m c^2\) the energy of a mass?", "Which formula gives the energy of a mass?", r"\(E=mc^2\)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ask", "answer"), GIVEN_AWAY)
def test_an_answer_is_said(text: str, ask: str, answer: str) -> None:
    assert revealed_answer(reading(question(text)), reading(question(ask, answer))) == answer


LEFT_ALONE = [
    # Another thing is spoken of.
    ("Which streets in Azerbaijan are long?", "Of which country is Baku the capital?", "Azerbaijan", "country"),
    ("Is foreign capital in Kazakhstan?", "Of which country is Astana the capital?", "Kazakhstan", "country"),
    # No whole word, another number, another sign, another formula.
    ("How do Azerbaijani firms work?", "In which country do the firms work?", "Azerbaijan", "country"),
    ("How fast are 1,109 trains?", "How many trains are fast?", "109", "count"),
    ("Where is it -15 °C cold?", "How cold is it?", "15 °C", "measure"),
    (r"What is \(x + 1\) of a square?", "Which term gives the square?", r"\(x - 1\)", "text"),
    # One digit or letter stands anywhere.
    ("What do the 4 legs of a horse weigh?", "How many legs has a horse?", "4", "count"),
    ("Which of the parts A and B of a wave is the crest?", "Which part of the wave is marked?", "A", "text"),
    # The question says it too, so that it is no news.
    ("Who led the Red Army in the war?", "Which army won the war of the Red Army?", "Red Army", "organisation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ask", "answer", "type"), LEFT_ALONE)
def test_chance_is_no_cue(text: str, ask: str, answer: str, type: ValueType) -> None:
    assert revealed_answer(reading(question(text)), reading(question(ask, answer, type=type))) == ""


def test_every_accepted_name_counts_and_the_one_found_is_told() -> None:
    example_reading = reading(
        question("Who is the president of Kazakhstan?", "Kassym-Jomart Tokayev", "Tokayev", type="person")
    )
    assert (
        revealed_answer(reading(question("When did Tokayev become president of Kazakhstan?")), example_reading)
        == "Tokayev"
    )


def test_an_option_says_it_only_with_what_is_asked() -> None:
    example_reading = reading(question("What is the capital of Norway?", "Oslo", type="place"))
    other = question("What is the capital of Sweden?", "Stockholm", type="place")
    assert revealed_answer(reading(other, [parse_text("Oslo"), parse_text("Stockholm")]), example_reading) == ""
    assert revealed_answer(reading(other, [parse_text("not Oslo, the capital of Norway")]), example_reading) == "Oslo"


def test_a_statement_says_what_it_says_as_printed() -> None:
    """A statement shown false says its false value; to be judged itself, it asks for its true one."""
    slot = Slot("x", "Oslo", "Oslo", "place")
    about = Fact("judged", SOURCE, (SlotName("x", 0), Words(" is the capital of Norway.")), (slot,))
    judged = slot_question("true-false", about, slot, about.text(), TrueFalse(true=True))
    example_reading = reading(question("Which city is the capital of Norway?", "Oslo", type="place"))
    assert revealed_answer(reading(judged), example_reading) == "Oslo"
    assert revealed_answer(reading(judged, prompt=about.text({"x": Text((Words("Bergen"),))})), example_reading) == ""
    assert revealed_answer(reading(question("How large is Oslo, the capital of Norway?")), reading(judged)) == "Oslo"


def test_a_question_by_hand_has_its_stimulus_and_asks_its_stem() -> None:
    stimulus = "Oslo is the capital of Norway."
    by_hand = Written("q", "short-answer", "Which town?", ShortText("Oslo"), stimulus)
    about = Fact("f", SOURCE, (), ())
    example_question = Question("short-answer", about, "t/f/q", parse_text("Which town?"), ShortText("Oslo"))
    example_reading = reading(question("Which city is the capital of Norway?", "Oslo", type="place"))
    assert revealed_answer(reading(example_question._replace(written=by_hand)), example_reading) == "Oslo"
    assert revealed_answer(reading(example_question), example_reading) == ""


def test_a_stimulus_tells_nothing_to_its_own_questions() -> None:
    stimulus = "Oslo is the capital of Norway and lies on a fjord."
    capital = Written("q", "short-answer", "Which city is the capital?", ShortText("Oslo"), stimulus)
    place = Written("r", "short-answer", "On what does the capital lie?", ShortText("a fjord"), stimulus)
    one, other = (
        reading(
            Question(
                "short-answer",
                Fact(each.id, SOURCE, (), ()),
                f"t/{each.id}/{each.id}",
                parse_text(each.stem),
                each.body,
                written=each,
            )
        )
        for each in (capital, place)
    )
    assert revealed_answer(one, other) == revealed_answer(other, one) == ""
    assert revealed_answer(one, replace(other, stimulus="")) == "a fjord"


def test_a_number_is_the_same_however_it_is_written() -> None:
    example_reading = reading(question("How salty is the sea, in percent?", "3.5"))
    assert revealed_answer(reading(question("Is the sea salty, 3,5 percent or so?")), example_reading) == "3.5"
    assert revealed_answer(reading(question("Is the sea salty, 35 percent or so?")), example_reading) == ""


def test_true_and_false_are_no_answers_to_be_said() -> None:
    by_hand = Written("q", "true-false", "A wave carries matter.", TrueFalse(true=False))
    example_question = Question(
        "true-false", Fact("f", SOURCE, (), ()), "t/f/q", parse_text(by_hand.stem), by_hand.body
    )
    other = reading(question("Is it false that a wave carries matter?"))
    assert revealed_answer(other, reading(example_question)) == "false"
    assert revealed_answer(other, reading(example_question._replace(written=by_hand))) == ""


def test_questions_on_one_fact_are_not_held_against_each_other() -> None:
    text = question("Which letter marks a crest of the wave?", fact="f")
    example_question = question("What is the highest point of a wave called?", "crest", fact="f")
    assert revealed_answer(reading(text), reading(example_question)) == ""
    elsewhere = example_question._replace(fact=replace(example_question.fact, source=Source("other", "O")))
    assert revealed_answer(reading(text), reading(elsewhere)) == "crest"


def test_a_bank_is_searched_as_thoroughly_as_pair_by_pair_and_fast() -> None:
    questions = [
        question(each, answer, fact=f"{place} {copy}")
        for copy in range(35)
        for place, (text, ask, answer) in enumerate(GIVEN_AWAY)
        for each in (text, ask)
    ]
    readings = [reading(question) for question in questions[:70]]
    pairs = {
        (a, b) for a, one in enumerate(readings) for b, other in enumerate(readings) if revealed_answer(one, other)
    }
    assert {(a, b) for a, b, _ in cues(readings)} == pairs
    assert pairs
    begun = time.perf_counter()
    assert len(list(cues([reading(each, [parse_text(f"option {n}")]) for n, each in enumerate(questions * 2)]))) > 1000
    assert time.perf_counter() - begun < 5
