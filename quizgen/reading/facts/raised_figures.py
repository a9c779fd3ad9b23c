"""Raised and lowered figures as characters: 10⁸ and H₂O, not 108 and H2O."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-−–n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋ₙ")
_SCRIPT = re.compile(r"[-+−–0-9n]+")
_MINUS = re.compile(r"&(?:minus|#8722|#x2212|ndash);", re.IGNORECASE)
# A link in it is that of a footnote, whose number belongs to no power.
_TAG = r"(?:\s|&nbsp;|<(?!a\b|/?su[bp]\b)/?\w[^>]*>)*"
_ELEMENT = re.compile(rf"<(su[bp])\b[^>]*>{_TAG}((?:[-+−–0-9n]|&(?:minus|#8722|#x2212|ndash);)+){_TAG}</\1\s*>", re.I)


def raise_figures(text: str) -> str:
    """``text`` in superscript; as it is, where it has other characters than figures and signs."""
    return text.translate(_RAISED) if _SCRIPT.fullmatch(text.strip()) else text


def lower_figures(text: str) -> str:
    """``text`` in subscript; as it is, where it has other characters than figures and signs."""
    return text.translate(_LOWERED) if _SCRIPT.fullmatch(text.strip()) else text


def with_scripts(page: str) -> str:
    """An HTML page with superscripts and subscripts as characters, except those that link to footnotes."""

    def replacement(match: re.Match[str]) -> str:
        text = _MINUS.sub("−", match[2])
        return raise_figures(text) if match[1].lower() == "sup" else lower_figures(text)

    return _ELEMENT.sub(replacement, page)
