"""What letters alone say about whether an option belongs to a question: He to helium, Algiers to Algeria.

Options among which the right one is the only one that resembles the question give it away, so all options of a
question have the same profile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quizgen.model.whole_words import words_of

_SYMBOL, _ACRONYM = 3, 5  # letters at most
_FEWEST_ALIKE = 3  # letters with which two words begin, for one to suggest the other
_LONG = 4  # letters of a word that can suggest another: the article "the" suggests nothing

Profile = tuple[int, bool, bool]


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of an option: of a symbol or acronym all of them, of other options the beginnings of long words."""

    short: str
    beginnings: frozenset[str]

    def profile(self, words: Sequence[str], beginnings: Collection[str]) -> Profile:
        """How the option resembles a question with these ``words``, whose long ones have the ``beginnings``.

        For a short one: the letters with which it and a word begin, whether a word has all of its letters in order, and
        whether it is the initials of some words.
        """
        if not self.short:
            return (0 if self.beginnings.isdisjoint(beginnings) else _FEWEST_ALIKE), False, False
        begun = max((_begun_alike(self.short, word) for word in words), default=0)
        ordered = any(word[0] == self.short[0] and _in_order(self.short, word) for word in words)
        return begun, ordered, self.short in "".join(word[0] for word in words)


NO_LETTERS = Letters("", frozenset())


def letters_of(text: str) -> Letters:
    """The letters of an option."""
    words = words_of(text)
    if (
        len(words) == 1
        and words[0].isalpha()
        and (len(words[0]) <= _SYMBOL or (len(words[0]) <= _ACRONYM and text.isupper()))
    ):
        return Letters(words[0], frozenset())
    return Letters("", frozenset(beginnings_of(words)))


def beginnings_of(words: Iterable[str]) -> set[str]:
    """The first letters of the long words; numbers have none."""
    return {word[:_FEWEST_ALIKE] for word in words if len(word) >= _LONG and word.isalpha()}


def is_alike(profile: Profile) -> bool:
    """Whether the option resembles the question."""
    begun, ordered, initials = profile
    return begun > 1 or ordered or initials


def _begun_alike(one: str, other: str) -> int:
    shared = 0
    for own, its in zip(one, other, strict=False):
        if own != its:
            break
        shared += 1
    return shared


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
