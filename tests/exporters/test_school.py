"""A school's name and logo are at the head of every paper and page, as they were written."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import docx
import page
import pytest
from conftest import HEAD, IDENTITY, quiet, written
from docx.oxml.ns import qn
from pictures import png
from PIL import Image
from pypdf import PdfReader

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.page_fitting import measured_form, measures_of
from quizgen.build.pipeline import build
from quizgen.errors import ContentError
from quizgen.exporters.printed_quiz import measured_quiz
from quizgen.project import Project

NAME = "#$*_<b>&amp;{{ 7*7 }}{% x %} `c` \\(x\\) Škola №1"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="9"><circle cx="4" cy="4" r="4" fill="#00f"/></svg>'
FACTS = "".join(
    f'- {{id: f{number}, statement: "Matter {number} is {{name{number}}}.", distractors: [wrong, false]}}\n'
    for number in range(12)  # from which on there are loops of cards
)
RECIPE = """\
schema: quizgen-deck/1
title: A Quiz
facts: t
outputs: [OUTPUTS]
key: [full, annotated]
quiz: {forms: 2, questions: {multiple-choice: 2}}
worksheets: {study-guide: {}, dominoes: {}, loop-cards: {}, exit-ticket: {}}
"""

OUTPUTS = "quiz, key, worksheets, docx, practice, review"
PAPERS = ["quiz-A", "key-A", "key-annotated-B", "key-grid", "study-guide"]


def _school(logo: str = "", name: str = NAME) -> str:
    return IDENTITY["quizgen.yaml"] + f"school:\n  name: '{name}'\n" + (f"  logo: {logo}\n" if logo else "")


def _project(root: Path, settings: str, files: Mapping[str, bytes], outputs: str = OUTPUTS) -> Project:
    recipe = RECIPE.replace("OUTPUTS", outputs)
    project = written(
        root, {"facts/t.yaml": f"{HEAD}facts:\n{FACTS}", "decks/t.yaml": recipe, "quizgen.yaml": settings}
    )
    for name, content in files.items():
        (root / name).write_bytes(content)
    return project


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All outputs with a logo in SVG."""
    root = tmp_path_factory.mktemp("school")
    project = _project(root, _school("logo.svg"), {"logo.svg": SVG.encode()})
    build(project, (), root / "build", strict=False, progress=quiet)
    return root / "build/t"


def _alternatives(node: object) -> list[str]:
    """The alternative texts below a node of a PDF's structure."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [text for kid in node for text in _alternatives(kid)]
    if not isinstance(node, dict):
        return []
    return [str(node[key]) for key in ("/Alt",) if key in node] + _alternatives(node.get("/K"))


@pytest.mark.parametrize("name", [*PAPERS, "dominoes", "loop-cards", "exit-ticket"])
def test_paper_begins_with_the_name_and_the_logo_has_it_as_alternative_text(drawn: Path, name: str) -> None:
    pdf = drawn / f"{name}.pdf"
    reader = PdfReader(pdf)
    text = "".join(reader.pages[0].extract_text().split())
    assert text.startswith("".join(NAME.split()))
    assert set(_alternatives(reader.trailer["/Root"]["/StructTreeRoot"])) == {NAME}  # type: ignore[index]
    report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("name", ["quiz-A", "key-B"])
def test_word_begins_with_the_name_and_a_picture_of_the_logo(drawn: Path, name: str) -> None:
    first = docx.Document(str(drawn / f"{name}.docx")).paragraphs[0]
    assert first.text.strip() == NAME
    assert [properties.get("descr") for properties in first._p.iter(qn("wp:docPr"))] == [NAME]


@pytest.mark.parametrize("name", ["practice", "review"])
def test_pages_begin_with_the_name_and_hold_the_logo(drawn: Path, name: str) -> None:
    html = (drawn / f"{name}.html").read_text(encoding="utf-8")
    head = re.search(r'<header>\s*<p class="school"><img src="(.*?)" alt="(.*?)"> <bdi>(.*?)</bdi></p>', html)
    assert head
    assert head[1] == f"data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}"
    assert [unescape(head[2]), unescape(head[3])] == [NAME, NAME]
    assert ".school img" in html


def test_without_a_school_pages_have_no_trace_of_one(tmp_path: Path) -> None:
    project = _project(tmp_path, IDENTITY["quizgen.yaml"], {})
    jobs, _ = assemble_recipes(project, read_content(project, project.recipes()))
    for output in ("practice", "review"):
        for content in jobs[0].export(output).files.values():
            assert isinstance(content, bytes)
            assert b"school" not in content


def test_a_name_alone_and_a_photograph(tmp_path: Path) -> None:
    """What is not drawn is on paper and in Word as it is; without a logo there is no picture."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 90), "red").save(picture, "JPEG")
    for folder, settings, pictures in (("alone", _school(), 0), ("jpeg", _school("l.JPG"), 1)):
        project = _project(tmp_path / folder, settings, {"l.JPG": picture.getvalue()}, outputs="quiz, docx")
        build(project, (), tmp_path / folder / "build", strict=False, progress=quiet)
        quiz = PdfReader(tmp_path / folder / "build/t/quiz-A.pdf")
        assert "".join(quiz.pages[0].extract_text().split()).startswith("".join(NAME.split()))
        assert len(quiz.pages[0].images) == pictures
        first = docx.Document(str(tmp_path / folder / "build/t/quiz-A.docx")).paragraphs[0]
        assert first.text.strip() == NAME
        assert len(list(first._p.iter(qn("wp:docPr")))) == pictures


