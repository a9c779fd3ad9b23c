"""What fits a page, or its column, is fitted: drawings beside their clues, long texts, and rows with letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import quiet
from pypdfium2 import PdfDocument, PdfPage, raw

from quizgen.build.pipeline import build
from quizgen.exporters.scannable.sheet_json import Sheets
from quizgen.project import Project

WORDS = (
    *("celandine", "cranesbill", "sweetbriar", "lousewort", "toothwort", "eyebright", "goosefoot", "ragwort"),
    *("blackthorn", "hornbeam", "sycamore", "spindle", "hawthorn", "juniper", "mistletoe", "elderberry"),
)
PLANTS = "".join(
    f"- {{id: f{number}, statement: 'Plant {number} is {{{word}}}.', ask: 'Which is plant {number}?',"
    f" evidence: {{quote: 'Plant {number} is {word}.'}}}}\n"
    for number, word in enumerate(WORDS)
) + "".join(
    f"- {{id: y{year}, statement: 'It was seen in {{{year}}}.', type: year, evidence: {{quote: '{year}'}}}}\n"
    for year in (1703, 1790, 1830, 1950)
)
FORMULA = r"\(x^{10} + H_2 + \sqrt[3]{y} + z_{\mathrm{max}} + \sum_{i=1}^{n} i\)"
HOMES = {"Linnaeus": "Heinzendorf", "Humboldt": "Shrewsbury", "Wallaces": "Llanbadoc", "Darwins": "Stockholm"}
PEOPLE = (
    f"- {{id: half, statement: 'It is {{half}}.', ask: 'Which is {FORMULA}?'}}\n"
    '- {id: bones, statement: "It has {206} bones.", ask: How many bones?, type: count}\n'
    '- id: steps\n  statement: "The steps are {steps}."\n'
    f'  slots: {{steps: {{sequence: ["{"a first step longer than a line " * 3}", kneading, baking], ask: Which?}}}}\n'
) + "".join(
    f"- id: {who}\n  statement: '{{who}} lived in {{where}}.'\n"
    f"  slots: {{who: {{value: {who}}}, where: {{value: {where}, ask: 'Where did {who} live?'}}}}\n"
    "  relation: {name: home, subject: who, object: where, cardinality: one-to-one}\n"
    for who, where in HOMES.items()
)
QUIZ = "quiz: {forms: 1, questions: {short-answer: 1, numeric: 1, matching: 1, sequence: 1}, include: [half]}\n"
SHEETS = "outputs: worksheets\nworksheets: {{{}}}\npaper: {{size: letter, style: {}}}"
RECIPES = {
    "crossword": ("plants", SHEETS.format("crossword: {}", "high-contrast")),
    "word-search": ("plants", SHEETS.format("word-search: {}", "dyslexia")),
    "timeline": ("plants", SHEETS.format("timeline: {}", "large-print")),
    "bingo": ("plants", SHEETS.format("bingo: {cards: 2}", "normal")),
    "rows": ("people", f"outputs: [quiz, answer-sheet]\n{QUIZ}paper: {{style: large-print}}"),
    "boxes": ("people", f"outputs: quiz\nanswer-sheet: {{in-quiz: true}}\n{QUIZ}paper: {{style: large-print}}"),
    "columns": ("people", f"outputs: quiz\n{QUIZ}paper: {{style: large-print, columns: 2}}"),
}
Box = tuple[float, float, float, float]  # left, bottom, right and top in points


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of all recipes, with a school's name."""
    root = tmp_path_factory.mktemp("fitted")
    for folder in ("facts", "decks"):
        (root / folder).mkdir()
    (root / "quizgen.yaml").write_text("schema: quizgen-project/1\nschool: {name: School}\n", encoding="utf-8")
    for name, facts in {"plants": PLANTS, "people": PEOPLE}.items():
        head = f"schema: quizgen-facts/1\nsource: {{id: {name}, title: T}}\nfacts:\n"
        (root / f"facts/{name}.yaml").write_text(head + facts, encoding="utf-8")
    for name, (facts, recipe) in RECIPES.items():
        title = "A title that is longer than the line on which it is printed" if name == "bingo" else "T"
        head = f"schema: quizgen-deck/1\ntitle: {title}\nfacts: {facts}\n"
        (root / f"decks/{name}.yaml").write_text(f"{head}{recipe}\n", encoding="utf-8")
    build(Project.at(root), (), root / "build", strict=False, progress=quiet)
    return root / "build"


