"""Which layout the pages of a quiz get: computed from measures here, and compared with what is printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import page
import pypdfium2
import pytest
from conftest import prepared, quiet
from pdf_text import page_count, page_texts

from quizgen.build.content import read_content
from quizgen.build.jobs import Jobs, assemble_recipes, to_print
from quizgen.build.page_fitting import Extent, Measures, Options, extent_of, fitting_of
from quizgen.build.pipeline import build
from quizgen.build.preparation import page_limits
from quizgen.errors import Problem
from quizgen.model.body import ShortText
from quizgen.model.fact import Fact, Source
from quizgen.model.paper import OptionLayout, PageLayout, Paper, Style
from quizgen.model.question import Question
from quizgen.model.quiz import Form, Item, Section
from quizgen.model.text import parse_text
from quizgen.project import Project

ROOT = Path(__file__).parent.parent.parent
FACT = Fact("f", Source("t", "T"), (), ())
THREE = Options((1, 1, 3), (60, 60, 20), 20)  # three fit beside each other
FOUR = Options((1, 2, 2, 4), (80, 40, 40, 20), 20)
TWO_OF_THREE = Options((1, 2, 2), (60, 40, 40), None)  # two of three fit beside each other
LONG = Options((1, 1, 1), (60, 60, 60), None)


def form_of(count: int) -> Form:
    """A form with a section of so many questions."""
    prompt, body = parse_text("What?"), ShortText("that")
    questions = [Question("short-answer", FACT, f"t/f/s{number}", prompt, body) for number in range(1, count + 1)]
    items = (Item(number, question, prompt, body) for number, question in enumerate(questions, 1))
    return Form("A", (Section("short-answer", tuple(items)),))


def measures(form: Form, options: Options | None, room: float) -> Measures:
    """Questions that are 100 points high, 20 apart or at least 10, of which 10 are above options or at least 5."""
    parts = [("question", item.question.id) for item in form.items]
    return Measures(
        room=room,
        title=50,
        foot=0,
        heights={("section", "short-answer "): 30, **dict.fromkeys(parts, 100.0)},
        options=dict.fromkeys(parts, [options] if options else []),
        distances={"apart": (5, 10), "questions": (10, 20), "section": (15, 30)},
    )


def layout_of(count: int, options: Options, room: float, wanted: OptionLayout = "auto") -> PageLayout:
    form = form_of(count)
    return replace(fitting_of([form], measures(form, options, room), Paper(options=wanted)).layout, short=False)


def test_a_page_is_filled_as_the_engine_fills_it() -> None:
    form = form_of(4)
    usual = PageLayout()
    # 50 + 30 + 4 × 100 + 3 × 20 = 540
    assert extent_of(form, measures(form, THREE, 540), usual) == Extent(1, 1)
    assert extent_of(form, measures(form, THREE, 539), usual) == Extent(2, pytest.approx(100 / 539))
    # With three beside each other each is 40 lower; two columns have the title above both.
    assert extent_of(form, measures(form, THREE, 380), PageLayout(across=3)) == Extent(1, 1)
    assert extent_of(form, measures(form, THREE, 300), PageLayout(columns=2)) == Extent(1, pytest.approx(520 / 550))
    assert extent_of(form, measures(form, THREE, 299), PageLayout(columns=2)).pages == 2
    # A first question that does not fit below the title, 30 + 100 in 170 - 50, is on the next page, each on its own.
    assert extent_of(form, measures(form, None, 170), usual).pages == 5


def test_options_are_below_each_other_where_that_costs_no_page() -> None:
    assert layout_of(4, THREE, 540) == PageLayout()
    assert layout_of(4, THREE, 1000) == PageLayout()


def test_distances_are_smaller_before_options_are_beside_each_other() -> None:
    # 540 - 4 × 3 × 5 - 3 × 10 = 450 at the least
    assert layout_of(4, THREE, 539) == PageLayout(looseness=0.75)
    assert layout_of(4, THREE, 450) == PageLayout(looseness=0)
    assert layout_of(4, THREE, 449) == PageLayout(across=3)


def test_four_options_are_in_two_columns_before_they_are_in_four() -> None:
    assert layout_of(4, FOUR, 540 - 4 * 40) == PageLayout(across=2)
    assert layout_of(4, FOUR, 540 - 4 * 40 - 4 * 2 * 5 - 3 * 10) == PageLayout(across=2, looseness=0)
    assert layout_of(4, FOUR, 540 - 4 * 60) == PageLayout(across=4)


def test_rows_that_are_not_full_are_the_last_resort() -> None:
    assert layout_of(4, TWO_OF_THREE, 449) == PageLayout(across=2, looseness=0.75)


def test_a_page_looks_of_one_piece() -> None:
    """Where hardly any question has options that fit beside each other, none has them so."""
    form = form_of(4)
    measured = measures(form, LONG, 440)
    few = {**measured.options, ("question", form.items[0].question.id): [THREE]}
    mixed = Measures(measured.room, measured.title, measured.foot, measured.heights, few, measured.distances)
    assert extent_of(form, mixed, PageLayout(across=3, looseness=0)).pages == 1
    assert fitting_of([form], mixed, Paper()).layout.across == 1
    assert fitting_of([form], mixed, Paper(options="columns")).layout.across == 3  # not two and one, where it is wanted


@pytest.mark.parametrize(("wanted", "across"), {"lines": 1, "columns": 3, "inline": 3}.items())
def test_a_recipe_can_say_how(wanted: OptionLayout, across: int) -> None:
    layout = layout_of(4, THREE, 449, wanted)
    assert (layout.across, layout.inline) == (across, wanted == "inline")


def test_a_last_page_that_would_be_nearly_empty_gets_more() -> None:
    form = form_of(5)
    measured = measures(form, None, 545)
    assert extent_of(form, measured, PageLayout()) == Extent(2, pytest.approx(100 / 545))
    fitting = fitting_of([form], measured, Paper())
    assert fitting.layout == PageLayout(looseness=1.25, short=True)
    assert fitting.extent == Extent(2, pytest.approx(222.5 / 545))


@pytest.mark.parametrize(("room", "short"), [(163, True), (162, False)])
def test_questions_are_short_where_each_takes_less_than_four_fifths_of_a_page(room: float, short: bool) -> None:
    form = form_of(1)  # 30 + 100 points with its section's head
    assert fitting_of([form], measures(form, None, room), Paper()).layout.short == short


@dataclass(frozen=True)
class Printed:
    """The shipped collection's quiz in each style, its jobs, and what was reported."""

    jobs: Jobs
    folder: Path
    reported: tuple[Problem, ...]


