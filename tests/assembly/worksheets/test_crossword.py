"""Crosswords: the grid contains the given words and nothing else."""

from __future__ import annotations

from itertools import groupby
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.assembly.worksheets.crossword_grid import WIDEST, Laid, Word, lay_out
from quizgen.assembly.worksheets.grid_words import Place
from quizgen.model.cells import capitals, cells

ENGLISH = (
    "weavers language thousands online hundreds agriculture eastern western transport investment wheat underwater"
    " pivotal fivefold logistics renewable humanitarian energy crest amplitude frequency transverse longitudinal"
    " ultrasound twice"
)
RUSSIAN = (
    "волна частота период амплитуда энергия звук эхо вакуум длина скорость сталь воздух гребень впадина музыка октава"
    " струна сирена ультразвук колебание источник приёмник свет радио антенна"
)
ARABIC = (
    "موجة تردد طاقة صوت صدى فراغ سرعة هواء فولاذ موسيقى وتر خفاش اهتزاز ضوء مجال تيار شحنة ذرة جزيء حرارة قدرة كتلة"
    " تسارع قصور مغناطيس"
)
LOOKS = 15_000  # enough to improve a grid many times, and a tenth of what a worksheet takes
WORDS = st.lists(st.text("abcdeé", min_size=2, max_size=9).map(tuple), min_size=1, max_size=14, unique=True)


def letters(words: list[Word], laid: tuple[Laid, ...]) -> dict[Place, str]:
    """The grid; fails where two words want different letters in one cell."""
    grid: dict[Place, str] = {}
    for each in laid:
        for index, letter in enumerate(words[each.word]):
            place = (each.row + index * each.down, each.column + index * (not each.down))
            assert grid.setdefault(place, letter) == letter
    return grid


def runs(grid: dict[Place, str], down: bool) -> list[tuple[Place, Word]]:
    """Everything of two letters or more that can be read across or down, with the cell where it begins."""
    turned = {(column, row) if down else (row, column): letter for (row, column), letter in grid.items()}
    found = []
    for _, run in groupby(enumerate(sorted(turned)), key=lambda each: (each[1][0], each[1][1] - each[0])):
        places = [place for _, place in run]
        if len(places) > 1:
            row, column = places[0]
            found.append(((column, row) if down else (row, column), tuple(turned[place] for place in places)))
    return sorted(found)


def check(words: list[Word], laid: tuple[Laid, ...]) -> None:
    grid = letters(words, laid)
    for down in (False, True):
        own = sorted(((each.row, each.column), words[each.word]) for each in laid if each.down == down)
        assert runs(grid, down) == own
    reached = {next(iter(grid))}
    while (
        more := {(row + y, column + x) for row, column in reached for y, x in ((0, 1), (1, 0), (0, -1), (-1, 0))}
        & grid.keys() - reached
    ):
        reached |= more
    assert reached == grid.keys()
    assert min(row for row, _ in grid) == min(column for _, column in grid) == 0
    assert max(map(max, grid)) < WIDEST


@settings(max_examples=10)
@given(WORDS, st.integers(0, 99))
def test_what_can_be_read_are_the_words(words: list[Word], seed: int) -> None:
    laid = lay_out(words, len(words), Random(seed), LOOKS)
    assert len({each.word for each in laid}) == len(laid) >= 1
    check(words, laid)


def test_nearly_all_words_of_a_lesson_find_their_place() -> None:
    for seed, text in enumerate((ENGLISH, RUSSIAN, ARABIC)):
        words = [cells(capitals(word, "")) for word in text.split()]
        laid = lay_out(words, len(words), Random(seed), LOOKS)
        check(words, laid)
        assert len(laid) >= 0.9 * len(words)


def test_a_word_that_crosses_none_gives_its_place_to_another() -> None:
    words = [tuple(word) for word in ("stone", "tenor", "xyz", "notes", "onset", "rents")]
    laid = lay_out(words, 4, Random(1))
    assert sorted({each.word for each in laid} & {0, 1, 2, 3}) == [0, 1, 3]
    assert len(laid) == 4
    check(words, laid)


def test_a_seed_gives_one_grid() -> None:
    words = [cells(capitals(word, "en")) for word in ENGLISH.split()[:10]]
    grids = [lay_out(words, 10, Random(seed), LOOKS) for seed in (1, 1, 2)]
    assert grids[0] == grids[1] != grids[2]


def test_no_words_make_no_grid() -> None:
    assert lay_out([], 20, Random(1)) == ()
