"""Whether an SVG does nothing but show itself: elements, attributes and CSS that are known to be harmless.

The names are those of SVG 1.1 and 2 (W3C), without scripts, animation, embedded documents and media. What a browser
would read another way than we do must not pass, so anything unknown is refused by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from quizgen.reading.facts.svg_drawing import drawing_fault

if TYPE_CHECKING:
    from tinycss2.ast import Node

_DEEPEST = 100  # levels of nesting
_SVG = "{http://www.w3.org/2000/svg}"
_EDITORS = (  # what drawing programs note about their own windows, and who drew it; browsers show none of it
    "{http://www.inkscape.org/",
    "{http://sodipodi.sourceforge.net/",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://web.resource.org/cc/}",
    "{http://purl.org/dc/",
    "{http://ns.adobe.com/",
    "{http://www.bohemiancoding.com/sketch/ns}",
    "{http://www.serif.com/}",
    "{http://www.figma.com/figma/ns}",
)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ELEMENTS = _names(
    """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter g image line linearGradient marker mask metadata path pattern polygon polyline radialGradient
    rect stop style svg switch symbol text textPath title tref tspan use view
    """
)
_ATTRIBUTES = _names(
    """
    accent-height alignment-baseline amplitude azimuth baseFrequency baseProfile baseline-shift bias class clip
    clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters color-rendering
    contentScriptType contentStyleType cursor cx cy d diffuseConstant direction display divisor dominant-baseline dx dy
    edgeMode elevation enable-background exponent fill fill-opacity fill-rule filter filterRes filterUnits flood-color
    flood-opacity focusable font font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-variant font-weight fr fx fy glyph-orientation-horizontal glyph-orientation-vertical
    gradientTransform gradientUnits height id image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix
    kernelUnitLength kerning lang lengthAdjust letter-spacing lighting-color limitingConeAngle line-height marker
    marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits
    media method mix-blend-mode mode numOctaves offset opacity operator order orient overflow overlay paint-order path
    pathLength patternContentUnits patternTransform patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ
    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY requiredExtensions requiredFeatures result role
    rotate rx ry scale seed shape-rendering side slope solid-color solid-opacity space spacing specularConstant
    specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale
    systemLanguage tabindex tableValues target targetX targetY text-align text-anchor text-decoration text-overflow
    text-rendering textLength title transform transform-origin type unicode-bidi values vector-effect version viewBox
    viewTarget visibility white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2
    yChannelSelector z zoomAndPan
    """
)
_NAMESPACED = {
    "{http://www.w3.org/XML/1998/namespace}lang",
    "{http://www.w3.org/XML/1998/namespace}space",
    "{http://www.w3.org/1999/xlink}type",
    "{http://www.w3.org/1999/xlink}title",
    "{http://www.w3.org/1999/xlink}show",
    "{http://www.w3.org/1999/xlink}actuate",
    "{http://www.w3.org/1999/xlink}role",
}
_ADDRESSES = {"href", "{http://www.w3.org/1999/xlink}href"}
_AT_RULES = {"charset", "media", "namespace", "page"}
_FUNCTIONS = _names(
    """
    blur brightness calc circle clamp color contrast cubic-bezier drop-shadow ellipse fit-content grayscale has hsl
    hsla hue-rotate hwb inset invert is lab lang lch linear-gradient matrix matrix3d max min not nth-child
    nth-last-child nth-last-of-type nth-of-type oklab oklch opacity path perspective polygon radial-gradient rgb rgba
    rotate rotate3d rotatex rotatey rotatez saturate scale scale3d scalex scaley scalez sepia skew skewx skewy steps
    translate translate3d translatex translatey translatez var where
    """
)
_OUTSIDE = "an SVG may not refer to something outside itself: {}"
_PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,")


class _Instructed(ValueError):
    """The file has a processing instruction, which may fetch a style sheet."""


class _Tree(TreeBuilder):
    def pi(self, target: str, text: str | None = None) -> Element:
        raise _Instructed(target)


def svg_fault(content: bytes) -> str:
    """What is wrong with an SVG, or ""."""
    from defusedxml import DefusedXmlException

    try:
        content.decode("utf-8")  # as the PDF engine and the pages that hold it will read it
        root = svg_root(content)
    except _Instructed as instruction:
        return f"an SVG may not hold <?{instruction}?>"
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        return f"this SVG cannot be read: {fault}"
    if root.tag not in ("svg", f"{_SVG}svg"):
        return "this file is not SVG, although its name ends in .svg"
    try:
        return next(_faults(root), "") or drawing_fault(root)
    except RecursionError:
        return "its parts are nested too deep"


def svg_root(content: bytes) -> Element:
    """The outermost element of an SVG; raises what defusedxml does where there is none."""
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Tree())
    parser.feed(content)
    root = parser.close()
    assert isinstance(root, Element)
    return root


def _faults(element: Element, depth: int = 0) -> Iterator[str]:
    if str(element.tag).startswith(_EDITORS):
        return
    name = str(element.tag).removeprefix(_SVG)
    if name not in _ELEMENTS:
        yield f"an SVG may not hold <{_local(name)}>"
        return
    if depth > _DEEPEST:
        yield f"its elements are nested more than {_DEEPEST} levels deep"
        return
    if name == "style":
        yield from _css_faults("".join(element.itertext()))
    for attribute, value in element.attrib.items():
        yield from _attribute_faults(attribute, value)
    if name != "metadata":
        for child in element:
            yield from _faults(child, depth + 1)


def _attribute_faults(attribute: str, value: str) -> Iterator[str]:
    if attribute in _ADDRESSES:
        if not _is_inside(value):
            yield _OUTSIDE.format(value.strip()[:60])
    elif attribute.startswith(_EDITORS) or attribute in _NAMESPACED or attribute.startswith(("data-", "aria-")):
        return
    elif attribute not in _ATTRIBUTES:
        yield f"an SVG may not have the attribute {_local(attribute)}"
    elif "(" in value or "\\" in value or "@" in value:
        yield from _css_faults(value)


def _is_inside(address: str) -> bool:
    plain = "".join(address[:1000].split()).lower()
    return not plain or plain.startswith(("#", *_PICTURES))


def _css_faults(css: str) -> Iterator[str]:
    """What a style sheet, or the value of an attribute, would fetch or do; escapes and comments hide nothing."""
    import tinycss2

    yield from _token_faults(tinycss2.parse_component_value_list(css))


def _token_faults(tokens: Iterable[Node]) -> Iterator[str]:
    from tinycss2 import ast

    for token in tokens:
        match token:
            case ast.AtKeywordToken() if token.lower_value not in _AT_RULES:
                yield f"an SVG's style may not use @{token.value}"
            case ast.URLToken() if not _is_inside(token.value) and not _is_namespace(token.value):
                yield _OUTSIDE.format(token.value[:60])
            case ast.FunctionBlock(lower_name="url"):
                yield from _address_faults(token.arguments)
            case ast.FunctionBlock():
                if token.lower_name not in _FUNCTIONS:
                    yield f"an SVG's style may not use {token.name}()"
                yield from _token_faults(token.arguments)
            case ast.CurlyBracketsBlock() | ast.ParenthesesBlock() | ast.SquareBracketsBlock():
                yield from _token_faults(token.content)
            case ast.ParseError(kind="bad-url" | "bad-string"):
                yield "an SVG's style cannot be read"


def _address_faults(arguments: Iterable[Node]) -> Iterator[str]:
    from tinycss2 import ast

    for token in arguments:
        match token:
            case ast.StringToken() if not _is_inside(token.value) and not _is_namespace(token.value):
                yield _OUTSIDE.format(token.value[:60])
            case ast.StringToken() | ast.WhitespaceToken() | ast.Comment():
                pass
            case _:
                yield "an SVG's style cannot be read"


def _is_namespace(address: str) -> bool:
    """Whether it is the name of a vocabulary, as after @namespace, which nobody fetches."""
    return address in ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
