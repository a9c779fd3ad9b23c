"""Draw the pictures of the studio's quiz, in the system's Chromium: ``python docs/images/studio_quiz_pictures.py``."""

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


def main() -> None:
    """Write the pictures beside this file."""
    here = Path(__file__).parent
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder) / "waves"
        for name in ("facts", "decks"):
            shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("kazakhstan*"))
        shutil.copy(ROOT / "quizgen.yaml", place)
        browser = launched(playwright.chromium)
        with running(place) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            page.click("#parts [data-part=quiz]")
            page.locator("#pages[aria-busy=false] .papers img").first.wait_for()
            page.wait_for_function("[...document.images].every((image) => image.complete)")
            page.locator("[data-action=pin]").nth(1).click()
            page.locator("#pages[aria-busy=false] [aria-pressed=true]").wait_for()
            page.wait_for_function("[...document.images].every((image) => image.complete)")
            page.screenshot(path=here / "studio-quiz.png")
            page.click("#parts [data-part=build]")
            page.click("#start")
            page.locator("#build .files").wait_for()
            page.screenshot(path=here / "studio-build.png")
        browser.close()


if __name__ == "__main__":
    main()
