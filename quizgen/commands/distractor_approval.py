"""Adding wrong options that a teacher approves to a collection, if its rules allow them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quizgen.build.collection_problems import check_collection
from quizgen.checks.item_writing import flaws
from quizgen.commands.distractors import FactOffers, question_of, refusals, with_distractors
from quizgen.errors import LocatedProblem, Problem, UsageError, in_order, located_problem, quote
from quizgen.generators.context import Context
from quizgen.model.body import ChooseOne
from quizgen.model.choice import Choice
from quizgen.model.question import Question
from quizgen.project import SHEET_SUFFIXES, display_path, read_text
from quizgen.reading.facts.annotations import keys_of
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.edits import Addition, with_addition
from quizgen.reading.facts.schema import FactRecord, SlotRecord
from quizgen.reading.yaml import nodes
from quizgen.writing import rewrite_file

KEY = "distractors"


def unwritable(offers: FactOffers) -> str:
    """Why the collection cannot be changed, with what to do instead, or ""."""
    where = display_path(offers.loaded.path)
    if not offers.project.own:
        return "these facts come with quizgen and cannot be changed; start a project of your own with  quizgen new NAME"
    if offers.loaded.path.suffix.lower() in SHEET_SUFFIXES:
        return f"{where} is a spreadsheet: add them in its column {KEY}, separated by semicolons"
    return ""


def can_approve(offers: FactOffers) -> bool:
    """Whether there are proposals, and the collection can be changed."""
    return any(offer.proposals for offer in offers.slots) and not unwritable(offers)


def only_slot(offers: FactOffers) -> str:
    """The only slot that can have distractors; raises UsageError if there are several."""
    slots = [offer.slot.name for offer in offers.slots if offer.askable] or [offer.slot.name for offer in offers.slots]
    if len(slots) > 1:
        raise UsageError(f"the fact {offers.fact.id!r} has several slots: add --slot {' or --slot '.join(slots)}")
    return slots[0]


def approve(offers: FactOffers, texts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Adds ``texts``, by slot name, to the distractors of the slots; yields a line for each slot.

    Raises UsageError, and writes nothing, if one of them is correct, exists already, or breaks a rule.
    """
    if not texts:
        return
    if reason := unwritable(offers):
        raise UsageError(reason)
    path, fact = offers.loaded.path, offers.fact
    chosen = {name: [text.strip() for text in options] for name, options in texts.items()}
    faults = [fault for name, options in chosen.items() for fault in _faults(offers, name, options)]
    before = read_text(path)
    after = before
    if not faults:
        for name, options in chosen.items():
            after = _with_texts(offers, after, name, options)
        faults = _new_faults(offers, before, after, chosen)
    if faults:
        raise UsageError("\n  ".join(("nothing was written:", *dict.fromkeys(faults))))
    rewrite_file(path, before, after)
    for name, options in chosen.items():
        yield f"{display_path(path)}: {fact.id}, {name}: approved {', '.join(map(quote, options))}"


def _faults(offers: FactOffers, name: str, texts: Sequence[str]) -> Iterator[str]:
    slot = offers.fact.slot(name)
    if slot.scale:
        yield f"the slot {name!r} has a scale, which lists every option: add it to the scale"
        return
    if "" in texts:
        yield "an empty text cannot be an option"
    yield from refusals(offers.loaded.collection, offers.fact, slot, [text for text in texts if text]).values()


def _with_texts(offers: FactOffers, text: str, name: str, texts: Sequence[str]) -> str:
    loaded, _ = load_collection(offers.loaded.path, text)
    assert loaded is not None
    fact = loaded.records[offers.fact.id]
    slots = fact.get("slots")
    slot = slots[name] if isinstance(slots, nodes.Mapping) and slots else fact
    assert isinstance(slot, nodes.Mapping)
    order = keys_of(FactRecord if slot is fact else SlotRecord)
    return with_addition(text, Addition(slot, KEY, texts, order[: order.index(KEY)]))


def _new_faults(offers: FactOffers, before: str, after: str, texts: Mapping[str, Sequence[str]]) -> list[str]:
    """The errors that the file would have afterwards and does not have now."""
    path = offers.loaded.path
    old, faults = load_collection(path, before)
    new, problems = load_collection(path, after)
    assert old is not None
    counts = Counter((problem.id, problem.rule) for problem in _errors(offers, old, faults))
    new_errors: list[str] = []
    for problem in _errors(offers, new, problems):
        counts[problem.id, problem.rule] -= 1
        if counts[problem.id, problem.rule] < 0:
            new_errors.append(f"{problem.message} → {problem.hint}")
    if not new_errors and (new is None or new.collection != with_distractors(old.collection, offers.fact, texts)):
        new_errors.append(
            f"{display_path(path)} is laid out in a way that quizgen cannot extend: add it there yourself"
        )
    return new_errors


def _errors(offers: FactOffers, loaded: Loaded | None, problems: Sequence[Problem]) -> list[LocatedProblem]:
    """The errors of a collection, including those of items with all of the approved options."""
    errors = in_order(problem for problem in problems if problem.level == "error")
    if loaded is None:
        return errors
    errors += in_order(problem for problem in check_collection(loaded, None) if problem.level == "error")
    context = Context(loaded.collection)
    for fact in loaded.collection.facts:
        if fact.id != offers.fact.id:
            continue
        for slot in fact.slots:
            question = question_of(context, fact, slot)
            if isinstance(question, Question) and isinstance(question.body, ChooseOne) and question.wrong.approved:
                item = Choice(str(question.stem), (slot.shown, *question.wrong.approved), 0, ordered=False)
                errors += (
                    located_problem(loaded.problem(fact.id, ("slots", slot.name, KEY), message, rule.remedy, rule))
                    for rule, message in flaws(item)
                    if rule.level == "error" and not loaded.ignores(fact.id, rule.id)
                )
    return errors
