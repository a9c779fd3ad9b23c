"""Finds a quote in its article: to the letter, then except for typography, then except for a slip of a few letters.

It is looked for in the paragraph that the fact names, and only if it is not there, through the index, in the others.

Numerals are never matched loosely: to an edit distance "$592" is nearly "$529".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.normalisation import normalised_text
from quizgen.model.article import Anchor, Article, Match
from quizgen.model.fact import Evidence
from quizgen.model.numbers import numerals

FUZZY = 85.0  # per cent of rapidfuzz's ratio from which a quote is taken to be meant
FEWEST_WORDS = 3  # a quote of fewer words is found word for word, capitals aside, or not at all
CONTEXT_WORDS = 3  # words before or after a quote that tell it from its like
NEAR = 60.0  # per cent from which the nearest words are worth showing

_STRICT: tuple[Match, ...] = ("exact", "normalised")
_ELLIPSIS = re.compile(r"(?:(?<!\s)\s+)?(?:\[?…\]?|\[?\.\.\.\]?)\s*")


def locate(evidence: Evidence, index: ArticleIndex) -> Anchor:
    """Where the quote of ``evidence`` is, in its own context where that is given.

    Of several places, the one with the offset is meant.
    """
    anchor = find(evidence.quote, evidence.paragraph, index, prefix=evidence.prefix, suffix=evidence.suffix)
    if evidence.offset is None or anchor.start == evidence.offset or anchor.places.count(anchor.paragraph) < 2:
        return anchor
    for start, end in _spans(_parts(evidence.quote), anchor.paragraph, index, loosely=anchor.match == "normalised"):
        if start == evidence.offset:
            return replace(anchor, start=start, end=end, nearest=index.text(anchor.paragraph)[start:end])
    return anchor


def context(anchor: Anchor, article: Article) -> tuple[str, str]:
    """The few words before and after what was found, as the article has them."""
    paragraph = article.paragraphs[anchor.paragraph - 1]
    before, after = paragraph[: anchor.start].split(), paragraph[anchor.end :].split()
    return " ".join(before[-CONTEXT_WORDS:]), " ".join(after[:CONTEXT_WORDS])


def find(quote: str, paragraph: int, index: ArticleIndex, *, prefix: str = "", suffix: str = "") -> Anchor:
    """Where ``quote`` is in the article of ``index``: in ``paragraph`` (from 1) or, if it is not there, in another.

    An ellipsis in the quote is for words left out inside one paragraph. ``prefix`` and ``suffix`` are words that
    must be right before and after it.
    """
    parts = _parts(quote)
    named = (paragraph,) if 0 < paragraph <= len(index.paragraphs) else ()
    anchor = _strict_anchor(parts, named, index, prefix, suffix)
    if anchor is None:
        others = index.candidates([normalised_text(part)[0] for part in parts])
        anchor = _strict_anchor(parts, others, index, prefix, suffix)
    if anchor is not None:
        return anchor
    return Anchor("missing") if prefix or suffix else _fuzzy(" ".join(parts), named, index)


def _strict_anchor(
    parts: Sequence[str], numbers: Iterable[int], index: ArticleIndex, prefix: str, suffix: str
) -> Anchor | None:
    """Where ``parts`` are in the paragraphs ``numbers``, to the letter or else except for typography."""
    numbers = list(numbers)
    for match in _STRICT:
        occurrences: list[tuple[int, tuple[int, int]]] = []
        for number in numbers:
            for span in _spans(parts, number, index, loosely=match == "normalised"):
                if _is_amid(index.text(number), span, prefix, suffix):
                    occurrences.append((number, span))
        if occurrences:
            number, (start, end) = occurrences[0]
            places = tuple(number for number, _ in occurrences)
            return Anchor(match, number, start, end, places, index.text(number)[start:end])
    return None


def _parts(quote: str) -> list[str]:
    """The quote without its ellipses."""
    return [part for part in _ELLIPSIS.split(quote.strip()) if part]


def _is_amid(paragraph: str, span: tuple[int, int], prefix: str, suffix: str) -> bool:
    if not prefix and not suffix:
        return True
    before, after = normalised_text(paragraph[: span[0]])[0].rstrip(), normalised_text(paragraph[span[1] :])[0].lstrip()
    return before.endswith(normalised_text(prefix)[0].strip()) and after.startswith(normalised_text(suffix)[0].strip())


def _spans(parts: Sequence[str], number: int, index: ArticleIndex, *, loosely: bool) -> Iterator[tuple[int, int]]:
    """Every place in the paragraph ``number`` where ``parts`` follow one another."""
    text, places = index.text(number), tuple[int, ...]()
    if loosely:
        text, places = index.normalised_paragraph(number)
        parts = [normalised_text(part)[0].strip() for part in parts]
    begin = 0
    while parts and (start := _find(text, parts[0], begin)) >= 0:
        end = start + len(parts[0])
        for part in parts[1:]:
            next_ = _find(text, part, end)
            if next_ < 0:
                return
            end = next_ + len(part)
        yield (places[start], places[end]) if loosely else (start, end)
        begin = end


def _find(text: str, part: str, begin: int) -> int:
    """The next place of ``part`` as whole words and numbers: "14" is not in "143", and "art" is not in "part"."""
    start = text.find(part, begin)
    while start >= 0:
        end = start + len(part)
        if not _is_inside_word(text, start) and not _is_inside_word(text, end):
            return start
        start = text.find(part, start + 1)
    return -1


def _is_inside_word(text: str, offset: int) -> bool:
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before.isdigit() and after in ".," and text[offset + 1 : offset + 2].isdigit():
        return True
    if before in ".," and after.isdigit() and text[offset - 2 : offset - 1].isdigit():
        return True
    return (before.isdigit() and after.isdigit()) or (_has_case(before) and _has_case(after))


def _has_case(character: str) -> bool:
    # Scripts without upper case (Chinese, Thai, …) may separate words without a space.
    return character.lower() != character.upper()


def _fuzzy(quote: str, named: Sequence[int], index: ArticleIndex) -> Anchor:
    from rapidfuzz import fuzz

    folded_quote = normalised_text(quote)[0].casefold()
    best, best_score = Anchor("missing"), NEAR
    for number in dict.fromkeys((*named, *index.nearest(normalised_text(quote)[0]))):
        paragraph = index.text(number)
        text, places = index.normalised_paragraph(number)
        folded = text.casefold()
        if len(folded) != len(text):
            folded = text.lower() if len(text.lower()) == len(text) else text
        if len(folded_quote) > len(folded):
            continue  # the paragraph would be looked for in the quote
        alignment = fuzz.partial_ratio_alignment(folded_quote, folded, score_cutoff=best_score)
        if alignment is None or alignment.score <= best_score:
            continue
        start, end = _whole_words(text, alignment.dest_start, alignment.dest_end)
        span = text[start:end]
        best_score = alignment.score
        is_enough = len(folded_quote.split()) >= FEWEST_WORDS or folded_quote == folded[start:end]
        has_same_numerals = sorted(numerals(quote)) == sorted(numerals(span))
        is_close = fuzz.ratio(folded_quote, folded[start:end]) >= FUZZY
        match: Match = "fuzzy" if is_enough and has_same_numerals and is_close else "missing"
        original = paragraph[places[start] : places[end]]
        best = Anchor(match, number, places[start], places[end], (number,), original)
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
