"""A multiple-choice item as its reader sees it, for the rules of item writing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A stem, its options and which of them is right.

    ``ordered`` says that the options are in the order in which they will be shown.
    """

    stem: str
    options: tuple[str, ...]
    key: int
    ordered: bool = True

    @property
    def wrong(self) -> tuple[str, ...]:
        """The options that are not right."""
        return self.options[: self.key] + self.options[self.key + 1 :]
