"""Quizlet's text: a card on each line, its sides separated by a tab."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import flashcard
from quizgen.importers.imported import BankEntry, RejectedQuestion
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.model.text import fold

_FIRST_LINES = 50  # by which the format is recognised
_HEADINGS = (("term", "definition"), ("front", "back"), ("word", "meaning"), ("word", "definition"))


class Quizlet:
    """Reads cards with two sides."""

    name = "quizlet"
    summary = "Quizlet's text: term, tab, definition"
    suffixes = (".txt", ".tsv")
    kinds = ("cards",)

    def knows(self, bank: BankFile) -> bool:
        """Every line has one tab, with words on both sides."""
        lines = [line for line in bank.head.split("\n")[:_FIRST_LINES] if line.strip()]
        sides = [line.split("\t") for line in (lines[:-1] or lines)]
        return bool(sides) and not bank.is_zip and all(len(card) == 2 and all(map(str.strip, card)) for card in sides)

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The card of each line; a line without a tab continues the one above."""
        cards: list[tuple[int, str]] = []
        for number, line in enumerate(bank.text.split("\n"), 1):
            if "\t" in line or not cards:
                if line.strip():
                    cards.append((number, line))
            elif line.strip():
                cards[-1] = (cards[-1][0], f"{cards[-1][1]}\n{line}")
        if cards and tuple(fold(side) for side in cards[0][1].split("\t")) in _HEADINGS:
            del cards[0]
        for number, card in cards:
            draft = Draft()
            front, _, back = card.partition("\t")
            try:
                term, definition = draft.literal(front), draft.literal(back.replace("\t", " "))
                if not term or not definition:
                    raise Unfit("one of its sides is empty", "write term, tab, definition on one line")
                yield draft.question(flashcard(definition), term, line=number)
            except Unfit as unfit:
                yield RejectedQuestion(number, card[:60], unfit.message, unfit.hint)
