"""Scans and photographs of filled sheets are read as they were meant, or a person is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from filled_sheets import Pen, Pixels, Sheet, folded, photograph, scan
from grading.conftest import Printed

from quizgen.grading.known_sheets import KnownSheets, read_known_sheets
from quizgen.grading.reader import ReadPage, RefusedPage, read_page


def known(printed: Printed, recipe: str) -> KnownSheets:
    return read_known_sheets(printed.root / "build" / recipe)


def read(printed: Printed, recipe: str, image: Pixels) -> ReadPage:
    page = read_page(image, known(printed, recipe))
    assert isinstance(page, ReadPage), page
    return page


def answers(page: ReadPage) -> dict[tuple[str, int], tuple[str, ...]]:
    assert not [row for row in page.rows if row.judgement.doubt]
    return {(row.question, row.row): row.judgement.values for row in page.rows}


WEAR: dict[str, Callable[[Pixels], Pixels]] = {
    "scan": scan,
    "upside down and smaller": lambda image: scan(image, angle=-4, scale=0.8, turns=2),
    "sideways": lambda image: scan(image, turns=1),
    "corner with a mark and a code folded over": lambda image: scan(folded(image, 1, 150)),
    "photograph of bent paper under a shadow": photograph,
}


@pytest.mark.parametrize("wear", WEAR.values(), ids=list(WEAR))
def test_what_is_filled_in_is_read(printed: Printed, wear: Callable[[Pixels], Pixels]) -> None:
    sheet = printed.filled("paper", "A", "407")
    page = read(printed, "paper", wear(sheet.image))
    assert answers(page) == sheet.meant
    assert [digit.values for digit in page.student] == [("4",), ("0",), ("7",)]


@pytest.mark.parametrize(("recipe", "form", "number"), [("boxed", "B", 2), ("class", "18", 1), ("class", "é.9", 1)])
def test_boxes_in_the_quiz_and_sheets_of_students_are_read(
    printed: Printed, recipe: str, form: str, number: int
) -> None:
    sheet = printed.filled(recipe, form, number=number)
    page = read(printed, recipe, scan(sheet.image))
    assert answers(page) == sheet.meant
    assert page.sheet.form == form


PENS = {"ballpoint": Pen(0.4, 0.97), "felt": Pen(1.2, 0.95), "hard": Pen(0.6, 0.4), "faint": Pen(0.6, 0.14)}


@pytest.mark.parametrize("pen", PENS.values(), ids=list(PENS))
def test_levels_are_those_of_the_page(printed: Printed, pen: Pen) -> None:
    sheet = printed.page("paper", "B")
    sheet.answer(*first(sheet, "short-answer")[:2], ["1"])  # the teacher's pen is another
    sheet.fill_in(np.random.default_rng(3), pen)
    assert answers(read(printed, "paper", scan(sheet.image))) == sheet.meant


CHOICE = "multiple-choice"


def first(sheet: Sheet, kind: str = CHOICE) -> tuple[str, int, tuple[str, ...]]:
    answer = next(answer for answer in sheet.page.fields if answer.question.endswith(kind))
    return answer.question, answer.row, tuple(box.value for box in answer.boxes)


def judged(printed: Printed, sheet: Sheet, question: str) -> tuple[tuple[str, ...], str]:
    sheet.write_number("001")
    sheet.fill_in(np.random.default_rng(1))
    row = next(row for row in read(printed, "paper", scan(sheet.image)).rows if row.question == question)
    return row.judgement.values, str(row.judgement.doubt)


def test_two_marks_are_a_doubt_unless_one_is_struck_out(printed: Printed) -> None:
    sheet = printed.page("paper", "A")
    question, row, values = first(sheet)
    sheet.answer(question, row, values[:2])
    assert judged(printed, sheet, question) == (values[:2], "two")
    sheet = printed.page("paper", "A")
    sheet.mark(sheet.box(question, row, values[0]), Pen(), "struck")
    sheet.answer(question, row, values[1:2])
    assert judged(printed, sheet, question) == (values[1:2], "")


@pytest.mark.parametrize(
    ("how", "guessed", "doubt"), [("erased", False, "trace"), ("ring", True, "outside"), ("struck", False, "struck")]
)
def test_a_line_without_a_plain_mark_is_a_doubt(printed: Printed, how: str, guessed: bool, doubt: str) -> None:
    sheet = printed.page("paper", "A")
    question, row, values = first(sheet)
    sheet.answer(question, row, values[1:2], Pen(0.4, 0.9) if how == "ring" else Pen(), how)
    assert judged(printed, sheet, question) == (values[1:2] if guessed else (), doubt)


def test_what_was_erased_beside_a_mark_is_no_doubt(printed: Printed) -> None:
    sheet = printed.page("paper", "A")
    question, row, values = first(sheet)
    sheet.mark(sheet.box(question, row, values[0]), Pen(), "erased")
    sheet.answer(question, row, values[1:2])
    assert judged(printed, sheet, question) == (values[1:2], "")


def test_a_blank_line_is_blank_and_the_teachers_is_not_zero(printed: Printed) -> None:
    sheet = printed.page("paper", "A")
    question, row, _ = first(sheet)
    points, points_row, _ = first(sheet, "short-answer")
    sheet.meant[question, row] = sheet.meant[points, points_row] = ()
    assert judged(printed, sheet, question) == ((), "")
    row_of_points = next(row for row in read(printed, "paper", scan(sheet.image)).rows if row.question == points)
    assert (row_of_points.judgement.values, row_of_points.judgement.doubt) == ((), "no-points")


def test_a_covered_box_is_a_doubt(printed: Printed) -> None:
    sheet = printed.filled("paper", "A", "001")
    question, row, values = first(sheet)
    box = sheet.box(question, row, values[0])
    x, y = (round((place) * sheet.per_mm) for place in (box.x + sheet.page.left, box.y + sheet.page.top))
    sheet.image[y - 20 : y + 20, x - 20 : x + 20] = 230
    row_read = next(row for row in read(printed, "paper", scan(sheet.image)).rows if row.question == question)
    assert row_read.judgement.doubt == "covered"


def refused(printed: Printed, recipe: str, image: Pixels) -> str:
    page = read_page(image, known(printed, recipe))
    assert isinstance(page, RefusedPage), page
    return page.why


def test_pages_that_do_not_belong_here_are_refused(printed: Printed) -> None:
    image = printed.page("paper", "A").image
    assert refused(printed, "boxed", image) == "other-quiz"
    assert refused(printed, "paper", np.full((1500, 1000), 255, np.uint8)) == "foreign"
    hidden = image.copy()
    for code in printed.sheet("paper", "A").pages[0].codes:
        x, y = (round((place + 17) * 150 / 25.4) for place in (code.x, code.y))
        hidden[y - 50 : y + 50, x - 50 : x + 50] = 255
    assert refused(printed, "paper", hidden) == "no-code"


def test_boxes_that_are_not_where_they_should_be_refuse_the_page(printed: Printed) -> None:
    sheet = printed.page("paper", "A")
    middle = sheet.image[400:-200].copy()
    sheet.image[400:-200] = np.roll(middle, 60, axis=0)  # 10 mm
    assert refused(printed, "paper", sheet.image) == "not-found"


def test_a_page_on_which_nothing_is_filled_in_is_read(printed: Printed) -> None:
    sheet = printed.page("class", "17")
    bare = sheet.page.model_copy(update={"student": (), "fields": ()})
    of_class = known(printed, "class")
    hash = printed.sheet("class", "17").hash
    archived = of_class.sheets[hash]
    archived = archived.model_copy(update={"sheet": archived.sheet.model_copy(update={"pages": (bare,)})})
    page = read_page(scan(sheet.image), replace(of_class, sheets={hash: archived}))
    assert isinstance(page, ReadPage)
    assert page.rows == ()
