"""Text as HTML, for pages and for Anki's fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words, parse_text
from quizgen.rendering.maths import mathml

_ANKI = {
    **{character: escape(character) for character in "&<>\"'"},
    # Anki reads these in a field before its HTML is read: {{c1::…}}, [sound:…], [latex].
    **{character: f"&#{ord(character)};" for character in "{}[]"},
    "\n": "<br>",
    # MathJax looks for \\[ and \\begin in text; an element after the backslash separates them.
    "\\": "\\<span></span>",
}
_IN_ATTRIBUTES = {"\n": " ", "\\": "&#92;"}
_ANKI_READS = re.compile(f"[{re.escape(''.join(_ANKI))}]")


def page_html(text: Text) -> Markup:
    """Return the text for a page: formulas as MathML, blanks and marked parts as elements with a class."""
    return Markup("".join(_page(span) for span in text.spans))  # noqa: S704 - every part is escaped below


def _page(span: Span) -> str:
    match span:
        case Words(text):
            return _lines(escape(text))
        case Maths(latex):
            return mathml(latex)
        case Blank():
            return f'<span class="blank">{BLANK_SHOWN}</span>'
        case Marked(text):
            return f"<mark>{page_html(text)}</mark>"


def anki_html(text: Text | str, *, cloze: bool = False) -> str:
    r"""Return the text, or what a teacher typed, for an Anki field; formulas stay ``\(…\)`` for Anki's own MathJax.

    With ``cloze`` each marked part becomes a deletion. What a teacher typed can never end a deletion,
    start one, play a sound or begin a formula.
    """
    if isinstance(text, str):
        if "\\(" not in text:  # nearly every text has only words, and a deck has very many
            return text and _ANKI_READS.sub(_entity, text)
        text = parse_text(text)
    return "".join(
        [_ANKI_READS.sub(_entity, span.text) if isinstance(span, Words) else _anki(span, cloze) for span in text.spans]
    )


_BETWEEN = "\x1f"  # in no text: Anki separates a note's fields by it


def anki_htmls(texts: Sequence[str]) -> list[str]:
    """Return what `anki_html` returns for each of ``texts``; faster for many short ones."""
    joined = _BETWEEN.join(texts)
    if "\\(" in joined or joined.count(_BETWEEN) != len(texts) - 1:
        return [anki_html(text) for text in texts]
    return _ANKI_READS.sub(_entity, joined).split(_BETWEEN)


def anki_attribute(text: str) -> str:
    """Return ``text`` for an attribute of an element in an Anki field."""
    return _ANKI_READS.sub(lambda character: _IN_ATTRIBUTES.get(character[0]) or _ANKI[character[0]], text)


def _anki(span: Maths | Blank | Marked, cloze: bool) -> str:
    match span:
        case Marked(text, number, hint):
            inner = anki_html(text)
            if not cloze:
                return f"<b>{inner}</b>"
            # Two colons would end the answer, and one at its end would join those that separate it from the hint.
            if hint:
                inner = f"{_without_colons(inner)}::{_without_colons(anki_html(hint))}"
            else:
                inner = inner.replace("::", "&#58;&#58;")
            return f"{{{{c{number}::{inner}}}}}"
        case Maths(latex):
            return rf"\({_escape_pairs(escape(latex))}\)"
        case Blank():
            return f'<span class="blank">{BLANK_SHOWN}</span>'


def _without_colons(html: str) -> str:
    return html.replace(":", "&#58;")


def _entity(character: re.Match[str]) -> str:
    return _ANKI[character[0]]


def _escape_pairs(formula: str) -> str:
    for character in "{}:":
        entity = f"&#{ord(character)};"
        formula = formula.replace(character * 2, entity * 2)
    # A brace at the end would join the deletion's own; the entity does not affect LaTeX.
    return formula


def _lines(escaped: str) -> str:
    return escaped.replace("\n", "<br>")
