"""A mixed-integer linear program, solved by HiGHS (Huangfu and Hall 2018): exactly, on one thread, without chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

_FEW = 100  # columns among which the best choice is looked for first


class Program:
    """Columns and rows, and the goals for which it is solved one after the other."""

    def __init__(self) -> None:
        # Imported here because it brings numpy along, a tenth of a second that only an assembly needs.
        import highspy

        self._solver = highspy.Highs()  # type: ignore[no-untyped-call] # its wrapper in Python has no annotations
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
        ):
            self._solver.setOptionValue(option, value)
        self._whole = highspy.HighsVarType.kInteger
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._impossible = (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,  # and every cost here has a bound
        )

    def column(self, high: float = inf, *, whole: bool = False) -> int:
        """Adds an unknown between 0 and ``high`` and gives its place."""
        place = int(self._solver.getNumCol())
        self._solver.addVar(0.0, high)
        if whole:
            self._solver.changeColIntegrality(place, self._whole)
        return place

    def row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        """Binds the sum of columns, each times its factor, to what lies between ``low`` and ``high``."""
        self._solver.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def limit(self, columns: Sequence[int], high: float, low: float = 0.0) -> None:
        """Keeps ``columns`` between ``low`` and ``high``."""
        self._solver.changeColsBounds(len(columns), list(columns), [low] * len(columns), [high] * len(columns))

    def minimise(self, cost: Mapping[int, float], step: float = 1.0) -> list[float] | None:
        """The values of all columns for which ``cost`` is least, or None where no values keep every row.

        ``step`` is the least by which two costs can differ.
        """
        columns = range(int(self._solver.getNumCol()))
        self._solver.changeColsCost(len(columns), list(columns), [float(cost.get(column, 0.0)) for column in columns])
        self._solver.setOptionValue("mip_abs_gap", step / 2)
        return self._run()

    def pick(self, cost: Mapping[int, float]) -> list[float] | None:
        """Like ``minimise`` with whole costs of few columns of 0 or 1 among many: fast, and as exact.

        The relaxed program gives a bound and, as each column's reduced cost, how much asking for it adds to the bound
        at least. A best choice among the columns of small reduced cost is the best of all if it lies no further above
        the bound than the next column would; if it lies further, the columns within that distance are tried as well.
        """
        places = list(cost)
        self._solver.setOptionValue("solve_relaxation", True)
        relaxed = self.minimise(cost)
        bound, duals = float(self._solver.getObjectiveValue()), self._solver.getSolution().col_dual
        prices = {place: float(duals[place]) for place in places}
        self._solver.setOptionValue("solve_relaxation", False)
        if relaxed is None:
            return None
        ranked, few = sorted(prices.values()), _FEW
        reach = ranked[min(few, len(places)) - 1]
        while True:
            far = [place for place in places if prices[place] > reach]
            self.limit(far, 0)
            values = self._run()
            self.limit(far, 1)
            if not far:
                return values
            if values is None:
                few *= 2
                reach = ranked[min(few, len(places)) - 1]
                continue
            excess = sum(factor * round(values[place]) for place, factor in cost.items()) - bound
            if excess <= reach:
                return values
            reach = excess

    def settle(self, cost: Mapping[int, float], step: float = 1.0) -> list[float] | None:
        """Like ``minimise``, and keeps the cost at its least in all that is solved later."""
        best = self.minimise(cost, step)
        if best is not None:
            self.row(cost, -inf, sum(factor * best[column] for column, factor in cost.items()) + step / 2)
        return best

    def _run(self) -> list[float] | None:
        for presolve in ("choose", "off"):
            self._solver.setOptionValue("presolve", presolve)
            self._solver.run()
            status = self._solver.getModelStatus()
            if status == self._optimal:
                return list(self._solver.getSolution().col_value)
            if status in self._impossible:
                return None
            # Rarely HiGHS gives up ("solve error"), which says nothing about the program: once more, unpresolved.
        raise ArithmeticError(f"HiGHS gave up: {self._solver.modelStatusToString(status)}")
