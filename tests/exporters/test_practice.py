"""The practice page, in the system's Chromium, opened from its file: every kind answered right and wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HEAD, quiet, written
from every_kind import ENTITIES, FACTS, PICTURE, RECIPE
from hostile import HOSTILE

from quizgen.build.pipeline import build
from quizgen.project import Project

# What is typed, chosen or put in order, by what is asked.
TYPED = {
    "Name two things in a cloud.": (["ice", "Dust"], ["ice", "ice"]),
    "Complete the sentence: The World Health Organization is part of the _____.": (["un"], ["OECD"]),
    "What is the short form of “United Nations”?": (["UN"], ["WHO"]),
    "What does UN stand for?": (["united  nations"], ["WHO"]),
    "Who says this? Ground water is neglected.": (["ANN SMITH"], ["An Author"]),
    "Who says this? Water goes from lake to cloud and back.": (["Ann Smith"], ["An Author"]),
    "How much of sea water is salt?": (["3,5 %"], ["35 %"]),
    "What share of the water on Earth is in the oceans?": (["96.5"], ["95"]),
    "According to Ann Smith: Name the numbered parts of the picture.": (
        ["A cloud", "vapor", "lake"],
        ["lake", "vapor", "cloud"],
    ),
}
CHOSEN = {
    "What share of the water on Earth is in the oceans?": ["97 percent"],
    "How much of sea water is salt?": ["3.5 percent"],
    "What are clouds made of?": ["droplets"],
    "In which forms does water fall?": ["rain", "snow", "hail"],
}
ORDERED = {
    "In which order do these come in the cycle?": ["evaporation", "condensation", "rain", "runoff"],
    "Number these in their order, the earliest first.": ["barometer", "hygrometer", "wind scale", "satellite"],
    "Number them by length.": ["Orinoco", "Danube", "Volga", "Niger", "Congo", "Amazon", "Nile"],
}
RIVERS = {
    "Nile": ("6650 km", "Africa"),
    "Amazon": ("6400 km", "South America"),
    "Congo": ("4700 km", "Africa"),
    "Niger": ("4180 km", "Africa"),
    "Volga": ("3530 km", "Europe"),
    "Danube": ("2850 km", "Europe"),
    "Orinoco": ("2140 km", "South America"),
}
Page = Any


def practice(project: Callable[..., Project], facts: str, recipe: str, entities: str = "") -> Path:
    return built(project(facts, entities=entities, recipe=recipe, files={"facts/cycle.svg": PICTURE}))


def built(made: Project) -> Path:
    (made.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    build(made, (), made.root / "build", strict=False, progress=quiet)
    return made.root / "build/t/practice.html"


class OfflinePages:
    """Pages without a network, one for each set of options of a context, which takes a browser a second to open."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}
        self.faults: list[str] = []

    def opened(self, path: Path, **options: object) -> Page:
        """The page at ``path``, as on a phone."""
        page = self._pages.get(str(options)) or self._pages.setdefault(str(options), self._new(options))
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(path.as_uri())
        return page

    def _new(self, options: dict[str, object]) -> Page:
        page = self._browser.new_context(offline=True, **options).new_page()
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        page.on(
            "request",
            lambda request: None if request.url.startswith(("file:", "data:")) else self.faults.append(request.url),
        )
        return page

    def leave(self) -> list[str]:
        """Leave nothing of this test to the next; return what went wrong."""
        for page in self._pages.values():
            page.evaluate("localStorage.clear()")
        faults, self.faults = self.faults, []
        return faults

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def pages(browser: Any) -> Iterator[OfflinePages]:
    made = OfflinePages(browser)
    yield made
    made.close()


@pytest.fixture
def opened(pages: OfflinePages) -> Iterator[Callable[..., Page]]:
    """Opens a page; nothing may be said on its console, and nothing asked of a network."""
    yield pages.opened
    assert pages.leave() == []


ONE = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: practice\nquiz: {questions: {%s: 1}}\n"


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    recipe = RECIPE.replace("[deck, quiz, key, review]", "practice")
    files = {"facts/t.yaml": f"{HEAD}{ENTITIES}facts:\n{FACTS}", "decks/t.yaml": recipe, "facts/cycle.svg": PICTURE}
    return built(written(tmp_path_factory.mktemp("every-kind"), files))


