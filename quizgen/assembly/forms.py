"""The forms of a quiz: the order of its questions and of their options."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import assert_never

from quizgen.assembly.groups import body_of_parts, pick, shuffled_steps, stem_of_parts
from quizgen.assembly.keys import TRIES, longest_run, option_rows
from quizgen.assembly.paper_sections import SectionPlan, grouped_by_stimulus, in_order_of_facts, questions_by_section
from quizgen.assembly.wrong_answers import choose
from quizgen.checks.quizzes import FEWEST_JUDGED, LEAST_TRUE, LONGEST_RUN
from quizgen.generators import QUESTION_KINDS
from quizgen.generators.bounded import bound_of, false_numbers
from quizgen.generators.falsifying import flaw_of
from quizgen.generators.letter_case import with_small_letter
from quizgen.generators.role_blocks import LARGEST
from quizgen.generators.sentences import restated_text
from quizgen.languages.option_letters import option_letters
from quizgen.languages.word_lists import language_of
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
    PromptAndAnswer,
    ShortText,
    TrueFalse,
)
from quizgen.model.fact import Slot
from quizgen.model.identity import digest, seeded_random
from quizgen.model.question import Question
from quizgen.model.quiz import Form, Item, Quiz, Section, Student
from quizgen.model.text import Text, Words, parse_text

_TRIED = (1, 3, LARGEST)  # wrong values, until one reads well in the statement
_MOST_WRONG = 4  # wrong options in addition to several right ones


def assemble(
    title: str,
    language: str,
    question_sets: Sequence[Sequence[Question]],
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
    """Arranges questions in forms, with ``options`` options per question and the ``last_option`` below them.

    ``question_sets`` has the questions of all ``forms``, or those of each. If there are ``students``, each has a form
    of their own instead, which depends only on their own id. ``facts`` are the keys of the facts in order, for sections
    that are not shuffled; ``points_each`` are the points per question of a kind, if not 1.
    """
    letters = option_letters(language)
    contents = [
        _content(questions, options, seed, last_option, facts, points_each or {}, letters)
        for questions in question_sets
    ]
    arranged: list[Form] = []
    for student in students:
        content = contents[digest(str(seed), "student", student.id) % len(contents)]
        arranged.append(
            _form(student.id, content, layout, (), seeded_random(seed, "student", student.id, *content.ids), student)
        )
    form_letters = "" if students else ascii_uppercase[:forms]
    for index, letter in enumerate(form_letters):
        content = contents[index % len(contents)]
        arranged.append(_form(letter, content, layout, arranged, seeded_random(seed, "form", letter, *content.ids)))
    return Quiz(title, language, tuple(arranged))


def single_item(question: Question, options: int, seed: int) -> Item:
    """The item for a question by itself, as on a card, independent of other questions."""
    language = question.fact.source.language
    (item,) = assemble("", language, [(question,)], forms=1, options=options, seed=seed).forms[0].items
    return item


@dataclass(frozen=True, slots=True)
class _Content:
    """What forms of the same questions share: wrong options, wording of statements, texts and letters of options."""

    questions: Sequence[Question]
    wrong: Mapping[str, tuple[str, ...]]
    judged: Mapping[str, tuple[Text, bool]]
    texts: Mapping[str, Text]
    last: Text
    facts: Sequence[str]
    points_each: Mapping[str, int]
    seed: int
    letters: Sequence[str]

    @property
    def ids(self) -> tuple[str, ...]:
        """The questions' ids, part of every seed, or else all quizzes of one size would have the same key."""
        return tuple(question.id for question in self.questions)


def _content(
    questions: Sequence[Question],
    options: int,
    seed: int,
    last_option: str,
    facts: Sequence[str],
    points_each: Mapping[str, int],
    letters: Sequence[str],
) -> _Content:
    wrong = {question.id: wrong_options(question, options, seed) for question in questions if has_options(question)}
    option_texts = set[str]().union(*wrong.values())
    for question in questions:
        if question.id in wrong:
            option_texts.update(question.keys)
    judged = _statements_to_judge([question for question in questions if isinstance(question.body, TrueFalse)], seed)
    texts = {text: parse_text(text) for text in option_texts}
    last = Text((Words(last_option),) if last_option else ())
    return _Content(questions, wrong, judged, texts, last, facts, points_each, seed, letters)


def has_options(question: Question) -> bool:
    """Whether wrong options are chosen for the question; not in an odd one out, whose options are its parts."""
    return isinstance(question.body, ChooseOne | ChooseSeveral) and not question.parts


def wrong_options(question: Question, options: int, seed: int) -> tuple[str, ...]:
    """The wrong options of a question, the same in every form; as many as right ones if there are several of those."""
    count = options - 1
    if isinstance(question.body, ChooseSeveral):
        count = min(max(len(question.keys), 2), _MOST_WRONG)
    return choose(question, count, seeded_random(seed, "distractors", question.id))


def _item(number: int, question: Question, content: _Content, options: tuple[Option, ...], rng: random.Random) -> Item:
    if question.parts:
        same = seeded_random(content.seed, "group", question.id)
        parts = pick(question, same)
        stem = stem_of_parts(question, parts)
        return Item(number, question, stem, body_of_parts(question, parts, same, rng, content.letters), parts)
    prompt, _ = content.judged.get(question.id, (question.stem, True))
    return Item(number, question, prompt, _body(question, content, options, rng))


