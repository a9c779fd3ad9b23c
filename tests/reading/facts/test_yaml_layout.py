from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from quizgen.reading.facts.yaml_layout import format_collection
from quizgen.reading.yaml.yaml import read_yaml

ROOT = Path(__file__).parents[3]

UNTIDY = """\
# Begins with a comment.
facts:
-   evidence: {quote: it is 007, paragraph:   3}
    id:   f   # the first
    statement: 'It is {x}, No: never.'
    slots:
        x: {ask: What?, value: 007}
# Between facts.
- statement: "Second {14}"
  difficulty: 2
  id: g
  ask: How many?
  feedback: 'a \\(x\\) formula'
source: {title: T, id: t}
schema: quizgen-facts/1
"""
TIDY = """\
# Begins with a comment.
facts:
- evidence: {paragraph: 3, quote: "it is 007"}
  id: f       # the first
  statement: 'It is {x}, No: never.'
  slots:
    x: {value: 007, ask: "What?"}
# Between facts.
- id: g
  statement: "Second {14}"
  ask: "How many?"
  feedback: 'a \\(x\\) formula'
  difficulty: 2
source:
  id: t
  title: T
schema: quizgen-facts/1
"""


def test_a_collection_gets_its_layout_and_keeps_its_comments() -> None:
    assert format_collection(UNTIDY) == TIDY
    assert format_collection(TIDY) == TIDY


@pytest.mark.parametrize("name", ["kazakhstan-azerbaijan", "waves"])
def test_the_shipped_collections_are_laid_out_so(name: str) -> None:
    text = (ROOT / f"facts/{name}.yaml").read_text(encoding="utf-8")
    assert format_collection(text) == text


_texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)


@settings(max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries({"statement": _texts}, optional={"ask": _texts, "tags": st.lists(_texts), "by": _texts})
    )
)
def test_whatever_is_said_stays_said(facts: list[dict[str, object]]) -> None:
    import io

    out = io.StringIO()
    yaml = YAML()
    yaml.default_style = '"'  # type: ignore[assignment]
    yaml.dump({"schema": "quizgen-facts/1", "facts": [{"id": f"f{n}", **fact} for n, fact in enumerate(facts)]}, out)
    text = out.getvalue()
    laid_out = format_collection(text)
    assert read_yaml(laid_out, "")[0] == read_yaml(text, "")[0]
    assert format_collection(laid_out) == laid_out
