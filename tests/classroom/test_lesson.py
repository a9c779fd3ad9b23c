"""A lesson in the system's Chromium: the teacher's page, the projector's and phones, through all that may happen."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from accessibility import barriers
from classroom.classroom import Page as Socket
from classroom.laptop import Laptop
from classroom.lessons import LESSON, SKY
from classroom.phones import IS_REACHED, PRESS, answer_anyhow, join, vote
from classroom.photographs import TURNED, photograph
from classroom.tabs import Tabs
from every_kind import ENTITIES, FACTS, PICTURE, RECIPE
from hostile import HOSTILE
from playwright.sync_api import expect

from quizgen.classroom.door import camera_key
from quizgen.classroom.drawing import nodes, plain
from quizgen.classroom.judging import right_choices
from quizgen.classroom.lesson import LessonRules, LiveQuestion
from quizgen.model.body import ChooseOne, ChooseSeveral, ItemBody, OpenAnswer, Option, PictureLabels
from quizgen.model.text import parse_text
from quizgen.project import Project

XSS = "<img src=x onerror=alert(1)>"[:24]
CARDS = ["Card 3", "Card 2", "Card 1"]
FITS = "(m => m.scrollHeight <= m.clientHeight + 1)(document.querySelector('#screen'))"
CYRILLIC_P = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'з', code: 'KeyP', bubbles: true}))"
# The smallest type in which anything on a page is written, in pixels.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')]
  .filter((each) => each.checkVisibility() && !each.closest('.spoken, noscript, script')
    && [...each.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
LARGE_TYPE = "document.documentElement.style.fontSize = '200%'"
NARROW = "document.documentElement.scrollWidth <= innerWidth"
# What a page shows of the question, and how.
LOOK = f"""() => ({{
  instructions: [...document.querySelectorAll('.instruction')].map((each) => each.textContent),
  pictures: [...document.querySelectorAll('.framed img')].map((each) => each.getAttribute('src')),
  fits: !document.querySelector('#screen') || {FITS},
  smallest: ({SMALLEST})(),
}})"""
NEXT = f"({PRESS})(document.querySelector('[data-step=next], [data-step=skip]'))"
Page = Any
pytestmark = pytest.mark.long  # all of its tests use the same pages
expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def tabs(browser: Any) -> Iterator[Tabs]:
    made = Tabs(browser)
    yield made
    made.close()


@pytest.fixture
def opened(tabs: Tabs) -> Iterator[Callable[..., Page]]:
    """Opens a page; nothing may be said on its console, and no dialog comes unasked."""
    yield tabs.opened
    # What a browser says of a laptop that dies depends on how far a connection was.
    assert [fault for fault in tabs.leave() if not re.search("ERR_CONNECTION_(REFUSED|RESET|CLOSED)", fault)] == []


def accessible(page: Page) -> None:
    assert barriers(page) == []


@pytest.fixture
def laptop(project: Callable[..., Project], caplog: pytest.LogCaptureFixture) -> Iterator[Laptop]:
    """A laptop with a quiz that asks everything that can be asked, for a class of which three have cards."""
    recipe = f"{RECIPE}response-cards: {{cards: 3}}\n"
    made = project(FACTS, entities=ENTITIES, recipe=recipe, files={"facts/cycle.svg": PICTURE})
    (made.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    found = Laptop(made.root)
    yield found
    found.stop()
    assert "Traceback" not in found.complaints
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


class Class:
    """The pages of a lesson: the teacher's three screens, and phones by the names of who holds them."""

    def __init__(
        self, opened: Callable[..., Page], laptop: Laptop, *, cards: bool = True, own_clock: bool = False
    ) -> None:
        self.opened, self.laptop, self._own_clock = opened, laptop, own_clock
        self.host = opened(laptop.host, 1280, 800)
        self.projector = opened(laptop.projector, 1280, 720, own_clock=own_clock)
        if cards:
            key = camera_key(laptop.host.rpartition("#")[2])
            self.camera = opened(f"http://127.0.0.1:{laptop.port}/camera#{key}")
        self.phones: dict[str, Page] = {}

    def come(self, *names: str) -> None:
        """Phones come in, one after the other."""
        for name in names:
            self.phones[name] = self.opened(self.laptop.phone, own_clock=self._own_clock)
            join(self.phones[name], name)

    def step(self, name: str) -> None:
        """The teacher presses a button."""
        self.host.locator(f"[data-step={name}]").click()

    def accessible(self, *phones: str) -> None:
        """Nothing on the screens as they are shuts anybody out."""
        for page in (self.host, self.projector, *(self.phones[name] for name in phones)):
            accessible(page)

    def photograph(self, held: list[tuple[int, float]]) -> None:
        """The teacher takes a picture of cards, each a number and its turn in degrees, with the phone."""
        picture = photograph(held, size=60, width=900, height=700)
        file = {"name": "class.jpg", "mimeType": "image/jpeg", "buffer": picture}
        self.camera.locator("input[type=file]").set_input_files(files=[file])


