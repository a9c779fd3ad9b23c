"""Pictures to be drawn as pixels, so that no word in them can be selected, searched or read aloud."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as a PNG, with numbered white ``boxes`` over it: (left, top, width, height) as percentages of it.

    ``content`` and ``suffix`` are those of the picture's file. The PNG has the resolution for print, or at most
    ``most`` pixels in width and height.
    """

    content: bytes = field(repr=False)
    suffix: str
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    most: tuple[int, int] | None = None