COUNT = 19  # questions that are a little too much for a page
STYLES = {"normal": 2, "large-print": 4, "dyslexia": 2, "high-contrast": 2, "low-ink": 2}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    root = tmp_path_factory.mktemp("fitted")
    for name in ("facts", "decks"):
        (root / name).mkdir()
    shutil.copy(ROOT / "facts/kazakhstan-azerbaijan.yaml", root / "facts")
    recipe = (ROOT / "decks/kazakhstan-azerbaijan.yaml").read_text(encoding="utf-8").partition("deck:")[0]
    recipe += f"outputs: [quiz]\npaper: {{style: [{', '.join(STYLES)}]}}\n"
    (root / "decks/q.yaml").write_text(recipe, encoding="utf-8")
    project = Project.at(root)
    (jobs,) = prepared(assemble_recipes(project, read_content(project, project.recipes()))[0])
    _, reported = build(project, (), root / "build", strict=False, progress=quiet)
    return Printed(jobs, root / "build/q", reported)


@pytest.mark.parametrize(("style", "pages"), STYLES.items())
def test_the_shipped_quiz_has_as_many_pages_as_it_needs(printed: Printed, style: Style, pages: int) -> None:
    """As many in every form, as computed; and no style is reported to be kept from fewer."""
    suffix = "" if style == "normal" else f"-{style}"
    found = [page_count(printed.folder / f"quiz-{letter}{suffix}.pdf") for letter in "AB"]
    assert found == [pages, pages]
    assert printed.jobs.fittings[style].extent.pages == pages
    assert printed.jobs.fittings[style].extent.fill >= 0.2
    assert [problem.message for problem in printed.reported if problem.rule == "pages"] == []


