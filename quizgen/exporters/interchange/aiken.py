"""``aiken.txt``: Aiken, questions with one right option as lines of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_uppercase
from typing import ClassVar

from quizgen.exporters.interchange.exercise import Bank, Exercise
from quizgen.exporters.interchange.fitting import Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import line


class Aiken(Format):
    """Exports questions with one right option."""

    name = "aiken"
    summary = "the questions with one right option in Aiken, for Moodle and other platforms (aiken.txt)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice",)),
        features=frozenset(("formula",)),
        instead={"truth": "choice"},
        options=(2, len(ascii_uppercase)),
        unaskable=re.compile(r"\A\s*(?:[A-Z][.)]|ANSWER\s*:|.\s*\Z)", re.DOTALL),
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The questions, parted by empty lines."""
        return {"aiken.txt": "\n".join(map(_block, bank.exercises)).encode()}


def _block(exercise: Exercise) -> str:
    """Each text is one line; letters are capitals."""
    lettered = list(zip(ascii_uppercase, exercise.choices, strict=False))
    options = "".join(f"{letter}. {line(choice.text)}\n" for letter, choice in lettered)
    answer = next(letter for letter, choice in lettered if choice.right)
    return f"{line(exercise.prompt)}\n{options}ANSWER: {answer}\n"
