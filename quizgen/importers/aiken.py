"""Aiken: a stem, options that begin with ``A.`` or ``A)``, a line ``ANSWER: A``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Item, Read, Refused
from quizgen.importers.tables import options_of

_OPTION = re.compile(r"\s*([A-Z])[.)]\s*(.*)")
_ANSWER = re.compile(r"\s*ANSWERS?\s*:\s*(.*)", re.IGNORECASE)


class Aiken:
    """Reads Aiken."""

    name = "aiken"
    summary = "Aiken, Moodle's simplest format"
    suffixes = (".txt",)
    kinds = ("multiple-choice", "multiple-response", "true-false")

    def knows(self, bank: Bank) -> bool:
        """A line of options is followed by one that says ANSWER."""
        return bool(re.search(r"^\s*[A-Z][.)]\s*\S.*\n\s*ANSWER\s*:", bank.head, re.MULTILINE))

    def read(self, bank: Bank) -> Iterator[Read]:
        """The questions, each up to its answer's line."""
        stem: list[str] = []
        options: list[tuple[str, list[str]]] = []
        begun = 0
        for number, line in enumerate([*bank.text.split("\n"), ""], 1):
            if found := _ANSWER.fullmatch(line):
                yield _question(stem, options, found[1], begun or number)
                stem, options, begun = [], [], 0
            elif found := _OPTION.fullmatch(line):
                options.append((found[1], [found[2]]))
                begun = begun or number
            elif line.strip():
                if options and not stem:  # options whose stem has been lost
                    options = []
                begun = begun or number
                (options[-1][1] if options else stem).append(line.strip())
        if stem or options:
            yield Refused(begun, " ".join(stem), "no line says which option is right", "add  ANSWER: A")


def _question(stem: list[str], options: list[tuple[str, list[str]]], answer: str, line: int) -> Item | Refused:
    draft = Draft()
    asked = draft.literal("\n".join(stem))
    try:
        right = set(re.findall(r"[A-Z]", answer.upper()))
        letters = [letter for letter, _ in options]
        if not right or not right <= set(letters):
            raise Unfit(f"ANSWER: {answer.strip()[:40]} is none of its options", "write the letter of one")
        if not asked:
            raise Unfit("it asks nothing", "write the question above its options")
        texts = ["\n".join(text).strip() for _, text in options]
        body = options_of(draft, texts, {place for place, letter in enumerate(letters) if letter in right})
        return draft.item(body, asked, line=line)
    except Unfit as unfit:
        return Refused(line, asked, unfit.message, unfit.hint)
