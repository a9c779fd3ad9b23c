"""What a format carries, and a bank fitted to it: what it cannot carry is converted or left out, and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal, get_args

from quizgen.exporters.interchange.exercise import Bank, Choice, Exercise, Sort
from quizgen.exporters.interchange.markup import line
from quizgen.model.loss import Loss
from quizgen.model.numbers import number_in
from quizgen.model.text import Text, Words, formulas, parse_text

# What an exercise may have beside its answers.
Feature = Literal[
    "option feedback",
    "feedback",
    "points",
    "formula",
    "picture",
    "recording",
    "tags",
    "line break",
    "other answers",
    "number in words",
    "unit",
    "spare answers",
    "tolerance",
    "order of options",
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
# Texts that have a line alone in some formats that know line breaks.
Place = Literal["questions about labels", "things to be matched", "what they are matched with", "feedback and evidence"]

_INSTEAD: Mapping[Feature, str] = {
    "option feedback": "it has no feedback for an option",
    "feedback": "it has no place for what is read after answering: feedback and evidence",
    "points": "every question is worth the same",
    "formula": r"it knows no formulas: they stand there in LaTeX, between \( and \)",
    "picture": "it takes no files: the picture's description stands in square brackets below the question",
    "recording": "it takes no sounds",
    "tags": "it has no tags",
    "line break": "a text is one line: its lines are parted by strokes and its tabs are spaces",
    "other answers": "it takes one answer alone",
    "number in words": "a number has to be written in digits",
    "unit": "it knows no units: who adds one that the answer lacks is marked wrong",
    "spare answers": "it takes no answers that belong to nothing",
    "tolerance": "it takes the number itself alone",
    "order of options": "options are mixed, also those that stand in an order of their own",
}


@dataclass(frozen=True, slots=True)
class Carries:
    """What a format can carry.

    ``sorts`` are the sorts that it knows; ``instead`` says what the others become, and what it names not is left out.
    ``question`` and ``option`` are the most characters of a question and of an option, ``options`` the fewest and the
    most options, ``right`` the most that are right, ``answers`` the most ways to write an answer, ``numbers`` the most
    right numbers, ``matched`` the most characters in the HTML of what things are matched with; 0 is no limit. Where
    options are ``counted``, one right one says that one is to be chosen. Where things are matched ``one_to_one``, no
    two have the same answer. What is ``on_one_line`` has no line breaks, though others may. ``drawings`` says whether
    pictures may be SVG, ``covered`` that labels are asked for in a picture which covers them, and ``markers`` that
    they are plain there, and the picture has no description. A question that has something ``unaskable``, and an
    answer in words that has something ``unwritable``, would be read otherwise.
    """

    sorts: frozenset[Sort]
    features: frozenset[Feature]
    instead: Mapping[Sort, Sort] = field(default_factory=dict)
    question: int = 0
    option: int = 0
    options: tuple[int, int] = (2, 0)
    right: int = 0
    answers: int = 0
    numbers: int = 0
    counted: bool = False
    one_to_one: bool = False
    matched: int = 0
    on_one_line: frozenset[Place] = frozenset()
    drawings: bool = True
    covered: bool = False
    markers: bool = False
    unaskable: re.Pattern[str] | None = None
    unwritable: re.Pattern[str] | None = None


def fitted(bank: Bank, carries: Carries) -> tuple[Bank, tuple[Loss, ...]]:
    """The bank as the format can carry it, and what it lost."""
    kept, losses = [], list[Loss]()
    for exercise in bank.exercises:
        made, lost = _fitted(exercise, carries, bank)
        losses += lost
        if made:
            kept.append(made)
    return replace(bank, exercises=tuple(kept)), tuple(losses)


def _fitted(exercise: Exercise, carries: Carries, bank: Bank) -> tuple[Exercise | None, list[Loss]]:
    losses: list[Loss] = []

    def lost(what: str, why: str) -> None:
        losses.append(Loss(exercise.id, what, why))

    made = exercise
    while made.sort not in carries.sorts:
        instead = carries.instead.get(made.sort)
        if instead is None:
            lost("question", f"it has no questions {_ANSWERED[exercise.sort]}: it is left out")
            return None, losses
        made, why = _CONVERSIONS[instead](made, bank)
        if why:
            lost("way of answering", why)
    if carries.counted and made.sort == "response" and len(made.right) == 1:
        made = replace(made, sort="choice")
        lost("way of answering", "one option is right, and so it asks for one alone")
    kept = _without(made, carries)
    flat = _flat(kept, carries)
    reduced = _described(flat, carries)
    if unfit := _unfit(reduced, carries):
        lost("question", unfit)
        return None, losses
    had: Mapping[Feature, Exercise] = {"order of options": exercise, "line break": kept}
    for feature in FEATURES:
        if feature not in carries.features and _HAS[feature](had.get(feature, made)):
            lost(feature, _INSTEAD[feature])
    if broken := [place for place, texts in _AT.items() if texts(flat) != texts(kept)]:
        why = f"{', '.join(broken)} have one line: its lines are parted by strokes and its tabs are spaces"
        lost("line break", why)
    if any(latex for text in _plain(reduced, carries) for latex in formulas(text)):
        lost("formula", r"menus and markers show none: it stands there in LaTeX, between \( and \)")
    if reduced.sort == "labels" and carries.markers:
        lost("description of the picture", "it takes none where places in a picture are asked for")
    if "picture" in carries.features and made.picture and not reduced.picture:
        lost("picture", "it takes no SVG: the picture's description stands in square brackets below the question")
    return reduced, losses


def _described(exercise: Exercise, carries: Carries) -> Exercise:
    """The exercise with words for a picture that the format does not take; one that covers its labels is no SVG."""
    picture = exercise.picture
    if exercise.sort == "labels" and carries.covered:
        return exercise
    if picture and ("picture" not in carries.features or (not carries.drawings and picture.name.endswith(".svg"))):
        described = parse_text(f"\n[{picture.words}]")
        return replace(exercise, picture=None, prompt=exercise.prompt + described)
    return exercise


def _without(exercise: Exercise, carries: Carries) -> Exercise:
    """The exercise without what the format does not carry, so that no writer has to look; its picture stays."""
    has = carries.features
    if "option feedback" not in has:
        exercise = replace(exercise, choices=tuple(replace(choice, feedback=Text()) for choice in exercise.choices))
    if "feedback" not in has:
        exercise = replace(exercise, feedback=(), proof=())
    if "tolerance" not in has:
        exercise = replace(exercise, numbers=tuple(replace(each, margin=each.margin * 0) for each in exercise.numbers))
    if "spare answers" not in has:
        exercise = replace(exercise, spares=())
    if "other answers" not in has:
        exercise = replace(exercise, answers=tuple(row[:1] for row in exercise.answers))
    return exercise


def _flat(exercise: Exercise, carries: Carries) -> Exercise:
    """The exercise without line breaks where the format has one line alone."""

    def at(place: Place, texts: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(map(_on_one_line, texts)) if place in carries.on_one_line else texts

    if exercise.sort == "labels":
        (prompt,) = at("questions about labels", (exercise.prompt,))
        exercise = replace(exercise, prompt=prompt)
    asked = at("things to be matched", tuple(prompt for prompt, _ in exercise.pairs))
    answers = at("what they are matched with", tuple(answer for _, answer in exercise.pairs))
    return replace(
        exercise,
        pairs=tuple(zip(asked, answers, strict=True)),
        spares=at("what they are matched with", exercise.spares),
        feedback=at("feedback and evidence", exercise.feedback),
        proof=at("feedback and evidence", exercise.proof),
    )


def _on_one_line(text: Text) -> Text:
    plain = str(text)
    return parse_text(line(text)) if "\n" in plain or "\t" in plain else text


_AT: Mapping[Place, Callable[[Exercise], tuple[Text, ...]]] = {
    "questions about labels": lambda e: (e.prompt,),
    "things to be matched": lambda e: tuple(prompt for prompt, _ in e.pairs),
    "what they are matched with": lambda e: e.matched,
    "feedback and evidence": lambda e: e.notes,
}


def _plain(exercise: Exercise, carries: Carries) -> Iterator[Text]:
    """What stands in menus, or on markers for places in a picture: Moodle's MathJax looks at neither."""
    if carries.matched:
        yield from exercise.matched
    if carries.markers and exercise.sort == "labels":
        yield from (parse_text(label) for label, *_ in exercise.answers)


