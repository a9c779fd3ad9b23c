"""What quizgen exports it imports again: every question comes back as it was, or a loss says what of it did not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from exercises import TEXTS, bank_of, exercises
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import bank as bank_at
from imported import read

from quizgen.documents.validation import UNPRINTABLE
from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.exercise import Choice as Option
from quizgen.exporters.interchange.exercise import Exercise
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.markup import line
from quizgen.importers.collecting import collect
from quizgen.importers.items import (
    Choice,
    Item,
    Judgement,
    Labels,
    Listing,
    Matching,
    Number,
    Ordering,
    Refused,
    ShortAnswer,
)
from quizgen.importers.naming import ids
from quizgen.importers.notation import collection
from quizgen.model.text import Text, parse_text
from quizgen.records.reading import load

# A format that is exported, and which reader takes it.
READERS = {
    "moodle-xml": "moodle-xml",
    "canvas": "qti12",
    "common-cartridge": "qti12",
    "qti21": "qti21",
    "gift": "gift",
    "kahoot": "kahoot",
    "blooket": "blooket",
    "gimkit": "gimkit",
    "wayground": "wayground",
    "aiken": "aiken",
    "blackboard": "blackboard",
    "brightspace": "brightspace",
    "csv": "csv",
    "json": "json",
}
# What may come back otherwise where which loss is told.
EXPLAINED: Mapping[str, frozenset[str]] = {
    "option feedback": frozenset(("option feedback",)),
    "ordered": frozenset(("order of options",)),
    "feedback": frozenset(("feedback",)),
    "tags": frozenset(("tags",)),
    "picture": frozenset(("picture",)),
    "points": frozenset(("points",)),
    "tolerance": frozenset(("tolerance", "way of answering")),
    "units": frozenset(("unit", "other units")),
    "before": frozenset(("unit",)),
    "spares": frozenset(("spare answers",)),
    "answers": frozenset(("other answers", "other names of the things in a list")),
} | dict.fromkeys(("kind", "numbers", "answers", "steps", "pairs", "truth"), frozenset(("way of answering",)))
# What a reader takes back of no export: essays, and what a table for people does not say in full.
REFUSED = {"csv": ("number", "list", "labels")}
# Which formats hold a question's id as it is.
NAMED = ("moodle-xml", "gift", "brightspace", "csv", "json")
# Where the order of options is that of the file, and nothing says whether it may be changed.
AS_THEY_STAND = set(READERS) - {"moodle-xml", "qti21", "json"}
Told = dict[str, object]


def spaced(text: str) -> str:
    """The text with single spaces and without empty lines: how many there are is not kept."""
    return "\n".join(kept for each in text.split("\n") if (kept := " ".join(each.split())))


def typed(answers: tuple[str, ...]) -> list[str]:
    return [" ".join(answer.split()) for answer in answers]


def asked(exercise: Exercise, name: str, lost: set[str]) -> Told:
    """What should be read of an exercise; its lines are strokes where the loss of line breaks is told."""

    def text(given: Text) -> str:
        return spaced(line(given) if "line break" in lost else str(given))

    found: Told = {"kind": exercise.sort, "stem": text(exercise.prompt), "points": exercise.points}
    if "picture" in lost and exercise.picture:  # described below the question
        between = "\n" if "line break" in EXPORTERS.get(name).carries.features else " / "
        found["stem"] = f"{found['stem']}{between}[{text(parse_text(exercise.picture.words))}]"
    match exercise.sort:
        case "choice" | "response":
            found["options"] = [(text(choice.text), choice.right) for choice in exercise.choices]
            found["option feedback"] = "|".join(text(choice.feedback) for choice in exercise.choices).strip("|")
            found["ordered"] = not exercise.shuffle and name not in AS_THEY_STAND
            if name == "gimkit":  # the right one is the first
                found["options"] = sorted(found["options"], key=lambda option: not option[1])
        case "truth":
            found["truth"] = exercise.truth
        case "text":
            found["answers"] = typed(exercise.accepted)
        case "number":
            found["numbers"] = [each.value for each in exercise.numbers]
            found["tolerance"] = exercise.numbers[0].margin
            found["units"], found["before"] = list(exercise.units), exercise.unit_before
        case "order":
            found["steps"] = [text(step) for step in exercise.steps]
        case "match":
            found["pairs"] = {(text(prompt), text(answer)) for prompt, answer in exercise.pairs}
            found["spares"] = set(map(text, exercise.spares))
        case "list":
            found["answers"] = typed(tuple(row[0] for row in exercise.answers))
            found["wanted"] = exercise.wanted
        case "labels":
            found["labels"] = [(typed(row), box) for row, box in zip(exercise.answers, exercise.boxes, strict=True)]
    between = " / " if name == "wayground" else "\n"
    found["feedback"] = spaced(between.join(map(text, exercise.notes)))
    found["tags"] = list(exercise.tags)
    found["ident"] = exercise.id if name in NAMED else ""
    found["picture"] = exercise.picture and (spaced(exercise.picture.words), exercise.picture.content)
    return {what: value for what, value in found.items() if value}


def imported(item: Item) -> Told:
    """What was read, in the same words."""
    found: Told = {"stem": spaced(item.stem), "points": 1}
    match item.body:
        case Choice(options, several, ordered):
            found |= {"kind": "response" if several else "choice", "ordered": ordered}
            found["options"] = [(spaced(option.text), option.correct) for option in options]
            found["option feedback"] = "|".join(spaced(option.feedback) for option in options).strip("|")
        case Judgement(true):
            found |= {"kind": "truth", "truth": true}
        case ShortAnswer(answer, accept):
            found |= {"kind": "text", "answers": typed((answer, *accept))}
        case Number(value, tolerance, unit, accept, before):
            shown = [re.fullmatch(r"(\D*?)(-?[\d.]+) ?(.*)", each) for each in (value, *accept)]
            found |= {"kind": "number", "numbers": [Decimal(each[2]) for each in shown if each]}
            beside = [unit, *((each[1] or each[3]) for each in shown if each)]
            found["units"], found["before"] = list(dict.fromkeys(filter(None, beside))), before
            found["tolerance"] = Decimal(tolerance or 0)
        case Ordering(members):
            found |= {"kind": "order", "steps": [spaced(member) for member in members]}
        case Matching(pairs, spares):
            found |= {"kind": "match", "pairs": {(spaced(prompt), spaced(answer)) for prompt, answer in pairs}}
            found["spares"] = set(map(spaced, spares))
        case Listing(members, wanted):
            found |= {"kind": "list", "answers": typed(members), "wanted": wanted}
        case Labels(labels):
            found |= {"kind": "labels", "labels": [(typed(names), box) for names, box in labels]}
    found |= {"feedback": spaced(item.feedback), "tags": list(item.tags), "ident": item.ident}
    found["picture"] = item.picture and (spaced(item.picture.alt), item.picture.content)
    return {what: value for what, value in found.items() if value}


def untold(exercise: Exercise, item: Item, name: str, lost: set[str]) -> Iterator[tuple[str, object, object]]:
    """What came back otherwise though no loss says so: what it is, how it was, how it is."""
    told = lost | {what for what, _ in item.losses}
    before, after = asked(exercise, name, lost), imported(item)
    if name not in NAMED:
        after.pop("ident", None)
    for what in sorted(before.keys() | after.keys()):
        if before.get(what) != after.get(what) and not EXPLAINED.get(what, frozenset()) & told:
            yield what, before.get(what), after.get(what)


def reread(name: str, made: list[Exercise], folder: Path) -> Iterator[tuple[Exercise, Item | Refused, set[str]]]:
    """Each exercise that the format takes, as it comes back, with the losses of which its export tells."""
    format = EXPORTERS.get(name)
    assert issubclass(format, Format)
    bank, losses = fitted(bank_of(*made), format.carries)
    files = format().files(bank)
    if not bank.exercises:
        return
    found = [each for file, content in files.items() for each in read(bank_at(folder, file, content), READERS[name])]
    found = [each for each in found if isinstance(each, (Item, Refused))]
    by_id = {exercise.id: exercise for exercise in made}
    for kept, back in zip(bank.exercises, found, strict=True):
        lost = {loss.what for loss in losses if loss.question == kept.id}
        assert isinstance(back, Item) or kept.sort in REFUSED.get(name, ("open",)), (name, back)
        yield by_id[kept.id], back, lost


def holdable(exercise: Exercise) -> bool:
    """Whether a fact can hold its texts, which have no control characters."""
    written = [*map(str, exercise.texts), *(answer for row in exercise.answers for answer in row)]
    return not UNPRINTABLE.search("".join(written))


def held(exercises: list[Exercise], name: str, folder: Path) -> list[Item]:
    """What came back, every difference told, and a collection made of it that is whole."""
    items = []
    for exercise, back, lost in reread(name, exercises, folder):
        if isinstance(back, Item):
            items.append(back)
            assert list(untold(exercise, back, name, lost)) == [], (name, exercise.id)
    if items:
        facts = collect(items, ids(items), "en", "images/t").facts
        _, problems = load(Path("t.yaml"), collection([], {"id": "t", "title": "T"}, list(facts.values())))
        assert [problem for problem in problems if problem.rule not in ("no-picture", "outside")] == [], name
    return items


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exported")


MANY = st.lists(exercises().filter(holdable), min_size=1, max_size=4, unique_by=lambda exercise: exercise.id)


@settings(max_examples=15)
@given(MANY)
def test_what_is_exported_is_imported_again(folder: Path, made: list[Exercise]) -> None:
    for name in READERS:
        held(made, name, folder)


@pytest.mark.parametrize("name", READERS)
def test_hostile_texts_are_imported_as_they_were_typed(name: str, folder: Path) -> None:
    made = []
    for place, typed_text in enumerate(text for text in TEXTS if not UNPRINTABLE.search(text)):
        some, other = parse_text(typed_text), parse_text(f"{typed_text} too")
        choices = (Option(some, True, some), Option(other, False, other))
        made += [
            Exercise(f"t/a{place}/x/y", "choice", some, choices=choices, feedback=(some,)),
            Exercise(f"t/b{place}/x/y", "text", some, answers=((typed_text, f"{typed_text} too"),), proof=(some,)),
            Exercise(f"t/c{place}/x/y", "match", some, pairs=((some, other), (other, some))),
            Exercise(f"t/d{place}/x/y", "order", some, steps=(some, other))
            if place % 2
            else Exercise(f"t/d{place}/x/y", "truth", some, truth=False, feedback=(some,)),
        ]
    assert len(held(made, name, folder)) > len(TEXTS)
