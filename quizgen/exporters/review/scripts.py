"""The page's scripts as one: a page opened from a file cannot load modules, so they are joined."""

from __future__ import annotations

import re

from quizgen.rendering.environments import Templates

# Each module comes after those that it imports.
MODULES = (
    "review/session",
    "review/results",
    "review/keep",
    "shared/page",
    "shared/steps",
    "review/page",
    "review/hands",
    "review/teams",
    "review/start",
    "review/end",
    "review/screen",
)
_LINKS = re.compile(r"^import [^;]*;\n|^export (?=const |class )", re.MULTILINE)


def joined_scripts(templates: Templates) -> str:
    """Return all modules without their imports and exports; names are the same in all of them."""
    return "\n".join(_LINKS.sub("", templates.read(f"{name}.js")) for name in MODULES)
