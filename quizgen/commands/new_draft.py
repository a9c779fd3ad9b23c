"""A first draft of a fact about an article, from a sentence that says a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.model.article import Article

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zа-я])")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,\u00a0\u202f]*\d(?![\w])|(?<![\w.,])\d(?![\w.,])")
_FEWEST, _MOST = 6, 25  # words of a sentence
_QUOTED = 8  # words


@dataclass(frozen=True, slots=True)
class DraftFact:
    """A sentence with the number in braces, the words around it, and its paragraph."""

    id: str
    statement: str
    quote: str
    paragraph: int


def first_draft(article: Article) -> DraftFact | None:
    """A fact from the first sentence below the title that has one number and can be quoted; None where none has."""
    for number, paragraph in enumerate(article.paragraphs[1:], 2):
        for sentence in _SENTENCE.split(paragraph):
            words = sentence.split()
            numbers = list(_NUMBER.finditer(sentence))
            if not _FEWEST <= len(words) <= _MOST or len(numbers) != 1 or "{" in sentence or "}" in sentence:
                continue
            if not sentence.endswith((".", "!")):
                continue
            start, end = numbers[0].span()
            statement = f"{sentence[:start]}{{{numbers[0][0]}}}{sentence[end:]}"
            position = len(sentence[:start].split())
            if start and not sentence[start - 1].isspace():
                position -= 1  # the number is in the same word as what is before it, such as a bracket
            first = max(0, min(position - _QUOTED // 2, len(words) - _QUOTED))
            quote = " ".join(words[first : first + _QUOTED]).rstrip(".,;:!")
            return DraftFact("first-draft", statement, quote, number)
    return None