def _unfit(exercise: Exercise, carries: Carries) -> str:
    """Why the exercise is too long, has too much of something, or would be read otherwise; or ""."""
    plain = str if "line break" in carries.features else line
    longest = max((len(plain(choice.text)) for choice in exercise.choices), default=0)
    fewest, most = carries.options
    answers = [str(answer) for _, answer in exercise.pairs]
    longest_match = max((len(escape(str(answer), quote=False)) for answer in exercise.matched), default=0)
    faults = (
        (0 < carries.question < len(plain(exercise.prompt)), f"a question has at most {carries.question} characters"),
        (0 < carries.option < longest, f"an option has at most {carries.option} characters"),
        (0 < len(exercise.choices) < fewest, f"a question has {fewest} options at least"),
        (0 < most < len(exercise.choices), f"a question has {most} options at most"),
        (0 < carries.right < len(exercise.right), f"a question has at most {carries.right} right options"),
        (0 < carries.answers < len(exercise.accepted), f"an answer has at most {carries.answers} ways to be written"),
        (0 < carries.numbers < len(exercise.numbers), f"a question has at most {carries.numbers} right numbers"),
        (0 < carries.matched < longest_match, f"what is matched with has at most {carries.matched} characters"),
        (carries.one_to_one and len(set(answers)) < len(answers), "what is matched has an answer of its own each"),
        (carries.covered and exercise.boxes and not exercise.covered, "the labels stand in the picture"),
        (_found(carries.unaskable, plain(exercise.prompt)), "a question that is or begins so would be read otherwise"),
        (_found(carries.unwritable, *_typed(exercise)), "an answer has signs that would be read as marks"),
    )
    why = next((fault for holds, fault in faults if holds), "")
    return f"{why}: it is left out" if why else ""


