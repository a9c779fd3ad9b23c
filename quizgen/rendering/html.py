"""Text as HTML, for pages and for Anki's fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words, parse_text
from quizgen.rendering.maths import mathml

# In this order: what replaces a character may hold those before it.
_ANKI = {
    **{character: escape(character) for character in "&<>\"'"},
    # Anki reads these in a field before its HTML is read: {{c1::…}}, [sound:…], [latex].
    **{character: f"&#{ord(character)};" for character in "{}[]"},
    "\n": "<br>",
    # MathJax looks for \\[ and \\begin in text; an element after the backslash separates them.
    "\\": "\\<span></span>",
}
_INDENT = re.compile(r"(?<=\n)[ \t]+")
_FIXED, _TAB = "\u00a0", 4  # a space that HTML shows as it is, and how many a tab is
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


def anki_html(text: Text | str, *, gap: bool = False) -> str:
    r"""Return the text, or what a teacher typed, for an Anki field; formulas stay ``\(…\)`` for Anki's own MathJax.

    With ``gap`` each marked part is a gap with its hint. What a teacher typed can never play a sound, begin a formula
    or be taken for a deletion.
    """
    if isinstance(text, str):
        if "\\(" not in text:  # nearly every text has only words, and a deck has very many
            return anki_escaped(text)
        text = parse_text(text)
    return "".join([anki_escaped(span.text) if isinstance(span, Words) else _anki(span, gap) for span in text.spans])


_BETWEEN = "\x1f"  # in no text: Anki separates a note's fields by it


def anki_htmls(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what `anki_html` returns for each of ``texts``, by their names; faster for many short ones."""
    joined = _BETWEEN.join(texts.values())
    if "\\(" in joined or joined.count(_BETWEEN) != len(texts) - 1:
        return {name: anki_html(text) for name, text in texts.items()}
    return dict(zip(texts, anki_escaped(joined).split(_BETWEEN), strict=True))


# Tags, formulas and entities; a number with a unit in Latin letters, and a date.
_ORDERED = re.compile(
    r"<[^<>]*>|\\\(.*?\\\)|&#?\w+;"
    r"|(?P<kept>(?<![\w.,])(?:\d{4}-\d\d(?:-\d\d)?(?!\w)"
    r"|[+\-−]?\d+(?:[.,٫٬ \u00a0\u202f]\d+){0,9}[ \u00a0\u202f]?[a-zA-ZµΩ°][a-zA-ZµΩ°²³⁻¹]*(?:[/·][a-zA-Z²³⁻¹]+)*))",
    re.DOTALL,
)


def from_right(html: str) -> str:
    """Return HTML in a script that is written from the right, in which 20 km and dates keep their order."""
    return _ORDERED.sub(lambda match: f"<bdi>{match[0]}</bdi>" if match["kept"] else match[0], html)


def anki_attribute(text: str) -> str:
    """Return ``text`` for an attribute of an element in an Anki field."""
    return _ANKI_READS.sub(lambda character: _IN_ATTRIBUTES.get(character[0]) or _ANKI[character[0]], text)


def _anki(span: Maths | Blank | Marked, gap: bool) -> str:
    match span:
        case Marked() if gap:
            return f'<span class="gap">&#91;{anki_html(span.hint) if span.hint else "…"}&#93;</span>'
        case Marked():
            return f"<b>{anki_html(span.text)}</b>"
        case Maths():
            return rf"\({_escape_pairs(escape(span.latex))}\)"
        case Blank():
            return f'<span class="blank">{BLANK_SHOWN}</span>'


def anki_escaped(text: str) -> str:
    """Return words, in which no formula begins, for an Anki field."""
    for character, entity in _ANKI.items():  # several times as fast as a pattern
        if character in text:
            text = text.replace(character, entity)
    return text


def _escape_pairs(formula: str) -> str:
    for character in "{}:":
        entity = f"&#{ord(character)};"
        formula = formula.replace(character * 2, entity * 2)
    return formula


def _lines(escaped: str) -> str:
    return with_indentation(escaped).replace("\n", "<br>")


def with_indentation(text: str) -> str:
    """Return ``text`` with fixed spaces where lines after the first are indented, as those of code are."""
    return _INDENT.sub(_fixed_indent, text) if "\n " in text or "\n\t" in text else text


def _fixed_indent(indent: re.Match[str]) -> str:
    return _FIXED * len(indent[0].expandtabs(_TAB))
