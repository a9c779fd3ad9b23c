"""The questions of a quiz as a bank have no character that a file cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conftest import ONE_CHOICE

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.exporters.interchange.bank import QuestionBank
from quizgen.exporters.interchange.quiz_questions import question_bank
from quizgen.model.body import ChooseOne, Gaps, ItemBody, Option, Row, ShortText, pairs_of
from quizgen.model.loss import Loss
from quizgen.model.text import Maths, Text, Words, parse_text
from quizgen.project import Project

FACT = """\
- id: f
  statement: "It is {so}."
  slots: {so: {value: so, ask: How is it?, distractors: [no, nay, not]}}
"""


def bank_with(made: Project, prompt: Text, body: ItemBody) -> tuple[QuestionBank, tuple[Loss, ...]]:
    """The bank of a quiz with only this question."""
    content = read_content(made, made.recipes())
    content = replace(content, recipes=tuple(recipe.only("json") for recipe in content.recipes))
    (jobs,), _ = assemble_recipes(made, content)
    quiz = jobs.quiz.quiz
    form = quiz.forms[0]
    item = replace(form.items[0], prompt=prompt, body=body)
    section = replace(form.sections[0], items=(item,))
    return question_bank(replace(jobs.quiz, quiz=replace(quiz, forms=(replace(form, sections=(section,)),))))


def test_control_characters_are_replaced_wherever_they_are(project: Callable[..., Project]) -> None:
    example = project(FACT, recipe=ONE_CHOICE)
    option = Option(Text((Words("a\x00"), Maths("x\x01"))), True, parse_text("b\x02"))
    bank, losses = bank_with(example, parse_text("Why\x03?"), ChooseOne((option,), Option(parse_text("none\x04"))))
    (question,) = bank.questions
    clean = Option(Text((Words("a\ufffd"), Maths("x\ufffd"))), True, parse_text("b\ufffd"))
    assert question.body == ChooseOne((clean,), Option(parse_text("none\ufffd")))
    assert str(question.prompt) == "Why\ufffd?"
    assert [(loss.question, loss.what) for loss in losses] == [(question.id, "control character")]


def test_a_return_is_a_line_end_and_no_loss(project: Callable[..., Project]) -> None:
    example = project(FACT, recipe=ONE_CHOICE)
    bank, losses = bank_with(example, parse_text("a\r\nb\rc"), ShortText("d\x85e", ("f",)))
    assert (str(bank.questions[0].prompt), bank.questions[0].body) == ("a\nb\nc", ShortText("d\ne", ("f",)))
    assert losses == ()


def test_an_answer_still_belongs_to_its_line_when_both_are_cleaned(project: Callable[..., Project]) -> None:
    example = project(FACT, recipe=ONE_CHOICE)
    gaps = Gaps((Row(parse_text("It is _____."), "x\x00y"),), (Option(parse_text("z")), Option(parse_text("x\x00y"))))
    bank, _ = bank_with(example, parse_text("?"), gaps)
    assert [str(answer) for _, answer in pairs_of(bank.questions[0].body)] == ["x\ufffdy"]
