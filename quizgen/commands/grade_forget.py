"""Deleting what is known of students' papers."""

from __future__ import annotations

from pathlib import Path

from quizgen.commands.grade import DECISIONS, FOLDER, PAGES, read_decisions, read_pages, rebuild
from quizgen.errors import UsageError
from quizgen.grading.decisions import HEAD, decision_line
from quizgen.grading.known_sheets import read_known_sheets
from quizgen.grading.page_record import pages_jsonl
from quizgen.grading.papers import pile_of
from quizgen.project import Project, display_path
from quizgen.writing import write_files
from quizgen.writing.transaction import Content


def forget(project: Project, name: str, target: Path, student: str) -> list[str]:
    """Deletes everything in the recipe's folder of results, or all of one ``student``; returns lines to print.

    Raises UsageError if nothing is known.
    """
    recipe = project.recipe(name)
    folder = target / recipe.stem / FOLDER
    if not folder.is_dir():
        raise UsageError(f"nothing is known of students: there is no {display_path(folder)}")
    if student:
        return _forget_one(project, name, target, folder, student)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    write_files(dict.fromkeys(files))
    return [f"{display_path(folder)}: deleted"]


def _forget_one(project: Project, name: str, target: Path, folder: Path, student: str) -> list[str]:
    pages, decisions = read_pages(folder / PAGES), read_decisions(folder / DECISIONS)
    known = read_known_sheets(folder.parent)
    pile = pile_of(list(pages.values()), decisions, known.sheets)
    gone = {page.id for paper in pile.papers if paper.student == student for page in paper.pages}
    if not gone:
        raise UsageError(f"no paper is known of student {student!r}")
    left = [decision for decision in decisions if decision.page not in gone]
    changes: dict[Path, Content | None] = {
        folder / PAGES: pages_jsonl(page for id, page in pages.items() if id not in gone),
        folder / DECISIONS: (HEAD + "".join(map(decision_line, left))).encode(),
    }
    changes |= dict.fromkeys(path for id in gone if (path := folder / f"pages/{id}.jpg").is_file())
    write_files(changes, private=True)
    rebuild(project, name, target)
    return [f"{display_path(folder)}: student {student} was deleted"]