def test_a_question(opened: Callable[..., Page], laptop: Laptop) -> None:
    with laptop.reviews(cards="", leaderboard=True):
        lesson = Class(opened, laptop)
        phone = lesson.phones["Ann"] = opened(laptop.phone)
        accessible(phone)
        phone.fill("#name", "Ann")
        phone.click("#join button")
        expect(phone.locator("#lesson")).to_be_visible()
        lesson.come(XSS)
        laptop.classroom.phone("", laptop.pin)
        eve = laptop.classroom.phone("Eve", laptop.pin)
        expect(lesson.projector.locator(".names li")).to_have_text(["Eve", "Student 6", XSS, "Ann", *CARDS])
        expect(lesson.projector.locator(".pin")).to_have_text(laptop.pin)
        lesson.accessible("Ann")
        accessible(lesson.camera)
        one_question(lesson, eve)
        expect(lesson.host.locator(".people li")).to_have_count(8)
        lesson.host.get_by_label(f"Remove: {XSS}").click()
        expect(lesson.phones.pop(XSS).locator("#note")).to_have_text("You are no longer in this lesson.")
        expect(lesson.host.locator(".people li")).to_have_count(7)
        nobody_comes_in_by_the_old_pin(lesson)


def test_a_laptop_that_dies(opened: Callable[..., Page], laptop: Laptop) -> None:
    """Answers come in meanwhile; everybody is back where they were, with each answer that was said to be in."""
    laptop.review("t", "--cards", "--leaderboard", "--moderate")
    assert laptop.lesson.rules.moderate
    lesson = Class(opened, laptop)
    lesson.come("Ann", "Eve")
    dee = laptop.classroom.phone("Dee", laptop.pin)
    lesson.step("next")
    question = laptop.lesson.questions[0]
    place = right_place(question)
    vote(lesson.phones["Ann"], place)
    assert dee.answer(0, question.choices[place - 1])["t"] == "ack"
    laptop.lose_power()
    screens = [lesson.host, lesson.projector, lesson.camera, *lesson.phones.values()]
    for page in screens:
        expect(page.locator("#away")).to_be_visible()
    laptop.review("--resume")
    for page in screens:
        expect(page.locator("#away")).to_be_hidden()
    expect(lesson.phones["Ann"].locator(".choice :checked")).to_have_count(1)
    expect(lesson.phones["Ann"].locator(".choice input").nth(place)).to_be_checked()
    expect(lesson.phones["Ann"].locator("#status")).to_have_text("Your answer is in.")
    expect(lesson.phones["Eve"].locator(".choice :checked")).to_have_count(0)
    expect(lesson.projector.locator("#answered")).to_have_text("2 of 6 answered")
    again = laptop.classroom.page({"t": "hello", "token": dee.token})
    assert again.until("you")["value"] == [question.choices[place - 1]]
    lesson.step("reveal")
    expect(lesson.phones["Ann"].locator(".explanation")).to_be_visible()


