"""Entries → worksheets. Which of them a sheet has is drawn by lots, one for each fact, so none disturbs another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from quizgen.assembly import bingo, crossword, word_search
from quizgen.assembly.features import tagged
from quizgen.model.cells import capitals, cells, enumeration
from quizgen.model.identity import seeded
from quizgen.model.question import Part, Question
from quizgen.model.quiz import Student
from quizgen.model.text import folded
from quizgen.model.worksheets import Bingo, Card, Crossword, Entry, WordSearch

Alike = Callable[[Part, Part], bool]


def parts_of(questions: Iterable[Question], tags: Sequence[str]) -> list[Part]:
    """The entries of one kind that several collections have, of facts with ``tags``, each thing once."""
    chosen: list[Part] = []
    for question in questions:
        alike = {"word-search": _hidden, "crossword": _same_word}.get(question.kind, _same_answer)
        for part in question.parts:
            if tagged(part.fact, tags) and not any(alike(part, other) for other in chosen):
                chosen.append(part)
    return chosen


def make_crossword(parts: Sequence[Part], most: int, seed: int) -> Crossword:
    """A crossword of ``most`` entries, or as many as cross one another."""
    drawn = _drawn(parts, "crossword", seed)
    words = [_word(part) for part in drawn]
    laid = crossword.lay_out(words, most, seeded(seed, "crossword"))
    starts = sorted({(each.row, each.column) for each in laid})
    entries = sorted(
        (
            Entry(
                drawn[each.word],
                words[each.word],
                each.row,
                each.column,
                word_search.DOWN if each.down else word_search.RIGHT,
                starts.index((each.row, each.column)) + 1,
                _lengths(drawn[each.word]),
            )
            for each in laid
        ),
        key=lambda entry: (entry.number, entry.step),
    )
    covered = [place for entry in entries for place in entry.places]
    rows, columns = (max(place[axis] for place in covered) + 1 for axis in (0, 1))
    return Crossword(rows, columns, tuple(entries))


def make_word_search(
    parts: Sequence[Part], most: int, level: int, clues: bool, unwanted: Sequence[str], seed: int
) -> WordSearch | None:
    """A word search of ``most`` entries or all that there are; None where these words cannot be hidden."""
    kept = set(_drawn(parts, "word-search", seed)[:most])
    drawn = [part for part in parts if part in kept]
    words = [_word(part) for part in drawn]
    language = drawn[0].fact.source.language
    ill = [cells(capitals(word, language)) for word in unwanted]
    made = word_search.lay_out(words, level, ill, seeded(seed, "word-search"))
    if made is None:
        return None
    starts, rows = made
    found = zip(drawn, words, starts, strict=True)
    entries = (
        Entry(part, word, row, column, step, number, _lengths(part))
        for number, (part, word, (row, column, step)) in enumerate(found, 1)
    )
    return WordSearch(rows, tuple(entries), clues)


def make_bingo(
    parts: Sequence[Part], side: int, free: bool, cards: int, students: Sequence[Student], seed: int
) -> Bingo:
    """So many cards, or one for each student, and the calls in their order."""
    calls = tuple(_drawn(parts, "bingo", seed))
    dealt = bingo.deal(len(calls), len(students) or cards, side, free, seeded(seed, "bingo"))
    holders: Sequence[Student | None] = students or [None] * cards
    made = (
        Card(number, tuple(None if call is None else calls[call] for call in fields), holder)
        for number, (fields, holder) in enumerate(zip(dealt, holders, strict=True), 1)
    )
    return Bingo(side, calls, tuple(made))


def _drawn(parts: Sequence[Part], kind: str, seed: int) -> list[Part]:
    """The parts in the order of their lots."""
    return sorted(parts, key=lambda part: seeded(seed, kind, part.fact.key).random())


def _word(part: Part) -> crossword.Word:
    return cells(capitals(str(part.answer), part.fact.source.language))


def _lengths(part: Part) -> str:
    return enumeration(capitals(str(part.answer), part.fact.source.language))


def _same_answer(part: Part, other: Part) -> bool:
    return folded(str(part.answer)) == folded(str(other.answer))


def _same_word(part: Part, other: Part) -> bool:
    return _word(part) == _word(other)


def _hidden(part: Part, other: Part) -> bool:
    """Whether one word would be found within the other, forwards or backwards."""
    short, long = sorted((tuple(map(word_search.plain, _word(each))) for each in (part, other)), key=len)
    text = "".join(long)
    return "".join(short) in text or "".join(reversed(short)) in text
