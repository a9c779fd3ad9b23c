"""Formulas as Office MathML for Word, from the MathML that math-core makes of LaTeX."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element, fromstring

from quizgen.rendering.maths import FormulaError, mathml

MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_ACCENTS = frozenset("→⃗^ˆ˙¨~˜")
_BARS = frozenset("¯‾_\u0332")
_BRACES = frozenset("⏞⏟")


@lru_cache(maxsize=4096)
def omml(latex: str) -> str:
    """Return the formula as an element of a paragraph; raises FormulaError."""
    tree = fromstring(mathml(latex))  # noqa: S314 - math-core wrote it
    return f'<m:oMath xmlns:m="{MATHS}">{_omml(tree)}</m:oMath>'


def _run(text: str, *, upright: bool = False) -> str:
    style = '<m:rPr><m:sty m:val="p"/></m:rPr>' if upright else ""
    return f'<m:r>{style}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>'


def _element(name: str, **parts: str) -> str:
    return f"<m:{name}>{''.join(f'<m:{part}>{content}</m:{part}>' for part, content in parts.items())}</m:{name}>"


def _omml(element: Element) -> str:
    """One MathML element; raises FormulaError for one that cannot be written for Word."""
    name = element.tag.rpartition("}")[2]
    text = "".join(element.itertext())
    if name in ("mtext", "ms", "mn", "mo", "mi"):
        return _run(text, upright=name != "mi" or len(text) > 1 or element.get("mathvariant") == "normal")
    parts = [_omml(child) for child in element]
    mark = "".join(element[1].itertext()) if name in ("mover", "munder") else ""
    match name:
        case "mspace":
            return _run("\u2009") if element.get("width") else ""
        case "mfrac":
            flat = element.get("linethickness", "1") in ("0", "0px", "0em")
            kind = '<m:fPr><m:type m:val="noBar"/></m:fPr>' if flat else ""
            return _element("f", num=parts[0], den=parts[1]).replace("<m:f>", f"<m:f>{kind}", 1)
        case "msqrt":
            return f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{"".join(parts)}</m:e></m:rad>'
        case "mroot":
            return _element("rad", deg=parts[1], e=parts[0])
        case "msup":
            return _element("sSup", e=parts[0], sup=parts[1])
        case "msub":
            return _element("sSub", e=parts[0], sub=parts[1])
        case "msubsup":
            return _element("sSubSup", e=parts[0], sub=parts[1], sup=parts[2])
        case "mover" | "munder" if mark in _BARS:
            side = "top" if name == "mover" else "bot"
            return f'<m:bar><m:barPr><m:pos m:val="{side}"/></m:barPr><m:e>{parts[0]}</m:e></m:bar>'
        case "mover" | "munder" if mark in _BRACES:
            side = "top" if name == "mover" else "bot"
            brace = f'<m:chr m:val="{mark}"/><m:pos m:val="{side}"/>'
            return f"<m:groupChr><m:groupChrPr>{brace}</m:groupChrPr><m:e>{parts[0]}</m:e></m:groupChr>"
        case "mover" if element.get("accent") == "true" or mark in _ACCENTS:
            return f'<m:acc><m:accPr><m:chr m:val="{escape(mark)}"/></m:accPr><m:e>{parts[0]}</m:e></m:acc>'
        case "mover":
            return _element("limUpp", e=parts[0], lim=parts[1])
        case "munder":
            return _element("limLow", e=parts[0], lim=parts[1])
        case "munderover":
            return _element("limUpp", e=_element("limLow", e=parts[0], lim=parts[1]), lim=parts[2])
        case "mtable":
            return f"<m:m>{''.join(parts)}</m:m>"
        case "mtr":
            return f"<m:mr>{''.join(f'<m:e>{part}</m:e>' for part in parts)}</m:mr>"
        case "semantics":
            return parts[0]
        case "math" | "mrow" | "mstyle" | "mpadded" | "mtd":
            return "".join(parts)
    raise FormulaError(f"it has a part (MathML's {name}) that cannot be written for Word")
