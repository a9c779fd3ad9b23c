"""A mixed-integer linear program, solved exactly and deterministically by HiGHS (Huangfu and Hall 2018)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

_FEW = 100  # columns that are tried first


class Program:
    """A program of columns and rows that can be solved for one goal after another."""

    def __init__(self) -> None:
        # Imported here because it imports numpy, which takes a tenth of a second.
        import highspy

        self._solver = highspy.Highs()  # type: ignore[no-untyped-call] # its Python wrapper has no annotations
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
            highspy.HighsModelStatus.kUnboundedOrInfeasible,  # every cost here is bounded
        )

    def column(self, high: float = inf, *, whole: bool = False) -> int:
        """Adds an unknown between 0 and ``high`` and returns its index."""
        index = int(self._solver.getNumCol())
        self._solver.addVar(0.0, high)
        if whole:
            self._solver.changeColIntegrality(index, self._whole)
        return index

    def row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        """Constrains the sum of columns, each times its factor, to be between ``low`` and ``high``."""
        self._solver.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def limit(self, columns: Sequence[int], high: float, low: float = 0.0) -> None:
        """Constrains each of ``columns`` to be between ``low`` and ``high``."""
        self._solver.changeColsBounds(len(columns), list(columns), [low] * len(columns), [high] * len(columns))

    def minimise(self, cost: Mapping[int, float], step: float = 1.0) -> list[float] | None:
        """The values of all columns for which ``cost`` is least, or None if no values satisfy every row.

        ``step`` is the smallest difference between two costs.
        """
        columns = range(int(self._solver.getNumCol()))
        self._solver.changeColsCost(len(columns), list(columns), [float(cost.get(column, 0.0)) for column in columns])
        self._solver.setOptionValue("mip_abs_gap", step / 2)
        return self._run()

    def pick(self, cost: Mapping[int, float]) -> list[float] | None:
        """Like ``minimise``, but faster and equally exact if costs are whole and few of many 0/1 columns are 1.

        The relaxed program gives a bound and, as each column's reduced cost, the least that choosing it adds to the
        bound. The best choice among columns with a small reduced cost is the best of all if it is no further above the
        bound than the next column would be; if it is further above, the columns within that distance are tried as well.
        """
        places = list(cost)
        self._solver.setOptionValue("solve_relaxation", True)
        relaxed = self.minimise(cost)
        bound, duals = float(self._solver.getObjectiveValue()), self._solver.getSolution().col_dual
        prices = {index: float(duals[index]) for index in places}
        self._solver.setOptionValue("solve_relaxation", False)
        if relaxed is None:
            return None
        ranked, few = sorted(prices.values()), _FEW
        reach = ranked[min(few, len(places)) - 1]
        while True:
            far = [index for index in places if prices[index] > reach]
            self.limit(far, 0)
            values = self._run()
            self.limit(far, 1)
            if not far:
                return values
            if values is None:
                few *= 2
                reach = ranked[min(few, len(places)) - 1]
                continue
            excess = sum(factor * round(values[index]) for index, factor in cost.items()) - bound
            if excess <= reach:
                return values
            reach = excess

    def settle(self, cost: Mapping[int, float], step: float = 1.0) -> list[float] | None:
        """Like ``minimise``, and constrains everything solved later to keep the cost at its minimum."""
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
            # Rarely HiGHS gives up ("solve error"), whatever the program: try again without presolving.
        raise ArithmeticError(f"HiGHS gave up: {self._solver.modelStatusToString(status)}")
