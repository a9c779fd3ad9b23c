"""The choices of a question as screens show them: nothing in them says which is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from quizgen.classroom.drawing import nodes
from quizgen.classroom.lesson import Nodes
from quizgen.classroom.live_body import LiveBody, WordCloud
from quizgen.languages.option_letters import option_letters
from quizgen.model.body import (
    TRUTHS,
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
)
from quizgen.words.catalogues import words_for


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """Something to be chosen, put in order or assigned; ``id`` names it in an answer."""

    id: str
    letter: str
    text: Nodes


@lru_cache(maxsize=1024)  # screens are drawn again and again
def shown_choices(body: LiveBody, language: str) -> tuple[ShownChoice, ...]:
    """Return the options, the steps to put in order, or the bank, in the order of `LiveQuestion.choices`."""
    return tuple(_choices(body, language))


def _choices(body: LiveBody, language: str) -> Iterator[ShownChoice]:
    match body:
        case TrueFalse():
            for letter, truth in zip(option_letters(language), TRUTHS, strict=False):
                yield ShownChoice(truth, letter, (words_for(language)[truth],))
        case Ordering(steps):
            for index, step in enumerate(steps):
                yield ShownChoice(str(index), "", nodes(step.text))
        case ChooseOne() | ChooseSeveral():
            for option in body.choices:
                yield ShownChoice(option.value, option.letter, nodes(option.text))
        case Matching(_, bank) | Gaps(_, bank):
            for option in bank:
                yield ShownChoice(option.value, option.letter, nodes(option.text))
        case PictureLabels() | ListAnswer() | Number() | ShortText() | OpenAnswer() | WordCloud():
            return
        case _:
            assert_never(body)


@lru_cache(maxsize=1024)  # as above
def shown_rows(body: LiveBody) -> tuple[Nodes, ...]:
    """Return the lines that entries of the bank are assigned to."""
    return tuple(nodes(row.prompt) for row in body.rows) if isinstance(body, Matching | Gaps) else ()


def shown_feedback(body: LiveBody) -> dict[str, Nodes]:
    """Return the feedback for learners who chose an option, by option."""
    options = body.choices if isinstance(body, ChooseOne | ChooseSeveral) else ()
    return {option.value: nodes(option.feedback) for option in options if option.feedback}
