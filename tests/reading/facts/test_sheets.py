from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from quizgen.errors import in_order
from quizgen.model.body import options_of
from quizgen.model.fact import Collection
from quizgen.reading.facts.annotations import RecordField, keys_of
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.columns import columns_of, headings_of
from quizgen.reading.facts.pictures import ImageRecord, LabelRecord
from quizgen.reading.facts.rows import FactSheet
from quizgen.reading.facts.schema import (
    AudioRecord,
    ClaimRecord,
    EntityRecord,
    EvidenceRecord,
    FactRecord,
    QuestionRecord,
    RelationRecord,
    SetRecord,
    SlotRecord,
)
from quizgen.reading.facts.sheet_cells import Sheet
from quizgen.reading.yaml.validation import Record

HEAD: list[list[object]] = [
    ["source.id", "t"],
    ["source.title", "On Bridges"],
    ["source.author", "An Author"],
    ["entity.ann", "Ann Smith", "person", "Ann; A. Smith"],
    ["entity.ben", "Ben Jones", "person"],
    [],
]
COLUMNS_USED = [
    "id",
    "statement",
    "ask",
    "slot",
    "value",
    "entity",
    "type",
    "accept",
    "distractors",
    "paragraph",
    "quote",
]
ROWS: list[list[object]] = [
    [*COLUMNS_USED, "stance", "by", "tags"],
    [
        "old",
        "The bridge is {old}.",
        "How is it?",
        "",
        "",
        "",
        "",
        "aged; ancient",
        "new",
        2,
        "the bridge is old",
        "opinion",
        "@ann",
        "a; b/c",
    ],
    ["# a note", "is passed over"],
    ["built", "In {year} {who} built it.", "When was it built?", "year", 1529, "", "year", "", "", 3, "built in 1529"],
    ["", "", "Who built it?", "who", "", "ann", "", "", "", 4, "by Ann Smith"],
]
YAML = """\
schema: quizgen-facts/1
source: {id: t, title: On Bridges, author: An Author}
entities:
  ann: {name: Ann Smith, type: person, accept: [Ann, A. Smith]}
  ben: {name: Ben Jones, type: person}
facts:
- id: old
  statement: The bridge is {old}.
  ask: How is it?
  accept: [aged, ancient]
  distractors: new
  evidence: {paragraph: 2, quote: the bridge is old}
  stance: opinion
  by: {entity: ann}
  tags: [a, b/c]
- id: built
  statement: "In {year} {who} built it."
  slots:
    year: {value: 1529, type: year, ask: When was it built?}
    who: {entity: ann, ask: Who built it?}
  evidence:
  - {paragraph: 3, quote: built in 1529}
  - {paragraph: 4, quote: by Ann Smith}
"""


def read(path: Path) -> Collection:
    loaded, problems = load_collection(path)
    assert [str(problem) for problem in problems] == []
    assert loaded is not None
    return loaded.collection


