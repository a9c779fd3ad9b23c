"""The colours and sizes of all pages and cards, for light and dark mode: ``shared/palette.css``.

The file has two rules, ``.day`` and ``.night``. A page uses them for ``:root`` and follows the device's setting; a card
uses them for ``.card`` and follows the classes that Anki's apps set. A project's own file changes some of the shipped
values and keeps the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.errors import TemplateError
from quizgen.rendering.environments import Templates

FILE = "shared/palette.css"
_COMMENT = re.compile(r"/\*.*?(?:\*/|(?P<never_closed>\Z))", re.DOTALL)
_ENTRY = re.compile(r"--([\w-]++)\s*+:\s*+([^:;]++)")
_USED = re.compile(r"var\(--([\w-]+)\)")
# How the apps mark a card in dark mode: on its body, or on an element above it.
_CARD_BY_NIGHT = ".card.nightMode, .night_mode .card, .nightMode.card, .card.night_mode"


@dataclass(frozen=True, slots=True)
class Palette:
    """The values by name, without the dashes; ``night`` has only those that differ from ``day``."""

    day: Mapping[str, str]
    night: Mapping[str, str]

    def for_pages(self) -> str:
        """Return the rules for a page that is light or dark according to the device's setting."""
        return (
            f"{_rule(':root', {'color-scheme': 'light dark'} | _properties(self.day))}"
            f"@media (prefers-color-scheme: dark) {{\n{_rule(':root', _properties(self.night))}}}\n"
        )

    def for_light_pages(self) -> str:
        """Return the rule for a page that is light on any device.

        That is a page for a projector, which would be unreadable in a lit room if the teacher's laptop is set to dark
        mode, and a page to be printed.
        """
        return _rule(":root", {"color-scheme": "light"} | _properties(self.day))

    def for_cards(self, style: str) -> str:
        """Return the rules for cards with this style: only names that it uses, so that others change no note type."""
        used = set(_USED.findall(style))
        day, night = ({name: value for name, value in part.items() if name in used} for part in (self.day, self.night))
        return _rule(".card", _properties(day)) + _rule(_CARD_BY_NIGHT, _properties(night))


def read_palette(templates: Templates) -> Palette:
    """Return the shipped palette with the project's changes.

    Raises TemplateError for anything except the two rules, and for a name that the shipped palette lacks.
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
    text = _COMMENT.sub(lambda comment: "" if comment["never_closed"] is None else comment[0], text)
    *parts, rest = text.split("}")
    written = [part.partition("{") for part in parts]
    if rest.strip() or any(not brace or "{" in body for _, brace, body in written):
        raise TemplateError(f"{FILE}: it may have two rules, .day {{ … }} and .night {{ … }}, and nothing else")
    rules: dict[str, dict[str, str]] = {"day": {}, "night": {}}
    for selector, _, body in written:
        name = selector.strip()
        if name not in (".day", ".night"):
            raise TemplateError(f"{FILE}: there is no rule {name!r}; the two are .day and .night")
        for line in filter(None, map(str.strip, body.split(";"))):
            entry = _ENTRY.fullmatch(line)
            if not entry:
                raise TemplateError(f"{FILE}: write {line!r} as  --name: value;")
            rules[name[1:]][entry[1]] = entry[2]
    return rules


def _properties(values: Mapping[str, str]) -> dict[str, str]:
    return {f"--{name}": value for name, value in values.items()}


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"
