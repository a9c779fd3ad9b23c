"""OpenTriviaQA: ``#Q`` and the question, ``^`` and the right answer, options that begin with a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Item, Read, Refused, ShortAnswer
from quizgen.importers.tables import options_of

_OPTION = re.compile(r"([A-Z])(?:\s+(.*))?")


class OpenTriviaQA:
    """Reads OpenTriviaQA."""

    name = "opentriviaqa"
    summary = "OpenTriviaQA"
    suffixes = (".txt",)
    kinds = ("multiple-choice", "true-false", "short-answer")

    def knows(self, bank: Bank) -> bool:
        """Its questions begin with #Q and say the right answer behind ^."""
        return bool(re.search(r"^#Q\s.*\n(?:.*\n)*?\^\s", bank.head, re.MULTILINE))

    def read(self, bank: Bank) -> Iterator[Read]:
        """The questions, each from its #Q to the next."""
        begun, lines = 0, list[str]()
        for number, line in enumerate([*bank.text.split("\n"), "#Q"], 1):
            if not line.startswith("#Q"):
                lines.append(line)
                continue
            if begun:
                yield _question(lines, begun)
            begun, lines = number, [line[2:]]


def _question(lines: list[str], line: int) -> Item | Refused:
    draft = Draft()
    stem: list[str] = []
    right = ""
    options: list[str] = []
    for text in lines:
        if text.startswith("^"):
            right = text[1:].strip()
        elif right and (found := _OPTION.fullmatch(text.strip())):
            options.append((found[2] or "").strip())
        elif right and options and text.strip():
            options[-1] += f"\n{text.strip()}"
        elif right and text.strip():
            right += f"\n{text.strip()}"
        elif not right:
            stem.append(text)
    asked = draft.literal("\n".join(stem))
    try:
        if not right or not asked:
            raise Unfit("it has no right answer" if asked else "it asks nothing", "correct it in the file")
        if options and right not in options:
            raise Unfit(f"its answer {right[:40]!r} is none of its options", "correct it in the file")
        body = options_of(draft, options, {options.index(right)}) if options else ShortAnswer(draft.literal(right))
        return draft.item(body, asked, line=line)
    except Unfit as unfit:
        return Refused(line, asked, unfit.message, unfit.hint)