def _body(question: Question, content: _Content, options: tuple[Option, ...], rng: random.Random) -> ItemBody:
    """The question's body, with its options in the order of this form."""
    match question.body:
        case ChooseOne(fixed=fixed):
            has_last = content.last and not question.written
            last = Option(content.last, letter=content.letters[len(options)]) if has_last else None
            return ChooseOne(options, last, fixed=bool(fixed or question.last or last))
        case ChooseSeveral(fixed=fixed):
            return ChooseSeveral(options, fixed=bool(fixed or question.last))
        case TrueFalse():
            return TrueFalse(content.judged[question.id][1])
        case Ordering() as body:
            return shuffled_steps(body.in_order, rng)
        case PromptAndAnswer():
            return ShortText(question.answer, question.accept)
        case ShortText() | Number() | ListAnswer() | Matching() | Gaps() | PictureLabels() | OpenAnswer():
            return question.body
        case _:
            assert_never(question.body)


def _form(
    letter: str,
    content: _Content,
    layout: Sequence[SectionPlan],
    before: Sequence[Form],
    rng: random.Random,
    student: Student | None = None,
) -> Form:
    earlier = [[item.question.id for item in form.items] for form in before]
    parts = _new_order(content, layout, earlier, rng)
    choices = [question for _, members in parts for question in members if question.id in content.wrong]
    rows = option_rows(choices, content.wrong, content.texts, before[-1] if before else None, rng, content.letters)
    number = 1
    sections = []
    for part, questions in parts:
        items = []
        for question in questions:
            item = _item(number, question, content, rows.get(question.id, ()), rng)
            items.append(replace(item, points=question.points or content.points_each.get(question.kind, 1)))
            number += 1
        sections.append(_section(part, items))
    return Form(letter, tuple(sections), student)


def _section(part: SectionPlan, items: Sequence[Item]) -> Section:
    """A section with the title and instructions from the recipe, or else from the plugin of its kind."""
    kinds = {item.question.kind for item in items}
    kind = kinds.pop() if len(kinds) == 1 else None
    on_paper = QUESTION_KINDS.get(kind).on_paper if kind else None
    title, instructions = (on_paper.title, on_paper.instructions) if on_paper else ("", "")
    return Section(kind, tuple(items), part.title or title, part.instructions or instructions)


def _new_order(
    content: _Content, layout: Sequence[SectionPlan], earlier: Sequence[Sequence[str]], rng: random.Random
) -> list[tuple[SectionPlan, list[Question]]]:
    """Shuffles the questions within their sections, unlike earlier forms and without long runs of true or false.

    If there is no such order, the last one tried is used. Sections that are not to be shuffled keep their order.
    """
    parts = [
        (part, members if part.shuffle else grouped_by_stimulus(in_order_of_facts(members, content.facts)))
        for part, members in questions_by_section(content.questions, layout)
    ]
    shuffled = [members for part, members in parts if part.shuffle]
    for _ in range(TRIES if shuffled else 1):
        for members in shuffled:
            rng.shuffle(members)
            members[:] = grouped_by_stimulus(members)
        order = [question.id for _, members in parts for question in members]
        truths = [content.judged[id][1] for id in order if id in content.judged]
        if order not in earlier and longest_run(truths) <= LONGEST_RUN:
            break
    return parts


def _statements_to_judge(questions: Sequence[Question], seed: int) -> dict[str, tuple[Text, bool]]:
    """For each question, the statement to judge and whether it is true.

    Hand-written questions keep their statement.
    """
    true = TrueFalse(true=True)
    judged = {question.id: (question.stem, question.body == true) for question in questions if question.written}
    generated = [question for question in questions if not question.written]
    in_random_order = sorted(generated, key=lambda question: seeded_random(seed, "truth", question.id).random())
    false = _false_count(len(generated), seeded_random(seed, "truths", *sorted(question.id for question in generated)))
    for index, question in enumerate(in_random_order):
        statement = false_statement(question, seed) if index < false else None
        judged[question.id] = (statement, False) if statement else (question.stem, True)
    return judged


def _false_count(count: int, rng: random.Random) -> int:
    """How many of ``count`` statements are false: by the toss of a coin for each, but 30 per cent at least of either.

    If it were always half of them, a student who knows the others would know the last one.
    """
    least = round(count * LEAST_TRUE + 0.49) if count >= FEWEST_JUDGED else 0
    while True:
        false = sum(rng.random() < 0.5 for _ in range(count))
        if least <= false <= count - least:
            return false


def false_statement(question: Question, seed: int) -> Text | None:
    """The question's statement with a wrong value in place of the slot's answer, keeping its attribution.

    None if there is no wrong value, or if the question is hand-written.
    """
    if question.slot is None:
        return None
    wrong = _falsifying(question, question.slot, seed)
    if not wrong:
        return None
    true, false = question.fact.text(), restated_text(question.fact, question.slot, wrong)
    lead = question.stem.spans[: len(question.stem.spans) - len(true.spans)]
    if lead and question.stem.spans[len(lead)] != true.spans[0]:  # it goes on from its lead with a small letter
        false = with_small_letter(false, language_of(question.fact.source.language)) or false
    return Text(lead) + false


def _falsifying(question: Question, slot: Slot, seed: int) -> str:
    """A wrong value that makes the statement false and reads well in it, or ""."""
    bound = bound_of(question.fact, slot)
    if bound and question.wrong.numeric and not question.wrong.approved:
        numbers = false_numbers(slot, bound)
        return seeded_random(seed, "falsify", question.id).choice(numbers) if numbers else ""
    for count in _TRIED:
        for value in choose(question, count, seeded_random(seed, "falsify", question.id)):
            if not flaw_of(question.fact, slot, value):
                return value
    return ""
