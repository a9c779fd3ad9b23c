"""Which letters are right, read back from printed papers and keys: as on the key, balanced, and in short runs."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import HEAD, quiet, written
from pdf_text import text_of

from quizgen.assembly.keys import longest_run
from quizgen.build.pipeline import build

RIGHT = {"Which gas is in soda water?": "CO2", "Which war ended in 1918?": "World War 1", "Which is a square?": "x^2"}
BY_HAND = """\
- id: gas
  statement: "Soda water holds a gas."
  questions:
  - id: q
    kind: multiple-choice
    stem: Which gas is in soda water?
    options: [{text: CO2, correct: true}, SO2, NO2, O2]
- id: war
  statement: "A war ended in 1918."
  questions:
  - id: q
    kind: multiple-choice
    stem: Which war ended in 1918?
    options: [{text: World War 1, correct: true}, World War 2, The 7 Years' War]
- id: square
  statement: "A power."
  questions:
    {id: q, kind: multiple-choice, stem: Which is a square?, options: [{text: x^2, correct: true}, x^3, 2x]}
"""
FACTS = BY_HAND + "".join(
    f'- id: f{number}\n  statement: "Matter {number} is {{right{number}}}."\n  ask: What is matter {number}?\n'
    f"  distractors: [wrong{number}, false{number}]\n"
    for number in range(10, 31)
)
FORMS = "ABCDEF"


@pytest.fixture(scope="module", params=["lines", "columns"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("letters")
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [quiz, key]\nkey: compact\n"
    recipe += f"paper: {{options: {request.param}}}\nquiz: {{forms: 6, questions: {{multiple-choice: 24}}}}\n"
    project = written(root, {"facts/t.yaml": f"{HEAD}facts:\n{FACTS}", "decks/t.yaml": recipe})
    build(project, (), root / "build", strict=False, progress=quiet)
    return root / "build/t"


def right_letters(papers: Path, form: str) -> dict[str, str]:
    """The letter of the right option of each question on a form, in the order of the paper."""
    found: dict[str, str] = {}
    for asked in re.split(r" \d+\. (?=W)", text_of(papers / f"quiz-{form}.pdf"))[1:]:
        stem, _, options = asked.partition("?")
        right = RIGHT.get(f"{stem}?", f"right{stem[-2:]}")
        letters = re.findall(rf"([A-D])\. {re.escape(right)}(?= |$)", options)
        assert len(letters) == 1, asked
        found[stem] = letters[0]
    return found


@pytest.mark.parametrize("form", FORMS)
def test_the_key_says_what_is_printed(papers: Path, form: str) -> None:
    letters = right_letters(papers, form)
    assert len(letters) == 24
    key = re.findall(r"\b\d+ ([A-D]) (?=\S)", text_of(papers / f"key-compact-{form}.pdf").partition("Answer ")[2])
    assert key == [*letters.values()]


@pytest.mark.parametrize("form", FORMS)
def test_letters_are_balanced_and_in_short_runs(papers: Path, form: str) -> None:
    letters = [*right_letters(papers, form).values()]
    assert longest_run(letters) <= 3
    counts = Counter(letters)
    assert max(counts[letter] for letter in "ABC") - min(counts[letter] for letter in "ABC") <= 2


def test_what_merely_has_a_digit_is_in_another_place_in_other_forms(papers: Path) -> None:
    by_form = [right_letters(papers, form) for form in FORMS]
    for stem in RIGHT:
        assert len({letters[stem.removesuffix("?")] for letters in by_form}) > 1
