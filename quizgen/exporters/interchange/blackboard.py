"""``blackboard.txt``: the tab-separated upload of questions to Blackboard, for its Original and its Ultra view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import ClassVar

from quizgen.exporters.interchange.exercise import Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import html, line
from quizgen.model.text import Text

_BATCH = 250  # questions of a file; the Original view would take 500
_ANSWERS = 100


class Blackboard(Format):
    """Exports everything but labels of pictures; lists are marked by hand."""

    name = "blackboard"
    summary = "the quiz for Blackboard's upload of questions (blackboard.txt)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice", "response", "truth", "text", "number", "order", "match", "open")),
        features=frozenset(("formula", "line break", "other answers", "tolerance", "order of options")),
        instead={"list": "open"},
        options=(2, _ANSWERS),
        answers=_ANSWERS,
        numbers=1,
        one_to_one=True,
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """A line for each question and no others; a file for every 250."""
        lines = ["\t".join(_CELLS[exercise.sort](exercise)) + "\n" for exercise in bank.exercises]
        batches = ["".join(lines[start : start + _BATCH]).encode() for start in range(0, len(lines), _BATCH)]
        if len(batches) < 2:
            return {"blackboard.txt": b"".join(batches)}
        return {f"blackboard-{number}.txt": batch for number, batch in enumerate(batches, 1)}


def _choices(exercise: Exercise) -> list[str]:
    """The words that mark options are English in every language."""
    marked = ((_html(c.text), "correct" if c.right else "incorrect") for c in exercise.choices)
    return ["MA" if exercise.sort == "response" else "MC", _html(exercise.prompt), *chain.from_iterable(marked)]


def _truth(exercise: Exercise) -> list[str]:
    return ["TF", _html(exercise.prompt), "true" if exercise.truth else "false"]


def _words(exercise: Exercise) -> list[str]:
    return ["FIB", _html(exercise.prompt), *(" ".join(answer.split()) for answer in exercise.accepted)]


def _number(exercise: Exercise) -> list[str]:
    (number,) = exercise.numbers
    return ["NUM", _html(exercise.prompt), f"{number.value:f}", f"{number.margin:f}"]


def _order(exercise: Exercise) -> list[str]:
    return ["ORD", _html(exercise.prompt), *map(_html, exercise.steps)]


def _match(exercise: Exercise) -> list[str]:
    pairs = ((_html(prompt), _html(answer)) for prompt, answer in exercise.pairs)
    return ["MAT", _html(exercise.prompt), *chain.from_iterable(pairs)]


def _open(exercise: Exercise) -> list[str]:
    return ["ESS", _html(exercise.prompt), line(exercise.solution)]


def _html(text: Text) -> str:
    """The text as HTML in one cell, which neither a tab nor a line end in a formula may end."""
    return " ".join(html(text).split())


_CELLS: Mapping[Sort, Callable[[Exercise], list[str]]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "number": _number,
    "order": _order,
    "match": _match,
    "open": _open,
}
