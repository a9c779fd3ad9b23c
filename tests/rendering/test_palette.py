"""One palette for all pages and cards: readable by day and by night, and the only file that spells a colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from quizgen.errors import TemplateError
from quizgen.exporters.anki.note_types import note_type
from quizgen.project import Project
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import FILE, Palette, read_palette

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
LIGHTS = ("day", "night")
SHAPES = tuple(f"shape-{number}" for number in range(1, 7))

# Ground → the words on it (WCAG 2.2, 1.4.3: 4.5 to 1).
WORDS = {
    "paper": ("ink", "quiet", "accent", "right", "wrong"),
    "shade": ("ink", "quiet", "accent", "right", "wrong"),
    "right-shade": ("ink", "quiet", "accent", "right"),
    "wrong-shade": ("ink", "quiet", "accent", "right", "wrong"),
    "chosen": ("ink", "accent"),
    "marked": ("ink",),
    "off-shade": ("off",),
    "picture": ("picture-ink", "picture-right"),
    "picture-right": ("picture",),
    **dict.fromkeys(("accent", "right", "wrong", "focus", *SHAPES), ("on-fill",)),
    **{f"typed-{mark}": ("typed-ink",) for mark in ("right", "wrong", "missed")},
}
# Ground → edges, bars, shapes and the ring of focus on it (1.4.11: 3 to 1).
PARTS = {
    "paper": ("line", "focus", "accent", "right", "wrong", *SHAPES),
    "shade": ("line", "focus", "accent", "right", "wrong", *SHAPES),
    "right-shade": ("right", "focus", *SHAPES),
    "wrong-shade": ("wrong", "focus", *SHAPES),
    "chosen": ("accent", *SHAPES),
    "track": ("accent", "right", "before"),
    "mask": ("mask-line",),
    "mask-asked": ("mask-line",),
    "picture": ("picture-ink", "picture-right", "mask-found"),
}
# What nobody has to see to know what something is: it separates, is disabled, or is clear.
UNPAIRED = {"rule", "off-line", "mask-clear", "dark-wall"}
# Paper is printed in black: a printer's greys are hard to read, and its colours are dear.
PRINTED = {"practice/style.css": {"#000000", "#444444", "#ffffff", "#888888"}}

# Properties that take a colour, and every word besides a colour that the sheets write there.
COLOURED = re.compile(r"--.*|.*color|background|border.*|outline.*|fill|stroke|.*shadow|text-decoration|column-rule")
OTHER_WORDS = {
    *("none", "inherit", "transparent", "currentcolor", "light", "dark", "important"),
    *("solid", "dashed", "dotted", "underline", "line-through", "collapse"),
}


@pytest.fixture(scope="module")
def palette() -> Palette:
    return read_palette(Templates(Project.at(TEMPLATES.parent)))


def colours(palette: Palette, light: str) -> dict[str, str]:
    """The colours of the palette by name: what starts with a number sign."""
    values = {**palette.day, **(palette.night if light == "night" else {})}
    return {name: value for name, value in values.items() if value.startswith("#")}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def sheets() -> Iterator[tuple[str, str]]:
    """Each style sheet except the palette, and the styles inside pages, without comments and Jinja's marks."""
    for path in sorted(TEMPLATES.rglob("*")):
        name = path.relative_to(TEMPLATES).as_posix()
        if path.suffix == ".css" and name != FILE:
            yield name, re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        elif path.name.endswith((".html.j2", ".html")):
            styles = re.findall(r"<style>(.*?)</style>", path.read_text(encoding="utf-8"), re.DOTALL)
            yield name, re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", "\n".join(styles))


def declarations(sheet: str) -> list[tuple[str, str]]:
    return re.findall(r"([\w-]+)\s*:\s*([^;{}]+)(?=[;}])", sheet)


def test_contrast_is_that_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (PARTS, 3)], ids=["words", "parts"])
def test_every_pair_stands_out(palette: Palette, light: str, pairs: dict[str, tuple[str, ...]], least: float) -> None:
    values = colours(palette, light)
    for ground, names in pairs.items():
        for name in names:
            assert contrast(values[name], values[ground]) >= least, f"--{name} on --{ground} by {light}"


