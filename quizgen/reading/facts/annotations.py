"""The types that fields of a collection share, and what a field says of itself besides its type.

How `quizgen format` lays a record out, which columns a spreadsheet has, and how a cell is read derive from these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BeforeValidator, StringConstraints

from quizgen.errors import quote
from quizgen.errors.problem_kinds import TEXT, WRONG_TYPE
from quizgen.field_docs import field_docs
from quizgen.reading.yaml.nodes import CutShort, Mapping
from quizgen.reading.yaml.validation import Prose, Record, fault, read_many, read_prose, records_in


@dataclass(frozen=True, slots=True)
class Quoted:
    """The text is written in quotes, whatever is in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """The record has a line for each key, even where it would fit on one."""


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of the column with the field, or with the keys of a mapping of records; else it is the field's name.

    Below a record with a prefix, that comes before the name.
    """

    heading: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What the headings of the records below begin with, before a dot; else it is the field's heading.

    A row has one record of a list or, with ``one_row``, all of them: each of their columns lists something for each.
    """

    prefix: str
    one_row: bool = False


Sentence = Annotated[Prose, Quoted()]
Id = Annotated[Prose, StringConstraints(pattern=r"^\w([\w.-]*\w)?$", max_length=80)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(read_many, json_schema_input_type=Id | list[Id])]


class Reference(Record):
    """Names an entity, by its id or its name: ``{entity: tokayev}``."""

    entity: Prose


def _read_named(value: object) -> object:
    if isinstance(value, Mapping) and "entity" in value:
        return Reference.model_validate(value)
    if isinstance(value, Mapping):
        raise fault(TEXT, "a text or an entity is needed here", "write a text in quotes, or {entity: its-id}")
    return read_prose(value)


def read_options(value: object) -> object:
    """A list of answers; refuses several that are written as one text, with commas between them."""
    if isinstance(value, Mapping) and len(value) > 1:
        hint = f"write  [{', '.join(str(part) for part in value.values() if part is not None)}]"
        raise fault(TEXT, "a list of texts is needed here, without keys", hint)
    parts = re.split(r"[,;] +", value) if isinstance(value, str) and not isinstance(value, CutShort) else ()
    if len(parts) > 1:
        several = ", ".join(part if part.replace(" ", "").isalnum() else f'"{part}"' for part in map(str.strip, parts))
        raise fault(
            WRONG_TYPE,
            f"{quote(str(value))} is one text with commas in it",
            f'write  [{several}],  or  ["{value}"]  if it is one answer',
        )
    return read_many(value)


AnswerTexts = Annotated[tuple[Prose, ...], BeforeValidator(read_options, json_schema_input_type=Prose | list[Prose])]

Named = Annotated[str | Reference, BeforeValidator(_read_named, json_schema_input_type=Prose | Reference)]
Nameds = Annotated[tuple[Named, ...], BeforeValidator(read_options, json_schema_input_type=Named | list[Named])]

Shape = Literal["one", "list", "mapping"]


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of a record as it is declared.

    ``record`` is the type of the record or, by ``shape``, of the records below it; None of a field with texts.
    ``refers`` says that an entity may be used instead of a text, ``flag`` that it is true or false; ``heading``,
    ``prefix`` and ``one_row`` are those of its `Column` and `Columns`, None where it has none; ``model`` declares it as
    ``attribute``.
    """

    name: str
    shape: Shape
    record: type[Record] | None
    refers: bool
    flag: bool
    quoted: bool
    block: bool
    heading: str | None
    prefix: str | None
    one_row: bool
    model: type[Record]
    attribute: str

    @property
    def description(self) -> str:
        """What the field is, from its documentation."""
        return field_docs(self.model)[self.attribute]


@cache
def fields_of(model: type[Record]) -> tuple[RecordField, ...]:
    """The fields of ``model`` in their order, which is the order of its keys in a file."""
    fields = []
    for attribute, info in model.model_fields.items():
        name = info.alias or attribute
        records = list(records_in(info.annotation))
        column = next((mark for mark in info.metadata if isinstance(mark, Column)), None)
        columns = next((mark for mark in info.metadata if isinstance(mark, Columns)), None)
        fields.append(
            RecordField(
                name=name,
                shape=_shape(info.annotation) or "one",
                record=next((record for record in records if record is not Reference), None),
                refers=Reference in records,
                flag=info.annotation is bool,
                quoted=any(isinstance(mark, Quoted) for mark in info.metadata),
                block=any(isinstance(mark, Block) for mark in info.metadata),
                heading=column.heading if column else None,
                prefix=columns.prefix if columns else None,
                one_row=columns is not None and columns.one_row,
                model=model,
                attribute=attribute,
            )
        )
    return tuple(fields)


@cache
def keys_of(model: type[Record]) -> tuple[str, ...]:
    """The keys of ``model`` in their order."""
    return tuple(field.name for field in fields_of(model))


def _shape(annotation: Any) -> Shape | None:
    """Whether a list or a mapping is declared, however it is wrapped."""
    origin = get_origin(annotation)
    if origin in (tuple, list):
        return "list"
    if origin is dict:
        return "mapping"
    return next(filter(None, map(_shape, get_args(annotation))), None)