def test_a_whole_lesson(opened: Callable[..., Page], laptop: Laptop) -> None:
    with laptop.reviews(cards="", leaderboard=True):
        lesson = Class(opened, laptop, cards=False)
        lesson.come("Ann", "Eve")
        a_remote_in_the_projectors_window(lesson)
        everything_that_can_be_asked(lesson)
        a_cloud_of_words(lesson)
        the_end(lesson)
    for page in (lesson.host, lesson.phones["Ann"]):
        expect(page.locator("#away")).to_be_visible()
        accessible(page)


def one_question(lesson: Class, eve: Socket) -> None:
    """Vote, discuss, vote again, reveal; with cards, a phone that is reloaded, and one that comes late."""
    host, projector, phones = lesson.host, lesson.projector, lesson.phones
    expect(host.locator("[data-step=next]")).to_be_visible()
    host.keyboard.press("ArrowRight")
    asked = lesson.laptop.lesson.questions[0]
    good = right_place(asked)
    bad = (good + 1) % len(asked.choices)
    expect(phones["Ann"].locator(".choice").first).to_be_visible()
    accessible(phones["Ann"])
    projector.locator(".flow:has(.prompt)").evaluate("(drawn) => { drawn.id = 'drawn-once'; }")
    vote(phones["Ann"], bad)
    vote(phones["Ann"], good)  # changed
    vote(phones[XSS], bad)
    assert eve.answer(0, asked.choices[bad])["t"] == "ack"
    turned = {letter: TURNED[letter] for letter in "ABCD"}
    lesson.photograph([(1, turned["ABCD"[good]]), (2, turned["ABCD"[bad]]), (3, 45.0)])
    expect(lesson.camera.locator(".status")).to_have_text("Cards in this picture: 2. Not clear, hold them straight: 3.")
    expect(lesson.camera.locator(".missing")).to_have_text("Not read yet: 3")
    expect(projector.locator("#answered")).to_have_text("5 of 7 answered")
    expect(projector.locator("#drawn-once")).to_have_count(1)
    expect(projector.locator(".bars")).to_have_count(0)
    expect(host.locator("#advice")).to_have_text("40 % right – let them discuss in pairs and vote again")
    covered(host)
    host.keyboard.press("a")
    expect(host.locator(".option.right")).to_have_count(1)
    expect(host.locator(".misconceptions li")).to_have_count(1)
    host.get_by_role("button", name="Hide votes and answer").click()
    covered(host)
    expect(host.locator("#steps button").first).to_have_text(re.compile("^Show the answer"))
    expect(host.locator("#steps .main")).to_have_text(re.compile("^Discuss in pairs"))
    lesson.accessible("Ann")
    accessible(lesson.camera)
    phones[XSS].reload()
    expect(phones[XSS].locator(".choice :checked")).to_have_value(asked.choices[bad])

    host.keyboard.press("d")
    expect(phones["Ann"].locator("#status")).to_have_text("Talk about it with your neighbour.")
    lesson.come("Late")
    lesson.accessible("Ann", "Late")
    expect(host.locator("[data-step=revote]")).to_be_visible()
    host.keyboard.press("d")
    vote(phones["Ann"], good)
    assert eve.answer(1, asked.choices[good])["t"] == "ack"
    lesson.photograph([(number, turned["ABCD"[good]]) for number in (1, 2, 3)])
    expect(lesson.camera.locator(".count")).to_have_text("3 of 3 cards read")
    lesson.accessible("Late")

    lesson.step("reveal")
    for name, told in (("Ann", "✓ Right"), (XSS, "You did not vote again."), ("Late", "You gave no answer.")):
        expect(phones[name].locator("#status")).to_have_text(told)
    expect(projector.locator(".option.right")).to_have_count(1)
    expect(projector.locator(".legend")).to_have_text(re.compile("Before: 40 % right.*After: 100 % right"))
    expect(projector.locator(".explanation")).to_contain_text("A Text")
    lesson.accessible("Ann", "Late")
    accessible(lesson.camera)


