"""Where the values of a YAML text begin and end, so that something can be added to them."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from quizgen.errors import Mark


class Span(NamedTuple):
    """From which character of the text to which."""

    start: int
    end: int


def spans(text: str) -> dict[Mark, Span]:
    """The span of every value that is not empty, by its place; of a block, up to the end of its last value.

    ``text`` is one that reads without a problem, without a byte order mark.
    """
    spans_by_mark: dict[Mark, Span] = {}
    opened: list[tuple[Mark, int]] = []
    end = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        start, stop = event.start_mark, event.end_mark
        assert start is not None and stop is not None
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append((Mark(start.line + 1, start.column + 1), start.index))
        elif isinstance(event, yaml.CollectionEndEvent):
            # A block ends only where something else begins, behind blank lines and comments.
            end = max(end, stop.index if stop.index > start.index else 0)
            mark, opened_at = opened.pop()
            spans_by_mark[mark] = Span(opened_at, end)
        elif isinstance(event, yaml.ScalarEvent) and stop.index > start.index:
            end = len(text[: stop.index].rstrip("\r\n "))  # a folded text takes the blank lines after it along
            spans_by_mark[Mark(start.line + 1, start.column + 1)] = Span(start.index, end)
    return spans_by_mark
