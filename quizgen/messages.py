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
    "acronym": "Short forms",
    "attribution": "Who says it",
    "categorise": "Groups",
    "class": "Class",
    "complete": "Complete the sentence: {text}",
    "date": "Date",
    "do_acronym": "Write the answer on the line.",
    "do_attribution": "Write the name on the line.",
    "do_categorise": "Write the letter of its group before each.",
    "do_list": "Write one on each line.",
    "do_matching": "Write the letter of what belongs to it before each.",
    "do_multiple_choice": "Choose the one right answer.",
    "do_multiple_response": "Choose all the right answers.",
    "do_numeric": "Write the number with its unit.",
    "do_odd_one_out": "Which one does not belong with the others?",
    "do_ordering": "Number these in their order, the least first.",
    "do_reversed": "Write the answer on the line.",
    "do_sequence": "Number these in their order.",
    "do_short_answer": "Write the answer on the line.",
    "do_timeline": "Number these in their order, the earliest first.",
    "do_true_false": "Mark each statement as true or false.",
    "do_word_bank": "Fill each gap with words from the bank. Some are left over.",
    "evidence": "Evidence",
    "false": "False",
    "form": "Form {letter}",
    "key": "Key",
    "licence": "Licence",
    "list": "Lists",
    "list_last": "{items} and {last}",
    "matching": "Matching",
    "multiple-choice": "Multiple choice",
    "multiple-response": "Multiple response",
    "name": "Name",
    "next": "Next",
    "no_evidence": "no evidence given",
    "number": "No.",
    "numeric": "Numbers",
    "odd-one-out": "Odd one out",
    "ordering": "In order",
    "page_of": "{page} of {pages}",
    "paragraph": "paragraph {number}",
    "previous": "Previous",
    "question": "Question",
    "reversed": "The other way round",
    "reveal": "Show the answer",
    "review": "Review",
    "score": "Score",
    "sequence": "In order",
    "short-answer": "Short answer",
    "short_form": "What is the short form of “{name}”?",
    "source": "Source",
    "stands_for": "What does {name} stand for?",
    "timeline": "Timeline",
    "true": "True",
    "true-false": "True or false",
    "word-bank": "Word bank",
    "who_says": "Who says this? {text}",
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
