"""How paper looks: every style on every size, in a language that runs from left to right and in one that does not."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import page
import pypdfium2 as pdfium
import pytest
from conftest import HEAD, quiet, written
from pdf_objects import Colour, Sheet, sheets
from pdf_text import page_size, page_texts
from pypdf import PdfReader

from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.exporters.printing import theme_settings
from quizgen.model.paper import PageLayout, PaperSize, Style
from quizgen.project import Project, shipped_folder
from quizgen.rendering.typst import Typesetter

ENGLISH = "".join(
    f"""\
- id: f{number}
  statement: "Matter {number} is {{right {number}}}."
  ask: What is matter {number}, which needs a stem of more than one line in print that is large enough for all to read?
  distractors: [wrong {number}, false {number}]
"""
    for number in range(10, 26)
)
ARABIC = """\
- id: speed
  statement: "سرعة الصوت في الهواء {340 m/s} تقريبا."
  ask: ما سرعة الصوت في الهواء إذا كان \\(\\frac{v}{f} = \\lambda\\)؟
  distractors: [34 m/s, 3400 m/s]
- id: share
  statement: "نحو {97} في المئة من ماء الأرض في المحيطات (H2O)."
  ask: كم في المئة من ماء الأرض في المحيطات؟
- id: nile
  statement: "يجري نهر النيل في {إفريقيا}."
  ask: أين يجري نهر النيل؟
  distractors: [أوروبا, آسيا]
- id: dew
  statement: "يتكون الندى في {الليل}."
- id: dry
  statement: "الصحراء {جافة}."
  questions: {id: judged, kind: true-false, stem: الصحراء رطبة., answer: false}
- id: steps
  statement: "الدورة: {steps}."
  slots: {steps: {sequence: [تبخر, تكاثف, هطول], ask: ما ترتيب هذه المراحل؟}}
"""
SOURCES = {"en": ENGLISH, "ar": ARABIC}
QUIZZES = {
    "en": "{questions: {multiple-choice: 14, true-false: 1, short-answer: 1}, forms: 1}",
    # Three facts have wrong options, and one a statement to judge: every quiz has them, whatever chance prefers.
    "ar": "{questions: {multiple-choice: 3, true-false: 1, short-answer: 1, sequence: 1}, forms: 1,"
    " points_each: {multiple-choice: 2}}",
}
LOOKS = list(itertools.product(get_args(Style), get_args(PaperSize)))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recipe for each style and size, in both languages: en/normal-a4/quiz-A.pdf, …"""
    root = tmp_path_factory.mktemp("styles")
    for language, facts in SOURCES.items():
        for name in ("facts", "decks"):
            (root / language / name).mkdir(parents=True)
        # A language from right to left that quizgen has no words in, so that English ones are among its own.
        tag = "fa" if language == "ar" else language
        head = f"schema: quizgen-facts/1\nsource: {{id: t, title: T, author: A, language: {tag}}}\nfacts:\n"
        (root / language / "facts/t.yaml").write_text(head + facts, encoding="utf-8")
        for style, size in LOOKS:
            recipe = "schema: quizgen-deck/1\nfacts: t\noutputs: [quiz, key]\n"
            recipe += "title: (1) الماء\n" if language == "ar" else "title: Q\n"
            recipe += f"quiz: {QUIZZES[language]}\npaper: {{style: {style}, size: {size}, options: lines}}\n"
            (root / language / f"decks/{style}-{size}.yaml").write_text(recipe, encoding="utf-8")
        build(Project.at(root / language), (), root / language, strict=False, progress=quiet)
    return root


def sizes(*papers: Sheet) -> Counter[float]:
    """How many letters are printed in which size."""
    found: Counter[float] = Counter()
    for paper in papers:
        for piece in paper.pieces:
            found[round(abs(piece.size), 1)] += len(piece.text)
    return found


def fonts(pdf: Path) -> set[str]:
    """The families that a document is set in, formulas apart."""
    return {piece.font for sheet in sheets(pdf) for piece in sheet.pieces if "Math" not in piece.font}


def colours(pdf: Path) -> set[Colour]:
    """The colours of all that is written, drawn and filled."""
    papers = sheets(pdf)
    drawn = {colour for sheet in papers for path in sheet.paths for colour in (path.fill, path.stroke) if colour}
    return drawn | {piece.colour for sheet in papers for piece in sheet.pieces}


