r"""Text as HTML for learning platforms, with formulas between ``\(`` and ``\)`` for MathJax; and as plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from textwrap import shorten

from quizgen.exporters.interchange.bank import MediaFile
from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words
from quizgen.rendering.html import with_indentation

# Characters that MathJax would take for the beginning of a formula: an empty element separates them.
_BEGINS_FORMULA = re.compile(r"(\\)(?=[(\[]|begin\b)|(\$)(?=\$)")
_LINE_ENDS = re.compile(r"(?:(?<![ \t])[ \t]+)?\n\s*")
# Moodle looks for formulas in attributes too, and breaks an attribute that has one.
_ATTRIBUTE = str.maketrans({"\\": "&#92;", "$": "&#36;"})


def html(text: Text) -> str:
    """Return the text as a fragment of HTML that shows it as typed."""
    return "".join(_span(span) for span in text.spans)


def paragraphs(texts: Iterable[Text]) -> str:
    """Return each text as a paragraph of HTML."""
    return "".join(f"<p>{html(text)}</p>" for text in texts if text)


def picture_html(picture: MediaFile, source: str) -> str:
    """Return the picture as an element that is loaded from ``source``."""
    return f'<p><img src="{escape(source)}" alt="{escape(picture.words).translate(_ATTRIBUTE)}"></p>'


def line(text: Text) -> str:
    """Return the text on one line: its lines are separated by slashes, its tabs are spaces."""
    return _LINE_ENDS.sub(" / ", str(text).strip()).replace("\t", " ")


def beginning(text: str, longest: int) -> str:
    """Return the first words, at most ``longest`` characters; if the first word is longer, its first letters."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    shortened = shorten(words, longest, placeholder="…")
    return f"{words[: longest - 1]}…" if shortened == "…" else shortened


def _span(span: Span) -> str:
    match span:
        case Words(text):
            return _words(text)
        case Maths(latex):
            return rf"\({escape(latex, quote=False)}\)"
        case Blank():
            return BLANK_SHOWN
        case Marked(text):
            return f"<b>{html(text)}</b>"


def _words(text: str) -> str:
    if text.isalnum():
        return text
    escaped = with_indentation(escape(text, quote=False))
    if "\\" in escaped or "$$" in escaped:
        escaped = _BEGINS_FORMULA.sub(lambda match: f"{match[0]}<span></span>", escaped)
    # At the beginning of a text, a byte order mark would be dropped.
    return escaped.replace("\n", "<br>").replace("\ufeff", "&#xFEFF;")
