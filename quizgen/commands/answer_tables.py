"""Tables of answers that a teacher names: in quizgen's own row format, or from Moodle or Canvas."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path

from quizgen.classroom.judging import is_right
from quizgen.classroom.session_files import jobs_and_bank_of
from quizgen.errors import ContentError, Problem
from quizgen.errors.problem_kinds import RESPONSES
from quizgen.importers.canvas_answers import canvas_questions, is_canvas_table
from quizgen.importers.moodle_answers import is_moodle_table, moodle_questions
from quizgen.importers.platform_answers import KnownQuestions, platform_answers, table_of
from quizgen.model.responses import AnswerSet
from quizgen.project import Project, display_path, read_text
from quizgen.reading.response_store import read_table


def read_answer_table(project: Project, recipe: str, path: Path) -> tuple[AnswerSet, list[Problem]]:
    """The answers in the table at ``path``, and what is wrong with it; raises ContentError if the recipe has errors."""
    try:
        rows = table_of(read_text(path))
    except ContentError as refused:
        return AnswerSet(), list(refused.problems)
    except csv.Error as fault:
        return AnswerSet(), [RESPONSES.problem(display_path(path), f"this is not a table: {fault}")]
    if rows and "respondent" in map(str.lower, rows[0]):
        return read_table(path)
    if is_canvas_table(rows):
        questions, sessions = canvas_questions(rows, path.stem)
    elif is_moodle_table(rows):
        questions, sessions = moodle_questions(rows, path.stem)
    else:
        message = "this is not a table of answers that quizgen knows"
        hint = "download Moodle's report Responses, or Canvas's Student Analysis, as CSV"
        return AnswerSet(), [RESPONSES.problem(display_path(path), message, hint)]
    jobs, bank, _ = jobs_and_bank_of(project, recipe)
    items = [item for form in jobs.quiz.quiz.forms for item in form.items]
    known = KnownQuestions(items, bank)
    judge = partial(is_right, language=jobs.quiz.language)
    return platform_answers(questions, sessions, known, judge, display_path(path))
