"""Blackboard's tab-separated upload: the type, the question, its answers, each right one marked by a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.html import looks_like_html
from quizgen.importers.items import Body, Gap, Gapped, Judgement, Matching, Ordering, Read, Refused, ShortAnswer
from quizgen.importers.scoring import chosen, number
from quizgen.importers.truth import truth

TYPES = frozenset(
    (
        "MC",
        "MA",
        "TF",
        "ESS",
        "ORD",
        "MAT",
        "FIB",
        "FIL",
        "NUM",
        "SR",
        "OP",
        "JUMBLED_SENTENCE",
        "QUIZ_BOWL",
        "FIB_PLUS",
    )
)
_QUOTED = re.compile('"(?:[^"]|"")*"')
_VARIABLE = re.compile(r"\[([^\[\]\s]+)\]")


class Blackboard:
    """Reads Blackboard's upload."""

    name = "blackboard"
    summary = "Blackboard's tab-separated upload"
    suffixes = (".txt", ".tsv")
    kinds = (
        *("multiple-choice", "multiple-response", "true-false", "short-answer", "numeric"),
        *("matching", "ordering", "gaps"),
    )

    def knows(self, bank: Bank) -> bool:
        """Its first line begins with a type and a tab."""
        first = next((line for line in bank.head.split("\n") if line.strip()), "")
        return first.partition("\t")[0].strip().strip('"').upper() in TYPES and "\t" in first

    def read(self, bank: Bank) -> Iterator[Read]:
        """A question a line."""
        rows = [[cell.strip() for cell in text.rstrip().split("\t")] for text in bank.text.split("\n")]
        of_sheet = _is_of_sheet(rows)
        for line, (text, row) in enumerate(zip(bank.text.split("\n"), rows, strict=True), 1):
            cells = [_unquoted(cell) for cell in row] if of_sheet else row
            if not text.strip():
                continue
            kind, stem, answers = cells[0].upper(), cells[1] if len(cells) > 1 else "", cells[2:]
            draft = Draft()
            try:
                read = _BODIES.get(kind)
                if read is None:
                    raise Unfit(_WHY_NOT.get(kind, f"{cells[0][:20]!r} is no type of question"), "ask it by hand")
                asked, body = read(stem, answers, draft)
                yield draft.item(body, asked, line=line)
            except Unfit as unfit:
                yield Refused(line, stem or text, unfit.message, unfit.hint)


_WHY_NOT = dict.fromkeys(("ESS", "SR"), "it wants an essay, which no program marks") | {
    "FIL": "it wants a file, which no program marks",
    "OP": "it asks for an opinion: nothing is right",
    "JUMBLED_SENTENCE": "sentences to be put together cannot be held",
}


def _is_of_sheet(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a spreadsheet saved it, which puts cells with a comma or a quotation mark, or all, in quotation marks."""
    marked = [cell for row in rows for cell in row if "," in cell or '"' in cell]
    tells = any("," in cell or '""' in cell for cell in marked) or any(row[0].startswith('"') for row in rows)
    return tells and all(_QUOTED.fullmatch(cell) for cell in marked)


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"').strip() if _QUOTED.fullmatch(cell) else cell


def _text(cell: str, draft: Draft) -> str:
    return draft.html(cell) if looks_like_html(cell) else draft.literal(cell)


Made = tuple[str, Body]


def _choice(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    return _text(stem, draft), _chosen(answers, draft, several=False)


def _several(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    return _text(stem, draft), _chosen(answers, draft, several=True)


def _chosen(answers: Sequence[str], draft: Draft, *, several: bool) -> Body:
    marks = {"correct": 1.0, "incorrect": 0.0}
    options = []
    for text, mark in zip(answers[::2], answers[1::2], strict=False):
        if mark.lower() not in marks:
            raise Unfit(f"{mark[:40]!r} stands where an answer is marked", "write correct or incorrect")
        options.append((_text(text, draft), "", marks[mark.lower()]))
    return chosen(draft, options, several=several)


def _judged(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    said = truth(answers[0]) if answers else None
    if said is None:
        raise Unfit("neither true nor false is right", "write true or false")
    return _text(stem, draft), Judgement(said)


def _short(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    given = [draft.literal(each) for each in answers if each]
    if not given:
        raise Unfit("it has no right answer", "write it behind the question")
    return _text(stem, draft), ShortAnswer(given[0], tuple(dict.fromkeys(given[1:])))


def _number(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    value, tolerance = [*answers, "", ""][:2]
    return _text(stem, draft), number(draft, [(value, "", tolerance, 1.0)])


def _matching(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    given = [_text(each, draft) for each in answers]
    pairs = [(left, right) for left, right in zip(given[::2], given[1::2], strict=False) if left and right]
    return _text(stem, draft), Matching(tuple(pairs))


def _order(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    return _text(stem, draft), Ordering(tuple(_text(each, draft) for each in answers if each))


def _gaps(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    """Variables in brackets, each followed by its answers up to an empty cell."""
    accepted: dict[str, list[str]] = {}
    name = ""
    for cell in answers:
        if not cell:
            name = ""
        elif name:
            accepted[name].append(draft.literal(cell))
        else:
            name = cell
            accepted[name] = []
    parts: list[str | Gap] = []
    for place, part in enumerate(_VARIABLE.split(_text(stem, draft))):
        right = accepted.get(part) if place % 2 else None
        if right:
            parts.append(Gap(right[0], tuple(right[1:])))
        elif part:
            parts.append(f"[{part}]" if place % 2 else part)
    if not any(isinstance(part, Gap) for part in parts):
        raise Unfit("none of its gaps has an answer", "write each variable with its answers behind the question")
    return "", Gapped(tuple(parts))


def _bowl(stem: str, answers: Sequence[str], draft: Draft) -> Made:
    """An answer for which its question is asked: question words, an empty cell, what may be answered."""
    parted = answers.index("") if "" in answers else 0
    return _short(stem, answers[parted + 1 :] if parted else answers[1:], draft)


_BODIES: Mapping[str, Callable[[str, Sequence[str], Draft], Made]] = {
    "MC": _choice,
    "MA": _several,
    "TF": _judged,
    "FIB": _short,
    "NUM": _number,
    "MAT": _matching,
    "ORD": _order,
    "FIB_PLUS": _gaps,
    "QUIZ_BOWL": _bowl,
}
