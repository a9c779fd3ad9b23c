"""Rows of cells → the nodes that YAML gives: one row a fact, a slot of it, a piece of evidence.

The layout, which docs/sheets.md tells: rows ``source.KEY | VALUE`` and ``entity.ID | name | type | …``, then a row of
headings, then the facts. A row without an id, or with that of the row above, adds to the fact above. Lists are parted
by ``;`` and ``@id`` names an entity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quizgen.errors import Problem
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.nodes import Mark
from quizgen.reading.yaml.validation import guess

ENTITY_COLUMNS = ("name", "type", "accept", "same_as", "acronym", "former_names", "of")
SLOT_COLUMNS = ("value", "show", "entity", "currency", "set", "set.complete", "set.ask_for", "sequence")
ANSWER_COLUMNS = ("ask", "type", "unit", "accept", "distractors", "scale", "tolerance", "approx", "hint")
FACT_COLUMNS = (
    *("id", "statement", "stance", "by", "as_of", "reference", "difficulty", "bloom"),
    *("tags", "section", "feedback", "enemies", "ignore", "status", "formerly"),
)
# Columns whose cells make one record below the fact or its picture, a record for each row that fills them.
RECORD_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "evidence": ("paragraph", "quote", "prefix", "suffix", "offset"),
    "checks": ("check.claim", "check.expr", "check.expect", "check.tolerance"),
    "questions": tuple(
        f"question.{name}"
        for name in (
            *("id", "kind", "stem", "options", "correct", "last", "option_feedback"),
            *("answer", "accept", "ordered", "stimulus", "feedback"),
        )
    ),
    "labels": ("label.text", "label.entity", "label.box", "label.accept"),
}
# Columns whose cells are keys of one mapping in the fact.
BELOW_COLUMNS = (
    *("image.file", "image.alt", "image.show", "image.credit", "image.licence", "image.ask"),
    *("audio.file", "audio.transcript", "audio.credit", "audio.licence"),
    *("relation.name", "relation.subject", "relation.object", "relation.cardinality", "relation.ask", "relation.order"),
)
COLUMNS = (
    *("id", "statement", "ask", "slot"),
    *(*SLOT_COLUMNS, *ANSWER_COLUMNS[1:]),
    *(*RECORD_COLUMNS["evidence"], *FACT_COLUMNS[2:], *BELOW_COLUMNS),
    *(*RECORD_COLUMNS["checks"], *RECORD_COLUMNS["questions"], *RECORD_COLUMNS["labels"]),
)
LISTS = frozenset(
    (
        *("accept", "same_as", "former_names", "distractors", "scale", "tags", "enemies", "set", "sequence"),
        *("options", "correct", "option_feedback", "box"),
    )
)
REFERENCES = frozenset(("distractors", "by", "set", "sequence"))
_PARTED = re.compile(r"(?<!\\);")

Row = Sequence[str]
Cells = Mapping[str, tuple[str, Mark]]  # by column: what it says and where


class Sheet:
    """Builds the nodes of one sheet; a place is a row and a column, both from 1."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self.source = nodes.Mapping(Mark(1, 1))
        self.entities = nodes.Mapping(Mark(1, 1))
        self.facts = nodes.Sequence(Mark(1, 1))

    def read(self, rows: Sequence[Row]) -> tuple[nodes.Mapping | None, list[Problem]]:
        """The nodes of a collection and what is wrong in the rows; None where there is no row of headings."""
        head: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row]
            first = cells[0] if cells else ""
            if head:
                if any(cells) and not first.startswith("#"):
                    self._fact(
                        Mark(number, 1),
                        {
                            name: (cells[place], Mark(number, place + 1))
                            for name, place in head.items()
                            if place < len(cells) and cells[place]
                        },
                    )
            elif first.startswith("source."):
                value = cells[1] if len(cells) > 1 else ""
                self._set(self.source, first.removeprefix("source."), value, Mark(number, 2))
            elif first.startswith("entity."):
                self._entity(number, first.removeprefix("entity."), cells[1:])
            elif "statement" in cells:
                head = self._headings(number, cells)
        if not head:
            hint = f"write a row with  {', '.join(COLUMNS[:3])}, …  above the facts"
            self.problems.append(Problem(self.where, "there is no row of headings", hint, 1, 1, rule="sheet"))
            return None, self.problems
        document = nodes.Mapping(Mark(1, 1))
        parts = (
            ("schema", "quizgen-facts/1"),
            ("source", self.source),
            ("entities", self.entities),
            ("facts", self.facts),
        )
        for key, part in parts:
            self._put(document, key, part, Mark(1, 1))
        return document, self.problems

    def _headings(self, number: int, cells: Row) -> dict[str, int]:
        head: dict[str, int] = {}
        for place, name in enumerate(cells):
            if name and name not in COLUMNS:
                message, hint = f"the column {name!r} is not known", guess(name, list(COLUMNS))
                self.problems.append(Problem(self.where, message, hint, number, place + 1, rule="unknown-key"))
            elif name:
                head[name] = place
        return head

    def _entity(self, number: int, id: str, cells: Row) -> None:
        entity = nodes.Mapping(Mark(number, 1))
        for place, (key, cell) in enumerate(zip(ENTITY_COLUMNS, cells, strict=False), 2):
            self._set(entity, key, cell, Mark(number, place))
        self._put(self.entities, id, entity, Mark(number, 1))

    def _fact(self, mark: Mark, cells: Cells) -> None:
        last = self.facts[-1] if self.facts else None
        goes_on = isinstance(last, nodes.Mapping) and ("id" not in cells or cells["id"][0] == last.get("id"))
        fact = last if goes_on and isinstance(last, nodes.Mapping) else nodes.Mapping(mark)
        if fact is not last:
            self.facts.add(fact, mark)
        for name in FACT_COLUMNS:
            if name in cells and not (goes_on and name == "id"):
                self._set(fact, name, *cells[name])
        answer = fact
        if "slot" in cells:
            id, place = cells["slot"]
            answer = nodes.Mapping(place)
            self._put(self._below(fact, "slots", place), id, answer, place)
            for name in SLOT_COLUMNS:
                if name in cells:
                    self._slot(answer, name, *cells[name])
        for name in ANSWER_COLUMNS:
            if name in cells:
                self._set(answer, name, *cells[name])
        for key, columns in RECORD_COLUMNS.items():
            given = {name.rpartition(".")[2]: cells[name] for name in columns if name in cells}
            if given:
                holder = fact
                if key == "labels":  # which belong to the picture
                    holder = self._below(fact, "image", next(iter(given.values()))[1])
                self._record(holder, key, given)
        for name in BELOW_COLUMNS:
            if name in cells:
                key, _, inner = name.partition(".")
                self._set(self._below(fact, key, cells[name][1]), inner, *cells[name])

    def _slot(self, slot: nodes.Mapping, name: str, cell: str, mark: Mark) -> None:
        """A set has keys of its own; everything else is a key of the slot."""
        key, _, inner = name.partition(".")
        if key != "set":
            self._set(slot, name, cell, mark)
        elif inner:
            self._set(self._below(slot, "set", mark), inner, cell, mark)
        else:
            self._put(self._below(slot, "set", mark), "items", self._many(key, cell, mark), mark)

    def _record(self, holder: nodes.Mapping, key: str, given: dict[str, tuple[str, Mark]]) -> None:
        mark = next(iter(given.values()))[1]
        record = nodes.Mapping(mark)
        if "options" in given:
            self._put(record, "options", self._options(given), given["options"][1])
        for name, (cell, place) in given.items():
            if name not in ("options", "correct", "last", "option_feedback"):
                self._set(record, name, cell, place)
        if key not in holder:
            self._put(holder, key, nodes.Sequence(mark), mark)
        many = holder[key]
        assert isinstance(many, nodes.Sequence)
        many.add(record, mark)

    def _options(self, given: dict[str, tuple[str, Mark]]) -> nodes.Sequence:
        """The options of a question: their texts, which are right, which stands last, what to tell who chose them."""
        cell, mark = given["options"]
        marked = {key: set(_parts(given[key][0])) if key in given else set() for key in ("correct", "last")}
        feedback = _parts(given["option_feedback"][0]) if "option_feedback" in given else []
        many = nodes.Sequence(mark)
        texts = _parts(cell)
        for key, wanted in marked.items():
            for strange in sorted(wanted - set(texts)):
                message, place = f"{strange!r} is no option", given[key][1]
                hint = "write it as it stands among the options"
                self.problems.append(Problem(self.where, message, hint, place.line, place.column, rule="sheet"))
        for number, text in enumerate(texts):
            option = nodes.Mapping(mark)
            self._put(option, "text", text, mark)
            for key in [key for key, wanted in marked.items() if text in wanted]:
                self._put(option, key, "true", mark)
            if number < len(feedback) and feedback[number]:
                self._put(option, "feedback", feedback[number], mark)
            many.add(option, mark)
        return many

    def _below(self, record: nodes.Mapping, key: str, mark: Mark) -> nodes.Mapping:
        if key not in record:
            self._put(record, key, nodes.Mapping(mark), mark)
        below = record[key]
        assert isinstance(below, nodes.Mapping)
        return below

    def _set(self, record: nodes.Mapping, key: str, cell: str, mark: Mark) -> None:
        """Sets ``key`` to what the cell says; an empty cell says nothing."""
        if not cell:
            return
        if key == "ignore":
            for part in _parts(cell):
                rule, _, reason = part.partition(":")
                self._put(self._below(record, key, mark), rule.strip(), reason.strip() or None, mark)
        elif key in LISTS:
            self._put(record, key, self._many(key, cell, mark), mark)
        else:
            self._put(record, key, self._one(key, cell, mark), mark)

    def _many(self, key: str, cell: str, mark: Mark) -> nodes.Sequence:
        many = nodes.Sequence(mark)
        for part in _parts(cell):
            many.add(self._one(key, part, mark), mark)
        return many

    def _one(self, key: str, text: str, mark: Mark) -> object:
        if key not in REFERENCES or not text.startswith("@"):
            return text
        reference = nodes.Mapping(mark)
        self._put(reference, "entity", text[1:], mark)
        return reference

    def _put(self, record: nodes.Mapping, key: str, value: object, mark: Mark) -> None:
        if key in record:
            message = f"{key!r} is given twice (first in row {record.key_at(key).line})"
            self.problems.append(Problem(self.where, message, "keep one", mark.line, mark.column, rule="sheet"))
            return
        record.put(key, value, mark, mark)


def _parts(cell: str) -> list[str]:
    """What a cell lists, parted by semicolons; ``\\;`` is one that parts nothing."""
    return [part.strip().replace("\\;", ";") for part in _PARTED.split(cell)]
