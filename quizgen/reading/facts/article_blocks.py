"""Plain text → paragraphs."""

from __future__ import annotations

from collections.abc import Iterator


def blocks(text: str) -> Iterator[str]:
    """The blocks between blank lines, each as one line."""
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield " ".join(block).strip()
            block = []
