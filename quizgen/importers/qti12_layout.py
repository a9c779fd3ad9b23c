"""What a QTI 1.2 item shows: its text, and where in it something is to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from quizgen.importers.html import looks_like_html
from quizgen.importers.xml import every, inner_xml

_RESPONSES = frozenset(("response_lid", "response_str", "response_num", "response_grp", "response_xy"))
_MATERIALS = frozenset(("material", "material_ref", "altmaterial"))
_RIGHT_SIDES = "RIGHT_MATCH_BLOCK"  # Blackboard's: the right sides of a matching, whose labels have no text


@dataclass(slots=True)
class Response:
    """Something to be answered: its options' HTML by their idents (none where it is written), and its own prompt."""

    ident: str
    tag: str
    cardinality: str
    labels: dict[str, str] = field(default_factory=dict)
    prompt: str = ""
    is_number: bool = False


@dataclass(slots=True)
class Layout:
    """The item's HTML with its responses in their places."""

    parts: list[str | Response] = field(default_factory=list)
    right_sides: list[str] = field(default_factory=list)

    @property
    def responses(self) -> list[Response]:
        """Everything to be answered, in order."""
        return [part for part in self.parts if isinstance(part, Response)]


def laid_out(item: Element) -> Layout:
    """What the item shows, in its order."""
    layout = Layout()
    for presentation in every(item, "presentation"):
        _walk(presentation, layout)
    _give_right_sides(layout)
    return layout


def _walk(element: Element, layout: Layout, block: int | None = None) -> None:
    """Goes through the element; ``block`` is how many parts stood before Blackboard's block of answers, if in it."""
    for child in element:
        if child.tag in _RESPONSES:
            response = _response(child)
            # Blackboard writes a left side before its response, others inside it.
            if block is not None and len(layout.parts) > block and isinstance(layout.parts[-1], str):
                response.prompt = response.prompt or str(layout.parts.pop())
            layout.parts.append(response)
        elif child.tag in _MATERIALS:
            shown = _block(child)
            layout.parts += [shown] if shown.strip() else []  # Blackboard has empty blocks for files and links
        elif child.get("class") == _RIGHT_SIDES:
            layout.right_sides += [material(each) for each in child if material(each)]
        else:
            begins = child.get("class") == "RESPONSE_BLOCK"
            _walk(child, layout, len(layout.parts) if begins else block)


def _give_right_sides(layout: Layout) -> None:
    if not layout.right_sides:
        return
    for response in layout.responses:
        if not any(response.labels.values()):
            names = list(response.labels)
            response.labels = dict(zip(names, layout.right_sides, strict=False))


def _response(element: Element) -> Response:
    labels: dict[str, str] = {}
    for label in every(element, "response_label"):
        labels[label.get("ident", "")] = material(label)
    renders = [*every(element, "render_choice", "render_fib", "ims_render_object")]
    if element.tag in ("response_str", "response_num"):
        labels = {}
    outside = "".join(_block(child) for child in element if child.tag in _MATERIALS)
    return Response(
        ident=element.get("ident", ""),
        tag=element.tag,
        cardinality=element.get("rcardinality", "Single").lower(),
        labels=labels,
        prompt=outside,
        is_number=element.tag == "response_num"
        or any(each.get("fibtype", "").lower() in ("decimal", "integer", "scientific") for each in renders),
    )


def material(element: Element) -> str:
    """Everything that stands in the element, as HTML."""
    return "".join(_shown(element))


def _block(element: Element) -> str:
    inside = material(element)
    return f"<div>{inside}</div>" if "<p" in inside or "<div" in inside else inside


def _shown(element: Element) -> Iterator[str]:
    """The HTML of each text and picture in the element."""
    for each in every(element, "mattext", "mat_formattedtext", "matimage", "matbreak", "mataudio", "matvideo"):
        if each.tag == "matbreak":
            yield "<br>"
        elif each.tag == "matimage":
            yield f'<img src="{escape(each.get("uri", ""))}" alt="{escape(each.get("label", ""))}">'
        elif each.tag in ("mataudio", "matvideo"):
            yield "<audio></audio>"
        else:
            yield _text(each)


def _text(element: Element) -> str:
    text = inner_xml(element) if len(element) else element.text or ""
    sort = (element.get("texttype") or element.get("type") or "").lower()
    if len(element) or "html" in sort or "smart" in sort or (not sort and looks_like_html(text)):
        return text
    return escape(text.strip("\n")).replace("\n", "<br>")
