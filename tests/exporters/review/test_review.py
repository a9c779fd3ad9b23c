"""The review page, in the system's Chromium, opened from its file: a whole lesson for a class without devices."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from accessibility import barriers

Page = Any
VISIBLE = ".slide:visible"
# Plays a lesson with hands, two votes and eight teams; gives the answers that did not fit, and the smallest type.
EVERY_ANSWER = """() => {
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const main = document.querySelector("main");
  const fields = () => document.querySelectorAll(".slide:not([hidden]) .hands:not([hidden]) input");
  const count = () => fields().forEach((input, place) => {
    input.value = input.closest("[data-correct]") ? "99" : String(place);
    input.dispatchEvent(new Event("input"));
  });
  const scrolled = [], sizes = [];
  document.querySelector("#team-count").value = "8";
  document.querySelector("#team-count").dispatchEvent(new Event("input"));
  main.style.display = "none";  // what is not looked at needs no layout
  document.querySelector("#start").requestSubmit();
  while (document.body.dataset.phase !== "end") {
    count();
    for (const key of ["d", "d"]) press(key);
    count();
    press("ArrowRight");
    count();
    main.style.display = "";
    fields()[0].dispatchEvent(new Event("input"));
    sizes.push(Number(main.style.getPropertyValue("--size")));
    const below = document.querySelector("body > footer").getBoundingClientRect().bottom > innerHeight;
    const beside = document.body.scrollWidth > innerWidth;
    if (below || beside || main.scrollHeight > main.clientHeight) scrolled.push(sizes.length);
    main.style.display = "none";
    press("ArrowRight");
  }
  main.style.display = "";
  document.querySelector("#start-again").click();
  return [sizes.length, scrolled, Math.min(...sizes)];
}"""


@pytest.fixture(scope="module")
def opened(browser: Any) -> Iterator[Callable[..., Page]]:
    """Opens pages without a network; nothing may be said on their consoles, and nothing asked of a network."""
    contexts = []
    faults: list[str] = []

    def open_page(path: Path, before: str = "", **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": 1280, "height": 720}, offline=True, reduced_motion="reduce", **options
        )
        contexts.append(context)
        made = context.new_page()
        made.add_init_script(before)
        made.on("console", lambda message: faults.append(message.text))
        made.on("pageerror", lambda error: faults.append(str(error)))
        made.on(
            "request",
            lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else faults.append(request.url),
        )
        made.goto(path.as_uri())
        return made

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def waves(opened: Callable[..., Page], shipped_build: Path) -> Page:
    printed = "window.printed = document.body.dataset.print; dispatchEvent(new Event('afterprint'));"
    return opened(shipped_build / "waves/review.html", f"window.print = () => {{ {printed} }}")


@pytest.fixture
def page(waves: Page) -> Iterator[Page]:
    """The page before a lesson."""
    yield waves
    waves.evaluate("""() => {
      document.querySelector("#start-again").click();  // leaves the lesson
      localStorage.clear();
    }""")
    waves.reload()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def visible(page: Page) -> list[str]:
    return [slide.get_attribute("id") for slide in page.locator(VISIBLE).all()]


def raise_hands(page: Page, *counts: int) -> None:
    """Types how many hands went up; Enter goes to the next field, Escape back to the slide."""
    page.locator(f"{VISIBLE} .hands input").first.focus()
    for count in counts:
        press(page, *str(count), "Enter")
    press(page, "Escape")


# What keys do, in tests of something else than the keyboard: a tenth of the work.
GO = """keys => keys.forEach((key) => {
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
})"""
COUNT = """counts => counts.forEach((count, place) => {
  const field = document.querySelectorAll(".slide:not([hidden]) .hands:not([hidden]) input")[place];
  field.value = count;
  field.dispatchEvent(new Event("input"));
})"""


def go(page: Page, *keys: str) -> None:
    page.evaluate(GO, keys)


def count_hands(page: Page, *counts: int) -> None:
    page.evaluate(COUNT, counts)


def accessible(page: Page) -> None:
    assert barriers(page) == []


def test_it_begins_at_once(page: Page) -> None:
    assert visible(page) == []
    assert page.locator("#start .length").inner_text() == "16 questions"
    go(page, "ArrowRight")
    assert visible(page) == ["q1"]
    assert page.locator("#teams").is_hidden()
    assert page.locator("#left").is_hidden()


def test_one_question_at_a_time_by_keyboard(page: Page) -> None:
    press(page, "ArrowRight")
    assert page.locator("#progress").inner_text() == "1 / 16"
    press(page, "ArrowRight", "ArrowRight")
    assert visible(page) == ["q2"]
    assert page.locator("#progress").inner_text() == "2 / 16"
    press(page, "s", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    assert visible(page) == ["q1"]
    press(page, "End")
    assert visible(page) == ["q3"]
    press(page, "Home")
    assert visible(page) == ["q1"]


def test_a_presenters_remote_shows_the_answer_and_then_goes_on(page: Page) -> None:
    press(page, "PageDown")
    assert page.locator("#q1 .reveal").is_hidden()
    press(page, "PageDown")
    assert visible(page) == ["q1"]
    assert page.locator("#q1 .reveal").is_visible()
    press(page, "PageDown")
    assert visible(page) == ["q2"]


def test_by_click(page: Page) -> None:
    page.click("#begin")
    assert page.locator("[data-step=back]").count() == 0
    page.click("[data-step=reveal]")
    assert "paragraph" in page.locator("#q1 .reveal").inner_text()
    page.click("[data-step=next]")
    assert visible(page) == ["q2"]
    page.click("[data-step=back]")
    assert page.locator("#q1 .reveal").is_visible()


def test_the_right_answer_is_marked_only_when_it_is_shown(page: Page) -> None:
    go(page, "ArrowRight")
    right = page.locator("#q1 [data-correct]")
    others = page.locator("#q1 .options li:not([data-correct])")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert right.evaluate(colour) == others.first.evaluate(colour)
    go(page, " ")
    assert right.evaluate(colour) != others.first.evaluate(colour)


def test_hands_tell_nothing_before_the_answer_and_then_before_and_after(page: Page) -> None:
    right = page.locator("#q1 [data-correct]").evaluate("item => [...item.parentElement.children].indexOf(item)")
    before, after = (
        [5 if index == right else 6 for index in range(3)],
        [8 if index == right else 1 for index in range(3)],
    )
    go(page, "ArrowRight")
    count_hands(page, *before)
    go(page, "d")
    assert page.locator("#banner").inner_text() == "Talk about it with your neighbour."
    go(page, "d")
    count_hands(page, *after)
    assert "%" not in page.locator("body").inner_text()
    assert page.locator("#q1 .count-bar").count() == 0
    go(page, "ArrowRight")
    counts = page.locator("#q1 .options li").nth(right).locator(".count").all_inner_texts()
    assert counts == ["5", "8"]
    assert page.locator("#q1 .legend span:not(.key)").all_inner_texts() == ["Before: 29 % right", "After: 80 % right"]
    assert page.locator("#advice").inner_text() == "80 % right – explain and go on"
    assert page.locator("#progress").inner_text() == "1 / 16"
    # Counted wrongly: what too few had right comes back.
    page.locator("#q1 .options li").nth(right).get_by_role("button", name="−1").click(click_count=7)
    assert page.locator("#advice").inner_text() == "33 % right – teach it again"
    assert page.locator("#bar").get_attribute("max") == "17"


def test_a_question_without_options_is_counted_once_its_answer_is_shown(page: Page) -> None:
    go(page, "ArrowRight", *"s" * 12)
    assert page.locator(f"{VISIBLE} .hands:visible").count() == 0
    go(page, "ArrowRight")
    count_hands(page, 3, 9)
    assert page.locator("#advice").inner_text() == "25 % right – teach it again"
    assert page.locator("#progress").inner_text() == "13 / 16"
    assert page.locator("#bar").get_attribute("max") == "17"


def test_a_reload_goes_on_where_it_was(page: Page) -> None:
    page.fill("#team-count", "2")
    page.fill("#seconds", "60")
    page.click("#begin")
    go(page, "ArrowRight", "1", "ArrowRight")
    count_hands(page, 4)
    go(page, "p")
    page.wait_for_timeout(300)  # Chromium hands a page's storage to the next process in a moment of its own
    page.reload()
    assert visible(page) == []
    assert page.locator("#where").inner_text() == "2 / 16"
    go(page, "ArrowRight")
    assert visible(page) == ["q2"]
    assert page.locator(f"{VISIBLE} .hands input").first.input_value() == "4"
    assert page.locator(".points").all_inner_texts()[:2] == ["1", "0"]
    assert page.locator("#banner").inner_text() == "Pause"
    assert re.fullmatch("1:00|0:5.", page.locator("#left").inner_text())
    page.wait_for_timeout(300)
    page.reload()
    page.get_by_role("button", name="Start again").click()
    assert visible(page) == ["q1"]
    assert page.locator("#teams").is_hidden()


def test_a_session_of_other_questions_does_not_go_on(page: Page) -> None:
    kept = {"version": "another", "seen": 0, "session": {"place": 3, "queue": [[0, 1]]}}
    page.evaluate("kept => localStorage.setItem('quizgen-review:waves', JSON.stringify(kept))", kept)
    page.reload()
    assert page.locator("#kept").is_hidden()
    go(page, "ArrowRight")
    assert visible(page) == ["q1"]


def test_it_works_where_nothing_can_be_kept(opened: Callable[..., Page], shipped_build: Path) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    page = opened(shipped_build / "waves/review.html", refuse)
    go(page, "ArrowRight", "ArrowRight", "ArrowRight")
    assert visible(page) == ["q2"]


def test_a_lesson_by_keyboard(page: Page) -> None:
    page.locator("#team-count").focus()
    press(page, "ArrowUp", "ArrowUp", "ArrowUp", "Tab", "Tab")
    page.keyboard.type("=1+1")
    accessible(page)
    press(page, "Enter")
    raise_hands(page, 3, 3, 3)
    accessible(page)
    press(page, "d", "p")
    accessible(page)
    page.clock.set_fixed_time(page.evaluate("Date.now()"))  # a slow machine takes none of the seconds away
    press(page, "p", "d", "t")
    assert page.locator("#left").inner_text() == "0:30"
    raise_hands(page, 1, 1, 1)
    press(page, "ArrowRight", "1", "2", "3", "2")
    assert page.locator("[aria-pressed=true].team").all_inner_texts() == ["1 =1+1 1", "3 Team 3 1"]
    accessible(page)
    press(page, "ArrowRight", *"s" * 2)
    assert page.locator("#progress").inner_text() == "Asked again: round 2 · 1 / 16"
    press(page, "ArrowRight")
    page.locator("[data-step=end]").focus()
    press(page, "Enter")
    page.locator("#correct").focus()
    press(page, "Enter", "Tab")
    page.get_by_role("button", name="Team 2: +1").focus()
    press(page, "Enter", "Enter")
    assert page.locator("#ranking li").all_inner_texts() == ["1\nTeam 2\n2", "2\n=1+1\n1", "2\nTeam 3\n1"]
    accessible(page)

    missed = page.locator("#missed > ol > li")
    assert missed.count() == 0  # the last time nobody raised a hand
    press(page, "ArrowLeft")
    raise_hands(page, 0, 1, 0)
    page.locator("[data-step=end]").focus()
    press(page, "Enter")
    assert missed.count() == 1
    text = missed.first.inner_text()
    assert text.startswith("1. What is the highest point of a wave called?")
    assert "A. crest" in text
    assert "paragraph 3" in text
    page.locator("#print").focus()
    press(page, "Enter")
    assert page.evaluate("window.printed") == "missed"

    with page.expect_download() as download:
        page.locator("#save").click()
    assert re.fullmatch(r"waves-\d{4}-\d\d-\d\d-\d{6}\.csv", download.value.suggested_filename)
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["item"], row["round"], row["vote"], row["answers"], row["right"], row["hands"]) for row in rows] == [
        ("1", "1", "1", "9", "3", "A 3;B 3;C 3"),
        ("1", "1", "2", "3", "1", "A 1;B 1;C 1"),
        ("1", "2", "1", "1", "0", "A 0;B 1;C 0"),
    ]
    assert [row["teams"] for row in rows] == ["", "'=1+1;Team 3", ""]
    assert {(row["fact"], row["slot"], row["kind"]) for row in rows} == {("waves/crest", "term", "multiple-choice")}


@pytest.mark.parametrize("deck", ["waves", "kazakhstan-azerbaijan"])
def test_every_answer_fits_a_projector_without_scrolling(
    opened: Callable[..., Page], shipped_build: Path, deck: str
) -> None:
    page = opened(shipped_build / deck / "review.html")
    for width, height, direction in ((1280, 720, "ltr"), (1024, 768, "rtl")):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
        slides, scrolled, smallest = page.evaluate(EVERY_ANSWER)
        assert slides == {"waves": 16, "kazakhstan-azerbaijan": 20}[deck]
        assert scrolled == []
        assert smallest >= 0.9


def test_every_question_and_answer_is_there_on_paper_and_without_scripts(
    opened: Callable[..., Page], shipped_build: Path, page: Page
) -> None:
    page.emulate_media(media="print")
    seen = """body => {
      const shown = (selector) => [...body.querySelectorAll(selector)].filter((each) => each.checkVisibility()).length;
      const marked = (each) => getComputedStyle(each, "::after").content === '"✓"';
      const marks = [...body.querySelectorAll("[data-correct]")].every(marked);
      return [shown(".slide"), shown(".reveal"), shown("#start, #end, .hands"), marks];
    }"""
    for each in (page, opened(shipped_build / "waves/review.html", java_script_enabled=False)):
        assert each.locator("body").evaluate(seen) == [16, 16, 0, True]
    page.emulate_media(media="screen")


def test_no_script_but_its_own_may_run(shipped_build: Path) -> None:
    text = (shipped_build / "waves/review.html").read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert re.fullmatch(
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-[^']+'", policy[1]
    )
