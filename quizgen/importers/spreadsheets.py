"""Tables of questions: a row of headings, then a question in each row."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import ClassVar

from quizgen.importers.answer_keys import named_options
from quizgen.importers.bank import BankFile
from quizgen.importers.imported import BankEntry, BankLoss, ImportedQuestion, RejectedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import ScoredText, choice_of
from quizgen.importers.spreadsheet_damage import WHAT, damage, without_leading_zeros
from quizgen.importers.truth import is_true_false, truth
from quizgen.model.body import ChooseOne, ChooseSeveral, TrueFalse
from quizgen.reading.facts.headings import plain
from quizgen.reading.facts.sheet_cells import CellRange, Row

_FIRST_ROWS = 20  # one of which has the headings
USUAL_TIMES = ("", "20", "30")  # seconds that Kahoot, Blooket and quizgen set where nobody says how many
TIME_LIMIT = ("time limit", "how long a question may take is not said here")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the headings: its number, and its cells by their columns' names.

    ``columns`` are the numbers of the columns, from 1, and ``labels`` the letters or numbers of those that are many.
    With ``counted``, its column names right options by letter or number rather than by their words.
    """

    number: int
    cells: Mapping[str, str]
    many: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, int]
    labels: Mapping[str, tuple[str, ...]]
    lost_zeros: str = ""
    counted: bool = False

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that is read."""
        return (*self.cells.values(), *(cell for cells in self.many.values() for cell in cells))


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows below the headings, and the headings of columns that have cells and are not read."""

    rows: tuple[TableRow, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The headings of a format: a pattern for each column by its name; those of ``many`` may match several columns.

    With ``needs_many`` each of them matches at least one; ``ignored`` are columns that say nothing of a question. A
    heading of ``surest`` names its column before one that only ``needed`` has.
    Headings are compared as those of sheets of facts are, without what is in parentheses or after a dash.
    """

    needed: Mapping[str, str]
    more: Mapping[str, str]
    many: Mapping[str, str]
    needs_many: bool = True
    surest: Mapping[str, str] = field(default_factory=dict)
    ignored: str = r"#|no|nr|n[°º]|№|n|number|question #"

    def lines(self, rows: Sequence[Row]) -> TableRows | None:
        """The rows below the headings that are not empty; None where the headings are not there."""
        for index, row in enumerate(rows[:_FIRST_ROWS]):
            names = [_heading(cell) for cell in row]
            single = _places({**self.needed, **self.more}, names, self.surest)
            several = {key: _columns_named(pattern, names, single) for key, pattern in self.many.items()}
            if all(single[key] is not None for key in self.needed) and (all(several.values()) or not self.needs_many):
                labels = {key: _labels(names, columns) for key, columns in several.items()}
                rows_below = tuple(_lines(rows[index + 1 :], index + 2, single, several, labels))
                read_columns = {*single.values(), *(column for columns in several.values() for column in columns)}
                return TableRows(rows_below, tuple(self._unread(row, rows[index + 1 :], read_columns)))
        return None

    def _unread(self, headings: Row, rows: Sequence[Row], columns: Container[int | None]) -> Iterator[str]:
        """The headings of columns that are not read, or their numbers where they have none."""
        for column in range(max(map(len, rows), default=0)):
            heading = headings[column].strip() if column < len(headings) else ""
            if column in columns or re.fullmatch(self.ignored, _heading(heading)):
                continue
            cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
            if cells and (heading or not all(map(str.isdigit, cells))):
                yield " ".join(heading.split()) or f"column {column + 1}"

    def missing(self, headings: Row) -> list[str]:
        """The columns that are needed and that no heading names."""
        places = _places(self.needed, list(map(_heading, headings)), self.surest)
        return [key for key, place in places.items() if place is None]

    def fits(self, bank: BankFile) -> bool:
        """Whether the bank is a table with these headings."""
        if bank.is_zip and not bank.is_sheet:
            return False
        if not bank.is_sheet and re.match(r"\s*[<{\[]", bank.head):
            return False
        return self.lines(bank.first_rows) is not None


def _columns_named(pattern: str, names: Sequence[str], single: Mapping[str, int | None]) -> list[int]:
    """The columns whose names match, except those that are ``single``."""
    return [
        column for column, name in enumerate(names) if re.fullmatch(pattern, name) and column not in single.values()
    ]


def _places(patterns: Mapping[str, str], names: Sequence[str], surest: Mapping[str, str]) -> dict[str, int | None]:
    """The first column that has each name and is not that of another."""
    places: dict[str, int | None] = {}
    for key, pattern in patterns.items():
        matching = (
            index
            for heading in (surest.get(key, ""), pattern)
            for index, name in enumerate(names)
            if index not in places.values() and re.fullmatch(heading, name) and name
        )
        places[key] = next(matching, None)
    return places


@lru_cache(maxsize=256)  # every layout looks at the same first rows
def _heading(cell: str) -> str:
    return plain(re.sub(r"\([^()]*\)|\s[-–—]\s.*", " ", cell, flags=re.DOTALL))


def _labels(names: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """The letters or numbers at the ends of headings, if each has one of its own."""
    ends = [re.search(r"(?<![^\W\d_])([^\W\d_]|\d{1,2})$", names[column]) for column in columns]
    labels = tuple(end[1] for end in ends if end)
    return labels if len(set(labels)) == len(columns) else ()


def _lines(
    rows: Sequence[Row],
    first: int,
    single: Mapping[str, int | None],
    several: Mapping[str, list[int]],
    labels: Mapping[str, tuple[str, ...]],
) -> Iterator[TableRow]:
    numbers = {key: column + 1 for key, column in single.items() if column is not None}
    numbers |= {key: places[0] + 1 for key, places in several.items() if places}
    id_columns = [column for column in (single.get("id"), single.get("right")) if column is not None]
    columns = {column: [*_numbered_cells(rows, column)] for column in id_columns}
    lost_zeros = without_leading_zeros(columns)
    for number, row in enumerate(rows):
        if not any(cell.strip() for cell in row):
            continue
        cells = {key: _strip(row[n]) for key, n in single.items() if n is not None and n < len(row)}
        many = {key: tuple(_strip(row[n]) for n in places if n < len(row)) for key, places in several.items()}
        yield TableRow(number + first, cells, many, numbers, labels, lost_zeros.get(number, ""))


def _with_merged(
    lines: Sequence[TableRow], shared: Container[str], merged: Sequence[CellRange], rows: Sequence[Row]
) -> Iterator[TableRow]:
    """The rows with what a merged cell beside several says, in the columns that rows may share: a category, tags."""
    keys = {column: key for key, column in lines[0].columns.items() if key in shared and key != "id"} if lines else {}
    cells: dict[int, dict[str, str]] = {}
    covered = _covered_cells(keys, merged, rows)
    for number, key, cell in islice(covered, len(rows) * len(keys)):  # only areas that overlap are more
        cells.setdefault(number, {})[key] = _strip(cell)
    for line in lines:
        yield replace(line, cells={**line.cells, **cells.get(line.number, {})})


def _covered_cells(
    keys: Mapping[int, str], merged: Sequence[CellRange], rows: Sequence[Row]
) -> Iterator[tuple[int, str, str]]:
    """The rows below the first of each merged cell, with the key of each of its columns and what it says."""
    for area in merged:
        if area.top > len(rows) or area.left > len(rows[area.top - 1]):
            continue
        cell = rows[area.top - 1][area.left - 1]
        for column, key in keys.items():
            if area.left <= column <= area.right:
                for number in range(area.top + 1, min(area.bottom, len(rows)) + 1):
                    yield number, key, cell


def _numbered_cells(rows: Sequence[Row], column: int) -> Iterator[tuple[int, str]]:
    return ((number, row[column].strip()) for number, row in enumerate(rows) if column < len(row))


def _strip(cell: str) -> str:
    """The cell without white space around it; what a workbook shows of a date stays known as such."""
    stripped = cell.strip()
    return cell if stripped == cell else stripped


class TableImporter(ABC):
    """Reads the tables of one ``layout``, a question in each row."""

    layout: ClassVar[TableLayout]

    def knows(self, bank: BankFile) -> bool:
        """It has the layout's headings."""
        return self.layout.fits(bank)

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The question of each row; one that cannot be held does not affect the others."""
        table = self.layout.lines(bank.rows) or TableRows((), ())
        if bank.other_sheets:
            yield BankLoss("sheets that are not read", f"only the first is: {', '.join(bank.other_sheets)}")
        if table.unread:
            yield BankLoss(
                "columns that are not read", f"nothing is known by these headings: {', '.join(table.unread)}"
            )
        merged, uncounted = bank.merged_and_uncounted
        if uncounted:
            yield BankLoss(
                "formulas without results",
                f"{', '.join(uncounted)}: open the file in a spreadsheet program, and save it again",
            )
        shared = tuple(_with_merged(table.rows, self.layout.more, merged, bank.rows)) if merged else table.rows
        for line in self.prepared_rows(shared):
            if not line["question"]:
                if line["right"] or any(cell for cells in line.many.values() for cell in cells):
                    hint = "write it there; a question and its options are in one row"
                    yield RejectedQuestion(line.number, "", "it has no question", hint, line.columns["question"])
                continue
            draft = Draft()
            for cell in line.texts:
                if change := damage(cell):
                    draft.lose(WHAT, change)
            if line.lost_zeros:
                draft.lose(WHAT, f"{line.lost_zeros} is shorter than all others, and may have begun with zeros")
            try:
                item = self.row(line, draft)
            except Unfit as unfit:
                column = line.columns.get(unfit.column) or line.columns["question"]
                yield RejectedQuestion(line.number, line["question"], unfit.message, unfit.hint, column)
            else:
                if item is not None:
                    yield item

    def prepared_rows(self, rows: Sequence[TableRow]) -> Sequence[TableRow]:
        """The rows with what only all of them together say."""
        return rows

    @abstractmethod
    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row, None where it is no question's; raises Unfit where it cannot be held."""


def options_of(
    draft: Draft, cells: Sequence[str], right: Container[int], *, several: bool = False
) -> ChooseOne | ChooseSeveral | TrueFalse:
    """The cells as options, those at the places ``right`` being right; or a statement to judge, if true and false."""
    filled = [(draft.literal(cell), index in right) for index, cell in enumerate(cells) if cell]
    if is_true_false(tuple(text for text, _ in filled)) and sum(correct for _, correct in filled) == 1:
        return TrueFalse(next(bool(truth(text)) for text, correct in filled if correct))
    scored: list[ScoredText] = [(text, "", float(correct)) for text, correct in filled]
    return choice_of(draft, scored, several=several or sum(correct for _, correct in filled) > 1)


def numbered_question(line: TableRow, draft: Draft) -> ImportedQuestion:
    """A row of Kahoot or Blooket, whose right answers are given by number; an unusual time is lost."""
    if line["time"] not in USUAL_TIMES:
        draft.lose(*TIME_LIMIT)
    answers = line.many["answer"]
    body = options_of(draft, answers, named_options(line["right"], answers, counted=True).places)
    return draft.question(body, draft.literal(line["question"]), line=line.number)
