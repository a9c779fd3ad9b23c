"""A question of a type that a format does not hold → one of a type that it does."""

from __future__ import annotations

from dataclasses import replace

from quizgen.exporters.interchange.bank import BankBody, BankQuestion, QuestionBank, accepted, typed_answers
from quizgen.model.body import (
    ChooseOne,
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


def converted(question: BankQuestion, to: type[BankBody], bank: QuestionBank) -> tuple[BankQuestion, str]:
    """The question with a body of another type, and what that changes for a learner, or "".

    Raises TypeError for a type that its body cannot become.
    """
    match question.body:
        case body if to is OpenAnswer:
            why = "it is answered in writing, and marked by a person, who is told the answer"
            return replace(question, body=OpenAnswer(question.solution)), why
        case TrueFalse() as body if to is ChooseOne:
            return replace(question, body=_two_options(body, bank)), ""
        case Number() as body if to is ShortText:
            why = "a number is typed as a word: only what is written so is right"
            usual, *others = accepted(body)
            return replace(question, body=ShortText(usual, tuple(others))), why
        case Ordering() as body if to is Matching:
            return replace(question, body=_with_places(body)), "things are matched with their places in the order"
        case PictureLabels() as body if to is Matching:
            why = "labels are matched with the numbers that cover them in the picture"
            return replace(question, body=_with_numbers(body), picture=question.covered), why
        case body:
            raise TypeError(f"a question of the type {body.name} cannot become one of the type {to.name}")


def _two_options(body: TrueFalse, bank: QuestionBank) -> ChooseOne:
    true, false = (Option(_text(word), right is body.true) for word, right in ((bank.true, True), (bank.false, False)))
    return ChooseOne((true, false), fixed=True)


def _with_places(body: Ordering) -> Matching:
    """The things in the order of the alphabet: in the right order they would answer themselves."""
    pairs = ((step, _text(str(place))) for place, step in enumerate(body.in_order, 1))
    return matching_of(sorted(pairs, key=lambda pair: str(pair[0]).casefold()))


def _with_numbers(body: PictureLabels) -> Matching:
    names = (parse_text(ways[0]) for ways in typed_answers(body))
    return matching_of([(_text(str(number)), name) for number, name in enumerate(names, 1)])


def _text(words: str) -> Text:
    return Text((Words(words),))
