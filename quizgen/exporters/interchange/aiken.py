"""``aiken.txt``: Aiken, questions with one right option as lines of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_uppercase
from typing import ClassVar

from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.model.body import ChooseOne, TrueFalse, choices_of


class Aiken(Format):
    """Exports questions with one right option."""

    name = "aiken"
    summary = "the questions with one right option in Aiken, for Moodle and other platforms"
    file_names = ("aiken.txt",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne,)),
        features=frozenset(("formula",)),
        instead={TrueFalse: ChooseOne},
        options=(2, len(ascii_uppercase)),
        unaskable=re.compile(r"\A\s*(?:[A-Z][.)]|ANSWER\s*:|.\s*\Z)", re.DOTALL),
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return the questions, separated by empty lines."""
        return {"aiken.txt": "\n".join(map(_block, bank.questions)).encode()}


def _block(question: BankQuestion) -> str:
    """The question as Aiken has it: each text is one line, and letters are capitals."""
    lettered = list(zip(ascii_uppercase, choices_of(question.body), strict=False))
    options = "".join(f"{letter}. {line(choice.text)}\n" for letter, choice in lettered)
    answer = next(letter for letter, choice in lettered if choice.correct)
    return f"{line(question.prompt)}\n{options}ANSWER: {answer}\n"
