"""What a stranger's request could do with recipes, builds and lessons in the studio: nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import asgi_request
import pytest
from asgi_request import OWN, PORT
from conftest import written

from quizgen.studio.app import application
from quizgen.studio.workspace import Workspace

EVIL = "<script>alert(1)</script>"
FACTS = f"""\
schema: quizgen-facts/1
source: {{id: t, title: T}}
facts:
- {{id: a, statement: "{EVIL} is {{a}}."}}
"""
RECIPE = f"""\
schema: quizgen-deck/1
title: "{EVIL}"
facts: t
outputs: [json]
quiz: {{exclude: ["{EVIL}"]}}
"""
FILES = {"facts/t.yaml": FACTS, "decks/t.yaml": RECIPE}
Ask = Callable[..., tuple[int, bytes]]


def asking(workspace: Workspace) -> Ask:
    app = application(workspace, PORT)
    cookie = asgi_request.ask(app, "/key", json.dumps({"key": workspace.key}).encode()).headers["set-cookie"]
    headers = {**OWN, "cookie": cookie.partition(";")[0]}

    def send(path: str, body: object = None, **query: str) -> tuple[int, bytes]:
        sent = None if body is None else json.dumps(body).encode()
        reply = asgi_request.ask(app, path, sent, urlencode(query), headers=headers)
        return reply.status, reply.body

    return send


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    workspace = Workspace(tmp_path, "k" * 22)
    workspace.open(written(tmp_path / "project", FILES))
    return asking(workspace)


def test_texts_of_recipes_are_only_ever_text(ask: Ask) -> None:
    for path in ("/quiz", "/quiz/pages", "/build"):
        status, page = ask(path, recipe="t")
        assert status == 200
        assert b"<script" not in page
    assert b"alert(1)" in ask("/quiz", recipe="t")[1]


@pytest.mark.parametrize("recipe", ["..", "../facts", "/etc", "", "t/../.."])
def test_nothing_outside_of_a_recipe_is_packed(ask: Ask, recipe: str) -> None:
    assert ask("/build/all", recipe=recipe)[0] == 404
    assert ask("/build/file", recipe=recipe, name="passwd")[0] == 404
    assert ask("/quiz/pages", recipe=recipe)[0] == 404


@pytest.mark.parametrize("path", ["/quiz/edit", "/quiz/choose", "/build/start", "/build/lesson", "/suggestions/answer"])
def test_what_no_page_sends_is_refused(ask: Ask, path: str) -> None:
    for body in ({}, {"recipe": "..", "path": ["title"], "value": "x", "fact": "a", "action": "pin", "resume": False}):
        assert ask(path, body)[0] in (400, 409)


def test_without_a_project_there_is_nothing(tmp_path: Path) -> None:
    ask = asking(Workspace(tmp_path, "k" * 22))
    assert ask("/quiz")[0] == ask("/build")[0] == 200
    assert ask("/build/all", recipe="t")[0] == 404
    for path in ("/build/lesson", "/build/release", "/build/start"):
        assert ask(path, {"recipe": "t", "resume": True, "name": "x"})[0] == 409
