"""quizgen's own ``questions.csv``, the table for people, as far as it says what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from quizgen.importers.answer_keys import named_options
from quizgen.importers.bodies import matching, open_answer, ordering
from quizgen.importers.imported import ImportedBody, ImportedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import choice_of
from quizgen.importers.spreadsheets import TableImporter, TableLayout, TableRow
from quizgen.importers.truth import truth
from quizgen.model.body import ShortText, TrueFalse

_COLUMNS = ("id", "sort", "question", "options", "right", "points", "tags", "feedback", "evidence")
_LAYOUT = TableLayout(needed={name: name for name in _COLUMNS}, more={}, many={}, ignored="answer")
_ARROW = re.compile(r"(.*?) ?→ (.*)")


class QuestionsCsv(TableImporter):
    """Reads what quizgen exports for spreadsheets."""

    name = "csv"
    summary = "quizgen's own questions.csv"
    suffixes = (".csv", ".xlsx")
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer", "matching", "ordering", "open")
    layout = _LAYOUT

    def row(self, line: TableRow, draft: Draft) -> ImportedQuestion | None:
        """The question of a row."""
        cells = {name: re.sub(r"^'(?='*[=+@\t-])", "", line[name]) for name in _COLUMNS}
        body_of = _BODIES.get(cells["sort"])
        if body_of is None:
            hint = "import questions.json, which  quizgen export json  writes"
            raise Unfit("this table does not hold such a question whole", hint)
        if cells["points"] not in ("", "1"):
            draft.lose("points", "points are set in recipes")
        return draft.question(
            body_of(cells, draft),
            draft.literal(cells["question"]),
            line=line.number,
            ident=cells["id"],
            feedback=draft.literal("\n".join(filter(None, (cells["feedback"], cells["evidence"])))),
            tags=tuple(tag for part in cells["tags"].split(",") if (tag := part.strip())),
        )


Cells = Mapping[str, str]


def _lines(cell: str, draft: Draft) -> list[str]:
    """What a cell lists, line by line."""
    return [text for line in cell.split("\n") if (text := draft.literal(line))]


def _choice(cells: Cells, draft: Draft) -> ImportedBody:
    texts = _lines(cells["options"], draft)
    right = named_options(cells["right"], texts, counted=True).places
    scored = [(text, "", float(index in right)) for index, text in enumerate(texts)]
    return choice_of(draft, scored, several=cells["sort"] == "response")


def _truth(cells: Cells, draft: Draft) -> ImportedBody:
    judged = truth(cells["right"])
    if judged is None:
        raise Unfit(f"{cells['right'][:40]!r} is neither true nor false", "write true or false there", column="right")
    return TrueFalse(judged)


def _text(cells: Cells, draft: Draft) -> ImportedBody:
    answers = _lines(cells["right"], draft)
    if not answers:
        raise Unfit("it has no right answer", "write it there", column="right")
    return ShortText(answers[0], tuple(dict.fromkeys(answers[1:])))


def _order(cells: Cells, draft: Draft) -> ImportedBody:
    return ordering(_lines(cells["options"], draft))


def _match(cells: Cells, draft: Draft) -> ImportedBody:
    pairs: list[tuple[str, str]] = []
    spares: list[str] = []
    for line in _lines(cells["options"], draft):
        sides = _ARROW.fullmatch(line)
        if sides is None or "→" in sides[2]:
            raise Unfit(
                f"{line[:40]!r} is not a pair",
                "write one on a line, with one arrow (→) between its sides",
                column="options",
            )
        if sides[1]:
            pairs.append((sides[1], sides[2]))
        else:
            spares.append(sides[2])
    return matching(pairs, spares)


def _open(cells: Cells, draft: Draft) -> ImportedBody:
    return open_answer(draft.literal(cells["right"]))


_BODIES: Mapping[str, Callable[[Cells, Draft], ImportedBody]] = {
    "choice": _choice,
    "response": _choice,
    "truth": _truth,
    "text": _text,
    "order": _order,
    "match": _match,
    "open": _open,
}
