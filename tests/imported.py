"""Reads a bank that stands in a test."""

from __future__ import annotations

from pathlib import Path

from quizgen.importers import IMPORTERS
from quizgen.importers.bank import Bank
from quizgen.importers.items import Body, Choice, Head, Item, Option, Read, Refused


def bank(folder: Path, name: str, content: str | bytes, encoding: str = "") -> Bank:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Bank(path, encoding)


def guessed(given: Bank) -> str:
    return next((name for name in IMPORTERS.names() if IMPORTERS.get(name)().knows(given)), "")


def read(given: Bank, name: str) -> list[Read]:
    assert guessed(given) == name
    return list(IMPORTERS.get(name)().read(given))


def items(given: Bank, name: str) -> list[Item]:
    found = [each for each in read(given, name) if not isinstance(each, Head)]
    assert [each for each in found if isinstance(each, Refused)] == []
    return [each for each in found if isinstance(each, Item)]


def lost(item: Item) -> list[str]:
    return [what for what, _ in item.losses]


def right(body: Body) -> list[str]:
    assert isinstance(body, Choice)
    return [option.text for option in body.options if option.correct]


def choice(*wrong: str, right: str, several: bool = False) -> Choice:
    """A choice whose right option stands first."""
    return Choice((Option(right, True), *map(Option, wrong)), several)
