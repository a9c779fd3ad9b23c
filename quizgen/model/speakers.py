"""Whether a text names who said something."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.model.fact import Collection, Fact
from quizgen.model.text import Text, fold


class Speakers:
    """Knows every name that the speakers of a collection go by.

    ``author_names`` are words for the article's author in its language, such as "the author".
    """

    def __init__(self, collection: Collection, author_names: Sequence[str]) -> None:
        self._source = collection.source
        self._author = author_names
        self._names: dict[str, tuple[str, ...]] = {}
        for entity in collection.entities.values():
            for name in entity.names:
                self._names[name] = (*self._names.get(name, ()), *entity.names)

    def names(self, speaker: str) -> tuple[str, ...]:
        """``speaker`` and every other name of the entity that goes by it."""
        return tuple(dict.fromkeys((speaker, *self._names.get(speaker, ()))))

    def is_named_in(self, fact: Fact, text: Text) -> bool:
        """Whether ``text`` names who says what the fact states."""
        names = self.names(fact.speaker)
        if fact.speaker == self._source.author:
            names = (*names, *self._author)
        plain = fold(str(text))
        return any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", plain) for name in names if name)
