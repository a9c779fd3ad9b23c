"""Blackboard's tab-separated upload: the type, the question, and its answers, each right one marked by a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import matching, open_answer, ordering
from quizgen.importers.html_text import looks_like_html
from quizgen.importers.imported import BankEntry, GappedText, ImportedBody, RejectedQuestion, TextGap
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import choice_of, number
from quizgen.importers.truth import truth
from quizgen.model.body import ShortText, TrueFalse

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
        "multiple-choice",
        "multiple-response",
        "true-false",
        "short-answer",
        "numeric",
        "matching",
        "ordering",
        "gaps",
        "open",
    )

    def knows(self, bank: BankFile) -> bool:
        """Its first line begins with a type and a tab."""
        first = next((line for line in bank.head.split("\n") if line.strip()), "")
        return first.partition("\t")[0].strip().strip('"').upper() in TYPES and "\t" in first

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The question of each line."""
        rows = [[cell.strip() for cell in text.rstrip().split("\t")] for text in bank.text.split("\n")]
        from_sheet = _is_from_sheet(rows)
        for line, (text, row) in enumerate(zip(bank.text.split("\n"), rows, strict=True), 1):
            cells = [_unquoted_cell(cell) for cell in row] if from_sheet else row
            if not text.strip():
                continue
            kind, stem, answers = cells[0].upper(), cells[1] if len(cells) > 1 else "", cells[2:]
            draft = Draft()
            try:
                parse = _BODIES.get(kind)
                if parse is None:
                    raise Unfit(_WHY_NOT.get(kind, f"{cells[0][:20]!r} is not a type of question"), "add it by hand")
                prompt, body = parse(stem, answers, draft)
                yield draft.question(body, prompt, line=line)
            except Unfit as unfit:
                yield RejectedQuestion(line, stem or text, unfit.message, unfit.hint)


_WHY_NOT = {
    "FIL": "it asks for a file, which cannot be marked automatically",
    "OP": "it asks for an opinion: nothing is right",
    "JUMBLED_SENTENCE": "sentences to be put together are not supported",
}


def _is_from_sheet(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a spreadsheet saved it: cells with a comma or a quotation mark, or all, are in quotation marks."""
    marked = [cell for row in rows for cell in row if "," in cell or '"' in cell]
    is_quoted = any("," in cell or '""' in cell for cell in marked) or any(row[0].startswith('"') for row in rows)
    return is_quoted and all(_QUOTED.fullmatch(cell) for cell in marked)


def _unquoted_cell(cell: str) -> str:
    return cell[1:-1].replace('""', '"').strip() if _QUOTED.fullmatch(cell) else cell


def _text(cell: str, draft: Draft) -> str:
    return draft.html(cell) if looks_like_html(cell) else draft.literal(cell)


StemAndBody = tuple[str, ImportedBody]


def _choice(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    return _text(stem, draft), _options_body(answers, draft, several=False)


def _several(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    return _text(stem, draft), _options_body(answers, draft, several=True)


def _options_body(answers: Sequence[str], draft: Draft, *, several: bool) -> ImportedBody:
    marks = {"correct": 1.0, "incorrect": 0.0}
    options = []
    for text, mark in zip(answers[::2], answers[1::2], strict=False):
        if mark.lower() not in marks:
            raise Unfit(f"{mark[:40]!r} is in place of the mark of an answer", "write correct or incorrect")
        options.append((_text(text, draft), "", marks[mark.lower()]))
    return choice_of(draft, options, several=several)


def _true_false(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    judged = truth(answers[0]) if answers else None
    if judged is None:
        raise Unfit("neither true nor false is right", "write true or false")
    return _text(stem, draft), TrueFalse(judged)


def _short(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    right = [draft.literal(answer) for answer in answers if answer]
    if not right:
        raise Unfit("it has no right answer", "write it after the question")
    return _text(stem, draft), ShortText(right[0], tuple(dict.fromkeys(right[1:])))


def _open(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    return _text(stem, draft), open_answer(_text(answers[0], draft) if answers else "")


def _number(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    value, tolerance = [*answers, "", ""][:2]
    return _text(stem, draft), number(draft, [(value, "", tolerance, 1.0)])


def _matching(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    sides = [_text(answer, draft) for answer in answers]
    pairs = [(left, right) for left, right in zip(sides[::2], sides[1::2], strict=False) if left and right]
    return _text(stem, draft), matching(pairs)


def _order(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    return _text(stem, draft), ordering(_text(answer, draft) for answer in answers if answer)


def _gaps(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
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
    parts: list[str | TextGap] = []
    for index, part in enumerate(_VARIABLE.split(_text(stem, draft))):
        right = accepted.get(part) if index % 2 else None
        if right:
            parts.append(TextGap(right[0], tuple(right[1:])))
        elif part:
            parts.append(f"[{part}]" if index % 2 else part)
    if not any(isinstance(part, TextGap) for part in parts):
        raise Unfit("none of its gaps has an answer", "write each variable with its answers after the question")
    return "", GappedText(tuple(parts))


def _bowl(stem: str, answers: Sequence[str], draft: Draft) -> StemAndBody:
    """A clue whose question is wanted: question words, an empty cell, and what is right."""
    end = answers.index("") if "" in answers else 0
    return _short(stem, answers[end + 1 :], draft)


_BODIES: Mapping[str, Callable[[str, Sequence[str], Draft], StemAndBody]] = {
    "MC": _choice,
    "MA": _several,
    "TF": _true_false,
    "FIB": _short,
    "NUM": _number,
    "MAT": _matching,
    "ORD": _order,
    "FIB_PLUS": _gaps,
    "QUIZ_BOWL": _bowl,
    "ESS": _open,
    "SR": _open,
}
