"""The fields of a record as a Markdown table: name, type with its limits, default, and the field's docstring."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from quizgen.field_docs import field_docs
from quizgen.generators import QUESTION_KINDS

TEXT = {"string", "integer", "number", "boolean"}  # what Prose may be typed as
MOST_KINDS = 4  # kinds of question that are listed in a cell; more are "kinds"


def table_of(model: type[BaseModel]) -> str:
    """The fields of a model, each with its documentation."""
    schema = model.model_json_schema()
    docs = field_docs(model)
    rows = ["| Field | Type | Default | What it is |", "|---|---|---|---|"]
    for field_name, field in model.model_fields.items():
        name = field.alias or field_name
        assert field_name in docs, f"{model.__name__}.{field_name} has no docstring"
        description = " ".join(docs[field_name].split()).replace("|", "\\|")  # a line break would end the row
        kind = type_of(schema["properties"][name])
        rows.append(f"| `{name}` | {kind} | {default_of(field)} | {description} |")
    return "\n".join(rows) + "\n"


def default_of(field: FieldInfo) -> str:
    """What a field is when nobody writes it; "required" if somebody has to; nothing if it is then absent or empty."""
    if field.is_required():
        return "required"
    default = field.get_default(call_default_factory=True) if field.default_factory else field.default
    assert default is not PydanticUndefined
    if isinstance(default, BaseModel) or default in (None, "", (), {}):
        return ""
    return f"`{_typed(default)}`"


def _typed(value: Any) -> str:
    """A default as one would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_typed, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {share:.0%}' for key, share in value.items())}}}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def type_of(schema: dict[str, Any]) -> str:
    """A field's JSON Schema in words."""
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    if len(options) == 1:
        return _one(options[0]) if options[0] is schema else type_of(options[0])
    types = {option.get("type") for option in options}
    if types == {"string", "number"}:  # with a unit: 30%, 5mm
        return f"number{_limits(schema.get('ge'), schema.get('le'))}"
    if types >= TEXT:
        records = [_one(option) for option in options if "$ref" in option]
        return " or ".join(["text", *records]) + (", or a list" if "array" in types else "")
    words = [type_of(option) for option in options]
    return f"{words[0]}, or a list" if "array" in types and options[-1]["type"] == "array" else " or ".join(words)


def _one(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return "{entity: id}" if schema["$ref"].endswith("/Reference") else "record"
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return _choice(schema["enum"])
    match schema.get("type"):
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"whole number{_limits(schema.get('minimum'), schema.get('maximum'))}"
        case "number":
            return f"number{_limits(schema.get('minimum'), schema.get('maximum'))}"
        case "array" if "prefixItems" in schema:
            return f"list of {len(schema['prefixItems'])} numbers"
        case "array":
            return f"list: {type_of(schema['items'])}"
        case "object":
            names = type_of(schema["propertyNames"]) if "propertyNames" in schema else "name"
            return f"for each {names}: {type_of(schema['additionalProperties'])}"
        case "string":
            return "date" if schema.get("format") == "date" else "text"
        case None:
            return "list: record"  # facts, which are read one by one
    raise AssertionError(json.dumps(schema))


def _choice(values: list[object]) -> str:
    if len(values) > MOST_KINDS and set(values) <= set(QUESTION_KINDS.names()):
        return "kind"
    *first, last = [f"`{value}`" for value in values]
    return f"{', '.join(first)} or {last}"


def _limits(least: float | None, most: float | None) -> str:
    if least is None:
        return ""
    return f" from {least}" if most is None else f", {least} to {most}"
