"""What an item is, is its type: nobody guesses it from what is empty."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

from quizgen.model.body import Body, ItemBody

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


@pytest.mark.parametrize("folder", ["print/answer", "practice/fields"])
def test_every_type_has_its_partial(folder: str) -> None:
    names = {body.name for body in get_args(ItemBody)}
    partials = {path.name.partition(".")[0] for path in (ROOT / "templates" / folder).iterdir()}
    assert partials - {"choices", "typed"} == names


def test_no_two_types_share_a_name() -> None:
    names = [body.name for body in get_args(Body)]
    assert len(set(names)) == len(names)
