"""An English sentence as tokens, each with the letter of its kind.

| Letter | Kind | Letter | Kind |
|---|---|---|---|
| Y | year | R | preposition |
| N | number in digits | D | determiner |
| n | number in words | B, X | form of "be", auxiliary |
| o | ordinal | J | and, or |
| M | month | Q | word that begins a clause |
| u | unit | O, F | pronoun, other small word |
| C | capital letter | V | verb |
| S | capital letter at the beginning of the sentence | v, g, y, a, s | ending -ed, -ing, -ly, of an adjective, -s |
| * | other sign; a frequent one is its own letter | W | other word |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.drafting.english import SMALL_WORDS, VERBS
from quizgen.languages.word_lists import Language

_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
    r"|(?:[$€£]\s?)?\d[\d.,]*(?:[^\W\d_]+|(?:[-–:/×][\d.,]*\d)+)?(?:-[^\W_]+)*[%°]?"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])|(?:Mr|Mrs|Ms|Dr|St|Rev|Fr|Jr|Sr|Prof|Gen|Lt|Col|Mt|Ft)\."
    r"|[^\W_]+(?:[-'’./–][^\W_]+)*|°[CF]|\S"
)
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_POSSESSIVE = re.compile(r"(.+)(['’]s)")
_ADJECTIVE = re.compile(r"(?:ous|ful|ive|ical|able|ible|less|ary|ic|al|ish|ent|ant)$")
_FREQUENT_SIGNS = frozenset(',.;:()"—–-')
_SHORTEST = 5  # letters of a word that is recognised by its ending
CONTENT = frozenset("YNnMouSCvgaysWV")


class TaggedToken(NamedTuple):
    """A word, number or sign, its place in the paragraph, and its kind; ``form`` is in small letters."""

    text: str
    form: str
    start: int
    end: int
    kind: str


def tokens_of(text: str, offset: int, language: Language) -> list[TaggedToken]:
    """The tokens of the English sentence ``text``, which begins ``offset`` characters into its paragraph."""
    tokens: list[TaggedToken] = []
    for word, start in _parts(text):
        form = word.lower()
        kind = _kind(word, form, begins=not tokens, language=language)
        if kind == "V" and tokens and tokens[-1].kind in "Da":
            kind = _ending(form)  # "the use": a noun
        tokens.append(TaggedToken(word, form, offset + start, offset + start + len(word), kind))
    return tokens


def _parts(text: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        if possessive := _POSSESSIVE.fullmatch(word):
            yield possessive[1], start
            yield possessive[2], start + len(possessive[1])
        elif word[0].isdigit() or (word[0] in "$€£" and len(word) > 1):
            number = word.rstrip(".,")
            yield number, start
            if number != word:
                yield word[len(number) :], start + len(number)
        else:
            yield word, start


def _kind(token: str, form: str, *, begins: bool, language: Language) -> str:
    if not any(map(str.isalnum, token)):
        return token if token in _FREQUENT_SIGNS else "*"
    if token[0].isdigit() or token[0] in "$€£":
        return "Y" if _YEAR.fullmatch(token) else "N"
    if form in ("'s", "’s"):
        return "F"
    small = SMALL_WORDS.get(form)
    if small:
        return small
    word = language.word(form)
    if word.number >= 0 or word.scale or word.fraction == 0.5:
        return "n"
    if word.ordinal:
        return "o"
    if word.member and word.member[0] == "month" and token[0].isupper():
        return "M"
    if word.unit:
        return "u"
    if token[0].isupper():
        return "S" if begins else "C"
    if any(map(str.isdigit, token)):
        return "N"
    return "V" if form in VERBS else _ending(form)


def _ending(form: str) -> str:
    if len(form) < _SHORTEST:
        return "s" if form.endswith("s") and len(form) == _SHORTEST - 1 and not form.endswith("ss") else "W"
    for ending, kind in (("ed", "v"), ("ing", "g"), ("ly", "y")):
        if form.endswith(ending):
            return kind
    if _ADJECTIVE.search(form):
        return "a"
    return "s" if form.endswith("s") and not form.endswith("ss") else "W"
