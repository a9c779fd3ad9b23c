"""The whole way of a teacher in a real browser: from an article to facts, a quiz, its files and a lesson."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from studio.studio_server import Command, free_port, running
from studio.teacher import Teacher

from quizgen.commands.new import ProjectDetails, create
from quizgen.studio.workspace import KEY

ROOT = Path(__file__).parents[2]
# Paragraph, the words that are selected, the question, and the statement in the teacher's own words.
FACTS = (
    (2, "energy", "What does a wave carry?", "Waves transport energy, but no matter."),
    (3, "crest", "What is the top of a wave called?", "The top of a wave is called its crest."),
    (3, "trough", "What is the bottom of a wave called?", "A wave's bottom is called its trough."),
    (3, "wavelength", "What is it from crest to crest?", "From crest to crest it is one wavelength."),
    (3, "amplitude", "How is the farthest swing from rest called?", "The farthest swing from rest is the amplitude."),
    (4, "frequency", "What says how often a wave swings?", "How often a wave swings per second is its frequency."),
    (4, "hertz", "In what is frequency measured?", "Frequency is measured in hertz."),
    (4, "1887", "When did Hertz show that there are radio waves?", "In 1887 Heinrich Hertz found radio waves."),
    (7, "343 m/s", "How fast is sound in air of 20 °C?", "Sound covers 343 m/s in air of 20 °C."),
    (8, "ultrasound", "What is sound above our hearing called?", "Ultrasound is too high for our ears."),
    (10, "1878", "When did Strouhal study singing wires?", "Čeněk Strouhal studied singing wires in 1878."),
    (11, "Christian Doppler", "Who explained the siren's tone?", "Christian Doppler explained it in 1842."),
)
MOST_PRESSED = 12  # keys, clicks and selections for a fact that is reviewed, besides its words


GOLDEN = Path(__file__).with_name("facts.golden.yaml")
LABEL = '    - {text: "wavelength", box: [30, 70, 25, 10]}\n'  # which planning a quiz adds


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[Command]]:
    """The studio's processes, the last of which runs; all are ended afterwards."""
    commands = [Command(tmp_path, free_port())]
    link, help = commands[0].said
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/#[\w-]{22}\n", link)
    assert "Ctrl+C" in help
    yield commands
    for command in commands:
        if command.process.poll() is None:
            command.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with the facts that the first half of the way ends with."""
    folder = tmp_path / "Waves"
    create(folder, article=str(ROOT / "facts/waves.txt"), details=ProjectDetails(is_empty=True))
    (folder / "facts/waves.yaml").write_text(GOLDEN.read_text(encoding="utf-8").replace(LABEL, ""), encoding="utf-8")
    shutil.copytree(ROOT / "facts/images", folder / "facts/images")
    return folder


@pytest.mark.long
def test_from_an_article_to_facts(browser: Any, tmp_path: Path, started: list[Command]) -> None:
    with closing(Teacher(browser, started[0].address, tmp_path / "Waves")) as teacher:
        starts_a_project_from_the_article(teacher)
        for fact in FACTS:
            makes_a_fact(teacher, *fact)
        assert teacher.pressed <= MOST_PRESSED * len(FACTS)
        accepts_a_suggestion(teacher)
        replaces_a_wrong_option(teacher)
        has_a_problem_fixed(teacher)
        labels_a_picture(teacher)
        undoes_an_edit(teacher)
        types_while_the_studio_is_killed(teacher, started)
        sees_what_an_editor_changes(teacher)
        reads_as_if_written_by_hand(teacher, "facts/waves.yaml", LABEL)
    assert teacher.faults == []
    assert started[-1].said == started[0].said  # pages that were open before it was killed find it again
    assert (teacher.folder / KEY).stat().st_mode & 0o077 == 0
    assert started[-1].interrupt() == (0, "")


@pytest.mark.long
def test_from_facts_to_a_lesson(browser: Any, folder: Path) -> None:
    with running(folder) as address, closing(Teacher(browser, address, folder)) as teacher:
        plans_a_quiz(teacher)
        builds_and_downloads(teacher)
        holds_a_lesson(teacher)
        reads_as_if_written_by_hand(teacher, "decks/waves.yaml")
        reads_as_if_written_by_hand(teacher, "facts/waves.yaml")
    assert teacher.faults == []


def starts_a_project_from_the_article(teacher: Teacher) -> None:
    page = teacher.page
    article = (ROOT / "facts/waves.txt").read_text(encoding="utf-8")
    page.fill("#text", article)
    pasted = "new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true})"
    page.evaluate(f"document.querySelector('#text').dispatchEvent({pasted})")
    assert page.input_value("#name") == article.partition("\n")[0]
    page.fill("#name", "Waves")
    teacher.sees_no_barrier()
    page.click("#new button[type=submit]")
    teacher.sees("[data-paragraph]")
    shutil.copytree(ROOT / "facts/images", teacher.folder / "facts/images")


def makes_a_fact(teacher: Teacher, paragraph: int, words: str, question: str, statement: str) -> None:
    page, facts = teacher.page, "#article [data-fact]"
    before = page.locator(facts).count()
    teacher.selects(f'[data-paragraph="{paragraph}"]', words)
    teacher.presses("f")
    teacher.sees(facts, before + 1)
    teacher.sees("#fact textarea[data-path$=ask]:focus")
    teacher.types(question)
    teacher.clicks("#f-statement")
    teacher.presses("Control+a")
    teacher.types(statement)
    teacher.clicks("#review")
    teacher.until(lambda: question in teacher.facts and statement in re.sub("[{}]", "", teacher.facts))
    teacher.sees("#fact form:not(:has(#review))")


def accepts_a_suggestion(teacher: Teacher) -> None:
    page = teacher.page
    page.focus('[data-paragraph="6"]')
    page.keyboard.press("s")
    teacher.sees(".suggestions li button:focus")
    page.keyboard.press("x")
    page.keyboard.press("a")  # the next one
    words = page.locator(".paragraphs > li:nth-child(6) [data-fact]").inner_text()
    page.locator("#f-statement .answer", has_text=words).wait_for()  # it is shown as a fact, and the list stays
    teacher.sees(".suggestions .accept:focus")
    assert words not in page.locator(".suggestions b").all_inner_texts()
    page.keyboard.press("Escape")
    page.locator('[data-paragraph="6"]:focus').wait_for()


def replaces_a_wrong_option(teacher: Teacher) -> None:
    page, own = teacher.page, "[data-list=distractors] li"
    teacher.opens("in-1887")
    first = page.locator(".proposals button").first.text_content()
    page.click(".proposals button >> nth=0")
    page.locator(own, has_text=first).wait_for()
    teacher.until(lambda: f"distractors: [{first}]" in teacher.facts)
    page.click(f"{own} .replace")
    teacher.until(lambda: "distractors: [" in teacher.facts and f"distractors: [{first}]" not in teacher.facts)


def has_a_problem_fixed(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("crest")
    page.fill("#f-evidence\\.0\\.quote", "The highest point of the wave is its crest")
    page.click("[data-problems=evidence] .fix")
    teacher.until(lambda: 'quote: "The highest point of a wave is its crest"' in teacher.facts)


def labels_a_picture(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("trough")
    page.click("#fact summary:has-text('Picture')")
    page.select_option("#f-image\\.file", "images/wave-parts.svg")
    page.locator("#boxes img").wait_for()
    page.fill("#f-image\\.alt", "A wave with its parts named")
    draws_a_label(teacher, 0.4, "crest")
    teacher.until(lambda: '{text: "crest", box: [30, 40, 25, 10]}' in teacher.facts)


def draws_a_label(teacher: Teacher, height: float, word: str) -> None:
    page = teacher.page
    page.locator("#boxes").scroll_into_view_if_needed()
    box = page.locator("#boxes").bounding_box()
    left, top = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * height
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + box["width"] * 0.25, top + box["height"] * 0.1)
    page.mouse.up()
    teacher.types(word)


def undoes_an_edit(teacher: Teacher) -> None:
    page = teacher.page
    teacher.opens("energy")
    before = teacher.facts
    page.fill("textarea[data-path$=ask]", "What is it that a wave carries?")
    page.keyboard.press("Enter")
    teacher.until(lambda: "What is it that a wave carries?" in teacher.facts)
    teacher.undoes(before)
    page.click("#redo")
    teacher.until(lambda: "What is it that a wave carries?" in teacher.facts)
    teacher.undoes(before)
    teacher.sees_no_barrier()


def plans_a_quiz(teacher: Teacher) -> None:
    page, recipe = teacher.page, lambda: teacher.text("decks/waves.yaml")
    page.click("#parts [data-part=quiz]")
    page.click("#quiz .problem [data-opens=trough]")  # a single label cannot be asked for
    draws_a_label(teacher, 0.7, "wavelength")
    teacher.until(lambda: '{text: "wavelength", box: [30, 70, 25, 10]}' in teacher.facts)
    page.click("#parts [data-part=quiz]")
    page.fill('[data-setting="quiz questions total"]', "60")
    page.fill('[data-setting="quiz forms"]', "2")
    page.keyboard.press("Tab")
    teacher.sees("#pages .problem")  # more than there are, in words
    page.fill('[data-setting="quiz questions total"]', "10")
    page.keyboard.press("Tab")
    stems = page.locator(".asked .stem")
    page.wait_for_function("() => document.querySelectorAll('.asked .stem').length === 10")
    assert page.locator(".papers img").count() == 2  # a page of each form
    before = stems.all_inner_texts()
    page.locator("[data-action=swap]").first.click()  # one question is another, and all else stays
    page.wait_for_function("first => document.querySelector('.asked .stem').innerText !== first", arg=before[0])
    teacher.sees("#pages[aria-busy=false]")
    assert len(set(stems.all_inner_texts()) - set(before)) == 1
    page.locator("[data-action=pin]").first.click()
    teacher.sees("[aria-pressed=true]")
    kept = recipe()
    page.click("#undo")
    teacher.sees("#pages:not(:has([aria-pressed=true]))")
    assert recipe() != kept
    page.click("#redo")
    teacher.sees("[aria-pressed=true]")
    assert recipe() == kept
    teacher.sees_no_barrier()


def builds_and_downloads(teacher: Teacher) -> None:
    page = teacher.page
    page.click("#parts [data-part=build]")
    page.click("#start")
    teacher.sees("#build .files")
    with page.expect_download() as download:
        page.click("text=Download all")
    assert download.value.suggested_filename == "waves.zip"
    with zipfile.ZipFile(download.value.path()) as packed:
        assert {"quiz-A.pdf", "quiz-B.pdf"} <= set(packed.namelist())


def holds_a_lesson(teacher: Teacher) -> None:
    page = teacher.page
    with page.expect_popup() as popup:
        page.click("#lesson")
    popup.value.wait_for_url("**/host*")
    popup.value.close()
    teacher.sees("a[href*='/host']")
    teacher.sees_no_barrier()


def types_while_the_studio_is_killed(teacher: Teacher, started: list[Command]) -> None:
    page, port = teacher.page, int(teacher.page.url.split(":")[2].rstrip("/"))
    page.click("#parts [data-part=facts]")
    teacher.opens("ultrasound")
    before = teacher.facts
    started[-1].kill()
    teacher.sees("#trouble:not([hidden])")
    page.fill("textarea[data-path$=ask]", "Typed in vain?")
    page.wait_for_timeout(600)
    assert "Typed in vain?" not in teacher.facts
    started.append(Command(teacher.folder.parent, port))
    teacher.until(lambda: "Typed in vain?" in teacher.facts)
    teacher.sees("#trouble[hidden]")
    teacher.undoes(before)


def sees_what_an_editor_changes(teacher: Teacher) -> None:
    page, path = teacher.page, teacher.folder / "facts/waves.yaml"
    teacher.opens("energy")
    question = FACTS[0][2]
    path.write_text(teacher.facts.replace(question, "From an editor?"), encoding="utf-8")
    page.locator("#fact textarea[data-path$=ask]", has_text="From an editor?").wait_for()

    def changes_at_the_same_time(route: Any) -> None:
        path.write_text(teacher.facts.replace("From an editor?", "Theirs?"), encoding="utf-8")
        route.continue_()

    page.route("**/fact/edit", changes_at_the_same_time, times=1)
    page.fill("textarea[data-path$=ask]", question)
    page.locator("[data-problems=ask] q", has_text="Theirs?").wait_for()
    page.click("[data-problems=ask] button >> nth=0")
    teacher.until(lambda: question in teacher.facts and "Theirs?" not in teacher.facts)


def reads_as_if_written_by_hand(teacher: Teacher, path: str, *without: str) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    golden = Path(__file__).with_name({"facts": "facts", "decks": "recipe"}[path.partition("/")[0]] + ".golden.yaml")
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN") and not without:
        golden.write_text(teacher.text(path), encoding="utf-8")
    expected = golden.read_text(encoding="utf-8")
    for part in without:
        assert part in expected
        expected = expected.replace(part, "")
    assert teacher.text(path) == expected
