"""What generators know in addition to the fact: the collection, quizgen's words, pools of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar

from quizgen.generators.answer_index import AnswerIndex
from quizgen.generators.pools import Pool
from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot
from quizgen.model.numbers import is_makeable
from quizgen.model.question import WrongAnswers
from quizgen.model.relations import Relations
from quizgen.model.speakers import Speakers
from quizgen.model.text import Text, Words, folded, parse_text
from quizgen.words.catalogues import words_for

Found = TypeVar("Found")


def kept(find: Callable[[Context, Fact, Slot], Found]) -> Callable[[Context, Fact, Slot], Found]:
    """A cache of the result for the last slot, because the generators for a slot are called one after another.

    Slots are distinguished by identity, because hashing a fact each time would be slow.
    """

    @wraps(find)
    def found_once(context: Context, fact: Fact, slot: Slot) -> Found:
        known = context.last.get(find)
        if known is None or known[0] is not fact or known[1] is not slot:
            known = context.last[find] = fact, slot, find(context, fact, slot)
        found: Found = known[2]
        return found

    return found_once


# Slots of these types have too little in common for one's answer to pass for another's.
_UNPOOLED = NUMBER_TYPES | {"text", "phrase"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plausible wrong answer and its origin.

    ``fact`` answers with it in the same relation; ``belongs`` says that its ``entity`` belongs to what the right one
    belongs to.
    """

    text: str
    entity: str = ""
    fact: str = ""
    belongs: bool = False

    @property
    def near(self) -> bool:
        """Whether more than its type makes it plausible."""
        return self.belongs or bool(self.fact)


class Context:
    """Look-ups in a collection that several generators need."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.last: dict[object, tuple[Fact, Slot, Any]] = {}  # what was found last, by what found it
        self._of_collection: dict[object, Any] = {}  # what was found in the whole collection, by what found it
        self.words = words_for(collection.source.language)
        self.relations = Relations(collection)
        self.speakers = Speakers(collection, self.words["author_names"].split("|"))
        self._entities: dict[str, Pool] = defaultdict(Pool)
        self._belonging: dict[tuple[str, str], Pool] = defaultdict(Pool)
        for entity in collection.entities.values():
            # Of several names for one thing only the first is offered, or two options would be the same.
            if not any(other in self._entities[entity.type] for other in entity.same_as):
                self._entities[entity.type].add(entity.id)
                self._belonging[entity.type, entity.of].add(entity.id)
        self._values: dict[str, Pool] = defaultdict(Pool)
        self._first: dict[str, str] = {}
        for fact in collection.facts:
            for slot in fact.slots:
                if slot.entity and fact.status != "retired":
                    self._first[slot.entity] = min(fact.id, self._first.get(slot.entity, fact.id))
                if slot.listing is None and not slot.entity and fact.status != "retired" and _pool_of(slot):
                    self._values[_pool_of(slot)].add(slot.shown)

    @cached_property
    def answers(self) -> AnswerIndex:
        """Which answers of the collection fit a prompt."""
        return AnswerIndex(self.collection, self.relations)

    @kept
    def stem(self, fact: Fact, slot: Slot) -> Text:
        """The text of the question: the slot's own question, or the statement with a gap in place of its answer."""
        if slot.ask:
            return self.attributed(fact, slot, parse_text(slot.ask))
        gapped = self.attributed(fact, slot, fact.gapped(slot.name))
        return self.phrase("complete", text=gapped)

    def once(self, find: Callable[[Context], Found]) -> Found:
        """The result of ``find`` for the whole collection, computed only once for all kinds of question."""
        if find not in self._of_collection:
            self._of_collection[find] = find(self)
        found: Found = self._of_collection[find]
        return found

    def phrase(self, word: str, **parts: Text) -> Text:
        """The message called ``word`` with its placeholders filled in."""
        return _filled(self.words[word], **parts)

    def first_fact(self, entity: str) -> str:
        """The id of the first fact that has the entity as an answer, or "" if there is none that is not retired."""
        return self._first.get(entity, "")

    def attributed(self, fact: Fact, slot: Slot | None, text: Text) -> Text:
        """``text`` with the speaker's name before it, if it needs one and does not contain it.

        Where the speaker is what is asked for, their name would be the answer.
        """
        if not fact.attributed or self.speakers.named_in(fact, text):
            return text
        if slot is not None and fact.speaker in (slot.shown, *slot.accept):
            return text
        who = parse_text(fact.speaker or self.words["author"])
        return self.phrase("according_to", who=who, text=text)

    @kept
    def wrong_answers(self, fact: Fact, slot: Slot) -> WrongAnswers:
        """Plausible wrong answers: the teacher's own, then names or values of the same type, or other numbers.

        None of them is the answer under another name, an answer that another fact gives in the relation, part of
        the statement itself, or a duplicate. The nearest belong to the same thing, or are in the same relation.
        """
        taken = {folded(name) for name in (slot.shown, slot.value, *slot.accept)}
        taken |= self.answers.fitting(fact, slot)
        if slot.listing:
            for member in slot.listing.members:
                taken.update(map(folded, (member.shown, *member.accept)))
        own: dict[str, str] = {}
        for wrong in (*slot.distractors, *slot.scale):
            if folded(wrong) not in taken:
                own.setdefault(folded(wrong), wrong)
        statement = folded(f"{fact.text()} {slot.ask}")
        pools: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for each in () if slot.scale else self.same_type(fact, slot):
            plain = folded(each.text)
            if plain not in taken and plain not in own and plain not in statement:
                pools[0 if each.near else 1].setdefault(plain, each.text)
        nearest = tuple(pools[0].values())
        numeric = slot.type in NUMBER_TYPES and is_makeable(slot.shown)
        return WrongAnswers(tuple(own.values()), (*nearest, *pools[1].values()), len(nearest), numeric)

    def same_type(self, fact: Fact, slot: Slot) -> Iterator[Candidate]:
        """Names or values of the slot's type, including right ones."""
        entities = self.collection.entities
        listed = next((m.entity for m in slot.listing.members if m.entity), "") if slot.listing else ""
        like = entities.get(slot.entity or listed)
        pool = like.type if like else _pool_of(slot)
        values = self._values[pool].choices_for(fact.key, slot.name) if pool in self._values else ()
        if like is None:
            yield from map(Candidate, values)
            for id in self._entities[pool].choices_for(fact.key, slot.name) if pool in self._entities else ():
                yield Candidate(entities[id].name, id)
            return
        own = {like.id, *like.same_as}
        near = self._belonging[like.type, like.of].choices_for(fact.key, slot.name) if like.of else ()
        for id in dict.fromkeys((*self._entities[like.type].choices_for(fact.key, slot.name), *near)):
            if id not in own:
                belongs = bool(like.of and entities[id].of == like.of)
                yield Candidate(entities[id].name, id, self.relations.in_same_role(fact, slot, id), belongs)
        yield from map(Candidate, values)


def _pool_of(slot: Slot) -> str:
    """The name of the pool that the answer is in: its type or, for a word, what is asked for; "" if it is in none."""
    if slot.type == "text" and slot.role:
        return f"which {slot.role}"
    return "" if slot.type in _UNPOOLED else slot.type


def _filled(pattern: str, **parts: Text) -> Text:
    """A message with its ``{placeholders}`` filled in."""
    text = Text()
    rest = pattern
    while rest:
        before, opened, after = rest.partition("{")
        text += Text((Words(before),)) if before else Text()
        if not opened:
            break
        name, _, rest = after.partition("}")
        text += parts[name]
    return text
