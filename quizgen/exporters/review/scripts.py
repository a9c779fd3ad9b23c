"""The page's scripts as one: modules that import one another, joined, for a page from a file can load none."""

from __future__ import annotations

import re

from quizgen.rendering.templates import Templates

# Each after those that it imports.
MODULES = ("session", "results", "keep", "page", "hands", "teams", "start", "end", "screen")
_LINKS = re.compile(r"^import [^;]*;\n|^export (?=const |class )", re.MULTILINE)


def joined(templates: Templates) -> str:
    """Every module without its imports and exports, whose names are the same in all of them."""
    return "\n".join(_LINKS.sub("", templates.read(f"review/{name}.js")) for name in MODULES)
