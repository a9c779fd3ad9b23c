"""A text that is added to a list of a collection: it is read back, and nothing else in the file has changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.reading.facts.annotations import keys_of
from quizgen.reading.facts.edits import Addition, quote, scalar, with_addition
from quizgen.reading.facts.schema import FactRecord
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.yaml import read_yaml

KEYS = keys_of(FactRecord)
BEFORE = KEYS[: KEYS.index("distractors")]
# What stands before the fact's end, and what its distractors are read as.
LAYOUTS: dict[str, tuple[str, list[str]]] = {
    "none": ("- id: f\n  statement: S\n  ask: Why?  \n  # of it\n  hint: h\n", []),
    "none, folded": ("- id: f\n  statement: >-\n    One\n    two.\n\n  # of it\n  hint: h\n", []),
    "none, on one line": ("- {id: f, statement: 'S', hint: h}  # all\n", []),
    "none, last": ("- id: f\n  statement: S", []),
    "none, with a list before": ("- id: f\n  statement: S\n  accept:\n  - a  \n  # of it\n  hint: h\n", []),
    "one": ("- id: f\n  statement: S\n  distractors: x y\n  hint: h\n", ["x y"]),
    "one with signs": ("- id: f\n  statement: S\n  distractors: a, [b] and {c}?\n  hint: h\n", ["a, [b] and {c}?"]),
    "one in quotes": ("- id: f\n  statement: S\n  distractors: 'a, #b'  # why\n", ["a, #b"]),
    "one on two lines": ("- id: f\n  statement: S\n  distractors: a\n    b\n  hint: h\n", ["a b"]),
    "one folded": ("- id: f\n  statement: S\n  distractors: >-  # why\n    a\n    b\n\n  hint: h\n", ["a b"]),
    "one on one line": ("- {id: f, statement: S, distractors: a b, hint: h}\n", ["a b"]),
    "empty": ("- id: f\n  statement: S\n  distractors: []\n", []),
    "flow": ("- id: f\n  statement: S\n  distractors: [a, 'b']  # why\n", ["a", "b"]),
    "flow with a comma more": ("- id: f\n  statement: S\n  distractors: [a, b, ]\n", ["a", "b"]),
    "flow on lines": ("- id: f\n  statement: S\n  distractors: [\n    'a', # one\n    'b' # two\n  ]\n", ["a", "b"]),
    "block": (
        "- id: f\n  statement: S\n  distractors:\n  - a\n  - 'b'  # why\n  # of it\n  hint: h\n",
        ["a", "b"],
    ),
    "block, indented": ("- id: f\n  statement: S\n  distractors:\n    -   a\n    -   b\n# of the next\n", ["a", "b"]),
    "block, folded": ("- id: f\n  statement: S\n  distractors:\n  - |-\n    a\n\n# of the next\n", ["a"]),
}
HEAD = "# A file, with an ü\nfacts:\n- {id: e, statement: E}\n"
TAIL = "- id: g  # the next\n  statement: G\n"


def read(text: str) -> tuple[nodes.Sequence, nodes.Mapping]:
    node, problems = read_yaml(text, "")
    assert not problems, problems
    assert isinstance(node, nodes.Mapping)
    facts = node["facts"]
    assert isinstance(facts, nodes.Sequence) and isinstance(facts[1], nodes.Mapping)
    return facts, facts[1]


def texts_of(value: object) -> list[str]:
    return [str(each) for each in (value if isinstance(value, list) else [] if value is None else [value])]


any_text = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=30),
    st.text("ab \n\t,:#[]{}'\"\\-?&*!|>%@`~_\u2028\u2029\u00a0", min_size=1, max_size=12),
    st.sampled_from(["No", "007", "~", "null", "# x", "a # b", "a: b", "- a", "12:30", "C#", "a’s", '"', "'", "\\n"]),
)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=40)
@given(texts=st.lists(any_text, min_size=1, max_size=3), line_break=st.sampled_from(["\n", "\r\n"]))
def test_what_is_added_is_read_back_and_all_else_stays(layout: str, texts: list[str], line_break: str) -> None:
    body, old = LAYOUTS[layout]
    text = (HEAD + body + (TAIL if body.endswith("\n") else "")).replace("\n", line_break)
    facts, record = read(text)
    changed = with_addition(text, Addition(record, "distractors", texts, BEFORE))
    now, fact = read(changed)
    assert texts_of(fact["distractors"]) == old + texts
    assert {**fact, "distractors": 0} == {**record, "distractors": 0}
    assert [now[0], *now[2:]] == [facts[0], *facts[2:]]
    assert all(comment in changed for line in text.splitlines() for comment in re.findall(r"(?<!\S)# .*", line))
    if line_break == "\r\n":
        assert "\n" not in changed.replace("\r\n", "")


@pytest.mark.parametrize(
    ("layout", "changed"),
    [
        (
            "none",
            "- id: f\n  statement: S\n  ask: Why?  \n  distractors: [so]\n  # of it\n  hint: h\n",
        ),
        (
            "none, folded",
            "- id: f\n  statement: >-\n    One\n    two.\n  distractors: [so]\n\n  # of it\n  hint: h\n",
        ),
        ("none, on one line", "- {id: f, statement: 'S', distractors: [so], hint: h}  # all\n"),
        ("none, last", "- id: f\n  statement: S\n  distractors: [so]\n"),
        ("one", "- id: f\n  statement: S\n  distractors: [x y, so]\n  hint: h\n"),
        ("one with signs", '- id: f\n  statement: S\n  distractors: ["a, [b] and {c}?", so]\n  hint: h\n'),
        ("one in quotes", "- id: f\n  statement: S\n  distractors: ['a, #b', so]  # why\n"),
        (
            "one folded",
            "- id: f\n  statement: S\n  distractors:\n  - >-  # why\n    a\n    b\n  - so\n\n  hint: h\n",
        ),
        ("empty", "- id: f\n  statement: S\n  distractors: [so]\n"),
        ("flow", "- id: f\n  statement: S\n  distractors: [a, 'b', so]  # why\n"),
        ("flow on lines", "- id: f\n  statement: S\n  distractors: [\n    'a', # one\n    'b', \"so\" # two\n  ]\n"),
        (
            "block",
            "- id: f\n  statement: S\n  distractors:\n  - a\n  - 'b'  # why\n  - so\n  # of it\n  hint: h\n",
        ),
        ("block, indented", "- id: f\n  statement: S\n  distractors:\n    -   a\n    -   b\n    - so\n# of the next\n"),
    ],
)
def test_the_layout_is_the_one_that_is_there(layout: str, changed: str) -> None:
    text = HEAD + LAYOUTS[layout][0]
    assert with_addition(text, Addition(read(text)[1], "distractors", ["so"], BEFORE)) == HEAD + changed


@pytest.mark.parametrize("text", ["blue", "New York", "état", "l’an 2000", "x-ray"])
def test_words_are_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["No", "007", "true", "C#", "a: b", "- a", " a", "a ", "a\u2028b", "[a]", "~"])
def test_whatever_could_be_something_else_is_quoted(text: str) -> None:
    assert scalar(text) == quote(text)
    assert read_yaml(f"a: {quote(text)}", "")[0] == {"a": text}
