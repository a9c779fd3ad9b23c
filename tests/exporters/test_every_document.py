"""Every document that both shipped collections print: their text against golden files, and PDF/UA-1."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import page
import pytest
from conftest import quiet
from pdf_text import page_texts

from quizgen.build.pipeline import build
from quizgen.project import Project

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests/golden/documents"
SHEETS = {
    "kazakhstan-azerbaijan": (
        *("crossword", "word-search", "bingo", "matching", "word-bank", "table", "exit-ticket", "study-guide"),
        *("dominoes", "loop-cards"),
    ),
    "waves": (
        *("crossword", "word-search", "bingo", "matching", "ordering", "word-bank", "labelling", "exit-ticket"),
        *("study-guide", "dominoes", "loop-cards"),
    ),
}
# A page or two of each, which all look alike.
CARDS = {"bingo": "cards: 4", "dominoes": "cards: 12", "loop-cards": "cards: 12"}
RECIPE = """\
schema: quizgen-deck/1
title: Every document
facts: {name}
outputs: [quiz, key, worksheets, cards, answer-sheet, overlay, response-cards]
quiz: {{forms: 2}}
paper: {{together: true}}
deck: {{kinds: [basic]}}
response-cards: {{cards: 4}}
worksheets: {{{sheets}}}
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each document by collection and name."""
    root = tmp_path_factory.mktemp("documents")
    shutil.copytree(ROOT / "facts", root / "facts")
    (root / "decks").mkdir()
    for name, sheets in SHEETS.items():
        settings = ", ".join(f"{sheet}: {{{CARDS.get(sheet, '')}}}" for sheet in sheets)
        recipe = RECIPE.format(name=name, sheets=settings)
        (root / f"decks/{name}.yaml").write_text(recipe, encoding="utf-8")
    built, told = build(Project.at(root), (), root / "build", strict=False, progress=quiet)
    assert [problem.message for problem in told if problem.rule == "worksheet"] == []
    return {f"{each.folder.name}.{path.stem}": path for each in built for path in sorted(each.folder.glob("*.pdf"))}


def test_their_text_is_the_golden_one(documents: dict[str, Path]) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    texts = {name: "\n".join(page_texts(path)) + "\n" for name, path in documents.items()}
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        for name, text in texts.items():
            (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted(texts)
    changed = [name for name, text in texts.items() if (GOLDEN / f"{name}.txt").read_text(encoding="utf-8") != text]
    assert changed == []


def test_they_conform_to_pdf_ua(documents: dict[str, Path]) -> None:
    failures = {
        name: [
            f"{failure.rule_id}: {failure.message}"
            for failure in page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1).failures
        ]
        for name, path in documents.items()
    }
    assert {name: found for name, found in failures.items() if found} == {}
