"""A picture's labels as people type them: in YAML, in a sheet, and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.errors import in_order
from quizgen.model.body import Label
from quizgen.model.fact import Collection
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.yaml_layout import format_collection

HEAD = """\
schema: quizgen-facts/1
source: {id: t, title: T}
entities:
  peak: {name: peak, type: term, accept: [summit], acronym: PK}
  top: {name: top, type: term, same_as: peak}
facts:
- id: f
  statement: "So."
  image:
    file: p.svg
    alt: A hill.
"""
LABELS = """\
    labels:
    - {entity: peak, box: [10, 10.5, 20, 5]}
    - {text: foot, box: ["10", 80, 20, 5], accept: [base, "the foot"]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    return tmp_path


def read(path: Path, text: str) -> Collection:
    path.write_text(text, encoding="utf-8")
    loaded, problems = load_collection(path)
    assert [str(problem) for problem in problems] == []
    assert loaded is not None
    return loaded.collection


def labels(collection: Collection) -> tuple[Label, ...]:
    image = collection.facts[0].image
    assert image is not None
    return image.labels


def test_a_label_is_a_text_or_an_entity_with_its_names(folder: Path) -> None:
    assert labels(read(folder / "t.yaml", HEAD + LABELS)) == (
        Label("peak", (10.0, 10.5, 20.0, 5.0), ("PK", "summit", "top"), "peak"),
        Label("foot", (10.0, 80.0, 20.0, 5.0), ("base", "the foot")),
    )


def test_a_sheet_holds_labels_a_row_each(folder: Path) -> None:
    sheet = """\
source.id;t
source.title;T
entity.peak;peak;term;summit;;PK
entity.top;top;term;;peak
id;statement;image.file;image.alt;image.ask;label.text;label.entity;label.box;label.accept
f;So.;p.svg;A hill.;What is what?;;peak;"10; 10.5; 20; 5";
;;;;;foot;;"10; 80; 20; 5";"base; the foot"
"""
    expected = read(folder / "t.yaml", HEAD + "    ask: What is what?\n" + LABELS)
    assert read(folder / "t.csv", sheet) == expected


def test_labels_are_laid_out_one_a_line(folder: Path) -> None:
    untidy = HEAD.replace(
        "    file: p.svg\n    alt: A hill.\n", '    labels:\n    - box: [1, 2, 3, 4]\n      text: "foot"\n'
    )
    untidy += "    - {box: [10, 20, 5, 5], entity: peak}\n    alt: A hill.\n    file: p.svg\n"
    laid_out = format_collection(untidy)
    assert laid_out.endswith(
        """\
  image:
    file: p.svg
    alt: "A hill."
    labels:
    - {text: "foot", box: [1, 2, 3, 4]}
    - {entity: peak, box: [10, 20, 5, 5]}
"""
    )
    assert read(folder / "t.yaml", laid_out) == read(folder / "u.yaml", untidy)


GOOD = "{text: foot, box: [10, 80, 20, 5]}"


@pytest.mark.parametrize(
    ("wrong", "rule", "words"),
    [
        ("{text: a, box: [90, 1, 20, 5]}", "box", "this box is not inside the picture"),
        ("{text: a, box: [-1, 1, 20, 5]}", "box", "this box is not inside the picture"),
        ("{text: a, box: [1, 1, 0, 5]}", "box", "this box has no size"),
        ("{text: a, box: [1, 1, 5, -5]}", "box", "this box has no size"),
        ("{text: a, box: [1, 1, 5]}", "box", "a box is four numbers"),
        ("{text: a, box: [1, 1, wide, 5]}", "box", "a box is four numbers"),
        ("{text: a, box: [1, 1, nan, 5]}", "box", "a box is four numbers"),
        ("{text: a, box: 12}", "box", "a box is four numbers"),
        ("{text: a, box: [29, 84, 20, 5]}", "overlapping-boxes", "this box overlaps that of 'foot'"),
    ],
)
def test_a_box_that_cannot_be(folder: Path, wrong: str, rule: str, words: str) -> None:
    (folder / "t.yaml").write_text(f"{HEAD}    labels:\n    - {GOOD}\n    - {wrong}\n", encoding="utf-8")
    (problem,) = in_order(load_collection(folder / "t.yaml")[1])
    assert (problem.rule, problem.line, problem.column, problem.id) == (rule, 14, 7 + wrong.index("box: ") + 5, "f")
    assert words in problem.message
    assert problem.hint


def test_boxes_may_touch(folder: Path) -> None:
    boxes = "    labels:\n    - {text: a, box: [0.1, 0, 0.2, 1]}\n    - {text: b, box: [0.3, 0, 99.7, 1]}\n"
    assert len(labels(read(folder / "t.yaml", HEAD + boxes))) == 2


@pytest.mark.parametrize(
    ("more", "place", "rule", "words"),
    [
        (f"    labels:\n    - {GOOD}\n", (13, 5), "too-few-labels", "one label is too few"),
        (
            f"    labels:\n    - {GOOD}\n    - {{text: Foot, box: [1, 1, 5, 5]}}\n",
            (14, 7),
            "duplicate-label",
            "the label 'Foot' is given twice",
        ),
        (
            f"    labels:\n    - {GOOD}\n    - {{text: base, box: [1, 1, 5, 5], accept: foot}}\n",
            (14, 7),
            "duplicate-label",
            "'base' is right for the label 'foot' too",
        ),
        (f"    show: answer\n{LABELS}", (12, 11), "wrong-value", "must be shown with the question"),
        ("    ask: What?\n", (12, 10), "misplaced-key", "it has none"),
        (f"    labels:\n    - {GOOD}\n    - {{box: [1, 1, 5, 5]}}\n", (14, 7), "no-value", "needs a text or an entity"),
        (
            f"    labels:\n    - {GOOD}\n    - {{text: a, entity: peak, box: [1, 1, 5, 5]}}\n",
            (14, 7),
            "no-value",
            "this has both",
        ),
        (
            f"    labels:\n    - {GOOD}\n    - {{entity: peek, box: [1, 1, 5, 5]}}\n",
            (14, 16),
            "unknown-entity",
            "there is no entity 'peek'",
        ),
    ],
)
def test_labels_that_do_not_go_together(folder: Path, more: str, place: tuple[int, int], rule: str, words: str) -> None:
    (folder / "t.yaml").write_text(HEAD + more, encoding="utf-8")
    (problem,) = in_order(load_collection(folder / "t.yaml")[1])
    assert (problem.rule, problem.line, problem.column, problem.id) == (rule, *place, "f")
    assert words in problem.message
