from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from quizgen.reading.facts.cell_text import ShownText, shown_text


def _moment(*numbers: int) -> datetime:
    """A cell's moment, which has no time zone."""
    return datetime(*numbers, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (0.5, "0 %", "50 %"),
        (30000, "#,##0", "30,000"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1.5, "0.00", "1.50"),
        (2.5, "0", "3"),
        (7, "000", "007"),
        (0.25, "#.##", "0.25"),
        (5, '"$"#,##0', "$5"),
        (5.5, "[$€-407] #,##0.00", "€ 5.50"),
        (1200, "#,##0.00\\ [$₸-43F]", "1,200.00 ₸"),
        (12, '0" km"', "12 km"),
        (-5, "0;[Red]-0", "-5"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-0.5, "0.0", "-0.5"),
        (0, '0;-0;"none"', "none"),
        (9500000, '0.0,,"M"', "9.5M"),
        (299792458, "0.00E+00", "3.00E+8"),
        (0.5, "# ?/?", "0.5"),
        (1529.0, "General", "1529"),
        (0.1 + 0.2, "General", "0.3"),
        (0.0000001, "General", "0.0000001"),
        (True, "General", "True"),
        ("007", "@", "007"),
        (None, "General", ""),
        (date(1815, 4, 10), "dd.mm.yyyy", "10.04.1815"),
        (_moment(1815, 4, 10), "d mmmm yyyy", "10 April 1815"),
        (_moment(1815, 4, 10), "yyyy", "1815"),
        (_moment(1815, 4, 10), "mm-dd-yy", "1815-04-10"),
        (_moment(1815, 4, 10, 19, 5), "yyyy-mm-dd h:mm", "1815-04-10 19:05"),
        (time(19, 5), "h:mm AM/PM", "7:05 PM"),
        (time(19, 5), "hh:mm:ss", "19:05:00"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: object, number_format: str, text: str) -> None:
    assert shown_text(value, number_format, "en") == text


def test_thousands_have_a_space_where_a_comma_would_be_read_as_a_decimal_sign() -> None:
    assert shown_text(30000, "#,##0", "de") == "30\u202f000"
    assert shown_text(30000, "#,##0", "en-GB") == "30,000"


def test_a_month_is_named_in_english_alone() -> None:
    assert shown_text(date(1815, 4, 10), "d mmmm yyyy", "fr") == "1815-04-10"


def test_a_date_keeps_the_form_that_machines_read() -> None:
    text = shown_text(date(1815, 4, 10), "d mmmm yyyy", "en")
    assert isinstance(text, ShownText) and text.plain == "1815-04-10"
