"""What an item is, is its type: nobody guesses it from what is empty."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from quizgen.model.body import (
    Body,
    ChooseOne,
    ChooseSeveral,
    ItemBody,
    Matching,
    Ordering,
    TrueFalse,
)

ROOT = Path(__file__).parents[2]
FIELDS = {"options", "truth", "rows", "steps", "labels", "bank", "listing"}
MODULES = sorted(
    path
    for folder in ("classroom", "exporters", "build", "commands")
    for path in (ROOT / "quizgen" / folder).rglob("*.py")
)


def emptiness_asked(source: str) -> list[int]:
    """The lines that ask whether a field of an item's body is empty or None."""
    return [
        test.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.If | ast.IfExp | ast.comprehension)
        for tests in (node.ifs if isinstance(node, ast.comprehension) else [node.test],)
        for test in tests
        for part in operands(test)
        if isinstance(part, ast.Attribute) and part.attr in FIELDS and isinstance(part.value, ast.Name | ast.Attribute)
        if (part.value.id if isinstance(part.value, ast.Name) else part.value.attr) in ("item", "body")
    ]


def operands(test: ast.expr) -> list[ast.expr]:
    """What a condition is made of: each side of ``and`` and ``or``, and what is compared with None."""
    match test:
        case ast.BoolOp(values=values):
            return [each for value in values for each in operands(value)]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operands(operand)
        case ast.Compare(left=left, comparators=[ast.Constant(value=None)]):
            return [left]
        case _:
            return [test]


def test_it_would_find_one() -> None:
    assert emptiness_asked("if item.options and x: pass\ny = 1 if item.truth is not None else 2") == [1, 2]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_consumers_match_on_the_type(path: Path) -> None:
    assert emptiness_asked(path.read_text(encoding="utf-8")) == []


SHARED = {"choices", "parts", "typed", "written"}  # partials that several types take


def partials(folder: str) -> set[str]:
    return {path.name.partition(".")[0] for path in (ROOT / "templates" / folder).iterdir()} - SHARED


@pytest.mark.parametrize(
    "folder", ["print/answer", "print/key", "practice/fields", "practice/right", "review/answer", "review/options"]
)
def test_every_type_has_its_partial(folder: str) -> None:
    assert partials(folder) == {body.name for body in get_args(ItemBody)}


def test_every_type_that_boxes_can_answer_has_its_partial() -> None:
    assert partials("print/boxes") == {body.name for body in (ChooseOne, ChooseSeveral, TrueFalse, Matching, Ordering)}


@pytest.mark.parametrize("folder", ["print", "practice", "review"])
def test_no_template_is_a_ladder_of_names(folder: str) -> None:
    for path in (ROOT / "templates" / folder).rglob("*.j2"):
        assert not re.search(r"elif [^%]*body\.name", path.read_text(encoding="utf-8")), path


def test_no_two_types_share_a_name() -> None:
    names = [body.name for body in get_args(Body)]
    assert len(set(names)) == len(names)
