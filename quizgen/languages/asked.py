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


class Asked(NamedTuple):
    """What is asked for: ``type`` is person, place, country, organisation, time, year, date, number or "".

    ``role`` is what is the same in questions whose answers are of one kind: "who", "where", "metal" of "which metal".
    """

    type: str = ""
    role: str = ""


def asked_of(question: str, language: Language) -> Asked:
    """What ``question`` asks for."""
    shown = _WORD.findall(question)
    words = [language.small(word) for word in shown]
    for index, word in enumerate(words):
        if word not in language.asking:
            continue
        for length in range(_LONGEST_QUESTION, 0, -1):
            asked = language.questions.get(tuple(words[index : index + length]), "")
            if asked == "which":
                return _noun(shown[index + length :], words[index + length :], language)
            if asked == "other":
                return Asked()
            if asked:
                return Asked(asked, asked)
    return Asked()


def _noun(shown: Sequence[str], words: Sequence[str], language: Language) -> Asked:
    """What the noun after "which" says; of "what did they call it" only the question word is left."""
    first = ""
    seen = 0
    for original, word in zip(shown, words, strict=True):
        roles = language.word(word).roles
        asked = asked_noun(word, language)
        if "auxiliary" in roles or asked == "any":
            break
        if asked == "name" or "function" in roles:
            continue
        if asked:
            return Asked(asked, word)
        if original[0].isupper() and language.names_by_capitals:
            break
        first = first or language.word(word).stem
        seen += 1
        if seen == _FARTHEST_NOUN:
            break
    return Asked("", first)


def asked_noun(word: str, language: Language) -> str:
    """What the noun ``word`` asks for, or ""."""
    nouns = language.asked_nouns
    if word in nouns:
        return nouns[word]
    longest = min(len(word), max(map(len, nouns), default=0))
    beginnings = (word[:end] for end in range(longest, _FEWEST_LETTERS - 1, -1))
    return next((nouns[f"{start}*"] for start in beginnings if f"{start}*" in nouns), "")
