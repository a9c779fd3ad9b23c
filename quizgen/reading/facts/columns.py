"""Which columns a sheet of facts may have: they follow from the fields of the schema."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from quizgen.reading.facts.annotations import RecordField, fields_of
from quizgen.reading.yaml.validation import Record


class SheetColumn(NamedTuple):
    """A field of a record with its heading; those of the records below it begin with ``prefix``."""

    field: RecordField
    heading: str
    prefix: str


@cache
def columns_of(model: type[Record], prefix: str = "") -> tuple[SheetColumn, ...]:
    """The columns of a record whose headings begin with ``prefix``, in the order of its fields."""
    columns = []
    for field in fields_of(model):
        heading = field.heading or (f"{prefix}.{field.name}" if prefix else field.name)
        columns.append(SheetColumn(field, heading, heading if field.prefix is None else field.prefix))
    return tuple(columns)


@cache
def headings_of(model: type[Record], prefix: str = "") -> tuple[str, ...]:
    """The headings of all columns of a record and of the records below it, in the order of the fields."""
    headings: list[str] = []
    for field, heading, below in columns_of(model, prefix):
        if field.record is None or field.shape == "mapping":
            headings.append(heading)
        if field.record is not None:
            headings += headings_of(field.record, below)
    return tuple(dict.fromkeys(headings))


@cache
def list_columns(model: type[Record], prefix: str = "") -> frozenset[str]:
    """The headings of the columns whose cells may list several things."""
    headings: set[str] = set()
    for field, heading, below in columns_of(model, prefix):
        if field.record is None and field.shape == "list":
            headings.add(heading)
        if field.record is not None:
            headings |= list_columns(field.record, below)
    return frozenset(headings)
