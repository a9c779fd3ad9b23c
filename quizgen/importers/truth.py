"""The words for true and false, in every language that quizgen speaks and as programs write them."""

from __future__ import annotations

from functools import cache

from quizgen.model.text import fold
from quizgen.words.catalogues import SCRIPTS, words_for

_TRUE = ("true", "t", "yes", "y", "right", "correct", "1")
_FALSE = ("false", "f", "no", "n", "wrong", "incorrect", "0")


def truth(text: str) -> bool | None:
    """Whether ``text`` is a word for true or for false; None where it is neither."""
    return _truth_words().get(fold(text).strip(" ."))


def is_true_false(texts: tuple[str, ...]) -> bool:
    """Whether two options are the words true and false, so that no more is asked than to judge a statement."""
    values = {_spelled_out().get(fold(text).strip(" .")) for text in texts}
    return len(texts) == 2 and values == {True, False}


@cache
def _spelled_out() -> dict[str, bool]:
    """True and false spelled out."""
    catalogues = [words_for(language) for language in SCRIPTS]
    return {fold(words[key]): key == "true" for words in catalogues for key in ("true", "false")}


@cache
def _truth_words() -> dict[str, bool]:
    return dict.fromkeys(_TRUE, True) | dict.fromkeys(_FALSE, False) | _spelled_out()
