"""Rules over what people answered."""

from __future__ import annotations

import pytest
from conftest import HEAD

from quizgen.checks.measured_answers import CHECKS
from quizgen.model.measured import FEWEST, Measured, MeasuredOption, MeasuredQuestion
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

FACTS = """facts:
- id: gold
  statement: The metal is {gold}.
- id: own
  statement: The metal is in the mine.
  questions:
  - {id: which, kind: multiple-choice, stem: Which metal?, options: [{text: Gold, correct: true}, Tin]}
"""


def found(
    tmp_path: object, *, answers: int = 40, key: float = -0.4, other: float = 0.5, fact: str = "gold"
) -> list[str]:
    """What the rules find: rule, fact and field."""
    path = Project(tmp_path).root / "t.yaml"  # type: ignore[arg-type]
    path.write_text(HEAD + FACTS, encoding="utf-8")
    loaded, problems = load_collection(path)
    assert loaded and not problems
    slot = "which" if fact == "own" else "answer"
    options = (MeasuredOption("Gold", True, 8, answers, key), MeasuredOption("Tin", False, 30, answers, other))
    question = MeasuredQuestion(
        f"t/{fact}/{slot}/k", (f"t/{fact}",), slot, "multiple-choice", "?", "Gold", answers, 0.2, key, options=options
    )
    measured = Measured(questions={question.key: question})
    findings = [finding for check in CHECKS for finding in check(loaded.collection, measured)]
    return [f"{finding.rule} {finding.fact} {'/'.join(map(str, finding.field))}" for finding in findings]


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ({}, ["likely-wrong-key gold slots/answer/ask"]),
        ({"fact": "own"}, ["likely-wrong-key own questions/0/stem"]),
        ({"other": -0.1}, ["backwards gold slots/answer/ask"]),
        ({"key": 0.4, "other": -0.4}, []),
        ({"answers": FEWEST - 1, "key": -0.9, "other": 0.9}, []),
        ({"fact": "gone"}, []),
    ],
)
def test_rules(tmp_path: object, measured: dict[str, object], expected: list[str]) -> None:
    assert found(tmp_path, **measured) == expected  # type: ignore[arg-type]
