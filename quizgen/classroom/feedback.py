"""What a phone says of an answer after the reveal: which of its parts are right, and how its words are written.

The practice page says the same, in templates/practice/judging.js.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from quizgen.classroom.lesson import LiveQuestion
from quizgen.classroom.live_body import WordCloud
from quizgen.exporters.script_key import Spellings, typed_answers
from quizgen.languages.letters import tidy
from quizgen.languages.typed_answers import Verdict, judge, nearest
from quizgen.languages.typed_numbers import judge_number
from quizgen.model.body import (
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
class Feedback:
    """Whether each part of an answer is right, None where it has no parts, and notes in words."""

    parts: tuple[bool, ...] | None = None
    notes: tuple[str, ...] = ()


def feedback_of(question: LiveQuestion, value: Sequence[str], language: str) -> Feedback:
    """Return the feedback on an answer in the ``language``."""
    body = question.body
    match body:
        case ChooseOne() | ChooseSeveral() | TrueFalse() | OpenAnswer() | WordCloud():
            return Feedback()
        case Ordering(steps):
            return Feedback(tuple(steps[int(step)].position == position for position, step in enumerate(value, 1)))
        case Matching(rows) | Gaps(rows):
            return Feedback(tuple(row.answer == answer for row, answer in zip(rows, value, strict=True)))
        case Number(shown):
            verdict = judge_number(value[0], body, language)
            note = (words_for(language)["wrong_unit"].format(text=shown),) if verdict == "unit" else ()
            return Feedback((verdict == "right",), note)
        case PictureLabels() | ShortText():
            answers = [(text, [ways]) for text, ways in zip(value, typed_answers(body), strict=True)]
            return _feedback_on_texts(answers, language, question.others)
        case ListAnswer():
            unmatched = list(typed_answers(body))
            return _feedback_on_texts([(text, unmatched) for text in value], language, question.others)
        case _:
            assert_never(body)


_BEST: tuple[Verdict, ...] = ("right", "almost", "wrong")


def _feedback_on_texts(
    answers: Sequence[tuple[str, list[Spellings]]], language: str, others: Sequence[str]
) -> Feedback:
    """Feedback on texts, each with the answers that it may be; each answer counts only once."""
    parts, notes = [], []
    for text, unmatched in answers:
        verdicts: list[Verdict] = [judge(text, ways, language, others) if text else "wrong" for ways in unmatched]
        verdict: Verdict = min(verdicts, key=_BEST.index, default="wrong")
        parts.append(verdict != "wrong")
        if verdict != "wrong":
            written = nearest(text, unmatched.pop(verdicts.index(verdict)), language)
            if tidy(text) != tidy(written):
                key = "almost" if verdict == "almost" else "written_so"
                notes.append(words_for(language)[key].format(text=written))
    return Feedback(tuple(parts), tuple(notes))
