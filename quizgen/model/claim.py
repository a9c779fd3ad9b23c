"""Calculations in an article, and tolerances."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """A calculation from the article's figures, to be checked.

    ``expression`` is arithmetic over slots' names; it holds where its value is ``expect``, within ``tolerance``
    (``5%`` of it, or an amount) or else when rounded as ``expect`` is.
    """

    claim: str
    expression: str
    expect: Decimal
    tolerance: str = ""

    def holds(self, result: Decimal) -> bool:
        """Whether ``result`` is the expected result; raises DecimalException for numbers too large to compare."""
        if not self.tolerance:
            decimals = max(0, -int(self.expect.as_tuple().exponent))
            is_finer = int(result.as_tuple().exponent) < -decimals
            return (round(result, decimals) if is_finer else result) == self.expect
        return abs(result - self.expect) <= margin(self.tolerance, self.expect)


def margin(tolerance: str, of: Decimal) -> Decimal:
    """The distance from ``of``, on either side, that a ``tolerance`` (``5%`` or an amount) allows."""
    amount = Decimal(tolerance.removesuffix("%").strip())
    return abs(of) * amount / 100 if tolerance.endswith("%") else amount
