"""A project with answer sheets, printed once for all tests of grading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from conftest import HEAD, quiet
from every_kind import ENTITIES, FACTS, PICTURE
from filled_sheets import Sheet, blank

from quizgen.build.pipeline import build
from quizgen.exporters.scannable.sheet_json import SheetFile, Sheets
from quizgen.project import Project

QUIZ = """\
quiz:
  forms: 2
  points_each: {short-answer: 2}
  questions: {multiple-choice: 3, true-false: 3, multiple-response: 1, sequence: 1, matching: 1, short-answer: 1}
"""
RECIPES = {
    "paper": f"outputs: [answer-sheet, deck]\nanswer-sheet: {{digits: 3}}\n{QUIZ}",
    "boxed": f"outputs: [quiz]\nanswer-sheet: {{in-quiz: true, digits: 3, copies: 2, boxes: square}}\n{QUIZ}",
    "class": "outputs: [answer-sheet]\nquiz: {questions: {true-false: 2}, roster: r.csv}\n",
}
ROSTER = "name,id,class,accommodations\nFirst Student,17,7a,\nSecond Student,18,7b,large print\nThird One,é.9,7a,\n"


@dataclass(frozen=True, slots=True)
class Printed:
    """A project that was built."""

    root: Path

    @property
    def project(self) -> Project:
        return Project.at(self.root)

    def sheet(self, recipe: str, form: str) -> SheetFile:
        folder = self.root / "build" / recipe
        name = "quiz-sheet.json" if recipe == "boxed" else "sheet.json"
        sheets = Sheets.model_validate_json((folder / name).read_bytes()).sheets
        return next(sheet for sheet in sheets if sheet.form == form)

    def page(self, recipe: str, form: str, number: int = 1, dpi: int = 150, of_file: int | None = None) -> Sheet:
        page = self.sheet(recipe, form).pages[number - 1]
        stem = "quiz" if recipe == "boxed" else "answer-sheet"
        return blank(self.root / f"build/{recipe}/{stem}-{form}.pdf", page, dpi, of_file)

    def filled(self, recipe: str, form: str, student: str = "", number: int = 1, seed: int = 1) -> Sheet:
        sheet = self.page(recipe, form, number)
        if student:
            sheet.write_number(student)
        sheet.fill_in(np.random.default_rng(seed))
        return sheet


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    root = tmp_path_factory.mktemp("graded")
    for name in ("facts", "decks"):
        (root / name).mkdir()
    (root / "facts/t.yaml").write_text(f"{HEAD}{ENTITIES}facts:\n{FACTS}", encoding="utf-8")
    (root / "facts/cycle.svg").write_text(PICTURE, encoding="utf-8")
    (root / "facts/sea.mp3").write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00")
    (root / "decks/r.csv").write_text(ROSTER, encoding="utf-8")
    for name, rest in RECIPES.items():
        text = f"schema: quizgen-deck/1\ntitle: A Quiz\nfacts: t\n{rest}"
        (root / f"decks/{name}.yaml").write_text(text, encoding="utf-8")
    build(Project.at(root), (), root / "build", strict=False, progress=quiet)
    return Printed(root)
