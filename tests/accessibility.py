"""What axe finds on a page that shuts somebody out."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

_FOUND = """async (options) => window.axe
  && (await axe.run(document, {resultTypes: ["violations"], ...options})).violations
  .map((found) => [found.id, found.nodes.map((node) => node.html)])"""
_AXE = Axe().axe_script
_OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


def barriers(page: Any, options: dict[str, Any] | None = None) -> list[list[Any]]:
    """Each rule that ``page`` breaks as it is now, and where."""
    found: list[list[Any]] | None = page.evaluate(_FOUND, options or {})
    if found is None:
        page.evaluate(_AXE)  # half a megabyte, once for each page that is opened
        return barriers(page, options)
    return found


def barriers_by_day_and_night(page: Any) -> list[list[Any]]:
    """The same in light colours, and what is wrong with the dark ones; the page stays light."""
    page.emulate_media(color_scheme="dark")
    violations = barriers(page, _OF_COLOURS)
    page.emulate_media(color_scheme="light")
    return violations + barriers(page)
