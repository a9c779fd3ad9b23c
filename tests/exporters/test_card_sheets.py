"""Cards on paper: each back lies behind its front, however the paper is turned; nothing is clipped; all is as typed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import page
import pytest
from conftest import HEAD, quiet
from every_kind import ENTITIES, FACTS, PICTURE
from hostile import HOSTILE
from pdf_objects import Line, Piece, Sheet, sheets
from pdf_text import page_size, page_texts

from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.errors import ContentError, in_order
from quizgen.model.paper import Style
from quizgen.project import Project

MM = 72 / 25.4
EDGE_X, EDGE_Y, INSET = 10 * MM, 12 * MM, 4 * MM  # templates/print/cards.typ
RECIPE = (
    "schema: quizgen-deck/1\ntitle: Cards\nfacts: {facts}\noutputs: cards\ndeck: {{kinds: basic}}\ncards: {cards}\n"
)
ASKED = "".join(
    f'- id: f{number}\n  statement: "Number {number} is {{back{number}}}."\n  ask: "front{number}?"\n'
    f'  evidence: {{paragraph: 10, quote: "the {number}th"}}\n'
    for number in range(1, 9)
)
HEBREW = ASKED.replace("front", "קדימה").replace("back", "אחור").replace("Number", "מספר")
LAYOUTS = {
    "long": "{per-sheet: 6}",
    "short": "{per-sheet: 6, flip: short}",
    "long-moved": "{per-sheet: 6, offset: {x: 1.5mm, y: -0.5}}",
    "short-moved": "{per-sheet: 6, flip: short, offset: {x: 1.5mm, y: -0.5}}",
    "three": "{per-sheet: 9}",
    "fold": "{per-sheet: 4, layout: fold}",
}
SIZES: dict[str, tuple[str, ...]] = {"a4": get_args(Style), "letter": ("dyslexia",)}
Make = Callable[..., Project]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight cards and a cover in every layout: en-long/cards.pdf, he-long/cards.pdf, …"""
    root = tmp_path_factory.mktemp("cards")
    (root / "facts").mkdir()
    (root / "decks").mkdir()
    for language, facts in (("en", ASKED), ("he", HEBREW)):
        head = HEAD.replace("id: t, title: A Text", f"id: {language}, title: A Text, language: {language}")
        (root / f"facts/{language}.yaml").write_text(f"{head}facts:\n{facts}", encoding="utf-8")
        for name, layout in LAYOUTS.items():
            if language == "he" and "offset" in layout:
                continue
            recipe = RECIPE.format(facts=language, cards=layout)
            (root / f"decks/{language}-{name}.yaml").write_text(recipe, encoding="utf-8")
    build(Project.at(root), (), root, strict=False, progress=quiet)
    return root


def numbers(sheet: Sheet) -> dict[str, Piece]:
    """The cards' numbers, which stand at the upper corner of each side."""
    return {piece.text: piece for piece in sheet.pieces if _number(piece)}


def _number(piece: Piece) -> bool:
    return piece.text.isdecimal() and abs(piece.size) == pytest.approx(7)


def behind(piece: Piece, sheet: Sheet, flip: str) -> tuple[float, float]:
    """Where on the front of the paper a text of its back lies, once the paper is turned over an edge."""
    return (sheet.width - piece.x, piece.y) if flip == "long" else (piece.x, sheet.height - piece.y)


