"""What a stranger's project, file or name could do in the studio: nothing but be shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import asgi_request
import pytest
from asgi_request import OWN, PORT
from conftest import written

from quizgen.project import Project
from quizgen.studio.app import application
from quizgen.studio.workspace import Workspace

EVIL = "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>{{ 7*7 }}</template>&lt;b&gt;"
FACTS = f"""\
schema: quizgen-facts/1
source: {{id: t, title: {json.dumps(EVIL)}, file: t.txt}}
facts:
- id: a
  statement: {json.dumps(EVIL.replace("{", "{{").replace("}", "}}") + " {answer}")}
  ask: {json.dumps(EVIL)}
  accept: [{json.dumps(EVIL)}]
  distractors: [{json.dumps(EVIL)}, {json.dumps("</ul>" + EVIL)}]
  evidence: {{paragraph: 1, quote: "onerror"}}
  tags: [{json.dumps(EVIL)}]
- id: b
  statement: "A {{b}}."
  image: {{file: ../../secret.png, alt: {json.dumps(EVIL)}}}
"""
Ask = Callable[..., tuple[int, bytes]]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    project = written(tmp_path / "project", {"facts/t.yaml": FACTS, "facts/t.txt": EVIL})
    opened = Workspace(tmp_path, "k" * 22)
    opened.open(project)
    return opened


@pytest.fixture
def ask(workspace: Workspace) -> Ask:
    app = application(workspace, PORT)
    cookie = asgi_request.ask(app, "/key", json.dumps({"key": workspace.key}).encode()).headers["set-cookie"]
    headers = {**OWN, "cookie": cookie.partition(";")[0]}

    def send(path: str, body: bytes | None = None, **query: str) -> tuple[int, bytes]:
        reply = asgi_request.ask(app, path, body, urlencode(query), headers=headers)
        return reply.status, reply.body

    return send


def test_texts_are_only_ever_text(ask: Ask) -> None:
    for path in ("/article", "/fact", "/result"):
        status, page = ask(path, collection="t", fact="a")
        assert status == 200
        shown = page.decode()
        assert "alert(1)" in shown
        assert "<script" not in shown
        assert "<img src=x" not in shown
        assert "</template>&" not in shown
        assert "49" not in shown.replace("149", "")


def test_a_file_that_an_editor_breaks_is_reported_and_found_again(ask: Ask, workspace: Workspace) -> None:
    assert workspace.project is not None
    path = workspace.project.root / "facts/t.yaml"
    path.write_text(FACTS.replace("facts:", "facts: [", 1), encoding="utf-8")
    workspace.look()
    page = ask("/article", collection="t")[1].decode()
    assert "facts/t.yaml:" in page
    assert 'class="problem error"' in page
    path.write_text(FACTS, encoding="utf-8")
    workspace.look()
    assert 'class="problem error"' not in ask("/article", collection="t")[1].decode()


@pytest.mark.parametrize(
    "file", ["../../secret.png", "/etc/passwd", "t.yaml", "..", "", "\0", "images/../../../secret.png"]
)
def test_no_file_outside_of_the_facts_is_served(ask: Ask, file: str) -> None:
    assert ask("/fact/picture", collection="t", file=file)[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"collection": "t", "fact": "a"}',
        b'{"collection": "t", "fact": "a", "path": ["ask"], "value": 1, "write": true}',
        b'{"collection": "t", "fact": "a", "path": [], "value": "x", "write": true}',
        b'{"collection": "t", "fact": "nobody", "path": ["ask"], "value": "x", "write": true}',
        b'{"collection": "../t", "fact": "a", "path": ["ask"], "value": "x", "write": true}',
        b'{"collection": "t", "fact": "a", "path": ["nonsense"], "value": ["x", {"y": [[["z"]]]}], "write": false}',
        b'{"collection": "t", "fact": "a", "path": ["evidence", "9999999999", "quote"], "value": "x", "write": false}',
    ],
)
def test_malformed_requests_change_nothing_and_break_nothing(ask: Ask, workspace: Workspace, body: bytes) -> None:
    assert workspace.project is not None
    before = (workspace.project.root / "facts/t.yaml").read_bytes()
    status, _ = ask("/fact/edit", body)
    assert status in (200, 400, 409)
    assert (workspace.project.root / "facts/t.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "con", "a\0b", "x" * 300, "a:b"])
def test_a_project_is_created_in_its_folder_alone(ask: Ask, workspace: Workspace, name: str, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    status, said = ask("/welcome/create", b"A text.", name=name, kind="article", file="")
    assert status in (400, 409), said
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("file", "content", "kind"),
    [("a.docx", b"no document", "article"), ("a.gift", b"", "bank"), ("x.exe", b"MZ", "article")],
)
def test_a_file_that_cannot_be_read_leaves_no_project(
    ask: Ask, tmp_path: Path, file: str, content: bytes, kind: str
) -> None:
    status, said = ask("/welcome/create", content, name="New", kind=kind, file=file)
    assert status == 409, said
    assert not (tmp_path / "New").exists()


def test_a_bank_and_the_example_become_projects(ask: Ask, workspace: Workspace, tmp_path: Path) -> None:
    bank = b"What is the capital of France? {=Paris ~London ~Rome}\n"
    assert ask("/welcome/create", bank, name="Capitals", kind="bank", file="capitals.gift") == (200, b"{}")
    assert list(workspace.collections["capitals"].by_id)
    assert (tmp_path / "Capitals/decks/capitals.yaml").is_file()
    assert ask("/welcome/create", b"", name="Volcanoes", kind="example", file="") == (200, b"{}")
    assert "ring-of-fire" in workspace.collections["volcanoes"].by_id
    assert ask("/welcome/open", json.dumps({"folder": "project"}).encode()) == (200, b"{}")
    assert workspace.project == Project.at(tmp_path / "project")
