"""Text → Typst markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from quizgen.model.characters import direction_of
from quizgen.model.text import Blank, Marked, Maths, Span, Text, Words
from quizgen.rendering.maths import typst_maths


class TypstMarkup(str):
    """Our own markup: the only strings that reach a Typst template unquoted."""

    __slots__ = ()


def literal(text: str) -> TypstMarkup:
    """Return ``text`` as a Typst string in markup: it is printed as typed, whatever it looks like.

    The ``;`` prevents what follows from being read as part of the expression.
    """
    return markup(Text((Words(text),)))


def quote(text: str) -> TypstMarkup:
    """Return ``text`` as a Typst string where code is expected, as for an argument."""
    return TypstMarkup(f'"{_escape(text)}"')


def pattern(text: str) -> TypstMarkup:
    """Return a message whose ``{placeholders}`` are Typst variables of the same names."""
    pieces = re.split(r"\{(\w+)\}", text)
    return TypstMarkup("".join(f"#{piece};" if index % 2 else literal(piece) for index, piece in enumerate(pieces)))


_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\x9f]')  # what is not itself in a string


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: {'"': '\\"', "\\": "\\\\", "\t": " "}.get(match[0], ""), text)


@lru_cache(maxsize=4096)  # most is in every form, and in its key
def markup(text: Text) -> TypstMarkup:
    """Return the text as Typst markup; ``blank``, ``marked`` and ``from-right`` are defined by the theme.

    A line that is written from the right is isolated, with its formulas and gaps, so that its signs stay on their sides
    of it in a document that is not.
    """
    return TypstMarkup("#linebreak();".join(map(_line, _lines(text))))


def _line(spans: Sequence[Span]) -> str:
    line = "".join(map(_span, spans))
    return f"{_FROM_RIGHT}{line}{_END}" if direction_of(_letters(spans)) == "rtl" else line


_FROM_RIGHT, _END = "#from-right;", '#"\u2069";'


def _lines(text: Text) -> list[list[Span]]:
    """The spans of each line."""
    lines: list[list[Span]] = [[]]
    for span in text.spans:
        parts: Sequence[Span]
        match span:
            case Words(words):
                parts = [Words(part) for part in words.split("\n")]
            case Marked(inner):
                parts = [Marked(Text(tuple(spans))) for spans in _lines(inner)]
            case _:
                parts = [span]
        lines[-1].append(parts[0])
        lines += [[part] for part in parts[1:]]
    return lines


def _letters(spans: Iterable[Span]) -> str:
    """What is written in words, without formulas."""
    written = (span for span in spans if isinstance(span, Marked | Words))
    return "".join(_letters(span.text.spans) if isinstance(span, Marked) else span.text for span in written)


def _span(span: Span) -> str:
    match span:
        case Words(text):
            return f'#"{_escape(text)}";'
        case Maths(latex):
            return typst_maths(latex) + ";"
        case Blank():
            return "#blank;"
        case Marked(text):
            return f"#marked[{markup(text)}];"


def picture(name: str, content: bytes) -> tuple[TypstMarkup, dict[str, bytes]]:
    """Return a picture as an expression for Typst's ``image``, and the files that it needs.

    Files in memory must be text, so a photograph is passed as a list of its bytes.
    """
    stem, _, suffix = name.rpartition(".")
    if suffix == "svg":
        return quote(name), {name: content}
    source = f"#let content = bytes(({','.join(map(str, content))},))\n"
    return TypstMarkup(f'{{ import "{stem}.typ": content; content }}'), {f"{stem}.typ": source.encode()}
