"""The words that quizgen itself puts on paper, cards and slides, by language.

A collection's ``language`` chooses them; a language that is not here falls back to English, and
`speaks` lets a check say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ENGLISH = {
    "also": "also: {names}",
    "answer": "Answer",
    "answer_key": "Answer key",
    "article_now": "as of the article, which bears no date",
    "as_of": "As of",
    "author": "the author",
    "according_to": "According to {who}: {text}",
    "background": "Background knowledge, not in the article",
    "choose_one": "Choose the one right answer.",
    "class": "Class",
    "complete": "Complete the sentence: {text}",
    "date": "Date",
    "evidence": "Evidence",
    "false": "False",
    "form": "Form {letter}",
    "key": "Key",
    "licence": "Licence",
    "list_last": "{items} and {last}",
    "multiple-choice": "Multiple choice",
    "name": "Name",
    "next": "Next",
    "no_evidence": "no evidence given",
    "number": "No.",
    "page_of": "{page} of {pages}",
    "paragraph": "paragraph {number}",
    "previous": "Previous",
    "question": "Question",
    "reveal": "Show the answer",
    "review": "Review",
    "score": "Score",
    "short-answer": "Short answer",
    "short_form": "What is the short form of “{name}”?",
    "source": "Source",
    "stands_for": "What does {name} stand for?",
    "true": "True",
    "true-false": "True or false",
    "true_or_false": "Mark each statement as true or false.",
    "who_says": "Who says this? {text}",
    "write_answer": "Write the answer on the line.",
}

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": MappingProxyType(_ENGLISH)})


def speaks(language: str) -> bool:
    """Whether there are words for ``language`` (a BCP 47 tag; only its primary subtag counts)."""
    return _primary(language) in WORDS


def words_for(language: str) -> Mapping[str, str]:
    """The words for ``language``, or the English ones."""
    return WORDS.get(_primary(language), WORDS["en"])


def _primary(language: str) -> str:
    return language.lower().partition("-")[0]