def nobody_comes_in_by_the_old_pin(lesson: Class) -> None:
    host, shown = lesson.host, lesson.projector.locator("footer")
    expect(shown).to_contain_text(f"PIN {lesson.laptop.pin}")
    host.get_by_role("button", name="New PIN").click()
    expect(shown).to_have_text(re.compile(rf"PIN (?!{lesson.laptop.pin})\d+$"))
    late = lesson.opened(lesson.laptop.phone)
    late.click("#join button")
    expect(late.locator("#note")).to_have_text(re.compile("^This PIN is not right"))
    host.get_by_role("combobox", name="Remove everybody").select_option("30")
    for phone in lesson.phones.values():
        expect(phone.locator("#note")).to_have_text("You are no longer in this lesson.")
    host.locator("summary", has_text="Removed").click()
    host.get_by_role("button", name="Let in again: Ann").click()
    expect(host.locator(".people li")).to_have_count(len(CARDS) + 1)


def covered(host: Page) -> None:
    """The teacher's page, which may be on the projector too, says nothing of votes and answer."""
    expect(host.locator(".option")).not_to_have_count(0)
    for part in (".option.right", ".tick:not(.people *)", ".bars", ".explanation", ".misconceptions", ".variants li"):
        expect(host.locator(part)).to_have_count(0)


def right_place(question: LiveQuestion) -> int:
    """The place of the right option, from 0."""
    assert isinstance(question.body, ChooseOne)
    return question.choices.index(*right_choices(question.body))


def a_remote_in_the_projectors_window(lesson: Class) -> None:
    """A presenter's remote leads the lesson there, and makes the screen black."""
    projector, ann = lesson.projector, lesson.phones["Ann"]
    expect(projector.locator(".pin")).to_be_visible()
    lesson.host.goto("about:blank")
    projector.keyboard.press("PageDown")
    expect(projector.locator("body")).to_have_attribute("data-phase", "ask")
    expect(ann.locator("#announcement")).to_have_text(re.compile("^1 / "))
    expect(ann.locator(".prompt")).to_be_focused()
    vote(ann, right_place(lesson.laptop.lesson.questions[0]))
    projector.keyboard.press("b")
    expect(projector.locator("#black")).to_be_visible()
    for key, phase in (("ArrowRight", "reveal"), (" ", "ask"), ("PageUp", "reveal")):
        projector.keyboard.press(key)
        expect(projector.locator("body")).to_have_attribute("data-phase", phase)
        expect(projector.locator("#black")).to_be_hidden()
    lesson.host.goto(lesson.laptop.host)
    expect(lesson.host.locator("body")).to_have_attribute("data-phase", "reveal")


def everything_that_can_be_asked(lesson: Class) -> None:
    """Every kind of question can be answered on a phone, also a small one with large type, and fits the projector."""
    ann, eve, seen = lesson.phones["Ann"], lesson.phones["Eve"], set[str]()
    eve.set_viewport_size({"width": 320, "height": 568})
    eve.evaluate(LARGE_TYPE)
    for question in lesson.laptop.lesson.questions[1:]:
        prompt = plain(question.prompt)
        lesson.host.evaluate(NEXT)
        expect(ann.locator(".prompt")).to_contain_text(prompt[:20])
        answer_anyhow(ann)
        for page in (lesson.projector, lesson.host, eve):
            expect(page.locator(".prompt")).to_contain_text(prompt[:20])
        looks = [page.evaluate(LOOK) for page in (ann, lesson.projector)]
        for look in looks:
            assert look["instructions"] == (
                ["Choose all the right ones."] if isinstance(question.body, ChooseSeveral) else []
            )
        if isinstance(question.body, PictureLabels):
            assert question.covered
            assert [look["pictures"] for look in looks] == 2 * [[f"/pictures/{question.covered.name}"]]
        assert looks[1]["fits"]
        assert looks[1]["smallest"] >= 24
        assert eve.evaluate(NARROW)
        assert eve.evaluate(f"({IS_REACHED})([...document.querySelectorAll('.send')].at(-1))")
        if question.body.name not in seen:
            accessible(ann)
            accessible(lesson.projector)
        seen.add(question.body.name)
        expect(lesson.projector.locator("#answered")).to_have_text(re.compile("^1 of"))
    assert seen == {body.name for body in get_args(ItemBody) if body is not OpenAnswer}  # which a person marks
    lesson.step("reveal")
    for page in (ann, eve, lesson.projector):
        expect(page.locator(".explanation")).to_be_visible()
    assert eve.evaluate(NARROW)
    assert lesson.projector.evaluate(FITS)
    assert lesson.projector.evaluate(SMALLEST) >= 24
    the_labels_of_a_picture(lesson)


