"""The printed pages: their text against a golden file, their tags, what a student and a teacher find."""

from __future__ import annotations

import os
import re
import struct
import zlib
from pathlib import Path

import page
import pytest
from pdf_text import page_texts
from pypdf import PdfReader

from quizgen.build.pipeline import build
from quizgen.errors import ContentError, in_order

GOLDEN = Path(__file__).parent.parent / "golden"
RECIPES = ["kazakhstan-azerbaijan", "waves"]
DOCUMENTS = ["quiz-A", "quiz-B", "key-A", "key-B"]


@pytest.mark.parametrize("document", [*DOCUMENTS, "key-grid"])
@pytest.mark.parametrize("recipe", RECIPES)
def test_the_text_is_the_golden_one(shipped_build: Path, recipe: str, document: str) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    printed = "\n".join(page_texts(shipped_build / recipe / f"{document}.pdf")) + "\n"
    golden = GOLDEN / f"{recipe}.{document}.txt"
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("recipe", RECIPES)
def test_the_document_is_tagged_and_says_what_it_is(shipped_build: Path, recipe: str, document: str) -> None:
    reader = PdfReader(shipped_build / recipe / f"{document}.pdf")
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert catalog["/Lang"] == "en"  # type: ignore[index]
    assert f"Form {document[-1]}" in str(reader.metadata and reader.metadata.title)
    assert b"pdfuaid:part" in catalog["/Metadata"].get_data()  # type: ignore[index]


@pytest.mark.parametrize("document", [*DOCUMENTS, "key-grid"])
@pytest.mark.parametrize("recipe", RECIPES)
def test_the_document_conforms_to_pdf_ua(shipped_build: Path, recipe: str, document: str) -> None:
    report = page.validate_pdf(shipped_build / recipe / f"{document}.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 100


def test_every_question_of_the_quiz_has_its_line_in_the_key(shipped_build: Path) -> None:
    for recipe, count in zip(RECIPES, (20, 16), strict=True):
        for form in "AB":
            key = "\n".join(page_texts(shipped_build / recipe / f"key-{form}.pdf"))
            quiz = "\n".join(page_texts(shipped_build / recipe / f"quiz-{form}.pdf"))
            assert len(re.findall(r"paragraphs? |Background knowledge", key)) == count
            assert f"/ {count}" in quiz
            assert f"\n{count}." in quiz


def test_pages_count_themselves(shipped_build: Path) -> None:
    reader = PdfReader(shipped_build / "waves/quiz-A.pdf")
    for number, pdf_page in enumerate(reader.pages, 1):
        assert f"{number} of {len(reader.pages)}" in pdf_page.extract_text()


@pytest.fixture
def photograph() -> bytes:
    """A PNG of two pixels by one, made with the standard library."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" + bytes((255, 0, 0, 0, 0, 255)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


PICTURED = """\
- id: f
  statement: "It is {red}."
  ask: What is it?
  distractors: [blue, green]
  image: {file: p.png, alt: A red dot, credit: C, licence: L}
"""


def test_a_photograph_is_printed(project, photograph: bytes) -> None:  # type: ignore[no-untyped-def]
    example = project(PICTURED)
    (example.root / "facts/p.png").write_bytes(photograph)
    build(example, (), example.root / "build", strict=False, progress=lambda *_: None)
    resources = PdfReader(example.root / "build/t/quiz-A.pdf").pages[0]["/Resources"]
    images = [each.get_object() for each in resources["/XObject"].values()]  # type: ignore[index]
    assert [(image["/Width"], image["/Height"]) for image in images if image["/Subtype"] == "/Image"] == [(2, 1)]
    report = page.validate_pdf(example.root / "build/t/quiz-A.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant


def test_a_damaged_photograph_is_told_with_its_fact(project, photograph: bytes) -> None:  # type: ignore[no-untyped-def]
    example = project(PICTURED)
    (example.root / "facts/p.png").write_bytes(photograph[:40])
    with pytest.raises(ContentError) as caught:
        build(example, (), example.root / "build", strict=False, progress=lambda *_: None)
    damaged = [problem for problem in caught.value.problems if problem.rule == "no-picture"]
    assert [(problem.id, problem.line) for problem in in_order(damaged)] == [("f", 8)]


ROSTER = "name,id,class,accommodations\nFirst Student,17,7b,more time\nSecond Student,18,,\n"


def test_the_class_is_on_the_form_and_accommodations_on_the_key_alone(project) -> None:  # type: ignore[no-untyped-def]
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [quiz, key]\nquiz: {roster: r.csv, questions: 1}\n"
    example = project('- id: f\n  statement: "It is {red}."\n  ask: What is it?\n', recipe=recipe)
    (example.root / "decks/r.csv").write_text(ROSTER, encoding="utf-8")
    build(example, (), example.root / "build", strict=False, progress=lambda *_: None)
    quiz, key = ("\n".join(page_texts(example.root / f"build/t/{name}-17.pdf")) for name in ("quiz", "key"))
    assert "Form 17\nName First Student Class 7b Date" in quiz
    assert "more time" not in quiz
    for words in ("First Student, Form 17", "Class: 7b", "Accommodations: more time"):
        assert words in key
    assert "Accommodations" not in "\n".join(page_texts(example.root / "build/t/key-18.pdf"))
    for name in ("quiz-17", "key-17"):
        report = page.validate_pdf(example.root / f"build/t/{name}.pdf", profile=page.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
