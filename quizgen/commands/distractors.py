"""The wrong options that quizgen would offer for a fact, and where each comes from, for a teacher to approve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.assembly.features import names
from quizgen.assembly.wrong_answers import choose
from quizgen.checks.facts import distractors
from quizgen.checks.item_writing import duplicate_options
from quizgen.errors import ContentError, Problem, UsageError, no_such, quoted
from quizgen.generators import multiple_choice, multiple_response
from quizgen.generators.context import Candidate, Context
from quizgen.model.fact import Collection, Fact, Slot
from quizgen.model.identity import seeded
from quizgen.model.question import Declined, Question
from quizgen.model.text import Text, folded
from quizgen.project import Project
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.yaml.validation import suggestion

MOST = 8  # proposals for a slot: more are not read


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wrong option, and in plain words where it comes from."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a slot asks and what is proposed for it; ``declined`` says why it carries no options."""

    slot: Slot
    stem: Text
    proposals: tuple[Proposal, ...]
    declined: Declined | None = None

    @property
    def askable(self) -> bool:
        """Whether options are wanted for it: it carries them, or has a question that could."""
        return self.declined is None or bool(self.slot.ask)


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact that was asked about, in its collection, with what is offered for its slots."""

    project: Project
    loaded: Loaded
    fact: Fact
    offers: tuple[Offer, ...]


def asked(project: Project, name: str, slot: str = "") -> Asked:
    """The fact called ``name`` (``fact`` or ``collection/fact``), with what is offered for ``slot`` (or for each).

    Raises UsageError where there is none or several, ContentError where it cannot be found for faults.
    """
    loaded, fact = _found(project, name)
    if fact.status == "retired":
        raise UsageError(f"the fact {fact.id!r} is retired, and asked no more")
    if not fact.slots:
        raise UsageError(f"the fact {fact.id!r} has nothing in {{braces}} that could be asked for")
    if slot and slot not in (known := [each.name for each in fact.slots]):
        raise UsageError(f"the fact {fact.id!r} has no slot {slot!r}; {suggestion(slot, known)}")
    context = Context(loaded.collection)
    wanted = [each for each in fact.slots if slot in ("", each.name)]
    return Asked(project, loaded, fact, tuple(_offer(context, fact, each) for each in wanted))


def _found(project: Project, name: str) -> tuple[Loaded, Fact]:
    collection, _, id = name.rpartition("/")
    read: list[Loaded] = []
    problems: list[Problem] = []
    for path in project.collections():
        loaded, faults = load_collection(path)
        if collection not in ("", path.stem, loaded.collection.source.id if loaded else ""):
            continue
        problems += (fault for fault in faults if fault.level == "error")
        read += [loaded] if loaded else []
    found = [(each, fact) for each in read for fact in each.collection.facts if names(fact, id)]
    if len(found) > 1:
        several = " or ".join(f"{loaded.path.stem}/{fact.id}" for loaded, fact in found)
        raise UsageError(f"there are several facts {id!r}: write {several}")
    if not found and problems:
        raise ContentError(problems)
    if not found and not read:
        raise no_such(f"collection {collection!r}", [path.stem for path in project.collections()])
    if not found:
        facts = [fact.id for each in read for fact in each.collection.facts]
        raise UsageError(f"there is no fact {name!r}; {suggestion(id, facts)}")
    return found[0]


def question_of(context: Context, fact: Fact, slot: Slot) -> Question | Declined:
    """The question with options that the slot carries, or why it carries none."""
    several = slot.listing is not None and not slot.listing.ordered
    generate = multiple_response.generate if several else multiple_choice.generate
    return generate(fact, slot, context)


def _offer(context: Context, fact: Fact, slot: Slot) -> Offer:
    question = question_of(context, fact, slot)
    if isinstance(question, Declined):
        return Offer(slot, context.stem(fact, slot), (), question)
    proposals = () if slot.scale else tuple(_proposals(context, question, slot))
    return Offer(slot, question.stem, proposals)


def _proposals(context: Context, question: Question, slot: Slot) -> Iterator[Proposal]:
    """What a quiz would take if nothing were approved, but for what is."""
    fact, unapproved = question.fact, replace(question, wrong=replace(question.wrong, approved=()))
    texts = choose(unapproved, MOST + len(slot.distractors), seeded(0, "distractors", question.id))
    refused = refusals(context.collection, fact, slot, texts)
    origins: dict[str, Candidate] = {}
    for candidate in sorted(context.same_type(fact, slot), key=lambda each: not each.near):
        origins.setdefault(folded(candidate.text), candidate)
    for text in [text for text in texts if text not in refused][:MOST]:
        candidate_of = origins.get(folded(text)) if text in question.wrong.candidates else None
        yield Proposal(text, _told(context.collection, slot, candidate_of))


def _told(collection: Collection, slot: Slot, candidate: Candidate | None) -> str:
    if candidate is None:
        return "a made number"
    if candidate.fact:
        return f"the same relation: an answer of the fact {candidate.fact}"
    if not candidate.entity:
        owners = (
            fact.id
            for fact in collection.facts
            for each in fact.slots
            if (each.type, each.shown) == (slot.type, candidate.text) and fact.status != "retired"
        )
        return f"the same type, {slot.type}: an answer of the fact {next(owners)}"
    entity = collection.entities[candidate.entity]
    if candidate.belongs:
        return f"belongs to {collection.entities[entity.of].name} too: the entity {entity.id}"
    return f"the same type, {entity.type}: the entity {entity.id}"


def refusals(collection: Collection, fact: Fact, slot: Slot, texts: Sequence[str]) -> dict[str, str]:
    """Which of ``texts`` can be no wrong options of the slot, and why: right answers, and what is there already."""
    first = len(slot.distractors)
    after = with_distractors(collection, fact, {slot.name: texts})
    found: dict[str, str] = {}
    for each in distractors(after):
        place = each.field[3]
        if each.fact == fact.id and each.field[1] == slot.name and isinstance(place, int) and place >= first:
            text = texts[place - first]
            found[text] = f"{quoted(text)} is there already" if each.kind is duplicate_options else each.message
    return found


def with_distractors(collection: Collection, fact: Fact, texts: Mapping[str, Sequence[str]]) -> Collection:
    """The collection with ``texts`` among the wrong answers of the fact's slots of these names."""
    slots = tuple(replace(s, distractors=(*s.distractors, *texts.get(s.name, ()))) for s in fact.slots)
    facts = (replace(each, slots=slots) if each.id == fact.id else each for each in collection.facts)
    return replace(collection, facts=tuple(facts))


