"""What a language says of typed answers: articles, "and", short forms, number words, the decimal sign."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypedDict

from quizgen.languages.letters import plain
from quizgen.languages.word_lists import LANGUAGES, language_of


class TypingRules(TypedDict):
    """The rules of one language, as pages have them too.

    Words are without accents. ``articles`` have the genders that they stand for, a letter each; ``elided`` ones are
    joined to the next word. ``ands`` are the words for ``&``, ``short`` the words that are often shortened, ``numbers``
    the number words and ``scales`` the zeros of million and the like. ``point`` is the decimal sign, or "" where both
    are in use.
    """

    articles: Mapping[str, str]
    elided: tuple[str, ...]
    ands: tuple[str, ...]
    short: Mapping[str, str]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    point: str


_ARTICLES: Mapping[str, Mapping[str, str]] = {
    "ca": {"el": "m", "la": "f", "els": "p", "les": "p", "un": "m", "una": "f"},
    "da": {"en": "u", "et": "n"},
    "de": {"der": "m", "die": "fp", "das": "n", "den": "m", "dem": "mn", "ein": "mn", "eine": "f", "einen": "m"},
    "en": dict.fromkeys(("a", "an", "the", "to"), "a"),
    "es": {"el": "m", "la": "f", "los": "m", "las": "f", "un": "m", "una": "f", "unos": "m", "unas": "f", "lo": "m"},
    "fr": {"le": "m", "la": "f", "les": "p", "un": "m", "une": "f", "des": "p", "du": "m"},
    "hu": {"a": "a", "az": "a", "egy": "a"},
    "it": {"il": "m", "lo": "m", "la": "f", "i": "p", "gli": "p", "le": "p", "un": "m", "uno": "m", "una": "f"},
    "nl": {"de": "u", "het": "n", "een": "un"},
    "no": {"en": "mf", "ei": "f", "et": "n"},
    "pt": {"o": "m", "a": "f", "os": "m", "as": "f", "um": "m", "uma": "f", "uns": "m", "umas": "f"},
    "sv": {"en": "u", "ett": "n"},
}
_ELIDED: Mapping[str, tuple[str, ...]] = {
    "ca": ("l'",),
    "fr": ("l'",),
    "it": ("l'", "un'"),
}
_ANDS: Mapping[str, tuple[str, ...]] = {
    "az": ("və",),
    "de": ("und",),
    "en": ("and",),
    "es": ("y", "e"),
    "fr": ("et",),
    "it": ("e", "ed"),
    "kk": ("және", "мен"),
    "nl": ("en",),
    "pt": ("e",),
    "ru": ("и",),
}
_SHORT: Mapping[str, Mapping[str, str]] = {
    "de": {"st": "sankt", "dr": "doktor"},
    "en": {"st": "saint", "mt": "mount", "ft": "fort", "dr": "doctor"},
    "es": {"sta": "santa", "sto": "santo", "dr": "doctor", "dra": "doctora"},
    "fr": {"st": "saint", "ste": "sainte", "dr": "docteur", "mt": "mont"},
    "pt": {"sta": "santa", "sto": "santo", "dr": "doutor", "dra": "doutora"},
}
_COMMA = """
az be bg bs ca cs da de el et fi fr hr hu hy id is it ka kk ky lt lv mk nl no pl pt ro ru sk sl sr sv tr tt uk uz vi
"""
_POINT = "en ga he hi ja ko ms th zh"
_POINTS: Mapping[str, str] = {**dict.fromkeys(_COMMA.split(), ","), **dict.fromkeys(_POINT.split(), ".")}
# Regions that write numbers unlike their language.
_REGIONS: Mapping[str, str] = {"de-ch": ".", "de-li": ".", "es-es": ",", "es-ar": ",", "es-mx": "."}
_HIGHEST_SCALE = 15  # zeros


@cache
def typing_rules(code: str) -> TypingRules:
    """The rules of the language ``code`` (``en``, ``pt-BR``); none for "" and for what no table has."""
    primary = code.lower().partition("-")[0]
    numbers: dict[str, int] = {}
    scales: dict[str, int] = {}
    exact = language_of(primary).exact if primary in LANGUAGES else {}
    for form, word in exact.items():
        if word.number >= 0 and word.number == int(word.number) and form not in _ARTICLES.get(primary, {}):
            numbers[plain(form)] = int(word.number)
        if word.scale >= 1000 and (zeros := len(str(int(word.scale))) - 1) <= _HIGHEST_SCALE:
            scales[plain(form)] = zeros
    return TypingRules(
        articles=_ARTICLES.get(primary, {}),
        elided=_ELIDED.get(primary, ()),
        ands=tuple(map(plain, _ANDS.get(primary, ()))),
        short=_SHORT.get(primary, {}),
        numbers=numbers,
        scales=scales,
        point=_REGIONS.get(code.lower(), _POINTS.get(primary, "")),
    )
