"""Makes the pictures in docs/images from what quizgen builds of the shipped facts.

    python tests/pictures.py

Needs what the tests need, and pdftoppm (Debian: poppler-utils).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from anki_collection import collection_with, see
from playwright.sync_api import sync_playwright

from quizgen.build import build
from quizgen.resources import Project

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/images"
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
        page.set_viewport_size({"width": 1120, "height": 630})
        page.goto((target / "waves/review.html").as_uri())
        for key in ("ArrowRight",) * 4 + ("Space",):
            page.keyboard.press(key)
        page.screenshot(path=IMAGES / "review.png")
        browser.close()


if __name__ == "__main__":
    main()
