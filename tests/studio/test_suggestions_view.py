"""Suggestions in the studio: those that are rejected stay away, and an accepted one becomes a draft."""

from __future__ import annotations

import json
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from studio.studio_server import KEY, running

from quizgen.commands.new import create

ARTICLE = (
    "The Harbour of Lisk\n\nThe harbour of Lisk was built by Maria Tolland in 1843. It has 27 berths and a long wall "
    "of grey stone from the island of Harn.\n"
)


class Visitor:
    """A page of the studio, without its scripts."""

    def __init__(self, address: str) -> None:
        self.base = address.partition("/#")[0]
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post("/key", {"key": KEY})

    def post(self, path: str, body: object) -> str:
        headers = {"Content-Type": "application/json", "Origin": self.base}
        asked = urllib.request.Request(self.base + path, json.dumps(body).encode(), headers)
        with self.opener.open(asked) as reply:
            return reply.read().decode()

    def suggestions(self) -> str:
        with self.opener.open(f"{self.base}/suggestions?collection=lisk&paragraph=2") as reply:
            return reply.read().decode()

    def answers(self, answer: str, *, accept: bool) -> None:
        at = ARTICLE.splitlines()[2].index(answer)
        asked = {"collection": "lisk", "paragraph": 2, "at": at, "answer": answer, "accept": accept}
        self.post("/suggestions/answer", asked)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lisk.txt").write_text(ARTICLE, encoding="utf-8")
    create(tmp_path / "Lisk", article=str(tmp_path / "lisk.txt"))
    return tmp_path / "Lisk"


def test_rejected_suggestions_stay_away_and_accepted_ones_are_facts(folder: Path) -> None:
    with running(folder) as address:
        visitor = Visitor(address)
        assert 'data-answer="Maria Tolland"' in visitor.suggestions()
        assert 'data-answer="Harn"' in visitor.suggestions()
        visitor.answers("Harn", accept=False)
        visitor.answers("Maria Tolland", accept=True)
        assert 'data-answer="Maria Tolland"' not in visitor.suggestions()
    text = (folder / "facts/lisk.yaml").read_text(encoding="utf-8")
    assert 'statement: "The harbour of Lisk was built by {Maria Tolland} in 1843."' in text
    with running(folder) as address:
        assert 'data-answer="Harn"' not in Visitor(address).suggestions()