def _typed(exercise: Exercise) -> tuple[str, ...]:
    """What a learner has to type; labels are dragged."""
    return () if exercise.sort == "labels" else exercise.accepted


def _found(pattern: re.Pattern[str] | None, *texts: str) -> bool:
    return pattern is not None and any(map(pattern.search, texts))


_ANSWERED: Mapping[Sort, str] = {
    "choice": "with one right option",
    "response": "with several right options",
    "truth": "answered by true or false",
    "text": "answered in words",
    "number": "answered by a number",
    "list": "answered by several things",
    "order": "in which things are put in order",
    "match": "in which things are matched",
    "labels": "about the labels of a picture",
    "open": "that a person marks",
}

_HAS: Mapping[Feature, Callable[[Exercise], bool]] = {
    "option feedback": lambda e: any(choice.feedback for choice in e.choices),
    "feedback": lambda e: any(e.notes),
    "points": lambda e: e.points != 1,
    "formula": lambda e: any(latex for text in e.texts for latex in formulas(text)),
    "picture": lambda e: e.picture is not None,
    "recording": lambda e: e.recording is not None,
    "tags": lambda e: bool(e.tags),
    "line break": lambda e: any("\n" in text or "\t" in text for text in _lines(e)),
    "other answers": lambda e: len(e.accepted) > 1 if e.sort == "text" else len(e.numbers) > 1,
    "number in words": lambda e: e.sort == "number" and any(number_in(answer) is None for answer in e.accepted),
    "spare answers": lambda e: bool(e.spares),
    "unit": lambda e: bool(e.units),
    "tolerance": lambda e: any(number.margin for number in e.numbers),
    "order of options": lambda e: bool(e.choices) and not e.shuffle,
}


def _lines(exercise: Exercise) -> Iterator[str]:
    """Every text that is written out of it, a picture's description among them."""
    yield from map(str, (*exercise.asked, *(choice.feedback for choice in exercise.choices), *exercise.notes))
    if exercise.picture:
        yield exercise.picture.words
    if exercise.sort == "open":
        yield str(exercise.solution)


def _as_choice(exercise: Exercise, bank: Bank) -> tuple[Exercise, str]:
    """A statement to be judged, as a question with two options; nothing is lost."""
    words = ((bank.true, exercise.truth is True), (bank.false, exercise.truth is False))
    choices = tuple(Choice(Text((Words(word),)), right) for word, right in words)
    return replace(exercise, sort="choice", choices=choices, truth=None, shuffle=False), ""


def _as_text(exercise: Exercise, _: Bank) -> tuple[Exercise, str]:
    """A number as words to be typed; those of its units are left that no way to write the answer has."""
    units = tuple(unit for unit in exercise.units if not any(unit in answer for answer in exercise.accepted))
    made = replace(exercise, sort="text", numbers=(), units=units, unit_before=False)
    return made, "a number is typed as a word: only what is written so is right"


def _as_match(exercise: Exercise, _: Bank) -> tuple[Exercise, str]:
    if exercise.sort == "labels":
        numbers = (Text((Words(str(number)),)) for number, _ in enumerate(exercise.answers, 1))
        pairs = tuple((number, parse_text(names[0])) for number, names in zip(numbers, exercise.answers, strict=True))
        made = replace(exercise, sort="match", pairs=pairs, answers=(), picture=exercise.covered)
        return made, "labels are matched with the numbers that cover them in the picture"
    pairs = tuple((step, Text((Words(str(place)),))) for place, step in enumerate(exercise.steps, 1))
    # In the right order they would answer themselves.
    pairs = tuple(sorted(pairs, key=lambda pair: str(pair[0]).casefold()))
    return replace(exercise, sort="match", pairs=pairs, steps=()), "things are matched with their places in the order"


def _as_open(exercise: Exercise, _: Bank) -> tuple[Exercise, str]:
    made = replace(exercise, sort="open", answers=(), choices=(), numbers=(), pairs=(), spares=(), steps=())
    return made, "it is answered in writing, and marked by a person, who is told the answer"


_CONVERSIONS: Mapping[Sort, Callable[[Exercise, Bank], tuple[Exercise, str]]] = {
    "choice": _as_choice,
    "text": _as_text,
    "match": _as_match,
    "open": _as_open,
}
