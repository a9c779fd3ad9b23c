"""Which things have an amount that fits what a statement says of another one: more than 20 fits one of 30 too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from quizgen.generators.bounded import bound_of, reach_of
from quizgen.languages.bounds import Bound
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.numbers import DIGITS, number_in

_ENDLESS = Decimal("Infinity")
_MOST = 1000  # things of a relation, each of which is compared with every other


class _ThingAmount(NamedTuple):
    """The amount of a ``thing``: what it may be, the ``bound`` that is given for it, and what amounts fit that."""

    thing: Slot
    bound: Bound
    least: Decimal
    most: Decimal
    fits_from: Decimal
    fits_to: Decimal


class AmountRivals:
    """The things of a collection and their amounts, by the relation or the wording that gives them."""

    def __init__(self, facts: Sequence[Fact], wording_of: Callable[[Fact], str]) -> None:
        self._wording_of = wording_of
        self._facts: dict[tuple[str, str], list[tuple[Fact, Slot]]] = defaultdict(list)
        self._amounts: dict[tuple[str, str], list[_ThingAmount]] = {}
        self._keys: dict[int, tuple[str, str]] = {}  # by the number of the slot, because hashing one is slow
        for fact in facts:
            for slot in fact.slots:
                if key := self._key(fact, slot):
                    self._keys[id(slot)] = key
                    self._facts[key].append((fact, slot))

    def rivals(self, slot: Slot, *, roughly: bool) -> Iterator[Slot]:
        """The other answers whose amounts fit the statement too, where it or theirs gives a bound.

        About 6,400 km is said of one thing, but ``roughly`` true of one of 6,300 km.
        """
        key = self._keys.get(id(slot))
        if key is None:
            return
        amounts = self._amounts.get(key)
        if amounts is None:
            amounts = self._amounts[key] = self._amounts_of(self._facts[key])
        own = next((amount for amount in amounts if amount.thing is slot), None)
        if own is None or (own.bound == "near" and not roughly):
            return
        for other in amounts:
            if other is not own and other.least <= own.fits_to and own.fits_from <= other.most:
                yield other.thing

    def _amounts_of(self, facts: Sequence[tuple[Fact, Slot]]) -> list[_ThingAmount]:
        """What is known of each amount; nothing where no statement gives a bound, or of too many to compare each."""
        if len(facts) > _MOST:
            return []
        bounds: dict[tuple[str, str], Bound] = {}  # of statements that are alike except for their names and numbers
        amounts_of_things: list[tuple[Slot, Slot, Bound]] = []
        for fact, thing in facts:
            if amount := _amount_of(fact, thing):
                alike = self._wording_of(fact), DIGITS.sub("#", amount.shown)
                if alike not in bounds:
                    bounds[alike] = bound_of(fact, amount)
                amounts_of_things.append((thing, amount, bounds[alike]))
        if not any(bounds.values()):
            return []
        amounts = (_thing_amount(thing, amount, bound) for thing, amount, bound in amounts_of_things)
        return [amount for amount in amounts if amount]

    def _key(self, fact: Fact, slot: Slot) -> tuple[str, str] | None:
        """What is the same for all things whose amounts are compared; None if the slot is not such a thing."""
        amount = _amount_of(fact, slot)
        if amount is None:
            return None
        return (fact.relation.name, slot.name) if fact.relation else (self._wording_of(fact), slot.name)


def _amount_of(fact: Fact, slot: Slot) -> Slot | None:
    """The slot that has the amount of what is in ``slot``."""
    if slot.listing or slot.type in NUMBER_TYPES or len(fact.slots) < 2:
        return None
    if fact.relation:
        name = fact.relation.counterpart(slot.name)
        other = fact.slot(name) if name else None
    else:
        other = next(other for other in fact.slots if other is not slot) if len(fact.slots) == 2 else None
    return other if other and other.type in NUMBER_TYPES and not other.listing else None


def _thing_amount(thing: Slot, amount: Slot, bound: Bound) -> _ThingAmount | None:
    number = number_in(amount.shown)
    if number is None:
        return None
    reach = reach_of(number, amount) if bound else Decimal(0)
    below = _ENDLESS if bound == "most" else reach
    above = _ENDLESS if bound == "least" else reach
    most = number + reach if bound == "least" else number
    least = number - reach if bound == "most" else number
    return _ThingAmount(thing, bound, least, most, number - below, number + above)
