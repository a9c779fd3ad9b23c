"""Takes the pictures of docs/reference/gallery.md: pages of all that is printed, from the shipped collections."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

from quizgen.build.pipeline import build
from quizgen.project import Project

ROOT = Path(__file__).parents[2]
HEAD = "schema: quizgen-deck/1\ntitle: {title}\nfacts: {facts}\n"
RECIPES = {
    "styles": HEAD.format(title="Waves and Sound", facts="waves") + "outputs: [quiz, key]\n"
    "quiz: {forms: 1, questions: {multiple-choice: 6, true-false: 3, short-answer: 3, labelling: 1}}\n"
    "paper: {style: [normal, large-print, dyslexia, high-contrast, low-ink]}\n",
    "sheets": HEAD.format(title="Kazakhstan and Azerbaijan", facts="kazakhstan-azerbaijan")
    + "outputs: worksheets\nworksheets: {crossword: {}, word-search: {}, bingo: {}, matching: {}, "
    "word-bank: {}, exit-ticket: {}, study-guide: {}, dominoes: {}, loop-cards: {}}\n",
    "waves": HEAD.format(title="Waves and Sound", facts="waves")
    + "outputs: worksheets\nworksheets: {ordering: {}, labelling: {bank: true}}\n",
    "machine": HEAD.format(title="Kazakhstan and Azerbaijan", facts="kazakhstan-azerbaijan")
    + "outputs: [quiz, key, cards, answer-sheet, overlay, response-cards]\nquiz: {forms: 2}\n",
}
# Picture → pages, as folder/file and page.
PICTURES = {
    "styles": [
        *(f"styles/quiz-A{style}.pdf 1" for style in ("", "-large-print", "-dyslexia", "-high-contrast", "-low-ink")),
        "styles/key-A.pdf 1",
    ],
    "worksheets": [
        *(f"sheets/{name}.pdf 1" for name in ("crossword", "word-search", "bingo", "matching", "word-bank")),
        *(f"sheets/{name}.pdf 1" for name in ("exit-ticket", "study-guide")),
        "waves/labelling.pdf 1",
    ],
    "cards": ["machine/cards.pdf 1", "machine/cards.pdf 2", "sheets/dominoes.pdf 1", "sheets/loop-cards.pdf 1"],
    "marking": [
        *(f"machine/{name}.pdf 1" for name in ("answer-sheet-A", "overlay-A", "key-grid", "response-cards")),
    ],
}
WIDTH, ACROSS, GAP = 460, 3, 14  # pixels, pages in a row, pixels


def page(folder: Path, named: str) -> np.ndarray:
    """A page in grey, ``WIDTH`` wide."""
    name, number = named.split()
    document = pypdfium2.PdfDocument(folder / name)
    sheet = document[int(number) - 1]
    drawn = sheet.render(scale=WIDTH / sheet.get_width(), grayscale=True).to_numpy()
    return np.asarray(drawn).reshape(drawn.shape[0], -1)


def together(pages: list[np.ndarray]) -> np.ndarray:
    """Pages in rows on a darker ground, as high as the highest of each row."""
    rows = [pages[start : start + ACROSS] for start in range(0, len(pages), ACROSS)]
    width = max(sum(each.shape[1] + GAP for each in row) for row in rows) + GAP
    sheet = np.full((sum(max(each.shape[0] for each in row) + GAP for row in rows) + GAP, width), 200, np.uint8)
    top = GAP
    for row in rows:
        left = GAP
        for each in row:
            sheet[top : top + each.shape[0], left : left + each.shape[1]] = each
            left += each.shape[1] + GAP
        top += max(each.shape[0] for each in row) + GAP
    return sheet


def main() -> None:
    """Builds the recipes in a temporary folder and writes the pictures."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        shutil.copytree(ROOT / "facts", root / "facts")
        (root / "decks").mkdir()
        for name, recipe in RECIPES.items():
            (root / f"decks/{name}.yaml").write_text(recipe, encoding="utf-8")
        build(Project.at(root), (), root / "build", strict=False, progress=lambda *_: None)
        for name, pages in PICTURES.items():
            target = ROOT / f"docs/images/gallery-{name}.png"
            cv2.imwrite(str(target), together([page(root / "build", each) for each in pages]))


if __name__ == "__main__":
    main()
