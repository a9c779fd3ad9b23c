"""Worksheets on paper: what students and teachers find, and who cannot see them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import page
import pytest
from conftest import HEAD, quiet, written
from pdf_objects import sheets as pages_of
from pdf_text import page_texts, text_of
from pypdf import PdfReader

from quizgen.assembly.worksheets import WORKSHEETS
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import KeyLine, Worksheet
from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.errors import ContentError, Problem, in_order
from quizgen.project import Project
from quizgen.reading.yaml.validation import Record

RIVERS = [
    "Amazon",
    "Danube",
    "Ganges",
    "Mekong",
    "Volga",
    "Indus",
    "Rhine",
    "Seine",
    "Tagus",
    "Ural",
    "Yukon",
    "Zambezi",
    "Orinoco",
    "Niger",
    "Loire",
    "Elbe",
]
HEBREW = ["ירדן", "נילוס", "פרת", "חידקל", "דנובה", "ריין", "אמזונס", "וולגה", "אוראל", "סיין", "גנגס", "אינדוס"]
RECIPE = "schema: quizgen-deck/1\ntitle: Rivers\nfacts: t\noutputs: worksheets\n"
TYPED = 'Is #"x" *this* <b>it</b>, [1]?'

pytestmark = pytest.mark.usefixtures("quick_crosswords")
Made = Callable[..., Path]
MakeProject = Callable[..., Project]


def facts(names: list[str]) -> str:
    return "".join(
        f'- id: f{number}\n  statement: "Number {number} is the {{{name}}}."\n  ask: "Which is number {number}?"\n'
        f'  evidence: {{paragraph: {number}, quote: "the number {number} it is"}}\n'
        for number, name in enumerate(names, 1)
    )


def text(path: Path) -> str:
    return text_of(path)


def built(made: Project) -> tuple[Path, tuple[Problem, ...]]:
    _, problems = build(made, (), made.root / "build", strict=False, progress=quiet)
    return made.root / "build/t", problems


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory, quick_crosswords: None) -> Path:
    """Every sheet that there are enough rivers for; the question of the first is TYPED."""
    changed = facts(RIVERS).replace("Which is number 1?", TYPED.replace('"', '\\"'))
    files = {"facts/t.yaml": f"{HEAD}facts:\n{changed}", "decks/t.yaml": RECIPE}
    folder, problems = built(written(tmp_path_factory.mktemp("rivers"), files))
    assert [problem.level for problem in problems] == ["info"], (
        "TYPED has a tag of HTML, which the check of markup mentions"
    )
    return folder


def test_each_sheet_has_its_key(rivers: Path) -> None:
    folder = rivers
    names = ["bingo", "crossword", "word-search"]
    assert sorted(path.name for path in folder.glob("*.pdf")) == sorted(
        f"{name}{end}.pdf" for name in names for end in ("", "-key")
    )
    for name in names:
        assert "Answer key" in text(folder / f"{name}-key.pdf")
        assert "“the number" not in text(folder / f"{name}.pdf")
    crossword, key = text(folder / "crossword.pdf"), text(folder / "crossword-key.pdf")
    for number, river in enumerate(RIVERS, 1):
        asked = TYPED if number == 1 else f"Which is number {number}?"
        assert f"{asked} ({len(river)})" in crossword
        assert river not in crossword
        assert river in key
        assert f"“the number {number} it is”, paragraph {number} t/f{number}" in key
    assert "across" in key
    bingo_key = text(folder / "bingo-key.pdf")
    assert sum(f"“the number {number} it is”" in bingo_key for number in range(1, 17)) == 16
    assert "Card 24" in text(folder / "bingo.pdf")


def test_words_are_listed_or_only_their_clues(project: MakeProject) -> None:
    recipe = f"{RECIPE}worksheets: {{word-search: {{clues: true, words: 6, level: 3}}}}\n"
    folder, _ = built(project(facts(RIVERS), recipe=recipe))
    assert [path.name for path in sorted(folder.glob("*.pdf"))] == ["word-search-key.pdf", "word-search.pdf"]
    sheet, key = text(folder / "word-search.pdf"), text(folder / "word-search-key.pdf")
    assert sheet.count("Which is number") == 6
    assert not any(river in sheet for river in RIVERS)
    assert sum(river in key for river in RIVERS) == 6
    assert key.count("row ") == 6


@pytest.mark.parametrize(("names", "language"), [(RIVERS, "en"), (HEBREW, "he"), (RIVERS, "ru")])
def test_sheets_conform_to_pdf_ua(project: MakeProject, names: list[str], language: str) -> None:
    example = project(
        facts(names), recipe=f"{RECIPE}worksheets: {{crossword: {{}}, word-search: {{}}, bingo: {{cards: 3}}}}\n"
    )
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text().replace("title: A Text", f"title: A Text, language: {language}"))
    folder, _ = built(example)
    for pdf in folder.glob("*.pdf"):
        report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == [], pdf.name
        assert report.is_compliant


def test_a_grid_says_where_its_words_begin(project: MakeProject) -> None:
    folder, _ = built(project(facts(RIVERS), recipe=f"{RECIPE}worksheets: {{crossword: {{words: 5}}}}\n"))
    said = PdfReader(folder / "crossword.pdf")
    found = [
        str(each.get_object()["/Alt"]) for each in map(said.get_object, range(1, len(said.xref[0]))) if _figure(each)
    ]
    assert len(found) == 1
    assert found[0].startswith("Grid, rows: ")
    assert found[0].count("row ") == 5


def _figure(each: object) -> bool:
    return isinstance(each, dict) and each.get("/S") == "/Figure"


def test_too_few_entries_are_told_and_the_sheet_left_out(project: MakeProject) -> None:
    example = project(facts(RIVERS[:6]), recipe=f"{RECIPE}worksheets:\n  word-search: {{}}\n  bingo: {{}}\n")
    folder, problems = built(example)
    assert sorted(path.name for path in folder.glob("*.pdf")) == ["word-search-key.pdf", "word-search.pdf"]
    assert [(question.line, question.rule, question.level) for question in in_order(problems)] == [
        (7, "worksheet", "warning")
    ]
    assert problems[0].message == "the bingo is left out: it has no entries and needs 12"
    assert "worksheet" in [problem.rule for problem in check(example, ["t"]).problems]
    with pytest.raises(ContentError):
        build(example, (), example.root / "build", strict=True, progress=quiet)


def test_what_is_not_named_is_made_where_there_is_enough(project: MakeProject) -> None:
    folder, problems = built(project(facts(RIVERS[:6]), recipe=RECIPE))
    assert sorted(path.name for path in folder.glob("*[a-z].pdf") if "key" not in path.name) == [
        "crossword.pdf",
        "word-search.pdf",
    ]
    assert problems == ()
    _, problems = built(project(facts(RIVERS[:4]), recipe=RECIPE))
    assert [(question.line, question.message) for question in in_order(problems)] == [
        (4, "no worksheet can be made from these facts")
    ]


def test_an_unknown_sheet_is_answered_with_the_known(project: MakeProject) -> None:
    problems = check(project(facts(RIVERS), recipe=f"{RECIPE}worksheets:\n  crosword: {{words: 5}}\n"), ["t"]).problems
    assert [(question.message, question.hint, question.line, question.column) for question in in_order(problems)] == [
        ("the key 'crosword' is not known here", "did you mean 'crossword'?", 6, 3)
    ]


def test_all_that_is_wrong_with_sheets_is_reported_with_the_rest_of_the_recipe(project: MakeProject) -> None:
    wrong = "quiz: {forms: x}\nworksheets:\n  bingo: {size: 9}\n  lines: {width: 5}\n  table: 3\n"
    problems = check(project(facts(RIVERS), recipe=RECIPE + wrong), ["t"]).problems
    assert [
        (question.message, question.line, question.column)
        for question in in_order(problems)
        if question.level == "error"
    ] == [
        ("'forms' must be a whole number, not 'x'", 5, 15),
        ("'size' must be at most 5, not '9'", 7, 17),
        ("the key 'lines' is not known here", 8, 3),
        ("'table' needs keys of its own, not '3'", 9, 10),
    ]


def test_a_list_of_sheets_is_understood(project: MakeProject) -> None:
    problems = check(project(facts(RIVERS), recipe=f"{RECIPE}worksheets: [crossword, crosword]\n"), ["t"]).problems
    assert [(problem.message, problem.hint) for problem in problems] == [
        ("the key 'crosword' is not known here", "did you mean 'crossword'?")
    ]


class LinesRecipe(Record):
    lines: int = 3


class Lines:
    """A sheet as another package may offer it."""

    name = "lines"
    summary = "Lines to write on."
    usual = False
    recipe = LinesRecipe

    def make(self, wanted: LinesRecipe, material: Material) -> Iterator[Worksheet]:
        (first, *_) = material.parts("bingo")
        key = [KeyLine("1", first.prompt, first.answer, first.fact)]
        yield Worksheet(self.name, {"lines": ["_"] * wanted.lines, "key": key}, (first.fact,), title="Lines")


def test_a_plugin_makes_a_sheet(project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("lines", f"{__name__}:Lines", "quizgen.worksheets")
    monkeypatch.setattr(EntryPoint, "load", lambda _: Lines)
    monkeypatch.setattr(WORKSHEETS, "_plugins", {"lines": point})
    template = """{% extends "print/worksheet.typ.j2" %}
{% block sheet %}{{ "" if solved else lines | join }}{% endblock %}
"""
    files = {"templates/print/lines.typ.j2": template}
    folder, problems = built(
        project(facts(RIVERS), recipe=f"{RECIPE}worksheets: {{lines: {{lines: 5}}}}\n", files=files)
    )
    assert problems == ()
    assert "Rivers Lines" in text(folder / "lines.pdf")
    assert "_____" in text(folder / "lines.pdf")
    assert "1 Amazon Which is number 1? “the number 1 it is”, paragraph 1 t/f1" in text(folder / "lines-key.pdf")
    wrong = project(facts(RIVERS), recipe=f"{RECIPE}worksheets: {{lines: {{width: 5}}}}\n", files=files)
    assert [
        (question.message, question.hint, question.line, question.column)
        for question in in_order(check(wrong, ["t"]).problems)
    ] == [("the key 'width' is not known here", "known: lines", 5, 22)]


def test_students_on_the_roster_have_a_card_each(project: MakeProject) -> None:
    recipe = f"{RECIPE}quiz: {{roster: class.csv}}\nworksheets: {{bingo: {{free: true, size: 3}}}}\n"
    roster = "name,id\nFirst Student,1\nSecond Student,2\n"
    folder, _ = built(project(facts(RIVERS), recipe=recipe, files={"decks/class.csv": roster}))
    cards = text(folder / "bingo.pdf")
    assert "First Student, Card 1" in cards
    assert "Second Student, Card 2" in cards
    assert cards.count("Free") == 2
    assert "Card 3" not in cards


def test_a_card_is_no_larger_than_there_are_calls_for(project: MakeProject) -> None:
    recipe = f"{RECIPE}worksheets: {{bingo: {{size: 5, cards: 2}}}}\n"
    _, problems = built(project(facts(RIVERS), recipe=recipe))
    assert [problem.message for problem in problems] == [
        "16 calls are too few for cards of 5 by 5 fields, so they have 3 by 3"
    ]


def test_a_seed_gives_the_same_bytes_and_another_other_ones(project: MakeProject) -> None:
    sheets = "worksheets: {crossword: {}, word-search: {}, bingo: {cards: 2}}\n"
    contents = []
    for seed in (1, 1, 2):
        folder, _ = built(project(facts(RIVERS), recipe=f"{RECIPE}{sheets}seed: {seed}\n"))
        contents.append({path.name: path.read_bytes() for path in folder.glob("*.pdf")})
        shutil.rmtree(folder)  # or what has not changed would be kept
    assert contents[0] == contents[1]
    assert all(contents[0][name] != contents[2][name] for name in contents[0])


def test_what_a_teacher_types_comes_out_as_written(rivers: Path) -> None:
    for name in ("crossword", "crossword-key", "bingo-key"):
        assert TYPED in text(rivers / f"{name}.pdf")


LONG = (*RIVERS, "Organization of Turkic States", "Great Artesian Basin", "Turkmenistan", "Constantinople")
LINES = "matching: {letters: false, pairs: 12}"
GRIDS = f"worksheets: {{crossword: {{}}, word-search: {{}}, bingo: {{cards: 2}}, {LINES}}}\n"


def least_size(path: Path) -> float:
    """The size of the smallest letters, in points."""
    return min(round(abs(piece.size), 1) for sheet in pages_of(path) for piece in sheet.pieces)


@pytest.mark.parametrize(("style", "least"), {"large-print": 16, "dyslexia": 12}.items())
def test_no_letter_is_smaller_than_its_style_promises(project: MakeProject, style: str, least: float) -> None:
    """Nor the numbers in a grid; what does not fit takes more room, and exercises stay on a page."""
    folder, _ = built(project(facts([*LONG]), recipe=f"{RECIPE}paper: {{style: {style}}}\n{GRIDS}"))
    sheets = [*folder.glob("*.pdf")]
    assert len(sheets) == 8
    assert {path.name: size for path in sheets if (size := least_size(path)) < least} == {}
    pages = ["".join(text.split()) for text in page_texts(folder / "matching.pdf")]
    assert sum("Whichisnumber" in page for page in pages) == 1


def test_lines_that_are_too_long_for_a_page_become_letters(project: MakeProject) -> None:
    ask = "Which of all the rivers in the whole wide world that anybody has ever named is"
    long = facts(RIVERS[:12]).replace("Which is", ask)
    folder, _ = built(project(long, recipe=f"{RECIPE}paper: {{style: large-print}}\nworksheets: {{{LINES}}}\n"))
    assert "Write the letter of what belongs to it" in text(folder / "matching.pdf")
    assert "L." in text(folder / "matching.pdf")
