"""What axe finds on a page that shuts somebody out."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

_FOUND = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .map((found) => [found.id, found.nodes.map((node) => node.html)])"""


def barriers(page: Any) -> list[list[Any]]:
    """Each rule that ``page`` breaks as it is now, and where."""
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)  # half a megabyte, once for each page that is opened
    found: list[list[Any]] = page.evaluate(_FOUND)
    return found


def barriers_by_day_and_night(page: Any) -> list[list[Any]]:
    """The same in light and in dark colours; the page stays light."""
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found += barriers(page)
    return found
