"""A table of a teacher's own, CSV or a workbook, whose headings say what its columns are."""

from __future__ import annotations

import re

from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.html_text import looks_like_html
from quizgen.importers.imported import ImportedQuestion
from quizgen.importers.spreadsheets import TableImporter, TableLayout, TableRow, named, options_of
from quizgen.importers.truth import truth
from quizgen.model.body import ChooseOne, ChooseSeveral, ShortText, TrueFalse

_LAYOUT = TableLayout(
    needed={
        "question": r"questions?(?: text)?|stem|prompt|item|вопрос|сұрақ|sual|pregunta|pergunta|frage",
        "right": r"(?:correct|right)(?: ?(?:answers?|options?|choices?))?|answers?|key|solution|answer key"
        r"|(?:правильный )?ответ|(?:дұрыс )?жауап|(?:doğru )?cavab|respuesta(?: correcta)?|resposta(?: correta)?"
        r"|(?:richtige )?antwort|(?:bonne )?réponse",
    },
    more={
        "id": r"id|identifier|code",
        "feedback": r"(?:general )?feedback|explanation|rationale|(?:answer )?explanation|comment",
        "options": r"options|choices|answer options",
        "section": r"category|topic|section|chapter|unit|subject",
        "tags": r"tags?|keywords?",
        "difficulty": r"difficulty|level",
    },
    many={
        "option": r"(?:option|choice|answer|opt|ans)\.? ?(?:[a-j]|\d)|[a-h]|вариант \d",
        "wrong": r"(?:distractor|wrong|incorrect)(?: (?:answer|option|choice))?s?(?: ?\d)?",
    },
    needs_many=False,
)


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
        return draft.question(
            _body(line, draft),
            _text(line["question"], draft),
            line=line.number,
            ident=line["id"],
            feedback=_text(line["feedback"], draft),
            section=line["section"],
            tags=tuple(tag.strip() for tag in re.split(r"[;,]", line["tags"]) if tag.strip()),
            difficulty=int(difficulty) if re.fullmatch("[1-5]", difficulty) else 0,
        )


def _text(cell: str, draft: Draft) -> str:
    """A cell as text, without the apostrophe that keeps a spreadsheet from evaluating it."""
    cell = re.sub(r"^'(?=[=+@\t-])", "", cell)
    return draft.html(cell, keep_lines=True) if looks_like_html(cell) else draft.literal(cell)


def _body(line: TableRow, draft: Draft) -> ChooseOne | ChooseSeveral | TrueFalse | ShortText:
    right = re.sub(r"^'(?=[=+@\t-])", "", line["right"])
    options = [_text(cell, draft) for cell in line.many["option"]]
    wrong = [_text(cell, draft) for cell in line.many["wrong"] if cell]
    if not right:
        raise Unfit("it has no right answer", "write it in its column")
    listed = [_text(part, draft) for part in re.split(r"\n|\s*\|\s*", line["options"]) if part.strip()]
    if listed and right not in listed and not re.fullmatch(r"[A-Ja-j\d][.)]?", right):
        rights = [part for part in right.split("\n") if part]
        return options_of(draft, [*rights, *listed], set(range(len(rights))))
    if wrong:
        return options_of(draft, [_text(right, draft), *wrong], {0})
    if any(options := options or listed):
        return options_of(draft, options, named(right, options))
    judged = truth(right) if len(right) > 1 else None
    return ShortText(draft.literal(right)) if judged is None else TrueFalse(judged)
