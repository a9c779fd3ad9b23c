"""Quotation marks."""

from __future__ import annotations

from collections.abc import Mapping


def in_quotes(text: str, words: Mapping[str, str]) -> str:
    """``text`` in the quotation marks of the language that ``words`` are in."""
    return f"{words['open_quote']}{text}{words['close_quote']}"
