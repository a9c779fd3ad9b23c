"""Answer sheets, overlays and response cards, judged by a reader that knows nothing of how they were laid out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import jsonschema
import numpy as np
import page as validation
import pytest
import scanning
from conftest import HEAD, quiet
from every_kind import ENTITIES, FACTS, PICTURE
from pdf_text import page_count, page_texts

from quizgen.build.pipeline import build
from quizgen.classroom import camera
from quizgen.commands.check import check
from quizgen.exporters.scannable.aruco import MARKERS
from quizgen.exporters.scannable.page_code import PageCode, page_code
from quizgen.exporters.scannable.response_cards import MOST_CARDS
from quizgen.exporters.scannable.sheet_json import Page, Sheets, sheet_hash
from quizgen.project import Project

ROOT = Path(__file__).parents[3]
TITLE = 'Water #"x" <b> & $y$'
QUIZ = """\
quiz:
  forms: {forms}
  points_each: {{short-answer: 3, numeric: 12}}
  questions: {{multiple-choice: 3, true-false: 3, multiple-response: 1, sequence: 1, matching: 1,
    odd-one-out: 1, timeline: 1, short-answer: 2, numeric: 1, word-bank: 1, labelling: 1}}
"""
RECIPES = {
    "a": f"outputs: [answer-sheet, overlay, response-cards]\n{QUIZ.format(forms=2)}",
    "large": "outputs: [answer-sheet, overlay]\npaper: {style: large-print, size: letter}\n"
    f"answer-sheet: {{boxes: square, digits: 8}}\n{QUIZ.format(forms=1)}",
    "low": f"outputs: [answer-sheet]\npaper: {{style: low-ink}}\n{QUIZ.format(forms=1)}",
    "contrast": f"outputs: [answer-sheet]\npaper: {{style: high-contrast}}\n{QUIZ.format(forms=1)}",
    "dyslexia": f"outputs: [answer-sheet]\npaper: {{style: dyslexia}}\n{QUIZ.format(forms=1)}",
    "boxed": "outputs: [quiz]\npaper: {together: true}\nanswer-sheet: {in-quiz: true, digits: 3}\n"
    + QUIZ.format(forms=2),
    "class": "outputs: [answer-sheet, response-cards]\nquiz: {questions: {true-false: 2}, roster: r.csv}\n"
    "response-cards: {per-page: 1}\n",
}
ROSTER = (
    "name,id,class,accommodations\nFirst Student,17,7a,\nאבג,é.9,7a,\n"
    "Second-Wilhelmine Freifrau von Hohenlohe-Schillingsfürst,18,7b,large print\n"
)
ARABIC = """\
- {id: nile, statement: "يجري نهر النيل في {إفريقيا}.", ask: أين يجري نهر النيل؟, distractors: [أوروبا, آسيا]}
- {id: salt, statement: "ماء البحر {مالح}.", ask: كيف ماء البحر؟, distractors: [عذب, حلو]}
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that is scanned below, a folder a recipe; `arabic` runs from right to left."""
    root = tmp_path_factory.mktemp("sheets")
    for name in ("facts", "decks"):
        (root / name).mkdir()
    (root / "facts/t.yaml").write_text(f"{HEAD}{ENTITIES}facts:\n{FACTS}", encoding="utf-8")
    arabic = HEAD.replace("id: t", "id: ar, language: ar")
    (root / "facts/ar.yaml").write_text(f"{arabic}facts:\n{ARABIC}", encoding="utf-8")
    portuguese = HEAD.replace("id: t", "id: pt, language: pt")
    (root / "facts/pt.yaml").write_text(f"{portuguese}facts:\n{ARABIC}", encoding="utf-8")
    (root / "facts/cycle.svg").write_text(PICTURE, encoding="utf-8")
    (root / "facts/sea.mp3").write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00")
    (root / "decks/r.csv").write_text(ROSTER, encoding="utf-8")
    recipes = RECIPES | {
        # The longest of our words for true and false, in the largest print.
        "pt": "outputs: answer-sheet\nquiz: {questions: {true-false: 2}, forms: 1}\npaper: {style: large-print}\n",
        "copies": "outputs: [answer-sheet, quiz, key]\nanswer-sheet: {in-quiz: true, copies: 2}\n"
        "quiz: {questions: {true-false: 2}, forms: 2}\n",
        "arabic": "outputs: [answer-sheet, overlay, quiz]\nanswer-sheet: {in-quiz: true, boxes: square}\n"
        "quiz: {questions: {multiple-choice: 1, true-false: 1}, forms: 1}\n",
        "wide": "outputs: answer-sheet\nquiz: {questions: {multiple-choice: 1}, forms: 1}\n"
        "paper: {style: [large-print, high-contrast]}\n",
    }
    for name, rest in recipes.items():
        facts = {"arabic": "ar", "wide": "ar", "pt": "pt"}.get(name, "t")
        head = f"schema: quizgen-deck/1\ntitle: {json.dumps(TITLE)}\nfacts: {facts}\n"
        (root / f"decks/{name}.yaml").write_text(head + rest, encoding="utf-8")
    build(Project.at(root), (), root / "build", strict=False, progress=quiet)
    return root / "build"


def sheets(folder: Path, name: str = "sheet.json") -> Sheets:
    return Sheets.model_validate_json((folder / name).read_bytes())


def boxes(page: Page) -> list[tuple[float, float, float, float]]:
    every = [box for answer in page.fields for box in answer.boxes] + [box for digit in page.student for box in digit]
    return [(box.x, box.y, box.width, box.height) for box in every]


def test_marks_are_those_of_opencv() -> None:
    bits = [cv2.aruco.Dictionary.getBitsFromByteList(each[None], 4) for each in scanning.DICTIONARY.bytesList]
    assert [int("".join(map(str, bit.flatten())), 2) for bit in bits] == list(MARKERS)


SCANS = [
    ("a", 0, 100, {}),
    ("a", 0, 200, {}),
    ("a", 1, 100, {"scale": 0.94, "angle": 2, "noise": 10}),
    ("a", 1, 150, {"scale": 0.94, "angle": -2, "noise": 12}),
    ("large", 0, 150, {"scale": 0.94, "angle": -2, "noise": 12}),
    ("low", 0, 150, {"scale": 0.94}),
    ("contrast", 0, 150, {"angle": 2}),
    ("dyslexia", 0, 150, {"scale": 0.94}),
    ("pt", 0, 100, {}),
    ("class", 1, 150, {"angle": 180}),
    ("arabic", 0, 150, {"scale": 0.94, "angle": 2, "noise": 10}),
]


@pytest.mark.parametrize(("recipe", "place", "dpi", "wear"), SCANS)
def test_a_scanner_finds_every_box_where_the_file_says(
    printed: Path, recipe: str, place: int, dpi: int, wear: dict[str, float]
) -> None:
    sheet = sheets(printed / recipe).sheets[place]
    assert len(sheet.pages) == page_count(printed / recipe / f"answer-sheet-{sheet.form}.pdf")
    for page in sheet.pages[:2]:
        pdf = printed / recipe / f"answer-sheet-{sheet.form}.pdf"
        image = scanning.worn(scanning.pixels(pdf, page.number - 1, dpi), **wear)
        assert scanning.codes(image) == [f"{page.code.content}:{(*sheet.copies, 0)[0]}"] * 2
        flat, edge = scanning.flattened(image, page, per_mm=10)
        assert max(scanning.off(flat, edge, 10, *box) for box in boxes(page)) < 0.25


@pytest.mark.parametrize(
    ("pdf", "wear"), [("boxed/quiz", {"scale": 0.94, "angle": 2}), ("arabic/quiz-A", {"noise": 8})]
)
def test_boxes_in_the_quiz_lie_where_its_layout_put_them(printed: Path, pdf: str, wear: dict[str, float]) -> None:
    """Each page is known by its QR code alone, also where all forms share a file."""
    path = printed / f"{pdf}.pdf"
    by_code = {
        f"{page.code.content}:0": page
        for sheet in sheets(path.parent, "quiz-sheet.json").sheets
        for page in sheet.pages
    }
    assert page_count(path) == len(by_code)
    for index in range(len(by_code)):
        image = scanning.worn(scanning.pixels(path, index, 120), **wear)
        code, other = scanning.codes(image)
        assert code == other
        page = by_code.pop(code)
        flat, edge = scanning.flattened(image, page, per_mm=10)
        assert max(scanning.off(flat, edge, 10, *box) for box in boxes(page)) < 0.25
        assert len(page.student) == (0 if page.number > 1 else 3 if "boxed" in pdf else 4)


def test_each_page_of_a_numbered_copy_has_its_number(printed: Path) -> None:
    for pdf, name in (("answer-sheet", "sheet.json"), ("quiz", "quiz-sheet.json")):
        for sheet in sheets(printed / "copies", name).sheets:
            expected = [f"{page.code.content}:{copy}" for copy in sheet.copies for page in sheet.pages]
            path = printed / f"copies/{pdf}-{sheet.form}.pdf"
            assert sheet.copies == ((1, 2) if sheet.form == "A" else (3, 4))
            assert page_count(path) == len(expected)
            for place, code in enumerate(expected):
                assert scanning.codes(scanning.pixels(path, place, 100)) == [code, code]
                assert code in page_texts(path)[place]


def test_a_key_and_an_overlay_name_their_sheets(printed: Path) -> None:
    for letter in "AB":
        key = page_texts(printed / f"copies/key-{letter}.pdf")[0]
        for name in ("sheet.json", "quiz-sheet.json"):
            sheet = next(sheet for sheet in sheets(printed / "copies", name).sheets if sheet.form == letter)
            assert sheet.pages[0].code.content.partition(":")[0] in key
    sheet = sheets(printed / "a").sheets[0]
    assert sheet.pages[0].code.content in page_texts(printed / "a/overlay-A.pdf")[0]


@pytest.mark.parametrize("corner", range(4))
def test_a_folded_corner_hides_no_page(printed: Path, corner: int) -> None:
    """A grey office scan at 150 dpi, one corner folded over so far that its mark and its code are gone."""
    image = scanning.worn(scanning.pixels(printed / "a/answer-sheet-A.pdf", 0, 150), angle=2, noise=8)
    turned = np.ascontiguousarray(np.rot90(image, corner))
    cv2.fillPoly(turned, [np.array([(0, 0), (355, 0), (0, 355)])], 225)  # 60 mm
    page = sheets(printed / "a").sheets[0].pages[0]
    assert len(scanning.marks(turned)) == 3
    assert set(scanning.codes(turned)) == {f"{page.code.content}:0"}


@pytest.mark.parametrize("recipe", ["a", "arabic", "low", "contrast", "dyslexia", "large"])
def test_an_empty_box_is_as_dark_as_the_file_says(printed: Path, recipe: str) -> None:
    sheet, per_mm = sheets(printed / recipe).sheets[0], 15
    page = sheet.pages[0]
    image = scanning.pixels(printed / f"{recipe}/answer-sheet-A.pdf", 0, round(25.4 * per_mm))
    for box in [page.student[0][8], *(box for answer in page.fields for box in answer.boxes)]:
        reach, x, y = box.width / 2 - sheet.outline - 0.05, page.left + box.x, page.top + box.y
        rows, columns = (range(round((at - 5) * per_mm), round((at + 5) * per_mm)) for at in (y, x))
        near = np.ix_(rows, columns)
        down, across = near[0] / per_mm - y, near[1] / per_mm - x
        inside = (
            across**2 + down**2 < reach**2 if sheet.shape == "round" else np.maximum(abs(across), abs(down)) < reach
        )
        assert abs(1 - image[near][inside].mean() / 255 - box.ink) < 0.004, box.value
    assert all(box.ink == 0 for answer in page.fields for box in answer.boxes) == (recipe not in ("a", "arabic", "low"))


@pytest.mark.parametrize("recipe", [name for name in RECIPES if name != "class"])
def test_boxes_are_so_far_apart_that_no_stroke_reaches_the_next(printed: Path, recipe: str) -> None:
    name = "quiz-sheet.json" if recipe == "boxed" else "sheet.json"
    for page in (page for sheet in sheets(printed / recipe, name).sheets for page in sheet.pages):
        places = np.array(boxes(page))
        apart = np.abs(places[:, None, :2] - places[None, :, :2]).max(axis=2) - places[0, 2]
        np.fill_diagonal(apart, np.inf)
        assert apart.min() > 2.59
        for digit, row in zip(page.digits, page.student, strict=True):
            assert all(box.y == digit.y and abs(box.x - digit.x) > digit.width / 2 for box in row)
        assert page.name
        assert page.name.height >= 8


def test_the_quiz_has_the_boxes_of_its_answer_sheet(printed: Path) -> None:
    """The same questions and options, under the same names, in the same order."""
    for one, other in zip(
        sheets(printed / "a").sheets, sheets(printed / "boxed", "quiz-sheet.json").sheets, strict=True
    ):
        asked, boxed = (
            {
                (answer.question, answer.row): (answer.number, answer.choose, [box.value for box in answer.boxes])
                for page in sheet.pages
                for answer in page.fields
            }
            for sheet in (one, other)
        )
        assert asked == boxed
        assert one.written == other.written
    text = " ".join(page_texts(printed / "boxed/quiz.pdf"))
    assert "Choose what belongs to each." in text
    assert "Write the letter" not in text


def test_the_reader_in_the_manual_reads_what_is_filled_in(
    printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = sheets(printed / "a").sheets[0].pages[0]
    image = scanning.pixels(printed / "a/answer-sheet-A.pdf", 0, 200)
    expected = []
    for answer in page.fields:
        chosen = answer.boxes[:: answer.number % 3 + 1] if answer.choose == "several" else answer.boxes[-1:]
        for box in chosen:
            place = (round((page.left + box.x) * 200 / 25.4), round((page.top + box.y) * 200 / 25.4))
            cv2.circle(image, place, round(0.45 * box.height * 200 / 25.4), 60, thickness=-1)
        expected.append(" ".join(map(str, (answer.number, answer.row, *(box.value for box in chosen)))))
    cv2.imwrite(str(tmp_path / "scan.png"), scanning.worn(image, scale=0.94, angle=1.5, noise=8))
    (tmp_path / "sheet.json").write_bytes((printed / "a/sheet.json").read_bytes())
    manual = (ROOT / "docs/reference/answer-sheet-files.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(manual.partition("```python\n")[2].partition("```")[0], {})
    assert capsys.readouterr().out.splitlines() == expected


def test_the_file_fits_its_schema_and_names_its_sheets(printed: Path) -> None:
    schema = json.loads((ROOT / "docs/reference/sheet.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    hashes = set()
    files = sorted(printed.glob("*/*sheet.json"))
    for path in files:
        validator.validate(json.loads(path.read_text(encoding="utf-8")))
        for sheet in sheets(path.parent, path.name).sheets:
            assert sheet_hash(sheet) == sheet.hash
            hashes.add(sheet.hash)
            for page in sheet.pages:
                code = page_code(f"{page.code.content}:0")
                assert code
                assert (code.quiz, code.hash, code.page) == (
                    sheets(path.parent, path.name).quiz,
                    sheet.hash,
                    page.number,
                )
    assert len(hashes) == sum(len(sheets(path.parent, path.name).sheets) for path in files)


def test_what_can_be_marked_has_boxes_and_the_rest_is_for_the_teacher(printed: Path) -> None:
    for sheet in sheets(printed / "a").sheets:
        fields = [answer for page in sheet.pages for answer in page.fields]
        chosen: dict[str, set[str]] = {}
        for answer in fields:
            chosen.setdefault(answer.question.rpartition("/")[2], set()).add(answer.choose)
        assert chosen.pop("multiple-response") == {"several"}
        scored = {kind for kind, choose in chosen.items() if choose == {"score"}}
        assert scored == {"short-answer", "word-bank", "labelling"}
        assert set(chosen) - scored == {
            "multiple-choice",
            "true-false",
            "sequence",
            "matching",
            "odd-one-out",
            "timeline",
        }
        assert [id.rpartition("/")[2] for id in sheet.written] == ["numeric"]  # twelve points have no room
        points = next(answer for answer in fields if answer.question.endswith("/short-answer"))
        assert [box.value for box in points.boxes] == ["0", "1", "2", "3", "0.5"]
        rows = [answer.row for answer in fields if answer.question.endswith("/matching")]
        assert rows == [1, 2, 3, 4, 5, 6]


def test_the_key_lies_in_another_file(printed: Path) -> None:
    key = json.loads((printed / "a/sheet-key.json").read_text(encoding="utf-8"))["forms"]
    assert "right" not in (printed / "a/sheet.json").read_text(encoding="utf-8")
    one, other = sheets(printed / "a").sheets
    assert key["A"] != key["B"]
    for sheet in (one, other):
        asked = key[sheet.form]
        for answer in (answer for page in sheet.pages for answer in page.fields):
            right = asked[answer.question]["right"]
            if answer.choose == "score":
                assert right is None
            else:
                assert set(right[answer.row - 1]) <= {box.value for box in answer.boxes}
                assert len(right[answer.row - 1]) == 1 or answer.choose == "several"
        assert asked[sheet.written[0]] == {"points": 12, "right": None}


def test_from_right_to_left_options_run_so_and_keep_their_letters(printed: Path) -> None:
    (sheet,) = sheets(printed / "arabic").sheets
    for answer in sheet.pages[0].fields:
        places = [box.x for box in answer.boxes]
        assert places == sorted(places, reverse=True)
        assert [box.value for box in answer.boxes] in (["أ", "ب", "ج"], ["true", "false"])
    assert sheet.pages[0].code.x < sheet.pages[0].width / 2


@pytest.mark.parametrize("style", ["large-print", "high-contrast"])
def test_a_wide_letter_beside_a_box_is_nearest_to_its_own(printed: Path, style: str) -> None:
    (sheet,) = (sheet for sheet in sheets(printed / "wide").sheets if sheet.style == style)
    (page,) = sheet.pages
    first, second = next(field for field in page.fields if len(field.boxes) == 3).boxes[:2]
    name = "answer-sheet-A" if style == "large-print" else f"answer-sheet-A-{style}"
    image = scanning.pixels(printed / f"wide/{name}.pdf", 0, 254)
    row = slice(round(10 * (page.top + second.y - 2.5)), round(10 * (page.top + second.y + 2.5)))
    left, right = page.left + second.x + second.width / 2, page.left + first.x - first.width / 2
    inked = np.flatnonzero((image[row, round(10 * left) + 2 : round(10 * right) - 2] < 128).any(axis=0)) / 10
    assert inked.size
    assert right - left - inked.max() > 2.2 > inked.min()


def test_a_student_has_a_sheet_of_their_own(printed: Path) -> None:
    made = sheets(printed / "class").sheets
    assert [(sheet.form, sheet.style) for sheet in made] == [("17", "normal"), ("é.9", "normal"), ("18", "large-print")]
    assert all(page.student == () for sheet in made for page in sheet.pages)
    assert [sheet.copies for sheet in made] == [(1,), (2,), (3,)]
    assert page_code(f"{made[1].pages[0].code.content}:2") == PageCode(
        sheets(printed / "class").quiz, made[1].hash, "", 1, 2
    )
    text = page_texts(printed / "class/answer-sheet-18.pdf")[0]
    assert "Second-Wilhelmine" in text
    assert "Student number" not in text


def test_a_long_name_does_not_reach_the_line_below(printed: Path) -> None:
    letters = scanning.letters(printed / "class/answer-sheet-18.pdf", 0)
    text = "".join(letter for letter, _, _ in letters)
    name, below = (letters[text.index(word)][2] for word in ("Schillings", "Class"))
    assert abs(name - below) > 4 * 72 / 25.4


def test_holes_lie_over_the_right_boxes_and_over_no_other(printed: Path) -> None:
    for recipe in ("a", "large", "arabic"):
        sheet = sheets(printed / recipe).sheets[0]
        key = json.loads((printed / recipe / "sheet-key.json").read_text(encoding="utf-8"))["forms"]["A"]
        several = 0
        for page in sheet.pages:
            image = scanning.pixels(printed / recipe / "overlay-A.pdf", page.number - 1, 254)
            for answer in page.fields:
                right = [] if answer.choose == "score" else key[answer.question]["right"][answer.row - 1]
                several = max(several, len(right))
                for box in answer.boxes:
                    size = 1.2 * box.height
                    if box.value in right:
                        assert scanning.off(image, page.left, 10, box.x, box.y, size, size) < 0.2
                    else:
                        x, y = round((page.left + box.x) * 10), round((page.top + box.y) * 10)
                        assert image[y - 10 : y + 10, x - 10 : x + 10].min() == 255
        assert several == (1 if recipe == "arabic" else 3)


def turned(pdf: Path) -> Iterator[tuple[int, str, str]]:
    """Each card held with each answer on top: its number, the answer, and the one that is read from a photograph."""
    for index in range(page_count(pdf)):
        upright = scanning.pixels(pdf, index, 40)
        for held, letter in enumerate("ABCD"):
            _, photograph = cv2.imencode(".jpg", np.ascontiguousarray(np.rot90(upright, held)))
            reading = camera.read(photograph.tobytes(), range(1, MOST_CARDS + 1))
            assert reading
            assert reading.doubtful == ()
            for number, read in reading.letters.items():
                yield number, letter, read


def test_every_card_is_read_in_each_of_its_four_turns(printed: Path) -> None:
    for recipe, numbers in (("a", range(1, 31)), ("class", (1, 1, 2))):
        seen = list(turned(printed / recipe / "response-cards.pdf"))
        assert sorted(number for number, _, _ in seen) == sorted(number for number in numbers for _ in range(4))
        assert all(held == read for _, held, read in seen)


def test_a_card_says_its_letters_at_its_edges_and_whose_it_is(printed: Path) -> None:
    letters = scanning.letters(printed / "class/response-cards.pdf", 0)
    assert "First Student, 7a" in "".join(letter for letter, _, _ in letters)
    top = {letter: x for letter, x, y in scanning.letters(printed / "class/response-cards.pdf", 1) if y > 800}
    # A name from the right, in words from the left.
    assert top["2"] < top["ג"] < top["א"] < top[","] < top["7"]
    places = {letter: (x, y) for letter, x, y in letters if letter in "ABCD"}
    assert max(places, key=lambda letter: places[letter][1]) == "A"
    assert max(places, key=lambda letter: places[letter][0]) == "B"
    assert min(places, key=lambda letter: places[letter][1]) == "C"
    assert min(places, key=lambda letter: places[letter][0]) == "D"


def test_all_of_it_is_accessible_and_literal(printed: Path) -> None:
    pdfs = sorted(printed.glob("*/*.pdf"))
    assert len(pdfs) == 28
    for pdf in pdfs:
        report = validation.validate_pdf(pdf, profile=validation.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == [], pdf
    assert TITLE in " ".join(page_texts(printed / "low/answer-sheet-A.pdf")[0].split())


def test_cards_need_no_quiz_and_who_gets_none_is_told(project) -> None:  # type: ignore[no-untyped-def]
    roster = "name,id,class\n" + "".join(f"Student {number},{number},9\n" for number in range(1, 48))
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [response-cards, overlay]\nquiz: {roster: r.csv}\n"
    example = project('- id: f\n  statement: "It is {red}."\n', recipe=recipe, files={"decks/r.csv": roster})
    told = {problem.rule: problem.message for problem in check(example, ()).problems if "decks" in problem.path}
    assert "2 of its students" in told["response-cards"]
    assert "this recipe has none" in told["overlay"]
    (example.root / "decks/t.yaml").write_text(recipe.replace(", overlay", "").replace("quiz: {roster: r.csv}\n", ""))
    built, warnings = build(example, (), example.root / "build", strict=False, progress=quiet)
    assert built[0].files[0] == "response-cards.pdf"
    assert not [warning for warning in warnings if "decks" in warning.path]
