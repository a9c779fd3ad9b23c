"""Arithmetic that a teacher writes down, evaluated by walking its syntax tree; nothing is ever executed."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, DecimalException, localcontext

from quizgen.model.claim import Claim
from quizgen.model.fact import Fact
from quizgen.model.numbers import number_in

LONGEST = 200  # characters of an expression
_OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


class ExpressionError(ValueError):
    """An expression that is not arithmetic, or has no value."""


def evaluate(expression: str, values: Mapping[str, Decimal]) -> Decimal:
    """The value of ``expression`` to 28 digits, its names taken from ``values``; raises ExpressionError."""
    with localcontext():
        try:
            return _value(_expression_of(expression), values)
        except (DecimalException, OverflowError) as fault:
            raise ExpressionError("this has no value (a division by zero, or a number too large)") from fault


def is_expected(claim: Claim, result: Decimal) -> bool:
    """Whether ``result`` is what ``claim`` expects; raises ExpressionError."""
    try:
        return claim.holds(result)
    except (DecimalException, OverflowError) as fault:
        raise ExpressionError("its value or what is expected is too large") from fault


def constants(expression: str) -> Iterator[Decimal]:
    """Every number in ``expression``; raises ExpressionError."""
    for node in ast.walk(_expression_of(expression)):
        if isinstance(node, ast.Constant):
            yield _value(node, {})


def values_of(fact: Fact) -> dict[str, Decimal]:
    """The number of each slot of ``fact`` that has one, by the slot's name."""
    values = {slot.name: number_in(slot.value) for slot in fact.slots}
    return {name: value for name, value in values.items() if value is not None}


def _expression_of(expression: str) -> ast.expr:
    if len(expression) > LONGEST:
        raise ExpressionError(f"this has more than {LONGEST} characters")
    try:
        return ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise ExpressionError("this is not arithmetic") from fault


def _value(node: ast.expr, values: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            value = Decimal(str(number))
            if not value.is_finite():
                raise ExpressionError("it has a number that is too large")
            return value
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.Name(id=name):
            raise ExpressionError(f"there is no slot {name!r} with a number")
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            one, other = _value(left, values), _value(right, values)
            if isinstance(sign, ast.Pow) and abs(other) > 100:
                raise ExpressionError("the power is too large")
            return _OPERATORS[type(sign)](one, other)
    raise ExpressionError("this is not arithmetic")
