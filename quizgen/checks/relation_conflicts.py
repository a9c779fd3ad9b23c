"""Rules over answers that belong together: relations between slots, and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizgen.checks.finding import Finding
from quizgen.checks.rule import WOZNIAK, rule
from quizgen.errors import quote
from quizgen.model.fact import Collection, Relation
from quizgen.model.relations import Relations

LONGEST_LIST = 4  # things in no order that can be learnt at once


@rule("cardinality", "error", remedy="correct the cardinality, or one of the facts")
def cardinality(collection: Collection) -> Iterator[Finding]:
    """A relation leaves as many answers as it says."""
    relations = Relations(collection)
    first: dict[str, tuple[str, Relation]] = {}
    for fact in collection.facts:
        relation = fact.relation
        if relation is None or fact.status == "retired":
            continue
        id, other = first.setdefault(relation.name, (fact.id, relation))
        if other.cardinality != relation.cardinality:
            message = f"the fact {id!r} says that the relation {relation.name!r} is {other.cardinality}"
            yield cardinality.finding(fact.id, ("relation",), message, "say the same in each fact")
        for name in (relation.subject, relation.object):
            rivals = [rival.shown for rival in relations.rivals(fact, fact.slot(name))]
            if rivals and relation.determines(name):
                message = f"the relation allows one {name} here, and another fact names {quote(rivals[0])}"
                yield cardinality.finding(fact.id, ("slots", name), message)


@rule("long-list", "warning", remedy="write  ask_for: …, or split it into two facts", source=WOZNIAK)
def long_list(collection: Collection) -> Iterator[Finding]:
    """Four things at most are asked for at once, unless they have an order."""
    for fact in collection.facts:
        for slot in fact.slots:
            if slot.listing and not slot.listing.ordered and slot.listing.ask_for > LONGEST_LIST:
                message = f"{slot.listing.ask_for} things in any order are asked for at once"
                hint = "write  ask_for: …, or split it into two facts, or a sequence where there is an order"
                yield long_list.finding(fact.id, ("slots", slot.name), message, hint)


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    cardinality,
    long_list,
)
