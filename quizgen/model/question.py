"""Questions from generators: what is asked and what is right, before they are put into a quiz.

There may be very many of them; they are tuples, which are made several times as fast as frozen dataclasses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from typing import NamedTuple

from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    Matching,
    Number,
    Option,
    Ordering,
    PromptAndAnswer,
    Row,
    ShortText,
    answer_in_words,
    options_of,
    ordering_of,
    right_options,
)
from quizgen.model.fact import Fact, Slot, Written
from quizgen.model.number_role import UNKNOWN_ROLE, NumberRole
from quizgen.model.text import Text, fold, parse_text

# What a question over several facts asks for.
PartsBody = Matching | Gaps | Ordering | ChooseOne


class Fits(NamedTuple):
    """What else is right where an answer is: what has one of the ``names``, which are folded.

    A thing of the ``type`` may be right too, unless its name is among those ``elsewhere``.
    """

    names: Set[str] = frozenset()
    type: str = ""
    elsewhere: Set[str] = frozenset()


class Part(NamedTuple):
    """The part of one fact in a question over several facts: the text shown, and the answer.

    ``names`` are all names of the answer, folded, ``fits`` the others that are right as well; ``known`` is what the
    collection knows of the thing that is shown.
    """

    fact: Fact
    slot: Slot
    prompt: Text
    answer: Text
    names: Set[str] = frozenset()
    fits: Fits = Fits()
    known: Set[tuple[str, str]] = frozenset()

    def takes(self, other: Part) -> bool:
        """Whether the answer of ``other`` is, or may be, right for this part too."""
        names = other.names or {fold(str(other.answer))}
        if not names.isdisjoint(self.fits.names):
            return True
        return other.slot.type == self.fits.type and names.isdisjoint(self.fits.elsewhere)


class WrongAnswers(NamedTuple):
    """The wrong answers that a question can offer, from which the assembly of a quiz chooses.

    ``approved`` are the teacher's own, ``candidates`` other plausible ones, the ``nearest`` first of them the most
    plausible. ``frequencies`` say how often the right answer is right in its role, then each of the nearest; () if all
    are as often. ``numeric`` says that wrong numbers can be generated, which resemble those of ``numbers``; ``refusal``
    is why there must be no wrong answers.
    """

    approved: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    nearest: int = 0
    frequencies: tuple[int, ...] = ()
    numeric: bool = False
    numbers: NumberRole = UNKNOWN_ROLE
    refusal: str = ""

    def only(self, is_good: Callable[[str], bool]) -> WrongAnswers:
        """Those that are good; numbers can be generated as before."""
        good = [index for index, text in enumerate(self.candidates) if is_good(text)]
        nearest = [index for index in good if index < self.nearest]
        candidates, frequencies = self.candidates, self.frequencies
        if len(good) < len(candidates):
            candidates = tuple(candidates[index] for index in good)
        if frequencies:
            frequencies = (frequencies[0], *(frequencies[index + 1] for index in nearest))
        return self._replace(
            approved=tuple(text for text in self.approved if is_good(text)),
            candidates=candidates,
            nearest=len(nearest),
            frequencies=frequencies,
        )

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.approved or self.candidates or self.numeric) and not self.refusal


NO_WRONG_ANSWERS = WrongAnswers()


class Question(NamedTuple):
    """A question about a fact, about a ``slot`` of it, or over the ``parts`` of several facts.

    ``subject`` is what it asks about: ``collection/fact/slot``, or ``collection/@relation``. ``body`` has everything
    that is right, in its natural order and without letters; ``type`` is what the answer is where no slot says so.
    ``written`` is the question by hand that this is.
    """

    kind: str
    fact: Fact
    subject: str
    stem: Text
    body: ItemBody | PromptAndAnswer
    slot: Slot | None = None
    wrong: WrongAnswers = NO_WRONG_ANSWERS
    parts: tuple[Part, ...] = ()
    type: str = "text"
    written: Written | None = None

    @property
    def id(self) -> str:
        """``collection/fact/slot/kind``, which stays the same when wording is corrected."""
        return f"{self.subject}/{self.kind}"

    @property
    def name(self) -> str:
        """The name of the slot, question or relation that it asks about: the last part of its subject."""
        return self.slot.name if self.slot else self.subject.rpartition("/")[2]

    @property
    def about(self) -> str:
        """A key of its fact or facts, which a form asks about only once."""
        return self.subject if self.parts else self.fact.key

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it asks about."""
        return tuple(part.fact for part in self.parts) or (self.fact,)

    @property
    def answer(self) -> str:
        """The right answer as a string."""
        if self.slot:
            return self.slot.shown
        if self.parts:
            return "; ".join(f"{part.prompt}: {part.answer}" for part in self.parts)
        return answer_in_words(self.body)

    @property
    def answer_text(self) -> Text:
        """The right answer as a `Text`."""
        return parse_text(self.answer)

    @property
    def accept(self) -> tuple[str, ...]:
        """Other accepted answers."""
        if self.slot:
            return self.slot.accept
        return self.body.accept if isinstance(self.body, ShortText | Number) else ()

    @property
    def answer_type(self) -> str:
        """The type of the answer: a person, a number of some kind, text."""
        return self.slot.type if self.slot else self.type

    @property
    def scale(self) -> tuple[str, ...]:
        """Every option, if options have a natural order."""
        if self.slot:
            return self.slot.scale
        fixed = isinstance(self.body, ChooseOne | ChooseSeveral) and self.body.fixed
        return tuple(str(option.text) for option in options_of(self.body)) if fixed else ()

    @property
    def ask(self) -> str:
        """The teacher's own question, or ""."""
        if self.written:
            return self.written.stem
        return self.slot.ask if self.slot else ""

    @property
    def hint(self) -> str:
        """The hint for a learner, or ""."""
        return self.slot.hint if self.slot else ""

    @property
    def last(self) -> str:
        """The option that comes last in every form, or ""."""
        return next((str(option.text) for option in options_of(self.body) if option.last), "")

    @property
    def keys(self) -> tuple[str, ...]:
        """The options that are right."""
        return tuple(str(option.text) for option in right_options(self.body))

    @property
    def topic(self) -> str:
        """What it is about, for a reader of it alone, without what would say the answer."""
        names = [fold(name) for name in (self.answer, *self.accept) if name]
        topics = (self.fact.topic, self.fact.source.title)
        return next((topic for topic in topics if not any(_says(fold(topic), name) for name in names)), "")

    @property
    def stimulus(self) -> str:
        """The text to read before the question, which others may share, or ""."""
        return self.written.stimulus if self.written else ""

    @property
    def points(self) -> int:
        """What the teacher says that it is worth, or 0 if that depends on its kind."""
        return self.written.points if self.written else 0

    @property
    def feedback(self) -> str:
        """The feedback after answering: the question's own, or the fact's."""
        return (self.written.feedback if self.written else "") or self.fact.feedback

    def over(self, parts: Sequence[Part]) -> Question:
        """The question with only these ``parts``."""
        assert isinstance(self.body, PartsBody)
        return self._replace(parts=tuple(parts), body=body_over(type(self.body), parts))