def write_csv(path: Path, rows: list[list[object]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


@pytest.fixture
def expected(tmp_path: Path) -> Collection:
    (tmp_path / "y.yaml").write_text(YAML, encoding="utf-8")
    return read(tmp_path / "y.yaml")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv_says_what_the_yaml_says(tmp_path: Path, expected: Collection, delimiter: str, encoding: str) -> None:
    assert read(write_csv(tmp_path / "t.csv", HEAD + ROWS, delimiter, encoding)) == expected


def test_a_workbook_says_what_the_yaml_says(tmp_path: Path, expected: Collection) -> None:
    assert read(write_xlsx(tmp_path / "t.xlsx", HEAD + ROWS)) == expected


def test_a_cells_value_is_what_a_person_typed(tmp_path: Path) -> None:
    values = [1529.0, 0.78, date(2026, 9, 1), True, "007"]
    head = ["id", "statement", "slot", "value"]
    rows = [[f"f{place}", "It is {x}.", "x", value] for place, value in enumerate(values)]
    facts = read(write_xlsx(tmp_path / "t.xlsx", [*HEAD, head, *rows])).facts
    assert [fact.slots[0].value for fact in facts] == ["1529", "0.78", "2026-09-01", "True", "007"]


def test_options_are_marked_right_and_last(tmp_path: Path) -> None:
    head = ["id", "statement", "question.id", "question.kind", "question.stem", "question.options"]
    question = ["f", "It is {so}.", "q", "multiple-choice", "How is it?", "I don't know; so; not so"]
    marks = ["question.correct", "question.last"]
    (fact,) = read(write_csv(tmp_path / "t.csv", [*HEAD, [*head, *marks], [*question, "so", "I don't know"]])).facts
    options = [(str(option.text), option.correct, option.last) for option in options_of(fact.questions[0].body)]
    assert options == [("I don't know", False, True), ("so", True, False), ("not so", False, False)]
    _, problems = load_collection(write_csv(tmp_path / "t.csv", [*HEAD, [*head, *marks], [*question, "so", "No idea"]]))
    assert [(problem.line, problem.column, problem.message) for problem in in_order(problems)] == [
        (8, 8, "'No idea' is not one of the options")
    ]


def test_problems_have_their_row_and_column(tmp_path: Path) -> None:
    rows = [
        ["id", "statement", "difficulty", "stnce", "quote"],
        ["f", "It is {so}.", "hard", "x", "a quote"],
        ["f2", "It is {thus", "1"],
    ]
    _, problems = load_collection(write_csv(tmp_path / "t.csv", HEAD + rows))  # type: ignore[operator]
    assert [(problem.line, problem.column, problem.rule) for problem in in_order(problems)] == [
        (7, 4, "unknown-key"),
        (8, 3, "wrong-value"),
        (9, 2, "braces"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", b"a,b\n1,2\n", "no row of headings"),
        ("t.csv", b'statement\n"open', "where CSV has one"),
        ("t.csv", "statement\ncafé".encode("cp1252"), "UTF-8"),
        ("t.xlsx", b"PK no zip", "this spreadsheet cannot be read"),
    ],
)
def test_what_is_no_sheet(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert words in str(load_collection(tmp_path / name)[1][0])


def test_no_field_is_forgotten() -> None:
    fields = {*FactRecord.model_fields, *SlotRecord.model_fields, *EvidenceRecord.model_fields}
    for name, record in (("image", ImageRecord), ("audio", AudioRecord), ("relation", RelationRecord)):
        fields |= {f"{name}.{field}" for field in record.model_fields}
    fields |= {f"label.{field}" for field in LabelRecord.model_fields}
    fields |= {f"check.{field}" for field in ClaimRecord.model_fields}
    fields |= {f"question.{field}" for field in QuestionRecord.model_fields}
    fields |= {f"set.{field}" for field in SetRecord.model_fields}
    below = {"slots", "evidence", "image", "audio", "relation", "checks", "questions", "set.items", "image.labels"}
    columns = set(headings_of(FactRecord))
    assert fields - columns == below
    assert columns - fields == {
        "slot",
        "question.correct",
        "question.last",
        "question.option_feedback",
        "question.rubric_points",
    }


def texts(node: object) -> Iterator[str]:
    """Every text in what was read."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from (key, *texts(value))
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    else:
        yield str(node)


def test_every_column_is_read() -> None:
    row = {heading: f"cell {number}" for number, heading in enumerate(headings_of(FactRecord))}
    row |= {"ignore": f"rule: {row['ignore']}", "question.options": "cell a; cell b"}
    row |= {"question.correct": "cell a", "question.last": "cell b"}
    document, problems = FactSheet("t.csv", "t").read(
        [Sheet("", [["source.title", "T"], list(row), list(row.values())])]
    )
    assert problems == [] and document is not None
    found = set(texts(document["facts"]))
    assert {part for cell in row.values() for part in re.split("; |rule: ", cell) if part} <= found
    options = document["facts"][0]["questions"][0]["options"]  # type: ignore[index]
    assert [dict(option) for option in options] == [
        {"text": "cell a", "correct": "true", "feedback": row["question.option_feedback"]},
        {"text": "cell b", "last": "true"},
    ]


def columns_table() -> str:
    """The columns: what a cell holds, and the field's description."""
    rows = ["| Column | Cell | What it is |", "|---|---|---|"]
    done: set[str] = set()

    def add(model: type[Record], prefix: str, *, together: bool = False) -> None:
        for field, heading, below in columns_of(model, prefix):
            if heading not in done and (field.record is None or field.shape == "mapping"):
                done.add(heading)
                description = " ".join(field.description.split())  # a line break would end the row
                rows.append(f"| `{heading}` | {cell_of(field, together=together)} | {description} |")
            if field.record:
                add(field.record, below, together=field.one_row)

    add(FactRecord, "")
    assert done == set(headings_of(FactRecord))
    return "\n".join(rows)


def cell_of(field: RecordField, *, together: bool) -> str:
    if field.shape == "mapping":
        return "its name" if field.record else "list of `rule: reason`"
    if field.flag and not together:
        return "true or false"
    kind = "text or `@id`" if field.refers else "text"
    if field.shape == "list" or together:
        return f"list of {kind}" if field.refers else "list"
    return kind if field.refers else ""


def test_the_columns_are_documented() -> None:
    """After a change of columns run with QUIZGEN_REWRITE_GOLDEN=1."""
    page = Path(__file__).parents[3] / "docs/reference/spreadsheet.md"
    before = page.read_text(encoding="utf-8")
    entity = f"The row of an entity has after its id: {', '.join(f'`{name}`' for name in keys_of(EntityRecord))}."
    made = before
    for name, generated in (("columns", columns_table()), ("entity", entity)):
        head, _, rest = made.partition(f"<!-- {name} -->\n")
        _, end, tail = rest.partition("\n<!-- end -->")
        made = f"{head}<!-- {name} -->\n{generated}{end}{tail}"
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        page.write_text(made, encoding="utf-8")
    assert made == before
