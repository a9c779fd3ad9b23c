"""Deleting what is known of students' papers."""

from __future__ import annotations

from pathlib import Path

from quizgen.commands.grade import DECISIONS, FOLDER, PAGES, class_of, read_decisions, read_pages, rebuild
from quizgen.errors import UsageError
from quizgen.grading.decisions import HEAD, decision_line
from quizgen.grading.known_sheets import read_known_sheets
from quizgen.grading.page_record import pages_jsonl
from quizgen.grading.papers import pile_of
from quizgen.project import Project, display_path
from quizgen.reading.response_store import file_stem
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
        return _forget_one(project, recipe, target, folder, student)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    write_files(dict.fromkeys(files))
    return [f"{display_path(folder)}: deleted", *_still_there(recipe, folder)]


def _still_there(recipe: Path, folder: Path) -> list[str]:
    """Where a roster's students are named outside of the results."""
    roster, _ = class_of(recipe)
    if not roster:
        return []
    sheets = display_path(folder.parent)
    return [f"students are still named on the roster of {display_path(recipe)}, and on what was printed in {sheets}"]


def _forget_one(project: Project, recipe: Path, target: Path, folder: Path, student: str) -> list[str]:
    pages, decisions = read_pages(folder / PAGES), read_decisions(folder / DECISIONS)
    known = read_known_sheets(folder.parent)
    pile = pile_of(list(pages.values()), decisions, known.sheets)
    gone = {page.id for paper in pile.papers if paper.student == student for page in paper.pages}
    if not gone:
        raise UsageError(f"no paper is known of student {student!r}")
    others = [decision for decision in decisions if decision.page not in gone]
    changes: dict[Path, Content | None] = {
        folder / PAGES: pages_jsonl(page for id, page in pages.items() if id not in gone),
        folder / DECISIONS: (HEAD + "".join(map(decision_line, others))).encode(),
    }
    stem = file_stem(student)
    own = [f"marked/{stem}.pdf", f"missed-{stem}.apkg", *(f"pages/{id}.jpg" for id in sorted(gone))]
    changes |= dict.fromkeys(path for name in own if (path := folder / name).is_file())
    write_files(changes, private=True)
    rebuild(project, recipe.stem, target)
    return [f"{display_path(folder)}: student {student} was deleted", *_still_there(recipe, folder)]
