"""What an SVG takes to draw: elements that repeat others, filters, shapes without end, and pictures in it."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from xml.etree.ElementTree import Element

MOST_ELEMENTS = 50_000  # drawn, with what <use>, masks, patterns and markers repeat
STEEPEST = 10  # times as high as wide: it is drawn as wide as a page, however high it gets
_FILTERED = 500  # elements that a step of a filter takes as long as
_MOST_REPEATED = {"numOctaves": 12, "order": 9, "radius": 50, "stdDeviation": 500}  # done for each point by a filter
_SVG = "{http://www.w3.org/2000/svg}"
_ADDRESSES = ("href", "{http://www.w3.org/1999/xlink}href")
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+)")
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
        for value in filter(None, map(element.get, _ADDRESSES)):
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
        if _name(element).startswith("fe"):
            for name, most in _MOST_REPEATED.items():
                numbers = map(float, _NUMBER.findall(element.get(name, "")[:50]))
                if max(numbers, default=0) > most:
                    return f"one of its filters has a {name} over {most}"
    return ""


def _repetition_fault(root: Element) -> str:
    """Whether what an element refers to, which may refer to others, would draw more than any picture needs."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    under_way: set[int] = set()

    @cache
    def drawn(element: Element) -> int:
        if id(element) in under_way:
            return MOST_ELEMENTS + 1
        under_way.add(id(element))
        count = _FILTERED if _name(element).startswith("fe") else 1
        count += sum(min(drawn(child), MOST_ELEMENTS + 1) for child in element)
        for name, times in _references(element):
            target = by_id.get(name)
            count += times * drawn(target) if target is not None else 0
        under_way.discard(id(element))
        return count

    return "its elements repeat one another too much" if drawn(root) > MOST_ELEMENTS else ""


def _references(element: Element) -> Iterator[tuple[str, int]]:
    """The ids of what is drawn with an element, and how often."""
    for attribute, value in element.attrib.items():
        if attribute in _ADDRESSES and _name(element) == "use":
            yield value.strip().removeprefix("#"), 1
        elif "url(" in value:
            is_marker = "marker" in attribute or "marker" in value
            path = element.get("d") or element.get("points") or ""
            times = max(1, sum(1 for _ in _CORNER.finditer(path))) if is_marker else 1
            yield from ((name.strip(), times) for name in _REFERENCE.findall(value))


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(_SVG)
