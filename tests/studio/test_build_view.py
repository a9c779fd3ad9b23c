"""Building in the studio: its files can be had, and stay when something is wrong later."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.error import HTTPError

import pytest
from studio.studio_server import running
from studio.visitor import Visitor

FACTS = """schema: quizgen-facts/1
source: {id: lisk, title: Lisk}
facts:
- {id: built, statement: "The harbour of Lisk was built in {1843}.", ask: When was the harbour of Lisk built?}
"""
RECIPE = "schema: quizgen-deck/1\ntitle: Lisk\nfacts: lisk\noutputs: [json]\nquiz: {questions: {short-answer: 1}}\n"


def built(visitor: Visitor) -> str:
    """Build, and return the part of the page about it once that has ended."""
    visitor.post("/build/start", {"recipe": "lisk"})
    for _ in range(600):
        page = visitor.get("/build?recipe=lisk")
        if "disabled" not in page:
            return page
        time.sleep(0.05)
    raise TimeoutError


def test_a_build_that_fails_leaves_the_files_of_the_last(tmp_path: Path) -> None:
    for name, text in (("facts/lisk.yaml", FACTS), ("decks/lisk.yaml", RECIPE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    with running(tmp_path) as address:
        visitor = Visitor(address)
        page = built(visitor)
        assert "Built." in page
        assert 'data-opens="built" data-of="lisk"' in page  # what was reported of a fact leads to it
        assert "questions.json" in page
        content = visitor.get("/build/file?recipe=lisk&name=questions.json")
        assert "1843" in content
        for outside in ("../../facts/lisk.yaml", "..", "/etc/hostname", ".quizgen-prints"):
            with pytest.raises(HTTPError, match="404"):
                visitor.get(f"/build/file?recipe=lisk&name={outside}")
        (tmp_path / "decks/lisk.yaml").write_text(RECIPE.replace("lisk\n", "risk\n"), encoding="utf-8")
        page = built(visitor)
        assert "Nothing was built" in page
        assert "risk" in page
        assert visitor.get("/build/file?recipe=lisk&name=questions.json") == content
        visitor.post("/quiz/edit", {"recipe": "lisk", "path": ["facts"], "value": ["lisk"]})
        assert "Built." in built(visitor)
