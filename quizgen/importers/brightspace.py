"""Brightspace's CSV: a row for each thing that is said of a question, from NewQuestion to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.html import looks_like_html
from quizgen.importers.items import Body, Item, Judgement, Matching, Ordering, Read, Refused
from quizgen.importers.scoring import Weighed, chosen, short_answer
from quizgen.reading.facts.rows import Row

_WHY_NOT = {"WR": "it wants an essay, which no program marks"}


class Brightspace:
    """Reads Brightspace's CSV."""

    name = "brightspace"
    summary = "Brightspace's (D2L's) CSV"
    suffixes = (".csv",)
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer", "matching", "ordering")

    def knows(self, bank: Bank) -> bool:
        """A line begins with NewQuestion."""
        return bool(re.search(r"^\"?NewQuestion\"?[,;\t]", bank.head, re.MULTILINE))

    def read(self, bank: Bank) -> Iterator[Read]:
        """The questions, each with its rows."""
        begun, rows = 0, list[Row]()
        for number, row in enumerate([*bank.rows, ["NewQuestion"]], 1):
            first = row[0].strip() if row else ""
            if first.lower() == "newquestion":
                if rows:
                    yield _question(rows, begun)
                begun, rows = number, [row]
            elif rows and first and not first.startswith("//"):
                rows.append(row)


class _Rows:
    """What the rows of one question say, by the word at their beginning."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = [[cell.strip() for cell in [*row, *[""] * 5][:5]] for row in rows]

    def of(self, *names: str) -> list[list[str]]:
        return [row for row in self._rows if row[0].lower() in names]

    def cell(self, name: str) -> str:
        return next((row[1] for row in self.of(name)), "")


def _question(given: Sequence[Row], line: int) -> Item | Refused:
    rows, draft = _Rows(given), Draft()
    kind, stem = rows.cell("newquestion").upper(), ""
    try:
        stem = "\n".join(_text(row, draft) for row in rows.of("questiontext"))
        body, own = _body(kind, rows, draft)
        if rows.cell("image"):
            draft.lose("picture", "the sheet holds but its address")
        if rows.cell("points") not in ("", "1"):
            draft.lose("points", "what a question is worth is a recipe's to say")
        if rows.cell("hint"):
            draft.lose("hint", "a question written by hand has none")
        feedback = "\n".join(_text(row, draft) for row in rows.of("feedback")) or own
        difficulty = rows.cell("difficulty")
        return draft.item(
            body,
            stem,
            line=line,
            label=rows.cell("title"),
            ident=rows.cell("id"),
            feedback=feedback,
            difficulty=max(1, (int(difficulty) + 1) // 2) if re.fullmatch(r"\d|10", difficulty) else 0,
        )
    except Unfit as unfit:
        return Refused(line, rows.cell("title") or stem, unfit.message, unfit.hint)


def _text(row: Sequence[str], draft: Draft, place: int = 1) -> str:
    cell = row[place]
    html = "html" in (row[place + 1].lower() if len(row) > place + 1 else "") or looks_like_html(cell)
    return draft.html(cell) if html else draft.literal(cell)


def _options(rows: _Rows, draft: Draft) -> list[Weighed]:
    return [
        (_text(row, draft, 2), draft.html(row[4], holds="feedback"), _share(row[1]))
        for row in rows.of("option", "answer")
    ]


def _share(text: str) -> float:
    try:
        return float(text.replace(",", ".")) / 100
    except ValueError:
        return 0.0


def _body(kind: str, rows: _Rows, draft: Draft) -> tuple[Body, str]:
    match kind:
        case "MC":
            return chosen(draft, _options(rows, draft), several=False), ""
        case "MS":
            weighed = [(text, told, float(share > 0)) for text, told, share in _options(rows, draft)]
            return chosen(draft, weighed, several=True), ""
        case "TF":
            return _judged(rows, draft)
        case "SA":
            if any("regexp" in row[3].lower() for row in rows.of("answer")):
                draft.lose("pattern of an answer", "an answer is compared letter by letter: the pattern stands in it")
            return short_answer(draft, [(draft.literal(row[2]), "", _share(row[1])) for row in rows.of("answer")])
        case "M":
            return _matched(rows, draft), ""
        case "O":
            return Ordering(tuple(_text(row, draft) for row in rows.of("item"))), ""
    raise Unfit(_WHY_NOT.get(kind, f"{kind[:20]!r} is no type of question that is known here"), "ask it by hand")


def _judged(rows: _Rows, draft: Draft) -> tuple[Body, str]:
    right = {name: _share(row[1]) > 0 for name in ("true", "false") for row in rows.of(name)}
    if sorted(right.values()) != [False, True]:
        raise Unfit("neither true nor false is right", "give one of them 100")
    told = {name: draft.html(row[2], holds="feedback") for name in ("true", "false") for row in rows.of(name)}
    own, other = told["true" if right["true"] else "false"], told["false" if right["true"] else "true"]
    if own and other:
        why = "a statement to judge has one feedback: that for the right answer stays"
        draft.lose("feedback for a wrong answer", why)
    return Judgement(right["true"]), own or other


def _matched(rows: _Rows, draft: Draft) -> Body:
    """Choices have numbers, and what matches them names those; a match that names none is left over."""
    left = {row[1]: _text(row, draft, 2) for row in rows.of("choice")}
    right = [(row[1], _text(row, draft, 2)) for row in rows.of("match")]
    pairs = tuple((left[number], text) for number, text in right if number in left)
    return Matching(pairs, tuple(text for number, text in right if number not in left))
