"""Plain data with positions in its file.

A collection may have a million of these, so a node holds its places as bare numbers; a `Mark` is made of them where
one is asked for.
"""

from __future__ import annotations

from array import array

from quizgen.errors import KEY, Mark, Names

Place = tuple[int, int]  # line and column, from 1


class Mapping(dict[str, object]):
    """A mapping with the place of itself, of each key and of each value; it grows by `put` alone."""

    __slots__ = ("_numbers", "_places")

    def __init__(self, mark: Place) -> None:
        super().__init__()
        self._places = array("I", mark)  # line and column of itself, then of each key and its value
        self._numbers: dict[str, int] | None = None  # the number of keys before each, computed on first use

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return Mark(self._places[0], self._places[1])

    def put(self, key: str, value: object, key_mark: Place, value_mark: Place) -> None:
        """Adds a key that is not there yet."""
        self[key] = value
        self._places.extend(key_mark + value_mark)
        if self._numbers is not None:
            self._numbers[key] = len(self._numbers)

    def rename(self, key: str, name: str) -> None:
        """Gives the value of ``key`` another name, which is not there yet; all keep their places."""
        items = [(name if old == key else old, value) for old, value in self.items()]
        self.clear()
        self.update(items)
        self._numbers = None

    def key_at(self, key: str) -> Mark:
        """The place of a key; raises KeyError where there is none."""
        return self._mark(2 + 4 * self._number(key))

    def value_at(self, key: str) -> Mark:
        """The place of a key's value; raises KeyError where there is none."""
        return self._mark(4 + 4 * self._number(key))

    def mark_of(self, names: Names) -> Mark:
        """The place of the field with these names, or of the nearest thing above it that is there."""
        return _key_mark(self, names[:-1]) if names[-1:] == (KEY,) else _value_mark(self, names)

    def _number(self, key: str) -> int:
        if self._numbers is None:
            self._numbers = {own: number for number, own in enumerate(self)}
        return self._numbers[key]

    def _mark(self, start: int) -> Mark:
        return Mark(self._places[start], self._places[start + 1])


class Sequence(list[object]):
    """A list with the place of itself and of each element; it grows by `add` alone."""

    __slots__ = ("_places",)

    def __init__(self, mark: Place) -> None:
        super().__init__()
        self._places = array("I", mark)  # line and column of itself, then of each element

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return Mark(self._places[0], self._places[1])

    def add(self, value: object, mark: Place) -> None:
        """Adds an element at the end."""
        self.append(value)
        self._places.extend(mark)

    def item_at(self, index: int) -> Mark:
        """The place of an element, counted from 0."""
        return Mark(self._places[2 + 2 * index], self._places[3 + 2 * index])


class CutShort(str):
    """Unquoted text followed by a comment on the same line: YAML has cut off what follows the ``#``."""

    __slots__ = ()


def _value_mark(node: object, names: Names) -> Mark:
    mark = node.mark if isinstance(node, (Mapping, Sequence)) else Mark(1, 1)
    for step in names:
        if isinstance(node, Mapping) and step in node:
            mark, node = node.value_at(str(step)), node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            mark, node = node.item_at(step), node[step]
        elif isinstance(node, Mapping) and step == 0:
            continue  # a single record in place of a list
        else:
            break
    return mark


def _key_mark(node: object, names: Names) -> Mark:
    """The place of the key that ``names`` end with."""
    for step in names[:-1]:
        if isinstance(node, Mapping) and step in node:
            node = node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
    if isinstance(node, Mapping) and names and names[-1] in node:
        return node.key_at(str(names[-1]))
    return _value_mark(node, names[-1:])
