"""The fields of a recipe as a form: derived from its schema, which also says what each means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from quizgen.build.recipe_sections import all_sections
from quizgen.exporters import EXPORTERS
from quizgen.generators import question_kinds
from quizgen.reading.facts.record_edits import Plain
from quizgen.reading.recipes.recipe import json_schema
from quizgen.studio.changes import value_at

Control = Literal["text", "number", "check", "choice", "choices"]
SECTIONS = ("quiz", "paper")  # whose fields are shown; the others stay as they are in the file
_APART = frozenset(("schema", "facts", "include", "exclude"))  # what is chosen elsewhere on the page


@dataclass(frozen=True, slots=True)
class FormField:
    """A field: its path in the recipe, its name, what it means, and how it is filled in.

    ``value`` is a text, or the list of those that are chosen; ``options`` are what can be chosen.
    """

    path: tuple[str, ...]
    control: Control
    help: str
    value: str | list[str]
    options: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    default: str = ""

    @property
    def id(self) -> str:
        """The path, with dots."""
        return ".".join(self.path)

    @property
    def name(self) -> str:
        """What the recipe calls it, in words."""
        return self.path[-1].replace("-", " ").replace("_", " ")


@dataclass(frozen=True, slots=True)
class FormSection:
    """Fields that belong together; ``name`` is that of the recipe's section, "" for its title."""

    name: str
    fields: tuple[FormField, ...]


def form_of(record: Mapping[str, Plain]) -> Iterator[FormSection]:
    """The sections of the form, with what the recipe ``record`` says."""
    schema = json_schema(question_kinds(), all_sections())
    reader = _SchemaReader(schema["$defs"], record)
    title, *others = reader.fields(schema, ())
    yield FormSection("", (title,))
    for name in SECTIONS:
        yield FormSection(name, tuple(reader.fields(reader.resolved_property(schema["properties"][name]), (name,))))
    yield FormSection("outputs", tuple(others))


@dataclass(frozen=True, slots=True)
class _SchemaReader:
    definitions: Mapping[str, Any]
    record: Mapping[str, Plain]

    def resolved_property(self, property: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a property is, without references and without the possibility that it is not given."""
        kinds = [kind for kind in property.get("anyOf", ()) if kind.get("type") != "null"]
        if kinds:
            simple = next((kind for kind in kinds if "$ref" in kind), kinds[0])
            resolved = dict(self.resolved_property(simple))
            if "default" in property:
                resolved["default"] = property["default"]
            return resolved
        if reference := property.get("$ref"):
            return {
                **self.resolved_property(self.definitions[reference.rpartition("/")[2]]),
                **_without_reference(property),
            }
        return property

    def fields(self, schema: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[FormField]:
        """The fields of a record that a form can have: no lists of records, no shares."""
        for name, schema_of_field in schema["properties"].items():
            property = self.resolved_property(schema_of_field)
            field_path = (*path, name)
            if name in _APART:
                continue
            if name == "questions":
                yield from self.fields({"properties": property["properties"]}, field_path)
            elif name == "outputs":
                yield self._field(field_path, "choices", schema_of_field, EXPORTERS.names())
            elif property.get("type") == "boolean":
                yield self._field(field_path, "check", schema_of_field)
            elif property.get("type") == "integer":
                yield self._field(
                    field_path, "number", schema_of_field, least=property.get("minimum"), most=property.get("maximum")
                )
            elif "enum" in property:
                yield self._field(field_path, "choice", schema_of_field, property["enum"])
            elif property.get("type") == "array" and "enum" in self.resolved_property(property.get("items", {})):
                yield self._field(
                    field_path, "choices", schema_of_field, self.resolved_property(property["items"])["enum"]
                )
            elif property.get("type") == "string" and name in ("title", "last_option"):
                yield self._field(field_path, "text", schema_of_field)

    def _field(
        self,
        path: tuple[str, ...],
        control: Control,
        schema_of_field: Mapping[str, Any],
        options: Sequence[str] = (),
        *,
        least: int | None = None,
        most: int | None = None,
    ) -> FormField:
        written, default = value_at(dict(self.record), path), schema_of_field.get("default")
        value: str | list[str]
        if control == "choices":
            listed = written.split(",") if isinstance(written, str) and written else written
            value = [str(item).strip() for item in listed or default or ()]
        else:
            value = written if isinstance(written, str) else ""
            if control in ("choice", "check") and not value:
                value = _shown_value(default)
        default_text = "" if isinstance(default, list) else _shown_value(default)
        return FormField(
            path, control, schema_of_field.get("description", ""), value, tuple(options), least, most, default_text
        )


def _without_reference(property: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in property.items() if key not in ("$ref", "properties")}


def _shown_value(value: object) -> str:
    """A value as the file has it."""
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
