"""Other spellings of typed answers, for programs that compare letter by letter."""

from __future__ import annotations

from dataclasses import replace

from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import Carries
from quizgen.languages.answer_variants import variants
from quizgen.model.body import ShortText


def with_spellings(bank: QuestionBank, carries: Carries) -> QuestionBank:
    """Return the bank with other spellings of its answers, as many as the format takes."""
    if not carries.by_letter:
        return bank
    return replace(
        bank, questions=tuple(_with_spellings(question, carries, bank.language) for question in bank.questions)
    )


def _with_spellings(question: BankQuestion, carries: Carries, language: str) -> BankQuestion:
    body = question.body
    if not isinstance(body, ShortText):
        return question
    ways = accepted_answers(body)
    others = variants(ways, language)
    if carries.unwritable:
        others = tuple(other for other in others if not carries.unwritable.search(other))
    room = max(0, carries.answers - len(ways)) if carries.answers else len(others)
    return replace(question, body=replace(body, accept=(*body.accept, *others[:room])))
