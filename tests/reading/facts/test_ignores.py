"""Rules silenced by comments and in facts: which, for what, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ONE_CHOICE

from quizgen.commands.check import check
from quizgen.errors import in_order
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.yaml_layout import format_collection
from quizgen.reading.yaml.yaml import read_commented

HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T}\n"
FACTS = """\
facts:
- id: one
  statement: "It is {14}."
- id: two
  statement: "It was {15}."
"""
WHY = "# quizgen: ignore[no-evidence] given in a table"


def silenced(text: str, tmp_path: Path) -> list[str]:
    """The facts of ``text`` for which no-evidence is silenced; "" stands for the file itself."""
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    loaded, problems = load_collection(path)
    assert loaded is not None, problems
    assert problems == []
    return [fact for fact in ("", *loaded.records) if loaded.ignores(fact, "no-evidence")]


PLACES = {
    "on the fact's line": (FACTS.replace("- id: one", f"- id: one  {WHY}"), ["one"]),
    "at the end of a line of it": (FACTS.replace('"It is {14}."', f'"It is {{14}}."  {WHY}'), ["one"]),
    "on a line within it": (FACTS.replace("  statement: \"It is", f"  {WHY}\n  statement: \"It is"), ["one"]),
    "within it, at the margin": (FACTS.replace("  statement: \"It is", f"{WHY}\n  statement: \"It is"), ["one"]),
    "last in it": (FACTS.replace("- id: two", f"  {WHY}\n- id: two"), ["one"]),
    "right above it": (FACTS.replace("- id: two", f"{WHY}\n- id: two"), ["two"]),
    "above the first, indented": (FACTS.replace("- id: one", f"  {WHY}\n- id: one"), ["one"]),
    "above it, among other comments": (FACTS.replace("- id: two", f"\n# Part 2\n{WHY}\n\n# More\n- id: two"), ["two"]),
    "above the first": (FACTS.replace("- id: one", f"{WHY}\n- id: one"), ["one"]),
    "after the last": (f"{FACTS}  {WHY}\n", ["two"]),
    "after all, at the margin": (f"{FACTS}{WHY}\n", ["two"]),
    "after a flow mapping": (f"facts:\n- {{id: one, statement: x}} {WHY}\n- {{id: two, statement: y}}\n", ["one"]),
    "behind the hyphen": (FACTS.replace("- id: one", f"- {WHY}\n  id: one"), ["one"]),
    "several rules": (FACTS.replace("- id: two", "# quizgen:ignore [ numeral, no-evidence ] why\n- id: two"), ["two"]),
    "before all": (f"{WHY}\n{HEAD}{FACTS}", ["", "one", "two"]),
    "before the facts": (f"{WHY}\n{FACTS}", ["", "one", "two"]),
    "beside the word facts": (FACTS.replace("facts:", f"facts: {WHY}"), ["", "one", "two"]),
    "below the facts, above another part": (f"{FACTS}{WHY}\nentities: {{}}\n", ["", "one", "two"]),
    "under another part": (f"{FACTS}entities:\n  a: {{name: A, type: term}} {WHY}\n", ["", "one", "two"]),
    "another rule": (FACTS.replace("- id: one", "- id: one  # quizgen: ignore[no-evidences] why"), []),
    "in a quoted text": (FACTS.replace("It is", f"It is {WHY}"), []),
    "in single quotes": (FACTS.replace('"It is {14}."', f"'It''s {{14}} {WHY}'"), []),
    "in a quoted text of two lines": (FACTS.replace("It is", f"It\n    {WHY}\n    is"), []),
    "in a block of text": (FACTS.replace('"It is {14}."', f">-\n    It is\n    {WHY}\n    {{14}}."), []),
    "after a block of text": (FACTS.replace('"It is {14}."', f"|\n    It is {{14}}.\n  {WHY}"), ["one"]),
    "after a block, before a fact": (FACTS.replace('"It is {14}."', f"|\n    It is {{14}}.\n\n{WHY}"), ["two"]),
    "behind a quoted text that has it": (FACTS.replace('"It is {14}."', f'"{{14}} {WHY}" {WHY}'), ["one"]),
    "inside another comment": (FACTS.replace("- id: two", f"# write {WHY}\n- id: two"), []),
    "no comment": (FACTS.replace("It is", "It is quizgen: ignore[no-evidence]"), []),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_silences_a_rule_at_its_position(place: str, tmp_path: Path) -> None:
    text, facts = PLACES[place]
    assert silenced(text if text.startswith(WHY + "\nschema") else HEAD + text, tmp_path) == facts


@pytest.mark.parametrize("place", PLACES)
def test_a_layout_keeps_it(place: str, tmp_path: Path) -> None:
    text, facts = PLACES[place]
    text = text if text.startswith(WHY + "\nschema") else HEAD + text
    assert silenced(format_collection(text), tmp_path) == facts


def test_a_fact_may_have_the_reason_in_its_record(tmp_path: Path) -> None:
    assert silenced(f"{HEAD}{FACTS}  ignore: {{no-evidence: given in a table}}\n", tmp_path) == ["two"]


def test_comments_have_their_place_and_their_words() -> None:
    text = f"a: '{WHY}' {WHY}\n\n  # quizgen:  hello  \nb:\n"
    _, problems, comments = read_commented(text, "f")
    assert problems == []
    assert [(comment.mark, comment.text, comment.belongs) for comment in comments] == [
        ((1, len(WHY) + 7), WHY.removeprefix("# quizgen: "), 1),
        ((3, 3), "hello", 4),
    ]


def told(made: Project) -> list[tuple[str, str, int]]:
    return [(p.rule, p.id, p.line) for p in in_order(check(made, ["t"]).problems) if p.path.endswith("facts/t.yaml")]


FACT = '- id: f\n  statement: "It is {14}."\n  ask: How old is it?\n'


def test_what_is_silenced_is_not_reported(project: Callable[..., Project]) -> None:
    assert told(project(FACT)) == [("no-evidence", "f", 4)]
    assert told(project(f"{FACT}  {WHY}\n")) == []
    assert told(project(FACT, entities=f"{WHY}\n")) == []


def test_a_rule_of_item_writing_can_be_silenced(project: Callable[..., Project]) -> None:
    fact = f"{FACT.replace('How old is it?', 'Tea is old')}  scale: [1, 14, 3]\n  {WHY}\n"
    found = told(project(fact, recipe=ONE_CHOICE))
    assert {rule for rule, _, _ in found} == {"no-question", "options-out-of-order"}
    assert told(project(f"{fact}  # quizgen: ignore[no-question, options-out-of-order] why not\n")) == []


SCALES = "".join(
    f'- id: f{n}\n  statement: "Number {n} is {{low}}."\n  ask: What of {n}?\n  scale: [low, high]\n' for n in range(4)
)
RECIPE = """\
schema: quizgen-deck/1
title: A Quiz
facts: t
quiz: {forms: 1, questions: {multiple-choice: 4, true-false: 0, short-answer: 0}}
"""


def test_a_rule_over_quizzes_is_silenced_where_every_collection_does(project: Callable[..., Project]) -> None:
    def found(comment: str) -> list[tuple[str, str]]:
        example = project(SCALES, entities=f"# quizgen: ignore[{comment}] why not\n", recipe=RECIPE)
        return [(problem.rule, problem.level) for problem in check(example, ["t"]).problems]

    assert found("no-evidence") == [("too-few-options", "warning"), ("key-position", "warning")]
    assert found("no-evidence, key-position") == [("too-few-options", "warning")]


def test_the_language_can_be_silenced_for_the_file(project: Callable[..., Project]) -> None:
    french = {
        "facts/t.yaml": f"schema: quizgen-facts/1\nsource: {{id: t, title: T, language: ty}}\nfacts:\n{FACT}  {WHY}\n"
    }
    assert told(project(FACT, files=french)) == [("language", "", 2)]
    french["facts/t.yaml"] = "# quizgen: ignore[language] English will do\n" + french["facts/t.yaml"]
    assert told(project(FACT, files=french)) == []


def test_what_is_wrong_with_a_comment(project: Callable[..., Project]) -> None:
    comments = "".join(
        f"  # quizgen: {each}\n" for each in ("ignore[no-evidence]", "ignore[numerals] why", "ignore it")
    )
    problems = in_order(check(project(FACT + comments), ["t"]).problems)
    assert [(p.rule, p.level, p.id, p.line, p.column, p.hint) for p in problems if p.path.endswith("facts/t.yaml")] == [
        ("ignore-reason", "warning", "f", 7, 3, "write it after the rule:  # quizgen: ignore[no-evidence] REASON"),
        ("unknown-rule", "warning", "f", 8, 3, "did you mean 'numeral'?"),
        ("unknown-rule", "warning", "f", 9, 3, "write  # quizgen: ignore[RULE] REASON"),
    ]


def test_an_unknown_rule_in_the_record(project: Callable[..., Project]) -> None:
    example = project(f"{FACT}  ignore: {{no-evidence: a table, xyzzy: why}}\n")
    problems = [p for p in in_order(check(example, ["t"]).problems) if p.path.endswith("facts/t.yaml")]
    assert [(p.rule, p.line, p.column, p.hint) for p in problems] == [
        ("unknown-rule", 7, 34, "run  quizgen explain  to see every rule")
    ]
