"""``remnote.txt``: an outline to be pasted into RemNote, a line a card, ``question >> answer`` or with ``{{gaps}}``.

RemNote reads pasted text as its own Markdown, which has no escape: what would be syntax is written with the full-width
characters that look like it.
"""

from __future__ import annotations

import re

from quizgen.exporters.exported import Exported, Loss
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, described, lost, texts
from quizgen.exporters.job import CardsJob
from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words, joined, parse_text

_INDENT = "    "


class RemNote(CardsExporter):
    """Exports the outline: decks, below them their cards."""

    name = "remnote"
    summary = "the cards with their gaps, formulas and subdecks for pasting into RemNote"
    file_names = ("remnote.txt",)
    loses = "pictures, recordings, tags; syntax is written with look-alikes"

    def export(self, job: CardsJob) -> Exported:
        """A line a card; below one with gaps stands what proves it."""
        made = cards(job)
        losses = list(lost(job, pictures=False, sounds=False, hints=False))
        why = "it has no escape: what it would read as syntax is written in full-width characters, lines end in /"
        losses += [Loss(c.question.id, "exact characters", why) for c in made if any(map(_altered, texts(c)))]
        decks: dict[str, list[str]] = {}
        for card in made:
            lines = decks.setdefault(card.deck, [])
            depth = card.deck.count("::") + 1
            lines += [f"{_INDENT * (depth + place)}{line}\n" for place, line in enumerate(_lines(card))]
        outline = [*_outline(decks)]
        return Exported({"remnote.txt": "".join(outline).encode()}, tuple(losses))


# Pairs that begin or end something, and what a line may begin with.
_SYNTAX = re.compile(
    r">>+|<<+|<>|::+|;;+|\{\{+|\}\}+|\[\[+|\]\]+|\(\(+|\)\)+|\*\*+|__+|\^\^+|==+|--+>|~~+|\]\(|[&^]\[|\[(?=[ xX]?\])"
    r"|[`$]|#(?=\S)|(?<!\w)_|_(?!\w)|^\s*(?:[-*+>#]|\d+[.)])(?=\s|$)",
    re.MULTILINE,
)
_PAIR = re.compile(r"([{}:;<>])(?=\1)")
_LINE_END = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def remnote(text: Text, *, gaps: bool = False) -> str:
    """The text on one line, in which nothing that was typed is syntax; with ``gaps`` marked parts are hidden."""
    return "".join(_span(span, gaps=gaps) for span in text.spans).replace("\t", " ").strip()


def _span(span: Span, *, gaps: bool) -> str:
    match span:
        case Words(text):
            return _LINE_END.sub(" / ", _SYNTAX.sub(_wide, text))
        case Maths(latex):  # what is a pair to RemNote may be parted in LaTeX
            return f"${_PAIR.sub(_parted, latex)}$"
        case Blank():
            return "".join(map(_wider, BLANK_SHOWN))
        case Marked(text):
            shown = remnote(text)
            return f"{{{{{shown}}}}}" if gaps else shown


def _parted(found: re.Match[str]) -> str:
    return f"{found[0]} "


def _wide(found: re.Match[str]) -> str:
    return "".join(map(_wider, found[0]))


def _wider(character: str) -> str:
    """The full-width form of an ASCII character that is no letter, digit or space; NFKC leads back to it."""
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" and not character.isalnum() else character


def _altered(text: Text) -> bool:
    """Whether words that somebody typed are not written as they are; white space at the ends does not count."""
    return any(
        _altered(span.text)
        if isinstance(span, Marked)
        else isinstance(span, Words) and remnote(Text((span,))) != span.text.replace("\t", " ").strip()
        for span in text.spans
    )


def _lines(card: Card) -> list[str]:
    """The card, and below one with gaps what belongs to its answers: beside them it would give them away."""
    front = remnote(card.prompt, gaps=not card.answers)
    asked = [f"{option.letter}) {remnote(option.text)}" for option in card.options]
    right = [f"{option.letter}) {remnote(option.text)}" for option in card.options if option.correct]
    pictures = {side: [f"[{remnote(text)}]" for text in described(card, side)] for side in ("question", "answer")}
    front = " ".join([front, *(["; ".join(asked)] if asked else []), *pictures["question"]])
    back = [*pictures["answer"], *map(remnote, card.more), remnote(joined(card.evidence, ", "))]
    if not card.answers:
        return [front, " — ".join(back)]
    answer = "; ".join(right) or remnote(joined(card.answers, "; "))
    return [f"{front} >> {' — '.join([answer, *back])}"]


def _outline(decks: dict[str, list[str]]) -> list[str]:
    """The decks' names over their cards, each below what it is a part of."""
    lines: list[str] = []
    opened: set[str] = set()
    for name, held in decks.items():
        parts = name.split("::")
        for depth in range(len(parts)):
            whole = "::".join(parts[: depth + 1])
            if whole not in opened:
                opened.add(whole)
                lines.append(f"{_INDENT * depth}{remnote(parse_text(parts[depth]))}\n")
        lines += held
    return lines
