"""Makes the pictures in docs/images from what quizgen builds of the shipped facts.

    python tests/pictures.py

Needs what the tests need, and pdftoppm (Debian: poppler-utils).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from anki_collection import collection_with, see
from playwright.sync_api import sync_playwright

from quizgen.build.pipeline import build
from quizgen.project import Project

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/images"
TEAMS = ("Comets", "Foxes", "Owls", "Sharks")
CARD = """<!doctype html><meta charset=utf-8><style>{css} body {{ zoom: 1.1 }}</style>
<body class="card {night}">{body}"""


def main() -> None:
    """Builds, renders, writes the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        target = Path(folder)
        build(Project.at(ROOT), (), target, strict=True, progress=lambda *_: None)
        for name, pdf in (("quiz", "waves/quiz-A.pdf"), ("key", "waves/key-A.pdf")):
            page = ["-r", "80", "-png", "-singlefile", "-f", "1"]
            subprocess.run(["pdftoppm", *page, str(target / pdf), str(IMAGES / name)], check=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 480, "height": 560})
        with collection_with(target / "waves/deck.apkg") as (collection, _):
            (card_id,) = collection.find_cards('"FactID:waves/speed-in-air" "note:quizgen Q&A"')
            css = collection.get_card(card_id).note_type()["css"]
            for name, night in (("card", ""), ("card-night", "nightMode")):
                page.set_content(CARD.format(css=css, night=night, body=see(collection, card_id).answer))
                page.screenshot(path=IMAGES / f"{name}.png")
        review(browser, (target / "waves/review.html").as_uri())
        browser.close()


def review(browser: Any, address: str) -> None:
    """A lesson's fifth question, answered: at once, and by a class with teams that voted twice."""
    hands = ".slide:visible .hands input"
    for name, teams, votes in (("review", (), ()), ("classroom-projector-only", TEAMS, ((7, 9, 8), (2, 3, 19)))):
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(address)
        page.fill("#team-count", str(len(teams)))
        for place, team in enumerate(teams):
            page.locator("#names input").nth(place).fill(team)
        page.click("#begin")
        for number, team in enumerate("1342", start=1):
            for key in ("ArrowRight", team, str(number), "ArrowRight"):
                page.keyboard.press(key)
        for counts in votes:
            for place, count in enumerate(counts):
                page.locator(hands).nth(place).fill(str(count))
            page.keyboard.press("Escape")
            page.keyboard.press("d" if counts is votes[0] else "ArrowRight")
            page.keyboard.press("d" if counts is votes[0] else "1")
        page.keyboard.press("4" if votes else "ArrowRight")
        page.wait_for_timeout(600)  # for the bars to have grown
        page.screenshot(path=IMAGES / f"{name}.png")
        page.close()


if __name__ == "__main__":
    main()
