"""The catalogues of quizgen's own words: whole, compiled, readable, and what happens where they are not whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from anki_collection import imported
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from pypdf import PdfReader

from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.project import Project
from quizgen.rendering.typst import Typesetter, literal
from quizgen.words import COUNTED, ENGLISH
from quizgen.words.catalogues import LOCALE, SCRIPTS, counted, listed, speaks, untranslated, words_for

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(set(SCRIPTS) - {"en"})


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES/quizgen.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


EXTRACTED = {"message": ((1, "c"), 2), "counted_message": ((1, "c"), 2, 3)}


def texts(messages: Catalog) -> dict[tuple[str, str], str]:
    """What a catalogue says, by key and English text, but for what depends on a number."""
    return {(each.context, each.id): each.string for each in messages if each.id and not each.pluralizable}


def numbered(messages: Catalog) -> dict[str, tuple[str, ...]]:
    """What a catalogue says of numbers, by key."""
    return {each.context: each.string for each in messages if each.pluralizable}


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_language_has_its_catalogue() -> None:
    assert sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/quizgen.po")) == LANGUAGES
    assert {"az", "de", "en", "es", "fr", "kk", "pt", "ru"} <= set(SCRIPTS)


def test_the_template_for_translators_has_every_message() -> None:
    """After a change of English words run the first command of docs/languages.md."""
    found = extract_from_dir(LOCALE.parent, keywords=EXTRACTED, comment_tags=("Translators:",), strip_comment_tags=True)
    with (LOCALE / "quizgen.pot").open("rb") as file:
        template = read_po(file)
    extracted = [(context, english, " ".join(notes)) for _, _, english, notes, context in found]
    assert [(m.context, m.id, " ".join(m.auto_comments)) for m in template if m.id] == extracted
    assert {key: english for key, english, _ in extracted} == {**ENGLISH, **COUNTED}
    assert len(extracted) == len(ENGLISH) + len(COUNTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_whole(language: str) -> None:
    messages = catalogue(language)
    assert list(texts(messages)) == list(ENGLISH.items())
    assert messages.obsolete == {}
    assert list(numbered(messages)) == list(COUNTED)
    for key, forms in numbered(messages).items():
        assert len(forms) == messages.num_plurals
        assert all(placeholders(text) == placeholders(COUNTED[key][1]) for text in forms), key
    for message in messages:
        assert not message.fuzzy, message.context
        assert message.string, message.context
        if message.id and not message.pluralizable:
            assert placeholders(message.string) == placeholders(message.id), message.context


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_babel_compiles(language: str) -> None:
    """After a change of a catalogue run  pybabel compile -d quizgen/words/locale -D quizgen ."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    with (LOCALE / language / "LC_MESSAGES/quizgen.mo").open("rb") as file:
        ours, theirs = read_mo(file), read_mo(compiled)
    assert texts(ours) == texts(theirs)
    assert numbered(ours) == numbered(theirs)
    assert words_for(language) == {key: text for (key, _), text in texts(catalogue(language)).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_in_one_script(language: str) -> None:
    """A Latin a or a schwa in a Cyrillic word looks right, and is not found by any search."""
    other = {"Latn": "CYRILLIC", "Cyrl": "LATIN"}[SCRIPTS[language]]
    for key, text in words_for(language).items():
        said = re.sub(r"\{\w+\}", "", text)
        assert [c for c in said if unicodedata.name(c).startswith(other)] == [], key
        assert text == unicodedata.normalize("NFC", text), key


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["1 point", "2 points", "5 points", "21 points"]),
        ("fr", ["1 point", "2 points", "5 points", "21 points"]),
        ("de", ["1 Punkt", "2 Punkte", "5 Punkte", "21 Punkte"]),
        ("ru", ["1 балл", "2 балла", "5 баллов", "21 балл"]),
        ("kk", ["1 балл", "2 балл", "5 балл", "21 балл"]),
        ("az", ["1 bal", "2 bal", "5 bal", "21 bal"]),
        ("eo", ["1 point", "2 points", "5 points", "21 points"]),
    ],
)
def test_points_are_counted_as_the_language_counts(language: str, said: list[str]) -> None:
    assert [counted(language, "point_count", number) for number in (1, 2, 5, 21)] == said


def test_every_word_can_be_printed(tmp_path: Path) -> None:
    said = "\n\n".join(literal(text) for language in SCRIPTS for text in words_for(language).values())
    source = f'#set document(title: "W")\n#set text(font: "Libertinus Serif")\n{said}'
    assert Typesetter(tmp_path).pdf({"main.typ": source.encode()}, timestamp=0).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("pt-BR", "pt"),
        ("PT-br", "pt"),
        ("kk-Cyrl", "kk"),
        ("kk-Cyrl-KZ", "kk"),
        ("az-Latn", "az"),
        ("es-419", "es"),
        ("en-GB", "en"),
    ],
)
def test_a_tag_finds_its_language(tag: str, language: str) -> None:
    assert speaks(tag)
    assert words_for(tag) == words_for(language)
    assert untranslated(tag) == ()