def river_of(text: str) -> tuple[str, str]:
    return next(told for river, told in RIVERS.items() if river in text)


def filled(sentence: str) -> str:
    """What fills the gap of a sentence in the word bank."""
    others = {"United Nations": "World Health Organization", "Clouds": "droplets"}
    others |= {"In 1783": "the hair hygrometer", "In 1960": "the weather satellite"}
    by_length = {length: river for river, (length, _) in RIVERS.items()}
    known = {**others, **by_length, **{f"{river} flows": where for river, (_, where) in RIVERS.items()}}
    return next(word for told, word in known.items() if told in sentence)


# What there is to do in a question: its texts, and the labels of what can be chosen.
TASK = """question => {
  const texts = (selector, within = question) => [...within.querySelectorAll(selector)].map((each) => each.innerText);
  return {
    stem: question.querySelector("legend").innerText.replace(/^\\d+\\.\\s*/, "").split("\\n").at(-1),
    steps: texts(".step"),
    rows: [...question.querySelectorAll(".rows .field")].filter((row) => row.querySelector("select"))
      .map((row) => [row.querySelector("label > span").innerText, texts("option", row)]),
    fields: question.querySelectorAll("[type=text]").length,
    options: texts(".options .field"),
    several: Boolean(question.querySelector("[type=checkbox]")),
  };
}"""

# Types and chooses in all fields of a question, as Playwright does: each must be seen and be open to it.
FILL = """(question, given) => {
  [...question.querySelectorAll("[type=text], .rows select")].forEach((field, place) => {
    if (!field.checkVisibility() || field.matches(":disabled")) throw new Error(`${field.id} cannot be used`);
    if (field.matches("select")) field.selectedIndex = given[place];
    else field.value = given[place];
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  });
}"""
# What is said of an answer: the verdict, what is marked as wrong, and whether the right answer is shown.
SAID = """question => ({
  verdict: question.querySelector(".verdict").innerText,
  wrong: [...question.querySelectorAll(".is-wrong")].map((each) => each.querySelector(".mark").innerText),
  shown: question.querySelector(".answer .right").checkVisibility(),
  evidence: question.querySelector(".evidence")?.innerText,
  score: document.querySelector("#score").innerText,
})"""


# Presses a part of a question, as often as is said, where the focus is once that part had it: it moves with a step.
PRESS = """(question, [selector, place, times]) => {
  question.querySelectorAll(selector)[place].focus();
  while (times--) document.activeElement.click();
}"""
FOCUS = "(question, [selector, place]) => question.querySelectorAll(selector)[place].focus()"


def press(page: Page, question: Page, selector: str, key: str, place: int = 0, times: int = 1) -> None:
    """The same with a key of the keyboard; "" for none, which takes a tenth of the time."""
    if not key:
        question.evaluate(PRESS, [selector, place, times])
        return
    question.evaluate(FOCUS, [selector, place])
    for _ in range(times):
        page.keyboard.press(key)


def answer(page: Page, question: Page, kind: str, *, right: bool, by_keyboard: bool = False) -> None:
    """Gives a right or a wrong answer, on request by keyboard where it is not typed, and has it checked."""
    enter, space = ("Enter", "Space") if by_keyboard else ("", "")
    task = question.evaluate(TASK)
    stem = task["stem"]
    if texts := task["steps"]:
        order = [word for word in ORDERED[stem] if any(word in text for text in texts)]
        for place, word in enumerate(order if right else reversed(order)):
            at = next(at for at, text in enumerate(texts) if word in text)
            press(page, question, "[data-way=up]", enter, at, times=at - place)  # the focus moves with the step
            texts.insert(place, texts.pop(at))
        assert question.evaluate(TASK)["steps"] == texts
    elif task["rows"]:
        chosen_places = []
        for text, labels in task["rows"]:
            wanted_text = {"matching": 0, "categorise": 1}
            word = river_of(text)[wanted_text[kind]] if kind in wanted_text else filled(text)
            place = next(at for at, label in enumerate(labels) if label.endswith(word) and label != "–")
            chosen_places.append(place if right else len(labels) - place)
        question.evaluate(FILL, chosen_places)
    elif task["fields"]:
        texts = TYPED[stem][not right]
        assert task["fields"] == len(texts)
        question.evaluate(FILL, texts)
    else:
        labels = [re.sub(r"^[A-Z]\s+", "", label.split("\n")[-1].strip()) for label in task["options"]]
        wanted = right_options(stem, kind, labels)
        chosen = [label for label in labels if (label in wanted) == right and "know" not in label]
        for label in chosen if task["several"] else chosen[:1]:
            press(page, question, ".options .field input", space, labels.index(label))
    press(page, question, ".check", enter)