def lines_of(pdf: Path) -> list[str]:
    return [line for text in page_texts(pdf) for line in text.splitlines()]


def test_options_are_where_the_layout_says(printed: Printed) -> None:
    """In columns three letters are on a line in most questions; below each other none are."""
    in_columns = [line for line in lines_of(printed.folder / "quiz-A-high-contrast.pdf") if " C. " in line]
    assert len([line for line in in_columns if re.match(r"A\. .+ B\. .+ C\. ", line)]) == 8
    assert not any(" C. " in line or " B. " in line for line in lines_of(printed.folder / "quiz-A.pdf"))


@pytest.mark.parametrize(("count", "limited"), {COUNT - 1: False, COUNT: True, COUNT + 3: False}.items())
def test_the_limit_that_keeps_a_page_is_reported(project: Callable[..., Project], count: int, limited: bool) -> None:
    """Where one question less would save it, and not where many would be too many; a build prints it."""
    facts = "".join(
        f'- id: f{n}\n  statement: "Matter {n} is {{right {n}}}."\n  ask: What is matter {n}?\n'
        for n in range(10, 10 + count)
    )
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\n"
    recipe += f"quiz: {{forms: 1, questions: {{short-answer: {count}}}}}\n"
    example = project(facts, recipe=recipe)
    jobs = prepared(assemble_recipes(example, read_content(example, example.recipes()))[0])
    problems = to_print(page_limits(jobs))
    assert [(problem.rule, problem.level) for problem in problems] == [("pages", "info")] * limited
    assert all(problem.message.startswith("normal: 2 pages, of which ") for problem in problems)


def test_a_paper_in_two_columns_is_as_long_as_computed_and_accessible(project: Callable[..., Project]) -> None:
    """Its title is above both; options, answers to write and an open question keep within their column."""
    facts = "".join(
        f'- id: f{n}\n  statement: "Matter {n} is {{right {n}}}."\n  ask: What is matter {n}?\n'
        f"  distractors: [wrong {n}, false {n}]\n"
        for n in range(10, 50)
    )
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\npaper: {columns: 2}\n"
    recipe += "quiz: {forms: 1, questions: {multiple-choice: 30, short-answer: 10}}\n"
    example = project(facts, recipe=recipe)
    (jobs,) = prepared(assemble_recipes(example, read_content(example, example.recipes()))[0])
    build(example, (), example.root / "build", strict=False, progress=quiet)
    pdf = example.root / "build/t/quiz-A.pdf"
    assert page_count(pdf) == jobs.fittings["normal"].extent.pages
    lefts: list[int] = []
    for sheet in pypdfium2.PdfDocument(pdf):
        text = sheet.get_textpage()
        match = text.search("What is matter")
        while index := match.get_next():
            lefts.append(round(text.get_charbox(index[0])[0]))
    assert len(lefts) == 40
    assert len(set(lefts)) == 2
    report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


@pytest.mark.parametrize(("sentences", "questions"), [(6, [3, 2]), (17, [0, 1])])
def test_the_first_page_has_more_than_the_title_above_a_long_stimulus(
    project: Callable[..., Project], sentences: int, questions: list[int]
) -> None:
    """Its questions are then not all on its page, but each is whole; one that is longer than that room is below it."""
    stimulus, count = "Two plants were put on a sill, and one of them was covered. " * sentences, sum(questions)
    facts = "".join(
        f'- {{id: f{n}, statement: "It is so {n}.", questions: [{{id: q, kind: short-answer, stem: "What is {n}?",'
        f' answer: "word", stimulus: "{stimulus}"}}]}}\n'
        for n in range(10, 10 + count)
    )
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\npaper: {style: large-print}\n"
    example = project(facts, recipe=f"{recipe}quiz: {{forms: 1, questions: {{short-answer: {count}}}}}\n")
    (jobs,) = prepared(assemble_recipes(example, read_content(example, example.recipes()))[0])
    build(example, (), example.root / "build", strict=False, progress=quiet)
    pages = page_texts(example.root / "build/t/quiz-A.pdf")
    assert len(pages) == jobs.fittings["large-print"].extent.pages
    assert [page.count("What is") for page in pages] == questions
