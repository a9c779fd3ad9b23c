from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from quizgen.checks.hidden_characters import hidden_character, mixed_letters
from quizgen.cli import commands
from quizgen.project import Project


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The \u202ecapital\u202c", "U+202E right-to-left override, U+202C pop directional formatting"),
        ("Wh\u00adat", "U+00AD soft hyphen"),
        ("Astana\u200b", "U+200B zero width space"),
        ("C\u200dD", "U+200D zero width joiner"),
        ("left \u200eto right", "U+200E left-to-right mark"),
        ("two\u2028lines", "U+2028 line separator"),
        ("tag\U000e0041", "U+E0041 tag latin capital letter a"),
    ],
)
def test_characters_that_nobody_sees_are_named(text: str, names: str) -> None:
    (finding,) = hidden_character("f", ("statement",), text)
    assert names in finding.message
    assert all(ord(character) < 0x7F for character in finding.message)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian needs the non-joiner
        "क्\u200dष",
        "👩\u200d🔬",
        "שלום\u200f!",
        "e\u0301",
        "naïve café – “quoted” 5\u00a0km 5\u202f000",
        "Қазақстан",
        "☀\ufe0f",
    ],
)
def test_what_a_script_needs_is_no_fault(text: str) -> None:
    assert not list(hidden_character("f", ("statement",), text))


@pytest.mark.parametrize(
    "text", ["\u0410stana", "The river \u0421hu", "Bak\u0443", "\u0391thens", "Москва и Xабаровск"]
)
def test_a_word_of_two_alphabets_is_named(text: str) -> None:
    (finding,) = mixed_letters("f", ("statement",), text)
    assert "mixes alphabets" in finding.message


@pytest.mark.parametrize(
    "text", ["µm and ΔT", "β-carotene", "Москва, Moscow", "Қазақстан", "α and Ω", "λx", "Əliyev", "İzmir"]
)
def test_alphabets_side_by_side_are_no_fault(text: str) -> None:
    assert not list(mixed_letters("f", ("statement",), text))


FACT = r"""
- id: one
  statement: "The \u202Ecapital\u202C is {Astana}."
  ask: Which city is the capital?
  distractors: ["astana\u200B", Baku]
"""


def test_they_are_found_where_they_are_and_shown_escaped(project: Callable[[str], Project]) -> None:
    root = project(FACT).root
    checked = CliRunner().invoke(commands, ["check", "t", "--project", str(root)])
    assert r"6:14: warning[hidden-character] one: 'The \u202ecapital\u202c is {Astana}.'" in checked.output
    assert r"8:17: error[distractor-is-right] one: 'astana\u200b' is a right answer" in checked.output
    listed = CliRunner().invoke(commands, ["list", "t", "--project", str(root)])
    assert r"one: The \u202ecapital\u202c is Astana." in listed.output


def test_an_id_with_letters_of_two_alphabets_is_reported(project: Callable[[str], Project]) -> None:
    root = project('- {id: "p\\u0430ris", statement: "The capital is {Paris}.", ask: Which city?}').root
    checked = CliRunner().invoke(commands, ["check", "t", "--project", str(root)])
    assert "[mixed-letters] pаris: the word 'pаris' mixes alphabets" in checked.output
