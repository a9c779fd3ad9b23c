"""The review page, in the system's Chromium, opened from its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def page(browser, shipped_build: Path) -> Iterator[object]:  # type: ignore[no-untyped-def]
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else faults.append(request.url)
    )
    opened.goto((shipped_build / "waves/review.html").as_uri())
    yield opened
    context.close()
    assert faults == []


def visible(page) -> list[str]:  # type: ignore[no-untyped-def]
    return [slide.get_attribute("id") for slide in page.locator(".slide:visible").all()]


def test_one_question_at_a_time_by_keyboard(page) -> None:  # type: ignore[no-untyped-def]
    assert visible(page) == ["q1"]
    assert page.locator("#progress").inner_text() == "1 / 16"
    page.keyboard.press("ArrowRight")
    assert visible(page) == ["q2"]
    assert page.locator("#progress").inner_text() == "2 / 16"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert visible(page) == ["q1"]
    page.keyboard.press("End")
    assert visible(page) == ["q16"]
    page.keyboard.press("ArrowRight")
    assert visible(page) == ["q16"]


def test_a_presenters_remote_shows_the_answer_and_then_goes_on(page) -> None:  # type: ignore[no-untyped-def]
    assert page.locator("#q1 .reveal").is_hidden()
    page.keyboard.press("PageDown")
    assert visible(page) == ["q1"]
    assert page.locator("#q1 .reveal").is_visible()
    page.keyboard.press("PageDown")
    assert visible(page) == ["q2"]


def test_by_click(page) -> None:  # type: ignore[no-untyped-def]
    assert page.locator("#previous").is_disabled()
    page.click("#reveal")
    assert page.locator("#q1 .reveal").is_visible()
    assert "paragraph" in page.locator("#q1 .reveal").inner_text()
    page.click("#next")
    assert visible(page) == ["q2"]
    page.click("#previous")
    assert page.locator("#q1 .reveal").is_visible()


def test_the_right_answer_is_marked_only_when_it_is_shown(page) -> None:  # type: ignore[no-untyped-def]
    right = page.locator("#q1 [data-correct]")
    others = page.locator("#q1 .options li:not([data-correct])")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert right.evaluate(colour) == others.first.evaluate(colour)
    page.keyboard.press("Space")
    assert right.evaluate(colour) != others.first.evaluate(colour)


def test_a_reload_keeps_the_place(page) -> None:  # type: ignore[no-untyped-def]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.locator("#q2 .reveal").wait_for()
    page.wait_for_timeout(300)  # Chromium hands a page's session storage to the next process in a moment of its own
    page.reload()
    assert visible(page) == ["q2"]
    assert page.locator("#q2 .reveal").is_visible()


def test_every_slide_fits_a_projector_without_scrolling(page) -> None:  # type: ignore[no-untyped-def]
    for _ in range(16):
        page.keyboard.press("Space")
        assert page.evaluate("(m => m.scrollHeight <= m.clientHeight)(document.querySelector('main'))"), visible(page)
        page.keyboard.press("ArrowRight")
