from __future__ import annotations

from collections.abc import Iterator

import pytest
from anki.card_rendering_pb2 import StripHtmlRequest
from anki.collection import Collection
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.rendering.anki_text import is_blank, plain_text


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()


def theirs(collection: Collection, html: str) -> str:
    return collection._backend.strip_html(text=html, mode=StripHtmlRequest.NORMAL)


CASES = {
    "a\u00a0b": "a\u00a0b",  # a space only where entities are decoded
    "a&nbsp;b": "a b",
    "a\u00a0b &lt; c": "a b < c",
    "&amp;lt;": "&lt;",
    "fish & chips &lt;": "fish & chips &lt;",  # one & that is no entity: none is decoded
    "&zzz; &lt;": "&zzz; &lt;",
    "&apos;": "&apos;",
    "&AMP; &NotEqualTilde; &amp": "&AMP; &NotEqualTilde; &amp",
    "&rarr;&quot;&#39;&#x27;&#0000065;": "→\"''A",
    "&#X41;": "&#X41;",
    "&#128;": "\x80",
    "&#0;": "\0",
    "&#xD800;": "&#xD800;",
    "&#x10FFFF;": "\U0010ffff",
    "&#x110000;": "&#x110000;",
    "&#٣;": "&#٣;",
    "a < b > c": "a  c",
    "<b": "<b",
    "<!-- a < b -->c": "c",
    "<!-- a": "<!-- a",
    "<STYLE>x</style>y<script\n>1</Script>": "y",
    "<styles>x</style>y": "y",
    "<style>a</script>b": "ab",
    "a\nb<br\n>c": "a\nbc",
    f"&#{'1' * 5000};": f"&#{'1' * 5000};",
}


@pytest.mark.parametrize("html", CASES, ids=range(len(CASES)))
def test_tags_and_entities_are_read_as_by_anki(collection: Collection, html: str) -> None:
    assert plain_text(html) == CASES[html] == theirs(collection, html)


PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<br>", "<", ">", "<!--", "-->", "<style>", "</style>", "<SCRIPT a>", "</script>", '"', "'"),
        *("&", ";", "#", "&amp;", "&lt;", "&nbsp;", "&apos;", "&#39;", "&#x27;", "&#X27;", "&#128;", "&eacute;"),
        *("\u00a0", " ", "\n", "a", "é", "1", "<img src=x.png>", "<img src='y z.png' alt>", "<audio src=", "src="),
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=10).map("".join))
def test_any_text_is_stripped_as_by_anki(collection: Collection, html: str) -> None:
    assert plain_text(html) == theirs(collection, html)


def test_blank_is_white_space_and_line_breaks_alone() -> None:
    assert all(map(is_blank, ("", " \n", "<br>", "<div> <br/></div>", "<BR />")))
    assert not any(map(is_blank, ("a", "\u00a0", "&nbsp;", "<b></b>", "<br>a")))
