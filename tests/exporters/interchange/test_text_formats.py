"""What Moodle's readers of GIFT and Aiken would take for syntax is written otherwise, or left out and told."""

from __future__ import annotations

import pytest
from exercises import bank_of

from quizgen.exporters.interchange.aiken import Aiken
from quizgen.exporters.interchange.exercise import Bank, Choice, Exercise
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.gift import Gift
from quizgen.model.text import parse_text


def kept(exercise: Exercise, format: type[Aiken | Gift]) -> bool:
    bank, losses = fitted(bank_of(exercise), format.carries)
    assert bool(bank.exercises) != any(loss.what == "question" for loss in losses)
    return bool(bank.exercises)


@pytest.mark.parametrize(
    ("text", "taken"), [("?", False), (" x ", False), ("A. b", False), ("ANSWER: A", False), ("ж", False), ("ab", True)]
)
def test_aiken_leaves_out_what_is_read_as_no_question(text: str, taken: bool) -> None:
    """A line of one sign is skipped, and then its options end the whole import."""
    choices = (Choice(parse_text("a"), True), Choice(parse_text("b"), False))
    assert kept(Exercise("t/a/x/y", "choice", parse_text(text), choices=choices), Aiken) is taken


@pytest.mark.parametrize(("answer", "taken"), [("a->b", False), ("&&058;", False), ("&&x", True), ("&amp;", True)])
def test_gift_leaves_out_an_answer_that_cannot_be_escaped(answer: str, taken: bool) -> None:
    assert kept(Exercise("t/a/x/y", "text", parse_text("?"), answers=((answer,),)), Gift) is taken


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (r"C:\new", r"$CATEGORY: $course$/top/C:\\new"),
        ("/a/b", "$CATEGORY: $course$/top/ //a//b"),
        ("x" * 300, f"$CATEGORY: $course$/top/{'x' * 254}…"),
    ],
)
def test_a_category_is_the_title(title: str, line: str) -> None:
    """Backslashes are doubled; a slash at the beginning would join that of the path; a name has 255 characters."""
    written = Gift().files(Bank("t", title, "en", "True", "False", ()))["gift.txt"].decode()
    assert written.splitlines()[0] == line
