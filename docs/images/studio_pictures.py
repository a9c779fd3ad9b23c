"""Draw the pictures of the studio, in the system's Chromium: ``python docs/images/studio_pictures.py``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import launched  # noqa: E402
from studio.studio_server import running  # noqa: E402

SIZE = {"width": 1280, "height": 800}
# The folder of a teacher in place of the one that is made for the picture.
WITH_FOLDER = """([made, shown]) => {
  for (const field of document.querySelectorAll("[placeholder]"))
    field.placeholder = field.placeholder.replace(made, shown);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(made, shown);
}"""


def main() -> None:
    """Write the pictures beside this file."""
    here = Path(__file__).parent
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        browser = launched(playwright.chromium)
        page = browser.new_page(viewport=SIZE)
        with running(place) as address:
            page.goto(address)
            page.locator("#new").wait_for()
            page.fill("#name", "Waves")
            page.evaluate(WITH_FOLDER, [folder, "/home/ada/lessons"])
            page.screenshot(path=here / "studio-welcome.png")
        for name in ("facts", "decks"):
            shutil.copytree(ROOT / name, place / "waves" / name)
        (place / "waves/facts/kazakhstan-azerbaijan.yaml").unlink()
        (place / "waves/decks/kazakhstan-azerbaijan.yaml").unlink()
        shutil.copy(ROOT / "quizgen.yaml", place / "waves")
        with running(place / "waves") as address:
            page = browser.new_page(viewport=SIZE)
            page.goto(address)
            page.click("[data-fact=crest]")
            page.locator("#fact form").wait_for()
            page.locator("#counts p").wait_for()
            page.screenshot(path=here / "studio.png")
        browser.close()


if __name__ == "__main__":
    main()
