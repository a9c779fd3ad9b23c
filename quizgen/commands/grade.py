"""Grading scans of answer sheets: reading them, and rebuilding the results from what was read and decided."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from quizgen.build.recipe_sections import sections_of
from quizgen.commands.graded_answers import graded_answers
from quizgen.commands.graded_quiz import read_quiz, student_files
from quizgen.errors import ContentError, OutputError, UsageError, plural
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.executors import Workers
from quizgen.generators import question_kinds
from quizgen.grading.decisions import Decision, decisions_of
from quizgen.grading.images import pages_of, require_libraries, scan_files
from quizgen.grading.known_sheets import KnownSheets, read_known_sheets
from quizgen.grading.page_record import PageRecord, page_of, pages_jsonl
from quizgen.grading.papers import Pile, pile_of
from quizgen.grading.points import corrections, refuse_unknown, scored_questions
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
from quizgen.project import Project, argument, display_path, read_text
from quizgen.reading.recipes.recipe import load_recipe
from quizgen.reading.response_files import items_json, read_responses, responses_csv
from quizgen.reading.rosters import read_roster
from quizgen.writing import write_files

FOLDER = "grade"
PACKAGES = ("quizgen", "opencv-python-headless", "zxing-cpp")  # whose versions decide what is read
_MOST_PICTURES = 20  # in memory
PAGES, DECISIONS, REST, RESULTS = "pages.jsonl", "decisions.yaml", "rest.txt", "results.csv"
RESPONSES, ITEMS = "responses.csv", "responses.items.json"  # which  quizgen analyse  reads


@dataclass(slots=True)
class Reading:
    """What was read this time: how many pages, pictures of the pages, and messages about those refused."""

    new: int = 0
    again: int = 0
    pictures: dict[str, bytes] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GradeReport:
    """The result of grading: the folder, what was read, the papers, and what is left to do.

    ``changed`` has a line for everybody whose points are different from those of the last time.
    """

    folder: Path
    reading: Reading
    papers: tuple[GradedPaper, ...]
    rest: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The lines to print."""
        complete = sum(graded.status == "complete" for graded in self.papers)
        again = f", {plural(self.reading.again, 'page')} known already" if self.reading.again else ""
        counts = (
            f"{plural(self.reading.new, 'new page')}{again}; {plural(len(self.papers), 'paper')}, {complete} complete"
        )
        return [f"{display_path(self.folder)}: {counts}", *self.changed]

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
    *,
    marked: bool = False,
) -> GradeReport:
    """Reads ``scans`` of the recipe ``name``, which was built into ``target``, and computes all results again.

    With ``marked`` there are marked papers, and decks of what each student missed. Raises UsageError or ContentError.
    """
    recipe = project.recipe(name)
    known = read_known_sheets(target / recipe.stem)
    pages = read_pages(target / recipe.stem / FOLDER / PAGES)
    reading = Reading()
    if not scans and not pages:
        raise UsageError(f"nothing was read yet: name the scans, as in  quizgen grade {argument(name)} scans.pdf")
    if scans:
        require_libraries()
        _read(scan_files(scans), known, pages, reading, workers, progress, target / recipe.stem / FOLDER)
    return _results(project, recipe, target, known, pages, reading, marked=marked)


def _read(
    files: Sequence[Path],
    known: KnownSheets,
    pages: dict[str, PageRecord],
    reading: Reading,
    workers: Workers,
    progress: Callable[[str, int, int], None],
    folder: Path,
) -> None:
    """Reads the pages of ``files`` that are not known yet, and adds them to ``pages``; keeps few pictures in memory."""
    from quizgen.grading.grading_pages import graded_pages

    settled = {page.id for page in pages.values() if page.status == "read" and page.hash in known.current}

    def is_new(id: str) -> bool:
        fresh = id not in settled
        settled.add(id)
        return fresh

    for done, graded in enumerate(graded_pages(pages_of(files), known, workers, is_new), 1):
        progress("reading pages", done, max(done, len(files)))
        if graded is None:
            reading.again += 1
            continue
        record = graded.record
        reading.new += record.id not in pages
        pages[record.id] = record
        if graded.picture:
            reading.pictures[record.id] = graded.picture
            if len(reading.pictures) == _MOST_PICTURES:
                write_files(_picture_files(folder, reading), private=True)
                reading.pictures.clear()
        if record.status != "read":
            reading.refused.append(refusal(record))


def _picture_files(folder: Path, reading: Reading) -> dict[Path, bytes]:
    return {folder / f"pages/{id}.jpg": picture for id, picture in reading.pictures.items()}


def rebuild(project: Project, name: str, target: Path) -> GradeReport:
    """Computes all results again from what was read and decided; raises UsageError or ContentError."""
    recipe = project.recipe(name)
    known = read_known_sheets(target / recipe.stem)
    pages = read_pages(target / recipe.stem / FOLDER / PAGES)
    return _results(project, recipe, target, known, pages, Reading(), marked=False)


def refusal(page: PageRecord) -> str:
    """The message about a page that is not read."""
    detail = f" ({page.detail})" if page.detail else ""
    return f"{page.file}: {PAGE_REASONS[page.status]}{detail}"


def _results(
    project: Project,
    recipe: Path,
    target: Path,
    known: KnownSheets,
    pages: Mapping[str, PageRecord],
    reading: Reading,
    *,
    marked: bool,
) -> GradeReport:
    """Computes and writes everything that follows from pages and decisions."""
    folder = target / recipe.stem / FOLDER
    decisions = read_decisions(folder / DECISIONS)
    refuse_unknown(decisions, known.sheets.values(), display_path(folder / DECISIONS))
    pile = pile_of(list(pages.values()), decisions, known.sheets)
    papers = graded_papers(pile, decisions)
    roster, title = class_of(recipe)
    rest = rest_lines(pile, papers)
    quiz = read_quiz(project, recipe)
    session = session_of(folder / RESPONSES, recipe.stem)
    answers = graded_answers(papers, quiz.items, session, {student.id: student.group for student in roster})
    files = {
        PAGES: pages_jsonl(pages.values()),
        "answers.csv": answers_csv(list(pages.values()), papers),
        RESULTS: results_csv(papers, roster),
        "moodle.csv": moodle_csv(papers, title),
        "canvas.csv": canvas_csv(papers, roster, title),
        REST: "".join(f"{line}\n" for line in rest).encode(),
        RESPONSES: responses_csv(answers.responses),
        ITEMS: items_json(answers.items),
    }
    if marked:
        files |= student_files(papers, quiz, {student.id: student.name for student in roster})
    changed = tuple(changes_since(folder / RESULTS, papers))
    placed = {folder / name: content for name, content in files.items()}
    write_files({**placed, **_picture_files(folder, reading)}, private=True)
    return GradeReport(folder, reading, tuple(papers), tuple(rest), changed)


def session_of(responses: Path, recipe: str) -> str:
    """The name of the session that papers are of: that of the ``responses`` of the last time, or a new one of today."""
    if responses.is_file() and (answers := read_responses(responses)[0]):
        dated = re.match(rf"{re.escape(recipe)}-\d{{4}}-\d\d-\d\d", answers[0].session)  # the class follows
        return dated[0] if dated else answers[0].session
    return f"{recipe}-{datetime.now().astimezone():%Y-%m-%d}"


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
    return [GradedPaper(paper, tuple(scored_questions(paper, changes))) for paper in pile.papers]


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