def right_options(stem: str, kind: str, labels: list[str]) -> list[str]:
    if kind == "true-false":
        if stem.startswith(("Dew", "The World Health Organization cares")):
            return ["False"]
        river = next((name for name in RIVERS if name in stem), "")
        true = {"": stem.startswith(("The United Nations cares", "About 97 percent of the water"))}
        return ["True" if true.get(river, any(told in stem for told in RIVERS.get(river, ()))) else "False"]
    if kind == "odd-one-out":
        where = {label: river_of(label)[1] for label in labels}
        return [label for label in labels if list(where.values()).count(where[label]) == 1]
    if stem in CHOSEN:
        return CHOSEN[stem]
    for river, told in RIVERS.items():
        if river in stem:
            return [label for label in labels if label in told]
    return [river for river, told in RIVERS.items() if any(each in stem for each in told)]


def questions(page: Page) -> list[tuple[Page, str]]:
    found = page.locator(".question")
    names = found.evaluate_all("all => all.map((each) => each.dataset.question)")
    return [(each, name.rpartition("/")[2]) for each, name in zip(found.element_handles(), names, strict=True)]


def test_every_kind_is_answered_right(every_kind: Path, opened: Callable[..., Page]) -> None:
    page = opened(every_kind)
    all_questions = questions(page)
    counts = yaml.safe_load(RECIPE)["quiz"]["questions"]
    assert {kind for _, kind in all_questions} == set(counts)
    for place, (question, kind) in enumerate(all_questions, 1):
        answer(page, question, kind, right=True, by_keyboard=True)
        outcome = question.evaluate(SAID)
        assert outcome["verdict"] == "✓ Right", kind
        assert outcome["wrong"] == [], kind
        assert outcome["shown"]
        assert "no evidence given" in outcome["evidence"]
        assert outcome["score"] == f"{place} of {len(all_questions)} right"
    assert page.locator("#total").inner_text() == f"{len(all_questions)} of {len(all_questions)} right"
    assert page.locator("#again").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("kind", ["ordering", "categorise"])
def test_a_kind_that_stands_alone(project: Callable[..., Project], opened: Callable[..., Page], kind: str) -> None:
    page = opened(practice(project, FACTS, ONE % kind, ENTITIES))
    for right, verdict in ((False, "✗ Not right"), (True, "✓ Right")):
        page.locator("#start-again").click()
        answer(page, *questions(page)[0], right=right)
        assert page.locator(".verdict").inner_text() == verdict


def test_every_kind_is_answered_wrong_and_tried_again(every_kind: Path, opened: Callable[..., Page]) -> None:
    page = opened(every_kind)
    all_questions = questions(page)
    answer(page, *all_questions[0], right=True)
    for question, kind in all_questions[1:]:
        answer(page, question, kind, right=False)
        outcome = question.evaluate(SAID)
        assert outcome["verdict"] == "✗ Not right", kind
        assert outcome["wrong"][0].startswith("✗"), kind
        assert outcome["shown"]
    assert page.locator("#total").inner_text() == f"1 of {len(all_questions)} right"
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("#again").press("Enter")
    assert all_questions[0][0].is_hidden()
    assert page.locator(".question:visible").count() == len(all_questions) - 1
    assert page.locator(".question:visible .answer[open]").count() == 0
    for question, kind in all_questions[1:]:
        answer(page, question, kind, right=True)
    assert page.locator("#total").inner_text() == f"{len(all_questions)} of {len(all_questions)} right"
    page.locator("#start-again").click()
    assert all_questions[0][0].is_visible()
    assert page.locator("#score").inner_text() == f"0 of {len(all_questions)} right"
    assert page.locator(":checked:not(option)").count() == 0


def fact(value: str, more: str = "") -> str:
    quoted = json.dumps(value, ensure_ascii=False)
    return f'- id: f\n  statement: "It is {{x}}."\n  slots: {{x: {{value: {quoted}, ask: What is it?{more}}}}}\n'


