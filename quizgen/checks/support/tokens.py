"""A text as mentions: each word, phrase, number or sign of it, with what its language's lists say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizgen.checks.support.language import Language, Word
from quizgen.model.numbers import DIGITS, value_of

_TOKEN = re.compile(
    rf"(?P<digits>{DIGITS.pattern})(?P<power>\s?[×x·]\s?10(?P<exponent>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?(?P<decade>['’]?s\b)?(?P<ending>(?:-?(?:st|nd|rd|th|er|ère|re|e|º|ª|\.º|\.ª|й|я|е|го|м|х|ші|шы|cı|ci|cu|cü|inci|uncu)\b))?"
    r"|(?P<word>[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*(?:/[hs](?!\w))?[²³]?)"
    r"|(?P<unit>US\$|[%$€£¥₽₸₼₹]|°[CF]?)"
    r"|(?P<stop>[,;:()\[\]—–]|\s-\s|[.!?](?=\s|$))"
    r"|(?P<quote>[“”«»„\"])"
)
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


class Mention(NamedTuple):
    """A word or phrase of the text, the clause that it is in, and its place among the tokens."""

    word: Word
    start: int
    end: int
    clause: int
    capital: bool
    digits: float  # the number in digits, or -1
    ordinal: bool
    decade: bool = False  # "1920s"


def mentions_of(text: str, language: Language) -> tuple[list[Mention], bool]:
    """Return the mentions of ``text``, and whether any of them is a number."""
    mentions: list[Mention] = []
    clause, numeric = 0, False
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "word" | "unit":
                shown = token[0]
                for form, start, end in _forms(shown, token.start(), language):
                    word = language.word(form)
                    if "clause" in word.roles:
                        clause += 1
                    numeric = numeric or word.numeric
                    capital = text[start].isupper() and end - start > 1
                    mentions.append(Mention(word, start, end, clause, capital, -1, False))
                    if form in language.phrases:
                        _join_phrase(mentions, language)
            case "stop":
                clause += 1
            case "quote":
                pass
            case _:
                numeric = True
                value = float(value_of(token["digits"]))
                if token["exponent"]:
                    value *= 10.0 ** int(token["exponent"].translate(_SUPERSCRIPTS))
                word = language.word(token["digits"])
                ordinal = bool(token["ending"])
                mentions.append(
                    Mention(word, token.start(), token.end(), clause, False, value, ordinal, bool(token["decade"]))
                )
    return mentions, numeric


def _forms(shown: str, start: int, language: Language) -> Iterator[tuple[str, int, int]]:
    """The words in small letters that ``shown`` is made of, each with its place: ``l'eau``, ``didn't``."""
    small = language.small(shown)
    if "'" not in small and "’" not in small and "ʼ" not in small:
        yield small, start, start + len(shown)
        return
    small = small.replace("’", "'").replace("ʼ", "'")
    if language.separates:
        for part in small.split("'"):
            yield part, start, start + len(part)
            start += len(part) + 1
    elif small.endswith("n't"):
        yield small[:-3], start, start + len(small) - 3
        yield "n't", start + len(small) - 3, start + len(small)
    else:
        word = small.removesuffix("'s") if language.code == "en" else small
        yield word, start, start + len(word)


def _join_phrase(mentions: list[Mention], language: Language) -> None:
    """Make one mention of the last ones where they are a phrase."""
    last = mentions[-1]
    for parts, word in language.phrases[last.word.form]:
        count = len(parts)
        if count <= len(mentions) and all(
            mention.word.form == part for mention, part in zip(mentions[-count:], parts, strict=True)
        ):
            first = mentions[-count]
            if last.clause - first.clause > (1 if "clause" in word.roles else 0) and count == 2:
                continue
            del mentions[-count:]
            mentions.append(Mention(word, first.start, last.end, first.clause, False, -1, False))
            return
