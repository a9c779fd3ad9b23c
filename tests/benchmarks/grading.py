"""How well and how fast filled answer sheets are read: sheets of the shipped quiz, worn by our own scanner and camera.

    python tests/benchmarks/grading.py [PAGES] [SEED]     reads PAGES pages (default 20) with each kind of wear
    python tests/benchmarks/grading.py --speed [PAGES]    grades a PDF of PAGES pages (default 300) at 200 dpi

A page is filled in by one pen in one way; one answer in six is blank, marked twice, erased or struck out.
An answer is *right* if it was read and meant, *doubtful* if a person is asked, and *silently wrong* otherwise.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from filled_sheets import Pen, Pixels, Sheet, blank, folded, photograph, scan
from PIL import Image

from quizgen.build.exporting import no_progress
from quizgen.build.pipeline import build
from quizgen.exporters.scannable.sheet_json import Answer
from quizgen.grading.known_sheets import KnownSheets, read_known_sheets
from quizgen.grading.reader import ReadPage, read_page
from quizgen.project import Project, shipped_folder

DPI = 150
RECIPE = """\
schema: quizgen-deck/1
title: Waves and Sound
facts: waves
outputs: [answer-sheet]
paper: {style: [normal, high-contrast]}
quiz: {forms: 1, questions: {multiple-choice: 8, true-false: 4, matching: 1, short-answer: 2}}
"""
WEAR: Mapping[str, Callable[[Pixels], Pixels]] = {
    "scan": scan,
    "upside": lambda image: scan(image, turns=2),
    "small": lambda image: scan(image, scale=0.75),
    "skew": lambda image: scan(image, angle=6, scale=0.9),
    "noisy": lambda image: scan(image, noise=14),
    "fold": lambda image: scan(folded(image, 0, DPI)),
    "photo": lambda image: photograph(image, bow=0),
    "bent": lambda image: photograph(image, bow=3),
}
PENS = {
    "pencil": Pen(),
    "ballpoint": Pen(0.4, 0.95),
    "felt": Pen(1.2, 0.95),
    "hard pencil": Pen(0.55, 0.4),
    "faint": Pen(0.5, 0.2),
}
HABITS = ("fill",) * 8 + ("cross", "ring")
# Runs a command, and prints what the largest of its processes had in memory.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
print("at most", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, "MB")
"""
EVENTS = ("blank", "two", "erased", "struck", "dot")


def project(folder: Path) -> Project:
    """A project with the shipped facts and a recipe with answer sheets in two styles."""
    (folder / "decks").mkdir()
    (folder / "facts").mkdir()
    for name in ("waves.yaml", "waves.txt"):
        shutil.copy(shipped_folder() / "facts" / name, folder / "facts")
    shutil.copytree(shipped_folder() / "facts/images", folder / "facts/images")
    (folder / "decks/waves.yaml").write_text(RECIPE, encoding="utf-8")
    found = Project.at(folder)
    build(found, (), folder / "build", strict=False, progress=no_progress)
    return found


def sheets(folder: Path, dpi: int) -> list[Sheet]:
    """The sheets of all forms and styles, not filled in."""
    known = read_known_sheets(folder / "build/waves")
    found = []
    for archived in known.sheets.values():
        sheet = archived.sheet
        style = "" if sheet.style == "normal" else f"-{sheet.style}"
        pdf = folder / f"build/waves/answer-sheet-{sheet.form}{style}.pdf"
        found += [blank(pdf, page, dpi) for page in sheet.pages]
    return found


def filled(sheet: Sheet, random: np.random.Generator) -> tuple[Sheet, str]:
    """The sheet as somebody fills it in, and with which pen."""
    name = str(random.choice(list(PENS)))
    pen, habit = PENS[name], str(random.choice(HABITS))
    copy = Sheet(sheet.page, sheet.image.copy(), sheet.dpi)
    if sheet.page.student:
        copy.write_number("".join(map(str, random.integers(0, 10, len(sheet.page.student)))), pen)
    for answer in sheet.page.fields:
        fill_in(copy, answer, random, pen, habit)
    return copy, name


