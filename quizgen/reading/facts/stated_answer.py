"""Where an answer that is given without braces is in its statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.errors import quote
from quizgen.model.text import SlotName, Statement, Words

_GAP = re.compile(r"_{2,}")
INLINE = "answer"  # the name of the one inline slot, which is also the field for it


class NotStatedError(ValueError):
    """The statement does not have the answer in one place; carries what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def with_answer(statement: Statement, answer: str) -> tuple[str, Statement]:
    """The answer as the statement has it, and the statement with its slot there.

    A gap of underlines is where the answer belongs. Raises NotStatedError unless the statement has a gap or the
    answer exactly once.
    """
    gaps = [(index, gap) for index, gap in _matches(statement, _GAP)]
    if len(gaps) == 1:
        return answer, _with_slot(statement, *gaps[0])
    pattern = re.compile(rf"(?<!\w){re.escape(answer)}(?!\w)", re.IGNORECASE)
    occurrences = list(_matches(statement, pattern))
    if not occurrences:
        hint = "write the statement so that it has these words, with {braces} around them"
        raise NotStatedError(f"the statement does not have the answer {quote(answer)}", hint)
    if len(occurrences) > 1:
        hint = "put {braces} around the one that is meant, and delete  answer"
        raise NotStatedError(f"the statement has the answer {quote(answer)} {len(occurrences)} times", hint)
    ((index, match),) = occurrences
    return match[0], _with_slot(statement, index, match)


def _matches(statement: Statement, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for index, part in enumerate(statement):
        if isinstance(part, Words):
            yield from ((index, match) for match in pattern.finditer(part.text))


def _with_slot(statement: Statement, index: int, match: re.Match[str]) -> Statement:
    return (*statement[:index], *_split(statement[index], match), *statement[index + 1 :])


def _split(part: object, match: re.Match[str]) -> Iterator[Words | SlotName]:
    assert isinstance(part, Words)
    if match.start():
        yield Words(part.text[: match.start()])
    yield SlotName(INLINE, 0)
    if match.end() < len(part.text):
        yield Words(part.text[match.end() :])
