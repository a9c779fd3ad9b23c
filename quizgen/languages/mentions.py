"""A text as mentions: each word, phrase, number or sign of it, with what its language's lists say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.languages.word_lists import Language, Word
from quizgen.model.numbers import DIGITS, FRACTION, fraction_of, value_of

# What may follow the digits of an ordinal: 2nd, 2-й, 2º, 2-ші.
_ORDINAL = r"-?(?:st|nd|rd|th|er|ère|re|e|º|ª|\.º|\.ª|й|я|е|го|му|м|х|ші|шы|cı|ci|cu|cü|inci|uncu)\b"
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*(?:/[hs](?!\w))?(?:[²³]|(?<=m)[23](?!\w))?)"
    r"|(?P<stop>[,;:()\[\]—–]|\s-\s|[.!?](?=\s|$))"
    rf"|(?P<digits>{DIGITS.pattern})(?:\s?[×x·]\s?10(?P<exponent>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
    rf"(?P<fraction>{FRACTION})?(?P<decade>['’]?s\b)?(?P<ordinal>{_ORDINAL})?"
    r"|(?P<unit>US\$|[%$€£¥₽₸₼₹]|°[CF]?)"
)
_FARTHEST_NUMBER = 3  # words after "more than": more than about 40
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


class Mention(NamedTuple):
    """A word or phrase of the text, the clause that it is in, and its place among the tokens."""

    word: Word
    start: int
    end: int
    clause: int
    capital: bool
    digits: float = -1  # the number in digits
    ordinal: bool = False
    decade: bool = False  # "1920s"


def mentions_of(text: str, language: Language) -> tuple[list[Mention], bool]:
    """Return the mentions of ``text``, and whether any of them is a number."""
    mentions: list[Mention] = []
    clause, numeric, compares = 0, False, False
    small = language.small
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "stop":
            clause += 1
        elif kind in ("word", "unit"):
            token_text, start = token[0], token.start()
            form = small(token_text)
            forms = [(form, start, token.end())] if form.isalpha() else _forms(form, start, language)
            for form, start, end in forms:
                word = language.word(form)
                if "clause" in word.roles:
                    clause += 1
                capital = token_text[0].isupper() and text[start].isupper() and end - start > 1
                mentions.append(Mention(word, start, end, clause, capital))
                if form in language.phrases:
                    _join_phrase(mentions, language)
                last = mentions[-1].word
                compares = compares or bool(last.bound and " " in last.form)
                if last.numeric or (last.unit and last.unit.quantity == "time"):  # "a year" is a number too
                    numeric = True
        else:
            numeric = True
            mentions.append(_number(token, clause, language))
    return list(_without_idle_bounds(mentions, language)) if compares else mentions, numeric


def _without_idle_bounds(mentions: Sequence[Mention], language: Language) -> Iterator[Mention]:
    """The mentions, "longer than" and the like as two words where no number follows: longer than the Rhine."""
    for index, mention in enumerate(mentions):
        first, _, second = mention.word.form.partition(" ")
        is_comparison = bool(mention.word.bound) and "than" in language.word(second).roles
        following = [
            other for other in mentions[index + 1 : index + 1 + _FARTHEST_NUMBER] if other.clause == mention.clause
        ]
        if is_comparison and not any(
            other.digits >= 0 or other.word.numeric or other.word.unit or other.word.magnitude for other in following
        ):
            middle = mention.start + len(first)
            yield Mention(language.word(first), mention.start, middle, mention.clause, mention.capital)
            yield Mention(language.word(second), middle + 1, mention.end, mention.clause, False)
        else:
            yield mention


def _number(token: re.Match[str], clause: int, language: Language) -> Mention:
    value = float(value_of(token["digits"]) + fraction_of(token["fraction"] or ""))
    if token["exponent"]:
        value *= float("1e" + token["exponent"].translate(_SUPERSCRIPTS))  # infinity where it is too large
    word = language.word(token["digits"])
    ordinal, decade = token["ordinal"] is not None, token["decade"] is not None
    return Mention(word, token.start(), token.end(), clause, False, value, ordinal, decade)


def _forms(small: str, start: int, language: Language) -> Iterator[tuple[str, int, int]]:
    """The words that a word with an apostrophe is made of, each with its place: ``l'eau``, ``didn't``."""
    small = small.replace("’", "'").replace("ʼ", "'")
    if "'" not in small:
        yield small, start, start + len(small)
    elif language.separates:
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
        if count > len(mentions) or parts[0] != mentions[-count].word.form:  # as in nearly all
            continue
        if parts == tuple([mention.word.form for mention in mentions[-count:]]):
            first = mentions[-count]
            if last.clause - first.clause > (1 if "clause" in word.roles else 0) and count == 2:
                continue
            del mentions[-count:]
            mentions.append(Mention(word, first.start, last.end, first.clause, False))
            return
