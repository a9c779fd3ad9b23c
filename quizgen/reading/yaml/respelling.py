"""Puts names right that people spell in another case, or with spaces for hyphens: ``Large print``, ``A4``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pydantic_core import ErrorDetails

from quizgen.errors import KEY, Names
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.spellings import spelling_of


def respell(node: nodes.Mapping, faults: Iterable[ErrorDetails], keys_at: Callable[[Names], Sequence[str]]) -> bool:
    """Puts names right in ``node`` that are at fault; returns whether there was any.

    ``keys_at`` gives the keys that the record at a place can have.
    """
    changed = False
    for details in faults:
        path: Names = tuple(details["loc"])
        if details["type"] == "extra_forbidden":
            changed |= _rename(_node_at(node, path[:-1]), str(path[-1]), keys_at(path[:-1]))
        elif details["type"] == "literal_error":
            known = literals(str(details.get("ctx", {}).get("expected", "")))
            if path[-1:] == (KEY,):
                changed |= _rename(_node_at(node, path[:-2]), str(path[-2]), known)
            else:
                text = str(details["input"])
                changed |= _replace(node, path, text, spelling_of(text, known))
    return changed


def literals(expected: str) -> list[str]:
    """The values that a field can have, as pydantic lists them."""
    return [word.strip(" '") for word in expected.replace(" or ", ",").split(",") if word.strip(" '")]


def _rename(record: object, key: str, known: Iterable[str]) -> bool:
    name = spelling_of(key, known)
    if not isinstance(record, nodes.Mapping) or key not in record or not name or name in record:
        return False
    record.rename(key, name)
    return True


def _replace(node: nodes.Mapping, path: Names, text: str, value: str) -> bool:
    """Puts ``value`` in the place of ``text``; in one text that is read as a list, the parts have no places."""
    *above, last = path
    parent = _node_at(node, tuple(above))
    if value and isinstance(parent, nodes.Mapping) and last in parent:
        parent[str(last)] = value
        return True
    if value and isinstance(parent, nodes.Sequence) and isinstance(last, int):
        parent[last] = value
        return True
    if value and above and isinstance(parent, str):
        return _replace(node, tuple(above), parent, parent.replace(text, value))
    return False


def _node_at(node: object, path: Names) -> object:
    for step in path:
        if isinstance(node, nodes.Mapping) and step in node:
            node = node[str(step)]
        elif isinstance(node, nodes.Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif not (step == 0 and isinstance(node, nodes.Mapping)):  # a single record in place of a list
            return node if step == 0 else None
    return node
