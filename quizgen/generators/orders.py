"""Questions over facts that have an order, by amount or by time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from quizgen.generators.bounded import bound_of, reach_of
from quizgen.generators.context import Context
from quizgen.generators.kind import CollectionKind
from quizgen.generators.relation_questions import part, question, relations
from quizgen.languages.order_words import is_descending
from quizgen.model.body import Ordering
from quizgen.model.fact import NUMBER_TYPES, Fact
from quizgen.model.numbers import number_in
from quizgen.model.question import Declined, Part, Question
from quizgen.model.question_kind import OnPaper

FEWEST = 3  # things that have an order worth asking for

Moment = tuple[int, int, int]
_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{2}))?(?:-(\d{2}))?(?:\s*(BCE?))?", re.IGNORECASE)


def generate_ordering(context: Context) -> Iterator[Question | Declined]:
    """Asks to order the subjects of a relation by its numbers, which have the same unit and are all different.

    The greatest is first where the teacher's question says so.
    """
    for name, facts in relations(context).items():
        measured = _distinct([(number, fact) for fact in facts if (number := _amount(fact)) is not None])
        units = Counter(fact.slot(fact.relation.object).unit for _, fact in measured if fact.relation)
        ask = next((fact.relation.order for fact in facts if fact.relation and fact.relation.order), "")
        if not ask:
            reason = "it does not say how to ask for its order"
            yield Declined("ordering", None, None, f"the relation {name!r}: {reason}")
        elif len(measured) < FEWEST or len(units) != 1:
            reason = f"it does not give {FEWEST} things different amounts of one unit"
            yield Declined("ordering", None, None, f"the relation {name!r}: {reason}")
        else:
            parts = [part(fact, context) for _, fact in measured]
            if is_descending(ask, parts[0].slot.type, context.language):
                parts.reverse()
            yield question("ordering", name, Ordering, parts, context, ask=ask)


ORDERING = CollectionKind(
    name="ordering",
    summary="The subjects of a relation in the order of its amounts.",
    on_paper=OnPaper(seconds=120, most=20),
    generate=generate_ordering,
)


def generate_timeline(context: Context) -> Iterator[Question | Declined]:
    """Asks to order events: statements with a gap in place of their only date."""
    dated: dict[Moment, Part] = {}
    of_year: dict[int, list[Moment]] = defaultdict(list)
    for fact in context.collection.facts:
        times = [slot for slot in fact.slots if slot.type in ("year", "date")]
        if fact.status == "retired" or fact.is_attributed or len(times) != 1:
            continue
        (slot,) = times
        when = moment(slot.value)
        if when is None or any(_is_within(when, other) for other in of_year[when[0]]):
            continue
        if bound_of(fact, slot) not in ("least", "most"):
            of_year[when[0]].append(when)
            dated[when] = Part(fact, slot, fact.gapped_statement(slot.name), slot.answer)
    if len(dated) < FEWEST:
        yield Declined("timeline", None, None, f"fewer than {FEWEST} facts have a date of their own")
    else:
        yield question("timeline", "timeline", Ordering, [dated[when] for when in sorted(dated)], context)


TIMELINE = CollectionKind(
    name="timeline",
    summary="Dated facts in their order.",
    on_paper=OnPaper(seconds=120, most=20),
    generate=generate_timeline,
)


def moment(value: str) -> Moment | None:
    """Year, month and day (0 if missing) of a date in facts, or None if it is not a date."""
    match = _ISO.fullmatch(value.strip())
    if match is None:
        return None
    year = int(match[1])
    return (-year if match[4] else year, int(match[2] or 0), int(match[3] or 0))


def _is_within(one: Moment, other: Moment) -> bool:
    """Whether the one is, or may be, at the same time as the other: 1916, and a day in 1916."""
    return all(own == its for own, its in zip(one, other, strict=True) if own and its)


def _distinct(measured: Sequence[tuple[Decimal, Fact]]) -> list[tuple[Decimal, Fact]]:
    """The amounts in ascending order, without those of which it is not certain which is the greater.

    A bound, such as "more than 20", has no place among them; rounded amounts must be farther from each other.
    """
    certain: list[tuple[Decimal, Fact, Decimal]] = []
    for number, fact in sorted(measured, key=lambda pair: pair[0]):
        assert fact.relation is not None
        slot = fact.slot(fact.relation.object)
        bound = bound_of(fact, slot)
        reach = reach_of(number, slot) if bound == "near" else Decimal(0)
        if bound in ("least", "most"):
            continue
        if not certain or number - certain[-1][0] > max(reach, certain[-1][2]):
            certain.append((number, fact, reach))
    return [(number, fact) for number, fact, _ in certain]


def _amount(fact: Fact) -> Decimal | None:
    assert fact.relation is not None
    slot = fact.slot(fact.relation.object)
    return number_in(slot.value) if slot.type in NUMBER_TYPES else None
