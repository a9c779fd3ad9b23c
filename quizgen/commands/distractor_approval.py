"""Writes wrong options that a teacher approves into their collection, if its rules allow them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quizgen.build.collection_problems import check_collection
from quizgen.checks.item_writing import flaws
from quizgen.commands.distractors import Asked, question_of, refusals, with_distractors
from quizgen.errors import LocatedProblem, Problem, UsageError, in_order, located, quoted
from quizgen.generators.context import Context
from quizgen.model.body import ChooseOne
from quizgen.model.choice import Choice
from quizgen.model.question import Question
from quizgen.project import display_path, read_text
from quizgen.reading.facts.annotations import keys_of
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.edits import Addition, added
from quizgen.reading.facts.schema import FactRecord, SlotRecord
from quizgen.reading.facts.sheets import SUFFIXES as SHEETS
from quizgen.reading.yaml import nodes
from quizgen.writing import rewrite_file

KEY = "distractors"


def unwritable(asked: Asked) -> str:
    """Why nothing can be written into the collection and what to do instead, or ""."""
    where = display_path(asked.loaded.path)
    if not asked.project.own:
        return "these facts come with quizgen and stay as they are; begin a project of your own with  quizgen new NAME"
    if asked.loaded.path.suffix.lower() in SHEETS:
        return f"{where} is a spreadsheet: write them there, into the column {KEY}, parted by semicolons"
    return ""


def can_approve(asked: Asked) -> bool:
    """Whether anything is proposed that could be written into the collection."""
    return any(offer.proposals for offer in asked.offers) and not unwritable(asked)


def only_slot(asked: Asked) -> str:
    """The slot that is meant where none was named; raises UsageError where several could be."""
    slots = [offer.slot.name for offer in asked.offers if offer.askable] or [each.slot.name for each in asked.offers]
    if len(slots) > 1:
        raise UsageError(f"the fact {asked.fact.id!r} asks for several things: add --slot {' or --slot '.join(slots)}")
    return slots[0]


def approve(asked: Asked, texts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Adds ``texts`` to the distractors of the slots of these names; gives a line for each.

    Raises UsageError, and writes nothing, where one of them is right, is there already, or breaks a rule.
    """
    if not texts:
        return
    if reason := unwritable(asked):
        raise UsageError(reason)
    path, fact = asked.loaded.path, asked.fact
    chosen = {name: [text.strip() for text in given] for name, given in texts.items()}
    faults = [fault for name, given in chosen.items() for fault in _faults(asked, name, given)]
    before = read_text(path)
    after = before
    if not faults:
        for name, given in chosen.items():
            after = _with_texts(asked, after, name, given)
        faults = _new_faults(asked, before, after, chosen)
    if faults:
        raise UsageError("\n  ".join(("nothing was written:", *dict.fromkeys(faults))))
    rewrite_file(path, after)
    for name, given in chosen.items():
        yield f"{display_path(path)}: {fact.id}, {name}: approved {', '.join(map(quoted, given))}"


def _faults(asked: Asked, name: str, texts: Sequence[str]) -> Iterator[str]:
    slot = asked.fact.slot(name)
    if slot.scale:
        yield f"the slot {name!r} has a scale, which holds every option: put it there, in its place"
        return
    if "" in texts:
        yield "an empty text is no option"
    yield from refusals(asked.loaded.collection, asked.fact, slot, [text for text in texts if text]).values()


def _with_texts(asked: Asked, text: str, name: str, texts: Sequence[str]) -> str:
    loaded, _ = load_collection(asked.loaded.path, text)
    assert loaded is not None
    fact = loaded.records[asked.fact.id]
    slots = fact.get("slots")
    slot = slots[name] if isinstance(slots, nodes.Mapping) and slots else fact
    assert isinstance(slot, nodes.Mapping)
    order = keys_of(FactRecord if slot is fact else SlotRecord)
    return added(text, Addition(slot, KEY, texts, order[: order.index(KEY)]))


def _new_faults(asked: Asked, before: str, after: str, texts: Mapping[str, Sequence[str]]) -> list[str]:
    """What would be wrong in the file afterwards and is not now."""
    path = asked.loaded.path
    old, faults = load_collection(path, before)
    new, problems = load_collection(path, after)
    assert old is not None
    known = Counter((problem.id, problem.rule) for problem in _errors(asked, old, faults))
    found: list[str] = []
    for problem in _errors(asked, new, problems):
        known[problem.id, problem.rule] -= 1
        if known[problem.id, problem.rule] < 0:
            found.append(f"{problem.message} → {problem.hint}")
    if not found and (new is None or new.collection != with_distractors(old.collection, asked.fact, texts)):
        found.append(f"{display_path(path)} is laid out in a way that cannot be added to: write it there yourself")
    return found


def _errors(asked: Asked, loaded: Loaded | None, problems: Sequence[Problem]) -> list[LocatedProblem]:
    """The errors of a collection, and those of an item that has all of its slot's own options."""
    errors = in_order(problem for problem in problems if problem.level == "error")
    if loaded is None:
        return errors
    errors += in_order(problem for problem in check_collection(loaded, None) if problem.level == "error")
    context = Context(loaded.collection)
    for fact in loaded.collection.facts:
        for slot in fact.slots if fact.id == asked.fact.id else ():
            question = question_of(context, fact, slot)
            if isinstance(question, Question) and isinstance(question.body, ChooseOne) and question.wrong.approved:
                item = Choice(str(question.stem), (slot.shown, *question.wrong.approved), 0, ordered=False)
                errors += (
                    located(loaded.problem(fact.id, ("slots", slot.name, KEY), message, rule.remedy, rule))
                    for rule, message in flaws(item)
                    if rule.level == "error" and not loaded.ignores(fact.id, rule.id)
                )
    return errors
