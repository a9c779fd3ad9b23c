"""What the facts of a collection say about each other: which answers are right as well, and which are the only ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quizgen.model.fact import Collection, Fact, Slot
from quizgen.model.text import fold

# relation, role (subject or object), value on the other side
_Place = tuple[str, str, str]


class Relations:
    """Every answer that the facts of a collection give in a relation, by the value on the other side."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._answers: dict[_Place, dict[str, Slot]] = defaultdict(dict)
        for fact in collection.facts:
            for slot, key in self._places(fact):
                if fact.status != "retired":
                    self._answers[key][self.identity(slot)] = slot

    def true_answers(self, fact: Fact, slot: Slot) -> frozenset[str]:
        """Every name, folded, of every answer that some fact of the relation gives to the same question."""
        answers = self._answers.get(self._place(fact, slot) or ("", "", ""), {})
        return frozenset(
            fold(name) for entity in answers.values() for name in (entity.shown, entity.value, *entity.accept)
        )

    def is_only_answer(self, fact: Fact, slot: Slot) -> bool:
        """Whether the other side leaves one answer only: the relation says so, and no fact gives another."""
        key = self._place(fact, slot)
        assert fact.relation is not None or key is None
        return (
            key is not None
            and fact.relation is not None
            and fact.relation.determines(slot.name)
            and len(self._answers.get(key, {})) <= 1
        )

    def rivals(self, fact: Fact, slot: Slot) -> Iterator[Slot]:
        """The other answers that facts give to the same question."""
        for identity, answer in self._answers.get(self._place(fact, slot) or ("", "", ""), {}).items():
            if identity != self.identity(slot):
                yield answer

    def side(self, fact: Fact, slot: Slot) -> str:
        """The side of the relation on which the slot is: ``subject``, ``object``, or "" if it is on neither."""
        key = self._place(fact, slot)
        return key[1] if key else ""

    def identity(self, slot: Slot) -> str:
        """One word for one thing, whatever name it goes by."""
        return self._one_name(slot.entity) if slot.entity else fold(slot.shown)

    def _places(self, fact: Fact) -> Iterator[tuple[Slot, _Place]]:
        if fact.relation is None:
            return
        for slot in fact.slots:
            key = self._place(fact, slot)
            if key is not None:
                yield slot, key

    def _place(self, fact: Fact, slot: Slot) -> _Place | None:
        if fact.relation is None:
            return None
        other = fact.relation.counterpart(slot.name)
        if not other:
            return None
        role = "subject" if slot.name == fact.relation.subject else "object"
        return fact.relation.name, role, self.identity(fact.slot(other))

    def _one_name(self, entity: str) -> str:
        return min((entity, *self.collection.entities[entity].same_as))
