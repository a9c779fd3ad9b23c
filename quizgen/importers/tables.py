"""Tables of questions: a row of headings, then a question a row."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Body, Item, Judgement, Read, Refused
from quizgen.importers.scoring import Weighed, chosen
from quizgen.importers.truth import is_judgement, truth
from quizgen.reading.facts.rows import Row

_LOOKED_AT = 20  # rows among which the headings are sought
_LETTERS = "abcdefghij"
USUAL_TIMES = ("", "20", "30")  # seconds, which Kahoot, Blooket and quizgen give where nobody says how many
TIME_LIMIT = ("time limit", "how long a question may take is not said here")


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the headings: its number, and its cells by their columns' names."""

    number: int
    cells: Mapping[str, str]
    many: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings of a format: a pattern for each column by its name; those of ``many`` may come several times.

    With ``needs_many`` each of them comes once at least.
    Headings are compared in lower case, single-spaced, without what stands in parentheses or behind a dash.
    """

    needed: Mapping[str, str]
    more: Mapping[str, str]
    many: Mapping[str, str]
    needs_many: bool = True

    def lines(self, rows: Sequence[Row]) -> list[Line] | None:
        """The rows below the headings that are not empty; None where there are no such headings."""
        for place, row in enumerate(rows[:_LOOKED_AT]):
            names = [_heading(cell) for cell in row]
            single = {key: self._place(pattern, names) for key, pattern in {**self.needed, **self.more}.items()}
            several = {
                key: [n for n, name in enumerate(names) if re.fullmatch(p, name)] for key, p in self.many.items()
            }
            if all(single[key] is not None for key in self.needed) and (all(several.values()) or not self.needs_many):
                return list(_lines(rows[place + 1 :], place + 2, single, several))
        return None

    def fits(self, bank: Bank) -> bool:
        """Whether the bank is a table with these headings."""
        if bank.is_zip and not bank.is_sheet:
            return False
        if not bank.is_sheet and re.match(r"\s*[<{\[]", bank.head):
            return False
        return self.lines(bank.first_rows) is not None

    def _place(self, pattern: str, names: Sequence[str]) -> int | None:
        return next((place for place, name in enumerate(names) if re.fullmatch(pattern, name)), None)


def _heading(cell: str) -> str:
    return " ".join(re.sub(r"\(.*?\)|\s[-–—]\s.*", " ", cell.casefold(), flags=re.DOTALL).replace("_", " ").split())


def _lines(
    rows: Sequence[Row], first: int, single: Mapping[str, int | None], several: Mapping[str, list[int]]
) -> Iterator[Line]:
    for number, row in enumerate(rows, first):
        if not any(cell.strip() for cell in row):
            continue
        cells = {key: row[place].strip() for key, place in single.items() if place is not None and place < len(row)}
        many = {key: tuple(row[n].strip() for n in places if n < len(row)) for key, places in several.items()}
        yield Line(number, cells, many)


class Sheet(ABC):
    """Reads the tables of one ``layout``, a question a row."""

    layout: ClassVar[Layout]

    def knows(self, bank: Bank) -> bool:
        """It has the layout's headings."""
        return self.layout.fits(bank)

    def read(self, bank: Bank) -> Iterator[Read]:
        """The question of each row; one that fails loses no other."""
        for line in self.layout.lines(bank.rows) or ():
            try:
                item = self.row(line, Draft())
            except Unfit as unfit:
                yield Refused(line.number, line["question"], unfit.message, unfit.hint)
            else:
                if item is not None:
                    yield item

    @abstractmethod
    def row(self, line: Line, draft: Draft) -> Item | None:
        """The question of a row, None where it asks nothing; raises Unfit where it cannot be held."""


def options_of(draft: Draft, cells: Sequence[str], right: set[int], *, several: bool = False) -> Body:
    """The cells as options, those at the places ``right`` being right; or a statement to judge, if true and false."""
    given = [(draft.literal(cell), place in right) for place, cell in enumerate(cells) if cell]
    if is_judgement(tuple(text for text, _ in given)) and sum(fits for _, fits in given) == 1:
        return Judgement(next(bool(truth(text)) for text, fits in given if fits))
    weighed: list[Weighed] = [(text, "", float(fits)) for text, fits in given]
    return chosen(draft, weighed, several=several or len(right) > 1)


def numbered(cell: str, count: int) -> set[int]:
    """The places, from 0, of ``count`` that a cell names by number or letter; raises Unfit where it names none."""
    places = set()
    for part in filter(None, re.split(r"[,;|/&+\s]+", cell.strip().lower())):
        digits = re.fullmatch(r"(?:option|answer)?(\d+)(?:\.0)?", part)
        letter = re.fullmatch(r"(?:option|answer)?([a-j])[.)]?", part)
        places.add(int(digits[1]) - 1 if digits else _LETTERS.index(letter[1]) if letter else -1)
    if not places:
        raise Unfit("no option is said to be right", "write the number of the right one")
    if not places <= set(range(count)):
        raise Unfit(f"{cell.strip()[:40]!r} is none of its options", "write the number of the right one")
    return places


def numbered_item(line: Line, draft: Draft) -> Item:
    """A row of Kahoot or Blooket, whose right answers are told by number; a time of its own is lost."""
    if line["time"] not in USUAL_TIMES:
        draft.lose(*TIME_LIMIT)
    answers = line.many["answer"]
    body = options_of(draft, answers, numbered(line["right"], len(answers)))
    return draft.item(body, draft.literal(line["question"]), line=line.number)


def named(cell: str, texts: Sequence[str]) -> set[int]:
    """The places, from 0, of the options that a cell names by their text, or else as `numbered` reads it."""
    said = cell.strip()
    for parts in ([said], re.split(r"\s*[;|\n]\s*", said), re.split(r"\s*,\s*", said)):
        if said and all(part in texts for part in parts):
            return {texts.index(part) for part in parts}
    return numbered(cell, len(texts))
