"""Quizlet's text: a card a line, its sides parted by a tab."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Flashcard, Read, Refused

_LOOKED_AT = 50  # lines


class Quizlet:
    """Reads cards with two sides."""

    name = "quizlet"
    summary = "Quizlet's text: term, tab, definition"
    suffixes = (".txt", ".tsv")
    kinds = ("cards",)

    def knows(self, bank: Bank) -> bool:
        """Every line has one tab, with words on either side."""
        lines = [line for line in bank.head.split("\n")[:_LOOKED_AT] if line.strip()]
        sides = [line.split("\t") for line in (lines[:-1] or lines)]
        return bool(sides) and not bank.is_zip and all(len(each) == 2 and all(map(str.strip, each)) for each in sides)

    def read(self, bank: Bank) -> Iterator[Read]:
        """A card a line; a line without a tab goes on with the one above."""
        cards: list[tuple[int, str]] = []
        for number, line in enumerate(bank.text.split("\n"), 1):
            if "\t" in line or not cards:
                cards += [(number, line)] if line.strip() else []
            elif line.strip():
                cards[-1] = (cards[-1][0], f"{cards[-1][1]}\n{line}")
        for number, card in cards:
            draft = Draft()
            front, _, back = card.partition("\t")
            try:
                term, definition = draft.literal(front), draft.literal(back.replace("\t", " "))
                if not term or not definition:
                    raise Unfit("one of its sides is empty", "write term, tab, definition on one line")
                yield draft.item(Flashcard(definition), term, line=number)
            except Unfit as unfit:
                yield Refused(number, card[:60], unfit.message, unfit.hint)
