"""Formats that are lines of text: Aiken, OpenTriviaQA, Quizlet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import HOSTILE
from imported import bank, choice, items, read

from quizgen.importers.bodies import flashcard, option
from quizgen.importers.imported import ImportedQuestion, RejectedQuestion
from quizgen.model.body import ChooseOne, TrueFalse

AIKEN = """\
What is
the answer?
A. Forty-one
B) Forty-two
ANSWER: B

Is it?
A. yes
B. no
ANSWER: C

Next
A. yes
continued
B. no
answer: A
"""


def test_aiken(tmp_path: Path) -> None:
    first, refused, last = read(bank(tmp_path, "a.txt", AIKEN.replace("\n", "\r\n")), "aiken")
    assert (
        isinstance(first, ImportedQuestion)
        and isinstance(last, ImportedQuestion)
        and isinstance(refused, RejectedQuestion)
    )
    assert first.stem == "What is\nthe answer?"
    assert first.body == ChooseOne((option("Forty-one"), option("Forty-two", True)))
    assert (refused.line, refused.label) == (7, "Is it?")
    assert last.body == choice("no", right="yes\ncontinued")


SMALL_LETTERS = """\
Which of them, e.g. in blood,
e. g. in veins, is red?
a) plasma
b) cells
c. plates
ANSWER: b
"""


@pytest.mark.parametrize("labels", ["A. B.", "A) B)", "a. b."])
def test_a_question_of_aiken_without_an_answer_does_not_swallow_the_next_one(labels: str, tmp_path: Path) -> None:
    a, b = labels.split()
    text = f"First?\n{a} x\n\nmore of x\n{b} y\n\nSecond?\nIt is long.\n{a} p\n{b} q\nANSWER: B\n\nThird?\n{a} r\n"
    first, second, third = read(bank(tmp_path, "a.txt", text), "aiken")
    assert isinstance(first, RejectedQuestion) and isinstance(third, RejectedQuestion)
    assert [(each.line, each.label) for each in (first, third)] == [(1, "First?"), (13, "Third?")]
    assert isinstance(second, ImportedQuestion)
    assert (second.stem, second.line, second.body) == (
        "Second?\nIt is long.",
        7,
        ChooseOne((option("p"), option("q", True))),
    )


def test_aiken_in_small_letters(tmp_path: Path) -> None:
    (question,) = read(bank(tmp_path, "a.txt", SMALL_LETTERS), "aiken")
    assert isinstance(question, ImportedQuestion)
    assert question.stem == "Which of them, e.g. in blood,\ne. g. in veins, is red?"
    assert question.body == ChooseOne((option("plasma"), option("cells", True), option("plates")))


TRIVIA = """\
#Q What is 1 + 1,
in words?
^ Two
A One
B Two
C

#Q Fire is hot.
^ True
A True
B False

#Q Which?
^ None
A One
B Two
"""


def test_opentriviaqa(tmp_path: Path) -> None:
    first, second, refused = read(bank(tmp_path, "maths", TRIVIA), "opentriviaqa")
    assert (
        isinstance(first, ImportedQuestion)
        and isinstance(second, ImportedQuestion)
        and isinstance(refused, RejectedQuestion)
    )
    assert (first.stem, first.body) == ("What is 1 + 1,\nin words?", ChooseOne((option("One"), option("Two", True))))
    assert (second.body, refused.line) == (TrueFalse(True), 13)


def test_questions_of_aiken_without_blank_lines_and_answers_are_kept_apart(tmp_path: Path) -> None:
    text = "First?\nA. x\nB. y\nSecond?\nA. p\nB. q\nANSWER: B\nThird?\nA. r\nA. s\nANSWER: A\n"
    first, second, third = read(bank(tmp_path, "a.txt", text), "aiken")
    assert isinstance(first, RejectedQuestion) and isinstance(third, RejectedQuestion)
    assert (first.label, third.message) == ("First?", "two of its options have one letter")
    assert isinstance(second, ImportedQuestion)
    assert (second.stem, second.line) == ("Second?", 4)


def test_headings_of_cards_are_no_card(tmp_path: Path) -> None:
    (card,) = items(bank(tmp_path, "q.txt", "Term\tDefinition\nchat\tcat\n"), "quizlet")
    assert (card.stem, card.line) == ("chat", 2)


def test_quizlet(tmp_path: Path) -> None:
    result = read(bank(tmp_path, "q.txt", "chat\tcat\nchien\tdog\n\noiseau\tbird\n"), "quizlet")
    assert [(entry.stem, entry.body) for entry in result if isinstance(entry, ImportedQuestion)] == [
        ("chat", flashcard("cat")),
        ("chien", flashcard("dog")),
        ("oiseau", flashcard("bird")),
    ]


def test_any_text_comes_through(tmp_path: Path) -> None:
    lines = [f"Q: {text}\nA. {text}\nB. no\nANSWER: A\n\n" for text in HOSTILE]
    entries = items(bank(tmp_path, "a.txt", "".join(lines)), "aiken")
    assert [(item.stem, item.body) for item in entries] == [
        (f"Q: {text}", choice("no", right=text)) for text in HOSTILE
    ]
    cards = items(bank(tmp_path, "q.txt", "".join(f"Q: {text}\t{text}\n" for text in HOSTILE)), "quizlet")
    assert [(item.stem, item.body) for item in cards] == [(f"Q: {text}", flashcard(text)) for text in HOSTILE]
