"""Tables of questions: a row of headings, then a question in each row."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizgen.importers.bank import BankFile
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.imported import BankEntry, ImportedQuestion, RejectedQuestion
from quizgen.importers.scored_answers import ScoredText, chosen
from quizgen.importers.truth import is_true_false, truth
from quizgen.model.body import ChooseOne, ChooseSeveral, TrueFalse
from quizgen.reading.facts.sheet_cells import Row

_FIRST_ROWS = 20  # one of which has the headings
_LETTERS = "abcdefghij"
USUAL_TIMES = ("", "20", "30")  # seconds that Kahoot, Blooket and quizgen set where nobody says how many
TIME_LIMIT = ("time limit", "how long a question may take is not said here")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the headings: its number, and its cells by their columns' names."""

    number: int
    cells: Mapping[str, str]
    many: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The headings of a format: a pattern for each column by its name; those of ``many`` may match several columns.

    With ``needs_many`` each of them matches at least one. Headings are compared in lower case and single-spaced,
    without what is in parentheses or after a dash.
    """

    needed: Mapping[str, str]
    more: Mapping[str, str]
    many: Mapping[str, str]
    needs_many: bool = True

    def lines(self, rows: Sequence[Row]) -> list[TableRow] | None:
        """The rows below the headings that are not empty; None where the headings are not there."""
        for index, row in enumerate(rows[:_FIRST_ROWS]):
            names = [_heading(cell) for cell in row]
            single = {key: self._place(pattern, names) for key, pattern in {**self.needed, **self.more}.items()}
            several = {
                key: [n for n, name in enumerate(names) if re.fullmatch(p, name)] for key, p in self.many.items()
            }
            if all(single[key] is not None for key in self.needed) and (all(several.values()) or not self.needs_many):
                return list(_lines(rows[index + 1 :], index + 2, single, several))
        return None

    def fits(self, bank: BankFile) -> bool:
        """Whether the bank is a table with these headings."""
        if bank.is_zip and not bank.is_sheet:
            return False
        if not bank.is_sheet and re.match(r"\s*[<{\[]", bank.head):
            return False
        return self.lines(bank.first_rows) is not None

    def _place(self, pattern: str, names: Sequence[str]) -> int | None:
        return next((index for index, name in enumerate(names) if re.fullmatch(pattern, name)), None)


def _heading(cell: str) -> str:
    return " ".join(re.sub(r"\(.*?\)|\s[-–—]\s.*", " ", cell.casefold(), flags=re.DOTALL).replace("_", " ").split())


def _lines(
    rows: Sequence[Row], first: int, single: Mapping[str, int | None], several: Mapping[str, list[int]]
) -> Iterator[TableRow]:
    for number, row in enumerate(rows, first):
        if not any(cell.strip() for cell in row):
            continue
        cells = {key: row[place].strip() for key, place in single.items() if place is not None and place < len(row)}
        many = {key: tuple(row[n].strip() for n in places if n < len(row)) for key, places in several.items()}
        yield TableRow(number, cells, many)


class TableImporter(ABC):
    """Reads the tables of one ``layout``, a question in each row."""

    layout: ClassVar[TableLayout]

    def knows(self, bank: BankFile) -> bool:
        """It has the layout's headings."""
        return self.layout.fits(bank)

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The question of each row; one that cannot be held does not affect the others."""
        for line in self.layout.lines(bank.rows) or ():
            try:
                item = self.row(line, Draft())
            except Unfit as unfit:
                yield RejectedQuestion(line.number, line["question"], unfit.message, unfit.hint)
            else:
                if item is not None:
                    yield item

    @abstractmethod
    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row, None where it has no question; raises Unfit where it cannot be held."""


def options_of(
    draft: Draft, cells: Sequence[str], right: set[int], *, several: bool = False
) -> ChooseOne | ChooseSeveral | TrueFalse:
    """The cells as options, those at the places ``right`` being right; or a statement to judge, if true and false."""
    filled = [(draft.literal(cell), index in right) for index, cell in enumerate(cells) if cell]
    if is_true_false(tuple(text for text, _ in filled)) and sum(correct for _, correct in filled) == 1:
        return TrueFalse(next(bool(truth(text)) for text, correct in filled if correct))
    scored: list[ScoredText] = [(text, "", float(correct)) for text, correct in filled]
    return chosen(draft, scored, several=several or len(right) > 1)


def numbered(cell: str, count: int) -> set[int]:
    """The places, from 0, of ``count`` that a cell names by number or letter; raises Unfit where it names none."""
    places = set()
    for part in filter(None, re.split(r"[,;|/&+\s]+", cell.strip().lower())):
        digits = re.fullmatch(r"(?:option|answer)?(\d+)(?:\.0)?", part)
        letter = re.fullmatch(r"(?:option|answer)?([a-j])[.)]?", part)
        if digits:
            places.add(int(digits[1]) - 1)
        else:
            places.add(_LETTERS.index(letter[1]) if letter else -1)
    if not places:
        raise Unfit("no option is said to be right", "write the number of the right one")
    if not places <= set(range(count)):
        raise Unfit(f"{cell.strip()[:40]!r} is not one of its options", "write the number of the right one")
    return places


def numbered_question(line: TableRow, draft: Draft) -> ImportedQuestion:
    """A row of Kahoot or Blooket, whose right answers are given by number; an unusual time is lost."""
    if line["time"] not in USUAL_TIMES:
        draft.lose(*TIME_LIMIT)
    answers = line.many["answer"]
    body = options_of(draft, answers, numbered(line["right"], len(answers)))
    return draft.question(body, draft.literal(line["question"]), line=line.number)


def named(cell: str, texts: Sequence[str]) -> set[int]:
    """The places, from 0, of the options that a cell names by their text, or else as `numbered` reads it."""
    text = cell.strip()
    for parts in ([text], re.split(r"\s*[;|\n]\s*", text), re.split(r"\s*,\s*", text)):
        if text and all(part in texts for part in parts):
            return {texts.index(part) for part in parts}
    return numbered(cell, len(texts))
