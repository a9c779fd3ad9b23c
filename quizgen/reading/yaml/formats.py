"""Formats of which a part is known only when the program runs: the kinds that there are, a plugin's among them.

A type checker takes what is in brackets for an annotation, so these types are made by functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import GenericAlias
from typing import Any, Literal, TypeVar

from pydantic import create_model

from quizgen.reading.yaml.validation import Record

Model = TypeVar("Model", bound=Record)


def one_of(names: Iterable[str]) -> Any:
    """The type of a text that is one of ``names``."""
    return Literal.__getitem__(tuple(names))


def tuple_of(item: Any) -> Any:
    """The type of any number of items of a type."""
    return GenericAlias(tuple, (item, ...))


def dict_of(key: Any, value: Any) -> Any:
    """The type of a mapping from keys of one type to values of another."""
    return GenericAlias(dict, (key, value))


def with_types(model: type[Model], **types: Any) -> type[Model]:
    """``model`` with other types for some of its fields, which keep their validators, names and documentation."""
    return with_fields(model, {name: (field_type, model.model_fields[name]) for name, field_type in types.items()})


def with_fields(model: type[Model], fields: Mapping[str, Any]) -> type[Model]:
    """``model`` with more or other fields, each a pair of a type and a default or `pydantic.Field`."""
    return create_model(model.__name__, __base__=model, __doc__=model.__doc__, **fields)
