"""The colours and sizes of every page and card, by day and by night: ``shared/palette.css``.

The file has two rules, ``.day`` and ``.night``. A page takes them for ``:root`` and goes by the device's setting; a
card takes them for ``.card`` and goes by the classes that Anki's apps give it. A project's own file changes some of
the shipped values and leaves the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.errors import TemplateError
from quizgen.rendering.environments import Templates

FILE = "shared/palette.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*([^{}]*?)\s*\{([^{}]*)\}")
_ENTRY = re.compile(r"\s*--([\w-]+)\s*:\s*([^:;]+?)\s*")
_USED = re.compile(r"var\(--([\w-]+)\)")
# As the apps mark a card by night: on its body, or on an element above it.
_CARD_BY_NIGHT = ".card.nightMode, .night_mode .card, .nightMode.card, .card.night_mode"


@dataclass(frozen=True, slots=True)
class Palette:
    """The values by name, without the dashes; ``night`` has only those that are another than by day."""

    day: Mapping[str, str]
    night: Mapping[str, str]

    def for_pages(self) -> str:
        """The rules for a page that is light or dark as the device is set."""
        return (
            f"{_rule(':root', {'color-scheme': 'light dark'} | _properties(self.day))}"
            f"@media (prefers-color-scheme: dark) {{\n{_rule(':root', _properties(self.night))}}}\n"
        )

    def for_light_pages(self) -> str:
        """The rule for a page that is light on any device.

        That is what a whole class looks at on a projector, which would turn dark by the setting of the teacher's
        laptop and be unreadable in a lit room, and what is made to be printed.
        """
        return _rule(":root", {"color-scheme": "light"} | _properties(self.day))

    def for_cards(self, style: str) -> str:
        """The rules for cards with this style: only the names that it uses, so that no other changes a note type."""
        used = set(_USED.findall(style))
        day, night = ({name: value for name, value in part.items() if name in used} for part in (self.day, self.night))
        return _rule(".card", _properties(day)) + _rule(_CARD_BY_NIGHT, _properties(night))


def read_palette(templates: Templates) -> Palette:
    """The shipped palette with what a project's own changes.

    Raises TemplateError for anything else than the two rules and for a name that the shipped palette lacks.
    """
    shipped, *own = (_rules(text) for text in templates.layers(FILE))
    day, night = shipped["day"], shipped["night"]
    for rules in own:
        for name in (*rules["day"], *rules["night"]):
            if name not in shipped["day"]:
                raise TemplateError(f"{FILE}: there is no --{name}. Names: {', '.join(shipped['day'])}.")
        day, night = day | rules["day"], night | rules["night"]
    return Palette(day, night)


def _rules(text: str) -> dict[str, dict[str, str]]:
    text = _COMMENT.sub("", text)
    if _RULE.sub("", text).strip():
        raise TemplateError(f"{FILE}: it may hold two rules, .day {{ … }} and .night {{ … }}, and nothing beside them")
    rules: dict[str, dict[str, str]] = {"day": {}, "night": {}}
    for selector, body in _RULE.findall(text):
        if selector not in (".day", ".night"):
            raise TemplateError(f"{FILE}: there is no rule {selector!r}; the two are .day and .night")
        for line in filter(str.strip, body.split(";")):
            entry = _ENTRY.fullmatch(line)
            if not entry:
                raise TemplateError(f"{FILE}: write {line.strip()!r} as  --name: value;")
            rules[selector[1:]][entry[1]] = entry[2]
    return rules


def _properties(values: Mapping[str, str]) -> dict[str, str]:
    return {f"--{name}": value for name, value in values.items()}


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"
