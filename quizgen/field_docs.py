"""What the docstring under a field of a record says.

pydantic would read them whenever the record's module is imported, from its source: a sixth of the time that a command
takes to begin. They are needed for schemas, sheets and the manual only.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
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
    try:
        source = inspect.getsource(model)
    except (OSError, TypeError):  # built in, or a format that was made when the program ran
        return
    match ast.parse(textwrap.dedent(source)).body:
        case [ast.ClassDef(body=body)]:
            for statement, below in pairwise(body):
                match statement, below:
                    case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                        yield name, inspect.cleandoc(text)
