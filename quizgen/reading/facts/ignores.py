"""Which rules a collection's author has silenced, for what, and why: by a comment, or in a fact's ``ignore``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizgen.errors import KEY, FileField, Mark
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.comments import Comment

_IGNORE = re.compile(r"ignore\s*\[([^\]]*)\](.*)")


@dataclass(frozen=True, slots=True)
class Ignored:
    """Rules that are silenced for a fact, or for the whole file where ``fact`` is "".

    ``rules`` are empty, as is ``reason``, where a comment cannot be read.
    """

    fact: str
    rules: tuple[str, ...]
    reason: str
    at: Mark | FileField


def read_ignored(document: nodes.Mapping, comments: Iterable[Comment]) -> Iterator[Ignored]:
    """What is silenced by comments, and in the facts' own records."""
    entries = document.get("facts")
    facts = (
        [record for record in entries if isinstance(record, nodes.Mapping)]
        if isinstance(entries, nodes.Sequence)
        else []
    )
    places = _Places(document, facts)
    for comment in comments:
        match = _IGNORE.match(comment.text)
        rules = [rule.strip() for rule in match[1].split(",")] if match else []
        reason = match[2].strip(" \t:–—-") if match else ""
        yield Ignored(places.owner(comment), tuple(filter(None, rules)), reason, comment.mark)
    for fact in facts:
        ignored = fact.get("ignore")
        if isinstance(ignored, nodes.Mapping):
            for rule, reason in ignored.items():
                yield Ignored(str(fact.get("id")), (rule,), str(reason or ""), FileField(("ignore", rule, KEY), fact))


class _Places:
    """Where each fact begins, and each part of the file."""

    def __init__(self, document: nodes.Mapping, facts: Sequence[nodes.Mapping]) -> None:
        self._parts = sorted((document.key_at(key).line, key) for key in document)
        self._heads = {line for line, _ in self._parts}
        self._facts = sorted((fact.mark.line, str(fact.get("id"))) for fact in facts)
        self._columns = {fact.mark.line: fact.mark.column for fact in facts}

    def owner(self, comment: Comment) -> str:
        """The id of the fact that contains the comment or follows it directly, or "" if there is none."""
        line = comment.mark.line
        # Between two facts it is the second's, unless it is indented as the keys of the first are.
        above = comment.belongs in self._columns and (
            comment.indent < self._columns[comment.belongs] or not _last(self._facts, line)
        )
        if above or comment.belongs in self._heads:
            line = comment.belongs
        return _last(self._facts, line) if _last(self._parts, line) == "facts" else ""


def _last(places: Sequence[tuple[int, str]], line: int) -> str:
    """The last of ``places`` that begins in ``line`` or before."""
    count = bisect_right(places, line, key=lambda place: place[0])
    return places[count - 1][1] if count else ""
