"""quizgen's own ``questions.csv``, the table for people, as far as it says what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Body, Item, Judgement, Matching, Ordering, ShortAnswer
from quizgen.importers.scoring import chosen
from quizgen.importers.tables import Layout, Line, Sheet, numbered
from quizgen.importers.truth import truth

_COLUMNS = ("id", "sort", "question", "options", "right", "points", "tags", "feedback", "evidence")
_LAYOUT = Layout(needed={name: name for name in _COLUMNS}, more={}, many={})
_ARROW = re.compile(r"(.*?) ?→ (.*)")


class QuestionsCsv(Sheet):
    """Reads what quizgen exports for spreadsheets."""

    name = "csv"
    summary = "quizgen's own questions.csv"
    suffixes = (".csv", ".xlsx")
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer", "matching", "ordering")
    layout = _LAYOUT

    def row(self, line: Line, draft: Draft) -> Item | None:
        """The question of a row."""
        cells = {name: re.sub(r"^'(?='*[=+@\t-])", "", line[name]) for name in _COLUMNS}
        body_of = _BODIES.get(cells["sort"])
        if body_of is None:
            hint = "import questions.json, which  quizgen export json  writes"
            raise Unfit("this table does not hold such a question whole", hint)
        if cells["points"] not in ("", "1"):
            draft.lose("points", "what a question is worth is a recipe's to say")
        return draft.item(
            body_of(cells, draft),
            draft.literal(cells["question"]),
            line=line.number,
            ident=cells["id"],
            feedback=draft.literal("\n".join(filter(None, (cells["feedback"], cells["evidence"])))),
            tags=tuple(tag for each in cells["tags"].split(",") if (tag := each.strip())),
        )


Cells = Mapping[str, str]


def _lines(cell: str, draft: Draft) -> list[str]:
    """What a cell lists, line by line."""
    return [text for each in cell.split("\n") if (text := draft.literal(each))]


def _choice(cells: Cells, draft: Draft) -> Body:
    texts = _lines(cells["options"], draft)
    right = numbered(cells["right"], len(texts))
    weighed = [(text, "", float(place in right)) for place, text in enumerate(texts)]
    return chosen(draft, weighed, several=cells["sort"] == "response")


def _truth(cells: Cells, draft: Draft) -> Body:
    said = truth(cells["right"])
    if said is None:
        raise Unfit(f"{cells['right'][:40]!r} is neither true nor false", "write true or false in the column right")
    return Judgement(said)


def _text(cells: Cells, draft: Draft) -> Body:
    given = _lines(cells["right"], draft)
    if not given:
        raise Unfit("it has no right answer", "write it in the column right")
    return ShortAnswer(given[0], tuple(dict.fromkeys(given[1:])))


def _order(cells: Cells, draft: Draft) -> Body:
    return Ordering(tuple(_lines(cells["options"], draft)))


def _match(cells: Cells, draft: Draft) -> Body:
    pairs: list[tuple[str, str]] = []
    spares: list[str] = []
    for each in _lines(cells["options"], draft):
        found = _ARROW.fullmatch(each)
        if found is None or "→" in found[2]:
            raise Unfit(f"{each[:40]!r} is no pair", "write one on a line, with one arrow (→) between its sides")
        if found[1]:
            pairs.append((found[1], found[2]))
        else:
            spares.append(found[2])
    return Matching(tuple(pairs), tuple(spares))


_BODIES: Mapping[str, Callable[[Cells, Draft], Body]] = {
    "choice": _choice,
    "response": _choice,
    "truth": _truth,
    "text": _text,
    "order": _order,
    "match": _match,
}
