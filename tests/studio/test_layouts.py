"""A fact is changed, added and deleted in whatever layout its file has, and everything else stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import written

from quizgen.studio.workspace import Unwritable, Workspace

HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T}\n"
LAYOUTS = {
    "plain": f"{HEAD}facts:\n- id: a\n  statement: The {{x}} is.\n- id: b\n  statement: A {{y}}.\n",
    "indented": f"{HEAD}facts:\n   - id: a\n     statement: The {{x}} is.\n\n   - id: b\n     statement: A {{y}}.\n",
    "wide hyphen": f"{HEAD}facts:\n-   id: a\n    statement: The {{x}} is.\n-   id: b\n    statement: A {{y}}.\n",
    "in braces": f"{HEAD}facts:\n- {{id: a, statement: 'The {{x}} is.'}}\n- {{id: b, statement: 'A {{y}}.'}}\n",
    "statement first": f"{HEAD}facts:\n- statement: The {{x}} is.\n  id: a\n- statement: A {{y}}.\n  id: b\n",
    "quoted keys": f'{HEAD}"facts":\n- "id": "a"\n  "statement": "The {{x}} is."\n- "id": b\n  statement: A {{y}}.\n',
    "facts first": "schema: quizgen-facts/1\nfacts:\n- id: a\n  statement: The {x} is.\n- id: b\n  statement: A {y}.\n"
    "# The article\nsource: {id: t, title: T}\n",
    "folded": f"{HEAD}facts:\n- id: a\n  statement: >-\n   The\n   {{x}} is.\n- id: b\n  statement: |-\n   A {{y}}.\n",
    "comments": f"{HEAD}# All\nfacts: # of them\n# One\n- id: a\n  # it\n  statement: The {{x}} is.\n# 2\n\n- id: b\n"
    "  statement: A {y}.\n# The end\n",
    "no last line end": f"{HEAD}facts:\n- id: a\n  statement: The {{x}} is.\n- id: b\n  statement: A {{y}}.",
    "windows": f"{HEAD}facts:\n- id: a\n  statement: The {{x}} is.\n- id: b\n  statement: A {{y}}.\n".replace(
        "\n", "\r\n"
    ),
    "byte order mark": f"\ufeff{HEAD}facts:\n- id: a\n  statement: The {{x}} is.\n- id: b\n  statement: A {{y}}.\n",
}


@pytest.fixture(params=LAYOUTS.values(), ids=LAYOUTS)
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    path = written(tmp_path, {"facts/t.yaml": ""}).root / "facts/t.yaml"
    path.write_bytes(request.param.encode())
    opened = Workspace(tmp_path)
    opened.open(written(tmp_path, {}))
    return opened


def content(workspace: Workspace) -> bytes:
    return workspace.collections["t"].path.read_bytes()


def change(workspace: Workspace, id: str, key: str, value: str) -> None:
    workspace.write(workspace.edited_snapshot("t", id, [key], value, None), id, key)


def test_a_field_is_changed_and_changed_back(workspace: Workspace) -> None:
    before = content(workspace)
    for id in ("a", "b"):
        change(workspace, id, "ask", "Which one is it?")
        assert workspace.collections["t"].by_id[id].slots[0].ask == "Which one is it?"
    assert b"Which one is it?" in content(workspace)
    assert (b"\r\n" in content(workspace)) == (b"\r\n" in before)
    assert content(workspace).count(b"#") == before.count(b"#")
    for id in ("a", "b"):
        change(workspace, id, "ask", "")
    assert content(workspace).rstrip(b"\r\n") == before.rstrip(b"\r\n")
    change(workspace, "a", "statement", "The {z} is.")
    assert workspace.collections["t"].by_id["a"].slots[0].shown == "z"
    assert b"A {y}." in content(workspace)


def test_a_fact_is_added_and_deleted(workspace: Workspace) -> None:
    before = content(workspace)
    snapshot = workspace.editable("t", "")
    workspace.write(snapshot.with_new({"id": "c", "statement": "A {new} one."}, 1), "c", "")
    assert list(workspace.collections["t"].by_id) == ["a", "b", "c"]
    workspace.write(workspace.editable("t", "c").without("c"), "c", "")
    assert content(workspace).rstrip(b"\r\n") == before.rstrip(b"\r\n")
    workspace.write(workspace.editable("t", "a").without("a"), "a", "")
    assert list(workspace.collections["t"].by_id) == ["b"]
    assert content(workspace).count(b"#") >= before.count(b"#") - 1  # the comment inside of it goes along
    workspace.undo()
    workspace.undo()
    workspace.undo()
    assert content(workspace) == before


def test_a_list_in_brackets_is_left_to_an_editor(tmp_path: Path) -> None:
    text = HEAD + "facts: [{id: a, statement: 'The {x} is.'}]\n"
    opened = Workspace(tmp_path)
    opened.open(written(tmp_path, {"facts/t.yaml": text}))
    with pytest.raises(Unwritable):
        change(opened, "a", "ask", "Which?")
    assert content(opened).decode() == text
