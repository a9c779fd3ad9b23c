"""The contact sheet of a deck in the system's Chromium, with cards of every kind, on a phone above all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import HEAD, launched, written
from exporters.test_kinds import ENTITIES, FACTS, PICTURE

from quizgen.commands.preview import preview_decks
from quizgen.exporters.anki.note_types import TYPES
from quizgen.generators import card_kinds

MORE = r"""
- id: long
  statement: "The longest word is {Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft}."
  hint: Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz
  distractors: [Kraftfahrzeughaftpflichtversicherungsgesellschaftsangestellte, aa, bb]
  ask: Which word is the longest?
- id: formula
  statement: 'It is {\(a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + b_2 + b_3 + b_4 + b_5 = \frac{1}{2}\)}.'
  ask: What is \(S\)?
- id: code
  statement: 'It is {so}.'
  ask: "What of this?\nif a:\n    indented()"
- id: hostile
  statement: "It is {<script>alert(1)</script> https://example.org/x.png}."
  ask: "What is </script><img src=https://example.org/y.png>?"
"""
RECIPE = "schema: quizgen-deck/1\ntitle: All\nfacts: t\noutputs: deck\n"
RECIPE += f"deck: {{kinds: [{', '.join(card_kinds())}], forms: all}}\n"
# What a card is found to be: its window, its text, its widths in letters of both sizes, its contrasts by both lights.
SEEN = """() => {
  const widths = () => [document.documentElement.scrollWidth, document.documentElement.clientWidth];
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parts(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const contrasts = (classes) => {
    document.body.className = classes;
    const found = {};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !element.offsetParent && element.tagName !== "P") continue;
      const style = getComputedStyle(element);
      const pair = [light(parts(style.color)), light(ground(element))].sort((a, b) => b - a);
      found[`${style.color} on ${ground(element)}`] = (pair[0] + 0.05) / (pair[1] + 0.05);
    }
    return found;
  };
  const seen = { window: innerWidth, said: document.body.innerText, usual: widths() };
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  document.querySelector("main").insertAdjacentHTML("beforeend", '<code id="typeans"><span class="typeGood">a</span>'
    + '<span class="typeBad">b</span><span class="typeMissed">c</span></code>');
  seen.day = contrasts("card");
  seen.night = contrasts("card nightMode night_mode");
  document.documentElement.style.fontSize = "200%";
  seen.twice = widths();
  return seen;
}"""

# Has the sheet show the cards of one type, "" for all, on one device by one light, and draw every one of them.
KEEP = """([type, words, ...shown]) => {
  const form = document.querySelector("#filters");
  for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = shown.includes(box.value);
  const choice = form.querySelector("#type");
  choice.value = type && [...choice.options].find((option) => option.label === type).value;
  form.querySelector("#words").value = words;
  form.dispatchEvent(new Event("input"));
  delete document.body.dataset.printed;
  document.querySelector("#print").click();
}"""


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Of the rivers one is enough: the others are for questions over several facts, which are no cards.
    facts = FACTS.partition("- id: amazon")[0] + MORE
    files = {"facts/t.yaml": f"{HEAD}{ENTITIES}facts:\n{facts}", "facts/cycle.svg": PICTURE, "decks/t.yaml": RECIPE}
    made = written(tmp_path_factory.mktemp("cards"), files)
    (made.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    ((sheet,), _) = preview_decks(made, [], None)
    assert sheet.path == made.root / "build/t/deck-preview.html"
    return sheet.path


# The sheet draws what is near the window as well, which takes as long as what most tests look at.
UNWATCHED = "window.IntersectionObserver = class { observe() {} };"


@contextmanager
def opened(browser: Any, sheet: Path, before: str = UNWATCHED, height: int = 900) -> Iterator[Any]:
    """The sheet in a page of its own, whose console must stay empty and which must ask no network for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": height}, offline=True)
    page = context.new_page()
    page.add_init_script(before)
    page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:", "about:")) else faults.append(request.url),
    )
    page.goto(sheet.as_uri())
    yield page
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def light_browser(browser: Any) -> Iterator[Any]:
    """A Chromium that draws sandboxed frames in the page's own process: a hundred processes take thrice the work."""
    with launched(browser.browser_type, "--disable-features=IsolateSandboxedIframes") as light:
        yield light


@pytest.fixture(scope="module")
def light_page(light_browser: Any, sheet: Path) -> Iterator[Any]:
    with opened(light_browser, sheet) as page:
        yield page


@pytest.fixture
def page(light_page: Any, sheet: Path) -> Any:
    """The sheet, which may show and have drawn what another test wanted."""
    if light_page.url == "about:blank":
        light_page.goto(sheet.as_uri())
    return light_page


@pytest.fixture
def fresh_page(light_page: Any, sheet: Path) -> Iterator[Any]:
    """The sheet as it is opened, for a test that leaves nothing as it was."""
    light_page.goto(sheet.as_uri())
    yield light_page
    light_page.goto("about:blank")


@pytest.fixture
def page_of_several_processes(browser: Any, sheet: Path) -> Iterator[Any]:
    """The page as a teacher's Chromium draws it, with a process for each frame."""
    with opened(browser, sheet) as page:
        yield page


def keep(page: Any, *, type: str = "", words: str = "", device: str, light: str = "day") -> None:
    """Has the page show some cards on one device by one light, and draws all of them."""
    page.evaluate(KEEP, [type, words, device, light])
    page.locator("body[data-printed]").wait_for(timeout=300_000)


