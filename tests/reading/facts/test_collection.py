from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.errors import in_order
from quizgen.model.fact import Collection
from quizgen.project import LARGEST_FILE
from quizgen.reading.facts.collection import load_collection

HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T, author: An Author}\n"


def read(tmp_path: Path, text: str) -> Collection:
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    loaded, problems = load_collection(path)
    assert problems == []
    assert loaded is not None
    return loaded.collection


def faults(path: Path) -> list[str]:
    return [str(problem) for problem in in_order(load_collection(path)[1])]


def test_the_smallest_fact_has_two_lines(tmp_path: Path) -> None:
    collection = read(tmp_path, f'{HEAD}facts:\n- id: f\n  statement: "{{14}} agreements were signed."\n')
    (fact,) = collection.facts
    assert str(fact.text()) == "14 agreements were signed."
    assert [(slot.name, slot.shown) for slot in fact.slots] == [("answer", "14")]


def test_a_value_is_the_text_that_was_typed(tmp_path: Path) -> None:
    collection = read(tmp_path, f"{HEAD}facts:\n- id: f\n  statement: It is {{x}}.\n  slots: {{x: {{value: 007}}}}\n")
    assert collection.facts[0].slots[0].value == "007"


@pytest.mark.parametrize("answer", ["No", "on", "12:30", "2020-01-01"])
def test_an_answer_is_never_guessed_at(tmp_path: Path, answer: str) -> None:
    collection = read(
        tmp_path, f'{HEAD}facts:\n- id: f\n  statement: "It is {{x}}."\n  slots: {{x: {{value: "{answer}"}}}}\n'
    )
    assert collection.facts[0].slots[0].shown == answer


def test_same_as_joins_whole_groups_and_gives_accepted_names(tmp_path: Path) -> None:
    entities = """\
entities:
  a: {name: A, type: place, same_as: b}
  b: {name: B, type: place}
  c: {name: C, type: place, same_as: b, accept: Sea}
"""
    facts = 'facts:\n- id: f\n  statement: "{x} is far."\n  slots: {x: {entity: a}}\n'
    collection = read(tmp_path, HEAD + entities + facts)
    assert collection.entities["a"].same_as == ("b", "c")
    assert collection.entities["b"].same_as == ("a", "c")
    assert set(collection.facts[0].slots[0].accept) == {"B", "C", "Sea"}


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("type: trem", "'type' cannot be 'trem'"),
        ("type: term, colour: red", "the key 'colour' is not known here"),
        ("type: term, same_as: oz", "there is no entity 'oz'"),
        ("typ: term", "the key 'typ' is not known here"),
    ],
)
def test_a_problem_of_an_entity_says_its_id(field: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}entities:\n  ash: {{name: ash, {field}}}\nfacts:\n- id: f\n  statement: It is {{so}}.\n")
    assert [(problem.line, problem.id, problem.message) for problem in in_order(load_collection(path)[1])] == [
        (4, "ash", message)
    ]


def test_a_shown_value_is_made_of_value_and_unit(tmp_path: Path) -> None:
    facts = 'facts:\n- id: f\n  statement: "{x} fast"\n  slots: {x: {value: 343, unit: m/s, type: measure}}\n'
    assert read(tmp_path, HEAD + facts).facts[0].slots[0].shown == "343 m/s"


def test_by_author_is_the_sources_author(tmp_path: Path) -> None:
    facts = 'facts:\n- id: f\n  statement: "It is {nice}."\n  stance: opinion\n  by: author\n'
    assert read(tmp_path, HEAD + facts).facts[0].speaker == "An Author"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").mkdir()
    assert "this is a folder" in faults(tmp_path / "t.yaml")[0]


def test_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_bytes(b"schema: x\ntitle: caf\xe9\n")
    (fault,) = faults(tmp_path / "t.yaml")
    assert ":2:11: " in fault
    assert "0xE9" in fault
    assert "UTF-8" in fault


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_too(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "t.yaml").write_bytes(f"{HEAD}facts:\n- {{id: f, statement: It is so.}}\n".encode(encoding))
    assert faults(tmp_path / "t.yaml") == []


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    collection = read(tmp_path, "\ufeff" + HEAD + "facts:\n- {id: f, statement: It is so.}\n")
    assert collection.source.id == "t"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 2_000_000)
    (fault,) = faults(path)
    assert "the file has 50 MB; 48 MB is the most" in fault


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n- b\n", "just words\n", "5\n"])
def test_what_is_no_collection(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    (fault,) = faults(path)
    assert "quizgen-facts/1" in fault


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "secret.png"
    outside.write_bytes(b"x")
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "link.png").symlink_to(outside)
    image = "image: {file: link.png, alt: x}"
    (folder / "t.yaml").write_text(f"{HEAD}facts:\n- {{id: f, statement: So., {image}}}\n", encoding="utf-8")
    assert "leaves the folder" in faults(folder / "t.yaml")[0]


@pytest.mark.parametrize("type", ["team", "planet", "plane", "county", "palace", "worm", "police", "season", "theme"])
def test_a_type_of_the_teachers_own_may_look_like_a_usual_one(tmp_path: Path, type: str) -> None:
    collection = read(
        tmp_path, f"{HEAD}entities:\n  a: {{name: A, type: {type}}}\nfacts:\n- {{id: f, statement: It is.}}\n"
    )
    assert collection.entities["a"].type == type


@pytest.mark.parametrize("type", ["persn", "perosn", "persons", "plcae", "plaice", "coutnry", "orginasation"])
def test_a_slip_in_a_usual_type_is_reported(tmp_path: Path, type: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(
        f"{HEAD}entities:\n  a: {{name: A, type: {type}}}\nfacts:\n- {{id: f, statement: It is.}}\n", encoding="utf-8"
    )
    assert any(f"'type' cannot be '{type}'" in fault for fault in faults(path))
