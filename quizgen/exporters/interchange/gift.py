r"""``gift.txt``: GIFT, Moodle's question format for people who use a text editor.

Moodle reads a backslash before ``~ = # { } :`` and itself, ``\n`` as a line end, and ``[html]`` in front of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, assert_never

from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.moodle import (
    LONGEST_MATCH,
    SHARES,
    category,
    html,
    idnumber,
    match_text,
    name,
    paragraphs,
    tags,
)
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    pairs_of,
    right_options,
    spares_of,
)
from quizgen.model.right_numbers import right_numbers
from quizgen.model.text import Text

_SYNTAX = re.compile(r"[\\~=#{}:]")
# The arrow of matching, and Moodle's placeholders for escaped characters: neither can be escaped.
_UNWRITABLE = re.compile(r"->|&&(?:010|035|058|061|092|123|125|126);")


class Gift(Format):
    """Exports everything except labels of pictures; things to be put in order are matched with their positions."""

    name = "gift"
    summary = "the quiz in GIFT, for Moodle and other platforms"
    file_names = ("gift.txt",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral, TrueFalse, ShortText, Number, Matching, Gaps, OpenAnswer)),
        features=frozenset(FEATURES)
        - {"difficulty", "points", "picture", "recording", "number in words", "unit", "order of options"},
        instead={Ordering: Matching, ListAnswer: OpenAnswer},
        right=max(SHARES),
        matched=LONGEST_MATCH,
        on_one_line=frozenset(("what they are matched with",)),
        unwritable=_UNWRITABLE,
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return the category and the questions, separated by empty lines; there is none within a question."""
        blocks = [f"$CATEGORY: {category(bank.title).replace(chr(92), chr(92) * 2)}", *map(_block, bank.questions)]
        return {"gift.txt": "".join(f"{block}\n\n" for block in blocks).encode()}


def _block(question: BankQuestion) -> str:
    """The question; only its first line begins with two slashes, which make a line a comment."""
    marks = [f"id:{idnumber(question.id)}", *(f"tag:{tag}" for tag in tags(question))]
    comment = " ".join(f"[{mark.replace(']', chr(92) + ']')}]" for mark in marks)
    answers = "".join(f"\n{part}" for part in _answers(question.body))
    notes = paragraphs(question.sample_and_notes)
    feedback = f"\n####[html]{escape(notes)}" if notes else ""
    prompt = f"[html]{escape(f'<p>{html(question.prompt)}</p>')}"
    return f"// {comment}\n::{escape(name(question))}::{prompt}{{{answers}{feedback}\n}}"


def escape(text: str) -> str:
    """Return the text with GIFT's special characters escaped."""
    return _SYNTAX.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _html(text: Text) -> str:
    return f"[html]{escape(html(text))}"


def _answers(body: ItemBody) -> Iterator[str]:
    match body:
        case ChooseOne():
            for choice in body.choices:
                yield f"{'=' if choice.correct else '~'}{_option(choice)}"
        case ChooseSeveral():
            share = SHARES[len(right_options(body))]
            for choice in body.choices:
                yield f"~%{'' if choice.correct else '-'}{share}%{_option(choice)}"
        case TrueFalse(true):
            yield "TRUE" if true else "FALSE"
        case ShortText():
            yield from map(_typed_answer, accepted_answers(body))
        case Number():
            yield "#"
            for number in right_numbers(body):
                yield f"={number.value:f}:{number.margin:f}"
        case Matching() | Gaps():
            for prompt, answer in pairs_of(body):  # the arrow cannot be escaped, but in HTML it is written as an entity
                yield f"={_html(prompt)} -> {escape(match_text(answer))}"
            for spare in spares_of(body):
                yield f"= -> {escape(match_text(spare))}"
        case OpenAnswer():
            return
        case ListAnswer() | Ordering() | PictureLabels():
            raise NotHeldError(body)
        case _:
            assert_never(body)


def _option(choice: Option) -> str:
    feedback = f"#{_html(choice.feedback)}" if choice.feedback else ""
    return f"{_html(choice.text)}{feedback}"


def _typed_answer(answer: str) -> str:
    """The answer, where an asterisk would match anything and a leading bracket or percent sign a format or a share."""
    plain = "[plain]" if answer.lstrip()[:1] in ("[", "%") else ""
    return f"={plain}{escape(answer.replace('*', chr(92) + '*'))}"
