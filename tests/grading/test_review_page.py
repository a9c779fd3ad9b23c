"""A teacher looks at what is doubtful, in a real browser, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from accessibility import barriers
from background_server import in_background
from filled_sheets import Pen, scan
from grading.conftest import Printed

from quizgen.commands.grade import DECISIONS, grade, read_decisions, rebuild
from quizgen.commands.grade_review import ReviewDesk
from quizgen.executors import workers_at
from quizgen.grading.review_page import application
from quizgen.words.catalogues import words_for
from quizgen.words.grading_words import MESSAGES

KEY = "k" * 22


@pytest.fixture(scope="module")
def doubtful(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pile with two marks on one answer, an erased one, a student without a number, and a damaged file."""
    folder = tmp_path_factory.mktemp("doubtful")
    sheet = printed.page("boxed", "A")
    one, other = [answer for answer in sheet.page.fields if answer.choose == "one"][:2]
    sheet.write_number("311")
    sheet.answer(one.question, one.row, [box.value for box in one.boxes[:2]])
    sheet.answer(other.question, other.row, [other.boxes[0].value], Pen(), "erased")
    sheet.fill_in(np.random.default_rng(5))
    cv2.imwrite(str(folder / "1.png"), scan(sheet.image))
    cv2.imwrite(str(folder / "2.png"), scan(printed.filled("boxed", "B").image))
    (folder / "3.png").write_bytes(b"\x89PNG\r\n\x1a\n damaged")
    with workers_at() as workers:
        report = grade(
            printed.project, "boxed", [folder], printed.root / "build", workers, lambda stage, done, total: None
        )
    assert report.rest
    return printed.root / "build/boxed/grade"


@contextmanager
def running(printed: Printed) -> Iterator[str]:
    desk = ReviewDesk(printed.project, "boxed", printed.root / "build")
    with in_background(lambda port: application(desk, KEY, port), KEY) as address:
        yield address


def test_the_keyboard_is_enough(printed: Printed, doubtful: Path, browser: Any) -> None:
    decisions = doubtful / DECISIONS
    with running(printed) as address:
        page = browser.new_page()
        page.goto(address)
        left = page.locator("#left")
        page.locator("#item:not([hidden])").wait_for()
        assert page.url.endswith("/")  # the key does not stay in the address
        first = left.text_content()
        assert barriers(page) == []

        page.locator("#picture").wait_for()
        two = next(iter_reasons(page, "several boxes"))
        page.keyboard.press("2")
        wait_for_less(page, first)
        (decision,) = read_decisions(decisions)
        assert decision.answer is not None and len(decision.answer) == 1
        page.keyboard.press("u")
        page.locator("#left", has_text=first).wait_for()
        assert read_decisions(decisions) == ()
        assert two

        seen: set[str] = set()
        while page.locator("#done").is_hidden():
            before = left.text_content()
            kind = "student" if page.locator("#number").is_visible() else "choice"
            seen.add(kind)
            if kind == "student":
                page.locator("#student").fill("312")
                page.keyboard.press("Enter")
            elif page.locator("#choices button", has_text="Leave this page out").count():
                page.keyboard.press("0")
            else:
                page.keyboard.press("Enter")
            wait_for_less(page, before)
        assert seen == {"student", "choice"}
        page.close()
    report = rebuild(printed.project, "boxed", printed.root / "build")
    assert {graded.paper.student for graded in report.papers} == {"311", "312"}
    assert all("incomplete" in line for line in report.rest)  # the other pages of the quiz


def test_the_page_is_in_the_language_of_the_facts(printed: Printed, doubtful: Path) -> None:
    import urllib.request

    desk, words = ReviewDesk(printed.project, "boxed", printed.root / "build"), words_for("ar")
    assert (desk.language, desk.direction) == ("en", "ltr")
    desk.language, desk.direction = "ar", "rtl"
    assert {item.reason.partition(" (")[0] for item in desk.items()} <= {words[key] for key, _ in MESSAGES}
    with in_background(lambda port: application(desk, KEY, port), KEY) as address:
        page = unescape(urllib.request.urlopen(address.partition("#")[0]).read().decode())
    assert '<html lang="ar" dir="rtl">' in page
    assert words["grade_nothing"] in page
    assert [text for _, text in MESSAGES if len(text) > 8 and text in page] == []


def iter_reasons(page: Any, words: str) -> Iterator[str]:
    """Press L until the reason is given."""
    shown = "document.getElementById('what').textContent + document.getElementById('reason').textContent"
    for _ in range(10):
        reason = page.locator("#reason").text_content()
        if words in reason:
            yield reason
        before = page.evaluate(shown)
        page.keyboard.press("l")
        page.wait_for_function(f"(before) => {shown} !== before", arg=before)


def wait_for_less(page: Any, before: str) -> None:
    page.wait_for_function("(before) => document.getElementById('left').textContent !== before", arg=before)


def test_only_this_machine_with_the_key_gets_anything(printed: Printed, doubtful: Path) -> None:
    import urllib.error
    import urllib.request

    with running(printed) as address:
        root = address.partition("#")[0]
        for path in ("next", "picture?key=x"):
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(root + path)
        request = urllib.request.Request(root + "decide", b"{}", {"Origin": "http://elsewhere.example"})
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(request)
