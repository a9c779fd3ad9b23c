"""The forms of a quiz: its questions in an order, with their options in places."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import assert_never

from quizgen.assembly.groups import laid_out, mixed, pick
from quizgen.assembly.keys import TRIES, longest_run, option_rows
from quizgen.assembly.paper_sections import SectionPlan, by_fact, divided, gathered
from quizgen.assembly.wrong_answers import choose
from quizgen.checks.quizzes import LONGEST_RUN
from quizgen.generators import QUESTION_KINDS
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    Option,
    Ordering,
    PictureLabels,
    PromptAndAnswer,
    ShortText,
    TrueFalse,
)
from quizgen.model.identity import digest, seeded
from quizgen.model.question import Question
from quizgen.model.quiz import Form, Item, Quiz, Section, Student
from quizgen.model.text import Text, Words, parse_text

_MOST_WRONG = 4  # wrong options beside several right ones


def assemble(
    title: str,
    language: str,
    chosen: Sequence[Sequence[Question]],
    *,
    forms: int,
    options: int,
    seed: int,
    layout: Sequence[SectionPlan] = (),
    students: Sequence[Student] = (),
    last_option: str = "",
    facts: Sequence[str] = (),
    points_each: Mapping[str, int] | None = None,
) -> Quiz:
    """Lays questions out in forms of ``options`` options a question, and the ``last_option`` below them.

    ``chosen`` holds the questions that all ``forms`` ask, or those of each. Where there are ``students``, each has a
    form of their own instead, which depends on their id and on nobody else's. ``facts`` are the keys of the facts in
    their order, for sections that are not shuffled; ``points_each`` is what a question of a kind is worth, if not 1.
    """
    contents = [_content(questions, options, seed, last_option, facts, points_each or {}) for questions in chosen]
    made: list[Form] = []
    for student in students:
        content = contents[digest(str(seed), "student", student.id) % len(contents)]
        made.append(_form(student.id, content, layout, (), seeded(seed, "student", student.id, *content.ids), student))
    for place, letter in enumerate(ascii_uppercase[:forms] if not students else ""):
        content = contents[place % len(contents)]
        made.append(_form(letter, content, layout, made, seeded(seed, "form", letter, *content.ids)))
    return Quiz(title, language, tuple(made))


def alone(question: Question, options: int, seed: int) -> Item:
    """The question by itself, as on a card: what it shows depends on no other question."""
    (item,) = assemble("", "", [(question,)], forms=1, options=options, seed=seed).forms[0].items
    return item


@dataclass(frozen=True, slots=True)
class _Content:
    """What forms of the same questions share: wrong options, how statements read, every option's text."""

    questions: Sequence[Question]
    wrong: Mapping[str, tuple[str, ...]]
    judged: Mapping[str, tuple[Text, bool]]
    texts: Mapping[str, Text]
    last: Text
    facts: Sequence[str]
    points_each: Mapping[str, int]
    seed: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The questions' ids, which are part of every seed: or all quizzes of one size would have the same keys."""
        return tuple(question.id for question in self.questions)


def _content(
    questions: Sequence[Question],
    options: int,
    seed: int,
    last_option: str,
    facts: Sequence[str],
    points_each: Mapping[str, int],
) -> _Content:
    wrong = {question.id: wrong_options(question, options, seed) for question in questions if has_options(question)}
    shown = {key for question in questions if question.id in wrong for key in question.keys}.union(*wrong.values())
    judged = _judged([question for question in questions if isinstance(question.body, TrueFalse)], seed)
    texts, last = {text: parse_text(text) for text in shown}, Text((Words(last_option),) if last_option else ())
    return _Content(questions, wrong, judged, texts, last, facts, points_each, seed)


def has_options(question: Question) -> bool:
    """Whether wrong options are chosen for it; the one that does not belong has the others beside it."""
    return isinstance(question.body, ChooseOne | ChooseSeveral) and not question.parts


def wrong_options(question: Question, options: int, seed: int) -> tuple[str, ...]:
    """The wrong options that a question has in every form: to one right one the rest, to several as many again."""
    several = isinstance(question.body, ChooseSeveral)
    count = min(max(len(question.keys), 2), _MOST_WRONG) if several else options - 1
    return choose(question, count, seeded(seed, "distractors", question.id))


def _item(number: int, question: Question, content: _Content, options: tuple[Option, ...], rng: random.Random) -> Item:
    if question.parts:
        same = seeded(content.seed, "group", question.id)
        parts = pick(question, same)
        return Item(number, question, question.stem, laid_out(question, parts, same, rng), parts)
    prompt, _ = content.judged.get(question.id, (question.stem, True))
    return Item(number, question, prompt, _body(question, content, options, rng))


