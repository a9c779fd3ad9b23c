"""Suggestions in the studio: those that are rejected stay away, and an accepted one becomes a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from studio.studio_server import running
from studio.visitor import Visitor

from quizgen.commands.new import create

ARTICLE = (
    "The Harbour of Lisk\n\nThe harbour of Lisk was built by Maria Tolland in 1843. It has 27 berths and a long wall "
    "of grey stone from the island of Harn. Its owners paid a total of $12 million for it to a builder from Gorn.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lisk.txt").write_text(ARTICLE, encoding="utf-8")
    create(tmp_path / "Lisk", article=str(tmp_path / "lisk.txt"))
    return tmp_path / "Lisk"


def suggestions(visitor: Visitor) -> str:
    return visitor.get("/suggestions?collection=lisk&paragraph=2")


def answer(visitor: Visitor, words: str, *, accept: bool) -> None:
    at = ARTICLE.splitlines()[2].index(words)
    visitor.post(
        "/suggestions/answer", {"collection": "lisk", "paragraph": 2, "at": at, "answer": words, "accept": accept}
    )


def test_rejected_suggestions_stay_away_and_accepted_ones_are_facts(folder: Path) -> None:
    with running(folder) as address:
        visitor = Visitor(address)
        assert 'data-answer="Maria Tolland"' in suggestions(visitor)
        assert 'data-answer="Harn"' in suggestions(visitor)
        answer(visitor, "Harn", accept=False)
        answer(visitor, "Maria Tolland", accept=True)
        assert 'data-answer="Maria Tolland"' not in suggestions(visitor)
        answer(visitor, "$12 million", accept=True)
        assert 'data-answer="$12 million"' not in suggestions(visitor)
    text = (folder / "facts/lisk.yaml").read_text(encoding="utf-8")
    assert 'statement: "The harbour of Lisk was built by {Maria Tolland} in 1843."' in text
    assert 'statement: "Its owners paid a total of {$12 million} for it' in text
    with running(folder) as address:
        assert 'data-answer="Harn"' not in suggestions(Visitor(address))
