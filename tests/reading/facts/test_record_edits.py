"""What a change of a fact leaves in its file: comments, order, quotes, and the words of everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.record_edits import Plain, fact_text, plain_of, with_fields
from quizgen.reading.yaml.yaml import read_commented

FACT = """\
- id: crest # the top
  statement: "The highest point of a wave is its {term}."  # in short
  # about the slot
  slots:
    term: {entity: crest, ask: "What is it called?", distractors: [trough, node]}
  tags:
  - waves # of water
  - sound
  image:
    file: images/wave.svg
    alt: >-
      A wave drawn along
      a line.
  difficulty: 1

# The next fact
"""


def test_only_what_changes_is_written_again() -> None:
    assert with_fields(FACT, {"statement": "A wave's top is its {term}."}) == FACT.replace(
        "The highest point of a wave is its {term}.", "A wave's top is its {term}."
    )
    assert with_fields(FACT, {"difficulty": "3"}) == FACT.replace("difficulty: 1", "difficulty: 3")
    assert with_fields(FACT, {"tags": ["waves", "light"]}) == FACT.replace("- sound", "- light")


def test_a_new_field_is_where_format_puts_it() -> None:
    assert with_fields(FACT, {"section": "Parts"}) == FACT.replace(
        "  difficulty: 1\n", "  section: Parts\n  difficulty: 1\n"
    )
    assert with_fields(FACT, {"status": "draft"}) == FACT.replace("difficulty: 1\n", "difficulty: 1\n  status: draft\n")


def test_a_removed_field_takes_its_lines_along() -> None:
    without = with_fields(FACT, {"image": None, "status": None})
    assert without == FACT.replace(FACT[FACT.index("  image") : FACT.index("  difficulty")], "")


def test_a_record_that_grows_gets_lines_of_its_own() -> None:
    slot: Plain = {"entity": "crest", "ask": "What is it called?", "distractors": ["trough", "a, b", "x" * 70]}
    assert with_fields(FACT, {"slots": {"term": slot}}) == FACT.replace(
        '    term: {entity: crest, ask: "What is it called?", distractors: [trough, node]}\n',
        "    term:\n      entity: crest\n"
        f'      ask: "What is it called?"\n      distractors: [trough, "a, b", {"x" * 70}]\n',
    )


def test_a_fact_on_one_line_stays_on_one_where_it_fits() -> None:
    line = '- {id: a, statement: "A {b} c."}\n'
    assert with_fields(line, {"ask": "Which?"}) == '- {id: a, statement: "A {b} c.", ask: "Which?"}\n'
    assert with_fields(line, {"ask": "W" * 110}) == f'- id: a\n  statement: "A {{b}} c."\n  ask: "{"W" * 110}"\n'


def test_a_new_fact_reads_as_if_written_by_hand() -> None:
    record: dict[str, Plain] = {
        "id": "tambora",
        "statement": "In {1815}, Tambora erupted.",
        "evidence": {"paragraph": "5", "quote": "In 1815 Tambora erupted"},
        "tags": ["eruptions", "a, b"],
        "status": "draft",
    }
    assert fact_text(record) == (
        '- id: tambora\n  statement: "In {1815}, Tambora erupted."\n'
        '  evidence: {paragraph: 5, quote: "In 1815 Tambora erupted"}\n  tags: [eruptions, "a, b"]\n  status: draft\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "No",
        "007",
        "12:30",
        "a: b # c",
        r"\(x^2\)",
        'say "so"',
        "it's",
        "- x",
        "[a]",
        "{b}",
        " x ",
        "a\nb",
        "ä😀",
        "&a",
        "*",
    ],
)
def test_any_text_comes_back(text: str, tmp_path: Path) -> None:
    for source in (FACT, '- {id: crest, statement: "A {b}."}\n'):
        changed = with_fields(source, {"statement": f"{text} {{term}}", "feedback": text, "tags": [text, "b"]})
        node, problems, _ = read_commented(changed, "")
        assert problems == []
        (record,) = plain_of(node)
        assert isinstance(record, dict)
        assert (record["statement"], record["feedback"], record["tags"]) == (f"{text} {{term}}", text, [text, "b"])


def test_every_shipped_fact_can_be_changed_and_changed_back() -> None:
    path = Path(__file__).parents[3] / "facts/waves.yaml"
    loaded, _ = load_collection(path)
    assert loaded is not None
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    starts = [record.mark.line - 1 for record in loaded.records.values()]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        text = "".join(lines[start:end])
        changed = with_fields(text, {"reference": "An atlas."})
        assert changed != text
        assert with_fields(changed, {"reference": None}) == text
