"""A text whose direction differs from its collection's is set in its own; code keeps its indentation."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from quizgen.exporters.interchange.markup import html
from quizgen.exporters.printing import theme_settings
from quizgen.model.characters import direction_of
from quizgen.model.fact import Direction
from quizgen.model.paper import PageLayout
from quizgen.model.text import Marked, Maths, Text, Words, parse_text
from quizgen.project import Project, shipped_folder
from quizgen.rendering.html import page_html
from quizgen.rendering.typst import Typesetter
from quizgen.rendering.typst_markup import literal, markup
from quizgen.rendering.word import runs

ARABIC = "ما هي العاصمة؟"
MM = 72 / 25.4


@pytest.mark.parametrize(
    ("text", "direction"), [("What?", "ltr"), (ARABIC, "rtl"), ("(1) שלום", "rtl"), ("№ 5", ""), ("é", "ltr"), ("", "")]
)
def test_a_direction_is_that_of_the_first_letter(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_words_from_the_right_are_isolated_in_print() -> None:
    assert literal(f"What?\n{ARABIC}") == f'#"What?";#linebreak();#from-right;#"{ARABIC}";#"\u2069";'


@pytest.mark.parametrize("rtl", [False, True])
def test_runs_in_word_go_by_their_own_direction(rtl: bool) -> None:
    assert "<w:rtl/>" in runs(parse_text(ARABIC), rtl=rtl)
    assert "<w:rtl/>" not in runs(parse_text("What?"), rtl=rtl)
    assert ("<w:rtl/>" in runs(parse_text("2 + 2"), rtl=rtl)) == rtl


CODE = "What does this return?\ndef f(x):\n    if x:\n\treturn x"


def test_code_keeps_its_indentation_on_pages_and_in_moodle() -> None:
    shown = "What does this return?<br>def f(x):<br>\u00a0\u00a0\u00a0\u00a0if x:<br>\u00a0\u00a0\u00a0\u00a0return x"
    assert html(parse_text(CODE)) == shown
    assert page_html(parse_text(CODE)) == shown


def printed(root: Path, source: str, direction: Direction) -> bytes:
    """A document of the theme's in one direction."""
    theme = {path.name: path.read_bytes() for path in (shipped_folder() / "templates/print").glob("*.typ")}
    frame = 'document-frame.with(title: "t", foot: (left: [], pages: (page, pages) => []))'
    main = f'#import "worksheets.typ": *\n#show: {frame}\n{source}'
    document = {
        **theme,
        "chosen.typ": theme_settings("a4", "normal", PageLayout(), direction=direction),
        "main.typ": main.encode(),
    }
    return Typesetter.of(Project.at(root)).pdf(document, timestamp=0)


def places(content: bytes) -> dict[str, tuple[float, float]]:
    """Where each letter of a page begins and ends, from the page's left edge."""
    text = pdfium.PdfDocument(content)[0].get_textpage()
    boxes = {text.get_text_range(index, 1): text.get_charbox(index) for index in range(text.count_chars())}
    return {letter: (left, right) for letter, (left, _, right, _) in boxes.items()}


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_a_sentence_from_the_right_goes_on_to_the_left_behind_its_slots_and_formulas(
    tmp_path: Path, direction: Direction
) -> None:
    """A statement is in pieces around its slots; each piece alone would be put to the right of the one before."""
    sentence = Text((Words("א "), Words("ב "), Maths("x"), Words(" ג"), Marked(Text((Words("ד"),))), Words(".")))
    source = f"#said[{markup(sentence)} #hint[{literal('ה')}]]"
    positions = places(printed(tmp_path, source, direction))
    order = sorted("אבגד.", key=lambda letter: -positions[letter][0])
    assert order == list("אבגד.")
    assert (positions["ה"] < positions["."]) == (direction == "rtl")


@pytest.mark.parametrize("direction", ["rtl", "ltr"])
def test_the_number_of_an_entry_is_in_its_cell(tmp_path: Path, direction: Direction) -> None:
    source = '#crossword-grid(1, 1, "a", ((number: [7], letter: none),))'
    begin, end = places(printed(tmp_path, source, direction))["7"]
    middle, cell = 210 / 2 * MM, 8.5 * MM
    assert middle - cell / 2 < begin < end < middle + cell / 2
    assert (end < middle) == (direction == "ltr")


def test_the_letter_of_a_row_is_before_it_also_where_its_alphabet_is_another(tmp_path: Path) -> None:
    positions = places(printed(tmp_path, f"#step(letter: [b])[{literal('אב')}]", "rtl"))
    assert positions["b"][0] > positions["א"][1] > positions["ב"][1]
