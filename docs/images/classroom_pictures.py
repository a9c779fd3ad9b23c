"""Takes docs/images/classroom-*.png: a whole lesson with the article's recipe, in Chromium.

Six phones and ten cards answer every question, some of them wrongly; where the votes ask for it the class discusses and
votes again. With a folder as argument, every screen of every question is put there as well.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]
from classroom.laptop import Laptop  # noqa: E402
from classroom.photographs import answers, photograph  # noqa: E402
from conftest import launched  # noqa: E402

from quizgen.classroom.door import camera_key  # noqa: E402
from quizgen.classroom.judging import right_choices  # noqa: E402
from quizgen.classroom.lesson import LiveQuestion  # noqa: E402
from quizgen.classroom.live_body import Chosen, WordCloud  # noqa: E402
from quizgen.exporters.script_key import script_key  # noqa: E402

RECIPE = "kazakhstan-azerbaijan"
CARDS = 10
PHONES = 6
SHOWN = 4  # the question that the documentation shows


class Lesson:
    """The screens of a lesson, and what those in it answer."""

    def __init__(self, laptop: Laptop, browser: object, everything: Path | None) -> None:
        self.laptop, self.browser, self.everything = laptop, browser, everything
        self.random = random.Random(7)
        self.host = self.opened(laptop.host, 1280, 800)
        self.projector = self.opened(laptop.projector, 1280, 720)
        key = camera_key(laptop.host.rpartition("#")[2])
        self.camera = self.opened(f"http://127.0.0.1:{laptop.port}/camera#{key}", 390, 844)
        self.phones = [self.opened(laptop.phone, 390, 844) for _ in range(PHONES)]
        lesson = laptop.lesson
        known = [*lesson.questions, *(other for others in lesson.alternatives.values() for other in others)]
        self.questions = {("".join(map(str, question.prompt)), question.kind): question for question in known}
        for phone in self.phones:
            phone.click("#join button")
            phone.wait_for_selector("#lesson:not([hidden])")

    def opened(self, url: str, width: int, height: int) -> Page:
        """A page on a machine of its own."""
        page: Page = self.browser.new_context(viewport={"width": width, "height": height}).new_page()  # type: ignore[attr-defined]
        page.goto(url)
        return page

    def take(self, name: str, *kept: str) -> None:
        """Takes a picture of all screens; those ``kept`` go into the documentation."""
        screens = {"teacher": self.host, "projector": self.projector, "phone": self.phones[0], "camera": self.camera}
        for screen, page in screens.items():
            if screen in kept:
                page.screenshot(path=ROOT / f"docs/images/classroom-{screen}.png")
            if self.everything:
                page.screenshot(path=self.everything / f"{name}-{screen}.png")

    def question(self) -> LiveQuestion:
        """The question that is on the screens."""
        prompt = self.host.locator(".prompt").inner_text().split()[:6]
        options = self.host.locator(".option").count()  # what comes back may have the same prompt and no options
        return next(
            question
            for (text, _), question in self.questions.items()
            if text.split()[:6] == prompt and len(question.choices) == options
        )

    def vote(self, question: LiveQuestion, right: float) -> None:
        """Everybody answers; ``right`` is the chance that somebody knows."""
        for phone in self.phones:
            knows = self.random.random() < right
            answer(phone, question, knows=knows, random=self.random)
            phone.locator(".send").nth(0 if self.random.random() < 0.6 else 1).click()
        if question.edges:
            held = {number: self.letter(question, right) for number in range(1, CARDS + 1)}
            picture = photograph(answers(held, self.random.randrange(1000)), size=60)
            file = {"name": "class.jpg", "mimeType": "image/jpeg", "buffer": picture}
            self.camera.locator("input[type=file]").set_input_files(files=[file])
        everybody = PHONES + (CARDS if question.edges else 0)
        self.projector.get_by_text(f"{everybody} of {PHONES + CARDS} answered").wait_for()

    def letter(self, question: LiveQuestion, right: float) -> str:
        """The letter that a card shows."""
        assert isinstance(question.body, Chosen)
        known = right_choices(question.body)[0]
        chosen = {id: letter for letter, id in question.edges.items()}
        wrong = [letter for letter, id in question.edges.items() if id != known]
        return chosen[known] if self.random.random() < right else self.random.choice(wrong)

    def play(self) -> None:
        """Every question, from the lobby to the end."""
        self.host.wait_for_selector("[data-step=next]")
        self.take("00-lobby")
        turn = 0
        while self.host.locator("body").get_attribute("data-phase") != "end":
            turn += 1
            self.host.locator("[data-step=next]").click()
            self.host.wait_for_selector("body[data-phase=ask], body[data-phase=end]")
            if self.host.locator("body").get_attribute("data-phase") == "end":
                break
            question = self.question()
            self.vote(question, 0.5 if turn % 3 == 1 else 0.8)
            if turn == SHOWN:
                self.host.keyboard.press("a")
                self.host.locator(".bars").first.wait_for()
            self.take(f"{turn:02}-ask", *(("teacher", "phone", "camera") if turn == SHOWN else ()))
            if self.host.locator("[data-step=discuss].main").count():
                self.host.locator("[data-step=discuss]").click()
                self.host.locator("[data-step=revote]").click()
                self.host.wait_for_selector("body[data-phase=revote]")
                self.vote(question, 0.85)
            self.host.locator("[data-step=reveal]").click()
            for page in (self.projector, self.phones[0]):
                page.locator(".explanation").wait_for()
            self.host.wait_for_timeout(500)  # bars grow
            self.take(f"{turn:02}-reveal", *(("projector",) if turn == SHOWN else ()))
        self.take("99-end")


def answer(phone: Page, question: LiveQuestion, *, knows: bool, random: random.Random) -> None:
    """Chooses or types the right answer, or another."""
    assert not isinstance(question.body, WordCloud)
    if isinstance(question.body, Chosen):
        right = right_choices(question.body)[0]
        chosen = right if knows else random.choice([choice for choice in question.choices if choice != right])
        phone.locator(".choice").nth(question.choices.index(chosen)).click()
        return
    for place, field in enumerate(phone.locator(".field input").all()):
        right = script_key(question.body)["right"][place][0]
        field.fill(right if knows else random.choice(("I think 12", "Tashkent", right[:-1] + "x")))


def main() -> None:
    """Plays the lesson in a temporary folder, exports its results, and says where they are."""
    everything = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = everything / "project" if everything else Path(folder)
        for part in ("facts", "decks"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copy(ROOT / "quizgen.yaml", root)
        recipe = root / f"decks/{RECIPE}.yaml"
        recipe.write_text(
            recipe.read_text(encoding="utf-8") + f"response-cards: {{cards: {CARDS}}}\n", encoding="utf-8"
        )
        laptop = Laptop(root)
        laptop.review(RECIPE, "--cards")
        browser = launched(playwright.chromium)
        Lesson(laptop, browser, everything).play()
        browser.close()
        laptop.stop()


if __name__ == "__main__":
    main()