@pytest.mark.parametrize("tag", ["tlh", "kk-Latn", "az-Cyrl", "az-Arab-IR", "pts"])
def test_a_language_or_script_without_words_is_english(tag: str) -> None:
    assert not speaks(tag)
    assert words_for(tag) == ENGLISH


def test_quotation_marks_are_the_languages() -> None:
    marks = {language: words_for(language)["open_quote"] + words_for(language)["close_quote"] for language in SCRIPTS}
    assert (marks["en"], marks["ru"], marks["de"], marks["fr"]) == ("“”", "«»", "„“", "«\u00a0\u00a0»")


@pytest.mark.parametrize(
    ("language", "names", "text"),
    [
        ("en", ["Iran", "Iraq"], "Iran and Iraq"),
        ("ru", ["Иран", "Ирак", "Оман"], "Иран, Ирак и Оман"),
        ("es", ["Irak", "Irán"], "Irak e Irán"),
        ("es-MX", ["oxígeno", "hidrógeno"], "oxígeno e hidrógeno"),
        ("es", ["cobre", "hierro"], "cobre y hierro"),
        ("es", ["hidrógeno", "oxígeno"], "hidrógeno y oxígeno"),
        ("it", ["Iran", "Iraq"], "Iran and Iraq"),
    ],
)
def test_a_list_ends_as_the_language_wants(language: str, names: list[str], text: str) -> None:
    assert listed(language, names) == text


RUSSIAN = """\
- id: opinion
  statement: "Ветер {силён}."
  ask: Каков ветер?
  stance: opinion
  by: author
  distractors: [слаб, ровен]
  evidence: {paragraph: 2, quote: "ветер силён"}
  questions:
  - {id: hand, kind: short-answer, stem: "Каков, по мнению автора, ветер?", answer: силён}
"""
RECIPE = """\
schema: quizgen-deck/1
title: Ветер
facts: t
quiz: {questions: {multiple-choice: 1}, forms: 1, options: 3}
"""


def in_language(made: Project, language: str) -> Project:
    path = made.root / "facts/t.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: A Text", f"title: Текст, language: {language}"))
    return made


def rules(made: Project) -> list[str]:
    return [problem.rule for problem in check(made, ["t"]).problems if problem.level != "info"]


def test_a_russian_collection_is_russian_throughout(project: Callable[..., Project]) -> None:
    made = in_language(project(RUSSIAN, recipe=RECIPE), "ru-RU")
    assert rules(made) == []
    build(made, (), made.root / "build", strict=True, progress=lambda *_: None)
    folder = made.root / "build/t"
    page = (folder / "review.html").read_text(encoding="utf-8")
    assert "«ветер силён»" in page
    assert "Показать ответ" in page
    printed = {
        name: " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(folder / name).pages).split())
        for name in ("quiz-A.pdf", "key-A.pdf")
    }
    assert "Фамилия, имя" in printed["quiz-A.pdf"]
    assert "Согласно высказыванию (An Author): Каков ветер?" in printed["quiz-A.pdf"]
    assert "«ветер силён», абз. 2" in printed["key-A.pdf"]
    assert "Источник: An Author, «Текст»" in printed["key-A.pdf"]
    with imported(folder / "deck.apkg") as cards:
        assert "«ветер силён»" in cards[0].answer
        assert "“" not in "".join(card.answer for card in cards)


def test_the_author_is_named_in_any_case(project: Callable[..., Project]) -> None:
    """Only where the collection's language says so: in English "автора" names nobody."""
    assert rules(in_language(project(RUSSIAN, recipe=RECIPE), "ru")) == []
    assert "bare-attribution" in rules(in_language(project(RUSSIAN, recipe=RECIPE), "en"))


def test_a_language_without_words_is_told(project: Callable[..., Project]) -> None:
    made = in_language(project(RUSSIAN, recipe=RECIPE), "tlh")
    assert rules(made) == ["language", "bare-attribution"]


def test_a_truncated_catalogue_falls_back_to_english_and_is_told(
    project: Callable[..., Project], tmp_path: Path
) -> None:
    made = in_language(project(RUSSIAN, recipe=RECIPE), "ru")
    for folder in ("quizgen", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / "copy" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    short = catalogue("ru")
    for key in ("reveal", "evidence", "do_multiple_choice", "previous"):
        short.delete(ENGLISH[key], key)
    with (tmp_path / "copy/quizgen/words/locale/ru/LC_MESSAGES/quizgen.mo").open("wb") as file:
        write_mo(file, short)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "quizgen", *arguments],
            cwd=made.root,
            env=os.environ | {"PYTHONPATH": str(tmp_path / "copy"), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    checked = run("check")
    assert checked.returncode == 0
    assert "facts/t.yaml:2:" in checked.stderr
    message = (
        "warning[language] 4 of quizgen's own words have no 'ru' yet and will be in English:"
        " evidence, do_multiple_choice, reveal, …"
    )
    assert message in checked.stderr
    assert run("check", "--strict").returncode == 3
    assert run("build").returncode == 0
    page = (made.root / "build/t/review.html").read_text(encoding="utf-8")
    assert "Show the answer" in page
    assert "Далее" in page
