"""Finds a quote in its article: as it stands, then but for typography, then but for a few letters.

Numerals are never matched loosely: to an edit distance "$592" is nearly "$529".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from quizgen.model.article import Anchor, Article, Match
from quizgen.model.fact import Evidence
from quizgen.model.numbers import numerals

FUZZY = 85.0  # per cent of rapidfuzz's ratio from which a quote is taken to be meant
FEWEST_WORDS = 3  # a quote of fewer words is found as it stands or not at all
CONTEXT_WORDS = 3  # words before or after a quote that tell it from its like
NEAR = 60.0  # per cent from which the nearest words are worth showing

_STRICT: tuple[Match, ...] = ("exact", "normalised")
_ELLIPSIS = re.compile(r"\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*")
_FOLDED = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′ʼ`´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": ""}
)


@lru_cache(maxsize=512)
def normalised(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` with one sort of quotation mark, dash and space, composed and without ligatures and soft hyphens.

    Also gives for each character of it the place of its original in ``text``.
    """
    characters: list[str] = []
    places: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[start:end]).translate(_FOLDED)
        if len(cluster) == 1 and "\ufb00" <= cluster <= "\ufb06":
            cluster = unicodedata.normalize("NFKC", cluster)
        if cluster.isspace():
            cluster = " " if characters and characters[-1] != " " else ""
        characters += cluster
        places += [start] * len(cluster)
        start = end
    return "".join(characters), (*places, len(text))


def locate(evidence: Evidence, article: Article) -> Anchor:
    """Where the quote of ``evidence`` stands, in its own context where that is given.

    Of several places, the one with the offset is meant.
    """
    anchor = find(evidence.quote, evidence.paragraph, article, prefix=evidence.prefix, suffix=evidence.suffix)
    if evidence.offset is None or anchor.start == evidence.offset or anchor.places.count(anchor.paragraph) < 2:
        return anchor
    parts = [part for part in _ELLIPSIS.split(evidence.quote.strip()) if part]
    paragraph = article.paragraphs[anchor.paragraph - 1]
    for start, end in _spans(parts, paragraph, loosely=anchor.match == "normalised"):
        if start == evidence.offset:
            return replace(anchor, start=start, end=end, nearest=paragraph[start:end])
    return anchor


def context(anchor: Anchor, article: Article) -> tuple[str, str]:
    """The few words before and after what was found, as they stand there."""
    paragraph = article.paragraphs[anchor.paragraph - 1]
    before, after = paragraph[: anchor.start].split(), paragraph[anchor.end :].split()
    return " ".join(before[-CONTEXT_WORDS:]), " ".join(after[:CONTEXT_WORDS])


def find(quote: str, paragraph: int, article: Article, *, prefix: str = "", suffix: str = "") -> Anchor:
    """Where ``quote`` stands in ``article``; it is looked for in ``paragraph`` (from 1) before all others.

    An ellipsis in the quote stands for words left out inside one paragraph. ``prefix`` and ``suffix`` are words that
    must stand right before and after it.
    """
    parts = [part for part in _ELLIPSIS.split(quote.strip()) if part]
    order = sorted(range(1, len(article.paragraphs) + 1), key=lambda number: number != paragraph)
    for match in _STRICT:
        found = [
            (number, span)
            for number in order
            for span in _spans(parts, article.paragraphs[number - 1], loosely=match == "normalised")
            if _amid(article.paragraphs[number - 1], span, prefix, suffix)
        ]
        if found:
            number, (start, end) = found[0]
            places = tuple(each for each, _ in found)
            text = article.paragraphs[number - 1][start:end]
            return Anchor(match, number, start, end, places, text)
    return Anchor("missing") if prefix or suffix else _fuzzy(" ".join(parts), order, article)


def _amid(paragraph: str, span: tuple[int, int], prefix: str, suffix: str) -> bool:
    before, after = normalised(paragraph[: span[0]])[0].rstrip(), normalised(paragraph[span[1] :])[0].lstrip()
    return before.endswith(normalised(prefix)[0].strip()) and after.startswith(normalised(suffix)[0].strip())


def _spans(parts: Sequence[str], paragraph: str, *, loosely: bool) -> Iterator[tuple[int, int]]:
    """Every place in ``paragraph`` where ``parts`` stand one after the other."""
    text, places = normalised(paragraph) if loosely else (paragraph, ())
    wanted = [normalised(part)[0].strip() for part in parts] if loosely else parts
    begin = 0
    while wanted and (start := _find(text, wanted[0], begin)) >= 0:
        end = start + len(wanted[0])
        for part in wanted[1:]:
            next_ = _find(text, part, end)
            if next_ < 0:
                return
            end = next_ + len(part)
        yield (places[start], places[end]) if loosely else (start, end)
        begin = end


def _find(text: str, part: str, begin: int) -> int:
    """The next place of ``part`` as whole words and numbers: "14" does not stand in "143", nor "art" in "part"."""
    start = text.find(part, begin)
    while start >= 0:
        end = start + len(part)
        if not _inside_word(text, start) and not _inside_word(text, end):
            return start
        start = text.find(part, start + 1)
    return -1


def _inside_word(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isdigit() and after in ".," and text[place + 1 : place + 2].isdigit():
        return True
    if before in ".," and after.isdigit() and text[place - 2 : place - 1].isdigit():
        return True
    return (before.isdigit() and after.isdigit()) or (_cased(before) and _cased(after))


def _cased(character: str) -> bool:
    # Scripts without upper case (Chinese, Thai, …) may part words without a space.
    return character.lower() != character.upper()


def _fuzzy(quote: str, order: Sequence[int], article: Article) -> Anchor:
    from rapidfuzz import fuzz

    wanted = normalised(quote)[0].casefold()
    best, best_score = Anchor("missing"), NEAR
    for number in order:
        paragraph = article.paragraphs[number - 1]
        text, places = normalised(paragraph)
        folded = text.casefold()
        if len(folded) != len(text):
            folded = text.lower() if len(text.lower()) == len(text) else text
        if len(wanted) > len(folded):
            continue  # the paragraph would be looked for in the quote
        alignment = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=best_score)
        if alignment is None or alignment.score <= best_score:
            continue
        start, end = _whole_words(text, alignment.dest_start, alignment.dest_end)
        span = text[start:end]
        best_score = alignment.score
        same = sorted(numerals(quote)) == sorted(numerals(span)) and len(wanted.split()) >= FEWEST_WORDS
        match: Match = "fuzzy" if same and fuzz.ratio(wanted, folded[start:end]) >= FUZZY else "missing"
        original = paragraph[places[start] : places[end]]
        best = Anchor(match, number, places[start], places[end], (number,), original)
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
