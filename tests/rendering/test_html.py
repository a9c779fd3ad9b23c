from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.text import Marked, Text, Words
from quizgen.rendering.html import anki_html, page_html

ANY = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"))


def seen(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(ANY)
def test_any_text_is_shown_as_typed(text: str) -> None:
    assert seen(page_html(Text((Words(text),)))) == text
    assert seen(anki_html(Text((Words(text),)))) == text


@given(ANY, ANY, ANY)
def test_any_text_makes_one_deletion_of_one_marked_part(before: str, marked: str, after: str) -> None:
    text = Text((Words(before), Marked(Text((Words(marked),)), 3), Words(after)))
    field = anki_html(text, cloze=True)
    assert re.findall(r"\{\{c(\d+)::", field) == ["3"]
    start, _, rest = field.partition("{{c3::")
    inner, _, end = rest.partition("}}")
    assert (seen(start), seen(inner), seen(end)) == (before, marked, after)
    assert "::" not in inner


@given(ANY)
def test_no_text_is_an_instruction_to_anki(text: str) -> None:
    field = anki_html(Text((Words(text),)))
    assert not re.search(r"[\[{}\]]|\\[(\[a-z]", field)
