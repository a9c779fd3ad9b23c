"""A question of a type that a format does not support → one of a type that it does."""

from __future__ import annotations

from dataclasses import replace

from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank, accepted_answers
from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import (
    ChooseOne,
    ItemBody,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    matching_of,
)
from quizgen.model.text import Text, Words, parse_text


def converted_question(question: BankQuestion, to: type[ItemBody], bank: QuestionBank) -> tuple[BankQuestion, str]:
    """Return the question with a body of the type ``to``, and what that changes for a learner, or "".

    Raises TypeError where its body cannot become one of that type.
    """
    match question.body:
        case body if to is OpenAnswer:
            why = "it is answered in writing and marked by a person, who sees the answer"
            return replace(question, body=OpenAnswer(question.solution)), why
        case TrueFalse() as body if to is ChooseOne:
            return replace(question, body=_two_options(body, bank)), ""
        case Number() as body if to is ShortText:
            why = "the number is typed as a word: only this spelling is right"
            usual, *others = accepted_answers(body)
            return replace(question, body=ShortText(usual, tuple(others))), why
        case Ordering() as body if to is Matching:
            return replace(question, body=_with_positions(body)), "things are matched with their positions in the order"
        case PictureLabels() as body if to is Matching:
            why = "labels are matched with the numbers that cover them in the picture"
            return replace(question, body=_with_numbers(body), picture=question.covered), why
        case body:
            raise TypeError(f"a question of the type {body.name} cannot become one of the type {to.name}")


def _two_options(body: TrueFalse, bank: QuestionBank) -> ChooseOne:
    true, false = (Option(_text(word), right is body.true) for word, right in ((bank.true, True), (bank.false, False)))
    return ChooseOne((true, false), fixed=True)


def _with_positions(body: Ordering) -> Matching:
    """The steps in alphabetical order, to be matched with their positions: the right order would give them away."""
    pairs = ((step, _text(str(position))) for position, step in enumerate(body.in_order, 1))
    return matching_of(sorted(pairs, key=lambda pair: str(pair[0]).casefold()))


def _with_numbers(body: PictureLabels) -> Matching:
    names = (parse_text(ways[0]) for ways in typed_answers(body))
    return matching_of([(_text(str(number)), name) for number, name in enumerate(names, 1)])


def _text(words: str) -> Text:
    return Text((Words(words),))
