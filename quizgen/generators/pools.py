"""Pools of names and values: what is a right answer in one role is a plausible wrong one for others in that role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from quizgen.generators.candidates import MARK, SHORT, Candidate, RoleBlock, candidate_of
from quizgen.generators.letter_profile import beginnings_of, is_alike, letters_of
from quizgen.generators.role_blocks import (
    FEWEST,
    LARGEST,
    even_blocks,
    kin_blocks,
    ordered_blocks,
    owners_of,
    said_alike,
)
from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot
from quizgen.model.figures import rank_of
from quizgen.model.relations import Relations
from quizgen.model.text import SlotName, Text, fold, plain_of
from quizgen.model.whole_words import words_of

ENOUGH = 2  # wrong options
ROOMY = 4  # with so many, no others are wanted from outside the role
_JUDGED = 6  # questions of a role, from which on it is judged as a whole
_GIVEN_AWAY = 1 / 3  # of the questions of a role, from which on none is asked with options
_COMMON = 1 / 2  # of the questions of a role contain a word that says nothing of any of them

GIVEN_AWAY = "the letters of its question give its answer away: ask for it in writing"
MOST_GIVEN_AWAY = "the letters of the questions give most of these answers away: ask for them in writing"

_TEXTS = ("text", "phrase")
_OF_MANY_SORTS = ("person", "place", "organisation")
_TIMES = ("year", "date")
_CASED = re.compile(r"[^\W_]+")
_NONE = RoleBlock(())
_BEGINNING = re.compile(r"(?:^|[.:;?!…]\s)\W{0,9}\w+")  # of a sentence, where every word has a capital

RoleKey = tuple[str, str, str]  # relation and side, or "" and ""; type
Stem = Callable[[Fact, Slot], Text]


@dataclass(slots=True)
class Role:
    """The slots whose answers pass for one another, and these answers by their identity."""

    key: RoleKey
    slots: list[tuple[Fact, Slot]] = field(default_factory=list)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    block_of: dict[str, RoleBlock] = field(default_factory=dict)
    whole: RoleBlock | None = None  # if it is small
    common: frozenset[str] = frozenset()  # words of most questions
    refusal: str = ""
    is_settled: bool = False
    is_even: bool = True  # whether every answer is right as often
    has_short: bool = False  # whether an answer is a symbol or an acronym

    @property
    def is_of_times(self) -> bool:
        """Whether its answers are years or dates, which have an order and no letters."""
        return self.key[2].partition(" ")[0] in _TIMES


class Pools:
    """The roles of a collection's slots."""

    def __init__(self, collection: Collection, relations: Relations, stem: Stem) -> None:
        self._collection, self._relations, self._stem = collection, relations, stem
        self._roles: dict[RoleKey, Role] = {}
        self._wordings = {fact.id: _wording(fact) for fact in collection.facts if fact.relation}
        for fact in collection.facts:
            if fact.status != "retired":
                for slot in fact.slots:
                    self._add(fact, slot)
        for entity in collection.entities.values():
            # Of several names for one thing only the first is offered, or two options would be the same.
            identity = min((entity.id, *entity.same_as))
            if identity == entity.id:
                candidates = self._role(("", "", entity.type)).candidates
                if identity not in candidates:
                    candidates[identity] = candidate_of(entity.name, identity)

    def roles(self, fact: Fact, slot: Slot) -> list[Role]:
        """The role of the slot in its relation, and the one of all answers of its type; either may be missing."""
        roles = [self._role(key) for key in self._keys(fact, slot)]
        for role in roles:
            if not role.is_settled:
                self._settle(role)
        return roles

    def identity(self, slot: Slot) -> str:
        """One word for one answer, whatever name it goes by; that of the first of several things."""
        return self._relations.identity(replace(slot, entity=_entity_of(slot)) if slot.listing else slot)

    def beside(self, role: Role, slot: Slot) -> Iterator[RoleBlock]:
        """What can be offered beside the answer: its block, then the whole role if it is small."""
        block = role.block_of.get(self.identity(slot))
        if block is not None:
            yield block
        if role.whole is not None:
            yield role.whole

    def unlike(self, role: Role, fact: Fact, slot: Slot, among: RoleBlock) -> tuple[set[int], bool]:
        """The indices of those that do not resemble the question as the answer does, and whether that does at all."""
        if role.is_of_times:
            return set(), False
        words = words_of(str(self._stem(fact, slot)))
        if role.common:
            words = [word for word in words if word not in role.common]
        beginnings, letters = beginnings_of(words), letters_of(slot.shown)
        if role.has_short:
            own = letters.profile(words, beginnings)
            profiles = [candidate.letters.profile(words, beginnings) for candidate in among.members]
            return {index for index, profile in enumerate(profiles) if profile != own}, is_alike(own)
        similar = among.beginning_with(beginnings)
        if letters.beginnings.isdisjoint(beginnings):
            return similar, False
        return set(range(len(among))) - similar, True

    def of_other_sorts(self, role: Role, slot: Slot, among: RoleBlock) -> set[int]:
        """The indices of those that other nouns are said of: no river for a lake; none where a relation is the role."""
        if role.key[0] or not slot.role:
            return set()
        members = enumerate(among.members)
        return {index for index, candidate in members if candidate.sorts and slot.role not in candidate.sorts}

    def is_kin(self, role: Role, candidate: Candidate) -> bool:
        """Whether the candidate belongs to an answer of the role, or an answer of the role to it."""
        entities = self._collection.entities
        members = {candidate.entity for candidate in role.candidates.values()} - {""}
        if not members.isdisjoint(owners_of(candidate.entity, entities)):
            return True
        return any(candidate.entity in owners_of(member, entities) for member in members)

    def padded_words(self, role: Role, text: str) -> str:
        """The words of ``text`` in a form in which those of a candidate can be looked for, whole words alone.

        Short names are looked for with their capitals: UK, but not "in" for the element In.
        """
        words = f" {' '.join(words_of(text))} "
        if not role.has_short:
            return words
        cased = _CASED.findall(_BEGINNING.sub("", text))
        return words + "".join(f"{MARK}{word}{MARK}" for word in cased if len(word) <= SHORT)

    def _role(self, key: RoleKey) -> Role:
        role = self._roles.get(key)
        if role is None:
            role = self._roles[key] = Role(key)
        return role

    def _keys(self, fact: Fact, slot: Slot) -> list[RoleKey]:
        """The roles of the slot, the nearest first."""
        entity = self._collection.entities.get(_entity_of(slot))
        kind = entity.type if entity else slot.type
        if entity is None and slot.role and kind not in _OF_MANY_SORTS:
            kind = f"which {slot.role}"
        if slot.scale or (kind in NUMBER_TYPES and kind != "year"):
            return []
        if kind in _TIMES:
            kind = f"{kind} {_pattern(slot.shown)}"
        side = "" if slot.listing else self._relations.side(fact, slot)
        keys: list[RoleKey] = []
        if side and fact.relation:
            keys.append((fact.relation.name, side, "text" if kind in _TEXTS else kind))
        if kind not in _TEXTS:
            keys.append(("", "", kind))
        return keys

    def _add(self, fact: Fact, slot: Slot) -> None:
        for rank, key in enumerate(self._keys(fact, slot)):
            role = self._role(key)
            if rank == 0:
                role.slots.append((fact, slot))
            if slot.listing is None:
                entity = self._collection.entities.get(slot.entity)
                identity = self.identity(slot)
                if identity not in role.candidates:
                    is_named = entity is not None and fold(slot.shown) in map(fold, entity.names)
                    # The capital of a sentence's beginning is not the answer's.
                    answer = slot.value if fold(slot.value) == fold(slot.shown) else slot.shown
                    name = self._collection.entities[identity].name if is_named else answer
                    one = candidate_of(name, identity if entity else "", fact.id, related=bool(key[0]))
                    role.candidates[identity] = one
                role.candidates[identity].right += rank == 0
                if slot.role:
                    role.candidates[identity].sorts |= {slot.role}

    def _settle(self, role: Role) -> None:
        """Divides the role into blocks, without answers that letters give away in every question."""
        role.is_settled = True
        role.is_even = len({max(1, candidate.right) for candidate in role.candidates.values()}) < 2
        role.has_short = any(candidate.letters.short for candidate in role.candidates.values())
        role.whole = RoleBlock(role.candidates.values()) if len(role.candidates) <= LARGEST else None
        candidates = dict(role.candidates)
        role.block_of = self._blocks(role, candidates)
        if len(role.slots) < _JUDGED or role.is_of_times:
            return
        suspects = [(fact, slot) for fact, slot in role.slots if self._may_be_alike(fact, slot)]
        if not suspects:
            return
        counts = Counter(word for fact, slot in role.slots for word in {*words_of(str(self._stem(fact, slot)))})
        role.common = frozenset(word for word, count in counts.items() if count > _COMMON * len(role.slots))
        suspects = [(fact, slot) for fact, slot in suspects if self.unlike(role, fact, slot, _NONE)[1]]
        times_asked = Counter(self.identity(slot) for _, slot in role.slots)
        while True:
            given_away = self._given_away(role, suspects)
            lost = Counter(self.identity(slot) for _, slot in given_away)
            remaining = {
                name: candidate
                for name, candidate in candidates.items()
                if not lost[name] or lost[name] < times_asked[name]
            }
            if len(remaining) == len(candidates):
                break
            candidates = remaining
            role.block_of = self._blocks(role, candidates)
        if len(given_away) > _GIVEN_AWAY * len(role.slots):
            role.refusal = MOST_GIVEN_AWAY

    def _may_be_alike(self, fact: Fact, slot: Slot) -> bool:
        """Whether the answer can resemble its question at all: a fast test of all its words at once."""
        letters, stem = letters_of(slot.shown), f" {self._stem(fact, slot)}".casefold()
        return bool(letters.short) or any(beginning in stem for beginning in letters.beginnings)

    def _given_away(self, role: Role, suspects: Iterable[tuple[Fact, Slot]]) -> list[tuple[Fact, Slot]]:
        """The slots beside whose answers no two others resemble the question as they do."""
        slots = []
        for fact, slot in suspects:
            block = role.block_of.get(self.identity(slot), _NONE)
            unlike, _ = self.unlike(role, fact, slot, block)
            if len(block) - len(unlike) <= ENOUGH and len(slot.distractors) < ENOUGH:
                slots.append((fact, slot))
        return slots

    def _blocks(self, role: Role, candidates: Mapping[str, Candidate]) -> dict[str, RoleBlock]:
        """The block of each answer that is left."""
        names = list(candidates)
        if not role.key[0] and sum(candidate.right > 0 for candidate in candidates.values()) >= FEWEST:
            # One that is never right could be recognised by that.
            names = [name for name in names if candidates[name].right]
        if role.is_of_times:
            names.sort(key=lambda name: (rank_of(candidates[name].text) or 0, name))
            divided = ordered_blocks(names, str)
        else:
            groups = [names]
            if role.key[0]:
                groups = said_alike(names, lambda name: self._wordings.get(candidates[name].fact, ""))
            divided = []
            for group in groups:
                for kin in kin_blocks(group, lambda name: candidates[name].entity, self._collection.entities):
                    divided += even_blocks(kin, str)
        blocks: dict[str, RoleBlock] = {}
        for block in divided:
            role_block = RoleBlock(candidates[name] for name in block)
            blocks.update((name, role_block) for name in block)
        return blocks


def _wording(fact: Fact) -> str:
    """The words of the statement without those of its answers: was king of, was queen of."""
    return fold(" ".join(plain_of(part) for part in fact.statement if not isinstance(part, SlotName)))


def _entity_of(slot: Slot) -> str:
    """The slot's entity, or the first of several."""
    if slot.listing is None:
        return slot.entity
    return next((member.entity for member in slot.listing.members if member.entity), "")


def _pattern(text: str) -> str:
    """The form of a year or a date: how many numbers and words it has, and in which order."""
    return "#" if text.isdecimal() else re.sub(r"\d+", "#", re.sub(r"[^\W\d_]+", "a", text))
