"""A draft of a fact from words that a teacher has selected in the article."""

from __future__ import annotations

import re
import unicodedata

from quizgen.checks.support.analysed_text import analysed_text
from quizgen.checks.support.passage import ArticleText
from quizgen.model.text import as_statement, pieces
from quizgen.reading.facts.record_edits import Plain
from quizgen.studio.snapshot import Snapshot

MOST_QUOTED = 10  # words, as the rule long-quote has it
_MOST_ANSWER = 5  # words that are taken for the answer itself; more are the passage that has it
_LONGEST_ID = 40  # characters
_WORD = re.compile(r"\w+")
_SIGNS = "%€$£¥₸₽"  # behind a number or, of money, before it
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")


def fact_from_selection(snapshot: Snapshot, number: int, start: int, end: int) -> dict[str, Plain]:
    """The record of a draft about the words from ``start`` to ``end`` of a paragraph.

    The sentence is its statement. A few words that are selected are the answer; in more, the likeliest is looked for.
    """
    assert snapshot.article is not None
    text = snapshot.article.index.text(number)
    start, end = _whole_words(text, min(start, len(text)), min(end, len(text)))
    sentence_start, sentence_end = _sentence_around(snapshot.article, number, start, end)
    sentence = text[sentence_start:sentence_end]
    if start == end:  # nothing but spaces or marks was selected
        start, end = sentence_start, sentence_end
    if len(text[start:end].split()) <= _MOST_ANSWER and (start, end) != (sentence_start, sentence_end):
        answer = (start - sentence_start, end - sentence_start)
        quoted = _words_around(text, sentence_start, sentence_end, start, end)
    else:
        answer = _likeliest_answer(snapshot.article, sentence, start - sentence_start, end - sentence_start)
        quoted = _words_around(
            text, sentence_start, sentence_end, sentence_start + answer[0], sentence_start + answer[1]
        )
        if len(text[start:end].split()) <= MOST_QUOTED:
            quoted = (start, end)
    answer = _without_braces(sentence, *_whole_formulas(sentence, *answer))
    before, answered, after = sentence[: answer[0]], sentence[answer[0] : answer[1]], sentence[answer[1] :]
    statement = f"{as_statement(before)}{{{as_statement(answered)}}}{as_statement(after)}"
    evidence: dict[str, Plain] = {"paragraph": str(number), "quote": text[quoted[0] : quoted[1]].strip(" ,;:.")}
    return {"id": _new_id(answered, before, snapshot), "statement": statement, "evidence": evidence, "status": "draft"}


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The words that the selection touches, without the marks around them."""
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    while start > 0 and text[start - 1].isalnum() and start < len(text) and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    if text[end : end + 1] in _SIGNS:
        end += len(text[end : end + 1])
    if start < end and start > 0 and text[start].isdigit() and text[start - 1] in _SIGNS:
        start -= 1
    return start, end


def _sentence_around(article: ArticleText, number: int, start: int, end: int) -> tuple[int, int]:
    """The sentence with the words, or the sentences, where they are in several."""
    spans = [(sentence.start, sentence.start + len(sentence.sentence.text)) for sentence in article.sentences(number)]
    inside = [span for span in spans if span[0] < max(end, start + 1) and start < span[1]]
    text = article.index.text(number)
    sentence_start, sentence_end = (inside[0][0], inside[-1][1]) if inside else (0, len(text))
    return sentence_start, sentence_start + len(text[sentence_start:sentence_end].rstrip())


def _words_around(text: str, sentence_start: int, sentence_end: int, start: int, end: int) -> tuple[int, int]:
    """At most ten words of the sentence, with the answer in their middle."""
    words = [
        (match.start() + sentence_start, match.end() + sentence_start)
        for match in re.finditer(r"\S+", text[sentence_start:sentence_end])
    ]
    first = next((number for number, (_, stop) in enumerate(words) if stop > start), 0)
    last = next((number for number, (_, stop) in enumerate(words) if stop >= end), len(words) - 1)
    spare = max(0, MOST_QUOTED - (last - first + 1))
    left = max(0, min(first - spare // 2, len(words) - MOST_QUOTED))
    right = min(len(words) - 1, max(last, left + MOST_QUOTED - 1))
    if last < right < len(words) - 1 and text[words[right][1] - 1].isdigit():
        right -= 1  # what follows belongs to the number: 529 million
    return words[left][0], words[right][1]


def _likeliest_answer(article: ArticleText, sentence: str, start: int, end: int) -> tuple[int, int]:
    """A number in the selected part of a sentence, else a name that does not begin it, else its longest word."""
    analysis = analysed_text(sentence, article.language)
    spans = [(number.start, number.end) for number in analysis.quantities if not number.implicit]
    names = [(analysis.mentions[run[0]].start, analysis.mentions[run[-1]].end) for run in analysis.names]
    spans += sorted(names, key=lambda name: name[0] == 0)
    for span in spans:
        if start <= span[0] and span[1] <= end and span != (0, len(sentence)):
            return span
    longest = max(_LONG_WORD.finditer(sentence, start, end), key=lambda match: len(match[0]), default=None)
    return longest.span() if longest else (start, end)


def _without_braces(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The longest part of a sentence from ``start`` to ``end`` that can be in braces, which has none itself."""
    offset, spans = start, [(start, start)]
    for piece, is_formula in pieces(sentence[start:end]):
        for run in re.finditer(r".+" if is_formula else r"[^{}]+", piece, re.DOTALL):
            run_start = offset + run.start()
            joins = spans[-1][1] == run_start
            spans.append((spans[-1][0] if joins else run_start, offset + run.end()))
        offset += len(piece)
    return max(spans, key=lambda span: span[1] - span[0])


def _whole_formulas(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence with the whole of each formula that it touches."""
    offset = 0
    for piece, is_formula in pieces(sentence):
        if is_formula and offset < end and start < offset + len(piece):
            start, end = min(start, offset), max(end, offset + len(piece))
        offset += len(piece)
    return start, end


def _new_id(answer: str, before: str, snapshot: Snapshot) -> str:
    """An id from the answer that no other fact has; before a number comes the word that was in front of it."""
    words = _WORD.findall(unicodedata.normalize("NFC", answer.lower()).replace("_", " "))
    if not any(character.isalpha() for character in answer):
        words = [*_WORD.findall(before.lower().replace("_", " "))[-1:], *words]
    stem = "-".join(words) or "fact"
    if len(stem) > _LONGEST_ID:
        stem = stem[: _LONGEST_ID + 1].rpartition("-")[0] or stem[:_LONGEST_ID]
    id, number, taken = stem, 2, set(snapshot.ids())
    while id in taken:
        id, number = f"{stem}-{number}", number + 1
    return id
