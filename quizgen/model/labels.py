"""The arrangement of the boxes that cover a picture's labels."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.model.body import Label

_EDGE = 1e-6  # per cent: what the rounding of two sums may add


def in_reading_order(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Labels row by row from the top left; a label that begins above the middle of a row's first is in that row."""
    rows: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: (label.box[1], label.box[0])):
        if rows and label.box[1] < rows[-1][0].box[1] + rows[-1][0].box[3] / 2:
            rows[-1].append(label)
        else:
            rows.append([label])
    return tuple(label for row in rows for label in sorted(row, key=lambda label: label.box[0]))


def do_overlap(one: Label, other: Label) -> bool:
    """Whether two boxes share more than an edge."""
    return all(
        min(one.box[side] + one.box[side + 2], other.box[side] + other.box[side + 2])
        - max(one.box[side], other.box[side])
        > _EDGE
        for side in (0, 1)
    )
