"""The division of what can be an answer into blocks, from one of which all options of a question come.

Blocks are a partition, so that the block of a set of options is the same whichever of them is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from quizgen.model.fact import Entity
from quizgen.model.identity import digest

FEWEST = 6  # in a block: five options, and one to vary them
_ALIKE = 4  # three options, and one to vary them
LARGEST = 64  # more would not make wrong options better, and cost time for each

Member = TypeVar("Member")


def said_alike(members: Sequence[Member], wording_of: Callable[[Member], str]) -> list[list[Member]]:
    """Groups of members about which the facts say the same: kings and queens. Small groups are joined."""
    groups: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        groups[wording_of(member)].append(member)
    large = [group for group in groups.values() if len(group) >= _ALIKE]
    rest = [member for group in groups.values() if len(group) < _ALIKE for member in group]
    return [*large, rest] if rest else large


def kin_blocks(
    members: Sequence[Member], entity_of: Callable[[Member], str], entities: Mapping[str, Entity]
) -> list[list[Member]]:
    """Blocks of members whose entities belong to the same one, directly or not: cities of a country, of a continent."""
    chains = [owners_of(entity_of(member), entities) for member in members]
    return [[members[index] for index in block] for block in _groups(list(range(len(members))), chains, 0)]


def owners_of(entity: str, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """What the entity belongs to, the largest first."""
    chain: list[str] = []
    while entity in entities and (entity := entities[entity].of) and entity not in chain:
        chain.append(entity)
    return tuple(reversed(chain))


def _groups(places: list[int], chains: Sequence[tuple[str, ...]], depth: int) -> list[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index in places:
        groups[chains[index][depth] if depth < len(chains[index]) else ""].append(index)
    if set(groups) == {""}:
        return [places]
    blocks: list[list[int]] = []
    rest: list[int] = []
    for name, group in groups.items():
        if name and len(group) >= FEWEST:
            blocks += _groups(group, chains, depth + 1)
        else:
            rest += group
    if len(rest) >= FEWEST or not blocks:
        return [*blocks, sorted(rest)] if rest else blocks
    smallest = min(blocks, key=len)
    smallest += rest
    smallest.sort()
    return blocks


def ordered_blocks(members: Sequence[Member], name_of: Callable[[Member], str]) -> list[list[Member]]:
    """Blocks of neighbours among ``members``, which are in order; another member moves few others."""
    blocks: list[list[Member]] = [[]]
    for member in members:
        if len(blocks[-1]) >= 2 * FEWEST or (len(blocks[-1]) >= FEWEST and digest("block", name_of(member)) % 4 == 0):
            blocks.append([])
        blocks[-1].append(member)
    if len(blocks) > 1 and len(blocks[-1]) < FEWEST:
        last = blocks.pop()
        blocks[-1] += last
    return blocks


def even_blocks(members: Sequence[Member], name_of: Callable[[Member], str]) -> list[list[Member]]:
    """The members in as many blocks as keep each small, by the hashes of their names; another member moves few."""
    bits = 0
    while len(members) >> bits > LARGEST * 3 // 4:
        bits += 1
    if not bits:
        return [list(members)]
    blocks: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        blocks[digest("block", name_of(member)) >> (256 - bits)].append(member)
    return [blocks[number] for number in sorted(blocks)]
