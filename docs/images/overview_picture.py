"""Takes docs/images/overview.png: one fact of a new project, its card, its question on paper and on a projector."""

from __future__ import annotations

import base64
import sys
import tempfile
from html import escape
from io import BytesIO
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, sync_playwright

from quizgen.build.pipeline import build
from quizgen.commands.new import create
from quizgen.commands.preview import preview_decks
from quizgen.project import Project

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import launched  # noqa: E402

FACT = """\
- id: tambora
  statement: "In {year}, {volcano}
    erupted in Indonesia."
  slots:
    year:
      value: 1815
      type: year
    volcano:
      value: Tambora
  evidence:
    paragraph: 5
    quote: "In April 1815 Tambora
      erupted in Indonesia\""""
STYLE = """
body { margin: 0; padding: 32px; width: 1536px; box-sizing: border-box; font: 20px Roboto, sans-serif; color: #1a1a1a;
  background: #fff; display: grid; grid-template-columns: 30fr 4fr 66fr; align-items: center; gap: 12px; }
pre { font: 18px/1.5 "DejaVu Sans Mono", monospace; background: #f2f4f7; padding: 24px; border-radius: 12px; margin: 0;
  white-space: pre-wrap; }
.arrow { font-size: 56px; color: #0b5cad; text-align: center; }
.outputs { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; }
figure { margin: 0; } figcaption { color: #555; margin-top: 8px; }
img { width: 100%; border: 1px solid #ccc; border-radius: 8px; display: block; }
.screen { grid-column: 1 / 3; }
"""


def main() -> None:
    """Builds a new project in a temporary folder and takes the picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "volcanoes"
        create(root)
        project = Project.at(root)
        browser = launched(playwright.chromium)
        build(project, [], root / "build", strict=True, progress=lambda *_: None)
        pictures = {
            "an Anki card": card(browser, project),
            "a printed quiz": paper(root / "build/volcanoes/quiz-A.pdf"),
            "a lesson": screen(browser, root / "build/volcanoes/review.html"),
        }
        figures = "".join(
            f'<figure class="{"screen" if "lesson" in name else ""}"><img src="data:image/png;base64,'
            f'{base64.b64encode(picture).decode()}"><figcaption>{name}</figcaption></figure>'
            for name, picture in pictures.items()
        )
        page = browser.new_page(viewport={"width": 1536, "height": 900})
        page.set_content(
            f"<style>{STYLE}</style><pre>{escape(FACT)}</pre><div class=arrow>→</div><div class=outputs>{figures}</div>"
        )
        page.wait_for_timeout(300)
        page.locator("body").screenshot(path=ROOT / "docs/images/overview.png")
        browser.close()


def card(browser: Browser, project: Project) -> bytes:
    """The answered card by day, on a desktop."""
    ((sheet,), _) = preview_decks(project, [], None)
    page = browser.new_page(viewport={"width": 1200, "height": 1600}, device_scale_factor=2)
    page.goto(sheet.path.as_uri())
    for value in ("phone", "night"):
        page.uncheck(f"[value={value}]")
    shown = page.locator('article[data-fact="volcanoes/tambora"]').nth(1)
    frame = shown.locator('iframe[title$="answer, desktop, day"]')
    shown.scroll_into_view_if_needed()
    frame.wait_for()
    page.wait_for_timeout(500)
    return frame.screenshot()


def paper(path: Path) -> bytes:
    """The upper half of the first page."""
    page = pypdfium2.PdfDocument(path)[0].render(scale=110 / 72).to_pil()
    content = BytesIO()
    page.crop((70, 50, 840, 450)).save(content, "PNG")
    return content.getvalue()


def screen(browser: Browser, path: Path) -> bytes:
    """The question about the volcano, as a class sees it."""
    page = browser.new_page(viewport={"width": 1280, "height": 640})
    page.goto(path.as_uri())
    while "Which volcano" not in page.locator("body").inner_text():
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
    return page.screenshot()


if __name__ == "__main__":
    main()
