"""The answers that a recipe's statistics are computed from: beside it, in a folder with a table for each session.

``decks/waves.responses/`` has for each session a table of responses and the questions as people saw them. Nobody's name
is in it: whoever writes it puts numbers in place of people. Other tables have their questions beside them in the same
way: ``responses.csv`` and ``responses.items.json``.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from quizgen.errors import Problem
from quizgen.model.responses import AnswerSet
from quizgen.project import store_folder
from quizgen.reading.response_files import items_json, read_items, read_responses, responses_csv

TABLE, ITEMS = ".csv", ".items.json"
_LONGEST = 80  # characters of a session's name in a file's


def file_stem(session: str) -> str:
    """The name of a session's files, without their endings: another for each session, and allowed on every system."""
    plain = "".join(character if character.isalnum() or character in "-_" else "-" for character in session)
    plain = plain[:_LONGEST].strip("-")
    return plain if plain == session else f"{plain}-{sha256(session.encode()).hexdigest()[:8]}".strip("-")


def stored_files(answers: AnswerSet) -> dict[str, bytes]:
    """The files of the store with these answers."""
    files = {}
    for session in answers.sessions:
        of_session, stem = answers.only(session), file_stem(session)
        files[f"{stem}{TABLE}"] = responses_csv(of_session.responses)
        files[f"{stem}{ITEMS}"] = items_json(of_session.items)
    return files


def read_store(folder: Path) -> tuple[AnswerSet, list[Problem]]:
    """The answers in a store, session by session, and what is wrong with its files."""
    answers, problems = AnswerSet(), list[Problem]()
    for path in sorted(folder.glob(f"*{TABLE}")):
        more, faults = read_table(path)
        answers, problems = answers + more, problems + faults
    return answers, problems


def read_table(path: Path) -> tuple[AnswerSet, list[Problem]]:
    """The answers in one table, with the questions in the file beside it, if it is there; and what is wrong."""
    responses, problems = read_responses(path)
    beside = path.with_name(f"{path.stem}{ITEMS}")
    if not beside.is_file():
        return AnswerSet(responses), problems
    items, faults = read_items(beside)
    return AnswerSet(responses, items), [*problems, *faults]


def read_stores(recipes: Iterable[Path]) -> tuple[AnswerSet, list[Problem]]:
    """The answers to several recipes."""
    answers, problems = AnswerSet(), list[Problem]()
    for recipe in recipes:
        more, faults = read_store(store_folder(recipe))
        answers, problems = answers + more, problems + faults
    return answers, problems
