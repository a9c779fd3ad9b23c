"""A lesson in the system's Chromium: the teacher's page, the projector's and phones, through all that may happen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from every_kind import ENTITIES, FACTS, PICTURE, RECIPE
from hostile import HOSTILE
from playwright.sync_api import expect
from review.classroom import KEY, PIN, Classroom, running, stored

from quizgen.resources import Project
from quizgen.review.drawing import plain
from quizgen.review.lesson import Rules
from quizgen.review.preparing import prepared
from quizgen.review.sessions import job_of
from quizgen.review.store import Access, Store

ROOT = Path(__file__).parent.parent.parent
XSS = "<img src=x onerror=alert(1)>"[:24]
Page = Any
expect.set_options(timeout=15_000)


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; nothing may be said on its console, and no dialog comes unasked."""
    faults: list[str] = []
    contexts = []

    def open_page(url: str, width: int = 390, height: int = 844) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    lost = [fault for fault in faults if "ERR_CONNECTION_REFUSED" not in fault]
    assert lost == []


def accessible(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def join(page: Page, name: str) -> None:
    page.fill("#name", name)
    page.click("#join button")
    expect(page.locator("#lesson")).to_be_visible()


def vote(page: Page, place: int, sure: bool = True) -> None:
    page.locator(".choice").nth(place).click()
    page.locator(".send").nth(0 if sure else 1).click()
    expect(page.locator("#status")).to_have_text("Your answer is in.")


@pytest.fixture
def lesson_file(project: Callable[..., Project], tmp_path: Path) -> tuple[Project, Path]:
    """A session of a quiz that asks something of every sort."""
    kinds = [
        "multiple-choice",
        "true-false",
        "numeric",
        "multiple-response",
        "list",
        "sequence",
        "matching",
        "labelling",
    ]
    wanted = ", ".join(f"{kind}: 1" for kind in kinds)
    recipe = re.sub(r"  questions:\n(    .*\n)+", f"  questions: {{{wanted}}}\n", RECIPE)
    made = project(FACTS, entities=ENTITIES, recipe=recipe, files={"facts/cycle.svg": PICTURE})
    (made.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    job, _ = job_of(made, "t")
    path = tmp_path / "t.quizgen-session"
    lesson, media = prepared(job, Rules(leaderboard=True))
    Store.new(path, lesson, media, Access(KEY, PIN, 0), 1_700_000_000_000).close()
    return made, path


def pages(opened: Callable[..., Page], classroom: Classroom, count: int) -> tuple[Page, Page, list[Page]]:
    host = opened(f"{classroom.url}/host#{KEY}", 1280, 800)
    projector = opened(f"{classroom.url}/projector#{KEY}", 1280, 720)
    phones = [opened(f"{classroom.url}/#{PIN}") for _ in range(count)]
    return host, projector, phones


def test_a_lesson(opened: Callable[..., Page], lesson_file: tuple[Project, Path]) -> None:
    project, path = lesson_file
    with ExitStack() as stack:
        classroom = stack.enter_context(running(Store.open(path), project))
        host, projector, phones = pages(opened, classroom, 2)
        ann, bob = phones
        accessible(ann)
        for page, name in zip(phones, ("Ann", XSS), strict=True):
            join(page, name)
        eve = classroom.phone("")
        expect(projector.locator(".names li")).to_have_text(["Student 3", XSS, "Ann"])
        expect(projector.locator(".pin")).to_have_text(PIN)

        expect(host.locator("[data-step=next]")).to_be_visible()
        host.keyboard.press("ArrowRight")  # the first question: multiple choice
        options = classroom.room.session.questions[0].choices
        right = classroom.room.session.questions[0].task.right[0][0]  # type: ignore[union-attr]
        good = next(place for place, each in enumerate(options) if each.id == right)
        bad = (good + 1) % len(options)
        vote(ann, bad)
        vote(ann, good)  # changed
        vote(bob, bad)
        expect(projector.locator("#answered")).to_have_text("2 of 3 answered")
        expect(projector.locator(".bars")).to_have_count(0)
        expect(host.locator("#advice")).to_have_text("50 % right – let them discuss in pairs and vote again")
        expect(host.locator(".misconceptions li")).to_have_count(1)
        for page in (host, projector, ann):
            accessible(page)
        ann.reload()
        expect(ann.locator(".choice :checked")).to_have_value(right)

        host.keyboard.press("d")
        expect(ann.locator("#status")).to_have_text("Talk about it with your neighbour.")
        expect(host.locator("[data-step=revote]")).to_be_visible()
        host.keyboard.press("d")
        vote(ann, good)
        vote(bob, good)
        assert classroom.phone("Late").until("state")["phase"] == "revote"
        host.locator("[data-step=reveal]").click()
        expect(ann.locator("#status")).to_have_text("✓ Right")
        assert eve.until("you", ballot=0, right=None)["value"] is None
        expect(projector.locator(".option.right")).to_have_count(1)
        expect(projector.locator(".legend")).to_have_text(re.compile("Before: 50 % right.*After: 100 % right"))
        expect(projector.locator(".explanation")).to_contain_text("A Text")
        for page in (projector, ann):
            accessible(page)

        host.on("dialog", lambda dialog: dialog.accept())
        host.get_by_label(f"Remove: {XSS}").click()
        expect(bob.locator("#note")).to_have_text("You are no longer in this lesson.")
        expect(host.locator(".people li")).to_have_count(3)
        port = classroom.port

        # The laptop stops and comes back.
        stack.close()
        expect(ann.locator("#away")).to_be_visible()
        store = Store.open(path)
        store._connection.execute("update about set value = ? where name = 'port'", (str(port),))
        store._connection.commit()
        classroom = stack.enter_context(running(store, project))
        expect(ann.locator("#away")).to_be_hidden()
        expect(host.locator("#away")).to_be_hidden()
        expect(ann.locator("#status")).to_have_text("✓ Right")

        # Every sort of question can be answered, and fits the projector.
        for question in classroom.room.lesson.questions[1:]:
            host.locator("[data-step=next], [data-step=skip]").click()
            expect(host.locator(".prompt")).to_contain_text(plain(question.prompt)[:20])
            answer_anyhow(ann)
            expect(ann.locator("#status")).to_have_text("Your answer is in.")
            expect(projector.locator("#answered")).to_have_text(re.compile("^1 of"))
            assert projector.evaluate("(m => m.scrollHeight <= m.clientHeight + 1)(document.querySelector('#screen'))")
        accessible(ann)
        host.locator("[data-step=reveal]").click()
        expect(ann.locator(".explanation")).to_be_visible()
        host.locator("[data-step=end]").click()
        expect(ann.locator("#status")).to_have_text("That was the last question. Thank you!")
        expect(projector.locator(".standings li")).to_have_count(3)
        accessible(host)
        for button, name in (("Report", "report.html"), ("Anki deck", "missed.apkg")):
            with host.expect_download() as download:
                host.get_by_role("button", name=re.compile(f"^{button}")).first.click()
            assert download.value.suggested_filename == name


def answer_anyhow(page: Page) -> None:
    if page.locator(".choice").count():
        page.locator(".choice").first.click()
    for field in page.locator(".field input").all():
        field.fill("7")
    for menu in page.locator(".field select").all():
        menu.select_option(index=1)
    if page.locator(".sorter").count():
        page.locator(".move").nth(1).click()
    page.locator(".send").last.click()


def test_texts_are_shown_as_written(opened: Callable[..., Page], tmp_path: Path) -> None:
    from dataclasses import replace

    from review.lessons import LESSON, SKY

    from quizgen.model.text import parse_text
    from quizgen.review.drawing import nodes
    from quizgen.review.lesson import Choice

    texts = [*HOSTILE, r"\(\frac{1}{2} < \sqrt{3}\)"]
    choices = tuple(Choice(str(place), "A", nodes(parse_text(text))) for place, text in enumerate(texts))
    asked = replace(SKY, prompt=nodes(parse_text("\n".join(HOSTILE))), choices=choices)
    with running(stored(tmp_path / "t", replace(LESSON, questions=(asked,))), Project.at(ROOT)) as classroom:
        host, projector, phones = pages(opened, classroom, 1)
        join(phones[0], "Ann")
        expect(host.locator("[data-step=next]")).to_be_visible()
        host.keyboard.press("ArrowRight")
        for page, place in ((host, ".option .words"), (projector, ".option .words"), (phones[0], ".choice .words")):
            expect(page.locator(place).first).to_be_visible()
            shown = page.locator(place).evaluate_all("all => all.map(each => each.textContent)")
            assert shown[:-1] == HOSTILE
            assert page.locator(f"{place} math mfrac").count() == 1
            expect(page.locator(".prompt")).to_contain_text("<script>alert(1)</script>")
