"""Which answers of a collection fit a prompt: what its facts say themselves, in a relation, or by what belongs to what.

Every kind of question asks here whether something else would be right as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from quizgen.generators.amount_rivals import AmountRivals
from quizgen.generators.last_result import keep_last
from quizgen.model.fact import Collection, Entity, Fact, Slot
from quizgen.model.question import Fits
from quizgen.model.relations import Relations
from quizgen.model.text import SlotName, Text, fold, plain_of

# Where a gap for one of these types is open, another thing of the same type may fit.
_NAMED = frozenset(("person", "place", "country", "organisation"))
_ARTICLES = frozenset(("the", "a", "an"))
_ENDING = " .?!…:"

Names = frozenset[str]


class Property(NamedTuple):
    """What the collection knows of a thing: the other side of a relation, what it belongs to, a tag, its type."""

    what: str
    value: str


class Fitting(NamedTuple):
    """The answers that fit a slot's ``gap``, and those that fit its ``question``, as they are shown, by their names.

    Without a question of its own, it asks for what is known of its relation.
    """

    gap: Mapping[Names, str]
    question: Mapping[Names, str]


class AnswerIndex:
    """Every answer of a collection by what asks for it; names are folded."""

    def __init__(self, collection: Collection, relations: Relations) -> None:
        self.collection = collection
        self.relations = relations
        self._fitting = keep_last(self._all_fitting)
        self._prompts: dict[tuple[str, str], tuple[str, str]] = {}  # gap and question, by fact and slot
        self._names: dict[int, Names] = {}  # by the number of the slot, because hashing one each time would be slow
        self._wordings: dict[str, str] = {}  # by fact
        self._facts = [fact for fact in collection.facts if fact.status != "retired"]
        self._asked: dict[str, dict[Names, str]] = {}  # every answer by its names, by the prompt
        self._several: set[tuple[str, str]] = set()  # wordings and relations, and the slot that has several answers
        self._beside: dict[tuple[str, str, str], set[str]] = defaultdict(set)  # what is right in a role beside what
        self._in_role: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._belonging: dict[str, set[str]] = defaultdict(set)  # entities, by those of the chain that they belong to
        for fact in self._facts:
            self._read(fact)
        for entity in collection.entities.values():
            for owner in self._chain(entity.id):
                self._belonging[owner].add(entity.id)
        self._belonging_relations = self._relations_of_belonging()
        self._amount_rivals = AmountRivals(self._facts, self._wording)

    def fitting(self, fact: Fact, slot: Slot) -> Names:
        """Every name of every answer that fits the slot's gap or its question, if only roughly, its own among them."""
        fitting, own = self._fitting(fact, slot), self.names(slot)
        rough = {self.names(rival): rival.shown for rival in self._amount_rivals.rivals(slot, roughly=True)}
        return _joined_names(_joined_names(_joined_names(own, fitting.gap), fitting.question), rough)

    def rival(self, fact: Fact, slot: Slot, *, gap: bool) -> str:
        """The first other answer that fits the slot's ``gap``, or else its own question, as it is shown; or ""."""
        fitting, own = self._fitting(fact, slot), self.names(slot)
        answers = fitting.gap if gap else fitting.question
        if _is_all(own, answers):
            return ""
        return next((answer for names, answer in answers.items() if own.isdisjoint(names)), "")

    def is_asked(self, prompt: Text) -> bool:
        """Whether a fact asks this, or is this with a gap."""
        return _key(prompt) in self._asked

    def has_several(self, fact: Fact, slot: Slot) -> bool:
        """Whether gaps like the slot's have several answers somewhere in the collection: many cities are in Asia."""
        alike = {(self._wording(fact), slot.name)}
        if fact.relation and fact.relation.counterpart(slot.name):
            alike.add(_role(fact, slot))
        return not alike.isdisjoint(self._several)

    def is_open(self, fact: Fact, slot: Slot) -> bool:
        """Whether the slot's gap may have answers that the collection does not know."""
        leaves_open = fact.relation is not None and fact.relation.leaves_open(slot.name)
        return leaves_open or self.has_several(fact, slot)

    def fits(self, fact: Fact, slot: Slot) -> Fits:
        """Which other answers fit the slot's gap.

        Where the gap is open, a thing of the same type may fit, unless it has a place of its own in the relation.
        """
        names = _joined_names(self.names(slot), self._fitting(fact, slot).gap)
        if slot.type not in _NAMED or not self.is_open(fact, slot):
            return Fits(names)
        role = _role(fact, slot) if fact.relation and fact.relation.counterpart(slot.name) else ("", "")
        return Fits(names, slot.type, self._in_role[role])

    def properties(self, slot: Slot) -> frozenset[Property]:
        """What the collection knows of the slot's answer under any of its names."""
        return frozenset().union(*(self._properties.get(name, frozenset()) for name in self.names(slot)))

    @cached_property
    def _properties(self) -> Mapping[str, set[Property]]:
        """What the collection knows of its things, by their names."""
        properties: dict[str, set[Property]] = defaultdict(set)
        for fact in self._facts:
            tags = [Property("tag", tag) for tag in fact.tags]
            for slot in fact.slots:
                other = fact.relation.counterpart(slot.name) if fact.relation else ""
                own = list(tags)
                if fact.relation and other:
                    name = f"{fact.relation.name}/{slot.name}"
                    own.append(Property(name, fold(fact.slot(other).value)))
                if slot.listing is None:
                    for name in self.names(slot):
                        properties[name].update(own)
        for entity in self.collection.entities.values():
            for name in self._names_of(entity):
                properties[name] |= {Property("type", entity.type), *_owner(entity)}
        return properties

    def names(self, slot: Slot) -> Names:
        """Every name of the slot's answer."""
        stored = self._names.get(id(slot))
        if stored is not None:
            return stored
        names = {slot.shown, slot.value, *slot.accept}
        if slot.entity:
            names.update(name for entity in self.collection.same(slot.entity) for name in entity.names)
        return frozenset(map(fold, names))

    def _read(self, fact: Fact) -> None:
        for slot in fact.slots:
            if slot.listing is None:
                names = self._names[id(slot)] = self.names(slot)
                gap, question = self._prompts_for(fact, slot)
                self._ask(gap, slot)
                if slot.ask:
                    self._ask(question, slot)
                other = fact.relation.counterpart(slot.name) if fact.relation else ""
                if fact.relation and other:
                    role = _role(fact, slot)
                    self._in_role[role] |= names
                    beside = self._beside[(*role, min(self.names(fact.slot(other))))]
                    beside.add(min(names))
                    if len(beside) > 1:
                        self._several.add(role)
        self._several.update(
            (self._wording(fact), slot.name)
            for slot in fact.slots
            if len(fact.slots) > 1 and len(self._asked_for(self._prompts_for(fact, slot)[0])) > 1
        )

    def _ask(self, prompt: str, slot: Slot) -> None:
        if prompt:
            self._asked.setdefault(prompt, {}).setdefault(self.names(slot), slot.shown)

    def _asked_for(self, prompt: str) -> Mapping[Names, str]:
        """What a prompt asks for somewhere in the collection."""
        return self._asked.get(prompt, {})

    def _wording(self, fact: Fact) -> str:
        """The statement with the names of its slots in place of their answers."""
        wording = self._wordings.get(fact.id)
        if wording is None:
            parts = [f"{{{part.name}}}" if isinstance(part, SlotName) else plain_of(part) for part in fact.statement]
            wording = self._wordings[fact.id] = fold("".join(parts))
        return wording

    def _prompts_for(self, fact: Fact, slot: Slot) -> tuple[str, str]:
        """The statement with a gap in place of the slot's answer, and the slot's own question or "", as prompts."""
        prompts = self._prompts.get((fact.id, slot.name))
        if prompts is None:
            prompts = _key(fact.gapped_statement(slot.name)), _key(slot.ask)
            self._prompts[fact.id, slot.name] = prompts
        return prompts

    def _all_fitting(self, fact: Fact, slot: Slot) -> Fitting:
        """Each answer that is known to fit."""
        gap, question = self._prompts_for(fact, slot)
        related = self._related_answers(fact, slot)
        in_gap = self._asked_for(gap)
        if related:
            others = {names: answer for names, answer in related.items() if names not in in_gap}
            in_gap = {**in_gap, **others}
        return Fitting(in_gap, self._asked_for(question) if slot.ask else related)

    def _related_answers(self, fact: Fact, slot: Slot) -> dict[Names, str]:
        """Each other answer that fits by the fact's relation, or by an amount that the statement gives as a bound."""
        related = {self.names(rival): rival.shown for rival in self._amount_rivals.rivals(slot, roughly=False)}
        if fact.relation is None:
            return related
        related |= {self.names(rival): rival.shown for rival in self.relations.rivals(fact, slot)}
        for entity in self._by_belonging(fact, slot):
            related.setdefault(self._names_of(entity), entity.name)
        return related

    def _by_belonging(self, fact: Fact, slot: Slot) -> Iterator[Entity]:
        """The entities that fit because of what they belong to, where that is all that the relation says."""
        relation = fact.relation
        if relation is None or relation.name not in self._belonging_relations:
            return
        counterpart = relation.counterpart(slot.name)
        other = fact.slot(counterpart) if counterpart else None
        if other is None or not other.entity:
            return
        upwards = slot.name == relation.object
        ids: Iterable[str] = self._chain(other.entity) if upwards else self._belonging[other.entity]
        yield from (self.collection.entities[id] for id in sorted(ids))

    def _relations_of_belonging(self) -> frozenset[str]:
        """The relations whose every fact only says what the entity of its subject belongs to."""
        belonging: dict[str, bool] = {}
        for fact in self._facts:
            if fact.relation:
                subject, object_ = fact.slot(fact.relation.subject), fact.slot(fact.relation.object)
                belongs = bool(subject.entity) and object_.entity in self._chain(subject.entity)
                belonging[fact.relation.name] = belonging.get(fact.relation.name, True) and belongs
        return frozenset(name for name, belongs in belonging.items() if belongs)

    def _chain(self, id: str) -> list[str]:
        """What the entity belongs to, and what that belongs to."""
        chain: list[str] = []
        owner = self.collection.entities[id].of
        while owner and owner not in (*chain, id):
            chain.append(owner)
            owner = self.collection.entities[owner].of
        return chain

    def _names_of(self, entity: Entity) -> Names:
        return frozenset(fold(name) for other in self.collection.same(entity.id) for name in other.names)


def _is_all(own: Names, answers: Mapping[Names, str]) -> bool:
    """Whether there are no ``answers`` but that with the names ``own``, which is so nearly always."""
    return not answers or (len(answers) == 1 and own in answers)


def _joined_names(own: Names, answers: Mapping[Names, str]) -> Names:
    return own if _is_all(own, answers) else own.union(*answers)


def _owner(entity: Entity) -> tuple[Property, ...]:
    return (Property("of", entity.of),) if entity.of else ()


def _role(fact: Fact, slot: Slot) -> tuple[str, str]:
    assert fact.relation is not None
    return fact.relation.name, "subject" if slot.name == fact.relation.subject else "object"


def _key(prompt: Text | str) -> str:
    """A prompt for comparison: without an article at its start, or the mark at its end."""
    text = fold(str(prompt))
    first, _, rest = text.partition(" ")
    return (rest if first in _ARTICLES else text).rstrip(_ENDING)
