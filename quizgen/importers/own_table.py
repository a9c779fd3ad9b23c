"""A table of a teacher's own, CSV or a workbook, whose headings say what its columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.importers import table_headings as headings
from quizgen.importers.html_text import looks_like_html
from quizgen.importers.imported import ImportedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.spreadsheets import TableImporter, TableLayout, TableRow, options_of, places_named
from quizgen.importers.table_headings import pattern
from quizgen.importers.truth import truth
from quizgen.model.body import ChooseOne, ChooseSeveral, ShortText, TrueFalse

_COUNT = r"\W*(?:[a-jа-д]|\d{1,2})"
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
        rf"|{pattern(*headings.NUMBERED, counted=_COUNT)}|[a-hа-д]",
        "wrong": pattern(*headings.WRONG, counted=rf"(?:{_COUNT})?"),
    },
    needs_many=False,
)
_LABELLED = re.compile(r"\s*([A-Ja-jА-Да-д])[.)]\s+(.*)", re.DOTALL)
_QUOTED = re.compile(r"^'(?=[=+@\t-])")  # an apostrophe that keeps a spreadsheet from evaluating a cell


class OwnTable(TableImporter):
    """Reads a table whose columns are a question, its answer and perhaps options."""

    name = "table"
    summary = "A table of your own: columns question, answer, and option or wrong answer"
    suffixes = (".csv", ".xlsx", ".tsv")
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer")
    layout = _LAYOUT

    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row."""
        if not line["question"]:
            return None
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


def _text(cell: str, draft: Draft) -> str:
    """A cell as text."""
    cell = _QUOTED.sub("", cell)
    return draft.html(cell, keep_lines=True) if looks_like_html(cell) else draft.literal(cell)


def _body(line: TableRow, draft: Draft) -> ChooseOne | ChooseSeveral | TrueFalse | ShortText:
    right = _QUOTED.sub("", line["right"])
    columns, wrong_columns = line.many["option"], line.many["wrong"]
    options = [_text(cell, draft) for cell in columns]
    listed = _listed_options(columns[0], right, draft) if len(columns) == 1 else []
    wrong = [_text(cell, draft) for cell in wrong_columns if cell]
    if len(wrong) == 1:
        wrong = _listed_options(wrong_columns[0], right, draft) or wrong
    if not right:
        raise Unfit("it has no right answer", "write it in its column")
    if len(columns) == 1 and len(listed) > 1:
        options = []
    if listed and not options and right not in listed and not re.fullmatch(r"[A-Ja-jА-Да-д\d][.)]?", right):
        rights = [_text(part, draft) for part in right.split("\n") if part]
        return options_of(draft, [*rights, *listed], set(range(len(rights))))
    if wrong:
        return options_of(draft, [_text(right, draft), *wrong], {0})
    if any(options := options or listed):
        return _choice(options, right, draft)
    judged = truth(right) if len(right) > 1 else None
    accept = tuple(draft.literal(part) for part in re.split(r"[;|\n]", line["accept"]) if part.strip())
    return ShortText(draft.literal(right), accept) if judged is None else TrueFalse(judged)


def _choice(options: Sequence[str], right: str, draft: Draft) -> ChooseOne | ChooseSeveral | TrueFalse:
    """Options of which the cell ``right`` names the right ones; words that are none of them are another, and right."""
    try:
        places = places_named(right, options)
    except Unfit:
        if re.fullmatch(r"[A-Ja-jА-Да-д\d][.)]?", right):
            raise
        return options_of(draft, [_text(right, draft), *options], {0})
    return options_of(draft, options, places)


def _listed_options(cell: str, right: str, draft: Draft) -> list[str]:
    """The options that one cell lists: on lines, or separated by bars or semicolons, or else by commas."""
    parts = [part for part in re.split(r"\n|(?:(?<!\s)\s+)?[|;]\s*", cell) if part.strip()]
    if len(parts) == 1 and right in (by_comma := [part.strip() for part in cell.split(",")]) and len(by_comma) > 1:
        parts = by_comma
    labels = [_LABELLED.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(labels) and len({label[1].lower() for label in labels if label}) == len(parts):
        parts = [label[2] for label in labels if label]
    return [_text(part, draft) for part in parts]
