"""Options have the letters of the language's alphabet where its schools use them, the same in all outputs."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from conftest import quiet, written
from pdf_text import text_of

from quizgen.build.pipeline import build
from quizgen.exporters.anki.note_types import note_type
from quizgen.languages.option_letters import option_letters
from quizgen.project import Project, shipped_folder
from quizgen.rendering.environments import Templates

RECIPE = """\
schema: quizgen-deck/1
title: "5"
facts: t
outputs: [quiz, key, docx, review, practice, worksheets, response-cards]
quiz: {forms: 1, questions: {multiple-choice: 3, matching: 1}}
answer-sheet: {in-quiz: true}
worksheets: {matching: {}}
response-cards: {cards: 1}
"""
WORDS = {"ar": ("نعم", "لا", "ربما"), "he": ("כן", "לא", "אולי")}
FIRST = {"ar": ["أ", "ب", "ج"], "he": ["א", "ב", "ג"]}
WORD_HAS = {"ar": "arabicAbjad", "he": "hebrew2"}


def _facts(language: str) -> str:
    yes, *others = WORDS[language]
    facts: list[dict[str, object]] = [
        {"id": f"f{number}", "statement": f"{number} {{{yes}}}", "ask": f"{number}?", "distractors": others}
        for number in range(3)
    ]
    relation = {"name": "r", "subject": "a", "object": "b", "cardinality": "one-to-one", "ask": "="}
    facts += [
        {
            "id": f"p{index}",
            "statement": "{a} – {b}",
            "slots": {"a": {"value": f"{yes} {index}"}, "b": {"value": f"{others[0]} {index + 50}"}},
            "relation": relation,
        }
        for index in range(10, 15)
    ]
    source = {"id": "t", "title": yes, "language": language}
    return json.dumps({"schema": "quizgen-facts/1", "source": source, "facts": facts}, ensure_ascii=False)


@pytest.fixture(scope="module", params=["ar", "he"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A quiz in a language with letters of its own."""
    root = tmp_path_factory.mktemp(request.param)
    project = written(root, {"facts/t.yaml": _facts(request.param), "decks/t.yaml": RECIPE})
    build(project, (), root / "build", strict=False, progress=quiet)
    return request.param, root / "build/t"


def test_paper_and_its_key_have_the_letters_of_the_language(built: tuple[str, Path]) -> None:
    language, folder = built
    for name in ("quiz-A", "key-A", "matching", "matching-key", "response-cards"):
        text = text_of(folder / f"{name}.pdf")
        assert [letter for letter in FIRST[language] if letter not in re.split(r"[\W\d]+", text)] == [], name
        assert not re.search(r"\b[B-D]\b", text), name  # A is the form


def test_boxes_stand_for_the_letters_that_are_printed(built: tuple[str, Path]) -> None:
    language, folder = built
    (sheet,) = json.loads((folder / "quiz-sheet.json").read_text(encoding="utf-8"))["sheets"]
    fields = [field for page in sheet["pages"] for field in page["fields"]]
    assert [box["value"] for box in fields[0]["boxes"]] == FIRST[language]
    key = json.loads((folder / "sheet-key.json").read_text(encoding="utf-8"))
    right = {value for answer in key["forms"]["A"].values() for row in answer["right"] for value in row}
    assert right <= set(option_letters(language))


def test_word_and_screens_have_them_too(built: tuple[str, Path]) -> None:
    language, folder = built
    with zipfile.ZipFile(folder / "quiz-A.docx") as document:
        assert f'w:val="{WORD_HAS[language]}"' in document.read("word/numbering.xml").decode()
    for name in ("review", "practice"):
        page = (folder / f"{name}.html").read_text(encoding="utf-8")
        assert [letter for letter in FIRST[language] if f'<b class="letter">{letter}</b>' not in page] == []
        assert '<b class="letter">A</b>' not in page


def test_there_are_letters_for_every_question() -> None:
    for language in ("ar", "he-IL", "yi", "en", "", "kk"):
        letters = option_letters(language)
        assert len(set(letters)) == len(letters) >= 26
    assert option_letters("kk")[0] == "A"


def test_options_on_cards_have_the_letters_too() -> None:
    css = note_type("choice", Templates(Project(shipped_folder())), "uid").css
    for language in ("ar", "he"):
        assert f".options:lang({language}) ol {{ list-style-type: letters-{language}; }}" in css
        (symbols,) = re.findall(rf'@counter-style letters-{language} {{.*symbols: "(.*)"; suffix', css)
        assert symbols.split('" "') == [*option_letters(language)]
    assert "letters-en" not in css
