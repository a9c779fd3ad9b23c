"""What records that people type are made of: their base, texts and lists, and what a field says when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from quizgen.errors import ProblemKind, quote
from quizgen.errors.problem_kinds import CONTROL, CUT_SHORT, EMPTY, TEXT
from quizgen.field_docs import documented_schema
from quizgen.model.characters import UNPRINTABLE
from quizgen.reading.yaml.nodes import CutShort, Mapping, Sequence

_COMMA = re.compile(r"[,;]")


class Record(BaseModel):
    """The base of everything that people type: frozen, and unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the record's JSON Schema, with the documentation of each field."""
        return documented_schema(cls, core, handler)


def fault(kind: ProblemKind, message: str, hint: str) -> PydanticCustomError:
    """A fault for a validator to raise, with a hint about what to write instead."""
    return PydanticCustomError("problem", "{message}", {"message": message, "hint": hint, "kind": kind})


def read_prose(value: object) -> str:
    """Text as it was typed, white space at its ends removed; refuses what YAML has cut off or split."""
    if isinstance(value, CutShort):
        raise fault(
            CUT_SHORT,
            f"YAML drops everything after the # here and leaves {quote(value)}",
            "put quotes around the whole text, or move the comment to a line of its own",
        )
    if isinstance(value, Mapping) and len(value) == 1 and next(iter(value.values())) is None:
        raise fault(
            TEXT,
            "a text is needed here",
            f'a text that begins with {{ needs quotes: "{{{next(iter(value))}}}"',
        )
    if isinstance(value, (Mapping, Sequence)):
        raise fault(
            TEXT,
            "a text is needed here",
            "write one text, in quotes if it has : or # or begins with { or [",
        )
    if value is None or not str(value).strip():
        raise fault(EMPTY, "this is empty", "write a text, or delete the line")
    text = str(value).strip()
    control = None if text.isprintable() else UNPRINTABLE.search(text)
    if control:
        raise fault(CONTROL, f"the text holds U+{ord(control[0]):04X}, which cannot be shown", "delete it")
    return text


def read_many(value: object) -> object:
    """A list; a single value is read as a list of one."""
    return value if isinstance(value, (Sequence, list, tuple)) else [value]


# What an editor's YAML takes for a number or a truth value is text to us.
Prose = Annotated[str, BeforeValidator(read_prose, json_schema_input_type=str | int | float | bool)]
Proses = Annotated[tuple[Prose, ...], BeforeValidator(read_many, json_schema_input_type=Prose | list[Prose])]


def read_names(value: object) -> object:
    """A list of names; in one text they may be separated by commas, which no name has."""
    if isinstance(value, Mapping):
        raise fault(TEXT, "a list of names is needed here, without keys", f"write  [{', '.join(value)}]")
    if isinstance(value, str) and not isinstance(value, CutShort):
        return [name for part in _COMMA.split(value) if (name := part.strip())] or [value]
    return read_many(value)


# Names of things that are declared elsewhere: tags, collections, outputs.
NameList = Annotated[tuple[Prose, ...], BeforeValidator(read_names, json_schema_input_type=Prose | list[Prose])]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say of a text that does not have the form that its field needs, and what to write instead."""

    message: str
    hint: str


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The types of record that a field with this annotation can contain."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)
