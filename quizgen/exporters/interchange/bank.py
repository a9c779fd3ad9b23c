"""A question as another program's bank holds it, whatever the file format; its body is the model's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never, get_args

from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    choices_of,
    pairs_of,
    spares_of,
)
from quizgen.model.fact import Evidence, Source
from quizgen.model.text import Text

# An open answer is what a question becomes in a format that does not hold its type.
TYPES: tuple[type[ItemBody], ...] = get_args(ItemBody)


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or recording: a unique file name, the content, what it shows or says, its author and its licence."""

    name: str
    content: bytes
    words: str
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question: its body, and what every question has whatever its body is.

    ``feedback`` and ``evidence`` are paragraphs that a learner reads after answering, ``solution`` is the answer in
    words; ``quotes`` are those of its one fact, for programs. ``covered`` is the picture as a PNG for screens, with the
    labels that are asked for painted white.
    """

    id: str
    prompt: Text
    body: ItemBody
    points: int = 1
    feedback: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    solution: Text = Text()  # noqa: RUF009 - a Text is frozen
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    quotes: tuple[Evidence, ...] = ()
    picture: MediaFile | None = None
    covered: MediaFile | None = None
    recording: MediaFile | None = None

    @property
    def notes(self) -> tuple[Text, ...]:
        """Everything that a learner reads after answering, right or wrong."""
        return (*self.feedback, *self.evidence)

    @property
    def sample_and_notes(self) -> tuple[Text, ...]:
        """The sample of an open answer and the notes, for formats that have no other field for the sample."""
        if isinstance(self.body, OpenAnswer):
            return (self.body.sample, *self.notes)
        return self.notes

    @property
    def visible_texts(self) -> Iterator[Text]:
        """The texts that a learner sees before answering."""
        yield self.prompt
        yield from offered_texts(self.body)

    @property
    def texts(self) -> Iterator[Text]:
        """Every text of the question."""
        yield from self.visible_texts
        yield from (option.feedback for option in choices_of(self.body))
        yield from (self.body.sample,) if isinstance(self.body, OpenAnswer) else ()
        yield from self.notes
        yield self.solution


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """The questions of one quiz; ``true`` and ``false`` are the words that a statement is judged by.

    ``sources`` are the articles that they are about.
    """

    name: str
    title: str
    language: str
    true: str
    false: str
    questions: tuple[BankQuestion, ...]
    sources: tuple[Source, ...] = ()


class NotHeldError(TypeError):
    """A question reached the writer of a format that does not hold its type: it has not been fitted to the format."""

    def __init__(self, body: ItemBody) -> None:
        super().__init__(f"the format does not hold the type {body.name}")


def offered_texts(body: ItemBody) -> Iterator[Text]:
    """The texts that a learner chooses from, matches or puts in order."""
    match body:
        case ChooseOne() | ChooseSeveral():
            yield from (option.text for option in body.choices)
        case Matching() | Gaps():
            for prompt, answer in pairs_of(body):
                yield from (prompt, answer)
            yield from spares_of(body)
        case Ordering():
            yield from body.in_order
        case TrueFalse() | ShortText() | Number() | ListAnswer() | PictureLabels() | OpenAnswer():
            return
        case _:
            assert_never(body)


def accepted_answers(body: ShortText | Number) -> tuple[str, ...]:
    """Return every accepted way to type the one answer, the usual way first."""
    (ways,) = typed_answers(body)
    return ways
