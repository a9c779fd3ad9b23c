"""Quiz and key as Word documents, read back with python-docx."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from conftest import quiet
from docx.oxml.ns import qn
from every_kind import POINTS, QUESTIONS
from hostile import HOSTILE
from word_templates import FOLDER, HEAD, templates

from quizgen.build.pipeline import build
from quizgen.errors import TemplateError
from quizgen.model.text import parse_text
from quizgen.project import Project
from quizgen.rendering.word import runs

ONE = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: docx\nquiz: {forms: 1, questions: {%s}}\n"


def built(made: Project) -> Path:
    build(made, (), made.root / "build", strict=False, progress=quiet)
    return made.root / "build/t"


def lines(path: Path, style: str = "") -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs if not style or p.style.name == style]


@pytest.mark.parametrize("name", ["quiz.docx", "key.docx"])
def test_the_templates_are_what_their_script_makes(name: str) -> None:
    """After a change of the script run  python tests/word_templates.py ."""
    with zipfile.ZipFile(FOLDER / name) as kept:
        parts = [(part, kept.read(part).decode()) for part in kept.namelist()]
    assert parts == [(part, HEAD + content) for part, content in templates()[name]]


def test_every_kind(every_kind_build: Path) -> None:
    questions = lines(every_kind_build / "quiz-A.docx", "Question")
    assert len(questions) == QUESTIONS
    dew = 1 + questions.index("Dew comes at noon. (1\u00a0point)")
    assert "In which forms does water fall? (1\u00a0point)" in questions
    printed = lines(every_kind_build / "quiz-A.docx")
    assert printed[:2] == ["Every kind\tForm A", f"Name \t Class \t Date \t Score \t / {POINTS}"]
    assert "Multiple choice (6 points)" in printed
    assert "\u2610\u2002True\u2003\u2003\u2610\u2002False" in printed
    assert "_____\tcondensation" in printed
    assert "_____\tVolga" in printed
    assert "The _____ is 6400 km long." in printed
    assert [line for line in printed if line.endswith("\t") and line.startswith(("1", "2", "3"))] == [
        f"{number}\u2002\t" for number in "123"
    ]
    (table,) = docx.Document(str(every_kind_build / "key-A.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Key", "Answer", "Evidence"]
    assert [f"{dew}\n1 point", "False", "Dew comes at night.", "no evidence given (t/judged)"] in rows
    assert rows[-1][2] == "1.\u00a0cloud (also: clouds; a cloud); 2.\u00a0vapour (also: vapor); 3.\u00a0lake"


def test_numbers_are_words_and_options_begin_anew(every_kind_build: Path) -> None:
    """Questions and what is below them are levels of one list, each of which restarts after the first."""
    document = docx.Document(str(every_kind_build / "quiz-A.docx"))
    levels = {}
    for name in ("Question", "Option", "Choice", "Entry"):
        number = document.styles[name].element.pPr.numPr
        levels[name] = (0 if number.ilvl is None else number.ilvl.val, number.numId.val)
    assert levels == {"Question": (0, 1), "Option": (1, 1), "Choice": (2, 1), "Entry": (3, 1)}
    marks = [mark.get(qn("w:val")) for mark in document.part.numbering_part.element.iter(qn("w:lvlText"))]
    assert marks == ["%1.", "\u25cb\u2002%2.", "\u2610\u2002%3.", "%4."]  # a ring or box to mark beside each option
    restarts = document.part.numbering_part.element.iter(qn("w:lvlRestart"))
    assert list(restarts) == []  # none is: a level restarts after every higher one


def test_no_question_is_parted(every_kind_build: Path) -> None:
    """Every paragraph of a question stays with the next, but for the end's own."""
    document = docx.Document(str(every_kind_build / "quiz-A.docx"))

    def keeps(style: object) -> bool:
        return bool(style and (style.paragraph_format.keep_with_next or keeps(style.base_style)))  # type: ignore[attr-defined]

    begun = document.paragraphs[2:]
    assert {p.style.name for p in begun if not keeps(p.style)} == {"Question End"}
    assert sum(p.style.name == "Question End" for p in begun) == QUESTIONS


def test_a_picture_has_its_description_and_shows_no_label(every_kind_build: Path) -> None:
    document = docx.Document(str(every_kind_build / "quiz-A.docx"))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Three words in a drawing of a valley."
    assert shape.width.mm == pytest.approx(150, abs=0.1)
    assert shape.height.mm == pytest.approx(75, abs=0.1)
    assert all("vapour" not in p.text for p in document.paragraphs)


def test_any_text_comes_out_as_written(project: Callable[..., Project]) -> None:
    hostile = [*HOSTILE, "{_{ x }_}", "{_% x %_}", "{%p if x %}", "{{r x }}"]

    def fact(place: int, text: str) -> str:
        quoted = json.dumps(text)
        return (
            f"- id: f{place}\n  statement: 'Number k{place} is {{x}}.'\n  evidence: {{paragraph: 1, quote: {quoted}}}\n"
            f"  ignore: {{numeral: there is no article}}\n"
            f"  slots: {{x: {{value: {quoted}, ask: {json.dumps(f'What is number k{place}: {text}?')}}}}}\n"
        )

    facts = "".join(fact(place, text) for place, text in enumerate(hostile))
    recipe = ONE.replace("title: T", f"title: {json.dumps('Hostile <b> {{ 7*7 }} {_{')}")
    folder = built(project(facts, recipe=recipe % f"short-answer: {len(hostile)}"))
    printed = "\n".join(lines(folder / "quiz-A.docx"))
    assert "Hostile <b> {{ 7*7 }} {_{" in printed
    (table,) = docx.Document(str(folder / "key-A.docx")).tables
    key = [[cell.text for cell in row.cells] for row in table.rows]
    lost = [
        text
        for place, text in enumerate(hostile)
        if f"number k{place}: " in printed
        and (f"What is number k{place}: {text}?" not in printed or not any(row[2] == text for row in key))
    ]
    assert lost == []
    assert sum(f"number k{index}: " in printed for index in range(len(hostile))) >= len(hostile) - 2


