"""What Moodle's readers of GIFT and Aiken would take for syntax is escaped, or left out and reported."""

from __future__ import annotations

import pytest
from bank_questions import bank_of, two_options

from quizgen.exporters.interchange.aiken import Aiken
from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.gift import Gift
from quizgen.model.body import ShortText
from quizgen.model.text import parse_text


def kept(question: BankQuestion, format: type[Aiken | Gift]) -> bool:
    bank, losses = fitted_bank(bank_of(question), format.carries)
    assert bool(bank.questions) != any(loss.what == "question" for loss in losses)
    return bool(bank.questions)


@pytest.mark.parametrize(
    ("text", "taken"), [("?", False), (" x ", False), ("A. b", False), ("ANSWER: A", False), ("ж", False), ("ab", True)]
)
def test_aiken_leaves_out_what_is_not_read_as_a_question(text: str, taken: bool) -> None:
    """A line of one character is skipped, and then its options abort the whole import."""
    assert kept(BankQuestion("t/a/x/y", parse_text(text), two_options("a", "b")), Aiken) is taken


@pytest.mark.parametrize(("answer", "taken"), [("a->b", False), ("&&058;", False), ("&&x", True), ("&amp;", True)])
def test_gift_leaves_out_an_answer_that_cannot_be_escaped(answer: str, taken: bool) -> None:
    assert kept(BankQuestion("t/a/x/y", parse_text("?"), ShortText(answer)), Gift) is taken


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
    written = Gift().files(QuestionBank("t", title, "en", "True", "False", ()))["gift.txt"].decode()
    assert written.splitlines()[0] == line
