"""Text as HTML, for pages and for Anki's fields."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words, parse_text
from quizgen.rendering.maths import mathml

# Anki reads these in a field before its HTML is read: {{c1::…}}, [sound:…], [latex], and a cloze's "::".
_ANKI = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;"})


def page_html(text: Text) -> Markup:
    """The text for a page: formulas as MathML, blanks and marked parts as elements of a class."""
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


def anki_html(text: Text, *, cloze: bool = False) -> str:
    r"""The text for an Anki field: formulas stay ``\(…\)``, which Anki hands to its own MathJax.

    With ``cloze`` each marked part becomes a deletion. What a teacher typed can never end a deletion,
    start one, play a sound or begin a formula.
    """
    return "".join(_anki(span, cloze) for span in text.spans)


def anki_attribute(text: str) -> str:
    """``text`` for an attribute of an element in an Anki field or template."""
    return escape(text).translate(_ANKI)


def _anki(span: Span, cloze: bool) -> str:
    match span:
        case Words(text):
            # MathJax looks for \[ and \begin in running text; an element after the backslash parts them.
            return _lines(escape(text).translate(_ANKI)).replace("\\", "\\<span></span>")
        case Maths(latex):
            return rf"\({_escape_pairs(escape(latex))}\)"
        case Blank():
            return f'<span class="blank">{BLANK_SHOWN}</span>'
        case Marked(text, number, hint):
            if not cloze:
                return f"<b>{anki_html(text)}</b>"
            parts = [
                f"c{number}",
                *(anki_html(each).replace(":", "&#58;") for each in (text, parse_text(hint)) if each),
            ]
            return f"{{{{{'::'.join(parts)}}}}}"


def _escape_pairs(formula: str) -> str:
    for character in "{}:":
        entity = f"&#{ord(character)};"
        formula = formula.replace(character * 2, entity * 2)
    # A brace at the end would join the deletion's own; LaTeX does not mind the entity.
    return formula


def _lines(escaped: str) -> str:
    return escaped.replace("\n", "<br>")