def the_labels_of_a_picture(lesson: Class) -> None:
    """The file on a phone has no label; once they are shown, each number is beside its label."""
    question = lesson.laptop.lesson.questions[-1]
    assert isinstance(question.body, PictureLabels)
    assert question.picture and question.covered
    assert question.covered.name.endswith(".png")
    for page in (lesson.phones["Ann"], lesson.projector):
        expect(page.locator(".framed img")).to_have_attribute("src", f"/pictures/{question.picture.name}")
        apart = page.locator(".cover.open").evaluate_all(
            """all => all.every((cover) => cover.firstChild.getBoundingClientRect().bottom
              <= cover.getBoundingClientRect().top + 1)"""
        )
        assert apart
    expect(lesson.phones["Ann"].locator(".given .tick")).to_have_text(["✗"] * 3)


def a_cloud_of_words(lesson: Class) -> None:
    """The teacher asks something of their own, lets all wait, and gives more time."""
    lesson.host.fill("#ask input", "What was new?")
    lesson.host.click("#ask button")
    expect(lesson.host.locator("#ask .status")).to_have_text("It comes next.")
    lesson.step("next")
    expect(lesson.host.locator("#ask .status")).to_have_text("")
    expect(lesson.host.locator("#steps .main")).to_have_text(re.compile("^Close answers"))
    for name in ("Ann", "Eve"):
        expect(lesson.phones[name].locator(".prompt")).to_have_text("What was new?")
        answer_anyhow(lesson.phones[name], XSS)
    expect(lesson.projector.locator(".cloud span").first).to_have_text(re.compile("^<img"))
    lesson.host.evaluate(CYRILLIC_P)
    expect(lesson.projector.locator(".banner")).to_have_text("Pause")
    lesson.accessible("Ann")
    lesson.host.keyboard.press("p")
    lesson.host.keyboard.press("t")
    expect(lesson.projector.locator("#left")).to_have_text(re.compile("^0:(30|2.)$"))
    lesson.host.get_by_role("button", name="Hide names").click()
    expect(lesson.host.locator(".people .words").last).to_have_text("№ 5")
    lesson.host.get_by_role("button", name="Show names").click()
    lesson.step("reveal")


def the_end(lesson: Class) -> None:
    """The standings, everybody's score, the results."""
    expect(lesson.host.locator("#steps button", has_text="End")).to_have_count(1)
    lesson.step("next")
    expect(lesson.phones["Ann"].locator("#status")).to_have_text("That was the last question. Thank you!")
    expect(lesson.projector.locator(".standings .words").first).to_have_text("Ann")
    lesson.accessible("Ann")
    for button, name in (("Report", "report.html"), ("Anki deck", "missed.apkg")):
        with lesson.host.expect_download() as download:
            lesson.host.get_by_role("button", name=re.compile(f"^{button}")).first.click()
        assert download.value.suggested_filename == name


