"""Takes docs/images/classroom-projector-only.png: a question of a lesson with teams, after a second vote.

Needs what the tests need.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from quizgen.build.pipeline import build
from quizgen.project import Project

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import launched  # noqa: E402

TEAMS = ("Comets", "Foxes", "Owls", "Sharks")
FIRST_VOTE, SECOND_VOTE = (7, 9, 8), (2, 3, 19)


def main() -> None:
    """Builds the review of the shipped facts and plays it up to the fifth question."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Project.at(ROOT), ("waves",), Path(folder), strict=True, progress=lambda *_: None)
        browser = launched(playwright.chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto((Path(folder) / "waves/review.html").as_uri())
        page.fill("#team-count", str(len(TEAMS)))
        for index, team in enumerate(TEAMS):
            page.locator("#names input").nth(index).fill(team)
        page.click("#begin")
        for points, team in enumerate("1342", start=1):
            for key in ("ArrowRight", team, str(points), "ArrowRight"):
                page.keyboard.press(key)
        for votes, then in ((FIRST_VOTE, ("d", "d")), (SECOND_VOTE, ("ArrowRight", "1"))):
            for index, count in enumerate(votes):
                page.locator(".slide:visible .hands input").nth(index).fill(str(count))
            for key in ("Escape", *then):
                page.keyboard.press(key)
        page.keyboard.press("4")
        page.wait_for_timeout(600)  # for the bars to have grown
        page.screenshot(path=ROOT / "docs/images/classroom-projector-only.png")
        browser.close()


if __name__ == "__main__":
    main()
