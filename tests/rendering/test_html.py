from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.text import Marked, Text, Words
from quizgen.rendering.html import anki_attribute, anki_html, anki_htmls, from_right, page_html

ANY = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"))


def seen(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(ANY)
def test_any_text_is_shown_as_typed(text: str) -> None:
    assert seen(page_html(Text((Words(text),)))) == text
    assert seen(anki_html(Text((Words(text),)))) == text


@given(ANY, ANY, ANY)
def test_a_gap_hides_a_marked_part_and_shows_its_hint(before: str, hint: str, after: str) -> None:
    text = Text((Words(before), Marked(Text((Words("the answer"),)), hint.replace("\\(", "")), Words(after)))
    hidden = hint.replace("\\(", "") or "…"
    assert seen(anki_html(text, gap=True)) == f"{before}[{hidden}]{after}"
    assert seen(anki_html(text)) == f"{before}the answer{after}"


@given(ANY)
def test_no_text_is_an_instruction_to_anki(text: str) -> None:
    field = anki_html(Text((Words(text),)))
    assert not re.search(r"[\[{}\]]|\\[(\[a-z]", field)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("طوله 6650 km.", "طوله <bdi>6650 km</bdi>."),
        ("<b>20 000 m/s</b> أو -5 °C", "<b><bdi>20 000 m/s</bdi></b> أو <bdi>-5 °C</bdi>"),
        ("في 2023-04-01،", "في <bdi>2023-04-01</bdi>،"),
        (r'<li value="3">عام 1970، \(5 km\)&#39;s</li>', r'<li value="3">عام 1970، \(5 km\)&#39;s</li>'),
    ],
)
def test_measures_and_dates_keep_their_order_in_a_script_from_the_right(html: str, shown: str) -> None:
    assert from_right(html) == shown


@given(st.dictionaries(ANY, ANY, max_size=5))
def test_many_texts_at_once_are_written_as_each_by_itself(texts: dict[str, str]) -> None:
    assert anki_htmls(texts) == {name: anki_html(text) for name, text in texts.items()}


@pytest.mark.parametrize("texts", [{"A": "a\x1fb", "B": "<"}, {"A": r"\(x", "B": r"y\)"}, {}])
def test_no_text_runs_into_the_next(texts: dict[str, str]) -> None:
    assert anki_htmls(texts) == {name: anki_html(text) for name, text in texts.items()}


@pytest.mark.parametrize("text", ['a"b', "a\\b", "{{c1::x}}", "a\nb", "<i>"])
def test_an_attribute_reads_as_it_was_typed(text: str) -> None:
    shown = anki_attribute(text)
    assert html.unescape(shown) == text.replace("\n", " ")
    assert not set(shown) & set('"<>{}[]\n\\')
