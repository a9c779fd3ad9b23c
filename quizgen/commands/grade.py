"""Grading scans of answer sheets: reading them, and rebuilding the results from what was read and decided."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.build.recipe_sections import sections_of
from quizgen.errors import ContentError, OutputError, plural
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.executors import Workers
from quizgen.generators import question_kinds
from quizgen.grading.decisions import Decision, decisions_of
from quizgen.grading.images import pages_of, ready, scan_files
from quizgen.grading.known_sheets import KnownSheets, read_known_sheets
from quizgen.grading.page_record import PageRecord, page_of, pages_jsonl
from quizgen.grading.papers import Pile, pile_of
from quizgen.grading.points import corrections, scored
from quizgen.grading.result_tables import (
    PAGE_REASONS,
    GradedPaper,
    answers_csv,
    canvas_csv,
    moodle_csv,
    rest_lines,
    results_csv,
)
from quizgen.model.quiz import Student
from quizgen.project import Project, display_path, read_text
from quizgen.reading.recipes.recipe import load_recipe
from quizgen.reading.rosters import read_roster
from quizgen.writing import write_files

FOLDER = "grade"
PACKAGES = ("quizgen", "opencv-python-headless", "zxing-cpp")  # whose versions decide what is read
PAGES, DECISIONS, REST, RESULTS = "pages.jsonl", "decisions.yaml", "rest.txt", "results.csv"


@dataclass(frozen=True, slots=True)
class GradeReport:
    """The result of grading: the folder, new pages, messages about pages that are not read, and what is left to do.

    ``changed`` says whose points are different from those of the last time.
    """

    folder: Path
    papers: tuple[GradedPaper, ...]
    new: int
    again: int
    refused: tuple[str, ...]
    rest: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The lines to print."""
        done = sum(graded.status == "complete" for graded in self.papers)
        again = f", {plural(self.again, 'page')} known already" if self.again else ""
        return [
            f"{display_path(self.folder)}: {plural(self.new, 'new page')}{again}; {plural(len(self.papers), 'paper')}, "
            f"{done} complete",
            *self.changed,
        ]

    def refuse_open(self) -> None:
        """Raises OutputError while something is open."""
        if self.rest:
            where = display_path(self.folder / REST)
            raise OutputError(f"{plural(len(self.rest), 'thing')} still to be done: {where} lists them")


def grade(
    project: Project,
    name: str,
    scans: Sequence[Path],
    target: Path,
    workers: Workers,
    progress: Callable[[str, int, int], None],
) -> GradeReport:
    """Reads ``scans`` of the recipe ``name``, which was built into ``target``, and rebuilds all results.

    Raises UsageError or ContentError.
    """
    recipe = project.recipe(name)
    place = target / recipe.stem
    known = read_known_sheets(place)
    folder = place / FOLDER
    pages = read_pages(folder / PAGES)
    new = again = 0
    pictures: dict[str, bytes] = {}
    refused: list[str] = []
    if scans:
        ready()
        from quizgen.grading.grading_pages import graded_pages

        files = scan_files(scans)
        settled = {page.id for page in pages.values() if page.status == "read" and page.hash in known.current}

        def is_new(id: str) -> bool:
            fresh = id not in settled
            settled.add(id)
            return fresh

        for graded in graded_pages(pages_of(files), known, workers, is_new):
            if graded is None:
                again += 1
                continue
            new += graded.record.id not in pages
            pages[graded.record.id] = graded.record
            if graded.picture:
                pictures[graded.record.id] = graded.picture
            progress("reading", new + again, 0)
            if graded.record.status != "read":
                refused.append(refusal(graded.record))
    return _written(recipe, folder, known, list(pages.values()), pictures, new, again, refused)


def rebuild(project: Project, name: str, target: Path) -> GradeReport:
    """Computes all results again from what was read and decided; raises UsageError or ContentError."""
    recipe = project.recipe(name)
    place = target / recipe.stem
    pages = read_pages(place / FOLDER / PAGES)
    return _written(recipe, place / FOLDER, read_known_sheets(place), list(pages.values()), {}, 0, 0, [])


def refusal(page: PageRecord) -> str:
    """The message about a page that is not read."""
    detail = f" ({page.detail})" if page.detail else ""
    return f"{page.file}: {PAGE_REASONS[page.status]}{detail}"


def _written(
    recipe: Path,
    folder: Path,
    known: KnownSheets,
    pages: Sequence[PageRecord],
    pictures: Mapping[str, bytes],
    new: int,
    again: int,
    refused: Sequence[str],
) -> GradeReport:
    decisions = read_decisions(folder / DECISIONS)
    pile = pile_of(pages, decisions, known.sheets)
    papers = graded_papers(pile, decisions)
    roster, title = class_of(recipe)
    rest = rest_lines(pile, papers)
    files = {
        PAGES: pages_jsonl(pages),
        "answers.csv": answers_csv(pages, papers),
        RESULTS: results_csv(papers, roster),
        "moodle.csv": moodle_csv(papers, title),
        "canvas.csv": canvas_csv(papers, roster, title),
        REST: "".join(f"{line}\n" for line in rest).encode(),
    }
    changed = tuple(changes_since(folder / RESULTS, papers))
    files |= {f"pages/{id}.jpg": picture for id, picture in pictures.items()}
    write_files({folder / name: content for name, content in files.items()}, private=True)
    return GradeReport(folder, tuple(papers), new, again, tuple(refused), tuple(rest), changed)


def changes_since(results: Path, papers: Sequence[GradedPaper]) -> Iterator[str]:
    """A line for each student whose points are others than in the ``results`` of the last time."""
    if not results.is_file():
        return
    with results.open(encoding="utf-8-sig", newline="") as file:
        before = {row.get("student", ""): row.get("points", "") for row in csv.DictReader(file)}
    for graded in papers:
        old, new = before.get(graded.paper.student, ""), f"{graded.points:g}"
        if graded.status == "complete" and old and old != new:
            yield f"  student {graded.paper.student}: {old} → {new} points"


def graded_papers(pile: Pile, decisions: Sequence[Decision]) -> list[GradedPaper]:
    """The papers with their points."""
    changes = corrections(decisions)
    return [GradedPaper(paper, tuple(scored(paper, changes))) for paper in pile.papers]


def class_of(path: Path) -> tuple[tuple[Student, ...], str]:
    """The students on the roster of the recipe at ``path``, and its title; raises ContentError."""
    recipe, _, problems = load_recipe(path, question_kinds(), sections_of)
    if recipe is None:
        raise ContentError(problems)
    return (read_roster(recipe.roster)[0] if recipe.roster else ()), recipe.recipe.title


def read_pages(path: Path) -> dict[str, PageRecord]:
    """The pages that were read before, by their ids; raises ContentError."""
    pages: dict[str, PageRecord] = {}
    if not path.is_file():
        return pages
    for number, line in enumerate(read_text(path).splitlines(), 1):
        try:
            page = page_of(line)
        except (ValueError, KeyError, TypeError) as fault:
            message = f"line {number} is damaged"
            hint = "restore the file, or delete the line and read its page again"
            raise ContentError([UNREADABLE_FILE.problem(display_path(path), message, hint)]) from fault
        pages[page.id] = page
    return pages


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions that were made; raises ContentError."""
    return decisions_of(read_text(path), display_path(path)) if path.is_file() else ()
