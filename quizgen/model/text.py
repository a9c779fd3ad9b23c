r"""Text as a row of spans: literal words, formulas between ``\(`` and ``\)``, blanks, marked parts.

What a teacher types is literal. Only a `statement` has braces, and only outside formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from quizgen.model.characters import without_hidden

BLANK_SHOWN = "_____"
_MOST_KEPT = 1 << 16  # texts: a collection is read several times, and a cache that is smaller than it would keep none


@dataclass(frozen=True, slots=True)
class Words:
    """Literal characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula in LaTeX, without its delimiters."""

    latex: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap to be filled in."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A highlighted part: the answer, shown in the text, or a gap with a ``hint`` in its place."""

    text: Text
    hint: str = ""


Span = Words | Maths | Blank | Marked


@dataclass(frozen=True, slots=True)
class Text:
    """A row of spans; `str()` gives it as plain characters, formulas as they were typed."""

    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        if len(self.spans) == 1 and isinstance(self.spans[0], Words):  # as most are
            return self.spans[0].text
        return "".join([span.text if isinstance(span, Words) else plain_of(span) for span in self.spans])

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __add__(self, other: Text) -> Text:
        return Text(self.spans + other.spans)


@dataclass(frozen=True, slots=True)
class SlotName:
    """Where a statement names a slot; ``offset`` counts characters from the statement's start."""

    name: str
    offset: int


Statement = tuple[Words | Maths | SlotName, ...]


class TextError(ValueError):
    """A text that cannot be read; ``offset`` counts characters from its start."""

    def __init__(self, message: str, hint: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.hint, self.offset = message, hint, offset


@lru_cache(maxsize=_MOST_KEPT)  # an answer is compared again for each kind of question
def fold(text: str) -> str:
    """``text`` for comparison: one case, single spaces, nothing that nobody sees."""
    return " ".join(without_hidden(text).casefold().split())


_BRACE = re.compile(r"\{\{|\}\}|\{|\}")


def plain_of(span: Span) -> str:
    """The span as plain characters."""
    match span:
        case Words(text):
            return text
        case Maths(latex):
            return rf"\({latex}\)"
        case Blank():
            return BLANK_SHOWN
        case Marked(marked):
            return str(marked)


_SMALL_WORD = re.compile(r"[^\W\d_]+(?:\s|['’][^\W\d_]{2})")  # of several; l'eau has two
_LETTER_ALONE = re.compile(r"(?![aeoàо]\s)[^\W\d_]\s")


_DOTTED = frozenset(("az", "tr"))  # languages in which the capital letter of i is İ


def at_a_sentences_start(text: Text, language: str) -> Text:
    """``text`` with a capital letter if it is several words of which the first is a small one: The Hague, A wave.

    What has a spelling of its own keeps it: a word alone (print, pi), an iPhone, a letter (x axis).
    """
    first = text.spans[0] if text.spans else None
    if isinstance(first, Marked):
        return Text((Marked(at_a_sentences_start(first.text, language), first.hint), *text.spans[1:]))
    if not isinstance(first, Words) or not _SMALL_WORD.match(first.text) or _LETTER_ALONE.match(first.text):
        return text
    word = first.text.split(maxsplit=1)[0].partition("’")[0].partition("'")[0]
    if word != word.lower():
        return text
    is_dotted = first.text[0] == "i" and language.partition("-")[0] in _DOTTED
    capital = "İ" if is_dotted else first.text[0].upper()
    return Text((Words(capital + first.text[1:]), *text.spans[1:]))


def formulas(text: Text) -> Iterator[str]:
    """Every formula in ``text``, in order, those in marked parts too."""
    for span in text.spans:
        if isinstance(span, Maths):
            yield span.latex
        elif isinstance(span, Marked):
            yield from formulas(span.text)


@lru_cache(maxsize=_MOST_KEPT)  # an answer is read again for each kind of question that asks for it
def parse_text(source: str) -> Text:
    r"""Reads what a teacher typed: literal, except for formulas between ``\(`` and ``\)``."""
    if "\\(" not in source:  # nearly every text is words alone
        return Text((Words(source),)) if source else Text()
    return Text(tuple(_spans(source)))


def join(texts: Iterable[Text], separator: str) -> Text:
    """The ``texts`` in a row, separated by the words ``separator``."""
    row = Text()
    for number, text in enumerate(texts):
        row += Text((Words(separator), *text.spans)) if number else text
    return row


def pieces(source: str) -> Iterator[tuple[str, bool]]:
    r"""The pieces of ``source`` in their order, each with whether it is a formula, ``\(`` and ``\)`` included.

    Where one is not closed, no later one is, so that many a ``\(`` that is never closed costs no more than one.
    """
    end = 0
    while (start := source.find("\\(", end)) >= 0 and (stop := source.find("\\)", start + 3)) >= 0:
        if start > end:
            yield source[end:start], False
        end = stop + 2
        yield source[start:end], True
    if end < len(source):
        yield source[end:], False


def as_statement(text: str) -> str:
    """Return ``text`` as it is written in a statement: braces are double, except in formulas."""
    return "".join(part if is_formula else double_braces(part) for part, is_formula in pieces(text))


def double_braces(words: str) -> str:
    """Return ``words`` with double braces, which are literal ones in a statement."""
    return words.replace("{", "{{").replace("}", "}}")


def _spans(source: str) -> Iterator[Words | Maths]:
    for piece, is_formula in pieces(source):
        yield Maths(piece[2:-2]) if is_formula else Words(piece)


def parse_statement(source: str) -> Statement:
    """Reads a statement: like any text, and ``{name}`` names a slot; ``{{`` and ``}}`` are literal braces.

    Raises TextError at the brace that is wrong.
    """
    parts: list[Words | Maths | SlotName] = []
    end, opened = 0, -1
    for start, symbol in _tokens(source):
        if opened >= 0:
            if not symbol.startswith("}"):
                if symbol.startswith("{"):
                    raise _stray(start)
                continue
            name = source[opened + 1 : start].strip()
            if not name:
                raise TextError("these braces are empty", "put the answer or a slot's name in them", opened)
            parts.append(SlotName(name, opened))
            if symbol == "}}":
                raise _stray(start + 1)
            opened = -1
        else:
            parts.append(Words(source[end:start]))
            if symbol.startswith("\\("):
                parts.append(Maths(symbol[2:-2]))
            elif symbol == "{":
                opened = start
            elif symbol == "}":
                raise _stray(start)
            else:
                parts.append(Words(symbol[0]))
        end = start + len(symbol)
    if opened >= 0:
        raise TextError("this brace is never closed", "close it with }, or write {{ for a literal {", opened)
    parts.append(Words(source[end:]))
    return tuple(_merge(parts))


def _tokens(source: str) -> Iterator[tuple[int, str]]:
    """Where each formula, brace or pair of braces in a statement begins, and it; those in a formula are part of it."""
    begin = 0
    for piece, is_formula in pieces(source):
        if is_formula:
            yield begin, piece
        else:
            yield from ((begin + brace.start(), brace[0]) for brace in _BRACE.finditer(piece))
        begin += len(piece)


def _stray(offset: int) -> TextError:
    return TextError("this brace is unmatched", "write {{ or }} for a literal brace", offset)


def _merge(parts: Iterable[Words | Maths | SlotName]) -> Iterator[Words | Maths | SlotName]:
    words = ""
    for part in parts:
        if isinstance(part, Words):
            words += part.text
            continue
        if words:
            yield Words(words)
            words = ""
        yield part
    if words:
        yield Words(words)
