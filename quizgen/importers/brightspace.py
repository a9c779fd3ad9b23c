"""Brightspace's CSV: a row for each property of a question, from NewQuestion to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import matching, open_answer, ordering
from quizgen.importers.html_text import looks_like_html
from quizgen.importers.imported import BankEntry, ImportedBody, ImportedQuestion, RejectedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import ScoredText, choice_of, short_answer
from quizgen.model.body import Matching, TrueFalse
from quizgen.reading.facts.sheet_cells import Row

_READ = frozenset(
    """newquestion id title questiontext points difficulty image hint feedback scoring option answer true false
    choice match item answerkey initialtext inputbox""".split()  # noqa: SIM905 - it reads as words
)


class Brightspace:
    """Reads Brightspace's CSV."""

    name = "brightspace"
    summary = "Brightspace's (D2L's) CSV"
    suffixes = (".csv",)
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer", "matching", "ordering", "open")

    def knows(self, bank: BankFile) -> bool:
        """A line begins with NewQuestion."""
        return bool(re.search(r"^\"?NewQuestion\"?[,;\t]", bank.head, re.MULTILINE))

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The questions, each with its rows."""
        first_line, rows = 0, list[Row]()
        for number, row in enumerate([*bank.rows, ["NewQuestion"]], 1):
            first = row[0].strip() if row else ""
            if first.lower() == "newquestion":
                if rows:
                    yield _question(rows, first_line)
                first_line, rows = number, [row]
            elif rows and first and not first.startswith("//"):
                rows.append(row)


class _QuestionRows:
    """The rows of one question, by the word with which they begin."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = [[cell.strip() for cell in [*row, *[""] * 5][:5]] for row in rows]

    def of(self, *names: str) -> list[list[str]]:
        return [row for row in self._rows if row[0].lower() in names]

    @property
    def names(self) -> frozenset[str]:
        """The words with which its rows begin."""
        return frozenset(row[0].lower() for row in self._rows)

    def cell(self, name: str) -> str:
        return next((row[1] for row in self.of(name)), "")


def _question(question_rows: Sequence[Row], line: int) -> ImportedQuestion | RejectedQuestion:
    rows, draft = _QuestionRows(question_rows), Draft()
    kind, stem = rows.cell("newquestion").upper(), ""
    try:
        stem = "\n".join(_text(row, draft) for row in rows.of("questiontext"))
        body, own = _body(kind, rows, draft)
        if rows.cell("image"):
            draft.lose("picture", "the sheet contains only its address")
        if rows.cell("points") not in ("", "1"):
            draft.lose("points", "points are set in recipes")
        if rows.cell("hint"):
            draft.lose("hint", "hand-written questions have none")
        if unread := rows.names - _READ:
            draft.lose("rows that are not read", f"nothing is known by these words: {', '.join(sorted(unread))}")
        feedback = "\n".join(_text(row, draft) for row in rows.of("feedback")) or own
        difficulty = rows.cell("difficulty")
        return draft.question(
            body,
            stem,
            line=line,
            label=rows.cell("title"),
            ident=rows.cell("id"),
            feedback=feedback,
            difficulty=max(1, (int(difficulty) + 1) // 2) if re.fullmatch(r"\d|10", difficulty) else 0,
        )
    except Unfit as unfit:
        return RejectedQuestion(line, rows.cell("title") or stem, unfit.message, unfit.hint)


def _text(row: Sequence[str], draft: Draft, column: int = 1) -> str:
    cell = row[column]
    html = "html" in (row[column + 1].lower() if len(row) > column + 1 else "") or looks_like_html(cell)
    return draft.html(cell) if html else draft.literal(cell)


def _options(rows: _QuestionRows, draft: Draft) -> list[ScoredText]:
    return [
        (_text(row, draft, 2), draft.html(row[4], holds="feedback"), _share(row[1]))
        for row in rows.of("option", "answer")
    ]


def _share(text: str) -> float:
    try:
        return float(text.replace(",", ".")) / 100
    except ValueError:
        return 0.0


def _body(kind: str, rows: _QuestionRows, draft: Draft) -> tuple[ImportedBody, str]:
    match kind:
        case "MC":
            return choice_of(draft, _options(rows, draft), several=False), ""
        case "MS":
            options = _options(rows, draft)
            scored = [(text, feedback, 1.0 if share > 0 else share) for text, feedback, share in options]
            return choice_of(draft, scored, several=True), ""
        case "TF":
            return _true_false(rows, draft)
        case "SA":
            if any("regexp" in row[3].lower() for row in rows.of("answer")):
                draft.lose("pattern of an answer", "answers are compared letter by letter: the pattern is kept as text")
            return short_answer(draft, [(draft.literal(row[2]), "", _share(row[1])) for row in rows.of("answer")])
        case "M":
            return _matching(rows, draft), ""
        case "O":
            return ordering(_text(row, draft) for row in rows.of("item")), ""
        case "WR":
            if any(_text(row, draft) for row in rows.of("initialtext")):
                draft.lose("text to begin an answer with", "an open question has an empty space")
            return open_answer("\n".join(_text(row, draft) for row in rows.of("answerkey"))), ""
    raise Unfit(f"{kind[:20]!r} is not a supported type of question", "add it by hand")


def _true_false(rows: _QuestionRows, draft: Draft) -> tuple[ImportedBody, str]:
    right = {name: _share(row[1]) > 0 for name in ("true", "false") for row in rows.of(name)}
    if sorted(right.values()) != [False, True]:
        raise Unfit("neither true nor false is right", "give one of them 100")
    feedback = {name: draft.html(row[2], holds="feedback") for name in ("true", "false") for row in rows.of(name)}
    own, other = feedback["true"], feedback["false"]
    if right["false"]:
        own, other = other, own
    if own and other:
        why = "a statement to judge has one feedback: that for the right answer stays"
        draft.lose("feedback for a wrong answer", why)
    return TrueFalse(right["true"]), own or other


def _matching(rows: _QuestionRows, draft: Draft) -> Matching:
    """Choices have numbers, by which their matches name them; a match that names none is left over."""
    choices = {row[1]: _text(row, draft, 2) for row in rows.of("choice")}
    right = [(row[1], _text(row, draft, 2)) for row in rows.of("match")]
    pairs = [(choices[number], text) for number, text in right if number in choices]
    return matching(pairs, (text for number, text in right if number not in choices))