def test_a_formula_is_words_own(project: Callable[..., Project]) -> None:
    facts = "- id: f\n  statement: 'So.'\n  questions:\n"
    facts += "  - {id: h, kind: short-answer, stem: 'What is \\(\\frac{x^2}{\\sqrt{2}}\\)?', answer: 'A'}\n"
    folder = built(project(facts, recipe=ONE % "short-answer: 1"))
    (question,) = [p for p in docx.Document(str(folder / "quiz-A.docx")).paragraphs if p.style.name == "Question"]
    tags = [element.tag.rpartition("}")[2] for element in question._p.iter()]
    assert [tag for tag in tags if tag in ("oMath", "f", "sSup", "rad")] == ["oMath", "f", "sSup", "rad"]
    assert question.text == "What is ?"  # python-docx leaves formulas out


def test_language_and_direction(project: Callable[..., Project]) -> None:
    example = project("- id: f\n  statement: '{שלום} x.'\n  ask: מה?\n", recipe=ONE % "short-answer: 1")
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text("utf-8").replace("title: A Text", "title: A Text, language: he"), "utf-8")
    folder = built(example)
    for name in ("quiz-A", "key-A"):
        document = docx.Document(str(folder / f"{name}.docx"))
        assert document.core_properties.language == "he"
        (language,) = document.styles.element.iter(qn("w:lang"))
        assert language.get(qn("w:bidi")) == "he"
        assert all(p._p.pPr.find(qn("w:bidi")) is not None for p in document.paragraphs)
        assert all(t._tbl.tblPr.find(qn("w:bidiVisual")) is not None for t in document.tables)
        footer = document.sections[0].footer.paragraphs[0]
        assert footer._p.pPr.find(qn("w:bidi")) is not None
    (asked,) = [p for p in docx.Document(str(folder / "quiz-A.docx")).paragraphs if p.style.name == "Question"]
    assert asked._p.find(f".//{qn('w:rtl')}") is not None
    assert [*docx.Document(str(folder / "quiz-A.docx")).styles.element.iter(qn("w:i"))] == []


def test_a_number_with_its_unit_keeps_its_order_in_a_line_from_the_right() -> None:
    """Unicode's algorithm puts a number behind the Latin letters that follow, unless a mark says what line it is in."""
    assert "\u200e" in runs(parse_text("340 m/s"), rtl=True)
    assert "\u200e" not in runs(parse_text("340 m/s"))


def test_pages_are_numbered_and_the_bytes_are_the_same(project: Callable[..., Project]) -> None:
    example = project("- id: f\n  statement: '{A} x.'\n  ask: What?\n", recipe=ONE % "short-answer: 1")
    first = {path.name: path.read_bytes() for path in built(example).glob("*.docx")}
    assert {path.name: path.read_bytes() for path in built(example).glob("*.docx")} == first
    assert sorted(first) == ["key-A.docx", "quiz-A.docx"]
    document = docx.Document(BytesIO(first["quiz-A.docx"]))
    footer = document.sections[0].footer._element
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert document.core_properties.created == document.core_properties.modified


def test_a_schools_own_template(project: Callable[..., Project]) -> None:
    made = project("- id: f\n  statement: '{A} x.'\n  ask: What?\n", recipe=ONE % "short-answer: 1")
    own = made.root / "templates/docx/quiz.docx"
    own.parent.mkdir(parents=True)
    document = docx.Document(str(FOLDER / "quiz.docx"))
    document.sections[0].header.paragraphs[0].text = "A School, {{ title }}"
    document.save(str(own))
    made = Project.at(made.root)
    printed = docx.Document(str(built(made) / "quiz-A.docx"))
    assert printed.sections[0].header.paragraphs[0].text == "A School, T"
    document.paragraphs[0].insert_paragraph_before("{{ tilte }}")
    document.save(str(own))
    with pytest.raises(TemplateError, match=r"docx/quiz\.docx: 'tilte' is undefined"):
        built(made)
    own.write_text("no document")
    with pytest.raises(TemplateError, match=r"docx/quiz\.docx is not a Word document"):
        built(made)


def test_a_template_whose_styles_are_not_found(project: Callable[..., Project]) -> None:
    """python-docx adds others, under the same name."""
    example = project("- id: f\n  statement: '{A} x.'\n  ask: What?\n", recipe=ONE % "short-answer: 1")
    own = example.root / "templates/docx/quiz.docx"
    own.parent.mkdir(parents=True)
    with zipfile.ZipFile(FOLDER / "quiz.docx") as shipped, zipfile.ZipFile(own, "w") as damaged:
        for name in shipped.namelist():
            damaged.writestr(name, shipped.read(name).replace(b'relationships/styles"', b'relationships/stylos"'))
    with pytest.raises(TemplateError, match=r"two of its parts are named word/styles\.xml; open it in Word"):
        built(Project.at(example.root))


def test_without_the_extra_a_plain_word(project: Callable[..., Project]) -> None:
    example = project("- id: f\n  statement: '{A} x.'\n  ask: What?\n", recipe=ONE % "short-answer: 1")
    code = "import sys; sys.modules['docxtpl'] = None; from quizgen.cli import main; sys.argv[1:] = ['build']; main()"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=example.root, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode == 2
    assert re.search(r'-m pip install "docxtpl>=[\d.]+"$', run.stderr, re.MULTILINE)
    assert "Traceback" not in run.stderr
    assert not (example.root / "build/t").exists()
