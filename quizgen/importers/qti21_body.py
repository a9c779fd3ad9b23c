"""What a QTI 2.x or 3 item declares and shows: its right answers, and its text with the places of what is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from quizgen.importers.html_names import KNOWN
from quizgen.importers.xml_elements import every, find, inner_xml, words

INTERACTION = re.compile(r"\w+Interaction")
INSIDE_TEXT = ("textEntryInteraction", "inlineChoiceInteraction")
# QTI's own elements that hold HTML but are not HTML.
WRAPPERS = frozenset(
    (
        "itemBody",
        "prompt",
        "simpleChoice",
        "feedbackInline",
        "feedbackBlock",
        "modalFeedback",
        "rubricBlock",
        "simpleAssociableChoice",
        "gapText",
        "inlineChoice",
        "contentBody",
        "stimulusBody",
        "hottext",
        "templateInline",
        "templateBlock",
        "templateBlockStem",
        "infoControl",
    )
)
# Extensions: what a teacher reads, and the reason for each option.
_OF_TEACHERS = ("teacherInstructions",)
_REASONS = ("choiceRationales", "inlineChoiceRationales")
FEEDBACK = ("feedbackInline", "feedbackBlock", "modalFeedback")
_IMAGES = re.compile(r"<object([^<>]*?)\bdata=(\"[^\"<>]*\")([^<>]*)>((?:(?!<object).)*?)</object>", re.DOTALL)


@dataclass(slots=True)
class ResponseDeclaration:
    """What is right, and what each value earns where that is mapped."""

    correct: tuple[str, ...]
    mapping: dict[str, float]
    base: str
    several: bool

    def right(self) -> list[str]:
        """The values that earn the most; where several are to be chosen, those that earn anything."""
        best = max(self.mapping.values(), default=0)
        mapped = [key for key, value in self.mapping.items() if value > 0 and (self.several or value >= best)]
        return list(dict.fromkeys((*self.correct, *mapped)))

    @property
    def is_number(self) -> bool:
        """Whether a number is wanted."""
        return self.base in ("float", "integer")


@dataclass(slots=True)
class ItemContent:
    """The item's HTML, with its interactions in their places."""

    parts: list[str | Element] = field(default_factory=list)

    @property
    def interactions(self) -> list[Element]:
        """Everything to be answered, in order."""
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def inside_text(self) -> ItemContent:
        """The text and the gaps in it, without other interactions."""
        return ItemContent([part for part in self.parts if isinstance(part, str) or part.tag in INSIDE_TEXT])

    @property
    def html(self) -> str:
        """All except the interactions."""
        return "".join(part for part in self.parts if isinstance(part, str))


def with_names_of_version_2(item: Element) -> Element:
    """The item, whose elements are renamed as in version 2 where it is of version 3 (``qti-simple-choice``)."""
    if item.tag.startswith("qti-"):
        for element in item.iter():
            if element.tag.startswith("qti-"):
                element.tag = _camel_case(element.tag.removeprefix("qti-"))
                for name in [name for name in element.attrib if "-" in name]:
                    element.set(_camel_case(name), element.attrib.pop(name))
    return item


def _camel_case(name: str) -> str:
    return re.sub(r"-(\w)", lambda match: match[1].upper(), name)


def declared_responses(item: Element) -> dict[str, ResponseDeclaration]:
    """The response declarations by their identifiers."""
    return {element.get("identifier", ""): _declaration(element) for element in item.findall("responseDeclaration")}


def _declaration(declaration: Element) -> ResponseDeclaration:
    correct = find(declaration, "correctResponse")
    values = tuple(words(value) for value in correct if value.tag == "value") if correct is not None else ()
    mapping = {}
    for entry in every(declaration, "mapEntry"):
        try:
            mapping[entry.get("mapKey", "")] = float(entry.get("mappedValue", "0"))
        except ValueError:
            continue
    several = declaration.get("cardinality", "single") != "single"
    return ResponseDeclaration(values, mapping, declaration.get("baseType", ""), several)


