"""The wrong options that quizgen would offer for a fact, and their origins, for a teacher to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizgen.assembly.features import is_named
from quizgen.assembly.wrong_answers import choose
from quizgen.build.measurements import measured_of
from quizgen.checks.facts import distractors
from quizgen.checks.item_writing import duplicate_options
from quizgen.errors import ContentError, Problem, UsageError, no_such, quote
from quizgen.generators import multiple_choice, multiple_response
from quizgen.generators.candidates import Candidate
from quizgen.generators.context import Context
from quizgen.model.fact import Collection, Fact, Slot
from quizgen.model.identity import seeded_random
from quizgen.model.measured import Measured, MeasuredOption
from quizgen.model.question import Declined, Question
from quizgen.model.text import Text, fold
from quizgen.project import Project
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.yaml.spellings import suggestion

MOST = 8  # proposals for a slot: nobody reads more


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wrong option and its origin in plain words."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A slot with its question and proposals; ``declined`` says why it has no question with options.

    ``unused`` are, by their folded text, the options that hardly anybody chose.
    """

    slot: Slot
    stem: Text
    proposals: tuple[Proposal, ...]
    declined: Declined | None = None
    unused: Mapping[str, MeasuredOption] = field(default_factory=dict)

    @property
    def askable(self) -> bool:
        """Whether the slot can use options: it has a question with options, or a question that could have them."""
        return self.declined is None or bool(self.slot.ask)


@dataclass(frozen=True, slots=True)
class FactOffers:
    """A fact in its collection, with the offers for its slots."""

    project: Project
    loaded: Loaded
    fact: Fact
    slots: tuple[Offer, ...]


def offers_for(project: Project, name: str, slot: str = "") -> FactOffers:
    """The offers for ``slot`` (or for every slot) of the fact called ``name`` (``fact`` or ``collection/fact``).

    Raises UsageError if there is no such fact or several, ContentError if errors in files may be hiding it.
    """
    loaded, fact = _fact_called(project, name)
    if fact.status == "retired":
        raise UsageError(f"the fact {fact.id!r} is retired and no longer asked about")
    if not fact.slots:
        raise UsageError(f"the fact {fact.id!r} has nothing in {{braces}} to ask for")
    slot_names = [own.name for own in fact.slots]
    if slot and slot not in slot_names:
        raise UsageError(f"the fact {fact.id!r} has no slot {slot!r}; {suggestion(slot, slot_names)}")
    context, measured = Context(loaded.collection), measured_of(project)
    slots = [own for own in fact.slots if slot in ("", own.name)]
    return FactOffers(project, loaded, fact, tuple(offer_of(context, fact, own, measured) for own in slots))


def _fact_called(project: Project, name: str) -> tuple[Loaded, Fact]:
    collection, _, id = name.rpartition("/")
    collections: list[Loaded] = []
    problems: list[Problem] = []
    for path in project.collections():
        loaded, faults = load_collection(path)
        if collection not in ("", path.stem, loaded.collection.source.id if loaded else ""):
            continue
        problems += (fault for fault in faults if fault.level == "error")
        if loaded:
            collections.append(loaded)
    matches = [(loaded, fact) for loaded in collections for fact in loaded.collection.facts if is_named(fact, id)]
    if len(matches) > 1:
        several = " or ".join(f"{loaded.path.stem}/{fact.id}" for loaded, fact in matches)
        raise UsageError(f"there are several facts {id!r}: write {several}")
    if not matches and problems:
        raise ContentError(problems)
    if not matches and not collections:
        raise no_such(f"collection {collection!r}", [path.stem for path in project.collections()])
    if not matches:
        facts = [fact.id for loaded in collections for fact in loaded.collection.facts]
        raise UsageError(f"there is no fact {name!r}; {suggestion(id, facts)}")
    return matches[0]


def question_of(context: Context, fact: Fact, slot: Slot) -> Question | Declined:
    """The question with options for the slot, or why there is none."""
    several = slot.listing is not None and not slot.listing.ordered
    generate = multiple_response.generate if several else multiple_choice.generate
    return generate(fact, slot, context)


def offer_of(context: Context, fact: Fact, slot: Slot, measured: Measured) -> Offer:
    """The wrong options for one slot, from which a teacher can choose."""
    question = question_of(context, fact, slot)
    if isinstance(question, Declined):
        return Offer(slot, context.stem(fact, slot), (), question)
    unused = _unused_options(fact, slot, measured)
    proposals = () if slot.scale else tuple(_proposals(context, question, slot, unused))
    return Offer(slot, question.stem, proposals, unused=unused)


def _unused_options(fact: Fact, slot: Slot, measured: Measured) -> dict[str, MeasuredOption]:
    """The wrong options of the slot's questions that hardly anybody chose, by their folded text."""
    questions = [one for one in measured.questions.values() if one.facts == (fact.key,) and one.slot == slot.name]
    if not questions:
        return {}
    from quizgen.analysis.verdicts import unused_options

    return {fold(option.text): option for question in questions for option in unused_options(question)}


