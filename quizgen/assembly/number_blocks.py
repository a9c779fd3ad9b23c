"""The right answers of a number's role among which its wrong options are drawn.

An option that is right elsewhere as often as it is wrong gives nothing away, whatever numbers people like. So the right
answers of a role are divided into blocks of neighbours of one pattern. Where these are too few, or one of them is right
too often, they are joined with the nearest others. Blocks depend on the answers of the role alone, not on the one that
is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log

from quizgen.generators.role_blocks import ordered_blocks
from quizgen.model.figures import Figure
from quizgen.model.number_rows import NumberRow
from quizgen.model.numbers import DIGITS

SOFT = 4  # added to a number: the first few differ by less than their logarithms
_FARTHEST = 20  # times the least number of blocks that are joined, both with ``SOFT`` added

Likeness = tuple[str, int, bool, int | None]
NumberBlock = Mapping[int, int]  # units, with how often they are right
NumberBlocks = Mapping[Likeness, Mapping[int, NumberBlock]]


def likeness(figure: Figure) -> Likeness:
    """What numbers that are written alike have in common: all but their digits, decimals, sign, width of a range."""
    return DIGITS.sub("#", figure.text), figure.decimals, figure.negative, figure.width


def number_blocks(
    figures: Sequence[Figure], options: int, row_of: Callable[[Figure], NumberRow | None]
) -> NumberBlocks:
    """The block of each right answer of a role that is in one: by what those written alike have in common, by units.

    A block has more members than a question has ``options``. Where that is possible, none of them is right in a larger
    share of the questions than it can be an option, or it would be a good guess.
    ``row_of`` gives the numbers that have the pattern of a figure.
    """
    alike: dict[Likeness, list[Figure]] = defaultdict(list)
    for figure in figures:
        alike[likeness(figure)].append(figure)
    return {
        common: {units: block for block in _blocks(group, options, row_of) for units in block}
        for common, group in alike.items()
    }


def _blocks(
    figures: Sequence[Figure], options: int, row_of: Callable[[Figure], NumberRow | None]
) -> Iterator[NumberBlock]:
    counts = Counter(figure.units for figure in figures)
    rows: dict[NumberRow | None, list[int]] = defaultdict(list)
    for figure in {figure.units: figure for figure in figures}.values():
        rows[row_of(figure)].append(figure.units)
    fair: list[NumberBlock] = []
    unfair: list[NumberBlock] = []
    for members in rows.values():
        for numbers in ordered_blocks(sorted(members), str):
            block: NumberBlock = {units: counts[units] for units in numbers}
            (fair if _is_fair(block, options) else unfair).append(block)
    while pairs := [(block, other) for block in unfair for other in (*fair, *unfair) if _is_near(block, other)]:
        pair = min(pairs, key=_distance)
        fair, unfair = ([block for block in blocks if block not in pair] for blocks in (fair, unfair))
        joined = {**pair[0], **pair[1]}
        (fair if _is_fair(joined, options) else unfair).append(joined)
    yield from fair
    # A number that is right too often is a good guess. Made numbers beside it, never right, would make others one too.
    yield from (block for block in unfair if len(block) > options)


def _distance(pair: tuple[NumberBlock, NumberBlock]) -> tuple[float, int, int]:
    """How far two blocks are from each other, by the means of their logarithms."""
    one, other = (sum(log(units + SOFT) for units in block) / len(block) for block in pair)
    return abs(one - other), min(pair[0]), min(pair[1])


def _is_near(block: NumberBlock, other: NumberBlock) -> bool:
    if block is other:
        return False
    return max(*block, *other) + SOFT <= _FARTHEST * (min(*block, *other) + SOFT)


def _is_fair(block: NumberBlock, options: int) -> bool:
    """Whether there is a choice, and no member is right in a larger share of the questions than it can be an option."""
    return len(block) > options and options * max(block.values()) <= sum(block.values())
