"""The right answers of a number's role among which its wrong options are drawn.

An option that is right elsewhere as often as it is wrong gives nothing away, whatever numbers people like. So the right
answers of a role are divided into blocks of neighbours: those of one pattern where there are enough of them, and then
those that are left. Blocks depend on the answers of the role alone, not on the one that is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizgen.generators.role_blocks import ordered_blocks
from quizgen.model.figures import Figure
from quizgen.model.number_rows import NumberRow
from quizgen.model.numbers import DIGITS

_FARTHEST = 10  # times the least number of a block whose numbers have no pattern in common

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

    A block has more members than a question has ``options``, and none that is right more often than all others.
    ``row_of`` gives the numbers that have the pattern of a figure.
    """
    alike: dict[Likeness, list[Figure]] = defaultdict(list)
    for figure in figures:
        alike[likeness(figure)].append(figure)
    return {
        common: {units: block for block in _divided(group, options, row_of) for units in block}
        for common, group in alike.items()
    }


def _divided(
    figures: Sequence[Figure], options: int, row_of: Callable[[Figure], NumberRow | None]
) -> Iterator[NumberBlock]:
    counts = Counter(figure.units for figure in figures)
    rows: dict[NumberRow | None, list[int]] = defaultdict(list)
    for figure in {figure.units: figure for figure in figures}.values():
        rows[row_of(figure)].append(figure.units)
    rest: list[int] = rows.pop(None, [])
    for members in rows.values():
        for block in _blocks(members, counts):
            if _is_fair(block, options):
                yield block
            else:
                rest += block
    for block in _blocks(rest, counts):
        if _is_fair(block, options) and max(block) <= _FARTHEST * min(block):
            yield block


def _blocks(members: Sequence[int], counts: Mapping[int, int]) -> Iterator[NumberBlock]:
    for block in ordered_blocks(sorted(members), str):
        yield {units: counts[units] for units in block}


def _is_fair(block: NumberBlock, options: int) -> bool:
    """Whether there is a choice, and none that is right as often as all others together: it would be a good guess."""
    return len(block) > options and 2 * max(block.values()) <= sum(block.values())