def _proposals(
    context: Context, question: Question, slot: Slot, unused: Mapping[str, MeasuredOption]
) -> Iterator[Proposal]:
    """The options that a quiz would use if none were approved, except approved ones and those that nobody chooses."""
    fact, unapproved = question.fact, question._replace(wrong=question.wrong._replace(approved=()))
    texts = choose(unapproved, MOST + len(slot.distractors) + len(unused), seeded_random(0, "distractors", question.id))
    refused = refusals(context.collection, fact, slot, texts)
    origins = {candidate.plain: candidate for candidate in reversed(context.candidates(fact, slot))}
    for text in [text for text in texts if text not in refused and fold(text) not in unused][:MOST]:
        candidate = origins.get(fold(text)) if text in question.wrong.candidates else None
        yield Proposal(text, _origin(context.collection, slot, candidate))


def _origin(collection: Collection, slot: Slot, candidate: Candidate | None) -> str:
    if candidate is None:
        return "a generated number"
    if candidate.is_related:
        return f"the same relation: an answer of the fact {candidate.fact}"
    if not candidate.entity:
        return f"another {slot.type}: an answer of the fact {candidate.fact}"
    entity = collection.entities[candidate.entity]
    if entity.of and slot.entity and entity.of == collection.entities[slot.entity].of:
        return f"belongs to {collection.entities[entity.of].name} too: the entity {entity.id}"
    return f"another {entity.type}: the entity {entity.id}"


def refusals(collection: Collection, fact: Fact, slot: Slot, texts: Sequence[str]) -> dict[str, str]:
    """Those of ``texts`` that cannot be wrong options of the slot, such as right answers, each with the reason."""
    first = len(slot.distractors)
    after = with_distractors(collection, fact, {slot.name: texts})
    reasons: dict[str, str] = {}
    for finding in distractors(after):
        index = finding.field[3]
        if finding.fact == fact.id and finding.field[1] == slot.name and isinstance(index, int) and index >= first:
            text = texts[index - first]
            is_duplicate = finding.kind is duplicate_options
            reasons[text] = f"{quote(text)} is there already" if is_duplicate else finding.message
    return reasons


def with_distractors(collection: Collection, fact: Fact, texts: Mapping[str, Sequence[str]]) -> Collection:
    """The collection with ``texts``, by slot name, added to the fact's wrong answers."""
    slots = tuple(replace(s, distractors=(*s.distractors, *texts.get(s.name, ()))) for s in fact.slots)
    facts = (replace(other, slots=slots) if other.id == fact.id else other for other in collection.facts)
    return replace(collection, facts=tuple(facts))


def overview_lines(offers: FactOffers) -> Iterator[str]:
    """The lines of ``quizgen distractors``; proposals are numbered consecutively over all slots."""
    yield f"{offers.loaded.path.stem}/{offers.fact.id}: {offers.fact.text()}"
    number = 0
    for offer in offers.slots:
        slot = offer.slot
        members = [member.shown for member in slot.listing.members] if slot.listing else [slot.shown]
        yield f"  {slot.name}: {offer.stem}"
        yield f"    right: {'; '.join(members)}"
        if slot.scale:
            yield f"    needs no distractors: its scale lists every option ({'; '.join(slot.scale)})"
            continue
        yield f"    approved: {'; '.join(slot.distractors) or 'none yet'}"
        for option in offer.unused.values():
            yield f"    hardly anybody takes: {option.text} ({option.chosen} of {option.offered})"
        if offer.declined:
            yield f"    no {offer.declined.kind.replace('-', ' ')}: {offer.declined.reason}"
        elif not offer.proposals:
            yield "    proposed: nothing more"
        for proposal in offer.proposals:
            number += 1
            yield f"    {number:3}. {proposal.text}  ({proposal.origin})"


def picked_proposals(offers: FactOffers, numbers: str) -> dict[str, list[str]]:
    """The proposals with the ``numbers`` that were typed, by slot; raises UsageError for anything else."""
    proposals = [(offer.slot.name, proposal.text) for offer in offers.slots for proposal in offer.proposals]
    chosen: dict[str, list[str]] = {}
    words = re.split(r"[\s,;]+", numbers.strip()) if numbers.strip() else []
    for word in dict.fromkeys(words):
        if not word.isdecimal() or not 1 <= int(word) <= len(proposals):
            valid = f"write numbers from 1 to {len(proposals)}"
            raise UsageError(f"{quote(word)} is not one of the proposals: {valid}; nothing was written")
        slot, text = proposals[int(word) - 1]
        chosen.setdefault(slot, []).append(text)
    return chosen
