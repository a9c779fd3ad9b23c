"""What the docstring under a field of a record says.

pydantic would read them whenever the record's module is imported, from its source: a sixth of the time that a command
takes to begin. They are needed for schemas, sheets and the manual only.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


def documented_schema(model: type[BaseModel], core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """Return the JSON Schema of ``model``, with the documentation of each field."""
    reference = handler(core)
    properties = handler.resolve_ref_schema(reference)["properties"]
    docs = field_docs(model)
    for name, field in model.model_fields.items():
        if name in docs:
            properties[field.alias or name]["description"] = docs[name]
    return reference


@cache
def field_docs(model: type[BaseModel]) -> Mapping[str, str]:
    """What each field of ``model`` is: its ``description`` if it declares one, or else the docstring under it."""
    docs: dict[str, str] = {}
    for base in reversed(model.__mro__):
        docs.update(_docstrings(base))
    described = {name: field.description for name, field in model.model_fields.items() if field.description}
    return MappingProxyType(docs | described)


def _docstrings(model: type) -> Iterator[tuple[str, str]]:
    definition = _classes(model.__module__).get(model.__name__)
    for statement, below in pairwise(definition.body if definition else ()):
        match statement, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                yield name, inspect.cleandoc(text)


@cache
def _classes(module: str) -> Mapping[str, ast.ClassDef]:
    """The classes of a module by their names, of several the outermost; none of a module without source.

    Its source is parsed once: `inspect.getsource` would look through all of it for each class.
    """
    try:
        nodes = ast.walk(ast.parse(inspect.getsource(sys.modules[module])))
    except (KeyError, OSError, TypeError):
        return {}
    classes: dict[str, ast.ClassDef] = {}
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            classes.setdefault(node.name, node)
    return classes
