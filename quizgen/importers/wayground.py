"""Wayground's (Quizizz's) template: a type, up to five options, and the right ones by their numbers."""

from __future__ import annotations

from quizgen.importers.answer_keys import named_options
from quizgen.importers.bodies import open_answer
from quizgen.importers.imported import ImportedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.spreadsheets import (
    TIME_LIMIT,
    USUAL_TIMES,
    TableImporter,
    TableLayout,
    TableRow,
    options_of,
)
from quizgen.model.body import ShortText

_LAYOUT = TableLayout(
    needed={"question": "question text", "type": "question type", "right": "correct answer"},
    more={"time": "time in seconds", "image": "image link", "feedback": "answer explanation"},
    many={"option": r"option \d"},
)


class Wayground(TableImporter):
    """Reads Wayground's template."""

    name = "wayground"
    summary = "Wayground's (Quizizz's) spreadsheet"
    suffixes = (".xlsx", ".csv")
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer", "open")
    layout = _LAYOUT

    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row."""
        if "(required)" in line["question"]:  # the template explains itself in its second row
            return None
        options, kind = line.many["option"], line["type"].casefold().replace("-", " ")
        if line["time"] not in USUAL_TIMES:
            draft.lose(*TIME_LIMIT)
        if line["image"]:
            draft.lose("picture", "the sheet contains only its address")
        stem, feedback = draft.literal(line["question"]), draft.literal(line["feedback"])
        if "fill in" in kind:
            answers = list(dict.fromkeys(draft.literal(text) for text in options if text))
            if not answers:
                raise Unfit("it has no right answer", "write it there", column="option")
            return draft.question(ShortText(answers[0], tuple(answers[1:])), stem, line=line.number, feedback=feedback)
        if kind in ("open ended", "open"):
            return draft.question(open_answer(), stem, line=line.number, feedback=feedback)
        if kind not in ("multiple choice", "checkbox", "true or false", "true/false", ""):
            raise Unfit(
                f"questions of the type {line['type'][:40]!r} are not supported", "rewrite it by hand", column="type"
            )
        body = options_of(
            draft, options, named_options(line["right"], options, counted=True).places, several=kind == "checkbox"
        )
        return draft.question(body, stem, line=line.number, feedback=feedback)
