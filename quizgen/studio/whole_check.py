"""The check of a whole collection, in a process of its own: what is typed meanwhile is not delayed by it."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from quizgen.confinement import end_with_parent
from quizgen.errors import in_order
from quizgen.generators import generate
from quizgen.model.question import Question
from quizgen.studio.snapshot import read_snapshot
from quizgen.words.catalogues import read_words

COUNTED = ("multiple-choice", "true-false", "short-answer", "basic")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a whole collection.

    ``levels`` has the worst level of each fact's problems, ``counts`` how many questions of each kind there are
    without the ``drafts``, ``head`` what is wrong with the file itself.
    """

    levels: Mapping[str, str]
    counts: Mapping[str, int]
    drafts: int
    head: tuple[str, ...]


def checked_collection(path: Path, text: str) -> Checked:
    """Check the collection at ``path``, which holds ``text``, and count what can be asked of it."""
    snapshot = read_snapshot(path, text or None)
    problems = snapshot.all_problems()
    levels: dict[str, str] = {}
    for problem in problems:
        if problem.id and problem.level != "info" and levels.get(problem.id) != "error":
            levels[problem.id] = problem.level
    counts: Counter[str] = Counter()
    if snapshot.loaded is not None:
        results = generate(snapshot.loaded.without_drafts().collection, COUNTED)
        counts.update(question.kind for question in results if isinstance(question, Question))
    head = [problem for problem in problems if not problem.id and problem.level != "info"]
    drafts = snapshot.loaded.drafts if snapshot.loaded else 0
    return Checked(levels, counts, drafts, tuple(f"{problem.where}: {problem.message}" for problem in in_order(head)))


def checking_process() -> ProcessPoolExecutor:
    """Return the process in which `checked_collection` runs; it is started when it is first needed."""
    return ProcessPoolExecutor(1, get_context("spawn"), _begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the studio, which ends this
    end_with_parent()
    read_words()
