"""A table of a teacher's own, CSV or a workbook, whose headings say what its columns are."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Sequence
from dataclasses import replace

from quizgen.importers import table_headings as headings
from quizgen.importers.answer_keys import RightOptions, is_counted, is_named, named_options, without_labels
from quizgen.importers.html_text import looks_like_html
from quizgen.importers.imported import ImportedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.spreadsheets import TableImporter, TableLayout, TableRow, options_of
from quizgen.importers.table_headings import pattern
from quizgen.importers.truth import truth
from quizgen.model.body import ChooseOne, ChooseSeveral, ShortText, TrueFalse

_COUNT = r"\W*(?:[a-jа-к]|\d{1,2})"
_LAYOUT = TableLayout(
    needed={"question": pattern(*headings.QUESTION), "right": pattern(*headings.RIGHT)},
    more={
        "id": pattern("identifier, code", column="id"),
        "section": pattern(*headings.SECTION, column="section"),
        "feedback": pattern(*headings.FEEDBACK, column="feedback"),
        "accept": pattern(column="accept"),
        "tags": pattern(column="tags"),
        "difficulty": pattern(column="difficulty"),
    },
    many={
        "option": rf"{pattern(*headings.OPTION, *headings.OPTIONS, counted=f'(?:{_COUNT})?')}"
        rf"|{pattern(*headings.NUMBERED, counted=_COUNT)}|{pattern(*headings.ANSWERS)}|[a-hа-к]|[1-9]",
        "wrong": pattern(*headings.WRONG, counted=rf"(?:{_COUNT})?"),
    },
    needs_many=False,
    surest={
        "question": pattern(*headings.QUESTION, without=headings.ITEMS),
        "right": pattern(*headings.RIGHT, without=headings.ANSWERS),
    },
)
_LISTS = (r"(?:(?<!\s)\s+)?[|;\n]\s*", r"(?:(?<!\s)\s+)?,\s*", r"(?<!\s)\s+/\s+")  # between the options of one cell
_QUOTED = re.compile(r"^'(?=[=+@\t-])")  # an apostrophe that keeps a spreadsheet from evaluating a cell


class OwnTable(TableImporter):
    """Reads a table whose columns are a question, its answer and perhaps options."""

    name = "table"
    summary = "A table of your own: columns question, answer, and option or wrong answer"
    suffixes = (".csv", ".xlsx", ".tsv")
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer")
    layout = _LAYOUT

    def prepared_rows(self, rows: Sequence[TableRow]) -> Sequence[TableRow]:
        """The rows, each knowing whether most of them name options by letter or number."""
        keys = ((_unquoted(line["right"]), *_options(line)) for line in rows if any(line.many["option"]))
        counted = is_counted(keys)
        return [replace(line, counted=counted) for line in rows]

    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row."""
        difficulty = line["difficulty"]
        if difficulty and not re.fullmatch("[1-5]", difficulty):
            draft.lose("difficulty", "it is a number from 1 (easy) to 5 (hard) here")
            difficulty = ""
        return draft.question(
            _body(line, draft),
            _text(line["question"], draft),
            line=line.number,
            ident=line["id"],
            feedback=_text(line["feedback"], draft),
            section=line["section"],
            tags=tuple(tag.strip() for tag in re.split(r"[;,]", line["tags"]) if tag.strip()),
            difficulty=int(difficulty or 0),
        )


def _unquoted(cell: str) -> str:
    return _QUOTED.sub("", cell)


def _text(cell: str, draft: Draft) -> str:
    """A cell as text."""
    cell = _unquoted(cell)
    return draft.html(cell, keep_lines=True) if looks_like_html(cell) else draft.literal(cell)


def _body(line: TableRow, draft: Draft) -> ChooseOne | ChooseSeveral | TrueFalse | ShortText:
    right = _text(line["right"], draft)
    if not right:
        raise Unfit("it has no right answer", "write it there", column="right")
    options, labels = _options(line)
    options = [_text(option, draft) for option in options]
    wrong = [_text(cell, draft) for cell in _listed(line.many["wrong"], right)]
    accept = tuple(draft.literal(part) for part in re.split(r"[;|\n]", line["accept"]) if part.strip())
    if accept and (wrong or any(options)):
        draft.lose("accept", "an answer is chosen from options here, and is not written")
    if any(options):
        key = _key(right, options, labels, counted=line.counted)
        if key.doubt:
            draft.lose("certainty about the right answer", key.doubt)
        return options_of(draft, [*options, *wrong], key.places)
    if wrong:
        rights = [_text(part, draft) for part in right.split("\n") if part.strip()]
        return options_of(draft, [*rights, *wrong], range(len(rights)))
    judged = truth(right) if len(right) > 1 else None
    return ShortText(right, accept) if judged is None else TrueFalse(judged)


def _key(right: str, options: Sequence[str], labels: Sequence[str], *, counted: bool) -> RightOptions:
    try:
        return named_options(right, options, labels, counted=counted)
    except Unfit as unfit:
        hint = f"{unfit.hint}, or, if the options are only the wrong ones, call their columns  wrong"
        raise Unfit(unfit.message, hint, column=unfit.column) from unfit


def _options(line: TableRow) -> tuple[list[str], Sequence[str]]:
    """The options of a row, and their letters or numbers, if it or its headings say them."""
    cells = line.many["option"]
    options = _listed(cells, _unquoted(line["right"]))
    options, labels = without_labels(options)
    return options, labels or (line.labels["option"] if len(options) == len(cells) else ())


def _listed(cells: Sequence[str], right: str) -> list[str]:
    """The options in the cells; a single one may list several.

    They are on lines, or between bars or semicolons, or else between commas or slashes, if the right one is among them.
    """
    cells = [_unquoted(cell) for cell in cells]
    filled = [cell for cell in cells if cell]
    if len(filled) != 1:
        return cells
    if listed := _listed_by_program(filled[0]):
        return listed
    for separator in _LISTS:
        parts = [part for part in re.split(separator, filled[0]) if part.strip()]
        if len(parts) > 1 and (separator == _LISTS[0] or is_named(right, parts)):
            return parts
    return cells


def _listed_by_program(cell: str) -> list[str]:
    """The texts of a list as programs write it, ["a", "b"] or ['a', 'b']; none of any other cell."""
    if not (cell.startswith("[") and cell.endswith("]")):
        return []
    try:
        items = literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [str(item).strip() for item in items if str(item).strip()] if isinstance(items, list) else []