def numbered(values: Sequence[str]) -> str:
    """A fact for each value, asked for by its number."""
    return "".join(
        f"- id: f{place}\n  statement: 'Number {place} is {{x}}.'\n  slots: {{x: {{value: {json.dumps(text)},"
        f" ask: 'What is number {place}?'}}}}\n"
        for place, text in enumerate(values)
    )


# Types each text into the question that a legend ends with, has it checked, and gives what is said of it.
JUDGED = """([asked, texts]) => texts.map((text) => {
  document.querySelector("#start-again").click();
  const question = [...document.querySelectorAll(".question")]
    .find((each) => each.querySelector("legend").innerText.trim().endsWith(asked));
  const field = question.querySelector("[type=text]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.form.requestSubmit();
  return [question.querySelector(".verdict").innerText.slice(2), question.querySelector(".notes").innerText];
})"""

FORGIVEN = {
    "Čeněk Strouhal": {
        "cenek strouhal": ("Right", "It is written: Čeněk Strouhal"),
        "  Čeněk   Strouhal ": ("Right", ""),
        "Čeněk": ("Not right", ""),
    },
    "the “new” look": {'The "new" look': ("Right", "It is written: the “new” look")},
    "İstanbul": {"istanbul": ("Right", "It is written: İstanbul")},
    "Straße": {"STRASSE": ("Right", "It is written: Straße")},
    "C#": {"C": ("Not right", "")},
    "d'Or": {"D’or": ("Right", "It is written: d'Or")},
    "well-known": {"well–known": ("Right", "It is written: well-known")},
    "नाम": {"नमा": ("Not right", "")},
}


def test_what_is_forgiven_in_typing(project: Callable[..., Project], opened: Callable[..., Page]) -> None:
    recipe = ONE.replace("%s: 1", f"short-answer: {len(FORGIVEN)}")
    page = opened(practice(project, numbered(list(FORGIVEN)), recipe))
    explained = page.locator(".forgiven").all_inner_texts()
    assert len(explained) == len(FORGIVEN)
    assert all("Capitals, accents, spaces" in text for text in explained)
    for place, (value, said) in enumerate(FORGIVEN.items()):
        found = page.evaluate(JUDGED, [f"What is number {place}?", list(said)])
        assert [tuple(each) for each in found] == list(said.values()), value


SPEED = "type: measure, unit: m/s, value: 1480, show: 1480 m/s, tolerance: 5%"
MONEY = "type: money, unit: million, currency: USD, value: 529, show: $529 million"
COLD = "type: measure, unit: °C, value: '-40'"
# Each question with what is asked for, what is right and what is wrong.
NUMBERS = {
    "How many m/s is it?": (
        SPEED,
        ["1480", "1,480 m/s", "1 480 m/s", "1 500m/s", "1406"],
        ["1405", "148", "1480 km/s", "1.480 m/s"],
    ),
    "How fast is it?": (SPEED, ["1,480 m/s", "1480m/s."], ["1480", "1,480 km/s"]),
    "How much is it?": (
        MONEY,
        ["$529 million", "529,0 MILLION dollars", "$529,000,000"],
        ["529", "529 million", "$529 billion", "52.9", "5.29 million", "x"],
    ),
    "How many million dollars is it?": (MONEY, ["529", "529 million", "529,000,000"], ["529 billion"]),
    "How cold is it?": (COLD, ["−40 °C", "-40,0 °c", "-40 degrees"], ["-40", "40 °C", "-4,0"]),
    "What is it?": ("type: ratio, value: '3.5', show: '3.5'", ["3,5", "3.50"], ["35", "3.5 3.5"]),
}


def test_how_a_number_may_be_written(project: Callable[..., Project], opened: Callable[..., Page]) -> None:
    facts = "".join(
        f'- id: f{place}\n  statement: "Number {place} is {{x}}."\n  slots: {{x: {{ ask: {asked}, {number}}}}}\n'
        for place, (asked, (number, _, _)) in enumerate(NUMBERS.items())
    )
    page = opened(practice(project, facts, ONE.replace("%s: 1", f"numeric: {len(NUMBERS)}")))
    assert page.locator(".question").count() == len(NUMBERS)
    for asked, (_, right, wrong) in NUMBERS.items():
        verdicts = [verdict for verdict, _ in page.evaluate(JUDGED, [asked, right + wrong])]
        assert verdicts == ["Right"] * len(right) + ["Not right"] * len(wrong), asked
    ((_, note),) = page.evaluate(JUDGED, ["How many m/s is it?", ["1480 km/s"]])
    assert note == "The number is right. Look at the unit: 1480 m/s"


