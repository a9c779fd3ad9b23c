"""What is open while HTML is read: lists, cells, super- and subscripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class OpenList:
    """A list that is open: how its entries are counted ("" where they are not), and how many there were."""

    counted: str
    count: int = 0

    @property
    def label(self) -> str:
        """What is before the current entry."""
        match self.counted:
            case "":
                return "- "
            case "a" | "A" if 0 < self.count <= len(_LETTERS):
                letter = _LETTERS[self.count - 1]
                return f"{letter if self.counted == 'a' else letter.upper()}. "
            case _:
                return f"{self.count}. "


@dataclass(slots=True)
class Raised:
    """A super- or subscript that is open: its tag, and how many parts there were before it."""

    tag: str
    start: int


@dataclass(slots=True, eq=False)
class OpenElements:
    """Everything that is open."""

    lists: list[OpenList] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)  # how many parts there were before each cell that is open
    raised: list[Raised] = field(default_factory=list)


def opened_list(tag: str, attributes: Mapping[str, str]) -> OpenList:
    """The list that a tag opens, ``ul`` or ``ol`` with the number and kind of its first entry."""
    start = attributes.get("start", "")
    first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    return OpenList(attributes.get("type", "1") if tag == "ol" else "", first - 1)