def _body(question: Question, content: _Content, options: tuple[Option, ...], rng: random.Random) -> ItemBody:
    """What the question asks for, in this form's order."""
    match question.body:
        case ChooseOne(fixed=fixed):
            below = content.last and not question.written
            last = Option(content.last, letter=ascii_uppercase[len(options)]) if below else None
            return ChooseOne(options, last, fixed=bool(fixed or question.last or last))
        case ChooseSeveral(fixed=fixed):
            return ChooseSeveral(options, fixed=bool(fixed or question.last))
        case TrueFalse():
            return TrueFalse(content.judged[question.id][1])
        case Ordering() as body:
            return mixed(body.in_order, rng)
        case PromptAndAnswer():
            return ShortText(question.answer, question.accept)
        case ShortText() | Number() | ListAnswer() | Matching() | Gaps() | PictureLabels():
            return question.body
        case _:
            assert_never(question.body)


def _form(
    letter: str,
    content: _Content,
    layout: Sequence[SectionPlan],
    made: Sequence[Form],
    rng: random.Random,
    student: Student | None = None,
) -> Form:
    earlier = [[item.question.id for item in form.items] for form in made]
    parts = _reordered(content, layout, earlier, rng)
    choices = [question for _, among in parts for question in among if question.id in content.wrong]
    rows = option_rows(choices, content.wrong, content.texts, made[-1] if made else None, rng)
    number = 1
    sections = []
    for part, questions in parts:
        items = []
        for question in questions:
            item = _item(number, question, content, rows.get(question.id, ()), rng)
            items.append(replace(item, points=content.points_each.get(question.kind, 1)))
            number += 1
        sections.append(_section(part, items))
    return Form(letter, tuple(sections), student)


def _section(part: SectionPlan, items: Sequence[Item]) -> Section:
    """The items with the title and instructions that the recipe gives them, or else a plugin's for its kind."""
    kinds = {item.question.kind for item in items}
    kind = kinds.pop() if len(kinds) == 1 else None
    on_paper = QUESTION_KINDS.get(kind).on_paper if kind else None
    title, instructions = (on_paper.title, on_paper.instructions) if on_paper else ("", "")
    return Section(kind, tuple(items), part.title or title, part.instructions or instructions)


def _reordered(
    content: _Content, layout: Sequence[SectionPlan], earlier: Sequence[Sequence[str]], rng: random.Random
) -> list[tuple[SectionPlan, list[Question]]]:
    """The questions shuffled within their sections, not as in an earlier form, and no truth told too often in a row.

    The last order tried stands where there is none such; sections that are not shuffled stay as they are.
    """
    parts = [
        (part, among if part.shuffle else gathered(by_fact(among, content.facts)))
        for part, among in divided(content.questions, layout)
    ]
    loose = [among for part, among in parts if part.shuffle]
    for _ in range(TRIES if loose else 1):
        for among in loose:
            rng.shuffle(among)
            among[:] = gathered(among)
        order = [question.id for _, among in parts for question in among]
        truths = [content.judged[id][1] for id in order if id in content.judged]
        if order not in earlier and longest_run(truths) <= LONGEST_RUN:
            break
    return parts


def _judged(questions: Sequence[Question], seed: int) -> dict[str, tuple[Text, bool]]:
    """Which true/false statements are shown false, by half, and how each then reads.

    One written by hand stays as it was written.
    """
    true = TrueFalse(true=True)
    judged = {question.id: (question.stem, question.body == true) for question in questions if question.written}
    made = [question for question in questions if not question.written]
    by_chance = sorted(made, key=lambda question: seeded(seed, "truth", question.id).random())
    for place, question in enumerate(by_chance):
        statement = falsified(question, seed) if place % 2 == 0 else None
        judged[question.id] = (statement, False) if statement else (question.stem, True)
    return judged


def falsified(question: Question, seed: int) -> Text | None:
    """The question's statement with a wrong value where the slot's answer stands, its attribution kept.

    None where there is no wrong value, and of one written by hand.
    """
    if question.slot is None:
        return None
    wrong = choose(question, 1, seeded(seed, "falsify", question.id))
    if not wrong:
        return None
    fact = question.fact
    true, false = fact.text(), fact.text({question.slot.name: parse_text(wrong[0])})
    lead = question.stem.spans[: len(question.stem.spans) - len(true.spans)]
    return Text(lead) + false
