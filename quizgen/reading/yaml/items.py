"""Reads what is whole of a file with a long list: an item that is not valid YAML hides nothing in the others."""

from __future__ import annotations

import re

from quizgen.errors import Mark, Problem, mark_of
from quizgen.reading.yaml.comments import Comment
from quizgen.reading.yaml.yaml import read_commented

MOST_FAULTS = 20  # that are looked for: each costs another reading
_ITEM = re.compile(r"( *)- ")


def read_items(text: str, path: str) -> tuple[object, list[Problem], list[Comment]]:
    """Reads as `read_commented` does, without the items of the outermost list that are not valid YAML."""
    problems: list[Problem] = []
    for _ in range(MOST_FAULTS):
        node, faults, comments = read_commented(text, path)
        problems += faults
        rest = _without_item(text, mark_of(faults[0])) if node is None and faults else None
        if rest is None:
            return node, problems, comments
        text = rest
    return None, problems, []


def _without_item(text: str, mark: Mark) -> str | None:
    """``text`` with empty lines for the item that ``mark`` is in; None if it is in none, or no item can be there."""
    lines = text.splitlines(keepends=True)
    items = [(index, len(match[1])) for index, line in enumerate(lines) if (match := _ITEM.match(line))]
    column = min((indent for _, indent in items), default=0)
    starts = [position for position, indent in items if indent == column]
    number = mark.line - 1
    start = max((position for position in starts if position <= number), default=None)
    if start is None or (number, mark.column - 1) == (start, column):
        return None
    end = next((position for position in starts if position > number), 0)
    if not end:  # after the last item there may be another key of the file
        following = (index for index in range(number + 1, len(lines)) if re.match(r"[^\W\d_]", lines[index]))
        end = next(following, len(lines))
    return "".join([*lines[:start], *(["\n"] * (end - start)), *lines[end:]])
