"""Which entity a text names: by its id, or by a name that only one thing has."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.errors import quote
from quizgen.model.fact import Entity
from quizgen.model.text import fold
from quizgen.reading.yaml.spellings import suggestion


class EntityNames:
    """The entities of a collection, by every id and name."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self._named: dict[str, list[Entity]] = {}
        for entity in entities.values():
            for name in dict.fromkeys(map(fold, entity.names)):
                self._named.setdefault(name, []).append(entity)

    def entity(self, name: str) -> Entity | None:
        """The entity with the id or, if there is none, the name ``name``; None if several have that name."""
        return self.entities.get(name) or self.entity_named(name)

    def entity_named(self, name: str) -> Entity | None:
        """The entity with the name ``name``, or None if there is none, or several that are not the same thing."""
        if not self._named:
            return None
        first, *others = self._named.get(fold(name), (None,))
        if first is None or any(other is not None and other.id not in first.same_as for other in others):
            return None
        return first

    def fault(self, name: str) -> tuple[str, str]:
        """Why ``name`` names no entity, and what to write instead."""
        several = [entity.id for entity in self._named.get(fold(name), ())]
        if several:
            return f"several entities are called {quote(name)}", f"write the id of one: {', '.join(several)}"
        if not self.entities:
            return f"there is no entity {name!r}", "declare it under entities"
        names = {fold(entity.name): entity.id for entity in self.entities.values()}
        near = suggestion(fold(name), [*self.entities, *names])
        for known_name, id in names.items():
            near = near.replace(repr(known_name), repr(id))
        known = ", ".join(f"{entity.id} ({entity.name})" for entity in self.entities.values())
        return f"there is no entity {name!r}", near if near.startswith("did") else f"known: {known}"
