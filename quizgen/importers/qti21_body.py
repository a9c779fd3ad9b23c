"""What a QTI 2.x or 3 item declares and shows: its answers, its text, and where in it something is to be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from quizgen.importers.xml import every, find, inner_xml, words

INTERACTION = re.compile(r"\w+Interaction")
# QTI's own elements that hold HTML, and are none.
WRAPPERS = frozenset(
    (
        *("itemBody", "prompt", "simpleChoice", "feedbackInline", "feedbackBlock", "modalFeedback", "rubricBlock"),
        *("simpleAssociableChoice", "gapText", "inlineChoice", "contentBody", "hottext", "templateInline"),
        *("templateBlock", "templateBlockStem", "infoControl"),
    )
)
_TOLD_LATER = ("feedbackInline", "feedbackBlock", "modalFeedback", "rubricBlock", "stylesheet")
_IMAGES = re.compile(r"<object([^>]*?)\bdata=(\"[^\"]*\")([^>]*)>(.*?)</object>", re.DOTALL)


@dataclass(slots=True)
class Answer:
    """A response declaration: what is right, and what each value earns where that is mapped."""

    correct: tuple[str, ...]
    mapping: dict[str, float]
    base: str
    several: bool

    def right(self) -> list[str]:
        """The values that earn all there is to earn; of several together, those that earn anything."""
        best = max(self.mapping.values(), default=0)
        mapped = [key for key, value in self.mapping.items() if value > 0 and (self.several or value >= best)]
        return list(dict.fromkeys((*self.correct, *mapped)))

    @property
    def is_number(self) -> bool:
        """Whether it is a number that is wanted."""
        return self.base in ("float", "integer")


@dataclass(slots=True)
class Shown:
    """The item's HTML with its interactions in their places."""

    parts: list[str | Element] = field(default_factory=list)

    @property
    def interactions(self) -> list[Element]:
        """Everything to be answered, in order."""
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def html(self) -> str:
        """All but the interactions."""
        return "".join(part for part in self.parts if isinstance(part, str))


def modern(item: Element) -> Element:
    """The item with the names of version 2, where it has those of 3 (``qti-simple-choice``)."""
    if item.tag.startswith("qti-"):
        for each in item.iter():
            if each.tag.startswith("qti-"):
                each.tag = _camel(each.tag.removeprefix("qti-"))
                for name in [name for name in each.attrib if "-" in name]:
                    each.set(_camel(name), each.attrib.pop(name))
    return item


def _camel(name: str) -> str:
    return re.sub(r"-(\w)", lambda found: found[1].upper(), name)


def answers(item: Element) -> dict[str, Answer]:
    """What is right, by the response's identifier."""
    return {each.get("identifier", ""): _answer(each) for each in item.findall("responseDeclaration")}


def _answer(declaration: Element) -> Answer:
    correct = find(declaration, "correctResponse")
    values = tuple(words(value) for value in correct if value.tag == "value") if correct is not None else ()
    mapping = {}
    for entry in every(declaration, "mapEntry"):
        try:
            mapping[entry.get("mapKey", "")] = float(entry.get("mappedValue", "0"))
        except ValueError:
            continue
    several = declaration.get("cardinality", "single") != "single"
    return Answer(values, mapping, declaration.get("baseType", ""), several)


def shown(item: Element) -> Shown:
    """The body's HTML and interactions, in order; feedback that stands in it is left aside."""
    found = Shown()
    body = find(item, "itemBody")
    if body is not None:
        _walk(body, found)
    return found


def _walk(element: Element, found: Shown) -> None:
    if element.text:
        found.parts.append(_escaped(element.text))
    for child in element:
        if INTERACTION.fullmatch(child.tag):
            found.parts.append(child)
        elif any(INTERACTION.fullmatch(each.tag) for each in child.iter()):
            block = child.tag in ("p", "div", "li", "td", "th", "tr", "table", "ul", "ol", "blockquote")
            found.parts.append("<div>" if block else "")
            _walk(child, found)
            found.parts.append("</div>" if block else "")
        elif child.tag not in _TOLD_LATER:
            found.parts.append(html_of(child, whole=True))
        if child.tail:
            found.parts.append(_escaped(child.tail))


def html_of(element: Element, *, whole: bool = False) -> str:
    """The element's HTML, with the element itself if ``whole``; a picture in an ``object`` stands in an ``img``."""
    if whole:
        around = Element("around")
        around.append(element)
        tail, element.tail = element.tail, None
        html = inner_xml(around, unwrap=WRAPPERS)
        element.tail = tail
    else:
        html = inner_xml(element, unwrap=WRAPPERS)
    return _IMAGES.sub(_image, html)


def _image(found: re.Match[str]) -> str:
    attributes = found[1] + found[3]
    if "image/" not in attributes and not re.search(r"\.(?:png|jpe?g|svg)\"$", found[2], re.IGNORECASE):
        return found[0]
    return f'<img src={found[2]} alt="{re.sub("<[^>]*>", "", found[4]).strip()}">'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def choices(interaction: Element, *names: str) -> Iterator[tuple[str, Element]]:
    """The identifiers and elements of what can be chosen."""
    return ((each.get("identifier", ""), each) for each in every(interaction, *names))


def own_html(choice: Element) -> str:
    """A choice's HTML without the feedback that stands in it."""
    return html_of(_without_feedback(choice))


def _without_feedback(element: Element) -> Element:
    kept = Element(element.tag, element.attrib)
    kept.text, kept.tail = element.text, element.tail
    for child in element:
        if child.tag in _TOLD_LATER:
            last = kept[-1] if len(kept) else None
            if last is None:
                kept.text = (kept.text or "") + (child.tail or "")
            else:
                last.tail = (last.tail or "") + (child.tail or "")
        else:
            kept.append(_without_feedback(child))
    return kept
