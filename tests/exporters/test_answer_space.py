"""Questions that share a stimulus, and the room that answers have on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import page
import pypdfium2
import pytest
from conftest import quiet
from pdf_text import text_of
from pypdf import PdfReader

from quizgen.build.pipeline import build
from quizgen.project import Project

STORY = "A train takes three hours. Halfway it stops for ten minutes."
LONG = "They get off the train and walk up and down beside it until it goes on again"
RECIPE = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\n"


def by_hand(id: str, stem: str, answer: str, stimulus: str = "") -> str:
    before = f'stimulus: "{stimulus}", ' if stimulus else ""
    asked = f'{{id: {id}1, kind: short-answer, {before}stem: "{stem}", answer: {answer}}}'
    return f'- id: {id}\n  statement: "It is so for {id}."\n  questions:\n  - {asked}\n'


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stimulus")
    facts = by_hand("a", "How long does it stop?", "ten minutes", STORY)
    facts += "".join(by_hand(f"f{n}", f"What is {n}?", "a word") for n in range(5))
    facts += by_hand("b", "What do they do?", LONG, STORY) + by_hand("c", "Where to?", "Oslo", "It goes to Oslo.")
    facts += '- id: n\n  statement: "It is {far} away."\n'
    facts += "  slots: {far: {value: 2.5, unit: km, type: measure, ask: How far?}}\n"
    head = "schema: quizgen-facts/1\nsource: {id: t, title: A Text, author: An Author}\nfacts:\n"
    recipe = f"{RECIPE}paper: {{working: 6}}\nquiz: {{forms: 3, questions: {{short-answer: 8, numeric: 1}}}}\n"
    for name, content in {"facts/t.yaml": head + facts, "decks/t.yaml": recipe}.items():
        (root / name).parent.mkdir()
        (root / name).write_text(content, encoding="utf-8")
    build(Project.at(root), (), root / "build", strict=False, progress=quiet)
    return root / "build/t"


@pytest.mark.parametrize("form", "ABC")
def test_a_stimulus_stands_once_above_its_questions(printed: Path, form: str) -> None:
    text = text_of(printed / f"quiz-{form}.pdf")
    assert text.count(STORY) == 1
    first = int(text.partition("questions ")[2].split()[0])
    assert f"Read this before you answer questions {first} to {first + 1}. {STORY} {first}." in text
    among = text.partition(STORY)[2].partition(f"{first + 2}.")[0]
    assert "How long does it stop?" in among
    assert "What do they do?" in among
    assert "It goes to Oslo. Where to?" in text


def test_forms_differ_all_the_same(printed: Path) -> None:
    assert len({text_of(printed / f"quiz-{form}.pdf").partition("Form")[2][3:] for form in "ABC"}) == 3


def test_lines_are_as_many_as_the_answer_needs(printed: Path) -> None:
    """One for each short answer, two as wide as the page for the long one."""
    pages = PdfReader(printed / "quiz-A.pdf").pages
    content = "".join(page.get_contents().get_data().decode("latin-1") for page in pages)
    rules = [float(width) for width in re.findall(r"0 0 m ([\d.]+) 0 l\nS", content)]
    short = max(rules, key=rules.count)
    assert rules.count(short) == 7
    assert sum(rule == pytest.approx(short / 0.45, rel=0.001) for rule in rules) == 2


def test_squares_to_reckon_on_are_decoration(printed: Path) -> None:
    report = page.validate_pdf(printed / "quiz-A.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_a_number_has_its_languages_decimal_sign(project: Callable[..., Project]) -> None:
    facts = (
        '- id: h\n  statement: "Der Berg ist {h} hoch."\n'
        "  slots: {h: {value: 2.5, unit: km, type: measure, ask: Wie hoch?}}\n"
    )
    example = project(
        facts,
        recipe=RECIPE.replace("outputs: quiz", "outputs: key") + "quiz: {questions: {multiple-choice: 1}, forms: 1}\n",
    )
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text().replace("author: An Author", "author: An Author, language: de"))
    build(example, (), example.root / "build", strict=False, progress=quiet)
    assert "2,5 km" in text_of(example.root / "build/t/key-A.pdf")


NAMES = ("Organization of Turkic States", "Red Cross", "OPEC", "European Union")
SEATS = "".join(
    f'- id: s{number}\n  statement: "The {{org}} has its seat in city {number}."\n'
    f"  slots: {{org: {{value: {name}, type: organisation, ask: 'What has its seat in city {number}?'}}}}\n"
    for number, name in enumerate(NAMES)
)
LONGEST_BY_HAND = 29 * 2.5 * 72 / 25.4  # points: 29 letters of two and a half millimetres


@pytest.mark.parametrize("style", ["normal", "large-print"])
def test_a_gap_is_as_long_as_the_longest_word_of_its_bank_by_hand(project: Callable[..., Project], style: str) -> None:
    """Of a quiz and of a worksheet, with the same room in large print, where the writing is not larger."""
    recipe = RECIPE.replace("outputs: quiz", "outputs: [quiz, worksheets]")
    recipe += (
        f"paper: {{style: {style}}}\nquiz: {{forms: 1, questions: {{word-bank: 1}}}}\nworksheets: {{word-bank: {{}}}}\n"
    )
    example = project(SEATS, recipe=recipe)
    build(example, (), example.root / "build", strict=False, progress=quiet)
    for name in ("quiz-A", "word-bank"):
        widths = []
        for sheet in PdfReader(example.root / f"build/t/{name}.pdf").pages:
            content = sheet.get_contents().get_data().decode("latin-1")
            widths += [float(width) for width in re.findall(r"([\d.]+) [\d.]+ m \1 [\d.]+ l 0 ", content)]
        assert len(widths) >= 3
        assert all(LONGEST_BY_HAND <= width <= 1.2 * LONGEST_BY_HAND for width in widths)


def test_the_key_says_each_row_in_the_order_of_the_page(project: Callable[..., Project]) -> None:
    facts = "".join(
        f'- id: p{number}\n  statement: "{{planet}} takes {{time}} for a year."\n'
        f"  slots:\n    planet: {{value: {name}}}\n"
        f"    time: {{value: {days}, unit: days, type: measure, ask: 'How long is a year of {name}?'}}\n"
        "  relation: {name: year-of, subject: planet, object: time, cardinality: one-to-one,"
        " order: 'The shortest first.'}\n"
        for number, (name, days) in enumerate({"Mercury": 88, "Venus": 225, "Earth": 365, "Mars": 687}.items())
    )
    recipe = RECIPE.replace("outputs: quiz", "outputs: [quiz, key]")
    example = project(facts, recipe=recipe + "quiz: {forms: 1, questions: {matching: 1}}\n")
    build(example, (), example.root / "build", strict=False, progress=quiet)
    quiz, key = (text_of(example.root / f"build/t/{name}-A.pdf") for name in ("quiz", "key"))
    planets = re.findall("Mercury|Venus|Earth|Mars", quiz)
    assert re.findall("Mercury|Venus|Earth|Mars", key.partition("days")[0]) == planets[:1]
    assert re.findall("(Mercury|Venus|Earth|Mars): ", key) == planets
    example = project(facts, recipe=recipe + "quiz: {forms: 1, questions: {ordering: 1}}\n")
    build(example, (), example.root / "build", strict=False, progress=quiet)
    quiz, key = (text_of(example.root / f"build/t/{name}-A.pdf") for name in ("quiz", "key"))
    planets = re.findall("Mercury|Venus|Earth|Mars", quiz)
    answers = re.findall(r"(\d)\s(Mercury|Venus|Earth|Mars): ", key)
    assert [planet for _, planet in answers] == planets
    assert ", ".join(place for place, _ in answers) in key


FORMULAS = (r"\(\frac{a+b}{2}\)", r"\(\int_0^1 x\,dx\)", r"\(\begin{pmatrix} a & b \\ c & d \end{pmatrix}\)")


@pytest.mark.parametrize("style", ["normal", "large-print", "dyslexia", "high-contrast", "low-ink"])
def test_formulas_below_each_other_do_not_touch(project: Callable[..., Project], style: str) -> None:
    options = ", ".join(f"{{text: '{text}', correct: {str(text == FORMULAS[0]).lower()}}}" for text in FORMULAS)
    facts = (
        '- id: a\n  statement: "It is {it}."\n  slots: {it: {value: half}}\n'
        f"  questions: [{{id: q, kind: multiple-choice, stem: 'Which is it?', options: [{options}]}}]\n"
    )
    recipe = f"{RECIPE}paper: {{style: {style}}}\nquiz: {{forms: 1, questions: {{multiple-choice: 1}}}}\n"
    example = project(facts, recipe=recipe)
    build(example, (), example.root / "build", strict=False, progress=quiet)
    text = pypdfium2.PdfDocument(example.root / "build/t/quiz-A.pdf")[0].get_textpage()
    characters = [text.get_text_range(index, 1) for index in range(text.count_chars())]
    starts = [index for index, two in enumerate(pairwise(characters)) if two in {(letter, ".") for letter in "ABC"}]
    ends = [*starts[1:], characters.index("T", starts[-1])]
    boxes = [[text.get_charbox(index) for index in range(*row)] for row in zip(starts, ends, strict=True)]
    assert len(boxes) == len(FORMULAS)
    for above, below in pairwise(boxes):
        lowest, highest = min(bottom for _, bottom, _, _ in above), max(top for _, _, _, top in below)
        assert lowest > highest


def test_numbers_and_questions_stay_in_their_columns_after_a_stimulus(project: Callable[..., Project]) -> None:
    """Whether a number has one digit or two, in a group or not."""
    facts = "".join(by_hand(f"f{n}", f"What is {n}?", "a word") for n in range(9))
    facts += "".join(by_hand(f"s{n}", f"What has {n}?", "a word", STORY) for n in range(2))
    recipe = f"{RECIPE}quiz: {{forms: 1, questions: {{short-answer: 11}}}}\n"
    example = project(facts, recipe=recipe)
    build(example, (), example.root / "build", strict=False, progress=quiet)
    lefts, ends = [], []
    for sheet in pypdfium2.PdfDocument(example.root / "build/t/quiz-A.pdf"):
        text = sheet.get_textpage()
        match = text.search("What")
        while index := match.get_next():
            lefts.append(round(text.get_charbox(index[0])[0], 1))
            before = text.get_text_range(0, index[0]).rindex(".")
            ends.append(round(text.get_charbox(before)[2], 1))
    assert len(lefts) == 11
    assert len(set(lefts)) == len(set(ends)) == 1
