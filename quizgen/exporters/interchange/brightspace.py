"""``brightspace.csv``: the CSV of questions that Brightspace imports into a question library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from quizgen.exporters.interchange.exercise import Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.ids import short_id
from quizgen.exporters.interchange.markup import html, paragraphs
from quizgen.exporters.interchange.moodle import name
from quizgen.exporters.interchange.tables import Cell, csv_bytes

_ID = 50  # characters of an ID
_COLUMNS = 5
_Rows = Iterator[list[Cell]]


class Brightspace(Format):
    """Exports everything but labels of pictures; numbers are typed as words, lists are marked by hand."""

    name = "brightspace"
    summary = "the quiz for Brightspace's question library (brightspace.csv)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice", "response", "truth", "text", "order", "match", "open")),
        features=frozenset(
            ("option feedback", "feedback", "points", "formula", "line break", "other answers", "order of options")
        ),
        instead={"number": "text", "list": "open"},
        one_to_one=True,
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The rows of each question, from its NewQuestion on."""
        rows = (row for exercise in bank.exercises for row in _question(exercise))
        return {"brightspace.csv": csv_bytes([*row, *[""] * (_COLUMNS - len(row))] for row in rows)}


def _question(exercise: Exercise) -> _Rows:
    yield ["NewQuestion", _TYPES[exercise.sort]]
    yield ["ID", short_id(exercise.id, _ID)]
    yield ["Title", name(exercise)]
    yield ["QuestionText", f"<p>{html(exercise.prompt)}</p>", "HTML"]
    yield ["Points", exercise.points]
    yield from _ANSWERS[exercise.sort](exercise)
    if exercise.notes:
        yield ["Feedback", paragraphs(exercise.notes), "HTML"]


def _choices(exercise: Exercise) -> _Rows:
    """A right option has a hundred of a hundred; of several it has 1."""
    score = 1 if exercise.sort == "response" else 100
    if exercise.sort == "response":
        yield ["Scoring", "RightMinusWrong"]
    for choice in exercise.choices:
        yield ["Option", score if choice.right else 0, html(choice.text), "HTML", html(choice.feedback)]


def _truth(exercise: Exercise) -> _Rows:
    yield ["TRUE", 100 if exercise.truth else 0]
    yield ["FALSE", 0 if exercise.truth else 100]


def _words(exercise: Exercise) -> _Rows:
    yield ["InputBox", 1, 40]
    for answer in exercise.accepted:
        yield ["Answer", 100, answer]


def _order(exercise: Exercise) -> _Rows:
    yield ["Scoring", "RightMinusWrong"]
    for step in exercise.steps:
        yield ["Item", html(step), "HTML"]


def _match(exercise: Exercise) -> _Rows:
    yield ["Scoring", "EquallyWeighted"]
    for place, (prompt, _) in enumerate(exercise.pairs, 1):
        yield ["Choice", place, html(prompt), "HTML"]
    for place, (_, answer) in enumerate(exercise.pairs, 1):
        yield ["Match", place, html(answer), "HTML"]


def _open(exercise: Exercise) -> _Rows:
    yield ["AnswerKey", paragraphs((exercise.solution,)), "HTML"]


_TYPES: Mapping[Sort, str] = {
    "choice": "MC",
    "response": "MS",
    "truth": "TF",
    "text": "SA",
    "order": "O",
    "match": "M",
    "open": "WR",
}
_ANSWERS: Mapping[Sort, Callable[[Exercise], _Rows]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "order": _order,
    "match": _match,
    "open": _open,
}
