"""Answers that people gave on a learning platform: its table → responses to the questions of a recipe.

A platform knows none of quizgen's ids, so each question is found by its words: those of the question, or else those of
the right answer and of what was answered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import assert_never
from unicodedata import normalize

from quizgen.errors import Mark, Problem, plural, quote
from quizgen.errors.problem_kinds import UNMATCHED_ANSWERS
from quizgen.importers.truth import truth
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
)
from quizgen.model.quiz import Item
from quizgen.model.responses import SEPARATOR, AnswerSet, AskedItem, Response, asked_item

# Whether an answer, in the shape that the body needs, is right.
Judge = Callable[[ItemBody, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class PlatformAnswer:
    """What somebody answered to a question, in the platform's words, and how much of its points it earned.

    ``pieces`` are the parts of an answer to several things, ``pairs`` those of an answer to a matching question. An
    empty ``text`` is a blank; ``credit`` is None where the platform does not say.
    """

    text: str
    pieces: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    credit: float | None = None


@dataclass(frozen=True, slots=True)
class PlatformQuestion:
    """A column: its number, its words and right answer where the table has them, and its answers by person.

    ``heading`` is what the column is called, ``cell`` where in the table.
    """

    heading: str
    cell: Mark
    text: str
    right: str = ""
    answers: dict[str, PlatformAnswer] = field(default_factory=dict)


def table_of(text: str) -> list[list[str]]:
    """The rows of a table that is separated by whichever of , ; and tab gives most rows as long as the first."""
    tables = [list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) for delimiter in ",;\t"]

    def regularity(rows: list[list[str]]) -> tuple[bool, int]:
        if not rows:
            return False, 0
        return len(rows[0]) > 1, sum(len(row) == len(rows[0]) for row in rows)

    return max(tables, key=regularity)


def plain(text: str) -> str:
    """The letters and digits of ``text``, by which two spellings of the same words are equal."""
    folded = normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum()) or folded.strip()


class KnownQuestions:
    """The questions that a column can be: those of the recipe's quiz, and all others that its facts support."""

    def __init__(self, quiz: Iterable[Item], others: Iterable[Item]) -> None:
        self._quiz = list(quiz)
        self._items = [*self._quiz, *others]
        self._prompts = [plain(str(item.prompt)) for item in self._items]

    def __getitem__(self, number: int) -> Item:
        return self._items[number]

    def number_of(self, question: PlatformQuestion) -> int | None:
        """The place of the question that a column is, or None.

        Without the question's words it must be one of the quiz, and each answer to it one of its options.
        """
        candidates = self._by_text(question.text) if question.text else list(range(len(self._quiz)))
        candidates = [number for number in candidates if number < len(self._quiz)] or candidates
        fitting = [(self._fit(number, question), -number) for number in candidates]
        certain = [(fit, rank) for fit, rank in fitting if question.text or fit >= 1]
        if not certain:
            return None
        best = max(certain)
        names = {self._items[-rank].question.id for fit, rank in certain if fit == best[0]}
        return -best[1] if len(names) == 1 else None

    def _by_text(self, text: str) -> list[int]:
        """The questions with these words; a platform may put others around them, such as the options."""
        question = plain(text)
        equal = [number for number, prompt in enumerate(self._prompts) if prompt == question]
        if equal:
            return equal
        within = [number for number, prompt in enumerate(self._prompts) if prompt and prompt in question]
        longest = max((len(self._prompts[number]) for number in within), default=0)
        return [number for number in within if len(self._prompts[number]) == longest]

    def _fit(self, number: int, question: PlatformQuestion) -> float:
        """The share of the answers, and of the right one, that the question could have."""
        item = self._items[number]
        answers = [answer for answer in question.answers.values() if answer.text]
        could = [values_of(item.body, answer) is not None for answer in answers]
        if isinstance(item.body, ShortText | Number | OpenAnswer):  # to which anything could be an answer
            could = [] if question.right else [False]
        if question.right:
            could.append(plain(question.right) in _right_texts(item))
        return sum(could) / len(could) if could else 0.0


def _right_texts(item: Item) -> set[str]:
    """The right answer as a platform may spell it."""
    texts = [item.question.answer, *item.question.accept, *item.question.keys]
    if isinstance(item.body, TrueFalse):
        texts = [item.body.key]
    return {plain(text) for text in texts}


