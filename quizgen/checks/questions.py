"""Rules over generated questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import HALADYNA, rule
from quizgen.errors import quote
from quizgen.generators.sentences import says
from quizgen.model.body import PictureLabels, TrueFalse
from quizgen.model.question import Question
from quizgen.model.text import fold

_SHORTEST_CUE = 3  # characters: a shorter answer is part of many words


@rule("two-answers", "error", remedy="make each question say which answer it wants", source=HALADYNA)
def two_answers(questions: Sequence[Question]) -> Iterator[Finding]:
    """One question has one answer."""
    for first, second in asked_alike(questions):
        if not is_same_answer(first, second):
            message = f"the fact {first.fact.id!r} asks the same, and its answer is {quote(first.answer)}"
            yield two_answers.finding(second.fact.id, _field_of(second), message)


@rule("asked-twice", "warning", remedy="keep one of the two, or ask each for something of its own")
def asked_twice(questions: Sequence[Question]) -> Iterator[Finding]:
    """No two facts ask the same question."""
    for first, second in asked_alike(questions):
        if is_same_answer(first, second):
            message = f"the fact {first.fact.id!r} asks the same, and has the same answer"
            yield asked_twice.finding(second.fact.id, _field_of(second), message)


@rule("answer-in-stem", "warning", remedy="ask without it", source=HALADYNA)
def answer_in_stem(questions: Sequence[Question]) -> Iterator[Finding]:
    """A question does not say its answer."""
    reported: set[tuple[str, Field]] = set()
    for question in questions:
        for field, stem in stems_of(question):
            answer_said = next((answer for answer in _answers(question) if says(stem, answer)), "")
            if answer_said and (question.fact.id, field) not in reported:
                reported.add((question.fact.id, field))
                message = f"the question contains its own answer, {quote(answer_said)}"
                yield answer_in_stem.finding(question.fact.id, field, message)


@rule("answer-in-hint", "warning", remedy="give a clue that does not say it", source=HALADYNA)
def answer_in_hint(questions: Sequence[Question]) -> Iterator[Finding]:
    """A hint does not say the answer, under any of its names."""
    reported: set[tuple[str, str]] = set()
    for question in questions:
        slot = question.slot
        if slot is None or not slot.hint or (question.fact.id, slot.name) in reported:
            continue
        names = (slot.shown, slot.value, *slot.accept)
        said = next((name for name in names if len(name) >= _SHORTEST_CUE and says(slot.hint, name)), "")
        if said:
            reported.add((question.fact.id, slot.name))
            message = f"the hint says the answer, {quote(said)}"
            yield answer_in_hint.finding(question.fact.id, ("slots", slot.name, "hint"), message)


def asked_alike(questions: Sequence[Question]) -> Iterator[tuple[Question, Question]]:
    """Each question that has the same front as an earlier one about something else, with that one."""
    first: dict[tuple[str, str], Question] = {}
    for question in questions:
        whole = bool(question.parts) or isinstance(question.body, PictureLabels)
        if question.written is None and not whole and (question.slot is None or question.slot.ask):
            image = question.fact.image
            picture = image.file if image and image.show == "question" else ""
            other = first.setdefault((_front(str(question.stem)), picture), question)
            if other.subject != question.subject:
                yield other, question


def _front(stem: str) -> str:
    return fold(stem).rstrip(" .?!:…")


def is_same_answer(one: Question, other: Question) -> bool:
    """Whether the two questions have an answer in common, under any accepted name."""
    return not _names(one).isdisjoint(_names(other))


def _names(question: Question) -> frozenset[str]:
    value = (question.slot.value,) if question.slot else ()
    return frozenset(map(fold, (question.answer, *value, *question.accept)))


def stems_of(question: Question) -> Iterator[tuple[Field, str]]:
    """Yield what is read before answering, and where it is in the fact's record."""
    if question.written:
        if not isinstance(question.body, TrueFalse):
            yield _field_of(question), question.written.stem
    elif question.slot and not question.slot.ask:
        yield ("statement",), str(question.fact.gapped_statement(question.slot.name))
    elif question.slot or question.kind == "attribution":
        yield _field_of(question), str(question.stem)


def _answers(question: Question) -> tuple[str, ...]:
    """What a stem must not say: single letters and digits are in many a text."""
    answers = question.keys or (question.answer,)
    return tuple(answer for answer in answers if len(answer) >= _SHORTEST_CUE)


def _field_of(question: Question) -> Field:
    if question.written:
        return ("questions", question.fact.questions.index(question.written), "stem")
    return ("slots", question.name, "ask") if question.slot else ("statement",)


CHECKS: tuple[Callable[[Sequence[Question]], Iterator[Finding]], ...] = (
    two_answers,
    asked_twice,
    answer_in_stem,
    answer_in_hint,
)
