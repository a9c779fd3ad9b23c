"""The forms of a quiz: the same questions, in another order, with their options in other places."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import groupby
from string import ascii_uppercase

from quizgen.assembly.distractors import choose, in_order
from quizgen.checks.quizzes import LONGEST_RUN
from quizgen.model.identity import seeded
from quizgen.model.question import Kind, Question
from quizgen.model.quiz import Form, Item, Option, Quiz, Section
from quizgen.model.text import Text, parse_text

_TRIES = 200


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
        question.id: choose(question, options - 1, seeded(seed, "distractors", question.id))
        for question in chosen.get("multiple-choice", ())
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
            rows = _option_rows(ordered, wrong, made, rng) if kind == "multiple-choice" else {}
            items = []
            for question in ordered:
                prompt, truth = judged.get(question.id, (question.stem, None))
                items.append(Item(number, question, prompt, rows.get(question.id, ()), truth))
                number += 1
            if items:
                sections.append(Section(kind, tuple(items)))
        made.append(Form(letter, tuple(sections)))
    return Quiz(title, language, tuple(made))


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
    by_chance = sorted(questions, key=lambda question: seeded(seed, "truth", question.id).random())
    judged: dict[str, tuple[Text, bool]] = {}
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
    fixed = {q.id: in_order(q, (q.slot.shown, *wrong[q.id])) for q in ordered}
    widths = {q.id: len(wrong[q.id]) + 1 for q in ordered}
    places = _key_places(
        [(fixed[q.id] or ()).index(q.slot.shown) if fixed[q.id] else None for q in ordered],
        [widths[q.id] for q in ordered],
        rng,
    )
    rows: dict[str, tuple[Option, ...]] = {}
    for question, place in zip(ordered, places, strict=True):
        texts = fixed[question.id] or _shuffled(question, wrong[question.id], place, made, rng)
        rows[question.id] = tuple(
            Option(letter, parse_text(text), text == question.slot.shown)
            for letter, text in zip(ascii_uppercase, texts, strict=False)
        )
    return rows


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
    rest = list(wrong)
    texts: tuple[str, ...] = ()
    for _ in range(_TRIES):
        rng.shuffle(rest)
        texts = (*rest[:place], question.slot.shown, *rest[place:])
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
