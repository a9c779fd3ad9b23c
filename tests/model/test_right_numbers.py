"""Which numbers are right, and which units may be written beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizgen.model.body import Number
from quizgen.model.right_numbers import RightNumber, right_numbers, units_of


def test_a_number_is_right_as_shown_bare_and_as_accepted() -> None:
    answer = Number("1,480 km", "1480", accept=("1.5 thousand km", "about fifteen hundred"))
    assert list(right_numbers(answer)) == [RightNumber(Decimal(1480)), RightNumber(Decimal("1.5"))]


def test_a_tolerance_is_around_every_right_number() -> None:
    answer = Number("200 km", "200", accept=("100 miles",), tolerance="5%")
    assert list(right_numbers(answer)) == [
        RightNumber(Decimal(200), Decimal(10)),
        RightNumber(Decimal(100), Decimal(5)),
    ]


@pytest.mark.parametrize(
    ("answer", "before", "after", "usual"),
    [
        (Number("40", ""), (), (), ()),
        (Number("-5 °C", ""), (), ("°C",), ("°C",)),
        (Number("$5", "", accept=("US$ 5", "5 dollars")), ("$", "US$"), ("dollars",), ("$", "US$")),
        (Number("5 dollars", "", accept=("$5",)), ("$",), ("dollars",), ("dollars",)),
        (Number("about 40 km", "", unit="km"), ("about",), ("km",), ("km",)),
        (Number("40", "", percent=True, accept=("40 per cent",)), (), ("%", "per cent"), ("%", "per cent")),
        (Number("14", "", accept=("fourteen", "a dozen and two")), (), (), ()),
    ],
)
def test_units_are_what_is_beside_the_number(
    answer: Number, before: tuple[str, ...], after: tuple[str, ...], usual: tuple[str, ...]
) -> None:
    units = units_of(answer)
    assert (units.before, units.after, units.usual) == (before, after, usual)
    assert units.leading == (usual == before != after)


def test_the_words_of_units_are_single() -> None:
    units = units_of(Number("40 km per hour", "", accept=("40 km/h", "40-km-hour")))
    assert units.words == ("hour", "km", "km/h", "per")
