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
    Gaps,
    ItemBody,
    Matching,
    OpenAnswer,
    Option,
    Ordering,
    Row,
    TrueFalse,
    matching_of,
    pairs_of,
    spares_of,
)
from quizgen.model.text import parse_text as text

ROOT = Path(__file__).parents[2]
FIELDS = {
    "options",
    "choices",
    "true",
    "truth",
    "answers",
    "numbers",
    "members",
    "steps",
    "rows",
    "bank",
    "pairs",
    "spares",
    "labels",
    "boxes",
    "listing",
}
OWNERS = {"item", "body", "question"}
# Functions that find something in a body of some types, and nothing in the others.
FINDERS = {"options_of", "choices_of", "right_options", "labels_of", "pairs_of", "spares_of", "typed_answers"}
OF_A_BODY = re.compile(rf"\b({'|'.join(OWNERS)})\s*\.\s*({'|'.join(FIELDS)})\b|\b({'|'.join(FINDERS)})\s*\(")
MODULES = sorted(
    path
    for folder in ("classroom", "exporters", "build", "commands")
    for path in (ROOT / "quizgen" / folder).rglob("*.py")
)


def emptiness_asked(source: str) -> list[int]:
    """The lines that ask whether a field of a body, or what is found in a body, is empty or None."""
    if not OF_A_BODY.search(source):  # parsing is what takes time
        return []
    return [
        test.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.match_case | ast.comprehension)
        for test in conditions_of(node)
        for operand in operands(test)
        if is_of_a_body(operand)
    ]


def conditions_of(node: ast.If | ast.IfExp | ast.While | ast.match_case | ast.comprehension) -> list[ast.expr]:
    """The conditions of a statement or an expression."""
    match node:
        case ast.comprehension():
            return node.ifs
        case ast.match_case():
            return [node.guard] if node.guard else []
        case _:
            return [node.test]


def is_of_a_body(operand: ast.expr) -> bool:
    """Whether it is a field of a body or of what holds it, or what is found in one."""
    match operand:
        case ast.Attribute(attr=field, value=ast.Name(id=owner) | ast.Attribute(attr=owner)):
            return field in FIELDS and owner in OWNERS
        case ast.Call(func=ast.Name(id=name)):
            return name in FINDERS
        case _:
            return False


def operands(test: ast.expr) -> list[ast.expr]:
    """What a condition is made of: each side of ``and`` and ``or``, what is compared with None, what is counted."""
    match test:
        case ast.BoolOp(values=values):
            return [operand for value in values for operand in operands(value)]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operands(operand)
        case ast.Compare(left=left, comparators=[ast.Constant(value=None | 0)]):
            return operands(left)
        case ast.NamedExpr(value=value):
            return operands(value)
        case ast.Call(func=ast.Name(id="len" | "any" | "bool"), args=[counted]):
            return operands(counted)
        case _:
            return [test]


@pytest.mark.parametrize(
    "source",
    [
        "if item.options and x: pass",
        "y = 1 if item.truth is not None else 2",
        "x = [y for y in z if not question.body.choices]",
        "while question.answers: pass",
        "if len(body.steps) > 0: pass",
        "if pairs_of(question.body): pass",
        "if labels := labels_of(item.body): pass",
        "x = 1 if any(spares_of(body)) else 2",
        "match x:\n  case 1 if question.numbers: pass",
    ],
)
def test_it_would_find_one(source: str) -> None:
    assert len(emptiness_asked(source)) == 1


def test_what_a_type_has_may_be_empty() -> None:
    """What belongs to a question whatever its type is, and what is counted of a known type, may be asked."""
    allowed = "if question.picture: pass\nif len(body.options) == 1: pass\nif isinstance(question.body, Gaps): pass"
    assert emptiness_asked(allowed) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_consumers_match_on_the_type(path: Path) -> None:
    assert emptiness_asked(path.read_text(encoding="utf-8")) == []


SHARED = {"choices", "parts", "typed", "written"}  # partials that several types take


def partials(folder: str) -> set[str]:
    return {path.name.partition(".")[0] for path in (ROOT / "templates" / folder).iterdir()} - SHARED


@pytest.mark.parametrize("folder", ["print/answer", "print/key"])
def test_every_type_has_its_partial(folder: str) -> None:
    assert partials(folder) == {body.name for body in get_args(ItemBody)}


@pytest.mark.parametrize("folder", ["practice/fields", "practice/right", "review/answer", "review/options"])
def test_every_type_that_needs_no_person_to_mark_it_has_its_partial(folder: str) -> None:
    assert partials(folder) == {body.name for body in get_args(ItemBody) if body is not OpenAnswer}


def test_every_type_that_boxes_can_answer_has_its_partial() -> None:
    assert partials("print/boxes") == {body.name for body in (ChooseOne, ChooseSeveral, TrueFalse, Matching, Ordering)}


@pytest.mark.parametrize("folder", ["print", "practice", "review"])
def test_no_template_is_a_ladder_of_names(folder: str) -> None:
    for path in (ROOT / "templates" / folder).rglob("*.j2"):
        assert not re.search(r"elif [^%]*body\.name", path.read_text(encoding="utf-8")), path


def test_no_two_types_share_a_name() -> None:
    names = [body.name for body in get_args(Body)]
    assert len(set(names)) == len(names)


def test_pairs_and_spares_are_found_again() -> None:
    """Several lines may share an answer, which then is in the bank once."""
    pairs, spares = ((text("a"), text("one")), (text("b"), text("two")), (text("c"), text("one"))), (text("three"),)
    body = matching_of(pairs, spares)
    assert (pairs_of(body), spares_of(body)) == (pairs, spares)
    assert [str(option.text) for option in body.bank] == ["one", "two", "three"]


def test_an_answer_is_found_by_its_letter_or_by_its_text_in_any_case() -> None:
    bank = (Option(text("Rain"), letter="a"), Option(text("Snow"), letter="b"))
    assert pairs_of(Matching((Row(text("?"), "b"),), bank)) == ((text("?"), text("Snow")),)
    unlettered = (Option(text("Rain")), Option(text("Snow")))
    gaps = Gaps((Row(text("It is _____."), "rain"), Row(text("_____"), "hail")), unlettered)
    assert [str(answer) for _, answer in pairs_of(gaps)] == ["Rain", "hail"]
    assert spares_of(gaps) == (text("Snow"),)


def test_what_is_not_matched_has_no_pairs() -> None:
    assert (pairs_of(TrueFalse(True)), spares_of(TrueFalse(True))) == ((), ())


def test_answers_that_differ_in_case_only_are_distinguished() -> None:
    bank = (Option(text("Co")), Option(text("CO")), Option(text("co")))
    body = Matching((Row(text("cobalt"), "Co"), Row(text("carbon monoxide"), "CO")), bank)
    assert [str(answer) for _, answer in pairs_of(body)] == ["Co", "CO"]
    assert spares_of(body) == (text("co"),)