def cards(page: Any) -> list[Any]:
    """The frames of the cards that are shown."""
    return [each.content_frame() for each in page.query_selector_all("iframe:visible")]


def heights(page: Any) -> tuple[list[int], list[int]]:
    """How high the frames are and how high their cards, which frames tell and the page takes at their leisure."""
    set_heights: list[int] = []
    drawn: list[int] = [0]
    for _ in range(50):
        set_heights = page.locator("iframe:visible").evaluate_all("frames => frames.map(frame => Number(frame.height))")
        drawn = [card.evaluate("Math.ceil(document.body.getBoundingClientRect().height)") for card in cards(page)]
        if set_heights == drawn:
            break
        page.wait_for_timeout(200)
    return set_heights, drawn


def test_a_frame_is_as_high_as_its_card(page_of_several_processes: Any) -> None:
    keep(page_of_several_processes, type=TYPES["choice"], device="desktop")
    set_heights, drawn = heights(page_of_several_processes)
    assert set_heights == drawn


def test_question_and_answer_have_one_order_of_options(page: Any) -> None:
    keep(page, type=TYPES["choice"], device="phone")
    options = "[...document.querySelectorAll('.options li')].map((each) => each.textContent).join()"
    orders = [card.evaluate(options) for card in cards(page)]
    assert orders[::2] == orders[1::2]


def test_boxes_lie_over_the_labels(page: Any) -> None:
    """The label "lake" is at 38% from the left and 80% from the top; its box is asked for first."""
    keep(page, type=TYPES["picture"], device="phone")
    question, answer, *others = cards(page)
    assert len(others) == 4
    place = """() => {
      const picture = document.querySelector(".covered img").getBoundingClientRect();
      return [...document.querySelectorAll(".box")].map((box) => {
        const { left, top } = box.getBoundingClientRect();
        const shares = [(left - picture.left) / picture.width, (top - picture.top) / picture.height];
        return [...shares.map((share) => Math.round(share * 100)), getComputedStyle(box).backgroundColor];
      });
    }"""
    grey = "rgb(216, 221, 228)"
    assert question.evaluate(place) == [[38, 80, "rgb(255, 210, 77)"], [8, 10, grey], [58, 12, grey]]
    assert answer.evaluate(place)[0] == [38, 80, "rgba(255, 210, 77, 0)"]


def test_code_keeps_its_indentation(page: Any) -> None:
    keep(page, words="indented", device="phone")
    width = "document.querySelector('.question').innerText"
    assert "if a:\n    indented()" in cards(page)[0].evaluate(width)


def test_filters(page: Any) -> None:
    total = page.locator("article").count()
    page.select_option("#type", label="all")
    page.fill("#words", "")
    assert page.locator("#count").inner_text() == f"{total} of {total}"
    assert page.locator("section h2").count() == len(TYPES)
    page.fill("#words", "NILE africa")
    assert 0 < page.locator("article:visible").count() < 10
    assert all("nile" in each.lower() for each in page.locator("article:visible h3").all_inner_texts())
    page.fill("#words", "no such card")
    assert page.locator("#count").inner_text() == f"0 of {total}"
    assert page.locator("section:visible").count() == 0


def test_frames_are_made_as_they_come_near(light_browser: Any, sheet: Path) -> None:
    with opened(light_browser, sheet, before="", height=200) as page:
        page.locator("iframe:visible").first.wait_for()
        assert page.locator("article:not(:has(iframe))").count() > page.locator("article").count() / 2
        titles = page.locator("iframe").evaluate_all("frames => frames.map(frame => frame.title)")
    assert all(title.startswith("t/") for title in titles)


def test_on_a_phone_nothing_is_wider_than_the_screen_and_all_is_readable(page: Any) -> None:
    """By day and by night, with a contrast of 4.5 at least (WCAG 2.2, 1.4.3), and with letters of twice the size."""
    keep(page, device="phone")
    shown = page.frames[1:]
    assert len(shown) == page.locator("iframe:visible").count() > 60
    for card in shown:
        seen = card.evaluate(SEEN)
        said = seen["said"]
        assert seen["window"] == 360
        wide, screen = seen["usual"]
        assert wide <= screen, said
        for light in ("day", "night"):
            for pair, ratio in seen[light].items():
                assert ratio >= 4.5, (pair, said)
        wide, screen = seen["twice"]
        assert wide <= screen, said
    page.goto("about:blank")  # its cards are in large letters now


def test_a_frame_that_was_loaded_while_it_was_hidden_is_as_high_as_its_card(fresh_page: Any) -> None:
    # In one step, so that no frame is loaded before it is hidden.
    hiding = """(type) => {
        const choice = document.querySelector("#type");
        choice.value = [...choice.options].find((option) => option.label === type).value;
        document.querySelector("[name=light][value=night]").checked = false;
        for (const name of ["input", "change"]) choice.dispatchEvent(new Event(name, { bubbles: true }));
        document.querySelector("#print").click();
        document.querySelector("[name=device][value=desktop]").click();
    }"""
    fresh_page.evaluate(hiding, TYPES["choice"])
    fresh_page.locator("[data-variant~=desktop] [data-unseen]").nth(4).wait_for(state="attached")
    keep(fresh_page, type=TYPES["choice"], device="desktop")
    set_heights, drawn = heights(fresh_page)
    assert set_heights == drawn


def test_a_picture_is_there_once(sheet: Path) -> None:
    assert sheet.read_text(encoding="utf-8").count("data:image/svg+xml;base64,") == 1
