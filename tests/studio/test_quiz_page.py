"""From facts to a quiz, its files and a lesson, in a real browser, by day and by night."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from accessibility import barriers_by_day_and_night
from studio.studio_server import running

from quizgen.studio.recipe_edits import with_setting

ROOT = Path(__file__).parents[2]
RECIPE = """# Two forms
schema: quizgen-deck/1
title: Waves and Sound
facts: waves
outputs: [quiz]
quiz:
  questions: {multiple-choice: 4, true-false: 2} # short
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quiz")
    (folder / "decks").mkdir()
    (folder / "decks/waves.yaml").write_text(RECIPE, encoding="utf-8")
    (folder / "facts").mkdir()
    shutil.copytree(ROOT / "facts/images", folder / "facts/images")
    for name in ("waves.yaml", "waves.txt"):
        shutil.copy(ROOT / "facts" / name, folder / "facts")
    return folder


@pytest.fixture(scope="module")
def page(folder: Path, browser: Any) -> Iterator[Any]:
    with running(folder) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(address)
        page.locator("[data-paragraph]").first.wait_for()
        yield page
        page.close()
        assert faults == []


def looks_right(page: Any) -> None:
    """No barrier that axe can find, by day or by night."""
    assert barriers_by_day_and_night(page) == []


def recipe(folder: Path) -> str:
    return (folder / "decks/waves.yaml").read_text(encoding="utf-8")


def drawn(page: Any) -> None:
    page.locator("#pages[aria-busy=false]").wait_for()


@pytest.mark.long
def test_from_the_quiz_to_a_lesson(page: Any, folder: Path) -> None:
    page.click("#parts [data-part=quiz]")
    drawn(page)
    assert page.locator(".papers img").count() == 2  # a page of each form
    stems = page.locator(".asked .stem")
    before = stems.all_inner_texts()
    assert len(before) == 6
    looks_right(page)

    page.locator("[data-action=swap]").first.click()  # one question is another, and all else stays
    page.wait_for_function("first => document.querySelector('.asked .stem').innerText !== first", arg=before[0])
    drawn(page)
    assert len(set(stems.all_inner_texts()) - set(before)) == 1
    pinned = page.locator("[data-action=pin]").first
    pinned.click()
    page.locator("[aria-pressed=true]").first.wait_for()
    kept = recipe(folder)
    page.click("#undo")
    page.locator("[aria-pressed=true]").first.wait_for(state="detached")
    assert recipe(folder) != kept
    page.click("#redo")
    page.locator("[aria-pressed=true]").first.wait_for()
    assert recipe(folder) == kept
    page.fill('[data-setting="quiz questions short-answer"]', "60")
    page.keyboard.press("Tab")
    page.locator("#pages .problem").first.wait_for()  # more than there are, in words
    page.fill('[data-setting="quiz questions short-answer"]', "")
    page.keyboard.press("Tab")
    page.locator("#pages .problem").first.wait_for(state="detached")
    assert recipe(folder).startswith("# Two forms\n")
    assert re.search(r"  questions: \{multiple-choice: 4, true-false: 2\} +# short\n", recipe(folder))

    page.click("#parts [data-part=build]")
    page.click("#start")
    page.locator("#build .files").wait_for()
    assert page.locator("#build .files li span:first-child").all_inner_texts() == ["quiz-A.pdf", "quiz-B.pdf"]
    with page.expect_download() as download:
        page.click("text=Download all")
    assert download.value.suggested_filename == "waves.zip"
    with page.expect_popup() as popup:
        page.click("#lesson")
    popup.value.wait_for_url("**/host*")
    popup.value.close()
    page.locator("a[href*='/host']").wait_for()
    looks_right(page)


def test_a_setting_changes_nothing_else() -> None:
    text = with_setting(RECIPE, ["quiz", "forms"], "3")
    assert text == RECIPE + "  forms: 3\n"
    assert with_setting(text, ["quiz", "forms"], "") == RECIPE
    assert "paper:\n  together: true\n" in with_setting(RECIPE, ["paper", "together"], "true")
