"""Problems whose remedy is mechanical: what a button beside them changes.

Each remedy gives the path of a field and its new value, or None where this problem is not one that it can fix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quizgen.checks.anchoring import context, locate
from quizgen.errors import FileField, Problem
from quizgen.model.article import Anchor
from quizgen.model.characters import without_hidden
from quizgen.model.fact import Evidence, Fact
from quizgen.reading.facts.record_edits import Plain
from quizgen.studio.changes import value_at
from quizgen.studio.selection import MOST_QUOTED
from quizgen.studio.snapshot import Snapshot


class Remedy(NamedTuple):
    """The field to be changed, and its value then."""

    path: tuple[str, ...]
    value: Plain


class Case(NamedTuple):
    """A problem in its fact."""

    snapshot: Snapshot
    fact: Fact | None
    record: Mapping[str, Plain]
    path: tuple[str, ...]

    def evidence(self) -> tuple[str, Evidence, Anchor] | None:
        """The number of the quote with the problem, itself, and where it is in the article."""
        number = self.path[1] if self.path[:1] == ("evidence",) and len(self.path) > 1 else "0"
        if self.fact is None or self.snapshot.article is None or not number.isdigit():
            return None
        if int(number) >= len(self.fact.evidence):
            return None
        evidence = self.fact.evidence[int(number)]
        anchor = locate(evidence, self.snapshot.article.index)
        return None if anchor.match == "missing" else (number, evidence, anchor)


def remedy_for(snapshot: Snapshot, id: str, problem: Problem) -> Remedy | None:
    """What fixes a problem of the fact with this id, or None where only a person can."""
    find = REMEDIES.get(problem.rule)
    if find is None or not snapshot.is_editable(id):
        return None
    names = problem.at.names if isinstance(problem.at, FileField) else ()
    case = Case(snapshot, snapshot.by_id.get(id), snapshot.record(id), tuple(str(name) for name in names))
    return find(case)


def _paragraph(case: Case) -> Remedy | None:
    evidence = case.evidence()
    return Remedy(("evidence", evidence[0], "paragraph"), str(evidence[2].paragraph)) if evidence else None


def _own_words(case: Case) -> Remedy | None:
    evidence = case.evidence()
    return Remedy(("evidence", evidence[0], "quote"), evidence[2].nearest) if evidence else None


def _shorter(case: Case) -> Remedy | None:
    """The ten words with most of the fact's answers in them."""
    evidence = case.evidence()
    if evidence is None or case.fact is None:
        return None
    words = evidence[1].quote.split()
    answers = [slot.shown for slot in case.fact.slots]

    def answers_said(start: int) -> int:
        return sum(answer in " ".join(words[start : start + MOST_QUOTED]) for answer in answers)

    start = max(range(len(words) - MOST_QUOTED + 1), key=answers_said, default=0)
    quote = " ".join(words[start : start + MOST_QUOTED]).strip(" ,;:")
    return Remedy(("evidence", evidence[0], "quote"), quote)


def _in_context(case: Case) -> Remedy | None:
    evidence = case.evidence()
    if evidence is None or case.snapshot.article is None:
        return None
    number, _, anchor = evidence
    prefix, suffix = context(anchor, case.snapshot.article.index.article)
    return Remedy(("evidence", number, "prefix" if prefix else "suffix"), prefix or suffix)


def _without_it(case: Case) -> Remedy | None:
    """The list without the entry that has the problem."""
    *path, last = case.path or ("",)
    items = value_at(dict(case.record), path)
    if not last.isdigit() or not isinstance(items, list) or int(last) >= len(items):
        return None
    return Remedy(tuple(path), [item for number, item in enumerate(items) if number != int(last)])


def _visible(case: Case) -> Remedy | None:
    text = value_at(dict(case.record), case.path)
    if not isinstance(text, str):
        return None
    visible = "".join(character for character in without_hidden(text) if character.isprintable() or character in "\n\t")
    return Remedy(case.path, visible) if visible != text else None


def _set(path: Sequence[str], value: Plain) -> Callable[[Case], Remedy]:
    return lambda case: Remedy(tuple(path), value)


REMEDIES: Mapping[str, Callable[[Case], Remedy | None]] = MappingProxyType(
    {
        "quote-moved": _paragraph,
        "no-paragraph": _paragraph,
        "quote-differs": _own_words,
        "quote-ambiguous": _in_context,
        "long-quote": _shorter,
        "background-evidence": _set(["evidence"], ""),
        "currently": _set(["as_of"], "article"),
        "no-stance": _set(["stance"], "attributed"),
        "no-speaker": _set(["by"], "author"),
        "distractor-is-right": _without_it,
        "duplicate-member": _without_it,
        "hidden-character": _visible,
        "control": _visible,
    }
)
