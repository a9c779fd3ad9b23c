"""Papers and the key → points, with every change of the key since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from quizgen.errors import quote, refuse
from quizgen.errors.problem_kinds import NOT_DECISIONS
from quizgen.exporters.scannable.sheet_json import ArchivedSheet, PrintedQuestion
from quizgen.grading.decisions import Decision
from quizgen.grading.papers import PaperAnswer, StudentPaper
from quizgen.model.marking import Credit

Rights = tuple[tuple[str, ...], ...]  # the right values of each row


@dataclass(frozen=True, slots=True)
class ScoredQuestion:
    """What one question of a paper is worth: ``points`` of ``most``, or None while they are not known.

    ``choice`` is what was filled in, row by row; None if its page is missing. ``right`` are the right values of each
    row, or none where the teacher gives the points.
    """

    question: str
    number: int
    choice: tuple[tuple[str, ...], ...] | None
    right: Rights
    points: float | None
    most: float
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of the key for everybody: other options are right, by their words, or the question does not count."""

    question: str
    right: tuple[str, ...]
    drop: bool


def corrections(decisions: Iterable[Decision]) -> dict[str, Correction]:
    """Return the last change of each question."""
    return {
        decision.question: Correction(decision.question, decision.right, decision.drop)
        for decision in decisions
        if decision.kind in ("right", "drop")
    }


def refuse_unknown(decisions: Iterable[Decision], sheets: Iterable[ArchivedSheet], path: str) -> None:
    """Raise ContentError if a change in the file shown as ``path`` is of no question, or of an option that it lacks."""
    options_of: dict[str, set[str]] = {}
    several: set[str] = set()
    for sheet in sheets:
        several |= {question for question, key in sheet.key.items() if key.right is None or key.right[1:]}
        for entry in sheet.sheet.asked:
            options_of.setdefault(entry.question, set()).update(entry.options or ("true", "false"))
    problems = []
    for question, change in corrections(decisions).items():
        if question not in options_of:
            near = get_close_matches(question, options_of, 1)
            hint = f"did you mean {near[0]}?" if near else "answers.csv has the ids of all questions"
            problems.append(NOT_DECISIONS.problem(path, f"there is no question {quote(question)}", hint))
            continue
        if change.right and question in several:
            message = f"the question {question} has several rows or is written, so its key cannot be changed"
            problems.append(NOT_DECISIONS.problem(path, message, "write  drop: true  instead of what is right"))
            continue
        options = {option.casefold() for option in options_of[question]}
        for words in change.right:
            if words.casefold() not in options:
                hint = f"write its words: {', '.join(sorted(options_of[question]))}"
                message = f"the question {question} has no option {quote(words)}"
                problems.append(NOT_DECISIONS.problem(path, message, hint))
    refuse(problems)


def scored_questions(paper: StudentPaper, changes: Mapping[str, Correction]) -> list[ScoredQuestion]:
    """Return the points of every question of a paper, in the order in which it is printed."""
    rows: dict[str, list[PaperAnswer]] = {}
    for answer in paper.answers.values():
        rows.setdefault(answer.question, []).append(answer)
    printed = sorted(paper.sheet.sheet.asked, key=lambda printed: printed.number)
    return [
        _scored_question(entry, sorted(rows.get(entry.question, []), key=lambda row: row.row), paper.sheet, changes)
        for entry in printed
    ]


def _scored_question(
    printed: PrintedQuestion, rows: Sequence[PaperAnswer], sheet: ArchivedSheet, changes: Mapping[str, Correction]
) -> ScoredQuestion:
    change = changes.get(printed.question)
    right = right_values(printed, sheet, change)
    choice = tuple(row.values for row in rows) if rows and len(rows) >= len(right) else None
    most = float(printed.points)
    if change and change.drop:
        return ScoredQuestion(printed.question, printed.number, choice, right, 0.0, 0.0, dropped=True)
    key = sheet.key.get(printed.question)
    if choice is None or any(row.open for row in rows):
        return ScoredQuestion(printed.question, printed.number, choice, right, None, most)
    points = _points(choice, rows, right, change, most, key.credit if key else "all")
    return ScoredQuestion(printed.question, printed.number, choice, right, points, most)


def _points(
    choice: Rights, rows: Sequence[PaperAnswer], right: Rights, change: Correction | None, most: float, credit: Credit
) -> float:
    if not right:
        return min(most, sum(_number(value) for values in choice for value in values))
    if change and rows[0].choose == "one":  # any of the right options will do
        return most if len(choice[0]) == 1 and choice[0][0] in right[0] else 0.0
    hits = sum(set(values) == set(key) for values, key in zip(choice, right, strict=True))
    if credit == "rows":
        return most * hits / len(right)
    return most if hits == len(right) else 0.0


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0


def right_values(printed: PrintedQuestion, sheet: ArchivedSheet, change: Correction | None) -> Rights:
    """Return what is right in each row of a question, () if the teacher gives its points."""
    if change and change.right:
        return (tuple(value_of(printed, sheet, words) or words for words in change.right),)
    key = sheet.key.get(printed.question)
    return key.right or () if key else ()


def value_of(printed: PrintedQuestion, sheet: ArchivedSheet, words: str) -> str | None:
    """Return the value of the option with these ``words`` in this form, or None if it has none."""
    if words.casefold() in ("true", "false") and not printed.options:
        return words.casefold()
    pairs = zip(sheet.sheet.values_of(printed.question), printed.options, strict=False)
    return next((value for value, option in pairs if option.casefold() == words.casefold()), None)
