"""What the elements of an SVG have drawn with them, by their attributes and by its style sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from tinycss2.ast import Node

ADDRESSES = ("href", "{http://www.w3.org/1999/xlink}href")
_SVG = "{http://www.w3.org/2000/svg}"
# Filters without an element of their own.
_FILTERS = frozenset(
    "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia".split()  # noqa: SIM905 - it reads as words
)
_OF_THE_ELEMENT = ("filter", "mask", "clip-path")  # properties that what is inside an element does not inherit


class SvgReference(NamedTuple):
    """The id of what is drawn with an element, "" for a filter's step, and the attribute or property that names it."""

    id: str
    attribute: str

    @property
    def is_inherited(self) -> bool:
        """Whether what is inside the element may be drawn with it too."""
        return self.attribute not in _OF_THE_ELEMENT

    @property
    def is_marker(self) -> bool:
        """Whether it is drawn at each corner."""
        return self.attribute.startswith("marker")


class StyleRule(NamedTuple):
    """A rule of a style sheet: the names that an element needs, for each selector, and what is drawn with it."""

    selectors: tuple[frozenset[str], ...]
    references: tuple[SvgReference, ...]


def style_rules(root: Element) -> list[StyleRule]:
    """The rules of an SVG's style sheets that have something drawn."""
    import tinycss2

    sheets = ("".join(element.itertext()) for element in root.iter() if name_of(element) == "style")
    return [rule for sheet in sheets for rule in _rules(tinycss2.parse_stylesheet(sheet))]


def references(element: Element, rules: Iterable[StyleRule]) -> Iterator[SvgReference]:
    """What is drawn with an element: by its attributes, its style, and the rules that select it, or may do so."""
    import tinycss2

    for attribute, value in element.attrib.items():
        if attribute in ADDRESSES and name_of(element) == "use":
            yield SvgReference(value.strip().removeprefix("#"), "use")
        elif attribute == "style" and ("(" in value or "\\" in value):
            yield from _declared_references(tinycss2.parse_blocks_contents(value))
        elif attribute == "filter" or "url" in value.lower() or "\\" in value:
            yield from _references_in(tinycss2.parse_component_value_list(value), attribute.lower())
    names = {name_of(element).lower(), f"#{element.get('id', '').lower()}"}
    names |= {f".{name.lower()}" for name in element.get("class", "").split()}
    for rule in rules:
        if any(selector <= names for selector in rule.selectors):
            yield from rule.references


def name_of(element: Element) -> str:
    """An element's name, without SVG's namespace."""
    return str(element.tag).removeprefix(_SVG)


def _rules(nodes: Iterable[Node]) -> Iterator[StyleRule]:
    import tinycss2
    from tinycss2 import ast

    for node in nodes:
        if isinstance(node, ast.AtRule) and node.content:
            yield from _rules(tinycss2.parse_rule_list(node.content))
        elif isinstance(node, ast.QualifiedRule):
            contents = tinycss2.parse_blocks_contents(node.content)
            if references := tuple(_declared_references(contents)):
                has_rules = any(isinstance(part, ast.QualifiedRule | ast.AtRule) for part in contents)
                yield StyleRule((frozenset(),) if has_rules else tuple(_selectors(node.prelude)), references)


def _declared_references(nodes: Iterable[Node]) -> Iterator[SvgReference]:
    from tinycss2 import ast

    for node in nodes:
        if isinstance(node, ast.Declaration):
            yield from _references_in(node.value, node.lower_name)
        elif isinstance(node, ast.QualifiedRule | ast.AtRule):
            yield from _references_in(node.content or (), "")


def _references_in(tokens: Iterable[Node], name: str) -> Iterator[SvgReference]:
    from tinycss2 import ast

    for token in tokens:
        match token:
            case ast.URLToken():
                yield SvgReference(token.value.strip().removeprefix("#"), name)
            case ast.FunctionBlock(lower_name="url"):
                texts = (part.value for part in token.arguments if isinstance(part, ast.StringToken))
                yield from (SvgReference(text.strip().removeprefix("#"), name) for text in texts)
            case ast.FunctionBlock():
                if token.lower_name in _FILTERS:
                    yield SvgReference("", name)
                yield from _references_in(token.arguments, name)
            case ast.CurlyBracketsBlock() | ast.ParenthesesBlock() | ast.SquareBracketsBlock():
                yield from _references_in(token.content, name)


def _selectors(prelude: Iterable[Node]) -> Iterator[frozenset[str]]:
    """The names that an element needs for each selector: those after its last space, or other thing between elements.

    What follows a colon is taken to be true of every element.
    """
    from tinycss2 import ast

    names: set[str] = set()
    before, is_new = "", True
    for token in prelude:
        match token:
            case ast.WhitespaceToken():
                is_new = True
                continue
            case ast.LiteralToken(value=","):
                yield frozenset(names)
                names, is_new = set(), False
            case ast.LiteralToken(value=">" | "+" | "~" | "|"):
                names, is_new = set(), False
        if is_new and not isinstance(token, ast.Comment):
            names, is_new = set(), False
        if isinstance(token, ast.HashToken):
            names.add(f"#{token.value.lower()}")
        elif isinstance(token, ast.IdentToken) and before != ":":
            names.add(("." if before == "." else "") + token.lower_value)
        before = token.value if isinstance(token, ast.LiteralToken) else ""
    yield frozenset(names)