def overview(asked: Asked) -> Iterator[str]:
    """The lines of ``quizgen distractors``; the proposals are numbered through all slots."""
    yield f"{asked.loaded.path.stem}/{asked.fact.id}: {asked.fact.text()}"
    number = 0
    for offer in asked.offers:
        slot = offer.slot
        members = [member.shown for member in slot.listing.members] if slot.listing else [slot.shown]
        yield f"  {slot.name}: {offer.stem}"
        yield f"    right: {'; '.join(members)}"
        if slot.scale:
            yield f"    needs no distractors: its scale has every option ({'; '.join(slot.scale)})"
            continue
        yield f"    approved: {'; '.join(slot.distractors) or 'none yet'}"
        if offer.declined:
            yield f"    no {offer.declined.kind.replace('-', ' ')}: {offer.declined.reason}"
        elif not offer.proposals:
            yield "    proposed: nothing more"
        for each in offer.proposals:
            number += 1
            yield f"    {number:3}. {each.text}  ({each.origin})"


def picked(asked: Asked, numbers: str) -> dict[str, list[str]]:
    """The proposals whose ``numbers`` were typed, by slot; raises UsageError for what is no number of one."""
    all_ = [(offer.slot.name, each.text) for offer in asked.offers for each in offer.proposals]
    chosen: dict[str, list[str]] = {}
    for word in dict.fromkeys(re.split(r"[\s,;]+", numbers.strip())) if numbers.strip() else ():
        if not word.isdecimal() or not 1 <= int(word) <= len(all_):
            raise UsageError(f"{quoted(word)} is no proposal: write numbers from 1 to {len(all_)}; nothing was written")
        slot, text = all_[int(word) - 1]
        chosen.setdefault(slot, []).append(text)
    return chosen
