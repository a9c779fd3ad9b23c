"""A teacher's way from the welcome page to facts, in a real browser: by mouse, by keyboard, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from studio.studio_server import running

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "facts/waves.txt").read_text(encoding="utf-8")
# Selects words of the page as a pointer would: the first in the element that are these.
SELECT = """([selector, words]) => {
  const texts = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const nodes = [], starts = [];
  let all = "";
  for (let node; (node = texts.nextNode()); all += node.data) { nodes.push(node); starts.push(all.length); }
  const place = (offset) => {
    const n = starts.findLastIndex((start) => start <= offset);
    return [nodes[n], offset - starts[n]];
  };
  const begin = all.indexOf(words);
  document.activeElement.blur(); // as pressing the button of a mouse does
  getSelection().setBaseAndExtent(...place(begin), ...place(begin + words.length));
}"""


class Teacher:
    """Somebody at the page, who counts what she presses."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def selects(self, selector: str, words: str) -> None:
        self.page.evaluate(SELECT, [selector, words])
        self.page.wait_for_timeout(50)

    def makes_fact(self, paragraph: int, words: str, question: str) -> None:
        """Select, F, type the question: nothing else is needed for a simple fact."""
        facts = self.page.locator("#article [data-fact]")
        before = facts.count()
        self.selects(f'[data-paragraph="{paragraph}"]', words)
        self.page.keyboard.press("f")
        facts.nth(before).wait_for()
        self.page.locator("#fact textarea[data-path$=ask]:focus").wait_for()
        self.page.keyboard.type(question)
        self.saved(question)

    def saved(self, words: str) -> None:
        """Wait until the words are in the questions on the right, and written."""
        self.page.locator("#result", has_text=words).wait_for()
        self.page.locator("#status:not(:empty)").wait_for()
        self.page.wait_for_timeout(700)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("studio")


@pytest.fixture(scope="module")
def teacher(folder: Path, browser: Any) -> Iterator[Teacher]:
    """Somebody who has just created a project by pasting an article."""
    with running(folder) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on(
            "request", lambda asked: asked.url.startswith(("http://127.0.0.1", "data:")) or faults.append(asked.url)
        )
        page.on("console", lambda said: said.type == "error" and said.location["url"] and faults.append(said.text))
        page.goto(address)
        page.fill("#text", ARTICLE)
        page.fill("#name", "Waves")
        looks_right(page)
        page.click("#new button[type=submit]")
        page.locator("[data-paragraph]").first.wait_for()
        yield Teacher(page)
        page.close()
        assert faults == []


def looks_right(page: Any) -> None:
    """No barrier that axe can find, by day or by night."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        report = Axe().run(page)
        found = [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in report.response["violations"]]
        assert found == []
    page.emulate_media(color_scheme="light")


def text_of(folder: Path) -> str:
    return (folder / "Waves/facts/waves.yaml").read_text(encoding="utf-8")


@pytest.mark.long
def test_from_the_welcome_page_to_facts(teacher: Teacher, folder: Path) -> None:
    page = teacher.page
    teacher.makes_fact(2, "energy", "What does a wave carry from place to place?")
    teacher.makes_fact(3, "crest", "What is the highest point of a wave called?")
    teacher.makes_fact(3, "trough", "What is the lowest point of a wave called?")
    assert "ask: " in text_of(folder)
    looks_right(page)
