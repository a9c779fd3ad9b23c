"""What a question asks for, as its question word and the noun beside that say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizgen.languages.word_lists import Language

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_QUESTION = 2  # words: "how many"
_FARTHEST_NOUN = 2  # words after "which" that are no function words: "which large island"
_FEWEST_LETTERS = 2  # of what "word*" begins with


class ExpectedAnswer(NamedTuple):
    """What is asked for: ``type`` is person, place, country, organisation, time, year, date, number or "".

    ``role`` is what is the same in questions whose answers are of one kind: "who", "where", "metal" of "which metal".
    """

    type: str = ""
    role: str = ""


def expected_answer(question: str, language: Language) -> ExpectedAnswer:
    """What ``question`` asks for."""
    originals = _WORD.findall(question)
    words = [language.small(word) for word in originals]
    for index, word in enumerate(words):
        if word not in language.asking:
            continue
        for length in range(_LONGEST_QUESTION, 0, -1):
            type = language.questions.get(tuple(words[index : index + length]), "")
            if type == "which":
                return _noun(originals[index + length :], words[index + length :], language)
            if type == "other":
                return ExpectedAnswer()
            if type:
                return ExpectedAnswer(type, type)
    return ExpectedAnswer()


def _noun(originals: Sequence[str], words: Sequence[str], language: Language) -> ExpectedAnswer:
    """What the noun after "which" says; of "what did they call it" only the question word is left."""
    first = ""
    noun_count = 0
    for original, word in zip(originals, words, strict=True):
        roles = language.word(word).roles
        type = noun_type(word, language)
        if "auxiliary" in roles or type == "any":
            break
        if type == "name" or "function" in roles or language.word(word).number >= 0:
            continue  # which two gases
        if type:
            return ExpectedAnswer(type, word)
        if original[0].isupper() and language.names_by_capitals:
            break
        first = first or language.word(word).stem
        noun_count += 1
        if noun_count == _FARTHEST_NOUN:
            break
    return ExpectedAnswer("", first)


def noun_type(word: str, language: Language) -> str:
    """What the noun ``word`` asks for, or ""."""
    nouns = language.asked_nouns
    if word in nouns:
        return nouns[word]
    longest = min(len(word), max(map(len, nouns), default=0))
    beginnings = (word[:end] for end in range(longest, _FEWEST_LETTERS - 1, -1))
    return next((nouns[f"{start}*"] for start in beginnings if f"{start}*" in nouns), "")
