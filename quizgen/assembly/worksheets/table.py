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
from quizgen.model.identity import seeded_random
from quizgen.model.text import Text, fold
from quizgen.reading.yaml.validation import Prose, Proses, Record

FEWEST_ROWS = 3
FEWEST_SHARED = 2  # things that two columns have in common
EMPTY = 0.7  # of the cells that can be inferred from their row
HIDDEN = 0.35  # of the things that can be inferred from one of their cells


@dataclass(frozen=True, slots=True)
class Known:
    """What a fact says about the ``thing`` in a row: its ``slot``, ``telling`` if it is said about nothing else."""

    fact: Fact
    thing: Slot
    slot: Slot
    telling: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: its text, and its number in the key if it is to be filled in, else 0."""

    text: Text
    number: int = 0


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A relation, and what it says about each thing."""

    relation: str
    known: Mapping[str, Known]

    def heading(self, headings: Mapping[str, str]) -> str:
        """The heading in the recipe, else the relation, with the slot if that adds something: "Capital of: city"."""
        slot = next(iter(self.known.values())).slot.name
        words = _words(self.relation)
        return headings.get(self.relation) or (words if slot in words.lower().split() else f"{words}: {slot}")


class TableRecipe(Record):
    """The settings of the table."""

    rows: Annotated[int, Field(ge=3, le=15)] = 8
    """The maximum number of rows."""
    relations: Proses = ()
    """The relations that are its columns; if not given, those that say something about the same things."""
    headings: dict[Prose, Prose] = Field(default_factory=dict)
    """The heading of a column, by its relation, or of the first column, by the name of its slot."""


class Table:
    """A table with a row for each thing and a column for each relation; empty cells can be inferred from their row."""

    name = "table"
    summary = "A table to fill in: items, and what relations say about each."
    usual = False
    recipe = TableRecipe

    def make(self, settings: TableRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the table with the most cells, with a key that shows it filled in."""
        tables = [
            table for context in material.contexts.values() for table in _tables(_columns(context, settings, material))
        ]
        if not tables:
            reason = f"no two relations are about the same {FEWEST_ROWS} things"
            yield nothing(self.name, reason, "add facts with a relation about things that another relation is about")
            return
        things, columns = max(tables, key=_fields)
        shuffled = sorted(things, key=lambda thing: seeded_random(material.seed, self.name, thing).random())
        chosen = shuffled[: settings.rows]
        lines: list[KeyLine] = []
        rows = [
            _row([column.known.get(thing) for column in columns], lines, seeded_random(material.seed, "fields", thing))
            for thing in things
            if thing in chosen
        ]
        first = columns[0].known[things[0]].thing.name
        heads = [
            settings.headings.get(first) or _words(first),
            *(column.heading(settings.headings) for column in columns),
        ]
        facts = [column.known[thing].fact for thing in chosen for column in columns if thing in column.known]
        room = max(len(name) for line in lines for name in (str(line.answer), *line.accept))
        yield Worksheet(self.name, {"heads": heads, "rows": rows, "room": room, "key": lines}, tuple(facts))


def _row(cells: Sequence[Known | None], lines: list[KeyLine], chance: Random) -> list[Cell | None]:
    """The thing and its cells, None where nothing is known. At least one is empty, and can be inferred from another.

    The answers of the empty cells are added to ``lines``.
    """

    def empty(fact: Fact, slot: Slot, inferred_from: Text) -> Cell:
        lines.append(KeyLine(f"{len(lines) + 1}", inferred_from, label(slot), fact, slot.accept))
        return Cell(label(slot), len(lines))

    known = [cell for cell in cells if cell is not None]
    telling = [cell for cell in known if cell.telling]
    telling_cell = chance.choice(telling) if telling and chance.random() < HIDDEN else None
    open_ = [cell for cell in known if cell is not telling_cell]
    filled = [cell for cell in open_ if chance.random() >= EMPTY]
    if telling_cell is None and len(filled) == len(open_):
        filled = filled[1:]
    thing = (
        empty(telling_cell.fact, telling_cell.thing, label(telling_cell.slot))
        if telling_cell
        else Cell(label(known[0].thing))
    )
    row: list[Cell | None] = [thing]
    for cell in cells:
        if cell is None:
            row.append(None)
        elif cell is telling_cell or cell in filled:
            row.append(Cell(label(cell.slot)))
        else:
            row.append(empty(cell.fact, cell.slot, thing.text))
    return row


def _columns(context: Context, settings: TableRecipe, material: Material) -> list[TableColumn]:
    """The columns for each relation, in each direction in which it leads to a single thing."""
    keys = {fact.key for fact in material.facts}
    columns: list[TableColumn] = []
    for name, facts in relations(context).items():
        if settings.relations and name not in settings.relations:
            continue
        for turned in (False, True):
            known: dict[str, Known] = {}
            for fact in facts:
                relation = fact.relation
                assert relation is not None
                sides = fact.slot(relation.subject), fact.slot(relation.object)
                thing, slot = reversed(sides) if turned else sides
                one = relation.determines(slot.name) or slot.type in NUMBER_TYPES
                if fact.key in keys and one and not any(context.relations.rivals(fact, slot)):
                    telling = context.relations.is_only_answer(fact, thing)
                    known.setdefault(_identity(thing), Known(fact, thing, slot, telling))
            if known:
                columns.append(TableColumn(name, known))
    return columns


def _tables(columns: Sequence[TableColumn]) -> Iterator[tuple[list[str], list[TableColumn]]]:
    """For each column, its things and the columns about the same things, if there are several."""
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
    return f"@{slot.entity}" if slot.entity else fold(slot.shown)


def _words(name: str) -> str:
    """The name of a relation or slot as words: "Capital of" for capital-of."""
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
