"""The arrangement of questions over several facts in a form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.assembly.forms import assemble
from quizgen.model.body import ChooseOne, Gaps, Matching, Ordering
from quizgen.model.fact import Fact, Slot, Source
from quizgen.model.question import Part, Question, WrongAnswers, body_over
from quizgen.model.quiz import Item
from quizgen.model.text import parse_text

SOURCE = Source("t", "T")
BODIES = {
    "matching": Matching,
    "categorise": Matching,
    "odd-one-out": ChooseOne,
    "timeline": Ordering,
    "word-bank": Gaps,
}


def part(place: int, prompt: str, answer: str) -> Part:
    fact = Fact(f"f{place}", SOURCE, (), ())
    return Part(fact, Slot("a", answer, answer), parse_text(prompt), parse_text(answer))


def item(kind: str, parts: list[Part], seed: int, spares: tuple[str, ...] = ()) -> list[Item]:
    wrong, body = WrongAnswers(candidates=spares), body_over(BODIES[kind], parts)
    question = Question(kind, parts[0].fact, "t/@r", parse_text("?"), body, wrong=wrong, parts=tuple(parts))
    quiz = assemble("T", "en", [(question,)], forms=2, options=3, seed=seed)
    return [form.items[0] for form in quiz.forms]


@given(st.integers(3, 12), st.integers(0, 99))
def test_each_letter_of_a_matching_is_right(count: int, seed: int) -> None:
    parts = [part(index, f"P{index}.", f"A{index}.") for index in range(count)]
    first, second = item("matching", parts, seed, ("S1", "S2", "S3"))
    right = {str(part.prompt): str(part.answer) for part in parts}
    for each in (first, second):
        bank = {option.letter: str(option.text) for option in each.body.bank}
        assert len(bank) == len(each.body.rows) + 2
        assert len(each.body.rows) == min(count, 6)
        assert all(bank[row.answer] == right[str(row.prompt)] for row in each.body.rows)
    assert {str(row.prompt) for row in first.body.rows} == {str(row.prompt) for row in second.body.rows}


@given(st.integers(3, 12), st.integers(0, 99))
def test_a_timeline_is_out_of_order_and_its_places_right(count: int, seed: int) -> None:
    parts = [part(index, f"P{index:02}", str(1900 + index)) for index in range(count)]
    for each in item("timeline", parts, seed):
        shown = [str(step.text) for step in each.body.steps]
        assert shown != sorted(shown)
        assert [step.position for step in sorted(each.body.steps, key=lambda step: str(step.text))] == list(
            range(1, len(shown) + 1)
        )


@given(st.integers(2, 5), st.integers(3, 6), st.integers(0, 99))
def test_groups_have_two_things_or_more(groups: int, size: int, seed: int) -> None:
    parts = [part(g * 10 + n, f"P{g}{n}", f"G{g}") for g in range(groups) for n in range(size)]
    for each in item("categorise", parts, seed):
        answers = [row.answer for row in each.body.rows]
        assert {option.letter for option in each.body.bank} == set(answers)
        assert min(map(answers.count, answers)) >= 2


@given(st.integers(3, 6), st.integers(0, 99))
def test_one_is_odd(size: int, seed: int) -> None:
    parts = [part(n, f"P{n}", "G") for n in range(size)] + [part(20, "X", "H"), part(21, "Y", "H")]
    for each in item("odd-one-out", parts, seed):
        assert len(each.body.options) == 4
        assert [str(option.text) in "XY" for option in each.body.options] == [
            option.correct for option in each.body.options
        ]
        assert each.choice is not None


def test_no_sentence_of_a_bank_tells_anothers_word() -> None:
    parts = [part(0, "_ is near Rome", "Ostia"), part(1, "_ is old", "Rome"), part(2, "_ is new", "Oz")]
    for seed in range(20):
        for each in item("word-bank", [*parts, part(3, "_ is far", "Ur")], seed):
            text = " ".join(str(row.prompt) for row in each.body.rows)
            assert not any(row.answer in text for row in each.body.rows)
            assert "Rome" not in text or "Rome" not in {str(option.text) for option in each.body.bank}
