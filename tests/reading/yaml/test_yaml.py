from __future__ import annotations

from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import KEY, in_order
from quizgen.reading.yaml.nodes import CutShort, Mapping
from quizgen.reading.yaml.yaml import read_yaml


@pytest.mark.parametrize(
    "typed", ["No", "on", "yes", "1e3", "12:30", "007", "2020-01-01", "0x1F", "~", "null", "1_000", ".5", "C#", "a#b"]
)
def test_what_was_typed_stays(typed: str) -> None:
    node, problems = read_yaml(f"key: {typed}\n", "f")
    assert (node, problems) == ({"key": typed}, [])


def test_an_empty_value_is_none_and_a_quoted_one_is_text() -> None:
    node, _ = read_yaml("a:\nb: ''\n", "f")
    assert node == {"a": None, "b": ""}


def test_places_count_from_one() -> None:
    node, _ = read_yaml("a:\n  bc: 1\n  d: [x, y]\n", "f")
    assert isinstance(node, Mapping)
    inner = node["a"]
    assert isinstance(inner, Mapping)
    assert (inner.key_at("bc"), inner.value_at("bc")) == ((2, 3), (2, 7))
    assert [inner["d"].item_at(index) for index in (0, 1)] == [(3, 7), (3, 10)]  # type: ignore[attr-defined]


def test_a_field_is_where_its_value_is_or_its_key_or_the_nearest_thing_above() -> None:
    node, _ = read_yaml("a:\n  bc: 1\n  d: [x, y]\n", "f")
    assert isinstance(node, Mapping)
    assert node.mark_of(("a", "bc")) == (2, 7)
    assert node.mark_of(("a", "bc", KEY)) == (2, 3)
    assert node.mark_of(("a", "d", 1)) == (3, 10)
    assert node.mark_of(("a", "d", 2)) == node.mark_of(("a", "d", "x")) == (3, 6)
    assert node.mark_of(("e", "f")) == (1, 1)


@pytest.mark.parametrize("before", ["", "\ufeff", "x: 漢😀é\r\n", "x: '\u2028'\n"])
def test_a_comment_after_unquoted_text_is_noticed(before: str) -> None:
    node, _ = read_yaml(before + "a: Number # 1\nb: 'Number # 1'\nc: 5\n# 2\nd: 6\t# 3\ne: 7", "f")
    assert isinstance(node, Mapping)
    assert {key for key, value in node.items() if isinstance(value, CutShort)} == {"a", "d"}


def test_places_of_keys_added_after_one_was_looked_up_are_known() -> None:
    node, problems = read_yaml("x: 0\na: 1\na: 2\nbc: 3\nbc: 4\n", "f")
    assert isinstance(node, Mapping)
    assert [problem.message.partition("first in ")[2] for problem in problems] == ["line 2)", "line 4)"]
    assert (node.key_at("bc"), node.value_at("bc")) == ((4, 1), (4, 5))


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: &x y\n", 1, 4, "anchor"),
        ("a: *x\n", 1, 4, "alias"),
        ("a: !x y\n", 1, 4, "tag"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "is given twice (first in line 1)"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("a: {14} agreements\n", 1, 4, "begins with { needs quotes"),
        ("- statement: {14} agreements\n", 1, 14, "begins with { needs quotes"),
        ("a: b: c\n", 1, 4, '": "'),
        ("a: @x\n", 1, 4, "begins with @"),
        ("a: `x`\n", 1, 4, "begins with `"),
        ('a: "x\nb: c\n', 1, 4, "never closed"),
        ("a: 'it's'\n", 1, 4, "apostrophe"),
        ('a: "\\(v\\)"\n', 1, 5, "backslash"),
        ("\ta: 1\n", 1, 1, "tab"),
        ("a: 1\n  b: 2\n", 2, 3, "begins in column 3"),
        ("x: \x07\n", 1, 4, "U+0007"),
        ("[" * 30 + "]" * 30, 1, 25, "nested too deeply"),
        ("? [a]\n: b\n", 1, 3, "plain word"),
    ],
)
def test_what_is_refused_is_reported_with_its_place(text: str, line: int, column: int, words: str) -> None:
    _, problems = read_yaml(text, "f.yaml")
    assert [(problem.line, problem.column) for problem in in_order(problems)] == [(line, column)]
    assert words in problems[0].message
    assert problems[0].hint


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x]\n" + "".join(f"{c}: &{c} [{', '.join([f'*{p}'] * 9)}]\n" for p, c in pairwise("abcdefghi"))
    node, problems = read_yaml(bomb, "f")
    assert node is None
    assert "anchor" in problems[0].message


_values = st.recursive(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=12,
)


@given(_values)
def test_any_quoted_document_is_read_as_it_is(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10_000)
    # default_style quotes keys and numbers too, so only strings, lists and mappings are left.
    assert read_yaml(text.replace("!!null ", ""), "f") == (value, [])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    node, problems = read_yaml(text, "f")
    assert all(problem.line >= 1 and problem.column >= 1 and problem.hint for problem in in_order(problems))
    assert node is not None or problems or not yaml.safe_load(text or "")


@pytest.mark.parametrize("mark", ["|", "|-", ">"])
def test_a_block_of_lines_before_another_key_is_no_slip(mark: str) -> None:
    """Its last lines may look like keys without a colon, or with one."""
    node, problems = read_yaml(f"stimulus: {mark}\n  a\n  b: c\n  a\nfeedback: x\n", "x.yaml")
    assert problems == []
    assert isinstance(node, dict)
    assert node["feedback"] == "x"
