"""A text whose direction differs from its collection's is set in its own; code keeps its indentation."""

from __future__ import annotations

import pytest

from quizgen.exporters.interchange.markup import html
from quizgen.model.characters import direction_of
from quizgen.model.text import parse_text
from quizgen.rendering.html import page_html
from quizgen.rendering.typst import literal
from quizgen.rendering.word import runs

ARABIC = "ما هي العاصمة؟"


@pytest.mark.parametrize(
    ("text", "direction"), [("What?", "ltr"), (ARABIC, "rtl"), ("(1) שלום", "rtl"), ("№ 5", ""), ("é", "ltr"), ("", "")]
)
def test_a_direction_is_that_of_the_first_letter(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_words_from_the_right_are_isolated_in_print() -> None:
    assert literal(f"What?\n{ARABIC}") == f'#"What?";#linebreak();#"\u2068{ARABIC}\u2069";'


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
