"""Checks plain data against a pydantic model and reports every fault in a teacher's words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from quizgen.errors import KEY, FileField, Names, Problem, ProblemKind, quoted
from quizgen.errors.problem_kinds import (
    CONTROL,
    CUT_SHORT,
    EMPTY,
    MISSING_KEY,
    TEXT,
    UNKNOWN_KEY,
    WRONG_TYPE,
    WRONG_VALUE,
)
from quizgen.model.characters import UNPRINTABLE
from quizgen.reading.yaml.nodes import CutShort, Mapping, Sequence

Model = TypeVar("Model", bound="Record")


class Record(BaseModel):
    """The base of everything that people type: frozen, and unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True)


def fault(kind: ProblemKind, message: str, hint: str) -> PydanticCustomError:
    """A fault for a validator to raise, with a hint about what to write instead."""
    return PydanticCustomError("problem", "{message}", {"message": message, "hint": hint, "kind": kind})


def read_prose(value: object) -> str:
    """Text as it was typed, white space at its ends removed; refuses what YAML has cut off or split."""
    if isinstance(value, CutShort):
        raise fault(
            CUT_SHORT,
            f"YAML drops everything after the # here and leaves {quoted(value)}",
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


def validate(model: type[Model], node: Mapping, path: str, *, id: str = "") -> tuple[Model | None, list[Problem]]:
    """Reads ``node`` as a ``model``; returns it or None, and every problem."""
    try:
        return model.model_validate(node), []
    except ValidationError as invalid:
        return None, [_problem(model, node, path, id, details) for details in invalid.errors(include_url=False)]


def _problem(model: type[Record], node: Mapping, path: str, id: str, details: ErrorDetails) -> Problem:
    names: Names = tuple(details["loc"])
    message, hint, kind = _words(model, names, details)
    if details["type"] in ("extra_forbidden", "invalid_key") and names[-1:] != (KEY,):
        names = (*names, KEY)
    return kind.problem(path, message, hint, FileField(names, node), id)


def _words(model: type[Record], place: Names, details: ErrorDetails) -> tuple[str, str, ProblemKind]:
    name, context = _name(place), details.get("ctx", {})
    match details["type"]:
        case "extra_forbidden":
            known = _keys(model, place[:-1])
            return f"the key {name!r} is not known here", suggestion(name, known), UNKNOWN_KEY
        case "missing":
            return f"{name!r} is missing", f"add a line  {name}: …", MISSING_KEY
        case "literal_error" if place[-1:] == (KEY,):
            known = _literals(str(context.get("expected", "")))
            return f"the key {name!r} is not known here", suggestion(name, known), UNKNOWN_KEY
        case "literal_error":
            given, known = str(details["input"]), _literals(str(context.get("expected", "")))
            return f"{name!r} cannot be {quoted(given)}", suggestion(given, known), WRONG_VALUE
        case "int_parsing" | "int_type" | "int_from_float":
            return (
                f"{name!r} must be a whole number, not {_brief(details['input'])}",
                "write digits",
                WRONG_VALUE,
            )
        case "bool_parsing" | "bool_type":
            return (
                f"{name!r} must be true or false, not {_brief(details['input'])}",
                "write true or false",
                WRONG_VALUE,
            )
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            limit = next(iter(context.values()))
            side = "at least" if details["type"].startswith("greater") else "at most"
            return (
                f"{name!r} must be {side} {limit}, not {_brief(details['input'])}",
                "correct the number",
                WRONG_VALUE,
            )
        case "model_type" | "dict_type" | "model_attributes_type":
            known = _keys(model, place)
            shape = f"write keys below it: {', '.join(known)}" if known else "write  key: value  lines below it"
            return f"{name!r} needs keys of its own, not {_brief(details['input'])}", shape, WRONG_TYPE
        case "tuple_type" | "list_type":
            return (
                f"{name!r} must be a list, not {_brief(details['input'])}",
                "write each on a line that begins with -",
                WRONG_TYPE,
            )
        case "string_pattern_mismatch":
            hint = "use letters, digits, - _ . with a letter or digit at each end"
            return f"{_brief(details['input'])} cannot be a name", hint, WRONG_VALUE
        case "too_short":
            return f"{name!r} is empty", "add at least one", WRONG_VALUE
        case "problem":
            message = f"{name!r}: {context['message']}" if name else context["message"]
            return message, context["hint"], context["kind"]
    return f"{name!r}: {details['msg']}", "see the documentation of this field", WRONG_VALUE


def suggestion(word: str, known: list[str]) -> str:
    """What to write instead of ``word``: the nearest of ``known``, or all of them."""
    near = difflib.get_close_matches(word.lower(), known, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known: {', '.join(known)}" if known else "delete it"


def _name(place: Names) -> str:
    return next((str(step) for step in reversed(place) if isinstance(step, str) and step != KEY), "")


def _brief(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (Mapping, Sequence)):
        return "a mapping" if isinstance(value, Mapping) else "a list"
    return quoted(str(value))


def _literals(expected: str) -> list[str]:
    return [word.strip(" '") for word in expected.replace(" or ", ",").split(",") if word.strip(" '")]


def _keys(model: type[Record], place: Names) -> list[str]:
    """The keys that the record at ``place`` below ``model`` can have."""
    found: type[Record] | None = model
    for step in place:
        if found is not None and isinstance(step, str):
            field = _fields(found).get(step)
            found = next(records_in(field), None) if field is not None else found
    return list(_fields(found)) if found is not None else []


def _fields(model: type[Record]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The types of record that a field with this annotation can contain."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)
