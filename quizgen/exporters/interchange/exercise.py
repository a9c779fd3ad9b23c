"""A question as other programs know it: sorted by how it is answered, with all its answers, free of any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from quizgen.model.text import Text

# How it is answered: by one option, by several, as true or false, by a word, a number or several words in any order,
# by putting things in order or beside each other, by naming the labels of a picture, or in writing that a person marks.
Sort = Literal["choice", "response", "truth", "text", "number", "list", "order", "match", "labels", "open"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Choice:
    """An option; ``feedback`` is for who chose it."""

    text: Text
    right: bool
    feedback: Text = Text()  # noqa: RUF009 - a Text is frozen


@dataclass(frozen=True, slots=True)
class Number:
    """A right number, and how far from it an answer may be."""

    value: Decimal
    margin: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or recording: a file name of its own, the content, what it shows or says."""

    name: str
    content: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One question, whatever its sort leaves empty left empty.

    ``answers`` are all right ways to write the answer, the usual one first; of a list, a row for each thing, of which
    ``wanted`` are asked for; of labels, a row for each, whose places in the picture are the ``boxes`` (left, top,
    width and height in percent), white in the ``covered`` picture, a PNG for screens. ``units`` may stand behind a
    number, or before it. ``pairs`` are prompts with what belongs to each, ``spares`` belong to none; ``steps`` stand in
    the right order. ``shuffle`` says whether choices may be mixed. ``feedback`` and ``proof`` (the evidence) are
    paragraphs that a learner reads afterwards, ``solution`` is the answer in words.
    """

    id: str
    sort: Sort
    prompt: Text
    points: int = 1
    choices: tuple[Choice, ...] = ()
    truth: bool | None = None
    answers: tuple[tuple[str, ...], ...] = ()
    wanted: int = 1
    numbers: tuple[Number, ...] = ()
    units: tuple[str, ...] = ()
    unit_before: bool = False
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    covered: Media | None = None
    pairs: tuple[tuple[Text, Text], ...] = ()
    spares: tuple[Text, ...] = ()
    steps: tuple[Text, ...] = ()
    shuffle: bool = True
    feedback: tuple[Text, ...] = ()
    proof: tuple[Text, ...] = ()
    solution: Text = Text()  # noqa: RUF009 - a Text is frozen
    tags: tuple[str, ...] = ()
    picture: Media | None = None
    recording: Media | None = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every right way to write the one answer."""
        return self.answers[0] if self.answers else ()

    @property
    def right(self) -> tuple[Choice, ...]:
        """The right choices."""
        return tuple(choice for choice in self.choices if choice.right)

    @property
    def matched(self) -> tuple[Text, ...]:
        """Everything that a prompt may be matched with."""
        return (*(answer for _, answer in self.pairs), *self.spares)

    @property
    def notes(self) -> tuple[Text, ...]:
        """Everything that a learner reads afterwards, whatever they answered."""
        return (*self.feedback, *self.proof)

    @property
    def asked(self) -> Iterator[Text]:
        """The texts that a learner sees before answering."""
        yield self.prompt
        yield from (choice.text for choice in self.choices)
        for prompt, answer in self.pairs:
            yield from (prompt, answer)
        yield from self.spares
        yield from self.steps

    @property
    def texts(self) -> Iterator[Text]:
        """Every text of it."""
        yield from self.asked
        yield from (choice.feedback for choice in self.choices)
        yield from self.notes
        yield self.solution


@dataclass(frozen=True, slots=True)
class Bank:
    """The exercises of one quiz; ``true`` and ``false`` are the words for a statement that is to be judged."""

    name: str
    title: str
    language: str
    true: str
    false: str
    exercises: tuple[Exercise, ...]
