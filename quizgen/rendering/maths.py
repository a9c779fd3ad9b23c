r"""Formulas: LaTeX as a teacher types it → MathML for pages, Typst for paper.

math-core parses the LaTeX and reports what is wrong with it; Typst is then written from its MathML, so that both
outputs come from the same parse. A formula's spoken form is its alternative text in a PDF.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element, fromstring

# HTML's named characters that XML does not have.
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)[A-Za-z]+;")
LARGEST_FORMULA = 500  # characters

# MathML's accents, and what Typst calls them.
_ACCENTS = {
    "→": "arrow",
    "⃗": "arrow",
    "\u0302": "hat",
    "\u0303": "tilde",
    "^": "hat",
    "ˆ": "hat",
    "˙": "dot",
    "¨": "dot.double",
    "~": "tilde",
    "˜": "tilde",
}
_SPOKEN = {
    "\u2062": " ",
    "\u2061": " ",
    "\u2063": " ",
    "×": " times ",
    "·": " times ",
    "⋅": " times ",
    "=": " = ",
    "−": " − ",
    "+": " + ",
}


_OVER = {"¯": "overline", "‾": "overline", "_": "overline", "\u0332": "overline", "⏞": "overbrace"}
_UNDER = {"_": "underline", "\u0332": "underline", "⏟": "underbrace"}
_EMPTY = '""'
# Invisible operators: function application, times, separator, plus.
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))


class FormulaError(ValueError):
    """A formula that cannot be read."""


@lru_cache(maxsize=4096)
def mathml(latex: str) -> str:
    """Return the formula as a MathML element for a page; raises FormulaError."""
    from math_core import LatexError, LatexToMathML

    if len(latex) > LARGEST_FORMULA:
        raise FormulaError(f"the formula has {len(latex)} characters; the limit is {LARGEST_FORMULA}")
    try:
        element = LatexToMathML(fancy_error=False).convert_with_local_state(latex, displaystyle=False)
    except LatexError as fault:
        raise FormulaError(str(fault).partition(": ")[2] or str(fault)) from fault
    element = _ENTITY.sub(lambda entity: unescape(entity[0]), element)
    if not "".join(fromstring(element).itertext()).strip():  # noqa: S314 - math-core wrote it
        raise FormulaError("the formula is empty")
    return element


@lru_cache(maxsize=4096)
def typst_maths(latex: str) -> str:
    """Return the formula as Typst markup, a tagged equation with its spoken form; raises FormulaError."""
    tree = fromstring(mathml(latex))  # noqa: S314 - math-core wrote it
    return f"#math.equation(alt: {_literal(spoken(latex))}, ${_typst(tree)}$)"


def spoken(latex: str) -> str:
    """Return the formula on one line of plain text, as it can be read aloud; raises FormulaError."""
    return " ".join(_say(fromstring(mathml(latex))).split())  # noqa: S314 - math-core wrote it


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst(element: Element) -> str:
    """One MathML element as Typst mathematics; every character is quoted, so none is read as syntax.

    Raises FormulaError for an element that cannot be written in Typst: nothing is left out silently.
    """
    if _name(element) in ("mtext", "ms"):
        return _text(element)
    parts = [_typst(child) or _EMPTY for child in element]
    text = "".join(element.itertext()).translate(_INVISIBLE)
    match _name(element):
        case "mi":
            # A quoted text would be set apart from its neighbours; a single letter is a symbol.
            letter = text if len(text) == 1 and text.isalpha() else _literal(text)
            return f"upright({letter})" if len(text) > 1 or element.get("mathvariant") == "normal" else letter
        case "mn" if text.isascii() and text.replace(".", "").isalnum() and text[0].isdigit():
            return text
        case "mn":
            return f"upright({_literal(text)})"
        case "mo":
            # Sums and integrals grow only as symbols that Typst recognises, so they are not quoted.
            bare = not text.isascii() or not text
            return text if bare else f"class({_operator_class(text)}, {_literal(text)})"
        case "mspace":
            return "thin" if element.get("width") else ""
        case "mfrac" if element.get("linethickness", "1") in ("0", "0px", "0em"):
            return f"mat(delim: #none, {parts[0]}; {parts[1]})"  # a binomial: its fences are beside it
        case "mfrac":
            return f"frac({parts[0]}, {parts[1]})"
        case "msqrt":
            return f"sqrt({' '.join(parts) or _EMPTY})"
        case "mroot":
            return f"root({parts[1]}, {parts[0]})"
        case "msup":
            return f"attach({parts[0]}, t: {parts[1]})"
        case "msub":
            return f"attach({parts[0]}, b: {parts[1]})"
        case "msubsup":
            return f"attach({parts[0]}, b: {parts[1]}, t: {parts[2]})"
        case "munder" if (mark := "".join(element[1].itertext())) in _UNDER:
            return f"{_UNDER[mark]}({parts[0]})"
        case "munder":
            return f"attach(limits({parts[0]}), b: {parts[1]})"
        case "munderover":
            return f"attach(limits({parts[0]}), b: {parts[1]}, t: {parts[2]})"
        case "mover":
            return _over(parts, "".join(element[1].itertext()))
        case "mtable":
            return f"mat(delim: #none, {'; '.join(parts)})"
        case "mtr":
            return ", ".join(parts)
        case "semantics":
            return parts[0]
        case "math" | "mrow" | "mstyle" | "mpadded" | "mtd":
            row = " ".join(part for part in parts if part != _EMPTY)
            fenced = len(element) > 1 and _text_of(element[0]) in "([{|⟨" and _text_of(element[-1]) in ")]}|⟩"
            return f"lr({row})" if fenced else row
    raise FormulaError(f"it has a part (MathML's {_name(element)}) that cannot be printed")


def _text(element: Element) -> str:
    text = f"upright({_literal(''.join(element.itertext()))})"
    return f"bold({text})" if any(_name(child) == "b" for child in element) else text


def _over(parts: list[str], mark: str) -> str:
    if mark in _OVER:
        return f"{_OVER[mark]}({parts[0]})"
    accent = _ACCENTS.get(mark)
    return f"accent({parts[0]}, {accent})" if accent else f"attach(limits({parts[0]}), t: {parts[1]})"


def _text_of(element: Element) -> str:
    return element.text or "none" if _name(element) == "mo" else "none"


def _operator_class(text: str) -> str:
    if text in "=<>≤≥≠≈≡∼∝→⇒↔∈∉⊂⊆":
        return '"relation"'
    if text in "+-−×÷·⋅±∓∗∪∩":
        return '"binary"'
    if text in "([{":
        return '"opening"'
    if text in ")]}":
        return '"closing"'
    return '"punctuation"' if text in ",;" else '"normal"'


def _say(element: Element) -> str:
    parts = [_say(child) for child in element]
    text = element.text or ""
    if _name(element) == "mtext":
        return "".join(element.itertext())
    match _name(element):
        case "mo" | "mspace":
            return _SPOKEN.get(text, text or " ")
        case "mfrac" if element.get("linethickness", "1") in ("0", "0px", "0em"):
            return f"{parts[0]} choose {parts[1]}"
        case "mfrac":
            return f"{_bracket(parts[0])}/{_bracket(parts[1])}"
        case "msqrt":
            return f"√{_bracket(' '.join(parts))}"
        case "mroot":
            return f"root {parts[1]} of {_bracket(parts[0])}"
        case "mover" if element.get("accent") == "true":
            return f"{parts[0]}{''.join(element[1].itertext())}"
        case "msup" | "mover":
            return f"{parts[0]}^{_bracket(parts[1])}"
        case "msub" | "munder":
            return f"{parts[0]}_{_bracket(parts[1])}"
        case "msubsup" | "munderover":
            return f"{parts[0]}_{_bracket(parts[1])}^{_bracket(parts[2])}"
        case "mtr":
            return " ".join(parts) + "; "
    return text + " ".join(parts)


def _bracket(text: str) -> str:
    return text if len(text.strip()) == 1 else f"({text.strip()})"