class Declined(NamedTuple):
    """The reason why a fact does not support a kind of question.

    ``slot`` is None where it is the whole fact that cannot, ``fact`` where it is the whole collection.
    """

    kind: str
    fact: Fact | None
    slot: Slot | None
    reason: str


def slot_question(
    kind: str,
    fact: Fact,
    slot: Slot,
    stem: Text,
    body: ItemBody | PromptAndAnswer,
    wrong: WrongAnswers = NO_WRONG_ANSWERS,
) -> Question:
    """A question about one slot of a fact."""
    return Question(kind, fact, f"{fact.key}/{slot.name}", stem, body, slot, wrong)


def body_over(body: type[PartsBody], parts: Sequence[Part]) -> PartsBody:
    """The body of a question over ``parts``.

    No option is right until it is known which parts are shown together.
    """
    if body is Ordering:
        return ordering_of(part.prompt for part in parts)
    if body is ChooseOne:
        return ChooseOne(tuple(Option(part.prompt) for part in parts))
    rows = tuple(Row(part.prompt, str(part.answer)) for part in parts)
    bank = tuple(Option(text) for text in {fold(str(part.answer)): part.answer for part in parts}.values())
    return Gaps(rows, bank) if body is Gaps else Matching(rows, bank)


def _says(plain: str, name: str) -> bool:
    """Whether ``plain`` has ``name`` as whole words; both are folded."""
    return name in plain and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) is not None
