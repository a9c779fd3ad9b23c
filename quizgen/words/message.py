"""The shapes in which a message is written down."""

from __future__ import annotations


def message(key: str, english: str) -> tuple[str, str]:
    """A message, in the shape that ``pybabel extract`` finds: ``-k message:1c,2``."""
    return key, english


def counted_message(key: str, one: str, many: str) -> tuple[str, str, str]:
    """A message about a number, in the shape that ``pybabel extract`` finds: ``-k counted_message:1c,2,3``."""
    return key, one, many
