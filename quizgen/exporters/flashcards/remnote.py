"""``remnote.txt``: an outline to paste into RemNote, one line per card, ``question >> answer`` or with ``{{gaps}}``.

RemNote reads pasted text as its own Markdown, in which nothing can be escaped: what would be syntax is written with
full-width characters that look alike.
"""

from __future__ import annotations

import re

from quizgen.exporters.exported import Exported, Loss
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, losses_of, picture_in_words, texts
from quizgen.exporters.job import CardsJob
from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words, join, parse_text

_INDENT = "    "


class RemNote(CardsExporter):
    """Exports the outline: decks, with their cards below them."""

    name = "remnote"
    summary = "the cards with their gaps, formulas and subdecks for pasting into RemNote"
    file_names = ("remnote.txt",)
    loses = "pictures, recordings, tags; syntax is written with look-alikes"

    def export(self, job: CardsJob) -> Exported:
        """Return one line per card; the evidence of a card with gaps is below it."""
        deck = cards(job)
        losses = list(losses_of(job, pictures=False, sounds=False, hints=False))
        why = "it cannot escape syntax: such characters are written full-width, and lines are separated by slashes"
        altered = [card for card in deck if any(map(_is_altered, texts(card)))]
        losses += [Loss(card.question.id, "exact characters", why) for card in altered]
        decks: dict[str, list[str]] = {}
        for card in deck:
            lines = decks.setdefault(card.deck, [])
            depth = card.deck.count("::") + 1
            lines += [f"{_INDENT * (depth + index)}{line}\n" for index, line in enumerate(_lines(card))]
        outline = [*_outline(decks)]
        return Exported({"remnote.txt": "".join(outline).encode()}, tuple(losses))


# Pairs of characters that begin or end something, and what is special at the beginning of a line.
_SYNTAX = re.compile(
    r">>+|<<+|<>|::+|;;+|\{\{+|\}\}+|\[\[+|\]\]+|\(\(+|\)\)+|\*\*+|__+|\^\^+|==+|(?<!-)--+>|~~+|\]\("
    r"|[&^]\[|\[(?=[ xX]?\])|[`$]|#(?=\S)|(?<!\w)_|_(?!\w)|^[^\S\n]*(?:[-*+>#]|\d+[.)])(?=\s|$)",
    re.MULTILINE,
)
_PAIR = re.compile(r"([{}:;<>])(?=\1)")
_LINE_END = re.compile(r"(?:(?<!\s)\s+)?[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def remnote(text: Text, *, gaps: bool = False) -> str:
    """Return the text on one line, in which nothing typed is syntax; with ``gaps`` marked parts are hidden."""
    return "".join(_span(span, gaps=gaps) for span in text.spans).replace("\t", " ").strip()


def _span(span: Span, *, gaps: bool) -> str:
    match span:
        case Words(text):
            return _LINE_END.sub(" / ", _SYNTAX.sub(_wide, text))
        case Maths(latex):  # what RemNote would read as a pair can be separated in LaTeX
            return f"${_PAIR.sub(_with_space, latex)}$"
        case Blank():
            return "".join(map(_wider, BLANK_SHOWN))
        case Marked(text):
            inner = remnote(text)
            return f"{{{{{inner}}}}}" if gaps else inner


def _with_space(match: re.Match[str]) -> str:
    return f"{match[0]} "


def _wide(match: re.Match[str]) -> str:
    return "".join(map(_wider, match[0]))


def _wider(character: str) -> str:
    """The full-width form of an ASCII character that is not a letter, digit or space; NFKC reverses it."""
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" and not character.isalnum() else character


def _is_altered(text: Text) -> bool:
    """Whether words are not written as typed; white space at the ends does not count."""
    for span in text.spans:
        if isinstance(span, Marked) and _is_altered(span.text):
            return True
        if isinstance(span, Words) and remnote(Text((span,))) != span.text.replace("\t", " ").strip():
            return True
    return False


def _lines(card: Card) -> list[str]:
    """The card; what belongs to the answers of one with gaps is below it, so as not to give them away."""
    front = remnote(card.prompt, gaps=not card.answers)
    choices = [f"{option.letter}) {remnote(option.text)}" for option in card.options]
    right = [f"{option.letter}) {remnote(option.text)}" for option in card.options if option.correct]
    pictures = {
        side: [f"[{remnote(text)}]" for text in picture_in_words(card, side)] for side in ("question", "answer")
    }
    if choices:
        front += f" {'; '.join(choices)}"
    front = " ".join([front, *pictures["question"]])
    back = [*pictures["answer"], *map(remnote, card.more), remnote(join(card.evidence, ", "))]
    if not card.answers:
        return [front, " — ".join(back)]
    answer = "; ".join(right) or remnote(join(card.answers, "; "))
    return [f"{front} >> {' — '.join([answer, *back])}"]


def _outline(decks: dict[str, list[str]]) -> list[str]:
    """The decks' names above their cards, each below its parent deck."""
    lines: list[str] = []
    listed: set[str] = set()
    for name, card_lines in decks.items():
        parts = name.split("::")
        for depth in range(len(parts)):
            path = "::".join(parts[: depth + 1])
            if path not in listed:
                listed.add(path)
                lines.append(f"{_INDENT * depth}{remnote(parse_text(parts[depth]))}\n")
        lines += card_lines
    return lines
