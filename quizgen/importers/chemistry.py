r"""mhchem's ``\ce{…}``, with which chemistry is written in LaTeX → LaTeX without it.

The syntax is that of the package's manual (mhchem 4): figures below letters and after brackets, ``^`` and a sign at the
end for charges, arrows, bonds, coefficients and isotopes. A formula that says more stays as it is.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\\\((?:(?!\\[()]).)*?\\ce\b(?:(?!\\\().)*?\\\)", re.DOTALL)
_CE = re.compile(r"\\ce\s*\{")
_TOKEN = re.compile(
    r"(?P<arrow>(?<![^\s}\])])(?:<=>>|<<=>|<=>|<-->|<->|->|<-))(?:\[(?P<above>[^\[\]]*)\](?:\[(?P<below>[^\[\]]*)\])?)?"
    r"|(?P<maths>\$[^$]*\$)"
    r"|(?P<script>[\^_])(?:\{(?P<inside>[^{}]*)\}|(?P<bare>\d*[+-]|[\d.]+|[A-Za-z]))"
    r"|(?P<falls>(?<=\s)v(?=\s|$))|(?P<rises>(?<=\s)\^(?=\s|$))"
    r"|(?P<half>(?<![\w)\]])\d+/\d+)"
    r"|(?P<below_letter>(?<=[A-Za-z)\]])\d+)"
    r"|(?P<coefficient>\d+(?:\.\d+)?)"
    r"|(?P<plus>(?<=\s)[+](?=\s))"
    r"|(?P<charge>(?<=[\w)\]])[+-](?![A-Za-z\d(\[]))"
    r"|(?P<bond>(?<=[\w)\]])[-=#](?=[A-Za-z(\[]))"
    r"|(?P<dot>\s*[*]\s*|(?<=[\w)\]])\.(?=\d*[A-Z]))"
    r"|(?P<letters>[A-Za-z]+)|(?P<bracket>[()\[\],])|(?P<space>\s+)"
)
_ARROWS = {
    "->": r"\rightarrow",
    "<-": r"\leftarrow",
    "<->": r"\leftrightarrow",
    "<-->": r"\leftrightarrow",
    "<=>": r"\rightleftharpoons",
    "<=>>": r"\rightleftharpoons",
    "<<=>": r"\rightleftharpoons",
}
_BONDS = {"-": r"{-}", "=": r"{=}", "#": r"{\equiv}"}


def without_chemistry(text: str) -> str:
    r"""The text, with ``\ce{…}`` in its formulas written out."""
    return _FORMULA.sub(lambda formula: _written_out(formula[0]), text) if r"\ce" in text else text


def _written_out(formula: str) -> str:
    parts, end = [], 0
    while opening := _CE.search(formula, end):
        close = _close(formula, opening.end())
        latex = _latex(formula[opening.end() : close]) if close else ""
        if not latex:
            return formula
        parts += [formula[end : opening.start()], latex]
        end = close + 1
    return "".join((*parts, formula[end:]))


def _close(text: str, start: int) -> int:
    """The place of the brace that closes the one before ``start``, or 0."""
    depth = 1
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if not depth:
            return index
    return 0


def _latex(source: str) -> str:
    """LaTeX without mhchem, or "" where it has something that is not known here."""
    source, parts, end = source.strip(), [], 0
    while end < len(source):
        token = _TOKEN.match(source, end)
        if token is None:
            return ""
        parts.append(_part(token))
        end = token.end()
    return "".join(parts)


def _part(token: re.Match[str]) -> str:
    text = token[0]
    kind = token.lastgroup
    if token["arrow"] or token["script"]:
        kind = "arrow" if token["arrow"] else "script"
    match kind:
        case "arrow":
            return _arrow(token)
        case "script":
            inside = token["inside"] if token["inside"] is not None else token["bare"]
            own = "" if token.start() and re.match(r"[\w)\]}]", token.string[token.start() - 1]) else "{}"
            return f"{own}{token['script']}{{{inside}}}"
        case "below_letter":
            return f"_{{{text}}}"
        case "charge":
            return f"^{{{text}}}"
        case "half":
            above, _, below = text.partition("/")
            return rf"\tfrac{{{above}}}{{{below}}}"
        case "bond":
            return _BONDS[text]
        case "dot":
            return r"\cdot "
        case "falls" | "rises":
            return r"\downarrow " if text == "v" else r"\uparrow "
        case "letters":
            return rf"\mathrm{{{text}}}"
        case "maths":
            return text.strip("$")
        case "space":
            return " "
        case _:
            return text


def _arrow(token: re.Match[str]) -> str:
    above, below = (_latex(token[name] or "") or token[name] or "" for name in ("above", "below"))
    if not above and not below:
        return f" {_ARROWS[token['arrow']]} "
    if token["arrow"] != "->":
        return f" \\overset{{{above}}}{{\\underset{{{below}}}{{{_ARROWS[token['arrow']]}}}}} "
    return rf" \xrightarrow[{below}]{{{above}}} "
