"""A table to fill in: items, and what relations say about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated

from pydantic import Field

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet, nothing
from quizgen.generators.context import Context
from quizgen.generators.relation_questions import label, relations
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.identity import seeded
from quizgen.model.text import Text, folded
from quizgen.reading.yaml.validation import Prose, Proses, Record

FEWEST_ROWS = 3
FEWEST_SHARED = 2  # things of which two columns both say something
EMPTY = 0.7  # of the cells that something in their row tells
HIDDEN = 0.35  # of the things themselves, where one of their cells tells them


@dataclass(frozen=True, slots=True)
class Known:
    """What a fact says in its ``slot`` of the ``thing`` in a row; ``telling``: it is said of nothing else."""

    fact: Fact
    thing: Slot
    slot: Slot
    telling: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the table: its text, and the number by which the key calls it where it is empty, else 0."""

    text: Text
    number: int = 0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A relation, and what it says of each thing."""

    relation: str
    known: Mapping[str, Known]

    def heading(self, given: Mapping[str, str]) -> str:
        """What the recipe calls it; else its relation, and its slot where that says more: "Capital of: city"."""
        slot = next(iter(self.known.values())).slot.name
        words = _words(self.relation)
        return given.get(self.relation) or (words if slot in words.lower().split() else f"{words}: {slot}")


class TableRecipe(Record):
    """The table to fill in."""

    rows: Annotated[int, Field(ge=3, le=15)] = 8
    """How many rows at most."""
    relations: Proses = ()
    """The relations that are its columns; if not given, those that say something about the same things."""
    headings: dict[Prose, Prose] = Field(default_factory=dict)
    """The heading of a column, by its relation, or of the first column, by the name of its slot."""


class Table:
    """Rows are things, columns relations; every empty field is told by what stands in its row."""

    name = "table"
    summary = "A table to fill in: items, and what relations say about each."
    usual = False
    recipe = TableRecipe

    def make(self, wanted: TableRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """The table that has most fields; in its key, it is filled in."""
        tables = [
            table for context in material.contexts.values() for table in _tables(_columns(context, wanted, material))
        ]
        if not tables:
            reason = f"no two relations say one thing each of the same {FEWEST_ROWS} things"
            yield nothing(self.name, reason, "add facts with a relation about things that another relation speaks of")
            return
        things, columns = max(tables, key=_fields)
        drawn = sorted(things, key=lambda thing: seeded(material.seed, self.name, thing).random())[: wanted.rows]
        lines: list[KeyLine] = []
        rows = [
            _row([column.known.get(thing) for column in columns], lines, seeded(material.seed, "fields", thing))
            for thing in things
            if thing in drawn
        ]
        first = columns[0].known[things[0]].thing.name
        heads = [wanted.headings.get(first) or _words(first), *(column.heading(wanted.headings) for column in columns)]
        facts = [column.known[thing].fact for thing in drawn for column in columns if thing in column.known]
        yield Worksheet(self.name, {"heads": heads, "rows": rows, "key": lines}, tuple(facts))


def _row(cells: Sequence[Known | None], lines: list[KeyLine], chance: Random) -> list[Cell | None]:
    """The thing and its cells, None where nothing is known. One field or more is empty, and one tells what is in those.

    ``lines`` takes up the answers of the empty fields.
    """

    def empty(fact: Fact, slot: Slot, told_by: Text) -> Cell:
        lines.append(KeyLine(f"{len(lines) + 1}", told_by, label(slot), fact, slot.accept))
        return Cell(label(slot), len(lines))

    known = [each for each in cells if each is not None]
    telling = [each for each in known if each.telling]
    given = chance.choice(telling) if telling and chance.random() < HIDDEN else None
    open_ = [each for each in known if each is not given]
    kept = [each for each in open_ if chance.random() >= EMPTY]
    if given is None and len(kept) == len(open_):
        kept = kept[1:]
    thing = empty(given.fact, given.thing, label(given.slot)) if given else Cell(label(known[0].thing))
    row: list[Cell | None] = [thing]
    for each in cells:
        if each is None:
            row.append(None)
        elif each is given or each in kept:
            row.append(Cell(label(each.slot)))
        else:
            row.append(empty(each.fact, each.slot, thing.text))
    return row


def _columns(context: Context, wanted: TableRecipe, material: Material) -> list[TableColumn]:
    """Each relation from each of its sides from which it leads to one thing only."""
    shown = {fact.key for fact in material.facts}
    columns: list[TableColumn] = []
    for name, facts in relations(context).items():
        if wanted.relations and name not in wanted.relations:
            continue
        for turned in (False, True):
            known: dict[str, Known] = {}
            for fact in facts:
                relation = fact.relation
                assert relation is not None
                sides = fact.slot(relation.subject), fact.slot(relation.object)
                thing, slot = reversed(sides) if turned else sides
                one = relation.determines(slot.name) or slot.type in NUMBER_TYPES
                if fact.key in shown and one and not any(context.relations.rivals(fact, slot)):
                    telling = context.relations.alone(fact, thing)
                    known.setdefault(_identity(thing), Known(fact, thing, slot, telling))
            if known:
                columns.append(TableColumn(name, known))
    return columns


def _tables(columns: Sequence[TableColumn]) -> Iterator[tuple[list[str], list[TableColumn]]]:
    """The things and columns that go together with each column; several columns, for one alone is a list of pairs."""
    for first in columns:
        together = {first.relation: first}
        for other in columns:
            if len(first.known.keys() & other.known.keys()) >= FEWEST_SHARED:
                together.setdefault(other.relation, other)
        if len(together) > 1 and len(first.known) >= FEWEST_ROWS:
            yield list(first.known), list(together.values())


def _fields(table: tuple[list[str], list[TableColumn]]) -> int:
    things, columns = table
    return sum(thing in column.known for thing in things for column in columns)


def _identity(slot: Slot) -> str:
    return f"@{slot.entity}" if slot.entity else folded(slot.shown)


def _words(name: str) -> str:
    """A name of a relation or slot as words: capital-of, "Capital of"."""
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
