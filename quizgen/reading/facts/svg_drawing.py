"""What an SVG takes to draw: elements that repeat others, filters, shapes without end, and pictures in it."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from xml.etree.ElementTree import Element

from quizgen.reading.facts.svg_references import ADDRESSES, name_of, references, style_rules

MOST_ELEMENTS = 50_000  # drawn, with what <use>, masks, patterns and markers repeat
STEEPEST = 10  # times as high as wide: it is drawn as wide as a page, however high it gets
_MOST_COMPARED = 10_000_000  # elements with rules of style sheets
_FILTERED = 500  # elements that a step of a filter takes as long as
_MOST_REPEATED = {"numOctaves": 12, "order": 9, "stdDeviation": 500}  # done for each point by a filter
_CORNER = re.compile(r"[A-Za-z]|[\d.]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d{1,2}(?!\d))?", re.IGNORECASE)
_LENGTH = re.compile(rf"({_NUMBER.pattern})\s*(px|pt|pc|mm|cm|in|em|ex|)", re.IGNORECASE)
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 12, "ex": 6}
_DATA = re.compile(r"data:image/\w+;base64,", re.IGNORECASE)


def drawing_fault(root: Element) -> str:
    """Why an SVG cannot be drawn in little time and memory, or ""."""
    return _shape_fault(root) or _filter_fault(root) or _repetition_fault(root)


def pictures_in(root: Element) -> Iterator[bytes]:
    """The pictures that are written in an SVG."""
    for element in root.iter():
        for value in filter(None, map(element.get, ADDRESSES)):
            address = "".join(value.split())
            if head := _DATA.match(address):
                with suppress(binascii.Error):  # it is not shown
                    yield b64decode(address[head.end() :])


def _shape_fault(root: Element) -> str:
    for width, height in _sizes(root):
        if height > STEEPEST * width:
            return f"it is more than {STEEPEST} times as high as it is wide"
    return ""


def _sizes(root: Element) -> Iterator[tuple[float, float]]:
    """The widths and heights that the root gives, in its own units."""
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", "")[:200])]
    if len(box) == 4:
        yield box[2], box[3]
    sides = [_LENGTH.fullmatch(root.get(name, "").strip()[:50]) for name in ("width", "height")]
    lengths = [float(side[1]) * _UNITS[side[2].lower()] for side in sides if side]
    if len(lengths) == 2:
        yield lengths[0], lengths[1]


def _filter_fault(root: Element) -> str:
    for element in root.iter():
        if name_of(element).startswith("fe"):
            for name, most in _MOST_REPEATED.items():
                numbers = map(float, _NUMBER.findall(element.get(name, "")[:50]))
                if max(numbers, default=0) > most:
                    return f"one of its filters has a {name} over {most}"
    return ""


def _repetition_fault(root: Element) -> str:
    """Whether what an element refers to, which may refer to others, would draw more than any picture needs."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    rules = style_rules(root)
    if len(rules) * sum(1 for _ in root.iter()) > _MOST_COMPARED:
        return "its style sheets have too many rules"
    under_way: set[int] = set()

    @cache
    def drawn_size(element: Element) -> tuple[int, int]:
        """How many elements are drawn for one, and how many corners they have."""
        if id(element) in under_way:
            return MOST_ELEMENTS + 1, 0
        under_way.add(id(element))
        referred = []
        for reference in references(element, rules):
            if reference.id in by_id:
                referred.append((reference, drawn_size(by_id[reference.id])))
            else:
                referred.append((reference, (0 if reference.id else _FILTERED, 0)))
        inside = [drawn_size(child) for child in element]
        inside += [drawing for reference, drawing in referred if reference.attribute == "use"]
        path = element.get("d") or element.get("points") or ""
        count = (_FILTERED if name_of(element).startswith("fe") else 1) + sum(count for count, _ in inside)
        corners = sum(1 for _ in _CORNER.finditer(path)) + sum(corners for _, corners in inside)
        total = count
        for reference, (size, _) in referred:
            if reference.is_marker:
                total += max(1, corners) * size
            elif reference.attribute != "use":
                total += (count if reference.is_inherited else 1) * size
        under_way.discard(id(element))
        return min(total, MOST_ELEMENTS + 1), min(corners, MOST_ELEMENTS)

    return "its elements repeat one another too much" if drawn_size(root)[0] > MOST_ELEMENTS else ""
