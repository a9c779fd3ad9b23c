"""PDFs on all cores: which are printed and which are kept, forms together, one student's fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import page
import pytest
from conftest import quiet
from pdf_text import page_texts
from pypdf import PdfReader

from quizgen.build.pipeline import build
from quizgen.errors import ContentError, Problem, TemplateError, in_order
from quizgen.project import Project
from quizgen.rendering.printout import Printout, PrintSheet
from quizgen.rendering.typst import Typesetter

FACTS = """\
- id: f
  statement: "It is {red}."
  ask: What is it?
- id: g
  statement: "It has {two} sides."
  ask: How many sides has it?
"""
RECIPE = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\nquiz: {questions: {short-answer: 2}, %s}\n"
ROSTER = "name,id\nFirst Student,1\nSecond Student,2\n"


class Printed(list[str]):
    """Which documents the engine was given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        engine = Typesetter.pdf

        def pdf(typesetter: Typesetter, files: Mapping[str, bytes], *, timestamp: int) -> bytes:
            if "theme.typ" in files:
                self.append(files["main.typ"].decode())
            return engine(typesetter, files, timestamp=timestamp)

        monkeypatch.setattr(Typesetter, "pdf", pdf)


def run(project: Project, *, force: bool = False, strict: bool = False) -> tuple[Problem, ...]:
    return build(project, (), project.root / "build", strict=strict, progress=quiet, force=force)[1]


def pages(path: Path) -> list[str]:
    return [" ".join(text.split()) for text in page_texts(path)]


