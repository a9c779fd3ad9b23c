"""The forms of a quiz: the same questions, in another order, with their options in other places."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import groupby
from string import ascii_uppercase

from quizgen.assembly.distractors import choose, in_order
from quizgen.assembly.groups import GROUP_KINDS, laid_out, mixed, pick
from quizgen.checks.quizzes import LONGEST_RUN
from quizgen.model.identity import seeded
from quizgen.model.question import Kind, Question
from quizgen.model.quiz import Form, Item, Option, Quiz, Section
from quizgen.model.text import Text, parse_text

_TRIES = 200
_CHOSEN: tuple[Kind, ...] = ("multiple-choice", "multiple-response")
_MOST_WRONG = 4  # wrong options beside several right ones


def assemble(
    title: str,
    language: str,
    chosen: Mapping[Kind, Sequence[Question]],
    *,
    forms: int,
    options: int,
    seed: int,
) -> Quiz:
    """Lays the chosen questions out in ``forms`` forms of ``options`` options a question."""
    wrong = {
        question.id: choose(question, _how_many(question, options), seeded(seed, "distractors", question.id))
        for kind in _CHOSEN
        for question in chosen.get(kind, ())
    }
    judged = _judged(chosen.get("true-false", ()), seed)
    made: list[Form] = []
    for letter in ascii_uppercase[:forms]:
        rng = seeded(seed, "form", letter)
        number = 1
        sections: list[Section] = []
        for kind, questions in chosen.items():
            earlier = [_order(form, kind) for form in made]
            ordered = _reordered(questions, earlier, rng)
            rows = _option_rows(ordered, wrong, made, rng) if kind in _CHOSEN else {}
            items = []
            for question in ordered:
                if kind in GROUP_KINDS:
                    same = seeded(seed, "group", question.id)
                    items.append(laid_out(number, question, pick(question, same), same, rng))
                    number += 1
                    continue
                prompt, truth = judged.get(question.id, (question.stem, None))
                steps = _steps(question, rng) if kind == "sequence" else ()
                items.append(Item(number, question, prompt, rows.get(question.id, ()), truth, steps))
                number += 1
            if items:
                sections.append(Section(kind, tuple(items)))
        made.append(Form(letter, tuple(sections)))
    return Quiz(title, language, tuple(made))


def _how_many(question: Question, options: int) -> int:
    """How many wrong options: to one right one the rest, to several as many again."""
    return min(max(len(question.right), 2), _MOST_WRONG) if question.kind == "multiple-response" else options - 1


def _steps(question: Question, rng: random.Random) -> tuple[tuple[Text, int], ...]:
    """The things of a sequence out of their order, each with its place in it."""
    assert question.slot.listing is not None
    return mixed([(parse_text(each.shown), place) for place, each in enumerate(question.slot.listing.members, 1)], rng)


def _order(form: Form, kind: Kind) -> list[str]:
    return [item.question.id for section in form.sections if section.kind == kind for item in section.items]


def _reordered(questions: Sequence[Question], earlier: list[list[str]], rng: random.Random) -> list[Question]:
    """The questions shuffled, not as in an earlier form where there is another order."""
    ordered = list(questions)
    for _ in range(_TRIES):
        rng.shuffle(ordered)
        if [question.id for question in ordered] not in earlier:
            break
    return ordered


def _judged(questions: Sequence[Question], seed: int) -> dict[str, tuple[Text, bool]]:
    """Which true/false statements are shown false, by half, and how each then reads."""
    judged: dict[str, tuple[Text, bool]] = {
        question.id: (question.stem, question.written.answer == "true") for question in questions if question.written
    }
    questions = [question for question in questions if not question.written]
    by_chance = sorted(questions, key=lambda question: seeded(seed, "truth", question.id).random())
    for place, question in enumerate(by_chance):
        wrong = choose(question, 1, seeded(seed, "falsify", question.id)) if place % 2 == 0 else ()
        judged[question.id] = (_falsified(question, wrong[0]), False) if wrong else (question.stem, True)
    return judged


def _falsified(question: Question, wrong: str) -> Text:
    """The question's statement with ``wrong`` where the slot's answer stands, and its attribution kept."""
    fact = question.fact
    true, false = fact.text(), fact.text({question.slot.name: parse_text(wrong)})
    lead = question.stem.spans[: len(question.stem.spans) - len(true.spans)]
    return Text(lead) + false


def _option_rows(
    ordered: Sequence[Question],
    wrong: Mapping[str, tuple[str, ...]],
    made: Sequence[Form],
    rng: random.Random,
) -> dict[str, tuple[Option, ...]]:
    """The options of each question in this form: numbers ascending, others with the key's places balanced."""
    fixed = {q.id: in_order(q, (*_right(q), *wrong[q.id])) for q in ordered}
    widths = {q.id: len(wrong[q.id]) + 1 for q in ordered}
    places = _key_places(
        [(fixed[q.id] or ()).index(_right(q)[0]) if fixed[q.id] else None for q in ordered],
        [widths[q.id] for q in ordered],
        rng,
    )
    rows: dict[str, tuple[Option, ...]] = {}
    for question, place in zip(ordered, places, strict=True):
        texts = fixed[question.id] or _shuffled(question, wrong[question.id], place, made, rng)
        rows[question.id] = tuple(
            Option(letter, parse_text(text), text in _right(question), _feedback(question, text))
            for letter, text in zip(ascii_uppercase, texts, strict=False)
        )
    return rows


def _right(question: Question) -> tuple[str, ...]:
    return question.right or (question.slot.shown,)


def _feedback(question: Question, text: str) -> Text:
    options = question.written.options if question.written else ()
    return next((parse_text(option.feedback) for option in options if option.text == text), Text())


def _shuffled(
    question: Question, wrong: tuple[str, ...], place: int, made: Sequence[Form], rng: random.Random
) -> tuple[str, ...]:
    """The options with the key at ``place``, in another order than in the form before where there is one."""
    earlier = [
        tuple(str(option.text) for option in item.options)
        for form in made[-1:]
        for item in form.items
        if item.question.id == question.id
    ]
    key, *more = _right(question)
    rest = [*wrong, *more]
    texts: tuple[str, ...] = ()
    for _ in range(_TRIES):
        rng.shuffle(rest)
        texts = (*rest[:place], key, *rest[place:])
        if texts not in earlier or len(rest) < 2:
            break
    return texts


def _key_places(fixed: Sequence[int | None], widths: Sequence[int], rng: random.Random) -> list[int]:
    """Where the key stands in each question: each place as often as any, no long runs, the fixed ones kept."""
    best: list[int] = []
    best_run = len(fixed) + 1
    for _ in range(_TRIES):
        counts = [0] * max(widths, default=0)
        for place in fixed:
            if place is not None:
                counts[place] += 1
        places = [-1 if place is None else place for place in fixed]
        free = [index for index, place in enumerate(fixed) if place is None]
        rng.shuffle(free)
        free.sort(key=lambda index: widths[index])  # those with fewer options have less to choose from
        for index in free:
            rarest = min(counts[: widths[index]])
            places[index] = rng.choice([p for p in range(widths[index]) if counts[p] == rarest])
            counts[places[index]] += 1
        run = max((len(list(same)) for _, same in groupby(places)), default=0)
        if run < best_run:
            best, best_run = places, run
        if best_run <= LONGEST_RUN:
            break
    return best
