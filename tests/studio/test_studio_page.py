"""A teacher's way from the welcome page to facts, in a real browser: by mouse, by keyboard, by day and by night."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from accessibility import barriers_by_day_and_night
from studio.studio_server import running

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "facts/waves.txt").read_text(encoding="utf-8")
# Selects words of the page as a pointer would: the first in the element that are these.
SELECT = """([selector, words]) => {
  const texts = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const nodes = [], starts = [];
  let all = "";
  for (let node; (node = texts.nextNode()); all += node.data) { nodes.push(node); starts.push(all.length); }
  const place = (offset) => {
    const n = starts.findLastIndex((start) => start <= offset);
    return [nodes[n], offset - starts[n]];
  };
  const begin = all.indexOf(words);
  document.activeElement.blur(); // as pressing the button of a mouse does
  getSelection().setBaseAndExtent(...place(begin), ...place(begin + words.length));
}"""


pytestmark = pytest.mark.long  # all of its tests look at one page, one after the other
# Paragraph, the words that are selected, and the question that is typed: all that a simple fact takes.
SIMPLE = (
    (2, "energy", "What does a wave carry from place to place?"),
    (3, "crest", "What is the highest point of a wave called?"),
    (3, "trough", "What is the lowest point of a wave called?"),
    (3, "wavelength", "What is the distance from one crest to the next called?"),
    (3, "amplitude", "What is the greatest distance from the rest position called?"),
    (4, "frequency", "What is the number of oscillations in one second called?"),
    (4, "hertz", "What is the unit of frequency?"),
    (4, "1887", "In which year did Heinrich Hertz show that electromagnetic waves exist?"),
    (7, "343 m/s", "How fast does sound travel in air of 20 °C?"),
    (8, "ultrasound", "What is sound called that is too high for people to hear?"),
    (10, "1878", "In which year did Strouhal find that the tone rises with the speed of the wind?"),
    (11, "Christian Doppler", "Who described the Doppler effect in 1842?"),
)
GOLDEN = Path(__file__).with_name("waves.golden.yaml")


class Teacher:
    """Somebody at the page of a studio over ``folder``."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.pressed = 0

    @property
    def facts(self) -> str:
        """What is in the file, "" in the moment in which a new one is put in its place."""
        path = self.folder / "Waves/facts/waves.yaml"
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something outside of the page."""
        end = time.monotonic() + 15
        while not holds():
            assert time.monotonic() < end, self.facts
            self.page.wait_for_timeout(50)

    def presses(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)

    def selects(self, selector: str, words: str) -> None:
        self.pressed += 1
        self.page.evaluate(SELECT, [selector, words])
        self.page.wait_for_timeout(30)

    def makes_fact(self, paragraph: int, words: str, question: str) -> None:
        facts = self.page.locator("#article [data-fact]")
        before = facts.count()
        self.selects(f'[data-paragraph="{paragraph}"]', words)
        self.presses("f")
        facts.nth(before).wait_for()
        self.page.locator("#fact textarea[data-path$=ask]:focus").wait_for()
        self.page.keyboard.insert_text(question)
        self.presses("Enter")
        self.until(lambda: question in self.facts)

    def opens(self, fact: str) -> None:
        self.page.click(f"[data-fact='{fact}']")
        self.page.locator(f"form[data-fact='{fact}']").wait_for()


@pytest.fixture(scope="module")
def servers() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory, browser: Any, servers: ExitStack) -> Iterator[Teacher]:
    """Somebody who has just created a project by pasting an article, and has made twelve facts."""
    folder = tmp_path_factory.mktemp("studio")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda asked: asked.url.startswith(("http://127.0.0.1", "data:")) or faults.append(asked.url))
    page.on("console", lambda said: said.type == "error" and said.location["url"] and faults.append(said.text))
    page.goto(servers.enter_context(running(folder)))
    page.fill("#text", ARTICLE)
    pasted = "new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true})"
    page.evaluate(f"document.querySelector('#text').dispatchEvent({pasted})")
    assert page.input_value("#name") == ARTICLE.partition("\n")[0]
    page.fill("#name", "Waves")
    looks_right(page)
    page.click("#new button[type=submit]")
    page.locator("[data-paragraph]").first.wait_for()
    shutil.copytree(ROOT / "facts/images", folder / "Waves/facts/images")
    teacher = Teacher(page, folder)
    for simple in SIMPLE:
        teacher.makes_fact(*simple)
    yield teacher
    context.close()
    # A field that was changed elsewhere is refused; a server that was stopped does not answer.
    assert [fault for fault in faults if not re.search(r"409|ERR_(CONNECTION|EMPTY|INCOMPLETE)", fault)] == []


def looks_right(page: Any) -> None:
    """No barrier that axe can find, by day or by night."""
    assert barriers_by_day_and_night(page) == []


def test_facts_read_as_if_written_by_hand(teacher: Teacher) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        GOLDEN.write_text(teacher.facts, encoding="utf-8")
    assert teacher.facts == GOLDEN.read_text(encoding="utf-8")


def test_a_simple_fact_takes_a_selection_and_a_key_beside_its_question(teacher: Teacher) -> None:
    assert teacher.pressed <= 12 * len(SIMPLE)


def test_every_view_is_for_everybody(teacher: Teacher) -> None:
    teacher.opens("crest")
    looks_right(teacher.page)
    teacher.page.keyboard.press("Escape")
    teacher.page.click("#article h2")
    teacher.page.keyboard.press("?")
    teacher.page.locator("#keys[open]").wait_for()
    looks_right(teacher.page)
    teacher.page.keyboard.press("Escape")
    teacher.page.set_viewport_size({"width": 512, "height": 450})  # as at 200 % on a screen of 1024 px
    assert teacher.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    teacher.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_fact_is_made_by_keyboard_alone(teacher: Teacher) -> None:
    page = teacher.page
    page.focus('[data-paragraph="1"]')
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("getSelection().toString().trim()") == "highest point"
    page.keyboard.press("f")
    page.locator("form[data-fact='highest-point'] textarea[data-path$=ask]:focus").wait_for()
    page.click("#delete")
    teacher.until(lambda: "highest-point" not in teacher.facts)


def test_suggestions_stay_while_one_is_accepted_and_shown(teacher: Teacher) -> None:
    page = teacher.page
    page.focus('[data-paragraph="11"]')
    page.keyboard.press("s")
    page.locator(".suggestions .accept:focus").wait_for()
    before, words = page.locator(".suggestions li").count(), page.locator(".suggestions b").first.inner_text()
    page.keyboard.press("a")
    page.locator("#f-statement .answer", has_text=words).wait_for()
    page.locator(".suggestions .accept:focus").wait_for()
    assert words not in page.locator(".suggestions b").all_inner_texts()
    assert before - 1 <= page.locator(".suggestions li").count()
    page.keyboard.press("Escape")
    page.locator('[data-paragraph="11"]:focus').wait_for()
    page.click("#f-statement")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(f"Typed again, and about {words}.")
    page.keyboard.press("Escape")
    page.locator("#f-statement .answer", has_text=words).wait_for()
    teacher.until(lambda: f"about {{{words}}}." in teacher.facts)
    page.click("#delete")
    page.locator("#fact form").wait_for(state="detached")


def test_a_wrong_option_is_accepted_replaced_and_taken_back(teacher: Teacher) -> None:
    page, own = teacher.page, "[data-list=distractors] li"
    teacher.opens("in-1887")
    first = page.locator(".proposals button").first.text_content()
    page.click(".proposals button >> nth=0")
    page.locator(own, has_text=first).wait_for()
    teacher.until(lambda: f"distractors: [{first}]" in teacher.facts)
    page.click(f"{own} .replace")
    teacher.until(lambda: "distractors: [" in teacher.facts and f"distractors: [{first}]" not in teacher.facts)
    page.locator(own).wait_for()
    page.click(f"{own} .remove")
    teacher.until(lambda: "distractors" not in teacher.facts)


def test_a_problem_is_fixed_by_its_button(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("crest")
    page.fill("#f-evidence\\.0\\.quote", "The highest point of the wave is its crest")
    page.locator("[data-problems=evidence] .fix").wait_for()
    page.click("[data-problems=evidence] .fix")
    teacher.until(lambda: 'quote: "The highest point of a wave is its crest"' in teacher.facts)


def test_a_label_is_drawn_over_a_picture(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("trough")
    page.click("#fact summary:has-text('Picture')")
    page.select_option("#f-image\\.file", "images/wave-parts.svg")
    page.locator("#boxes img").wait_for()
    page.locator("#boxes").scroll_into_view_if_needed()
    box = page.locator("#boxes").bounding_box()
    for number, word in enumerate(("wavelength", "crest")):
        left, top = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * (0.1 + 0.3 * number)
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + box["width"] * 0.25, top + box["height"] * 0.1)
        page.mouse.up()
        page.keyboard.insert_text(word)
    teacher.until(lambda: "box: [30, 40, 25, 10]" in teacher.facts)
    page.focus("#boxes .box >> nth=1")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    teacher.until(lambda: "box: [30.5, 40, 25, 10.5]" in teacher.facts)


def test_an_edit_is_undone_and_done_again(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("energy")
    before = teacher.facts
    page.fill("textarea[data-path$=ask]", "What is it that a wave carries?")
    teacher.until(lambda: "What is it that a wave carries?" in teacher.facts)
    page.click("#undo")
    teacher.until(lambda: teacher.facts == before)
    page.click("#redo")
    teacher.until(lambda: "What is it that a wave carries?" in teacher.facts)
    page.click("#undo")
    teacher.until(lambda: teacher.facts == before)


def test_what_another_program_changes_is_shown_and_nothing_is_lost(teacher: Teacher) -> None:
    page, path = teacher.page, teacher.folder / "Waves/facts/waves.yaml"
    teacher.opens("energy")
    question = SIMPLE[0][2]
    path.write_text(teacher.facts.replace(question, "From an editor?"), encoding="utf-8")
    page.locator("#fact textarea[data-path$=ask]", has_text="From an editor?").wait_for()
    page.evaluate("document.querySelector('textarea[data-path$=ask]').dataset.path")
    path.write_text(teacher.facts.replace("From an editor?", "Theirs?"), encoding="utf-8")
    page.fill("textarea[data-path$=ask]", "Mine?")
    page.locator("[data-problems=ask] q", has_text="Theirs?").wait_for()
    page.click("[data-problems=ask] button >> nth=0")
    teacher.until(lambda: "Mine?" in teacher.facts and "Theirs?" not in teacher.facts)


def test_a_formula_is_shown_and_its_braces_stay(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("amplitude")
    before = teacher.facts
    page.click("#f-statement")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(r" It is \(\frac{a}{2}\) {here}.")
    teacher.until(lambda: r"It is \(\frac{a}{2}\) {{here}}." in teacher.facts)
    page.locator("#formula math").wait_for()
    page.click("#undo")
    teacher.until(lambda: teacher.facts == before)


def test_two_pages_see_each_other(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("trough")
    other = page.context.new_page()
    other.goto(page.url)
    other.click("[data-fact=trough]")
    other.locator("form[data-fact=trough]").wait_for()
    page.fill("textarea[data-path=ask]", "What is a valley of a wave called?")
    other.locator("textarea[data-path=ask]", has_text="valley").wait_for()
    other.fill("textarea[data-path=ask]", "What is the lowest point of a wave called?")
    page.locator("textarea[data-path=ask]", has_text="lowest").wait_for()
    other.close()


def test_what_is_typed_while_the_server_is_away_is_kept(teacher: Teacher, servers: ExitStack) -> None:
    page = teacher.page
    teacher.opens("amplitude")
    port = int(page.url.split(":")[2].rstrip("/"))
    servers.close()
    page.locator("#trouble:not([hidden])").wait_for()
    page.fill("textarea[data-path$=ask]", "Typed in vain?")
    page.wait_for_timeout(700)
    assert "Typed in vain?" not in teacher.facts
    servers.enter_context(running(teacher.folder / "Waves", port))
    teacher.until(lambda: "Typed in vain?" in teacher.facts)
    page.locator("#trouble[hidden]").wait_for(state="attached")
    page.click("#undo")
    teacher.until(lambda: "Typed in vain?" not in teacher.facts)
