"""Plain data that remembers where in the file it stood."""

from __future__ import annotations

from collections.abc import Sequence as AnySequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


class Mapping(dict[str, object]):
    """A mapping with the place of itself, of each key and of each value."""

    __slots__ = ("keys_at", "mark", "values_at")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str, Mark] = {}
        self.values_at: dict[str, Mark] = {}


class Sequence(list[object]):
    """A list with the place of itself and of each element."""

    __slots__ = ("items_at", "mark")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.items_at: list[Mark] = []


class CutShort(str):
    """Unquoted text after which a comment stands on the same line: YAML has cut off what a ``#`` began."""

    __slots__ = ()


def locate(node: object, path: AnySequence[str | int]) -> Mark:
    """The place of what ``path`` leads to, or of the nearest thing above it that is there."""
    mark = node.mark if isinstance(node, (Mapping, Sequence)) else Mark(1, 1)
    for step in path:
        if isinstance(node, Mapping) and step in node.values_at:
            mark, node = node.values_at[str(step)], node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            mark, node = node.items_at[step], node[step]
        elif isinstance(node, Mapping) and step == 0:
            continue  # one record where a list of them may stand
        else:
            break
    return mark


def locate_key(node: object, path: AnySequence[str | int]) -> Mark:
    """The place of the key that ``path`` ends with, for a fault that is the key's own."""
    for step in path[:-1]:
        if isinstance(node, Mapping) and step in node:
            node = node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
    if isinstance(node, Mapping) and path and path[-1] in node.keys_at:
        return node.keys_at[str(path[-1])]
    return locate(node, path[-1:])
