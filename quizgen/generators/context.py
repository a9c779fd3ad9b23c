"""What a generator may know besides its fact: the collection, its words, its pools of names."""

from __future__ import annotations

import re
from collections import defaultdict

from quizgen.messages import words_for
from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot
from quizgen.model.text import Blank, Text, Words, folded, parse_text

# Slots of these types have too little in common for one's answer to pass for another's.
_UNPOOLED = NUMBER_TYPES | {"text", "phrase"}


class Context:
    """Looks up what belongs together in one collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.words = words_for(collection.source.language)
        self._entities: dict[str, list[str]] = defaultdict(list)
        for entity in collection.entities.values():
            # Of several names for one thing only the first is offered, or two options would be the same.
            if not any(other in self._entities[entity.type] for other in entity.same_as):
                self._entities[entity.type].append(entity.id)
        self._values: dict[str, dict[str, None]] = defaultdict(dict)
        for fact in collection.facts:
            for slot in fact.slots:
                if not slot.entity and slot.type not in _UNPOOLED and fact.status != "retired":
                    self._values[slot.type].setdefault(slot.shown)

    def stem(self, fact: Fact, slot: Slot) -> Text:
        """What is asked: the slot's own question, or the statement with a gap where its answer stands."""
        if slot.ask:
            return self.attributed(fact, slot, parse_text(slot.ask))
        gapped = self.attributed(fact, slot, fact.text({slot.name: Text((Blank(),))}))
        return _filled(self.words["complete"], text=gapped)

    def attributed(self, fact: Fact, slot: Slot | None, text: Text) -> Text:
        """``text`` with the speaker's name before it, where it needs one and does not name them itself.

        Where the speaker is what is asked for, their name would be the answer.
        """
        if not fact.attributed or self._names_speaker(fact, text):
            return text
        if slot is not None and fact.speaker in (slot.shown, *slot.accept):
            return text
        return _filled(self.words["according_to"], who=parse_text(fact.speaker or self.words["author"]), text=text)

    def wrong_answers(self, fact: Fact, slot: Slot) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Plausible wrong answers: the teacher's own, and names or values of the same type.

        None of them is the answer under another name, stands in the statement itself, or comes twice.
        """
        taken = {folded(name) for name in (slot.shown, slot.value, *slot.accept)}
        own: dict[str, str] = {}
        for wrong in (*slot.distractors, *slot.scale):
            if folded(wrong) not in taken:
                own.setdefault(folded(wrong), wrong)
        statement = folded(f"{fact.text()} {slot.ask}")
        pool: dict[str, str] = {}
        for wrong in () if slot.scale else self._same_type(slot):
            plain = folded(wrong)
            if plain not in taken and plain not in own and plain not in statement:
                pool.setdefault(plain, wrong)
        return tuple(own.values()), tuple(pool.values())

    def _same_type(self, slot: Slot) -> list[str]:
        entities = self.collection.entities
        if not slot.entity:
            return list(self._values[slot.type])
        own = {slot.entity, *entities[slot.entity].same_as}
        return [entities[id].name for id in self._entities[entities[slot.entity].type] if id not in own]

    def _names_speaker(self, fact: Fact, text: Text) -> bool:
        names = [fact.speaker]
        if fact.speaker == self.collection.source.author:
            names.append(self.words["author"])
        for entity in self.collection.entities.values():
            if fact.speaker in entity.names:
                names += entity.names
        plain = folded(str(text))
        return any(re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", plain) for name in names if name)


def _filled(pattern: str, **parts: Text) -> Text:
    """A message with texts in its ``{places}``."""
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
