"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.errors import Level, ProblemKind

Field = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the field ``field`` (a path inside the record) of the fact with the id ``fact``.

    Where ``fact`` is "" the fault is the collection's own, or the recipe's where a rule over quizzes found it, and the
    path begins at the file's head.
    """

    fact: str
    field: Field
    kind: ProblemKind
    level: Level
    message: str
    hint: str

    @property
    def rule(self) -> str:
        """The rule's name."""
        return self.kind.id
