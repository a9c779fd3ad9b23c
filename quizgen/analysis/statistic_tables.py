"""An analysis as tables, for a spreadsheet, and as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from quizgen.analysis.verdicts import remarks, share_interval
from quizgen.model.measured import Measured, MeasuredFact, MeasuredQuestion, Portion
from quizgen.spreadsheet_csv import spreadsheet_csv

FORMAT = "quizgen-analysis/1"


def table_files(measured: Measured) -> dict[str, bytes]:
    """The tables of questions, options, facts and sittings, and all of it as JSON."""
    questions = list(measured.questions.values())
    return {
        "questions.csv": _table(QUESTION_COLUMNS, map(_question_row, questions)),
        "options.csv": _table(OPTION_COLUMNS, (row for question in questions for row in _option_rows(question))),
        "facts.csv": _table(FACT_COLUMNS, map(_fact_row, measured.facts.values())),
        "sessions.csv": _table(SITTING_COLUMNS, _sitting_rows(measured)),
        "analysis.json": _json(measured),
    }


QUESTION_COLUMNS = (
    "question",
    "fact",
    "slot",
    "kind",
    "prompt",
    "answer",
    "answers",
    "p",
    "p_low",
    "p_high",
    "r",
    "blanks",
    "sure",
    "sure_wrong",
    "seconds",
    "sessions",
    "written",
    "remarks",
)
OPTION_COLUMNS = ("question", "option", "right", "chosen", "offered", "share", "r")
FACT_COLUMNS = ("fact", "answers", "p", "p_low", "p_high", "kinds", "sessions")
SITTING_COLUMNS = ("session", "forms", "people", "questions", "mean", "deviation", "alpha", "error")


def _question_row(question: MeasuredQuestion) -> list[object]:
    low, high = share_interval(question.right, question.answers)
    remarks_in_words = "; ".join(f"{remark.verdict}: {remark.evidence}" for remark in remarks(question))
    return [
        question.key,
        ";".join(question.facts),
        question.slot,
        question.kind,
        question.prompt,
        question.answer,
        question.answers,
        question.right,
        low,
        high,
        question.discrimination,
        question.blanks,
        question.sure,
        question.sure_wrong,
        question.seconds,
        portions(question.sessions),
        portions(question.written),
        remarks_in_words if question.enough else "too few answers",
    ]


def _option_rows(question: MeasuredQuestion) -> Iterable[list[object]]:
    for option in question.options:
        right = "yes" if option.correct else "no"
        numbers = (option.chosen, option.offered, option.share, option.correlation)
        yield [question.key, option.text, right, *numbers]


def _fact_row(fact: MeasuredFact) -> list[object]:
    low, high = share_interval(fact.right, fact.answers)
    return [fact.key, fact.answers, fact.right, low, high, portions(fact.kinds), portions(fact.sessions)]


def _sitting_rows(measured: Measured) -> Iterable[list[object]]:
    for sitting in measured.sittings:
        numbers = (sitting.people, sitting.questions, sitting.mean, sitting.deviation, sitting.alpha, sitting.error)
        yield [sitting.session, " ".join(sitting.forms), *numbers]


def portions(some: Sequence[Portion]) -> str:
    """``true-false 80% of 30; short-answer 45% of 29``."""
    return "; ".join(f"{one.name} {one.right:.0%} of {one.answers}" for one in some)


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return spreadsheet_csv(columns, rows, digits=9)


def _json(measured: Measured) -> bytes:
    content = {
        "schema": FORMAT,
        "sittings": [asdict(sitting) for sitting in measured.sittings],
        "questions": [
            asdict(question)
            | {
                "enough": question.enough,
                "options": [asdict(option) | {"share": option.share} for option in question.options],
                "remarks": [asdict(remark) for remark in remarks(question)],
            }
            for question in measured.questions.values()
        ],
        "facts": [asdict(fact) for fact in measured.facts.values()],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
