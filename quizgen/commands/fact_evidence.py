"""The evidence of each fact: whether its quotes were found in the article, and what was found against it there.

Nothing is ever called proven: whether a fact is right is a person's decision.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quizgen.checks.evidence import QUOTE_NOT_FOUND
from quizgen.checks.support import RULES
from quizgen.checks.support.numerals import NUMERAL
from quizgen.errors import Level, Problem, plural
from quizgen.languages.word_lists import language_of
from quizgen.model.article import Article
from quizgen.model.fact import Collection, Fact
from quizgen.project import display_path
from quizgen.reading.facts.collection import Loaded

Quotes = Literal["found", "not found", "not verified here"]
Comparison = Literal["contradicted", "doubtful", "nothing found against it", "not compared"]


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """One fact of a collection: whether its quotes were found, and what comparing it with them found.

    ``messages`` says what was found against it.
    """

    collection: str
    id: str
    quotes: Quotes
    comparison: Comparison
    messages: tuple[str, ...] = ()


def evidence_of(
    name: str, loaded: Loaded, article: Article | None, problems: Sequence[Problem]
) -> tuple[FactEvidence, ...]:
    """The evidence of each fact of the collection ``name`` that quotes its article."""
    by_fact: dict[str, list[Problem]] = defaultdict(list)
    path = display_path(loaded.path)
    for problem in problems:
        if problem.path == path:
            by_fact[problem.id].append(problem)
    return tuple(
        _evidence(name, fact, article, by_fact.get(fact.id, ()))
        for fact in loaded.collection.facts
        if fact.evidence and fact.stance != "background"
    )


def _evidence(name: str, fact: Fact, article: Article | None, problems: Sequence[Problem]) -> FactEvidence:
    if article is None:
        return FactEvidence(name, fact.id, "not verified here", "not compared")
    if any(problem.kind is QUOTE_NOT_FOUND for problem in problems):
        return FactEvidence(name, fact.id, "not found", "not compared")
    language = language_of(fact.source.language)
    # In a language that was not measured everything is information; what was found is worth a look all the same.
    least: Sequence[Level] = ("error", "warning") if language.highest != "info" else ("error", "warning", "info")
    against = [problem for problem in problems if problem.kind in RULES and problem.level in least]
    nothing: Comparison = "nothing found against it" if language.is_known else "not compared"
    comparison: Comparison = "doubtful" if against else nothing
    # That a numeral is nowhere in the evidence does not say that the article has another.
    if any(problem.level == "error" and problem.kind is not NUMERAL for problem in against):
        comparison = "contradicted"
    return FactEvidence(name, fact.id, "found", comparison, tuple(problem.message for problem in against))


def evidence_lines(name: str, collection: Collection, article: Article | None, lost: int) -> Iterator[str]:
    """How many quotes of the collection ``name`` were found, ``lost`` of them not."""
    quotes = sum(len(fact.evidence) for fact in collection.facts)
    if article is None:
        file = collection.source.file
        reason = f"{file} is not available" if file else "no source.file is named"
        yield f"{name}: {plural(quotes, 'quote')}, not verified here: {reason}"
    else:
        yield f"{name}: {quotes - lost} of {quotes} quotes found in {article.name}"


def comparison_line(name: str, evidence: Sequence[FactEvidence]) -> str:
    """How many facts of the collection ``name`` were contradicted, doubtful, or had nothing found against them."""
    counts: Mapping[str, int] = Counter(one.comparison for one in evidence)
    contradicted, doubtful = counts["contradicted"], counts["doubtful"]
    nothing, others = counts["nothing found against it"], counts["not compared"]
    line = f"{name}: contradicted: {contradicted}, doubtful: {doubtful}, nothing found against: {nothing}"
    return f"{line}, not compared: {others}" if others else line
