"""The opposites of a language, as its lists have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

_FEWEST_LETTERS = 2  # of what "word*" begins with


class Pole(NamedTuple):
    """One side of a pair of opposites: the number of the pair, and the side, 1 or -1.

    Both sides of a ``converse`` pair may be true: one sells what the other buys.
    """

    axis: int
    side: int
    converse: bool = False


class Opposites:
    """The pairs of opposites in ``lines``, found by stem where the language has a stemmer.

    They are read when the first is looked up: only the comparison with an article does, and stemming them takes long.
    """

    def __init__(self, lines: Sequence[str], stem: Callable[[str], str] | None) -> None:
        self._lines, self._stem = lines, stem
        self._known: dict[str, tuple[Pole, ...]] = {}

    @cached_property
    def poles(self) -> Mapping[str, tuple[Pole, ...]]:
        """Each stem, ``=word``, ``beginning*`` and phrase, with its poles."""
        poles_of: dict[str, set[Pole]] = defaultdict(set)
        for axis, line in enumerate(self._lines):
            converse = line.startswith("~")
            for side, words in zip((1, -1), line.removeprefix("~").split("|"), strict=True):
                for word in words_in(words):
                    poles_of[self._key(word)].add(Pole(axis, side, converse))
        return {key: tuple(sorted(poles)) for key, poles in poles_of.items()}

    def phrases(self) -> list[str]:
        """What has more than one word."""
        words = words_in(" ".join(self._lines).replace("|", " "))
        return [word.removeprefix("~") for word in words if " " in word]

    def of(self, form: str, stem: str) -> tuple[Pole, ...]:
        """The poles of a word or phrase in small letters, with its stem."""
        if form not in self._known:
            self._known[form] = self.poles.get(form, ()) if " " in form else self._of_word(form, stem)
        return self._known[form]

    def _of_word(self, form: str, stem: str) -> tuple[Pole, ...]:
        poles = {*self.poles.get(f"={form}", ()), *self.poles.get(stem, ())}
        for end in range(min(len(form), self._longest), _FEWEST_LETTERS - 1, -1):
            poles.update(self.poles.get(f"{form[:end]}*", ()))
        return tuple(sorted(poles))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.poles), default=0)

    def _key(self, word: str) -> str:
        """Under what an opposite is found: as it is, or by its stem where the language has a stemmer."""
        if word[0] == "=" or word[-1] == "*" or " " in word:
            return word
        return self._stem(word) if self._stem else f"={word}"


def words_in(words: str) -> list[str]:
    """The words of a list, separated by spaces; the words of a phrase are joined by underscores or hyphens."""
    return [word.replace("_", " ").replace("-", " ") for word in words.split()]
