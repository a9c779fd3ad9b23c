"""What the whole path does not show of the page: the keyboard alone, formulas, two pages, a small screen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import written
from studio.studio_server import running
from studio.teacher import Teacher

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("facts.golden.yaml")

pytestmark = pytest.mark.long  # all of its tests look at one page, one after the other


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Teacher]:
    """Somebody with the facts that the whole path ends with."""
    folder = tmp_path_factory.mktemp("studio")
    article = (ROOT / "facts/waves.txt").read_text(encoding="utf-8")
    written(folder, {"facts/waves.yaml": GOLDEN.read_text(encoding="utf-8"), "facts/waves.txt": article})
    shutil.copytree(ROOT / "facts/images", folder / "facts/images")
    with running(folder) as address:
        teacher = Teacher(browser, address, folder)
        teacher.page.locator("[data-paragraph]").first.wait_for()
        yield teacher
        teacher.context.close()
    assert teacher.faults == []


def test_the_keys_are_listed_and_nothing_is_wider_than_a_small_screen(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("crest")
    page.keyboard.press("Escape")
    page.click("#article h2")
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    teacher.sees_no_barrier()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 512, "height": 450})  # as at 200 % on a screen of 1024 px
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 900})


MARK = """async (answer) => {
  const { markAgain } = await import("/studio/answers.js");
  const statement = document.createElement("p");
  statement.textContent = `It is ${answer} and no other.`;
  return markAgain(statement, [{ name: "answer", text: answer }]) && statement.querySelector(".answer").textContent;
}"""


@pytest.mark.parametrize("answer", ["well-known", "343 m/s", "C++ (2011)", "a.b*c?", "$5^2 [x] {y} | \\z", "Ёж", "水"])
def test_any_words_are_marked_again_in_a_statement_in_other_words(teacher: Teacher, answer: str) -> None:
    assert teacher.page.evaluate(MARK, answer) == answer


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


def test_boxes_are_moved_by_keyboard(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("trough")
    page.focus("#boxes .box >> nth=0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    teacher.until(lambda: "box: [30.5, 40, 25, 10.5]" in teacher.facts)


def test_a_formula_is_shown_and_its_braces_stay(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("ultrasound")
    before = teacher.facts
    page.click("#f-statement")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(r" It is \(\frac{a}{2}\) {here}.")
    teacher.until(lambda: r"It is \(\frac{a}{2}\) {{here}}." in teacher.facts)
    page.locator("#formula math").wait_for()
    teacher.undoes(before)


def test_the_style_of_cards_is_fetched_once(teacher: Teacher) -> None:
    """A card has it at once when it is shown again, as after every keystroke."""
    teacher.opens("crest")
    fetched = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/card.css')).length"
    assert teacher.page.evaluate(fetched) == 1
    padding = "getComputedStyle(document.querySelector('#result .face').shadowRoot.querySelector('.card')).padding"
    assert teacher.page.evaluate(padding) != "0px"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "Half of \\(hertz\\) is no hertz, and hertzes are none.",
            "Half of \\(hertz\\) is no {hertz}, and hertzes are none.",
        ),
        ("Who counts swings?", "Who counts swings?"),
    ],
)
def test_an_answer_stays_one_in_other_words(teacher: Teacher, said: str, written: str) -> None:
    page = teacher.page
    teacher.opens("hertz")
    before = teacher.facts
    page.click("#f-statement")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(said)
    page.keyboard.press("Enter")
    teacher.until(lambda: written in teacher.facts.replace("\\\\", "\\"))
    teacher.undoes(before)


def test_what_was_typed_stays_until_its_teacher_has_chosen(teacher: Teacher) -> None:
    page, path = teacher.page, teacher.folder / "facts/waves.yaml"
    teacher.opens("crest")
    before = teacher.facts
    path.write_text(before.replace("What is the top of a wave called?", "Theirs?"), encoding="utf-8")
    page.fill("textarea[data-path=ask]", "Mine?")
    teacher.sees("[data-problems=ask] q")
    with page.expect_response("**/fact/edit"):
        page.keyboard.press("Enter")  # which writes it, as a rest does
    with page.expect_response("**/article?*"):  # the page hears of another change
        path.write_text(teacher.facts.replace("In what is frequency measured?", "What has hertz?"), encoding="utf-8")
    teacher.sees("[data-problems=ask] q")
    page.click("[data-problems=ask] button >> nth=0")
    teacher.until(lambda: "Mine?" in teacher.facts and "Theirs?" not in teacher.facts)
    path.write_text(before, encoding="utf-8")
    page.wait_for_function("() => document.querySelector('textarea[data-path=ask]').value.includes('top of a wave')")


def held_requests(page: Any, pattern: str) -> list[Any]:
    """The list that will have the next request of this pattern, which waits until the test continues it."""
    held: list[Any] = []

    def holds(route: Any) -> None:
        held.append(route)

    page.route(pattern, holds, times=1)
    return held


def test_a_late_answer_takes_nothing_away_that_is_typed(teacher: Teacher) -> None:
    page, before = teacher.page, teacher.facts
    late = held_requests(page, "**/fact?*")
    page.click("[data-fact=energy]")
    teacher.until(lambda: len(late) == 1)
    teacher.opens("energy")
    page.fill("textarea[data-path=ask]", "Mine?")
    with page.expect_response("**/fact?*") as answer:
        late[0].continue_()
    answer.value.finished()
    page.wait_for_timeout(50)
    assert page.input_value("textarea[data-path=ask]") == "Mine?"
    page.keyboard.press("Enter")
    teacher.until(lambda: "Mine?" in teacher.facts)
    teacher.undoes(before)


def test_what_changes_while_a_page_opens_is_shown(teacher: Teacher) -> None:
    other = teacher.context.new_page()
    held = held_requests(other, "**/events")
    other.goto(teacher.page.url)
    teacher.until(lambda: len(held) == 1)
    there_and_back = (("its {trough}", "{its trough}", "its trough"), ("{its trough}", "its {trough}", "trough"))
    for old, new, answer in there_and_back:
        (teacher.folder / "facts/waves.yaml").write_text(teacher.facts.replace(old, new), encoding="utf-8")
        for page in (teacher.page, other):
            page.bring_to_front()
            page.locator("[data-fact=trough]", has_text=re.compile(f"^{answer}$")).wait_for()
            for route in held:
                route.continue_()
            held.clear()
    other.close()


def test_two_pages_see_each_other(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("trough")
    with page.expect_popup() as popup:  # a window of its own: a tab behind another is drawn once a second
        page.evaluate("open(location.href, '', 'popup')")
    other = popup.value
    other.click("[data-fact=trough]")
    other.locator("form[data-fact=trough]").wait_for()
    page.fill("textarea[data-path=ask]", "What is a valley of a wave called?")
    page.keyboard.press("Enter")
    other.locator("textarea[data-path=ask]", has_text="valley").wait_for()
    other.fill("textarea[data-path=ask]", "What is the lowest point of a wave called?")
    other.keyboard.press("Enter")
    page.locator("textarea[data-path=ask]", has_text="lowest").wait_for()
    other.close()
