"""Every name in brackets is declared once, with what `quizgen explain` says of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from quizgen.checks.catalogue import RULES
from quizgen.commands.explain import explain
from quizgen.errors import ProblemKind, problem_kinds
from quizgen.errors.problem_kinds import PROBLEM_KINDS

Node = TypeVar("Node", bound=ast.AST)

ROOT = Path(__file__).parent.parent
PRINTED = re.compile(r"\b(?:error|warning|info)\[([\w-]+)\]")
NAMES = {*RULES, *PROBLEM_KINDS}


# What is looked for in the code: most modules have none of it, and parsing them all takes a second.
LOOKED_FOR = re.compile(
    r"(ProblemKind|Problem|problem|head_problem|report|fault)\s*\(|\.\s*(rule|kind\.id)\b|problem_kinds"
)


@cache
def sources() -> Mapping[str, ast.Module]:
    """Every module of quizgen that has something of ``LOOKED_FOR``, parsed, by its path."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "quizgen").rglob("*.py"))}
    return {
        path.relative_to(ROOT / "quizgen").as_posix(): ast.parse(text)
        for path, text in texts.items()
        if LOOKED_FOR.search(text)
    }


@cache
def nodes(kind: type[Node]) -> Sequence[tuple[str, Node]]:
    """Every node of this ``kind`` in any module, with the module's path."""
    return [(path, node) for path, node in every_node() if isinstance(node, kind)]


@cache
def every_node() -> Sequence[tuple[str, ast.AST]]:
    """The nodes in all modules that are asked for here, with the module's path."""
    kinds = (ast.Call, ast.Compare, ast.ImportFrom)
    return [(path, node) for path, tree in sources().items() for node in ast.walk(tree) if isinstance(node, kinds)]


@cache
def calls() -> Sequence[tuple[str, str, ast.Call]]:
    """Every call of something that has a name: the module's path, that name and the call."""
    found = []
    for path, node in nodes(ast.Call):
        match node.func:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.append((path, name, node))
    return found


def test_every_name_is_declared_once_in_the_table_or_as_a_rule() -> None:
    constants = {name: value for name, value in vars(problem_kinds).items() if isinstance(value, ProblemKind)}
    assert {name: kind.id.upper().replace("-", "_") for name, kind in constants.items()} == {n: n for n in constants}
    assert list(PROBLEM_KINDS.values()) == list(constants.values())
    assert not PROBLEM_KINDS.keys() & RULES.keys()


@pytest.mark.parametrize("kind", PROBLEM_KINDS.values(), ids=PROBLEM_KINDS)
def test_a_kind_says_what_it_asks_for_and_what_to_do(kind: ProblemKind) -> None:
    assert kind.asks.endswith(".")
    assert kind.asks[0].isupper()
    assert kind.remedy


def test_every_name_that_is_shown_in_tests_and_docs_can_be_explained() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    pages += [path for path in (ROOT / "tests").rglob("*") if path.suffix in (".md", ".py", ".txt", ".json")]
    names = {name for page in pages for name in PRINTED.findall(page.read_text(encoding="utf-8"))}
    assert len(names) > 40
    assert len(list(explain(sorted(names)))) >= 2 * len(names)


def test_problems_get_their_kind_from_a_declaration_and_never_a_text() -> None:
    """mypy refuses a text where a kind is needed; what it cannot see are kinds that are made somewhere else."""
    assert {path for path, name, _ in calls() if name == "ProblemKind"} == {"errors/problem_kinds.py"}
    assert {path for path, name, _ in calls() if name == "Problem"} == {"errors/__init__.py"}
    for path, name, call in calls():
        if name in ("problem", "head_problem", "report", "fault"):
            arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
            texts = {argument.value for argument in arguments if isinstance(argument, ast.Constant)}
            assert not texts & NAMES, f"{path}:{call.lineno}"


def test_no_name_is_compared_with_a_text() -> None:
    for path, node in nodes(ast.Compare):
        if isinstance(node.left, ast.Attribute) and ast.unparse(node.left).endswith((".rule", ".kind.id")):
            texts = {
                each.value for part in node.comparators for each in ast.walk(part) if isinstance(each, ast.Constant)
            }
            assert not texts & NAMES, f"{path}:{node.lineno}"


def test_every_kind_of_the_table_is_reported_by_something() -> None:
    used = {
        alias.name
        for _, node in nodes(ast.ImportFrom)
        if node.module == "quizgen.errors.problem_kinds"
        for alias in node.names
    }
    assert {kind.id.upper().replace("-", "_") for kind in PROBLEM_KINDS.values()} <= used
