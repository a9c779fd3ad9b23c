"""The answers of lessons in the row format of all responses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

from quizgen.classroom.choices import shown_choices
from quizgen.classroom.drawing import plain
from quizgen.classroom.engine import Session
from quizgen.classroom.judging import right_choices
from quizgen.classroom.lesson import Lesson, LiveQuestion
from quizgen.classroom.live_body import Chosen
from quizgen.classroom.results import responses
from quizgen.classroom.session_files import session_paths
from quizgen.classroom.store import Store, session_after
from quizgen.errors import UsageError
from quizgen.model.body import TRUTHS, TrueFalse
from quizgen.model.responses import AnswerSet, AskedItem, AskedOption, Confidence, Response
from quizgen.project import Project

_CONFIDENCES: dict[str, Confidence] = {"sure": "sure", "unsure": "unsure", "": ""}


def lesson_answers(project: Project, recipe: str, warn: Callable[[str], object]) -> AnswerSet:
    """The answers of all lessons of ``recipe``; ``warn`` gets a message for each file that cannot be read."""
    answers = AnswerSet()
    for name, path in session_paths(project).items():
        try:
            with closing(Store.open(path)) as store:
                session = session_after(store.lesson, store.events())
        except UsageError as fault:
            warn(str(fault))
            continue
        if session.lesson.name == recipe:
            answers += answers_of(session, name)
    return answers


def answers_of(session: Session, name: str) -> AnswerSet:
    """What everybody answered first, before talking in pairs and before the question came back."""
    rows = [
        Response(
            session=name,
            form=row.form,
            item=row.item,
            fact=row.fact,
            slot=row.slot,
            kind=row.kind,
            respondent=row.respondent,
            choice=row.choice,
            correct=float(row.correct),
            confidence=_CONFIDENCES[row.confidence],
            ms=row.ms,
        )
        for row in responses(session, name)
        if row.round == row.vote == 1 and row.correct is not None
    ]
    asked_ids = {row.item for row in rows}
    return AnswerSet(tuple(rows), tuple(item for item in lesson_items(session.lesson, name) if item.item in asked_ids))


def lesson_items(lesson: Lesson, session: str) -> Iterator[AskedItem]:
    """The questions of a lesson, as its class was asked them in the ``session``."""
    for question in lesson.questions:
        body = question.body
        yield AskedItem(
            session=session,
            form=lesson.form,
            item=question.item,
            facts=question.facts,
            slot=question.slot,
            kind=question.kind,
            prompt=plain(question.prompt),
            answer="; ".join(plain(line) for line in question.answer),
            options=_options(question, lesson.language) if isinstance(body, Chosen) else (),
        )


def _options(question: LiveQuestion, language: str) -> tuple[AskedOption, ...]:
    assert isinstance(question.body, Chosen)
    right = right_choices(question.body)
    if isinstance(question.body, TrueFalse):  # named as on paper, in every language
        return tuple(AskedOption(truth, truth, truth in right) for truth in TRUTHS)
    return tuple(
        AskedOption(choice.id, plain(choice.text), choice.id in right)
        for choice in shown_choices(question.body, language)
    )
