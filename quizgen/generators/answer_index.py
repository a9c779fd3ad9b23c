"""Which answers of a collection fit a prompt: what its facts say themselves, in a relation, or by what belongs to what.

Every kind of question asks here whether something else would be right as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizgen.model.fact import Collection, Entity, Fact, Slot
from quizgen.model.question import Fits
from quizgen.model.relations import Relations
from quizgen.model.text import SlotName, Text, folded

# Things of these types are told apart by what they are, so that one may be where another is.
_NAMED = frozenset(("person", "place", "country", "organisation"))
_LEADING = re.compile(r"^(?:the|a|an)\s+")
_ENDING = re.compile(r"[\s.?!…:]+$")

Names = frozenset[str]


class Property(NamedTuple):
    """What the collection knows of a thing: the other side of a relation, what it belongs to, a tag, its type."""

    what: str
    value: str

    @property
    def is_stated(self) -> bool:
        """Whether a fact or an entity states it; a tag or a type is only a class."""
        return self.what not in ("tag", "type")


class KnownAnswer(NamedTuple):
    """An answer as it is shown, and every name of it."""

    shown: str
    names: Names


class AnswerIndex:
    """Every answer of a collection by what asks for it; names are folded."""

    def __init__(self, collection: Collection, relations: Relations) -> None:
        self.collection = collection
        self.relations = relations
        self._gaps: dict[tuple[str, str], str] = {}  # prompts, by fact and slot
        self._names: dict[int, tuple[Slot, Names]] = {}  # with the slot, so that no other gets its number
        self._facts = [fact for fact in collection.facts if fact.status != "retired"]
        self._asked: dict[str, dict[Names, KnownAnswer]] = defaultdict(dict)  # by what asks for them
        self._several: set[tuple[str, str]] = set()  # wordings and relations, and the slot that has several answers
        self._beside: dict[tuple[str, str, str], set[str]] = defaultdict(set)  # what is right in a role beside what
        self._properties: dict[str, set[Property]] = defaultdict(set)
        self._in_role: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._belonging: dict[str, set[str]] = defaultdict(set)  # entities, by those of the chain that they belong to
        for fact in self._facts:
            self._read(fact)
        for entity in collection.entities.values():
            for name in self._names_of(entity):
                self._properties[name] |= {Property("type", entity.type), *_owner(entity)}
            for owner in self._chain(entity.id):
                self._belonging[owner].add(entity.id)
        self._belonging_relations = self._relations_of_belonging()

    def fitting(self, fact: Fact, slot: Slot) -> Names:
        """Every name of every answer that fits the slot's gap or its question, its own among them."""
        known = (*self._answers(fact, slot, gap=True), *self._answers(fact, slot, gap=False))
        return self.names(slot).union(*(answer.names for answer in known))

    def rivals(self, fact: Fact, slot: Slot, *, gap: bool) -> list[str]:
        """The other answers that fit the slot's ``gap``, or else its own question, as the collection shows them."""
        own = self.names(slot)
        others = (answer.shown for answer in self._answers(fact, slot, gap=gap) if own.isdisjoint(answer.names))
        return list(dict.fromkeys(others))

    def is_asked(self, prompt: Text) -> bool:
        """Whether a fact asks this, or is this with a gap."""
        return _key(prompt) in self._asked

    def has_several(self, fact: Fact, slot: Slot) -> bool:
        """Whether gaps like the slot's have several answers somewhere in the collection: many cities are in Asia."""
        alike = {(_wording(fact), slot.name)}
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
        known = self.names(slot).union(*(answer.names for answer in self._answers(fact, slot, gap=True)))
        if slot.type not in _NAMED or not self.is_open(fact, slot):
            return Fits(known)
        role = _role(fact, slot) if fact.relation and fact.relation.counterpart(slot.name) else ("", "")
        return Fits(known, slot.type, self._in_role[role])

    def properties(self, slot: Slot) -> frozenset[Property]:
        """What the collection knows of the slot's answer under any of its names."""
        return frozenset().union(*(self._properties.get(name, frozenset()) for name in self.names(slot)))

    def names(self, slot: Slot) -> Names:
        """Every name of the slot's answer."""
        known = self._names.get(id(slot))  # hashing a slot each time would be slow
        if known is None:
            names = {slot.shown, slot.value, *slot.accept}
            if slot.entity:
                names.update(name for entity in self.collection.same(slot.entity) for name in entity.names)
            known = self._names[id(slot)] = slot, frozenset(map(folded, names))
        return known[1]

    def _read(self, fact: Fact) -> None:
        for slot in fact.slots:
            if slot.listing is None:
                names = self.names(slot)
                for prompt in self._prompts(fact, slot):
                    self._asked[prompt].setdefault(names, KnownAnswer(slot.shown, names))
                others = [Property("tag", tag) for tag in fact.tags]
                other = fact.relation.counterpart(slot.name) if fact.relation else ""
                if fact.relation and other:
                    role = _role(fact, slot)
                    self._in_role[role] |= names
                    beside = self._beside[(*role, min(self.names(fact.slot(other))))]
                    beside.add(min(names))
                    if len(beside) > 1:
                        self._several.add(role)
                    others.append(Property(f"{fact.relation.name}/{slot.name}", folded(fact.slot(other).value)))
                for name in names:
                    self._properties[name].update(others)
        self._several.update(
            (_wording(fact), slot.name)
            for slot in fact.slots
            if len(fact.slots) > 1 and len(self._asked.get(self._gap(fact, slot), ())) > 1
        )

    def _prompts(self, fact: Fact, slot: Slot) -> Iterator[str]:
        yield self._gap(fact, slot)
        if slot.ask:
            yield _key(slot.ask)

    def _gap(self, fact: Fact, slot: Slot) -> str:
        """The statement with a gap in place of the slot's answer, as a prompt."""
        if (fact.id, slot.name) not in self._gaps:
            self._gaps[fact.id, slot.name] = _key(fact.gapped(slot.name))
        return self._gaps[fact.id, slot.name]

    def _answers(self, fact: Fact, slot: Slot, *, gap: bool) -> Iterator[KnownAnswer]:
        """Each answer that is known to fit."""
        prompt = self._gap(fact, slot) if gap else _key(slot.ask)
        if prompt:
            yield from self._asked.get(prompt, {}).values()
        if gap or not slot.ask:
            yield from (KnownAnswer(rival.shown, self.names(rival)) for rival in self.relations.rivals(fact, slot))
            for entity in self._by_belonging(fact, slot):
                yield KnownAnswer(entity.name, self._names_of(entity))

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
        found: Iterable[str] = self._chain(other.entity) if upwards else self._belonging[other.entity]
        yield from (self.collection.entities[id] for id in sorted(found))

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
        return frozenset(folded(name) for other in self.collection.same(entity.id) for name in other.names)


def _owner(entity: Entity) -> tuple[Property, ...]:
    return (Property("of", entity.of),) if entity.of else ()


def _role(fact: Fact, slot: Slot) -> tuple[str, str]:
    assert fact.relation is not None
    return fact.relation.name, "subject" if slot.name == fact.relation.subject else "object"


def _key(prompt: Text | str) -> str:
    """A prompt for comparison: without an article at its start, or the mark at its end."""
    return _ENDING.sub("", _LEADING.sub("", folded(str(prompt))))


def _wording(fact: Fact) -> str:
    """The statement with the names of its slots in place of their answers."""
    return folded(
        "".join(f"{{{part.name}}}" if isinstance(part, SlotName) else str(Text((part,))) for part in fact.statement)
    )
