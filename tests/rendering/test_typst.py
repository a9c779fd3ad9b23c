from __future__ import annotations

import json
from pathlib import Path

import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st
from pdf_text import text_of

from quizgen.errors import TemplateError
from quizgen.rendering.typst import MissingGlyphs, Typesetter
from quizgen.rendering.typst_markup import literal, quote

PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co")))


def queried(source: str) -> str:
    found = typst.query(source.encode(), "<it>", field="value", one=True, ignore_system_fonts=True)
    return str(json.loads(found))


@given(PRINTABLE)
def test_any_text_is_quoted_as_it_is(text: str) -> None:
    assert queried(f"#metadata({quote(text)}) <it>") == text


@given(PRINTABLE)
def test_any_text_is_literal_in_markup(text: str) -> None:
    """However it looks, it is one text element (or none), and what follows is markup again."""
    source = f'#let it = [{literal(text)}]\n#metadata(it.at("text", default: "")) <it>\n= Heading <then>'
    assert queried(source) == text
    assert json.loads(typst.query(source.encode(), "<then>", field="level", one=True, ignore_system_fonts=True)) == 1


def test_lines_stay_lines() -> None:
    assert literal("a\nb\tc") == '#"a";#linebreak();#"b c";'


def test_a_character_without_a_glyph_is_named(tmp_path: Path) -> None:
    source = f'#set document(title: "t")\n{literal("ok 漢 and 字")}'
    with pytest.raises(MissingGlyphs) as caught:
        Typesetter(tmp_path).pdf({"main.typ": source.encode()}, timestamp=0)
    assert caught.value.characters == ("漢", "字")


@pytest.mark.parametrize("path", ["/../secret", "../secret", "/etc/passwd"])
def test_a_template_reads_nothing_outside_its_root(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("x")
    root = tmp_path / "root"
    root.mkdir()
    source = f'#set document(title: "t")\n#read("{path}")'
    with pytest.raises(TemplateError):
        Typesetter(root).pdf({"main.typ": source.encode()}, timestamp=0)


def test_a_font_that_is_not_there_is_named(tmp_path: Path) -> None:
    source = b'#set document(title: "t")\n#set text(font: ("Nowhere Sans", "Libertinus Serif"))\nx'
    with pytest.raises(TemplateError, match="nowhere sans"):
        Typesetter(tmp_path).pdf({"main.typ": source}, timestamp=0)


def test_a_font_folder_gives_missing_glyphs(tmp_path: Path) -> None:
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "han"])
    font.setupCharacterMap({ord("漢"): "han"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 700))
    pen.closePath()
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "han": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (500, 0), "han": (500, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "One Glyph", "styleName": "Regular", "psName": "OneGlyph-Regular"})
    font.setupOS2()
    font.setupPost()
    (tmp_path / "fonts").mkdir()
    font.save(tmp_path / "fonts/one.ttf")
    files = {"main.typ": f'#set document(title: "t")\n{literal("漢")}'.encode()}
    pdf = Typesetter(tmp_path, (tmp_path / "fonts",)).pdf(files, timestamp=0)
    assert "漢" in text_of(pdf)


def test_a_font_that_is_not_there_is_named_with_its_place(tmp_path: Path) -> None:
    files = {
        "main.typ": b'#import "look.typ": *\n#set document(title: "t")\n#shown',
        "look.typ": b'#let shown = text(font: "Nowhere Sans")[a]',
    }
    with pytest.raises(TemplateError, match=r"unknown font family: nowhere sans[^~]*look\.typ:1:24[^~]*fonts/"):
        Typesetter(tmp_path).pdf(files, timestamp=0)
