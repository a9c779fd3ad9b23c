"""Takes docs/images/deck-day.png and deck-night.png: a card of each kind from the shipped collections, in Chromium."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from quizgen.commands.preview import preview_decks
from quizgen.generators import card_kinds
from quizgen.project import Project

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import launched  # noqa: E402

RECIPE = "schema: quizgen-deck/1\ntitle: Waves\nfacts: waves\noutputs: deck\ndeck: {{kinds: [{kinds}], forms: all}}\n"
CARDS = (
    ("Card", "waves/energy", "answer ask"),
    ("Card", "waves/speed-in-air", "speed ask"),
    ("Card", "waves/echo", "term gap"),
    ("Choice", "waves/light", "kind choice"),
    ("Picture", "waves/drawing-parts", "@label crest label"),
    ("Card", "waves/from-low-to-high", "kinds ultrasound step"),
    ("Card", "waves/from-low-to-high", "kinds steps"),
)
# Leaves the cards named, phones alone, beside one another.
ARRANGE = """(cards) => {
  const name = (card) => [
    card.closest("section").dataset.type, card.dataset.fact, card.querySelector("small")?.textContent ?? "",
  ].join();
  const wanted = cards.map((card) => card.join());
  const seen = new Set();
  document.querySelectorAll("article").forEach((card) => {
    card.hidden = !wanted.includes(name(card)) || seen.has(name(card));
    seen.add(name(card));
  });
  document.head.insertAdjacentHTML("beforeend", "<style>header, h2, h3, figcaption { display: none }</style>");
  document.querySelectorAll("section").forEach((each) => { each.style.display = "contents"; });
  document.querySelectorAll("article:not([hidden]), .frames").forEach((each) => {
    each.style.cssText = "padding: 0; border: 0; min-height: 0; break-inside: avoid";
  });
  document.querySelector("main").style.cssText = "padding: 16px; columns: 4; column-gap: 16px; width: 1504px";
}"""


def main() -> None:
    """Builds the sheet in a temporary folder and takes both pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        shutil.copytree(ROOT / "facts", root / "facts")
        (root / "decks").mkdir()
        (root / "decks/waves.yaml").write_text(RECIPE.format(kinds=", ".join(card_kinds())), encoding="utf-8")
        ((sheet,), _) = preview_decks(Project.at(root), [], None)
        browser = launched(playwright.chromium)
        for light in ("day", "night"):
            page = browser.new_page(viewport={"width": 1536, "height": 2400})
            page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
            page.goto(sheet.path.as_uri())
            for value in ("desktop", "night" if light == "day" else "day"):
                page.uncheck(f"[value={value}]")
            page.evaluate(ARRANGE, [list(card) for card in CARDS])
            page.evaluate("document.getElementById('print').click()")
            page.locator("body[data-printed]").wait_for()
            page.wait_for_timeout(500)  # for the last frames to be painted
            page.locator("main").screenshot(path=ROOT / f"docs/images/deck-{light}.png")
        browser.close()


if __name__ == "__main__":
    main()
