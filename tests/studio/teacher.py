"""Somebody at a page of the studio, in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from accessibility import barriers_by_day_and_night

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
# A field that was changed elsewhere is refused; a server that was stopped does not answer.
EXPECTED = re.compile(r"409|ERR_(CONNECTION|CONTENT_LENGTH|EMPTY|INCOMPLETE)")


class Teacher:
    """Somebody at the studio at ``address``, with the project in ``folder`` or about to create it there.

    ``pressed`` counts keys, clicks and selections; ``faults`` are what the page did wrong, requests that left this
    machine among them.
    """

    def __init__(self, browser: Any, address: str, folder: Path) -> None:
        self.folder, self.pressed = folder, 0
        self.context = browser.new_context(viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", self._notes_request)
        self.page.on("console", self._notes_error)
        self.page.goto(address)

    def _notes_request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1", "data:", "blob:")):
            self.faults.append(request.url)

    def _notes_error(self, said: Any) -> None:
        if said.type == "error" and said.location["url"] and not EXPECTED.search(said.text):
            self.faults.append(said.text)

    def close(self) -> None:
        self.context.close()

    def text(self, path: str) -> str:
        """What is in a file of the project, "" in the moment in which a new one is put in its place."""
        try:
            return (self.folder / path).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    @property
    def facts(self) -> str:
        return self.text("facts/waves.yaml")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something outside of the page."""
        end = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < end
            self.page.wait_for_timeout(30)

    def sees(self, selector: str, count: int = 1) -> None:
        """Wait for ``count`` elements, and look at every frame that is drawn; a locator looks ever more seldom."""
        enough = "([selector, count]) => document.querySelectorAll(selector).length >= count"
        self.page.wait_for_function(enough, arg=[selector, count])

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)

    def clicks(self, selector: str) -> None:
        self.pressed += 1
        self.page.click(selector)

    def selects(self, selector: str, words: str) -> None:
        self.pressed += 1
        self.page.evaluate(SELECT, [selector, words])

    def types(self, words: str) -> None:
        self.page.keyboard.insert_text(words)

    def opens(self, fact: str) -> None:
        """Open a fact, and wait for its form as it is now, also where it was open before."""
        self._has_shown(f"[data-fact='{fact}']", f"form[data-fact='{fact}']")

    def undoes(self, before: str) -> None:
        """Undo what was done last to the fact that is open, which leaves its file as it was ``before``."""
        self._has_shown("#undo", "#fact form")
        self.until(lambda: self.facts == before)

    def _has_shown(self, button: str, form: str) -> None:
        self.page.evaluate("document.querySelector('#fact form')?.setAttribute('data-old', '')")
        self.page.click(button)
        self.sees(f"{form}:not([data-old])")

    def sees_no_barrier(self) -> None:
        """Nothing that axe can find, by day or by night."""
        assert barriers_by_day_and_night(self.page) == []