def test_a_learner_may_count_an_answer_as_right(project: Callable[..., Project], opened: Callable[..., Page]) -> None:
    page = opened(practice(project, fact("a whale"), ONE % "short-answer"))
    page.locator(".check").click()
    assert page.locator(".verdict").inner_text() == "Give an answer first."
    page.locator("[type=text]").fill("whales")
    page.keyboard.press("Enter")
    assert page.locator(".verdict").inner_text() == "✗ Not right"
    page.locator(".count").click()
    assert page.locator(".verdict").inner_text() == "✓ Right"
    assert page.locator("#total").inner_text() == "1 of 1 right"


def test_feedback_of_the_option_chosen_and_the_quote(
    project: Callable[..., Project], opened: Callable[..., Page]
) -> None:
    facts = """\
- id: f
  statement: "Clouds are made of {droplets}."
  feedback: Look up.
  evidence: {paragraph: 3, quote: droplets of water}
  questions:
  - id: h
    kind: multiple-choice
    stem: What are clouds made of?
    options:
    - {text: smoke, feedback: That is soot.}
    - {text: droplets, correct: true, feedback: Well seen.}
    - {text: wool, feedback: Only in dreams.}
"""
    page = opened(practice(project, facts, ONE % "multiple-choice"))
    page.get_by_label("wool").check()
    page.locator(".check").click()
    text = page.locator(".answer").inner_text()
    assert "Only in dreams." in text
    assert "Well seen." in text
    assert "That is soot." not in text
    assert "Look up." in text
    assert "“droplets of water”" in text
    assert "An Author, “A Text”, paragraph 3" in text


def test_a_reload_keeps_every_answer(every_kind: Path, opened: Callable[..., Page]) -> None:
    page = opened(every_kind)
    all_questions = questions(page)
    steps = next(place for place, (question, _) in enumerate(all_questions) if question.query_selector("[data-step]"))
    for question, kind in all_questions[:steps]:
        answer(page, question, kind, right=False)
    all_questions[steps][0].query_selector("[data-way=down]").click()

    def seen() -> list[str]:
        shown = page.locator(".verdict, .notes, .steps, .mark, #score").all_inner_texts()
        return [*shown, *page.eval_on_selector_all("[name=given]", "all => all.map(e => e.value + e.checked)")]

    before = seen()
    page.wait_for_timeout(300)  # Chromium hands a page's storage to the next process in a moment of its own
    page.reload()
    assert seen() == before
    assert page.locator(".checked").count() == steps


def test_what_was_kept_of_another_quiz_is_forgotten(
    project: Callable[..., Project], opened: Callable[..., Page]
) -> None:
    path = practice(project, fact("a whale"), ONE % "short-answer")
    page = opened(path)
    page.locator("[type=text]").fill("whales")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    path.write_text(re.sub(r'data-version="\w+"', 'data-version="new"', path.read_text("utf-8")), "utf-8")
    page.reload()
    assert page.locator("[type=text]").input_value() == ""
    assert page.locator(".verdict").inner_text() == ""


def test_without_script_it_is_a_list_with_answers(every_kind: Path, opened: Callable[..., Page]) -> None:
    page = opened(every_kind, java_script_enabled=False)
    assert page.locator("button:visible").count() == 0
    answers = page.locator("details.answer")
    assert answers.count() == page.locator(".question").count()
    shown = "all => all.map((each) => each.querySelector('.right').checkVisibility())"
    assert answers.evaluate_all(shown) == [False] * answers.count()
    answers.first.locator("summary").click()
    assert answers.evaluate_all(shown) == [True] + [False] * (answers.count() - 1)
    answers.evaluate_all("all => all.slice(1).forEach((each) => each.querySelector('summary').click())")
    assert answers.evaluate_all(shown) == [True] * answers.count()


