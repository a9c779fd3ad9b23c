"""What a sheet is known by: a hash of what was asked, numbered copies, an archive, numbers that can be checked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest
import segno
from conftest import quiet

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.pipeline import build
from quizgen.exporters.job import QuizJob
from quizgen.exporters.scannable.form_sheets import copy_numbers, separate_sheet
from quizgen.exporters.scannable.page_code import PageCode, page_code
from quizgen.exporters.scannable.sheet_json import ArchivedSheet, SheetFile
from quizgen.exporters.scannable.sheet_key import key_files
from quizgen.model.body import ChooseOne
from quizgen.model.quiz import Form, Item
from quizgen.model.student_numbers import check_digit, has_right_check_digit, student_numbers
from quizgen.project import Project

FACTS = '- {id: f, statement: "It is {red}.", ask: What is it?, distractors: [blue, green]}\n'
RECIPE = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: answer-sheet\nquiz: {questions: {multiple-choice: 1}}\n"

Make = Callable[..., Project]


def quiz_job(project: Project) -> QuizJob:
    (jobs,), _ = assemble_recipes(project, read_content(project, project.recipes()))
    return jobs.quiz


def sheet_of(job: QuizJob, form: Form | None = None) -> SheetFile:
    return separate_sheet(job, form or job.quiz.forms[0], "normal", ())[0]


def changed(form: Form, change: Callable[[Item], Item]) -> Form:
    """The form with its only item changed."""
    (section,) = form.sections
    (item,) = section.items
    return replace(form, sections=(replace(section, items=(change(item),)),))


def test_the_hash_changes_with_what_was_printed_to_choose_from(project: Make) -> None:
    job = quiz_job(project(FACTS, recipe=RECIPE))
    form = job.quiz.forms[0]

    def with_options(item: Item, texts: Sequence[str]) -> Item:
        assert isinstance(item.body, ChooseOne)
        options = {str(option.text): option for option in item.body.options}
        moved = tuple(replace(options[text], letter=letter) for text, letter in zip(texts, "ABC", strict=True))
        return replace(item, body=replace(item.body, options=moved))

    orders = (("red", "blue", "green"), ("blue", "red", "green"), ("blue", "green", "red"))
    ordered = [changed(form, partial(with_options, texts=texts)) for texts in orders]
    assert len({sheet_of(job, each).hash for each in ordered}) == len(orders)
    other_distractor = quiz_job(project(FACTS.replace("green", "grey"), recipe=RECIPE))
    dearer = changed(form, lambda item: replace(item, points=2))
    square = replace(job, marking=replace(job.marking, shape="square"))
    hashes = [sheet_of(job), sheet_of(other_distractor), sheet_of(job, dearer), sheet_of(square)]
    assert len({sheet.hash for sheet in hashes}) == len(hashes)


def test_the_hash_stays_with_another_wording_another_key_and_more_copies(project: Make) -> None:
    job = quiz_job(project(FACTS, recipe=RECIPE))
    before = sheet_of(job)
    reworded = quiz_job(project(FACTS.replace("What is it?", "Which colour is it?"), recipe=RECIPE))
    assert reworded.quiz.forms[0].items[0].prompt != job.quiz.forms[0].items[0].prompt
    assert sheet_of(reworded).hash == before.hash

    def with_another_key(item: Item) -> Item:
        assert isinstance(item.body, ChooseOne)
        options = tuple(replace(option, correct=not option.correct) for option in item.body.options)
        return replace(item, body=replace(item.body, options=options))

    assert sheet_of(job, changed(job.quiz.forms[0], with_another_key)) == before
    assert separate_sheet(job, job.quiz.forms[0], "normal", (1, 2))[0].hash == before.hash


def test_a_build_keeps_the_sheets_of_earlier_ones_with_their_keys(project: Make) -> None:
    archives = []
    for distractor in ("green", "grey"):
        example = project(FACTS.replace("green", distractor), recipe=RECIPE)
        build(example, (), example.root / "build", strict=False, progress=quiet)
        folder = example.root / "build/t"
        archives.append({path.name: path.read_bytes() for path in (folder / "sheets").iterdir()})
    first, both = archives
    assert len(first) == 2  # forms A and B
    assert len(both) == 4
    assert first.items() <= both.items()
    hashes = json.loads((folder / "sheet-key.json").read_text(encoding="utf-8"))["sheets"]
    assert {f"{hash}.json" for hash in hashes} == both.keys() - first.keys()
    for name, content in both.items():
        kept = ArchivedSheet.model_validate_json(content)
        assert name == f"{kept.sheet.hash}.json"
        ((right,),) = kept.key["t/f/answer/multiple-choice"].right or ()
        (asked,) = kept.sheet.asked
        assert asked.options[ord(right) - ord("A")] == "red"


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "de", "ru", "kk", "he"])
def test_a_large_print_sheet_of_fifteen_questions_is_one_page(project: Make, size: str, language: str) -> None:
    facts = "".join(FACTS.replace("id: f", f"id: f{number}").replace("red", f"r{number}") for number in range(15))
    recipe = RECIPE.replace("multiple-choice: 1", "multiple-choice: 15")
    job = quiz_job(project(facts, recipe=f"{recipe}paper: {{style: large-print, size: {size}}}\n"))
    (page,) = separate_sheet(replace(job, language=language), job.quiz.forms[0], "large-print", ())[0].pages
    assert len(page.fields) == 15
    lowest = max(box.y + box.height / 2 for answer in page.fields for box in answer.boxes)
    assert lowest < page.marks[2].y - page.marks[2].size / 2  # above the lower marks


def test_a_long_line_leaves_the_others_in_columns(project: Make) -> None:
    """Six boxes are wider than half of a large-print page, and all lines in one column would need two."""
    facts = "".join(FACTS.replace("id: f", f"id: f{number}").replace("red", f"r{number}") for number in range(12))
    facts += (
        "- {id: many, statement: 'It is {s}.', slots: {s: {set: [a, b, c, d], ask: Which?, distractors: [e, g]}}}\n"
    )
    recipe = RECIPE.replace("multiple-choice: 1", "multiple-choice: 12, multiple-response: 1")
    job = quiz_job(project(facts, recipe=f"{recipe}paper: {{style: large-print}}\n"))
    (page,) = separate_sheet(job, job.quiz.forms[0], "large-print", ())[0].pages
    lefts = {answer.boxes[0].x for answer in page.fields}
    assert [len(answer.boxes) for answer in page.fields].count(6) == 1
    assert len(lefts) == 2


def test_no_two_copies_have_the_same_number(project: Make) -> None:
    recipe = f"{RECIPE}answer-sheet: {{copies: 3}}\npaper: {{style: [normal, large-print]}}\n"
    numbers = copy_numbers(quiz_job(project(FACTS, recipe=recipe)))
    assert list(numbers) == [(form, style) for form in "AB" for style in ("normal", "large-print")]
    assert [number for copies in numbers.values() for number in copies] == list(range(1, 13))
    assert set(copy_numbers(quiz_job(project(FACTS, recipe=RECIPE))).values()) == {()}


@pytest.mark.parametrize(
    ("code", "version"),
    [
        (PageCode("AB3D", "K7PMQXZ", "A", 1, 12), 1),
        (PageCode("AB3D", "K7PMQXZ", "Z", 9, 999), 1),
        (PageCode("AB3D", "K7PMQXZ", "", 2, 4000), 1),
        (PageCode("AB3D", "K7PMQXZ", "C", 12, 4000), 2),
    ],
)
def test_a_code_is_read_back_and_is_as_small_as_it_gets(code: PageCode, version: int) -> None:
    assert page_code(code.text) == code
    assert page_code(code.text.lower()) == code  # typed by somebody
    assert segno.make_qr(code.text, error="m").version == version


@pytest.mark.parametrize(
    "text", ["", "QG", "https://example.org", "QGAB3DK7PMQXZ:A1", "QGAB3DK7PMQX0:A1:12", "x" * 5000]
)
def test_another_code_is_not_ours(text: str) -> None:
    assert page_code(text) is None


def test_every_wrong_digit_of_a_student_number_is_noticed() -> None:
    assert check_digit("0794") == "5"  # the example of ISO/IEC 7064
    numbers = list(student_numbers(4, 999))
    assert len(set(numbers)) == 999
    for number in numbers[::50]:
        assert has_right_check_digit(number)
        for place, digit in enumerate(number):
            for other in set("0123456789") - {digit}:
                assert not has_right_check_digit(number[:place] + other + number[place + 1 :])


def test_numbers_to_hand_out_are_a_roster_without_names(project: Make) -> None:
    job = quiz_job(project(FACTS, recipe=f"{RECIPE}answer-sheet: {{digits: 3, check-digit: true}}\n"))
    files = key_files(job, [], [])
    rows = list(csv.DictReader(io.StringIO(files["student-numbers.csv"].decode())))
    assert [row["id"] for row in rows[:2]] == ["01" + check_digit("01"), "02" + check_digit("02")]
    assert len(rows) == 99
    assert set(rows[0]) == {"name", "id", "class"}
    assert "student-numbers.csv" not in key_files(quiz_job(project(FACTS, recipe=RECIPE)), [], [])
    refused = project(FACTS, recipe=f"{RECIPE}answer-sheet: {{digits: 1, check-digit: true}}\n")
    problem, *_ = read_content(refused, refused.recipes()).problems
    assert "a check digit needs a student number of 2 digits" in problem.message
