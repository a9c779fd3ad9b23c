"""What rules know of words: which carry meaning, which are forms of one another, which numbers options are."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from quizgen.languages.word_lists import stemmer
from quizgen.model.characters import without_hidden
from quizgen.model.numbers import DIGITS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FUNCTION_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being between both but by
    can could did do does doing during each for from had has have having he her here hers him his how i if in into is
    it its itself just like made make many may me might more most much must my no nor not of off on one only or other
    our out over own said same she should so some such than that the their them then there these they this those
    through to too two under until up upon us used very was we were what when where which while who whom whose why
    will with would yes you your first following name called known word term mean means type kind""".split()  # noqa: SIM905 - it reads as words
)
_SMALL_WORDS = frozenset("a an and as at but by for from in is it its of on or the to with".split())  # noqa: SIM905
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "millions": 10**6, "billion": 10**9, "trillion": 10**12}
# What may be beside a number without making it anything else.
_QUALIFIERS = frozenset(
    "about approximately around over under between and to at least most more less than nearly".split()  # noqa: SIM905
)


def stem(word: str) -> str:
    """The stem of an English word: suggested, suggestion → suggest."""
    return stemmer("english")(word.lower())


@lru_cache(maxsize=8192)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words in ``text`` that carry meaning."""
    words = (word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in _FUNCTION_WORDS)


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, in lower case."""
    return tuple(_WORD.findall(text.lower()))


def is_title(text: str) -> bool:
    """Whether ``text`` is written as titles and names are: two words or more, all but the small ones with a capital."""
    words_of_text = _WORD.findall(text)
    return len(words_of_text) > 1 and all(
        word[0].isupper() or word.isdigit() or word in _SMALL_WORDS for word in words_of_text
    )


def folded_option(text: str) -> str:
    """``text`` for telling whether two options are the same: one case, single spaces, no full stop at its end.

    Signs, digits and formulas stay as they are, and so does all case but the first letter's of a longer word, for it
    may mean something: Co and CO, Aa and aa, AABB and aabb.
    """
    plain = " ".join(without_hidden(text).split()).removesuffix(".").replace("−", "-")
    return plain if "\\(" in plain else _WORD.sub(lambda word: _one_case(word[0]), plain)


def _one_case(word: str) -> str:
    return word if len(word) < 3 or word[1:] != word[1:].lower() else word.casefold()


@lru_cache(maxsize=8192)
def quantity(text: str) -> tuple[Decimal, str] | None:
    """The number that ``text`` is, and its unit; None where it is more than a number.

    ``10 millions`` is ten million, ``between 500 and 1000`` is 500, ``1662 A.D.`` is 1662 of the unit ``a d``.
    """
    folded = re.sub(r"(?<=\d) (?=\d{3}\b)", "", text.lower())
    numerals = DIGITS.findall(folded)
    if not numerals or len(numerals) > 2:
        return None
    number = Decimal(numerals[0].replace(",", "").replace("\u00a0", "").replace("\u202f", "").replace(" ", ""))
    if re.search(r"(?<!\w)[-−–]\s?\d", folded[: folded.index(numerals[0]) + 1]):
        number = -number
    rest = [word for word in _WORD.findall(DIGITS.sub(" ", folded)) if word not in _QUALIFIERS]
    for word in rest:
        number *= _SCALES.get(word, 1)
    unit = [word.rstrip("s") for word in rest if word not in _SCALES]
    return (number, " ".join(unit)) if len(unit) <= 3 and (len(numerals) == 1 or _is_range(folded)) else None


def _is_range(text: str) -> bool:
    return bool(re.search(r"\d\s*(?:-|–|to)\s*[$€£]?\d|\bbetween\b.*\d\s*and\s*[$€£]?\d", text))