def content_of(item: Element) -> ItemContent:
    """The body's HTML and interactions, in order, without the feedback in it."""
    content = ItemContent()
    body = find(item, "itemBody")
    if body is not None:
        _walk(body, content)
    return content


def _walk(element: Element, content: ItemContent) -> None:
    if element.text:
        content.parts.append(_escape(element.text))
    for child in element:
        if INTERACTION.fullmatch(child.tag):
            prompt = find(child, "prompt") if child.tag in INSIDE_TEXT else None
            content.parts += [f"{own_html(prompt)} "] if prompt is not None else []
            content.parts.append(child)
        elif any(INTERACTION.fullmatch(inner.tag) for inner in child.iter()):
            is_block = child.tag in ("p", "div", "li", "td", "th", "tr", "table", "ul", "ol", "blockquote")
            content.parts.append("<div>" if is_block else "")
            _walk(child, content)
            content.parts.append("</div>" if is_block else "")
        elif not _is_shown_later(child):
            content.parts.append(own_html(child, whole=True))
        if child.tail:
            content.parts.append(_escape(child.tail))


def html_of(element: Element, *, whole: bool = False) -> str:
    """The element's HTML, with the element itself if ``whole``; a picture in an ``object`` becomes an ``img``."""
    unwrap = WRAPPERS | _foreign_names(element)
    if whole:
        around = Element("around")
        around.append(element)
        tail, element.tail = element.tail, None
        html = inner_xml(around, unwrap=unwrap)
        element.tail = tail
    else:
        html = inner_xml(element, unwrap=unwrap)
    return _IMAGES.sub(_image, html)


def _foreign_names(element: Element) -> frozenset[str]:
    """What is no HTML, of which only the words are shown; in XML no text looks like an element."""
    if element.tag == "math":
        return frozenset()
    own = frozenset((element.tag,)) - KNOWN - {"gap"}
    return own.union(*map(_foreign_names, element))


def _image(match: re.Match[str]) -> str:
    attributes = match[1] + match[3]
    if "image/" not in attributes and not re.search(r"\.(?:png|jpe?g|svg)\"$", match[2], re.IGNORECASE):
        return match[0]
    return f'<img src={match[2]} alt="{re.sub("<[^<>]*>", "", match[4]).strip()}">'


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def choices(interaction: Element, *names: str) -> Iterator[tuple[str, Element]]:
    """The identifiers and elements of what can be chosen."""
    return ((element.get("identifier", ""), element) for element in every(interaction, *names))


def own_html(element: Element, *, whole: bool = False) -> str:
    """The HTML without the feedback in it, with the element itself if ``whole``."""
    return html_of(_without_feedback(element), whole=whole)


def marking_notes(item: Element) -> str:
    """The HTML of what only those see who mark the answers or set the test, or "" where it has no words."""
    blocks = every(item, "rubricBlock", *_OF_TEACHERS)
    notes = (block for block in blocks if block.tag != "rubricBlock" or not _is_for_learners(block))
    return "".join(f"<div>{html_of(block)}</div>" for block in notes if words(block))


def _is_for_learners(rubric: Element) -> bool:
    return "candidate" in rubric.get("view", "candidate").split()


def _is_shown_later(element: Element) -> bool:
    """Whether it is not part of the question as a learner first sees it."""
    if element.tag == "rubricBlock":
        return not _is_for_learners(element)
    return element.tag in (*FEEDBACK, *_OF_TEACHERS, *_REASONS, "stylesheet", "catalogInfo")


def _without_feedback(element: Element) -> Element:
    copy = Element("div" if element.tag == "rubricBlock" else element.tag, element.attrib)
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        if _is_shown_later(child):
            last = copy[-1] if len(copy) else None
            if last is None:
                copy.text = (copy.text or "") + (child.tail or "")
            else:
                last.tail = (last.tail or "") + (child.tail or "")
        else:
            copy.append(_without_feedback(child))
    return copy
