from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.generators import GENERATORS, generate
from quizgen.model.question import Declined, Question
from quizgen.records.reading import load
from quizgen.resources import Project

ENTITIES = """\
entities:
  ann: {name: Ann Smith, type: person, accept: Ann}
  ben: {name: Ben Jones, type: person}
  cat: {name: Cat Brown, type: person, same_as: dan}
  dan: {name: Dan White, type: person}
  rome: {name: Rome, type: place}
"""


@pytest.fixture
def made(project: Callable[..., Project]) -> Callable[[str], dict[str, Question | Declined]]:
    def make(facts: str) -> dict[str, Question | Declined]:
        path = project(facts, entities=ENTITIES).collections()[0]
        loaded, problems = load(path)
        assert problems == []
        assert loaded is not None
        return {
            f"{each.fact.id}/{each.slot.name}/{each.kind}": each
            for each in generate(loaded.collection, GENERATORS.names())
        }

    return make


def stem(made: Question | Declined) -> str:
    assert isinstance(made, Question), made
    return str(made.stem)


def test_a_slot_is_asked_by_its_own_question_or_by_a_gap(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "{a} won in {b}."\n  slots: {a: {entity: ann, ask: Who won?}, b: {value: May}}\n'
    )
    assert stem(questions["f/a/basic"]) == "Who won?"
    assert stem(questions["f/b/short-answer"]) == "Complete the sentence: Ann Smith won in _____."
    assert isinstance(questions["f/b/basic"], Declined)
    assert questions["f/a/basic"].id == "t/f/a/basic"


OPINION = "  stance: opinion\n  by: {entity: ann}\n"


def test_what_somebody_says_is_asked_as_theirs_in_every_kind(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(f'- id: f\n  statement: "It was {{good}}."\n  ask: How was it?\n  distractors: [bad]\n{OPINION}')
    assert stem(questions["f/answer/basic"]) == "According to Ann Smith: How was it?"
    assert all(stem(question).startswith("According to Ann Smith: ") for question in questions.values())


def test_a_name_that_stands_there_already_is_not_said_twice(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(f'- id: f\n  statement: "Ann found it {{good}}."\n  ask: How did Ann find it?\n{OPINION}')
    assert stem(questions["f/answer/basic"]) == "How did Ann find it?"
    assert stem(questions["f/answer/cloze"]) == "Ann found it good."


def test_the_author_is_named_by_the_word_too(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "It was {good}."\n  ask: How did the author find it?\n  stance: opinion\n  by: author\n'
    )
    assert stem(questions["f/answer/basic"]) == "How did the author find it?"
    assert stem(questions["f/answer/cloze"]) == "According to An Author: It was good."


def test_the_attribution_never_gives_the_speaker_away(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        f'- id: f\n  statement: "{{who}} said so."\n  slots: {{who: {{entity: ann, ask: Who said so?}}}}\n{OPINION}'
    )
    assert stem(questions["f/who/basic"]) == "Who said so?"
    assert "Ann" not in stem(questions["f/who/short-answer"])


def test_wrong_answers_are_never_the_right_one_under_another_name(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "{a} beat Ben Jones."\n  slots: {a: {entity: cat, ask: Who won?,'
        " distractors: [ann, Dan White, Eve, eve]}}\n"
    )
    question = questions["f/a/multiple-choice"]
    assert question.approved == ("ann", "Eve")  # not Dan White, who is Cat Brown; Eve once
    assert question.candidates == ("Ann Smith",)  # not Ben Jones, who stands in the statement


def test_two_names_of_one_thing_are_not_both_offered(made) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "{a} won."\n  slots: {a: {entity: ann, ask: Who won?}}\n')
    assert questions["f/a/multiple-choice"].candidates == ("Ben Jones", "Cat Brown")


@pytest.mark.parametrize("kind", ["multiple-choice", "true-false"])
def test_a_kind_without_plausible_wrong_answers_is_declined(made, kind: str) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "{x} is far."\n  slots: {x: {entity: rome, ask: What is far?}}\n')
    assert "distractors" in questions[f"f/x/{kind}"].reason


def test_a_number_in_words_is_not_made_up(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "After {x}."\n'
        "  slots: {x: {value: 18, show: eighteen months, type: duration, ask: When?}}\n"
    )
    assert isinstance(questions["f/x/multiple-choice"], Declined)


def test_a_long_answer_is_no_short_answer(made) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "It is {one two three four five six seven}."\n  ask: What is it?\n')
    assert "more than 6 words" in questions["f/answer/short-answer"].reason


def test_a_retired_fact_is_asked_no_more(made) -> None:  # type: ignore[no-untyped-def]
    assert made('- id: f\n  statement: "It is {so}."\n  status: retired\n') == {}


def test_cloze_numbers_follow_the_declaration_not_the_wording(made) -> None:  # type: ignore[no-untyped-def]
    from quizgen.rendering.html import anki_html

    for statement in ("{a} and {b}", "{b}, after {a}"):
        questions = made(f'- id: f\n  statement: "{statement}"\n  slots: {{a: {{value: A}}, b: {{value: B}}}}\n')
        field = anki_html(questions["f/a/cloze"].stem, cloze=True)
        assert "{{c1::A}}" in field
        assert "{{c2::B}}" in field
