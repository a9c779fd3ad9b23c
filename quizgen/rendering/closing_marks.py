"""Marks that close something, found in linear time however many that open it are never closed."""

from __future__ import annotations


class ClosingMarks:
    """Finds marks in a text from places that only go forward, so that each part of the text is searched once a mark."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, int] = {}

    def end_of(self, mark: str, start: int) -> int:
        """Where the next ``mark`` from ``start`` on ends, or -1."""
        offset = self._found.get(mark, 0)
        if 0 <= offset < start or mark not in self._found:
            offset = self._found[mark] = self._text.find(mark, start)
        return offset + len(mark) if offset >= 0 else -1
