"""What a QTI 1.2 item shows: its text, with the places of what is to be answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from quizgen.importers.html_text import looks_like_html
from quizgen.importers.xml_elements import every, inner_xml

_RESPONSES = frozenset(("response_lid", "response_str", "response_num", "response_grp", "response_xy"))
_MATERIALS = frozenset(("material", "material_ref", "altmaterial"))
_RIGHT_SIDES = "RIGHT_MATCH_BLOCK"  # Blackboard's: the right sides of a matching, whose labels have no text
_ANSWERS = "RESPONSE_BLOCK"  # Blackboard's too
_EITHER_OR = re.compile(r"(agree)_(disagree)|(right)_(wrong)|(true)_(false)|(yes)_(no)")  # what its options are called
_SEEN_TWICE = "previewColumns"  # Vista's: both sides of a matching, before they are given one by one
_TEXTS = ("mattext", "mat_formattedtext", "localizable_mattext")


@dataclass(slots=True)
class Qti12Response:
    """Something to be answered: the HTML of its options by their idents (none where it is written), and its prompt."""

    ident: str
    tag: str
    cardinality: str
    labels: dict[str, str] = field(default_factory=dict)
    prompt: str = ""
    is_number: bool = False
    ends: tuple[str, ...] = ()  # what is written above and below things to be ordered
    way: str = ""  # of filling a gap in New Quizzes: openEntry, dropdown or wordbank


@dataclass(slots=True)
class Qti12Layout:
    """The item's HTML, with its responses in their places."""

    parts: list[str | Qti12Response] = field(default_factory=list)
    right_sides: list[str] = field(default_factory=list)

    @property
    def responses(self) -> list[Qti12Response]:
        """Everything to be answered, in order."""
        return [part for part in self.parts if isinstance(part, Qti12Response)]


def layout_of(item: Element) -> Qti12Layout:
    """What the item shows, in order."""
    layout = Qti12Layout()
    for presentation in every(item, "presentation"):
        _walk(presentation, layout)
    _give_right_sides(layout)
    return layout


def _walk(elements: Iterable[Element], layout: Qti12Layout) -> None:
    """Adds what the elements show."""
    for element in elements:
        if element.tag in _RESPONSES:
            layout.parts.append(_response(element))
        elif element.tag in _MATERIALS:
            html = _block(element) if element.get("label") != _SEEN_TWICE else ""
            if html.strip():  # Blackboard has empty blocks for files and links
                layout.parts.append(html)
        elif element.get("class") == _RIGHT_SIDES:
            layout.right_sides += [html for side in element if (html := material(side))]
        elif element.get("class") == _ANSWERS and sum(1 for _ in every(element, *_RESPONSES)) > 1:
            _walk_rows(element, layout)
        else:
            _walk(element, layout)


def _walk_rows(element: Element, layout: Qti12Layout) -> None:
    """Adds Blackboard's answers, each with its left side, which is beside it, before or behind, or before its row."""
    begin = len(layout.parts)
    for child in element:
        row = Qti12Layout()
        _walk([child], row)
        layout.right_sides += row.right_sides
        if len(row.responses) != 1:
            layout.parts += row.parts
            continue
        (response,) = row.responses
        beside = [part for part in row.parts if isinstance(part, str)]
        if not beside and len(layout.parts) > begin and isinstance(layout.parts[-1], str):
            beside = [str(layout.parts.pop())]
        response.prompt = response.prompt or "".join(beside)
        layout.parts.append(response)


def _give_right_sides(layout: Qti12Layout) -> None:
    if not layout.right_sides:
        return
    for response in layout.responses:
        if not any(response.labels.values()):
            names = list(response.labels)
            response.labels = dict(zip(names, layout.right_sides, strict=False))


def _response(element: Element) -> Qti12Response:
    labels: dict[str, str] = {}
    for label in every(element, "response_label"):
        ident = label.get("ident", "")
        labels[ident] = _either_or(ident) or material(label)
    renders = [*every(element, "render_choice", "render_fib", "ims_render_object")]
    if element.tag in ("response_str", "response_num"):
        labels = {}
    outside = "".join(_block(child) for child in element if child.tag in _MATERIALS)
    ends = (material(part) for part in every(element, "material") if part.get("position") in ("top", "bottom"))
    ways = (label.get("answer_type", "") for label in every(element, "response_label"))
    return Qti12Response(
        ident=element.get("ident", ""),
        tag=element.tag,
        cardinality=element.get("rcardinality", "Single").lower(),
        labels=labels,
        prompt=outside,
        ends=tuple(filter(None, ends)),
        way=next(filter(None, ways), ""),
        is_number=element.tag == "response_num"
        or any(render.get("fibtype", "").lower() in ("decimal", "integer", "scientific") for render in renders),
    )


def _either_or(ident: str) -> str:
    """The words of one of Blackboard's pairs of options, whose text is only their ident, ``agree_disagree.false``."""
    pair, _, half = ident.partition(".")
    words = _EITHER_OR.fullmatch(pair)
    if words is None or half not in ("true", "false"):
        return ""
    first, second = (str(word) for word in words.groups() if word)
    return (first if half == "true" else second).capitalize()


def material(element: Element) -> str:
    """Everything in the element, as HTML."""
    return "".join(_html_parts(element))


def _block(element: Element) -> str:
    inside = material(element)
    return f"<div>{inside}</div>" if "<p" in inside or "<div" in inside else inside


def _html_parts(element: Element) -> Iterator[str]:
    """The HTML of each text and picture in the element."""
    for part in every(element, *_TEXTS, "matimage", "matbreak", "mataudio", "matvideo"):
        if part.tag == "matbreak":
            yield "<br>"
        elif part.tag == "matimage":
            yield f'<img src="{escape(part.get("uri", ""))}" alt="{escape(part.get("label", ""))}">'
        elif part.tag in ("mataudio", "matvideo"):
            yield "<audio></audio>"
        else:
            yield _text(part)


def _text(element: Element) -> str:
    text = inner_xml(element) if len(element) else element.text or ""
    text_type = (element.get("texttype") or element.get("type") or "").lower()
    if len(element) or "html" in text_type or "smart" in text_type or (not text_type and looks_like_html(text)):
        return text
    return escape(text.strip("\n")).replace("\n", "<br>")
