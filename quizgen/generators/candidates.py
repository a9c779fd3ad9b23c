"""What can be offered beside an answer, in blocks in which the few that a question must not offer are looked up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from quizgen.generators.letter_profile import NO_LETTERS, Letters, letters_of
from quizgen.model.text import fold
from quizgen.model.whole_words import is_caseless, words_of

SHORT = 3  # letters of a name that is looked for with its capitals: UK, but not "in" for the element In
MARK = "\x1f"  # before and after such a name


@dataclass(slots=True)
class Candidate:
    """What can be an answer: its ``text``, its ``entity`` if it is one, and how often it is ``right`` in its role.

    ``fact`` is the first that answers with it, or "". ``is_related`` says that its role is that of a relation;
    ``padded_text`` is what a `padded` text that names it contains. ``sorts`` are the nouns that say what it is.
    """

    text: str
    entity: str = ""
    fact: str = ""
    right: int = 0
    is_related: bool = False
    plain: str = ""
    padded_text: str = ""
    letters: Letters = NO_LETTERS
    sorts: frozenset[str] = frozenset()


class RoleBlock:
    """Candidates in their order, which is that of their indices."""

    def __init__(self, members: Iterable[Candidate]) -> None:
        self.members = tuple(members)
        words = [member.padded_text.split() if member.padded_text.startswith(" ") else [] for member in self.members]
        counts = Counter(word for name in words for word in name)
        rarest = [min(name, key=counts.__getitem__, default="") for name in words]
        self._by_name = _indices((member.plain,) for member in self.members)
        self._by_word = _indices((word,) for word in rarest)
        self._by_beginning = _indices(member.letters.beginnings for member in self.members)

    def __len__(self) -> int:
        return len(self.members)

    def indices_named(self, names: Set[str], text: str) -> set[int]:
        """The indices of those that have one of the folded ``names`` or are named in the `padded` ``text``."""
        indices = {index for name in self._by_name.keys() & names for index in self._by_name[name]}
        for word in self._by_word.keys() & {"", *text.split()}:
            for index in self._by_word[word]:
                if self.members[index].padded_text in text:
                    indices.add(index)
        return indices

    def beginning_with(self, beginnings: Set[str]) -> set[int]:
        """The indices of those that have a word with one of the ``beginnings``."""
        by_beginning = self._by_beginning
        return {index for beginning in by_beginning.keys() & beginnings for index in by_beginning[beginning]}

    def without(self, indices: Iterable[int]) -> list[Candidate]:
        """All except those with the ``indices``."""
        others = list(self.members)
        for index in sorted(indices, reverse=True):
            del others[index]
        return others


def _indices(marks: Iterable[Iterable[str]]) -> Mapping[str, tuple[int, ...]]:
    """The indices of the members by their marks, of which a member may have several or none."""
    indices_of_mark: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(marks):
        for mark in own:
            indices_of_mark[mark].append(index)
    return {mark: tuple(indices) for mark, indices in indices_of_mark.items()}


def candidate_of(name: str, entity: str, fact: str = "", *, related: bool = False) -> Candidate:
    """The candidate called ``name``, with what is looked for where it may be named."""
    words = " ".join(words_of(name))
    if len(words) <= SHORT and name[:1].isupper():
        marked = f"{MARK}{name}{MARK}" if len(name) > 1 else MARK * 3
    elif words:
        marked = words if is_caseless(words) else f" {words} "
    else:
        marked = MARK * 3
    return Candidate(name, entity, fact, 0, related, fold(name), marked, letters_of(name))
