"""The answer of a row: written in a column of its own, it is put where a fact has it."""

from __future__ import annotations

import re

from quizgen.errors import CellMark, quote
from quizgen.reading.facts.cell_text import ShownText
from quizgen.reading.facts.sheet_cells import Cells, SheetMapping

Fault = tuple[str, str, CellMark]

# The columns that say what a slot is; without any of them the braces hold the answer itself.
_VALUES = ("answer", "value", "entity", "set", "sequence", "currency", "show")
_BRACES = re.compile(r"(?<!\{)\{([^{}]*)\}(?!\})")


def with_answer_in_place(cells: Cells, above: SheetMapping | None) -> tuple[Cells, Fault | None]:
    """The cells of a row, and what is wrong with its answer.

    With ``slot``, an answer is the value of that slot; without, it is that of the only slot that the statement names.
    ``above`` is the fact to which the row adds, if it begins none.
    """
    if "answer" in cells and "value" not in cells and "slot" in cells:
        cells = _rename(cells, "answer", "value")
    elif "value" in cells and "answer" not in cells and "slot" not in cells:
        cells = _rename(cells, "value", "answer")
    answer_columns = [name for name in _VALUES if name in cells]
    if "slot" in cells or not answer_columns or (above is not None and "slots" not in above):
        return _with_plain_value(cells), None
    text, mark = cells[answer_columns[0]]
    if "statement" not in cells:
        message = f"nothing says which answer of the fact above {quote(text)} is"
        return _without(cells, answer_columns), (message, "write the name of its slot in the column slot", mark)
    statement, cell = cells["statement"]
    braces = [name.strip() for name in _BRACES.findall(statement)]
    if answer_columns == ["answer"] and (not braces or braces == [text]):
        return cells, None
    if len(braces) == 1:
        return _with_plain_value({**_rename(cells, "answer", "value"), "slot": (braces[0], cell)}), None
    if braces:
        message = f"nothing says which of the {len(braces)} answers in {cell.cell} {quote(text)} is"
        return _without(cells, answer_columns), (message, "write the name of its slot in the column slot", mark)
    message = f"the answer {quote(text)} is not marked in {cell.cell}"
    hint = f"write the name of a slot in braces in {cell.cell}, and in the column slot"
    return _without(cells, answer_columns), (message, hint, mark)


def _rename(cells: Cells, old: str, new: str) -> dict[str, tuple[str, CellMark]]:
    return {new if name == old else name: cell for name, cell in cells.items()}


def _with_plain_value(cells: Cells) -> Cells:
    """The cells with a date as a value in its standard form, shown as the cell shows it."""
    if "value" not in cells or "slot" not in cells:
        return cells
    text, mark = cells["value"]
    if not isinstance(text, ShownText):
        return cells
    return {"show": (str(text), mark), **cells, "value": (text.plain, mark)}


def _without(cells: Cells, names: list[str]) -> dict[str, tuple[str, CellMark]]:
    return {name: cell for name, cell in cells.items() if name not in names}
