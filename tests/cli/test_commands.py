"""What the command line's functions do themselves: little."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

CLI = Path(__file__).parents[2] / "quizgen/cli"
MOST_LINES = 15


def is_command(function: ast.FunctionDef) -> bool:
    """Whether one of the function's decorators makes it a command or a group."""
    calls = [each.func for each in function.decorator_list if isinstance(each, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in ("command", "group") for call in calls)


def commands(source: str) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and is_command(node):
            yield node


def body_length(function: ast.FunctionDef) -> int:
    """How many lines the function has after its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]


def test_the_body_of_a_command_is_short() -> None:
    lengths = {
        f"{path.stem}.{function.name}": body_length(function)
        for path in sorted(CLI.glob("*.py"))
        for function in commands(path.read_text(encoding="utf-8"))
    }
    assert len(lengths) > 18
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_lines_are_counted_after_decorators_and_docstring() -> None:
    source = '@click.command(\n  name="x",\n)\n@option\ndef run(a):\n    """Run.\n\n    Far.\n    """\n'
    (function,) = commands(source + "    b = 1\n\n    c = 2\n\ndef helper():\n    pass\n")
    assert (function.name, body_length(function)) == ("run", 3)