def widths(pdf: Path) -> list[float]:
    """The widths of all lines."""
    return [round(path.width, 3) for sheet in sheets(pdf) for path in sheet.paths if path.stroke]


@pytest.mark.parametrize("language", SOURCES)
@pytest.mark.parametrize(("style", "size"), LOOKS)
def test_every_look_is_accessible_and_on_its_paper(printed: Path, language: str, style: str, size: str) -> None:
    for name in ("quiz-A", "key-A"):
        pdf = printed / language / f"{style}-{size}" / f"{name}.pdf"
        report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
        assert tuple(map(round, page_size(pdf))) == {"a4": (595, 842), "letter": (612, 792)}[size]


@pytest.mark.parametrize(("style", "size"), LOOKS)
def test_no_question_is_split_over_a_page(printed: Path, style: str, size: str) -> None:
    pdf = printed / f"en/{style}-{size}/quiz-A.pdf"
    sheets = ["".join(text.split()) for text in page_texts(pdf)]
    assert len(sheets) > 1
    asked = [(number, text) for text in sheets for number in range(10, 26) if f"Whatismatter{number}" in text]
    assert len(asked) == 15
    whole = [number for number, text in asked if f"wrong{number}" in text]
    assert len(whole) == 14
    for number, text in asked:
        assert "foralltoread?" in text[text.index(f"Whatismatter{number}") :]
        assert number not in whole or all(f"{word}{number}" in text for word in ("right", "false"))


@pytest.mark.parametrize("language", SOURCES)
def test_large_print_is_large_sans_serif_and_upright(printed: Path, language: str) -> None:
    for name in ("quiz-A", "key-A"):
        pdf = printed / language / "large-print-a4" / f"{name}.pdf"
        found = sizes(*sheets(pdf))
        arabic = {"NotoSansArabic-Regular", "NotoSansArabic-Bold"} if language == "ar" else set()
        assert fonts(pdf) <= {"Roboto-Regular", "Roboto-Bold"} | arabic
        assert {size for size in found if size < 16} == set()
    quiz = sizes(*sheets(printed / language / "large-print-a4/quiz-A.pdf"))
    assert quiz.most_common(1)[0][0] == 18


def test_arabic_and_hebrew_have_proportional_faces_of_the_style(tmp_path: Path) -> None:
    """The PDF engine alone would take DejaVu Sans Mono."""
    faces = {
        "normal": {"LibertinusSerif-Regular", "NotoNaskhArabic-Regular"},
        "dyslexia": {"Roboto-Regular", "NotoSansArabic-Regular", "NotoSansHebrew-Regular"},
    }
    frame = 'document-frame.with(title: "t", foot: (left: [], pages: (page, pages) => []))'
    source = f'#import "theme.typ": *\n#show: {frame}\n'
    theme = {name: (shipped_folder() / "templates/print" / name).read_bytes() for name in ("theme.typ", "own.typ")}
    for style, expected in faces.items():
        chosen = theme_settings("a4", style, PageLayout())
        document = {**theme, "chosen.typ": chosen, "main.typ": f"{source}road, الطريق الطويل، דרך ארוכה".encode()}
        (tmp_path / "faces.pdf").write_bytes(Typesetter.of(Project.at(tmp_path)).pdf(document, timestamp=0))
        assert fonts(tmp_path / "faces.pdf") == expected


def test_the_dyslexia_style_is_sans_serif_and_upright(printed: Path) -> None:
    assert fonts(printed / "en/dyslexia-a4/quiz-A.pdf") == {"Roboto-Regular", "Roboto-Bold"}
    assert any("Italic" in name for name in fonts(printed / "en/normal-a4/quiz-A.pdf"))


def test_high_contrast_has_no_grey_and_no_thin_line(printed: Path) -> None:
    for name in ("quiz-A", "key-A"):
        pdf = printed / "en/high-contrast-a4" / f"{name}.pdf"
        assert {level for colour in colours(pdf) for level in colour} <= {0, 255}
        assert min(widths(pdf)) >= 1
    assert any(0 < level < 255 for colour in colours(printed / "en/normal-a4/quiz-A.pdf") for level in colour)


def test_low_ink_has_thin_lines_and_fills_nothing(printed: Path) -> None:
    for name in ("quiz-A", "key-A"):
        pdf = printed / "en/low-ink-a4" / f"{name}.pdf"
        assert max(widths(pdf)) <= 0.3
        assert [path for sheet in sheets(pdf) for path in sheet.paths if path.fill] == []