def test_what_has_not_changed_is_kept(project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> None:
    printed = Printed(monkeypatch)
    example = project(FACTS, recipe=RECIPE % "roster: r.csv", files={"decks/r.csv": ROSTER})
    run(example)
    first = {path.name: path.read_bytes() for path in (example.root / "build/t").iterdir()}
    assert len(printed) == 2
    run(example)
    assert len(printed) == 2
    assert {path.name: path.read_bytes() for path in (example.root / "build/t").iterdir()} == first

    (example.root / "decks/r.csv").write_text(ROSTER.replace("Second", "Other"))
    run(example)
    assert ["Other Student" in each for each in printed[2:]] == [True]
    run(example, force=True)
    assert len(printed) == 5


def test_what_somebody_changed_is_printed_anew(project: Callable[..., Project]) -> None:
    example = project(FACTS, recipe=RECIPE % "forms: 1")
    run(example)
    pdf = example.root / "build/t/quiz-A.pdf"
    content = pdf.read_bytes()
    pdf.write_bytes(content + b"% a note")
    run(example)
    assert pdf.read_bytes() == content
    pdf.unlink()
    run(example)
    assert pdf.read_bytes() == content


def test_a_picture_that_a_template_names_is_part_of_what_is_printed(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = Printed(monkeypatch)
    quiz = """{% extends "shipped/print/quiz.typ.j2" %}
{% block title %}{{ super() }}#image("/pictures/logo.svg", alt: "Logo"){% endblock %}
"""
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="%d" height="9"/></svg>'
    files = {"templates/print/quiz.typ.j2": quiz, "pictures/logo.svg": logo % 9}
    example = project(FACTS, recipe=RECIPE % "forms: 1", files=files)
    run(example)
    run(example)
    assert len(printed) == 1
    (example.root / "pictures/logo.svg").write_text(logo % 5)
    run(example)
    assert len(printed) == 2


def test_the_engine_is_given_what_a_document_names() -> None:
    """It parses all that it is given, and most documents use a third of the theme's modules."""
    files = {"a.typ": b'#import "b.typ"', "b.typ": b"", "c.typ": b""}
    sheet = PrintSheet("print/quiz.typ.j2", "form A", '#import "/a.typ"')
    assert list(Printout((sheet,), files, 0).document) == ["a.typ", "b.typ", "main.typ"]


def test_forms_together_have_page_numbers_of_their_own(project: Callable[..., Project]) -> None:
    recipe = RECIPE.replace("outputs: quiz", "outputs: [quiz, key]") % "forms: 2"
    example = project(FACTS, recipe=f"{recipe}paper: {{together: true, double-sided: true, size: letter}}\n")
    run(example)
    assert sorted(path.name for path in (example.root / "build/t").glob("*.pdf")) == [
        "key-grid.pdf",
        "key.pdf",
        "quiz.pdf",
    ]
    first, blank, second = pages(example.root / "build/t/quiz.pdf")
    assert "Form A" in first and "1 of 1" in first
    assert blank == ""
    assert "Form B" in second and "1 of 1" in second
    quiz = PdfReader(example.root / "build/t/quiz.pdf")
    assert quiz.metadata is not None and quiz.metadata.title == "T"
    assert {tuple(map(round, page.mediabox[2:])) for page in quiz.pages} == {(612, 792)}
    report = page.validate_pdf(example.root / "build/t/quiz.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_a_file_has_thirty_forms_at_most_and_one_style(project: Callable[..., Project]) -> None:
    roster = "name,id,accommodations\n" + "".join(f"Student,{n},{'large print' * (n == 7)}\n" for n in range(1, 33))
    example = project(
        FACTS,
        recipe=f"{RECIPE % 'roster: r.csv'}paper: {{together: true}}\n",
        files={"decks/r.csv": roster},
    )
    run(example)
    folder = example.root / "build/t"
    assert {path.name: len(pages(path)) for path in folder.glob("*.pdf")} == {
        "quiz-1.pdf": 30,
        "quiz-2.pdf": 1,
        "quiz-large-print.pdf": 1,
    }
    assert "Form 7" in pages(folder / "quiz-large-print.pdf")[0]
    assert "Form 32" in pages(folder / "quiz-2.pdf")[0]


@pytest.mark.parametrize("together", ["false", "true"])
@pytest.mark.parametrize(
    "faulty",
    [
        pytest.param('{% if form.letter == "2" %}{{ form.none.such }}{% endif %}', id="filled in"),
        pytest.param('{% if form.letter == "2" %}#panic("no"){% endif %}', id="compiled"),
    ],
)
def test_one_students_fault_stops_no_other(project: Callable[..., Project], faulty: str, together: str) -> None:
    quiz = (
        f'{{% extends "shipped/print/quiz.typ.j2" %}}\n{{% block title %}}{{{{ super() }}}}{faulty}{{% endblock %}}\n'
    )
    example = project(
        FACTS,
        recipe=f"{RECIPE % 'roster: r.csv'}paper: {{together: {together}}}\n",
        files={"decks/r.csv": f"{ROSTER}Third Student,3\n", "templates/print/quiz.typ.j2": quiz},
    )
    told = [each for each in run(example) if each.rule not in ("no-evidence", "no-context")]
    assert [(question.rule, question.level, question.line, question.id) for question in in_order(told)] == [
        ("roster-row", "error", 3, "2")
    ]
    assert "templates/print/quiz.typ.j2:2" in told[0].message
    names = {path.name for path in (example.root / "build/t").glob("*.pdf")}
    assert names == ({"quiz.pdf"} if together == "true" else {"quiz-1.pdf", "quiz-3.pdf"})
    with pytest.raises(ContentError):
        run(example, strict=True)


def test_a_fault_of_all_students_is_the_templates(project: Callable[..., Project]) -> None:
    quiz = '{% extends "shipped/print/quiz.typ.j2" %}\n{% block title %}{{ form.none.such }}{% endblock %}\n'
    files = {"decks/r.csv": ROSTER, "templates/print/quiz.typ.j2": quiz}
    example = project(FACTS, recipe=RECIPE % "roster: r.csv", files=files)
    with pytest.raises(TemplateError, match=r"quiz\.typ\.j2:2"):
        run(example)
    (example.root / "templates/print/quiz.typ.j2").write_text(quiz.replace("{{ form.none.such }}", '#panic("no")'))
    with pytest.raises(TemplateError, match=r"quiz\.typ\.j2:2"):
        run(example)


def test_a_roster_of_whom_none_can_be_printed_stops_the_build(project: Callable[..., Project]) -> None:
    example = project(FACTS, recipe=RECIPE % "roster: r.csv", files={"decks/r.csv": "name,id\n天,1\n天,2\n"})
    with pytest.raises(ContentError) as stopped:
        run(example)
    assert [(question.rule, question.line) for question in in_order(stopped.value.problems)] == [
        ("roster", 2),
        ("roster", 3),
    ]
    assert not (example.root / "build").exists()