def test_labels_and_groups_are_told_to_a_screen_reader(every_kind: Path, opened: Callable[..., Page]) -> None:
    page = opened(every_kind)
    nameless = page.evaluate(
        "[...document.querySelectorAll('input, select')].filter(e => !e.labels.length && !e.ariaLabel).length"
    )
    assert nameless == 0
    assert page.locator("fieldset > legend").count() == page.locator(".question").count()
    assert page.get_by_role("group", name=re.compile("In which forms does water fall")).count() == 1
    step = page.locator("[data-step]").first.locator(".step").inner_text()
    page.get_by_role("button", name=f"Down: {step}").press("Enter")
    assert page.locator(".moved").first.inner_text() == f"{step}: 2 of 4"


def test_text_stands_out_by_day_and_by_night(every_kind: Path, opened: Callable[..., Page]) -> None:
    page = opened(every_kind)
    anything = """all => all.forEach((question) => {
      question.querySelectorAll("[type=text]").forEach((field) => { field.value = "x"; });
      question.querySelectorAll(".rows select").forEach((field) => { field.selectedIndex = 1; });
      question.querySelector(".options input")?.click();
      question.querySelector("form").requestSubmit();
    })"""
    page.locator(".question").evaluate_all(anything)
    assert page.locator(".checked").count() == page.locator(".question").count()
    assert page.locator(".is-wrong .mark").count() > 10 and page.locator(".is-right .mark").count()
    contrasts = """selectors => {
      const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, place) => sum + c * [0.2126, 0.7152, 0.0722][place], 0);
      const under = (e) => {
        const colour = getComputedStyle(e).backgroundColor;
        return /, 0\\)$/.test(colour) ? under(e.parentElement) : colour;
      };
      const ground = light(getComputedStyle(document.body).backgroundColor);
      return [ground, Object.fromEntries(selectors.map((selector) => {
        const found = [...document.querySelectorAll(selector)].map((e) => {
          const pair = [light(getComputedStyle(e).color), light(under(e))].sort((a, b) => b - a);
          return (pair[0] + 0.05) / (pair[1] + 0.05);
        });
        return [selector, found.length ? Math.min(...found) : 0];
      }))];
    }"""
    selectors = ["legend", ".verdict", ".mark", ".forgiven", ".letter", "summary", ".check", "cite", ".options span"]
    grounds = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        ground, found = page.evaluate(contrasts, selectors)
        grounds.append(ground)
        assert {selector: ratio for selector, ratio in found.items() if ratio < 4.5} == {}, scheme
    assert grounds[0] < 0.2 < 0.8 < grounds[1]


def test_right_to_left(project: Callable[..., Project], opened: Callable[..., Page]) -> None:
    example = project(fact("שלום", ", distractors: [לילה, בוקר]"), recipe=ONE % "multiple-choice")
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text("utf-8").replace("title: A Text", "title: A Text, language: he"), "utf-8")
    build(example, (), example.root / "build", strict=False, progress=quiet)
    page = opened(example.root / "build/t/practice.html")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    box, text = page.locator(".options input").first.bounding_box(), page.locator(".options span").first.bounding_box()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert box["x"] != text["x"]


def test_any_text_comes_out_as_written_and_is_right(
    project: Callable[..., Project], opened: Callable[..., Page]
) -> None:
    """Typed as it stands, each counts as right, and none is read as HTML, a template or a pattern."""
    recipe = ONE.replace("%s: 1", f"short-answer: {len(HOSTILE)}")
    page = opened(practice(project, numbered(HOSTILE), recipe))
    assert page.locator(".question").count() >= len(HOSTILE) - 1  # a form leaves out what another question answers
    numbers = [int(re.findall(r"number (\d+)", legend)[0]) for legend in page.locator("legend").all_inner_texts()]
    typing = """texts => [...document.querySelectorAll(".question")].forEach((question, place) => {
      const field = question.querySelector("[type=text]");
      field.value = texts[place];
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.form.requestSubmit();
    })"""
    page.evaluate(typing, [HOSTILE[number] for number in numbers])
    assert page.locator(".verdict").all_inner_texts() == ["✓ Right"] * len(numbers)
    assert [right.split() for right in page.locator(".question .right").all_text_contents()] == [
        HOSTILE[number].split() for number in numbers
    ]