def test_our_words_and_units_keep_their_order_in_a_line_from_right_to_left(printed: Path) -> None:
    """Each is printed in one go; otherwise its full stop or unit is a piece of its own, on the wrong side."""
    pieces: set[str] = set()
    for sheet in PdfReader(printed / "ar/normal-a4/quiz-A.pdf").pages:
        sheet.extract_text(visitor_text=lambda text, *_: pieces.add(text))
    assert pieces >= {"Choose the one right answer.", "340 m/s", "3400 m/s", "2 points"}


def test_nothing_is_filled_in_with_little_ink(tmp_path: Path) -> None:
    theme = {path.name: path.read_bytes() for path in (shipped_folder() / "templates/print").glob("*.typ")}
    shades = {}
    styles: tuple[Style, ...] = ("normal", "low-ink")
    for style in styles:
        frame = 'document-frame.with(title: "t", foot: (left: [], pages: (page, pages) => []))'
        main = f'#import "worksheets.typ": *\n#show: {frame}\n#fill-in(([a], [b]), [c], [d])'.encode()
        document = {**theme, "chosen.typ": theme_settings("a4", style, PageLayout()), "main.typ": main}
        pdf = pdfium.PdfDocument(Typesetter.of(Project.at(tmp_path)).pdf(document, timestamp=0))
        shades[style] = pdf[0].render(grayscale=True).to_pil().histogram()[237]
    assert shades["normal"] > 1000 > 10 > shades["low-ink"]


def test_several_styles_make_a_quiz_each_and_one_key(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [quiz, key]\n"
    recipe += "quiz: {questions: {short-answer: 1}, forms: 1}\npaper: {style: [normal, large-print]}\n"
    example = project('- id: f\n  statement: "It is {red}."\n  ask: What is it?\n', recipe=recipe)
    built, _ = build(example, (), example.root / "build", strict=False, progress=quiet)
    assert built[0].files == ("quiz-A.pdf", "quiz-A-large-print.pdf", "key-A.pdf")
    usual, large = (sizes(sheets(example.root / f"build/t/{name}")[0]) for name in built[0].files[:2])
    assert max(usual) < 18
    assert min(large) >= 16


ROSTER = "name,id,accommodations\nFirst Student,1,\nSecond Student,2,more time; Large print\n"


def test_accommodations_choose_the_style_of_a_students_form_and_key(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [quiz, key]\n"
    recipe += "quiz: {questions: {short-answer: 1}, roster: r.csv}\npaper: {style: low-ink}\n"
    facts = '- id: f\n  statement: "It is {red}."\n  ask: What is it?\n'
    example = project(facts, recipe=recipe, files={"decks/r.csv": ROSTER})
    build(example, (), example.root / "build", strict=False, progress=quiet)
    for name in ("quiz", "key"):
        usual, large = (sizes(sheets(example.root / f"build/t/{name}-{id}.pdf")[0]) for id in "12")
        assert max(usual) < 16 <= min(large)


def test_a_student_has_one_style(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\nquiz: {roster: r.csv}\npaper: {style: [normal, low-ink]}\n"
    example = project(ENGLISH, recipe=recipe, files={"decks/r.csv": ROSTER})
    assert [problem.rule for problem in check(example, ()).problems if "decks" in problem.path] == ["styles"]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A question of 1200 words in every style: quiz-A.pdf, quiz-A-large-print.pdf, …"""
    words = " ".join(f"w{number}" for number in range(1200))
    recipe = (
        "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\nquiz: {questions: {short-answer: 1}, forms: 1}\n"
    )
    recipe += f"paper: {{style: [{', '.join(get_args(Style))}]}}\n"
    facts = f'{HEAD}facts:\n- id: f\n  statement: "It is {{so}}."\n  ask: {words} end?\n'
    package = written(tmp_path_factory.mktemp("long"), {"facts/t.yaml": facts, "decks/t.yaml": recipe})
    build(package, (), package.root / "build", strict=False, progress=quiet)
    return package.root / "build/t"


@pytest.mark.parametrize("style", get_args(Style))
def test_a_question_longer_than_a_page_is_printed_whole(long: Path, style: str) -> None:
    name = "quiz-A.pdf" if style == "normal" else f"quiz-A-{style}.pdf"
    text = "".join("".join(page_texts(long / name)).split())
    assert all(f"w{number}" in text for number in range(1200))
