"""An item's line in a key: the letter or word to mark, the answer, and its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from quizgen.exporters.job import QuizJob
from quizgen.exporters.quotes import quotes
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
from quizgen.model.quiz import Item
from quizgen.model.text import Text, Words, join, parse_text


def key_text(job: QuizJob, item: Item) -> str:
    """Return what students mark: letters, numbers, True or False; "–" where they write the answer in words."""
    match item.body:
        case ChooseOne() | ChooseSeveral():
            return item.letter
        case TrueFalse() as body:
            return job.words[body.key]
        case Matching(rows):
            return " ".join(row.answer for row in rows)
        case Ordering(steps):
            return ", ".join(str(step.position) for step in steps)
        case Gaps() | PictureLabels() | ListAnswer() | Number() | ShortText() | OpenAnswer():
            return "–"
        case _:
            assert_never(item.body)


def answer_text(job: QuizJob, item: Item) -> Text:
    """Return the right answer with everything else that is accepted; for a false statement, the correct wording."""
    match item.body:
        case TrueFalse(true):
            return item.prompt if true else job.true_statement(item.question)
        case Gaps(rows):
            return join((parse_text(row.answer) for row in rows), "; ")
        case PictureLabels(labels):
            names = (parse_text(label.text) + _also(job, label.accept) for label in labels)
            return join((_words(f"{number}.\u00a0") + name for number, name in enumerate(names, 1)), "; ")
        case Ordering():
            steps = (_words(f"{rank}\u00a0") + _row(step, amount) for rank, step, amount in item.answer_rows)
            return join(steps, "; ")
        case Number(tolerance=tolerance) if tolerance:
            return item.question.answer_text + _words(f" ± {tolerance}") + _also(job, item.question.accept)
        case OpenAnswer() as body:
            return marking_guide(job, body)
        case ChooseOne() | ChooseSeveral() | Matching() | ListAnswer() | Number() | ShortText():
            return _solution(job, item)
        case _:
            assert_never(item.body)


def marking_guide(job: QuizJob, body: OpenAnswer) -> Text:
    """Return the sample of an open answer, and on a line each what it gets points for."""
    criteria = (
        _words(job.words["labelled"].format(label=job.counted_message("point_count", criterion.points), text=""))
        + criterion.text
        for criterion in body.rubric
    )
    return join((text for text in (body.sample, *criteria) if text.spans), "\n")


def _solution(job: QuizJob, item: Item) -> Text:
    if item.answer_rows:
        return join((_row(row, answer) for _, row, answer in item.answer_rows), "; ")
    return item.question.answer_text + _also(job, item.question.accept)


def _row(row: Text, answer: Text) -> Text:
    return row + _words(": ") + answer if str(answer) else row


def proof_text(job: QuizJob, item: Item) -> Text:
    """Return each fact's quotes, where they are in the article, and its id."""
    lines = []
    for fact in item.facts:
        proof = ", ".join(filter(None, (*quotes(fact, job.words), job.locator(fact))))
        lines.append(f"{proof} ({fact.key})")
    return parse_text("\n".join(lines))


def _words(text: str) -> Text:
    return Text((Words(text),) if text else ())


def _also(job: QuizJob, names: Iterable[str]) -> Text:
    text = "; ".join(names)
    return parse_text(f" ({job.words['also'].format(names=text)})") if text else Text()