@pytest.mark.parametrize(
    ("logo", "problem"),
    [
        ("none.png", r"error\[no-picture\] 'none\.png' is not there\n    → put it in "),
        ("../x.png", r"error\[outside\] '\.\./x\.png' leaves the folder of the project\n    → put the logo into "),
        ("/etc/x.png", r"error\[outside\] '/etc/x\.png' leaves "),
        (
            "text.png",
            r"error\[no-picture\] 'text\.png' cannot be shown: this file is not PNG.*\n    → save it again as",
        ),
        ("huge.png", r"error\[no-picture\] 'huge\.png' cannot be shown: it has 9000 × 9000 pixels"),
        ("acts.svg", r"error\[no-picture\] 'acts\.svg' cannot be shown: "),
        ("cut.png", r"error\[no-picture\] the logo is damaged\n    → save it again"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_a_problem_of_the_settings(tmp_path: Path, logo: str, problem: str) -> None:
    files = {
        "text.png": b"text",
        "huge.png": png(9000, 9000),
        "cut.png": png(9, 9),
        "acts.svg": SVG.replace("<circle", "<script>alert(1)</script><circle").encode(),
    }
    project = _project(tmp_path / "project", _school(logo), files)
    with pytest.raises(ContentError, match=rf"quizgen\.yaml:5:9: {problem}"):
        build(project, (), tmp_path / "build", strict=False, progress=quiet)
    assert not (tmp_path / "build").exists()


def test_a_character_of_the_name_that_no_font_has_is_a_problem(tmp_path: Path) -> None:
    project = _project(tmp_path, _school(name="School \U000e0b41\u1400"), {}, outputs="quiz")
    with pytest.raises(ContentError, match=r"missing-glyph\] no font has the character"):
        build(project, (), tmp_path / "build", strict=False, progress=quiet)


def test_the_head_is_measured_with_the_name(tmp_path: Path) -> None:
    """So that pages are filled by the room that there is."""
    heads = []
    for folder, settings in (("with", _school("logo.svg")), ("without", IDENTITY["quizgen.yaml"])):
        project = _project(tmp_path / folder, settings, {"logo.svg": SVG.encode()})
        heads.append(_title_height(project))
    assert heads[0] > heads[1] + 8 * 72 / 25.4


def _title_height(project: Project) -> float:
    jobs, _ = assemble_recipes(project, read_content(project, project.recipes()))
    form = measured_form(jobs[0].quiz.quiz.forms)
    printout = measured_quiz(jobs[0].quiz, form, "normal")
    measures = measures_of(form, jobs[0].typesetter.metadata(printout.document, "measured"))
    assert measures
    return measures.title