def fill_in(sheet: Sheet, answer: Answer, random: np.random.Generator, pen: Pen, habit: str) -> None:
    """Answer one question."""
    values = [str(value) for value in random.permutation([box.value for box in answer.boxes])]
    if answer.choose == "score":
        sheet.answer(answer.question, answer.row, values[:1])
        return
    event = str(random.choice(EVENTS)) if random.random() < 1 / 6 else ""
    if event in ("erased", "struck", "dot"):
        sheet.mark(sheet.box(answer.question, answer.row, values[1]), pen, event)
    meant = [] if event == "blank" else values[:2] if event == "two" else values[:1]
    sheet.answer(answer.question, answer.row, meant, pen, habit)


def read(image: Pixels, known: KnownSheets, sheet: Sheet) -> Counter[str]:
    """What comes of the answers of one page."""
    page = read_page(image, known)
    if not isinstance(page, ReadPage):
        return Counter(refused=len(sheet.meant))
    counts: Counter[str] = Counter()
    for row in page.rows:
        is_right = set(row.judgement.values) == set(sheet.meant[row.question, row.row])
        if row.judgement.doubt:
            counts.update(doubtful=1, guessed=int(is_right))
        else:
            counts["right" if is_right else "silent"] += 1
    return counts


def accuracy(pages: int, seed: int, wears: Iterable[str] = WEAR) -> None:
    """Print what comes of the answers, by wear and by pen."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder)
        known, empty = read_known_sheets(folder / "build/waves"), sheets(folder, DPI)
        by_wear: dict[str, Counter[str]] = {wear: Counter() for wear in wears}
        by_pen: dict[str, Counter[str]] = {pen: Counter() for pen in PENS}
        for number, wear in enumerate(by_wear):
            random = np.random.default_rng([seed, number])
            for _ in range(pages):
                sheet, pen = filled(empty[int(random.integers(len(empty)))], random)
                counts = read(WEAR[wear](sheet.image), known, sheet)
                by_wear[wear] += counts
                by_pen[pen] += counts
    print(f"{'':12} {'answers':>8} {'right':>8} {'doubtful':>9} {'guessed':>8} {'refused':>8} {'silent':>7}")
    for table in (by_wear, by_pen, {"all": sum(by_wear.values(), Counter())}):
        for row, counts in table.items():
            total = sum(counts[key] for key in ("right", "doubtful", "silent", "refused")) or 1
            print(
                f"{row:12} {total:8} {counts['right'] / total:8.1%} {counts['doubtful'] / total:9.1%} "
                f"{counts['guessed'] / (counts['doubtful'] or 1):8.0%} {counts['refused']:8} {counts['silent']:7}"
            )


def pile(folder: Path, pages: int) -> None:
    """Build the project in a folder, and put a PDF of scanned pages there."""
    project(folder)
    random = np.random.default_rng(1)
    empty = [sheet for sheet in sheets(folder, 200) if sheet.page.number == 1]
    images = (Image.fromarray(scan(filled(empty[n % len(empty)], random)[0].image)) for n in range(pages))
    next(images).save(folder / "scans.pdf", save_all=True, append_images=images, resolution=200, quality=80)


def speed(pages: int) -> None:
    """Print how long a pile of scans takes, and how much memory.

    What a process has at most is at least what its parent had: the pile is made by a process of its own.
    """
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, __file__, "--pile", name, str(pages)], check=True)
        command = [sys.executable, "-m", "quizgen", "grade", "waves", f"{name}/scans.pdf", "--project", name]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=False)
        taken = time.perf_counter() - begun
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        processors = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
        print(done.stdout.strip())
        print(f"{pages} pages: {taken:.1f} s, {processors:.1f} s of processors")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--pile"]:
        pile(Path(arguments[1]), int(arguments[2]))
    elif arguments[:1] == ["--speed"]:
        speed(int(arguments[1]) if len(arguments) > 1 else 300)
    else:
        accuracy(*(int(number) for number in (*arguments, *(20, 1)[len(arguments) :])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