def values_of(body: ItemBody, answer: PlatformAnswer) -> tuple[str, ...] | None:
    """The answer as the body needs it, or None if it cannot be one."""
    match body:
        case TrueFalse():
            judged = truth(answer.text)
            return None if judged is None else (str(judged).lower(),)
        case ChooseOne():
            options = {plain(str(option.text)): option.value for option in body.choices}
            value = options.get(plain(answer.text))
            return None if value is None else (value,)
        case ChooseSeveral():
            options = {plain(str(option.text)): option.value for option in body.choices}
            return _options_in(answer.pieces or (answer.text,), options)
        case Matching(rows, bank) | Gaps(rows, bank):
            entries = {plain(str(option.text)): option.value for option in bank}
            answered = {plain(left): entries.get(plain(right), "") for left, right in answer.pairs}
            values = tuple(answered.get(plain(str(row.prompt)), "") for row in rows)
            return values if any(values) else None
        case ShortText() | Number():
            return (answer.text,)
        case ListAnswer(wanted=wanted):
            return answer.pieces if len(answer.pieces) == wanted else None
        case PictureLabels() | Ordering() | OpenAnswer():
            return None
        case _:
            assert_never(body)


def _options_in(pieces: Sequence[str], options: dict[str, str]) -> tuple[str, ...] | None:
    """The options that the pieces are; an option that has the separator in it is several pieces."""
    values, start = [], 0
    while start < len(pieces):
        for end in range(len(pieces), start, -1):
            value = options.get(plain("".join(pieces[start:end])))
            if value is not None:
                values.append(value)
                start = end
                break
        else:
            return None
    return tuple(sorted(set(values)))


def platform_answers(
    questions: Sequence[PlatformQuestion], sessions: dict[str, str], known: KnownQuestions, judge: Judge, where: str
) -> tuple[AnswerSet, list[Problem]]:
    """The responses in the columns of a table shown as ``where``, and the columns and answers that are not known.

    ``sessions`` are the names of the sessions by person.
    """
    responses: list[Response] = []
    items: dict[tuple[str, int], AskedItem] = {}
    problems: list[Problem] = []
    for question in questions:
        number = known.number_of(question)
        if number is None:
            message = f"the column {quote(question.heading)} is not found among the questions of the recipe"
            problems.append(UNMATCHED_ANSWERS.problem(where, message, at=question.cell))
            continue
        item, strange = known[number], list[str]()
        for person, answer in question.answers.items():
            values = values_of(item.body, answer) if answer.text else ()
            correct = _credit(item.body, values, answer, question.right, judge)
            if values is None:
                strange.append(answer.text)
            asked_item = items.setdefault((sessions[person], number), _asked_item(item, sessions[person], number))
            responses.append(
                Response(
                    session=asked_item.session,
                    form=asked_item.form,
                    item=asked_item.item,
                    fact=SEPARATOR.join(asked_item.facts),
                    slot=asked_item.slot,
                    kind=asked_item.kind,
                    respondent=person,
                    choice=answer.text if values is None else SEPARATOR.join(values),
                    correct=correct,
                )
            )
        if strange and isinstance(item.body, ChooseOne | ChooseSeveral | TrueFalse | Matching | Gaps):
            count = f"{plural(len(strange), 'answer')} in the column {quote(question.heading)}"
            message = f"{count} name no option of the question, such as {quote(strange[0])}"
            problems.append(UNMATCHED_ANSWERS.problem(where, message, at=question.cell))
    return AnswerSet(tuple(responses), tuple(items.values())), problems


def _asked_item(item: Item, session: str, number: int) -> AskedItem:
    """The question as the platform asked it: it has no form and its own order."""
    return asked_item(item, "", session, number + 1)


def _credit(
    body: ItemBody, values: Sequence[str] | None, answer: PlatformAnswer, right: str, judge: Judge
) -> float | None:
    """The share of the credit: what the platform gave, what the key says, or whether it is the right answer's text."""
    if answer.credit is not None:
        return min(1.0, max(0.0, answer.credit))
    if not answer.text:
        return None if isinstance(body, OpenAnswer) else 0.0
    if values is not None and not isinstance(body, OpenAnswer):
        return float(judge(body, values))
    return float(plain(answer.text) == plain(right)) if right else None
