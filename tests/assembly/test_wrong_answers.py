"""Which wrong answers a question shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.assembly.wrong_answers import choose
from quizgen.model.body import ChooseOne, Option
from quizgen.model.fact import Fact, Slot, Source
from quizgen.model.identity import seeded_random
from quizgen.model.question import Question, WrongAnswers, slot_question
from quizgen.model.text import Text

NAMES = st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=1, max_size=20, unique=True)


def question(slot: Slot, **more: object) -> Question:
    body, about = ChooseOne((Option(slot.answer, correct=True),)), Fact("f", Source("t", "T"), (), (slot,))
    return slot_question("multiple-choice", about, slot, Text(), body, WrongAnswers(**more))  # type: ignore[arg-type]


@given(NAMES, st.integers(0, 99), st.integers(1, 4), st.data())
def test_a_name_that_comes_takes_the_place_of_one_at_most(
    names: list[str], seed: int, count: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(names)))
    slot = Slot("x", "right", "right")
    before = choose(question(slot, candidates=tuple(names)), count, seeded_random(seed, "q"))
    more = (*names[:index], "another", *names[index:])
    after = choose(question(slot, candidates=more), count, seeded_random(seed, "q"))
    assert len(set(before) - set(after)) <= 1
    assert set(after) - set(before) <= {"another"}


@given(NAMES, st.integers(0, 99))
def test_the_nearest_come_first(names: list[str], seed: int) -> None:
    example_question = question(Slot("x", "right", "right"), candidates=tuple(names), nearest=2)
    assert set(choose(example_question, 2, seeded_random(seed, "q"))) <= set(names[:2])


def test_numbers_are_made_where_a_teacher_approved_too_few() -> None:
    example_question = question(Slot("x", "120", "120", "count"), approved=("150",), numeric=True)
    for seed in range(50):
        approved, made = choose(example_question, 2, seeded_random(seed, "q"))
        assert approved == "150"
        assert made not in ("120", "150")