def boxes_of(page: PdfPage, words: str) -> list[Box]:
    """The boxes of the first letters of ``words`` on a page."""
    text = page.get_textpage()
    found, boxes = text.search(words), []
    while index := found.get_next():
        boxes.append(text.get_charbox(index[0]))
    return boxes


def drawn(page: PdfPage) -> list[Box]:
    """The bounds of what is drawn on a page."""
    return [shape.get_bounds() for shape in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]


@pytest.mark.parametrize("name", ["crossword", "word-search", "timeline"])
def test_a_drawing_is_a_little_smaller_where_its_clues_then_fit_the_page(printed: Path, name: str) -> None:
    assert len(PdfDocument(printed / name / f"{name}.pdf")) == 1


def test_cards_of_bingo_do_not_overlap(printed: Path) -> None:
    """With a school's name above titles of two lines, they are still two to a page."""
    (page,) = PdfDocument(printed / "bingo/bingo.pdf")
    heads = [top for _, _, _, top in boxes_of(page, "School")]
    assert len(heads) == 2
    assert [bounds for bounds in drawn(page) if bounds[1] < min(heads) < bounds[3]] == []


def test_the_line_for_a_name_is_at_the_bottom_of_the_area_that_the_sheet_describes(printed: Path) -> None:
    sheet = Sheets.model_validate_json((printed / "rows/sheet.json").read_bytes()).sheets[0].pages[0]
    (page,) = PdfDocument(printed / "rows/answer-sheet-A.pdf")
    assert sheet.name is not None
    bottom = (sheet.height - sheet.top - sheet.name.y - sheet.name.height / 2) * 72 / 25.4
    wide = [bounds for bounds in drawn(page) if bounds[2] - bounds[0] > 300 and bounds[3] - bounds[1] < 5]
    assert min(abs(bounds[1] - bottom) for bounds in wide) < 6


def test_exponents_are_no_smaller_than_the_style_promises(printed: Path) -> None:
    texts = [
        text for page in PdfDocument(printed / "rows/quiz-A.pdf") for text in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])
    ]
    assert min(text.get_font_size() * text.get_matrix().a for text in texts) >= 15.99


def test_what_is_wide_stays_in_its_column(printed: Path) -> None:
    """In two columns of large print: the box for a number, and each of two texts to be matched."""
    pages = list(PdfDocument(printed / "columns/quiz-A.pdf"))
    high = [bounds for page in pages for bounds in drawn(page) if bounds[3] - bounds[1] > 30]
    assert high
    middle, end = 105 * 72 / 25.4, 185 * 72 / 25.4
    assert [bounds for bounds in high if bounds[0] < middle < bounds[2] or bounds[2] > end + 1] == []
    lefts = [box[0] for page in pages for name in HOMES.values() for box in boxes_of(page, name)]
    assert max(lefts) - min(lefts) < 3
    (page,) = [page for page in pages if boxes_of(page, "Humboldt")]
    highest = max(box[3] for name in HOMES.values() for box in boxes_of(page, name))
    assert all(box[1] > highest for name in HOMES for box in boxes_of(page, name))


@pytest.mark.parametrize("recipe", ["rows", "boxes"])
def test_a_row_continues_below_its_first_line(printed: Path, recipe: str) -> None:
    """Not below the letter by which its answer is named."""
    page = next(page for page in PdfDocument(printed / f"{recipe}/quiz-A.pdf") if boxes_of(page, "a first"))
    lefts = [boxes_of(page, words)[0][0] for words in ("a first", "kneading", "baking")]
    text = page.get_textpage()
    start, _ = text.search("a first").get_next()
    lines = [index for index in range(start, start + 100) if text.get_text_range(index, 1) == "\n"]
    lefts += [text.get_charbox(index + 1)[0] for index in lines[:2]]
    assert len(lefts) >= 5
    assert max(lefts) - min(lefts) < 3
