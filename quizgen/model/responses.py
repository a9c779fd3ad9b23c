"""Responses of people to questions, in one row format for papers, lessons and other programs; and what they saw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quizgen.model.body import TRUTHS, Gaps, Matching, TrueFalse, choices_of, options_of
from quizgen.model.quiz import Form, Item

Confidence = Literal["sure", "unsure", ""]
SEPARATOR = ";"  # of facts, and of the parts of an answer


@dataclass(frozen=True, slots=True)
class Response:
    """What one person did with one question, once.

    ``session`` is when and where it was asked: a lesson, or a class's paper. ``item`` is the question's number in the
    ``form``. ``fact`` has the keys of the facts that it asks about, and ``choice`` the values of what was chosen or
    written, both separated by `SEPARATOR`; a choice of "" is a blank. ``correct`` is the share of the credit from 0 to
    1, and None where nothing says, as before an open answer is marked. ``ms`` is how many milliseconds it took, None
    where nobody measured. A person who was absent, or whose page is missing, has no row.
    """

    session: str
    form: str
    item: int
    fact: str
    slot: str
    kind: str
    respondent: str
    choice: str
    correct: float | None
    confidence: Confidence = ""
    ms: int | None = None

    @property
    def question(self) -> str:
        """The key of the question, the same in every form and session."""
        return question_key(self.fact, self.slot, self.kind)


@dataclass(frozen=True, slots=True)
class AskedOption:
    """An option, by its value in the form and in words."""

    value: str
    text: str
    correct: bool


@dataclass(frozen=True, slots=True)
class AskedPart:
    """A line to which an answer belonged, with its fact and the right value; "" where no single fact is asked."""

    fact: str
    answer: str


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A question as people saw it in a form: what `Response` refers to by session, form and item.

    ``answer`` is the right answer in words. ``parts`` are the lines of a matching question, in the form's order.
    """

    session: str
    form: str
    item: int
    facts: tuple[str, ...]
    slot: str
    kind: str
    prompt: str
    answer: str
    options: tuple[AskedOption, ...] = ()
    parts: tuple[AskedPart, ...] = ()

    @property
    def question(self) -> str:
        """The key of the question, the same in every form and session."""
        return question_key(SEPARATOR.join(self.facts), self.slot, self.kind)


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """Responses, and the questions as the people who gave them saw them."""

    responses: tuple[Response, ...] = ()
    items: tuple[AskedItem, ...] = ()

    def __add__(self, other: AnswerSet) -> AnswerSet:
        """The answers of both."""
        return AnswerSet(self.responses + other.responses, self.items + other.items)

    @property
    def sessions(self) -> tuple[str, ...]:
        """The sessions in which the answers were given, in order."""
        return tuple(dict.fromkeys(response.session for response in self.responses))

    def only(self, session: str) -> AnswerSet:
        """The answers of one session."""
        return AnswerSet(
            tuple(response for response in self.responses if response.session == session),
            tuple(item for item in self.items if item.session == session),
        )


@lru_cache(maxsize=4096)  # a class gives thirty answers to each question
def question_key(facts: str, slot: str, kind: str) -> str:
    """The key of a question: its facts in a fixed order, what it asks for, and its kind."""
    return f"{SEPARATOR.join(sorted(facts.split(SEPARATOR)))}/{slot}/{kind}"


def asked_items(form: Form, session: str) -> tuple[AskedItem, ...]:
    """The questions of a form, as they are asked in a session."""
    return tuple(asked_item(item, form.letter, session, item.number) for item in form.items)


def asked_item(item: Item, form: str, session: str, number: int) -> AskedItem:
    """One question, as it is asked in a session."""
    question = item.question
    return AskedItem(
        session=session,
        form=form,
        item=number,
        facts=tuple(fact.key for fact in item.facts),
        slot=question.name,
        kind=question.kind,
        prompt=str(item.prompt),
        answer=str(question.answer_text),
        options=_options(item),
        parts=_parts(item),
    )


def _options(item: Item) -> tuple[AskedOption, ...]:
    if isinstance(item.body, TrueFalse):
        return tuple(AskedOption(value, value, value == item.body.key) for value in TRUTHS)
    right = {option.value for option in options_of(item.body) if option.correct}
    return tuple(AskedOption(option.value, str(option.text), option.value in right) for option in choices_of(item.body))


def _parts(item: Item) -> tuple[AskedPart, ...]:
    if not isinstance(item.body, Matching | Gaps):
        return ()
    facts = {str(part.prompt): part.fact.key for part in item.parts}
    return tuple(AskedPart(facts.get(str(row.prompt), ""), row.answer) for row in item.body.rows)
