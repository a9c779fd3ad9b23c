"""Exit tickets, to fill in at the end of a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from quizgen.assembly.features import enemies
from quizgen.assembly.forms import assemble, wrong_options
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet, nothing
from quizgen.model.body import right_options
from quizgen.model.identity import seeded_random
from quizgen.model.question import Question
from quizgen.model.quiz import Item
from quizgen.model.text import Text, Words
from quizgen.reading.yaml.validation import Record

OPTIONS = 3
LONGEST = 110  # characters in a question, because a ticket is small


class ExitTicketRecipe(Record):
    """The settings of exit tickets."""

    questions: Annotated[int, Field(ge=2, le=3)] = 3
    """The number of questions on a ticket."""
    tickets: Annotated[int, Field(ge=2, le=4, multiple_of=2)] = 4
    """How many are on a page, 2 or 4; fewer if they do not fit."""


class ExitTicket:
    """Tickets with a few questions, the same on every ticket of the page."""

    name = "exit-ticket"
    summary = "Tickets to cut out, with a few questions for the end of a lesson."
    usual = False
    recipe = ExitTicketRecipe

    def make(self, settings: ExitTicketRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields tickets with multiple-choice and short-answer questions in turn, with a key."""
        chosen = _drawn_questions(settings.questions, material)
        if len(chosen) < settings.questions:
            yield nothing(self.name, f"fewer than {settings.questions} facts have a short question of their own")
            return
        quiz = assemble("", material.language, [chosen], forms=1, options=OPTIONS, seed=material.seed)
        (form,) = quiz.forms
        lines = [_line(item) for item in form.items]
        content = {"items": form.items, "tickets": settings.tickets, "key": lines}
        yield Worksheet(self.name, content, tuple(item.question.fact for item in form.items))


def _drawn_questions(count: int, material: Material) -> list[Question]:
    """Questions drawn at random, each about another fact, and none about an enemy of an earlier one."""
    choices = [
        question
        for question in material.questions("multiple-choice")
        if len(wrong_options(question, OPTIONS, material.seed)) == OPTIONS - 1
    ]
    pools = ([*choices], [question for question in material.questions("short-answer") if question.ask])
    barred = enemies(question for pool in pools for question in pool)
    chosen: list[Question] = []
    while len(chosen) < count:
        for pool in (pools[len(chosen) % 2], pools[(len(chosen) + 1) % 2]):
            free = [question for question in pool if _fits(question) and not _disturbs(question, chosen, barred)]
            if free:
                chosen.append(min(free, key=lambda question: _rank(question, material.seed)))
                break
        else:
            break
    return chosen


def _fits(question: Question) -> bool:
    pictured = question.fact.image is not None and question.fact.image.show == "question"
    return not pictured and len(str(question.stem)) <= LONGEST


def _rank(question: Question, seed: int) -> tuple[bool, float]:
    """A sort key: slots with their own question first, then at random."""
    return not question.ask, seeded_random(seed, "exit-ticket", question.id).random()


def _disturbs(question: Question, chosen: list[Question], barred: dict[str, frozenset[str]]) -> bool:
    """Whether the question repeats a fact or relation, is about an enemy of a fact, or shares an answer."""
    return any(
        question.fact.key == other.fact.key
        or (question.fact.relation and other.fact.relation and question.fact.relation.name == other.fact.relation.name)
        or question.id in barred.get(other.id, ())
        or other.answer in str(question.stem)
        or question.answer in str(other.stem)
        for other in chosen
    )


def _line(item: Item) -> KeyLine:
    right = next(iter(right_options(item.body)), None)
    answer = Text((Words(f"{right.letter}. "),)) + right.text if right else item.question.answer_text
    return KeyLine(f"{item.number}", item.prompt, answer, item.question.fact, () if right else item.question.accept)
