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


class FoundQuote(NamedTuple):
    """A quote of the fact, its number, and where it is in the article."""

    number: str
    evidence: Evidence
    anchor: Anchor


class Case(NamedTuple):
    """A problem in its fact."""

    snapshot: Snapshot
    fact: Fact | None
    record: Mapping[str, Plain]
    path: tuple[str, ...]

    def quote(self) -> FoundQuote | None:
        """The quote with the problem, or None if it is not in the article."""
        number = self.path[1] if self.path[:1] == ("evidence",) and len(self.path) > 1 else "0"
        if self.fact is None or self.snapshot.article is None or not number.isdigit():
            return None
        if int(number) >= len(self.fact.evidence):
            return None
        evidence = self.fact.evidence[int(number)]
        anchor = locate(evidence, self.snapshot.article.index)
        return None if anchor.match == "missing" else FoundQuote(number, evidence, anchor)


def remedy_for(snapshot: Snapshot, id: str, problem: Problem) -> Remedy | None:
    """What fixes a problem of the fact with this id, or None where only a person can."""
    remedy = REMEDIES.get(problem.rule)
    if remedy is None or not snapshot.is_editable(id):
        return None
    names = problem.at.names if isinstance(problem.at, FileField) else ()
    case = Case(snapshot, snapshot.by_id.get(id), snapshot.record(id), tuple(str(name) for name in names))
    return remedy(case)


def _right_paragraph(case: Case) -> Remedy | None:
    """The paragraph in which the quote is."""
    quote = case.quote()
    return Remedy(("evidence", quote.number, "paragraph"), str(quote.anchor.paragraph)) if quote else None


def _words_of_article(case: Case) -> Remedy | None:
    """The quote as the article has it."""
    quote = case.quote()
    return Remedy(("evidence", quote.number, "quote"), quote.anchor.nearest) if quote else None


def _shorter_quote(case: Case) -> Remedy | None:
    """The ten words with most of the fact's answers in them."""
    quote = case.quote()
    if quote is None or case.fact is None:
        return None
    words = quote.evidence.quote.split()
    answers = [slot.shown for slot in case.fact.slots]

    def answers_said(start: int) -> int:
        return sum(answer in " ".join(words[start : start + MOST_QUOTED]) for answer in answers)

    start = max(range(len(words) - MOST_QUOTED + 1), key=answers_said, default=0)
    shorter = " ".join(words[start : start + MOST_QUOTED]).strip(" ,;:")
    return Remedy(("evidence", quote.number, "quote"), shorter)


def _context_of_quote(case: Case) -> Remedy | None:
    """The words before or after the quote, which tell its place from others with the same words."""
    quote = case.quote()
    if quote is None or case.snapshot.article is None:
        return None
    prefix, suffix = context(quote.anchor, case.snapshot.article.index.article)
    return Remedy(("evidence", quote.number, "prefix" if prefix else "suffix"), prefix or suffix)


def _without_entry(case: Case) -> Remedy | None:
    """The list without the entry that has the problem."""
    *path, last = case.path or ("",)
    items = value_at(dict(case.record), path)
    if not last.isdigit() or not isinstance(items, list) or int(last) >= len(items):
        return None
    return Remedy(tuple(path), [item for number, item in enumerate(items) if number != int(last)])


def _without_hidden(case: Case) -> Remedy | None:
    """The text without characters that cannot be seen."""
    text = value_at(dict(case.record), case.path)
    if not isinstance(text, str):
        return None
    visible = "".join(character for character in without_hidden(text) if character.isprintable() or character in "\n\t")
    return Remedy(case.path, visible) if visible != text else None


def _fixed(path: Sequence[str], value: Plain) -> Callable[[Case], Remedy]:
    """A remedy that is the same for every fact."""
    return lambda case: Remedy(tuple(path), value)


REMEDIES: Mapping[str, Callable[[Case], Remedy | None]] = MappingProxyType(
    {
        "quote-moved": _right_paragraph,
        "no-paragraph": _right_paragraph,
        "quote-differs": _words_of_article,
        "quote-ambiguous": _context_of_quote,
        "long-quote": _shorter_quote,
        "background-evidence": _fixed(["evidence"], ""),
        "currently": _fixed(["as_of"], "article"),
        "no-stance": _fixed(["stance"], "attributed"),
        "no-speaker": _fixed(["by"], "author"),
        "distractor-is-right": _without_entry,
        "duplicate-member": _without_entry,
        "hidden-character": _without_hidden,
        "control": _without_hidden,
    }
)