def cell(x: float, y: float, sheet: Sheet, columns: int, rows: int) -> tuple[int, int]:
    """The row from the bottom and the column from the left in which a point lies."""
    width, height = (sheet.width - 2 * EDGE_X) / columns, (sheet.height - 2 * EDGE_Y) / rows
    return int((y - EDGE_Y) / height), int((x - EDGE_X) / width)


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize(("layout", "flip", "columns", "rows"), [
    ("long", "long", 2, 3), ("short", "short", 2, 3), ("three", "long", 3, 3),
])  # fmt: skip
def test_each_back_lies_behind_its_front(
    printed: Path, language: str, layout: str, flip: str, columns: int, rows: int
) -> None:
    papers = sheets(printed / f"{language}-{layout}/cards.pdf")
    assert len(papers) == (4 if layout != "three" else 2)
    told: list[str] = []
    for front, back in zip(papers[::2], papers[1::2], strict=True):
        fronts, backs = numbers(front), numbers(back)
        assert list(fronts) == list(backs)
        told += fronts
        places = [cell(piece.x, piece.y, front, columns, rows) for piece in fronts.values()]
        read = [(row, -column if language == "en" else column) for row, column in places]
        assert read == sorted(read, reverse=True)  # in the order of reading
        for number, piece in fronts.items():
            assert cell(*behind(backs[number], back, flip), front, columns, rows) == cell(
                piece.x, piece.y, front, columns, rows
            )
            assert piece.size > 0
            assert (backs[number].size > 0) == (flip == "long")  # either way a card is turned like a page of a book
        if language == "en":  # a number stands at the left of each side: seen through the paper, at its right
            width = (front.width - 2 * EDGE_X) / columns
            for number, piece in fronts.items():
                seen = behind(backs[number], back, flip)
                assert seen == pytest.approx((piece.x + width - 2 * INSET, piece.y), abs=0.1)
    assert told == [str(number) for number in range(1, 9)]


@pytest.mark.parametrize(("word", "answer", "language"), [("front", "back", "en"), ("קדימה", "אחור", "he")])
def test_question_and_answer_stand_on_the_card_of_their_number(
    printed: Path, word: str, answer: str, language: str
) -> None:
    front, back = sheets(printed / f"{language}-long/cards.pdf")[:2]
    for sheet, said in ((front, word), (back, answer)):
        shown = {cell(piece.x, piece.y, sheet, 2, 3): number for number, piece in numbers(sheet).items()}
        held: dict[str, str] = {}
        for piece in sheet.pieces:
            number = shown[cell(piece.x, piece.y, sheet, 2, 3)]
            held[number] = held.get(number, "") + piece.text
        for number in shown.values():
            assert said in held[number] or said[::-1] in held[number]
            assert number in held[number].replace(number, "", 1)


@pytest.mark.parametrize(("flip", "turned"), [("long", 1), ("short", -1)])
def test_an_offset_moves_the_backs_alone(printed: Path, flip: str, turned: int) -> None:
    usual, moved = (sheets(printed / f"en-{name}/cards.pdf") for name in (flip, f"{flip}-moved"))
    for place, (one, other) in enumerate(zip(usual, moved, strict=True)):
        x, y = (1.5 * MM * turned, 0.5 * MM * turned) if place % 2 else (0, 0)
        shifted = [(text, a + x, b + y) for text, a, b, *_ in one.pieces]
        for (text, *was), (same, *now, _, _, _) in zip(shifted, other.pieces, strict=True):
            assert text == same
            assert now == pytest.approx(was, abs=0.05)


@pytest.mark.parametrize("language", ["en", "he"])
def test_cards_to_fold_have_front_and_back_side_by_side(printed: Path, language: str) -> None:
    for sheet in sheets(printed / f"{language}-fold/cards.pdf"):
        found = [piece for piece in sheet.pieces if _number(piece)]
        for front, back in zip(found[::2], found[1::2], strict=True):
            assert (front.text, front.y) == (back.text, back.y)
            half = (sheet.width - 2 * EDGE_X) / 2 * (1 if language == "en" else -1)
            assert back.x - front.x == pytest.approx(half, abs=0.1)


def lines(sheet: Sheet) -> list[Line]:
    """The straight lines of a page: left, bottom, right, top."""
    return [line for path in sheet.paths for line in path.lines]


def test_the_paper_is_cut_at_marks_outside_the_cards(printed: Path) -> None:
    """A pair of marks for each cut; inside the cards there are but crosses where four of them meet."""
    front, back = sheets(printed / "en-long/cards.pdf")[:2]
    width, height = front.width, front.height
    for sheet in (front, back):
        level = [each for each in lines(sheet) if each[1] == each[3]]
        outside = [each for each in level if each[0] > width - EDGE_X or each[2] < EDGE_X]
        across = sorted({round((each[1] - EDGE_Y) / ((height - 2 * EDGE_Y) / 3), 3) for each in outside})
        assert (len(outside), across) == (8, [0, 1, 2, 3])
        plumb = [each for each in lines(sheet) if each[0] == each[2]]
        ends = [each for each in plumb if each[1] > height - EDGE_Y or each[3] < EDGE_Y]
        down = sorted({round((end[0] - EDGE_X) / ((width - 2 * EDGE_X) / 2), 3) for end in ends})
        assert (len(ends), down) == (6, [0, 1, 2])
        inside = [each for each in lines(sheet) if each not in (*outside, *ends)]
        assert len(inside) == (4 if sheet is front else 0)
        assert all(max(each[2] - each[0], each[3] - each[1]) < 3.1 * MM for each in inside)
    (fold,) = (each for each in lines(sheets(printed / "en-fold/cards.pdf")[0]) if each[3] - each[1] > 99)
    assert fold[0] == fold[2] == pytest.approx(width / 2)


