"""Ids of imported questions: their own, if the bank has them; otherwise from their titles or first words.

None depends on a question's place, so that a bank in another order gives the same ids.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import assert_never

from quizgen.importers.imported import GappedText, ImportedBody, ImportedQuestion, TextGap
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    PromptAndAnswer,
    ShortText,
    TrueFalse,
    pairs_of,
    spares_of,
)

_ID = re.compile(r"\w([\w.-]*\w)?")
LONGEST_OWN, LONGEST_DERIVED = 56, 40  # characters, so that what is added to an id still fits


def ids(questions: Sequence[ImportedQuestion]) -> list[str]:
    """An id for each question; where several would share one, each gets a suffix that depends on what it says."""
    first = [
        _own(question.ident) or slug(question.label) or slug(question.stem) or "question" for question in questions
    ]
    taken = Counter(id.casefold() for id in first)
    second = [
        id if taken[id.casefold()] == 1 else f"{id}-{_digest(_signature(question))}"
        for id, question in zip(first, questions, strict=True)
    ]
    counts: Counter[str] = Counter()
    unique = []
    for id in second:
        counts[id.casefold()] += 1
        unique.append(id if counts[id.casefold()] == 1 else f"{id}-{counts[id.casefold()]}")
    return unique


def _signature(question: ImportedQuestion) -> str:
    """The content of a question, independent of the names of types."""
    return "\0".join((question.ident, question.stem, *_texts(question.body)))


def _texts(body: ImportedBody) -> Iterator[str]:
    """The content of a body, in which right options are distinguished from wrong ones."""
    match body:
        case ChooseOne() | ChooseSeveral():
            yield from (f"{'=' if option.correct else '~'}{option.text}" for option in body.choices)
        case TrueFalse():
            yield body.key
        case ShortText(shown, accept) | Number(shown=shown, accept=accept):
            yield from (shown, *accept)
        case ListAnswer(members):
            yield from (member.shown for member in members)
        case Ordering():
            yield from map(str, body.in_order)
        case Matching() | Gaps():
            for left, right in pairs_of(body):
                yield f"{left}={right}"
            yield from map(str, spares_of(body))
        case PictureLabels(labels):
            yield from (label.text for label in labels)
        case PromptAndAnswer(answer) | OpenAnswer(answer):
            yield str(answer)
        case GappedText(parts):
            yield from (f"={part.answer}" if isinstance(part, TextGap) else part for part in parts)
        case _:
            assert_never(body)


def slug(text: str, longest: int = LONGEST_DERIVED) -> str:
    """A text as an id: its first words in lower case, separated by hyphens; "" where it has no letters or digits."""
    plain = re.sub(r"[\W_]+", "-", _without_fractions(unicodedata.normalize("NFC", text).lower())).strip("-")
    if len(plain) <= longest:
        return plain
    whole = plain[: longest + 1].rpartition("-")[0]
    return (whole if len(whole) > longest // 2 else plain[:longest]).strip("-")


def category_path(category: str) -> str:
    """The path of a category in Moodle, without what Moodle puts before each; in a name, a slash is doubled."""
    parts = [part.strip().replace("//", "/") for part in re.split("(?<!/)/(?!/)", category)]
    while parts and re.fullmatch(r"\$\w+\$|[Tt]op|", parts[0]):
        del parts[0]
    return "/".join(filter(None, parts))


def _own(ident: str) -> str:
    """The bank's own id; where it has to be changed, a suffix that depends on it is added."""
    plain = _without_fractions(ident).replace("/", ".")
    if len(plain) <= LONGEST_OWN and _ID.fullmatch(plain):
        return plain
    if not ident:
        return ""
    slug = re.sub(r"[^\w.-]+", "-", plain).strip("-._")[:LONGEST_DERIVED].strip("-._")
    return f"{slug}-{_digest(ident)}" if slug else f"q-{_digest(ident)}"


def _without_fractions(text: str) -> str:
    """The text without characters like ½ and ³, which are numbers but cannot be part of an id."""
    if text.isascii():
        return text
    return "".join("-" if unicodedata.category(character) == "No" else character for character in text)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
