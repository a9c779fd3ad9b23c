"""The tables of Anki's schema 11, and a deck and a note type in its form: what of genanki is used."""

from __future__ import annotations

import functools
import sqlite3
import sys
from functools import cache
from typing import Any

_PACKAGE = "cached_property"


def create_tables(cursor: sqlite3.Cursor, changed: int) -> None:
    """Create the tables of a collection without notes; ``changed`` is its date in seconds since 1970."""
    _genanki().Package([]).write_to_db(cursor, changed, iter(()))


def deck_entry(id: int, name: str, description: str) -> dict[str, object]:
    """The deck."""
    entry: dict[str, object] = _genanki().Deck(id, name, description).to_json()
    return entry


def note_type_entry(
    id: int, name: str, fields: list[dict[str, Any]], templates: list[dict[str, Any]], css: str, required: object
) -> dict[str, object]:
    """The note type; ``fields`` and ``templates`` get what they lack. ``required`` says which fields a card needs."""
    model = _genanki().Model(id, name, fields, templates, css)
    model._req = required  # genanki would render each template once for each field
    entry: dict[str, object] = model.to_json(0, None)
    return entry


@cache
def _genanki() -> Any:
    """The library, imported where a deck is written.

    It gets Python's own ``cached_property`` instead of the package of that name, which is from before Python had one,
    and which imports asyncio: that takes four times as long as genanki itself.
    """
    own = sys.modules.get(_PACKAGE)
    sys.modules[_PACKAGE] = functools  # a module with a class of that name
    try:
        import genanki
    finally:
        if own:
            sys.modules[_PACKAGE] = own
        else:
            del sys.modules[_PACKAGE]
    return genanki