def test_every_colour_is_in_a_pair_and_is_used(palette: Palette) -> None:
    paired = {name for pairs in (WORDS, PARTS) for ground, names in pairs.items() for name in (ground, *names)}
    assert set(colours(palette, "day")) == paired | UNPAIRED
    used = {name for _, sheet in sheets() for name in re.findall(r"var\(--([\w-]+)\)", sheet)}
    assert set(palette.day) <= used
    local = {name[2:] for _, sheet in sheets() for name, _ in declarations(sheet) if name.startswith("--")}
    assert used <= set(palette.day) | local
    assert set(palette.night) <= set(palette.day)


def test_words_that_a_rule_puts_on_a_ground_are_a_pair_of_the_table() -> None:
    found = set()
    for name, sheet in sheets():
        for body in re.findall(r"\{([^{}]*)\}", sheet):
            rule = dict(declarations(body + ";"))
            pair = [re.fullmatch(r"var\(--([\w-]+)\)", rule.get(part, "")) for part in ("color", "background")]
            if all(pair):
                words, ground = (match[1] for match in pair if match)
                found.add((words, ground))
                assert words in WORDS[ground], f"{name}: --{words} on --{ground}"
    assert ("on-fill", "accent") in found


def test_no_style_sheet_spells_a_colour_of_its_own() -> None:
    for name, sheet in sheets():
        for part, value in declarations(sheet):
            if not COLOURED.fullmatch(part):
                continue
            bare = re.sub(r"var\([^)]*\)|calc\([^)]*\)", "", value.lower())
            bare = re.sub(r"color-mix\(in srgb,  \d+%, transparent\)", "", bare)  # one of the palette, seen through
            words = set(re.findall(r"#\w+|(?<![\w.-])[a-z][\w-]*\(?", bare)) - OTHER_WORDS
            assert words <= PRINTED.get(name, set()), f"{name}: {part}: {value}"


def test_no_script_spells_a_colour() -> None:
    for path in TEMPLATES.rglob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert not re.search(r"[\"'`](?:#[0-9a-f]{3,8}|rgb|hsl)", script, re.IGNORECASE), path


def test_a_page_goes_by_the_device_and_a_projector_is_always_light(palette: Palette) -> None:
    assert "@media (prefers-color-scheme: dark)" in palette.for_pages()
    assert "color-scheme: light dark;" in palette.for_pages()
    assert f"--paper: {palette.night['paper']}" in palette.for_pages()
    assert "prefers-color-scheme" not in palette.for_light_pages()
    assert "color-scheme: light;" in palette.for_light_pages()
    for name in ("phone", "host", "camera", "projector"):
        page = (TEMPLATES / f"live/{name}.html.j2").read_text(encoding="utf-8")
        assert re.findall(r"/live/(palette\S*)\.css", page) == ["palette-day" if name == "projector" else "palette"]


def test_a_card_has_only_the_names_that_it_uses(palette: Palette) -> None:
    rules = palette.for_cards(".card { color: var(--ink); --shown: var(--mask); }")
    day, night = rules.split("}\n", 1)
    assert day == f".card {{\n  --ink: {palette.day['ink']};\n  --mask: {palette.day['mask']};\n"
    assert night.endswith(f"{{\n  --ink: {palette.night['ink']};\n}}\n")
    for marked, where in product(("nightMode", "night_mode"), (".card.{}", ".{}.card, .{} .card")):
        assert any(place.format(marked, marked) in night for place in where.split(", "))


def templates(tmp_path: Path, palette: str) -> Templates:
    path = tmp_path / "templates" / FILE
    path.parent.mkdir(parents=True)
    path.write_text(palette, encoding="utf-8")
    return Templates(Project.at(tmp_path))


def test_a_project_may_change_one_colour(tmp_path: Path, palette: Palette) -> None:
    own = templates(tmp_path, "/* the school's */ .day { --accent: #7a0019 }")
    changed = read_palette(own)
    assert changed.day == {**palette.day, "accent": "#7a0019"}
    assert changed.night == palette.night
    assert "--accent: #7a0019;" in note_type("card", own, "uid").css


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".day { --acent: #7a0019; }", "there is no --acent. Names: ink, quiet,"),
        (":root { --accent: #7a0019; }", "there is no rule ':root'; the two are .day and .night"),
        (".day { color: #7a0019; }", "write 'color: #7a0019' as  --name: value;"),
        ("--accent: #7a0019;", "it may have two rules"),
    ],
)
def test_a_palette_that_means_nothing_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(message)):
        read_palette(templates(tmp_path, text))