def test_the_last_card_is_a_cover_with_the_sources(printed: Path) -> None:
    front, back = page_texts(printed / "en-three/cards.pdf")
    assert front.split()[-1] == "Cards"
    assert "Source: An Author, “A Text”" in " ".join(back.split())


@pytest.fixture(scope="module")
def every_style(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cards of every kind in all styles: a4/cards.pdf, a4/cards-large-print.pdf, …; one on letter/."""
    root = tmp_path_factory.mktemp("styles")
    kinds = "[basic, cloze, multiple-choice, list, sequence, reversed, numeric, acronym, labelling]"
    formula = r"""- {id: sum, statement: 'The sum is {\(\frac{a}{b}\)}.', ask: 'What is \(a : b\)?'}"""
    files = {"facts/t.yaml": f"{HEAD}{ENTITIES}facts:\n{FACTS}{formula}\n", "facts/cycle.svg": PICTURE}
    for size, styles in SIZES.items():
        files[f"decks/{size}.yaml"] = (
            f"schema: quizgen-deck/1\ntitle: Water\nfacts: t\noutputs: cards\ndeck: {{kinds: {kinds}}}\n"
            f"paper: {{size: {size}, style: [{', '.join(styles)}]}}\n"
            "cards: {per-sheet: 4}\n"
        )
    for name, content in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    (root / "facts/sea.mp3").write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00")
    build(Project.at(root), (), root, strict=False, progress=quiet)
    return root


@pytest.mark.parametrize("size", SIZES)
def test_every_style_is_accessible_and_on_its_paper(every_style: Path, size: str) -> None:
    made = sorted(path.name for path in (every_style / size).glob("*.pdf"))
    assert made == sorted(["cards.pdf", *(f"cards-{style}.pdf" for style in SIZES[size][1:])])
    for name in made:
        report = page.validate_pdf(every_style / size / name, profile=page.ValidationProfile.PDF_UA_1)
        assert [f"{name}, {failure.rule_id}: {failure.message}" for failure in report.failures] == []
        assert tuple(map(round, page_size(every_style / size / name))) == {"a4": (595, 842), "letter": (612, 792)}[size]


def test_large_print_is_large_on_cards(every_style: Path) -> None:
    """But formulas, and the numbers in a picture's covers."""
    pieces = [piece for sheet in sheets(every_style / "a4/cards-large-print.pdf") for piece in sheet.pieces]
    found = [abs(piece.size) for piece in pieces if not piece.text.isdecimal() and "Math" not in piece.font]
    assert min(found) >= 15.9


def test_all_kinds_have_their_answers(every_style: Path) -> None:
    text = " ".join(page_texts(every_style / "a4/cards.pdf"))
    text = " ".join(text.split())
    assert "1. evaporation 2. condensation 3. rain 4. runoff" in text
    assert "1. cloud 2. vapour 3. lake" in text  # the picture's labels, which lie covered on the front
    assert "What are clouds made of?" in text
    assert "Waves break." in text
    losses = (every_style / "a4/losses.txt").read_text(encoding="utf-8")
    assert "hint: paper cannot show it on demand" in losses
    assert "recording: paper cannot play it: the words of the recording are on the back" in losses


def test_what_does_not_fit_is_told_with_its_fact_and_nothing_is_written(project: Make) -> None:
    """All at once; also a formula that is too wide, which no line can break."""
    words = "many words " * 400
    wide = "+".join("abcdefghijklmnopqrstuvwxyz" * 6)
    facts = ASKED + f"- {{id: long, statement: 'It is {{so}}.', ask: '{words}?'}}\n"
    facts += f"- {{id: much, statement: '{words} is {{it}}.', ask: What?}}\n"
    facts += f"- {{id: wide, statement: 'It is {{one}}.', ask: 'What is \\(({wide})^2\\)?'}}\n"
    example = project(facts, recipe=RECIPE.format(facts="t", cards="{per-sheet: 8}"))
    with pytest.raises(ContentError) as caught:
        build(example, (), example.root / "build", strict=False, progress=quiet)
    assert [(problem.id, problem.rule) for problem in in_order(caught.value.problems)] == [
        (id, "card-too-full") for id in ("long", "much", "wide")
    ]
    first, second, _ = in_order(caught.value.problems)
    assert first.message.startswith("the front of card 9 (normal) does not fit")
    assert second.message.startswith("the back of card 10 (normal) does not fit")
    assert first.hint == "shorten its words"
    assert first.line > 0
    assert not (example.root / "build").exists()


def test_the_remedy_is_enough_for_all_cards(project: Make) -> None:
    """It names the most cards on a sheet that hold every text; six would hold all except the longest."""
    facts = "".join(
        f"- {{id: f{count}, statement: 'It is {{so {count}}}.', ask: '{'many words ' * count}?'}}\n"
        for count in (27, 40)
    )
    recipe = f"{RECIPE}paper: {{{{style: large-print}}}}\n"
    example = project(facts, recipe=recipe.format(facts="t", cards="{per-sheet: 8}"))
    with pytest.raises(ContentError) as caught:
        build(example, (), example.root / "build", strict=False, progress=quiet)
    remedy = "write  cards: {per-sheet: 4}  or shorten its words"
    assert [problem.hint for problem in caught.value.problems] == [remedy] * 2
    (example.root / "decks/t.yaml").write_text(recipe.format(facts="t", cards="{per-sheet: 4}"), encoding="utf-8")
    build(example, (), example.root / "build", strict=False, progress=quiet)


def test_hostile_text_comes_out_as_written(project: Make) -> None:
    word = "pneumonoultramicroscopicsilicovolcanoconiosis" * 3  # wider than a card
    texts = [*HOSTILE, word]
    facts = "".join(
        f"- id: f{place}\n  statement: {_braced(f'Number {place} is {{x}}, not ', text)}\n"
        f"  slots: {{x: {{value: {json.dumps(text)}, ask: {json.dumps(f'What is {place}: {text}?')}}}}}\n"
        f"  evidence: {{paragraph: 1, quote: {json.dumps(text)}}}\n  ignore: {{numeral: there is no article}}\n"
        for place, text in enumerate(texts)
    )
    recipe = RECIPE.format(facts="t", cards="{layout: duplex}").replace("Cards", json.dumps("<b> {{x}} #y $z$"))
    example = project(facts, recipe=recipe)
    build(example, (), example.root / "build", strict=False, progress=quiet)
    pages = page_texts(example.root / "build/t/cards.pdf")
    for side in (0, 1):
        shown = _plain("".join(pages[side::2]))
        assert [text for text in texts if _plain(text) not in shown and _plain(text)[::-1] not in shown] == []
    for sheet in sheets(example.root / "build/t/cards.pdf"):
        assert all(0 < piece.x < sheet.width - EDGE_X for piece in sheet.pieces)


def _braced(before: str, text: str) -> str:
    return json.dumps(f"{before}{text.replace('{', '{{').replace('}', '}}')}.")


def _plain(text: str) -> str:
    """Without white space, direction marks and breaks in long words."""
    return re.sub(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(("cards", "rule", "said"), [
    ("{per-sheet: 7}", "wrong-value", "'per-sheet' cannot be '7'"),
    ("{offset: {x: 1in}}", "distance", "'x': '1in' is not a distance in millimetres"),
    ("{offset: {x: 30mm}}", "wrong-value", "'x' must be at most 10, not '30mm'"),
    ("{layout: fold, flip: short}", "no-backs", "cards to fold are printed on one side"),
])  # fmt: skip
def test_what_a_recipe_may_not_say_is_told(project: Make, cards: str, rule: str, said: str) -> None:
    example = project(ASKED, recipe=RECIPE.format(facts="t", cards=cards))
    (problem,) = (problem for problem in in_order(check(example, ()).problems) if "decks" in problem.path)
    assert (problem.rule, problem.line) == (rule, 6)
    assert said in problem.message