def test_a_phone_says_what_becomes_of_an_answer(opened: Callable[..., Page], laptop: Laptop) -> None:
    """The server is silent, as one on a laptop that sleeps, and answers again."""
    with laptop.holds(LESSON):
        lesson = Class(opened, laptop, cards=False, own_clock=True)
        lesson.come("Ann")
        ann, status = lesson.phones["Ann"], lesson.phones["Ann"].locator("#status")
        lesson.step("next")
        ann.locator(".choice").first.click()
        with laptop.classroom.silence():
            ann.clock.pause_at(ann.evaluate("Date.now()") + 1000)
            ann.locator(".send").first.click()
            expect(status).to_have_text("Sending …")
            for seconds, said, is_away in (
                (2.9, "Sending …", False),
                (0.2, "Not sent yet. Trying again …", False),
                (2.8, "Not sent yet. Trying again …", False),
                (0.2, "Not sent yet. Trying again …", True),
            ):
                ann.clock.run_for(1000 * seconds)
                assert (status.text_content(), ann.locator("#away").is_visible()) == (said, is_away)
        ann.clock.resume()
        expect(status).to_have_text("Your answer is in.")
        expect(ann.locator("#away")).to_be_hidden()
        expect(lesson.projector.locator("#answered")).to_have_text("1 of 1 answered")
        with laptop.classroom.silence():
            for page in (ann, lesson.projector):  # also where nobody sends anything
                page.clock.run_for(16_500)
                expect(page.locator("#away")).to_be_visible()
        for page in (ann, lesson.projector):
            expect(page.locator("#away")).to_be_hidden()


def test_texts_are_shown_as_written_and_names_and_words_wait_for_the_teacher(
    opened: Callable[..., Page], tmp_path: Path
) -> None:
    texts = [*HOSTILE, r"\(\frac{1}{2} < \sqrt{3}\)"]
    options = tuple(Option(parse_text(text), place == 0, letter=f"{place}") for place, text in enumerate(texts))
    asked = replace(SKY, prompt=nodes(parse_text("\n".join(HOSTILE))), body=ChooseOne(options))
    laptop = Laptop(tmp_path)
    with laptop.holds(replace(LESSON, questions=(asked,), rules=LessonRules(moderate=True))):
        lesson = Class(opened, laptop, cards=False)
        lesson.come("Ann", "Bob")
        names_wait_for_the_teacher(lesson)
        lesson.host.keyboard.press("ArrowRight")
        texts_are_shown_as_written(lesson)
        lesson.step("reveal")
        words_wait_for_the_teacher(lesson)


def names_wait_for_the_teacher(lesson: Class) -> None:
    names = lesson.projector.locator(".names li")
    expect(names).to_have_text(["№ 2", "№ 1"])
    lesson.host.get_by_role("button", name="Approve: Ann").click()
    expect(names).to_have_text(["№ 2", "Ann"])
    lesson.host.get_by_role("button", name="Hide: Ann").click()
    lesson.host.get_by_role("button", name="Approve all").click()
    expect(names).to_have_text(["Bob", "Ann"])


def texts_are_shown_as_written(lesson: Class) -> None:
    for page, place in (
        (lesson.host, ".option .words"),
        (lesson.projector, ".option .words"),
        (lesson.phones["Ann"], ".choice .words"),
    ):
        expect(page.locator(place).first).to_be_visible()
        shown = page.locator(place).evaluate_all("all => all.map(each => each.textContent)")
        assert shown[:-1] == HOSTILE
        assert page.locator(f"{place} math mfrac").count() == 1
        expect(page.locator(".prompt")).to_contain_text("<script>alert(1)</script>")


def words_wait_for_the_teacher(lesson: Class) -> None:
    lesson.host.fill("#ask input", "What was new?")
    lesson.host.click("#ask button")
    lesson.step("next")
    for name in ("Ann", "Bob"):
        lesson.phones[name].locator(".field input").fill(f"a word of {name}")
        lesson.phones[name].locator(".field input").press("Enter")
        expect(lesson.phones[name].locator("#status")).to_have_text("Your answer is in.")
    shown = lesson.projector.locator(".cloud span")
    expect(lesson.projector.locator("#answered")).to_have_text("2 of 2 answered")
    expect(shown).to_have_count(0)
    lesson.host.get_by_role("button", name="Approve: a word of Ann").click()
    expect(shown).to_have_text(["a word of Ann"])
    lesson.host.get_by_role("button", name="Hide all words").click()
    expect(shown).to_have_count(0)
