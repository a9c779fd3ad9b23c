r"""MathML → LaTeX, as far as questions at school use it; an annotation in TeX is taken as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

_ROWS = frozenset(("math", "mrow", "mstyle", "mpadded", "mphantom", "semantics", "menclose"))
_WORDS = frozenset(("mi", "mn", "mo", "ms"))
_BESIDE = frozenset(("annotation-xml", "maction", "merror"))
_TEX = re.compile(r"[\\^_{}]")
_COMMANDS = {
    "×": r"\times ",
    "·": r"\cdot ",
    "⋅": r"\cdot ",
    "÷": r"\div ",
    "−": "-",
    "±": r"\pm ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "≠": r"\ne ",
    "≈": r"\approx ",
    "→": r"\to ",
    "∞": r"\infty ",
    "π": r"\pi ",
    "α": r"\alpha ",
    "β": r"\beta ",
    "γ": r"\gamma ",
    "θ": r"\theta ",
    "λ": r"\lambda ",
    "μ": r"\mu ",
    "Δ": r"\Delta ",
    "σ": r"\sigma ",
    "ω": r"\omega ",
    "∑": r"\sum ",
    "∏": r"\prod ",
    "∫": r"\int ",
    "√": r"\sqrt ",
    "∈": r"\in ",
    "∘": r"\circ ",
    "°": r"^{\circ}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "$": r"\$",
    "_": r"\_",
    "\u2061": "",
    "\u2062": "",
    "\u2063": "",
}


def _group(part: str) -> str:
    return f"{{{part}}}"


_SHAPES: Mapping[str, tuple[int, Callable[[Sequence[str]], str]]] = {
    "mfrac": (2, lambda p: rf"\frac{_group(p[0])}{_group(p[1])}"),
    "msup": (2, lambda p: f"{_group(p[0])}^{_group(p[1])}"),
    "mover": (2, lambda p: rf"\overset{_group(p[1])}{_group(p[0])}"),
    "msub": (2, lambda p: f"{_group(p[0])}_{_group(p[1])}"),
    "munder": (2, lambda p: f"{p[0]}_{_group(p[1])}"),
    "msubsup": (3, lambda p: f"{_group(p[0])}_{_group(p[1])}^{_group(p[2])}"),
    "munderover": (3, lambda p: f"{p[0]}_{_group(p[1])}^{_group(p[2])}"),
    "mroot": (2, lambda p: rf"\sqrt[{p[1]}]{_group(p[0])}"),
}


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: Mapping[str, str]
    parts: list[str] = field(default_factory=list)


class MathReader:
    """Reads one ``<math>``; ``doubtful`` says that it has an element that is unknown here."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self._stack = [_Open("math", attributes)]
        self._annotation = ""
        self.doubtful = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begins an element."""
        self._stack.append(_Open(tag.rpartition(":")[2], attributes))

    def words(self, data: str) -> None:
        """Adds words to the innermost element."""
        inner = self._stack[-1]
        if inner.tag == "annotation" and "tex" in inner.attributes.get("encoding", "").lower():
            self._annotation += data
        elif inner.tag == "mtext" and data.strip():
            inner.parts.append(rf"\text{{{data}}}")
        elif inner.tag in _WORDS:
            word = data.strip()
            if inner.tag == "mi" and len(word) > 1 and word.isascii() and word.isalpha():
                word = rf"\mathrm{{{word}}}"
            inner.parts.append(_COMMANDS.get(word, word))

    def end(self, tag: str) -> bool:
        """Ends an element; returns whether it was the formula itself."""
        tag = tag.rpartition(":")[2]
        if all(element.tag != tag for element in self._stack):
            return False
        while True:
            ended = self._stack.pop()
            if not self._stack:
                self._stack = [_Open("math", ended.attributes, [self._latex(ended)])]
                return True
            self._stack[-1].parts.append(self._latex(ended))
            if ended.tag == tag:
                return False

    @property
    def formula(self) -> str:
        r"""The formula, between ``\(`` and ``\)``."""
        whole = self._stack[0]
        alternative = whole.attributes.get("alttext", "").strip()
        in_tex = alternative if _TEX.search(alternative) else ""  # others are words, "x squared"
        latex = self._annotation.strip() or in_tex or "".join(whole.parts).strip()
        if not latex and alternative:
            words = re.sub("([%#&$])", r"\\\1", alternative)
            latex = rf"\text{{{words}}}"
        return rf"\({latex}\)" if latex else ""

    def _latex(self, element: _Open) -> str:
        parts = element.parts
        if element.tag in _SHAPES and len(parts) == _SHAPES[element.tag][0]:
            return _SHAPES[element.tag][1](parts)
        if element.tag == "msqrt":
            return rf"\sqrt{_group(''.join(parts))}"
        if element.tag == "mfenced":
            inside = (element.attributes.get("separators", ",")[:1] or "").join(parts)
            return element.attributes.get("open", "(") + inside + element.attributes.get("close", ")")
        if element.tag == "mspace":
            return " "
        if element.tag in ("annotation", *_BESIDE):
            return ""
        self.doubtful |= element.tag not in (*_ROWS, *_WORDS, "mtext")
        return "".join(parts)
