"""The catalogues of quizgen's own words: valid, compiled, readable, and what happens where something is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from anki_collection import imported
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pdf_text import text_of
from terminal import here

from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.project import Project
from quizgen.rendering.typst import Typesetter
from quizgen.rendering.typst_markup import literal
from quizgen.words import COUNTED, ENGLISH, STUDIO, catalogues
from quizgen.words.__main__ import report
from quizgen.words.catalogues import LOCALE, SCRIPTS, counted_message, enumeration, speaks, untranslated_keys, words_for

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(set(SCRIPTS) - {"en"})


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES/quizgen.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


EXTRACTED = {"message": ((1, "c"), 2), "counted_message": ((1, "c"), 2, 3)}


def texts(messages: Catalog) -> dict[tuple[str, str], str]:
    """The translations in a catalogue by key and English text, except those that depend on a number."""
    return {(m.context, m.id): m.string for m in messages if m.id and m.string and not m.pluralizable}


def numbered(messages: Catalog) -> dict[str, tuple[str, ...]]:
    """The translations of what depends on a number, by key."""
    return {m.context: m.string for m in messages if m.pluralizable and all(m.string)}


def used(messages: Catalog) -> dict[str, str]:
    """The translations of the English as it is now, by key; of changed English there is none."""
    translated = texts(messages)
    return {key: translated[key, english] for key, english in ENGLISH.items() if (key, english) in translated}


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_language_has_its_catalogue() -> None:
    assert sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/quizgen.po")) == LANGUAGES
    assert {"ar", "az", "de", "en", "es", "fr", "he", "kk", "pt", "ru"} <= set(SCRIPTS)


def test_the_template_for_translators_has_every_message() -> None:
    """After a change of English words run with QUIZGEN_REWRITE_GOLDEN=1: it runs the command of add-a-language.md."""
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        documented = re.search(
            r"^pybabel extract .*", (ROOT / "docs/how-to/add-a-language.md").read_text(encoding="utf-8"), re.M
        )
        assert documented
        subprocess.run(
            [sys.executable, "-m", "babel.messages.frontend", *documented[0].split()[1:]], cwd=ROOT, check=True
        )
    found = extract_from_dir(LOCALE.parent, keywords=EXTRACTED, comment_tags=("Translators:",), strip_comment_tags=True)
    with (LOCALE / "quizgen.pot").open("rb") as file:
        template = read_po(file)
    extracted = [(context, english, " ".join(notes)) for _, _, english, notes, context in found]
    assert [(m.context, m.id, " ".join(m.auto_comments)) for m in template if m.id] == extracted
    assert {key: english for key, english, _ in extracted} == {**ENGLISH, **COUNTED}
    assert len(extracted) == len(ENGLISH) + len(COUNTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_valid(language: str) -> None:
    """It may lack messages, which ``python -m quizgen.words`` lists."""
    messages = catalogue(language)
    assert {key for key, _ in texts(messages)} <= set(ENGLISH)
    assert messages.obsolete == {}
    assert set(numbered(messages)) <= set(COUNTED)
    for key, forms in numbered(messages).items():
        assert len(forms) == messages.num_plurals
        assert all(placeholders(text) == placeholders(COUNTED[key][1]) for text in forms), key
    for message in messages:
        assert not message.fuzzy, message.context
        if message.id and message.string and not message.pluralizable:
            assert placeholders(message.string) == placeholders(message.id), message.context


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_babel_compiles(language: str) -> None:
    messages = catalogue(language)
    translated = used(messages)
    assert words_for(language) == {**ENGLISH, **translated}
    numbers = numbered(messages)
    assert list(untranslated_keys(language)) == [
        *(key for key in ENGLISH if key not in translated),
        *(key for key in COUNTED if key not in numbers),
    ]


@pytest.mark.parametrize("lost", ["kk", "ru"])
def test_what_is_missing_is_english_and_listed(lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a checkout where nothing is compiled, and where a message and one about numbers are new."""
    for language in LANGUAGES:
        messages = catalogue(language)
        if language != lost:
            messages.delete(ENGLISH["hint"], "hint")
            messages.delete(COUNTED["point_count"], "point_count")
            path = tmp_path / language / "LC_MESSAGES/quizgen.mo"
            path.parent.mkdir(parents=True)
            with path.open("wb") as file:
                write_mo(file, messages)
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    forget()
    try:
        lines = list(report())
        assert words_for(lost) == ENGLISH
        assert counted_message(lost, "point_count", 2) == counted_message("de", "point_count", 2) == "2 points"
        assert words_for("de")["hint"] == ENGLISH["hint"]
        number = len(ENGLISH) + len(COUNTED)
        assert f"{lost}: 0 of {number} messages translated" in lines
        assert f"en: {number} of {number} messages translated" in lines
        german = lines.index(next(line for line in lines if line.startswith("de:")))
        english = lines.index(next(line for line in lines if line.startswith("en:")))
        hint = ENGLISH["hint"]
        missing = {f'  hint  "{hint}"', '  point_count  "{number} points"'}
        assert missing <= set(lines[german + 1 : english])
    finally:
        forget()


def forget() -> None:
    """Let the catalogues be read again."""
    for function in (catalogues._catalogue, catalogues._translations, catalogues._numbered_keys, words_for):
        function.cache_clear()


def test_anybody_can_run_the_report() -> None:
    command = [sys.executable, "-m", "quizgen.words"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert run.stdout.splitlines() == list(report())


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_in_one_script(language: str) -> None:
    """A Latin a or a schwa in a Cyrillic word looks right, and is not found by any search."""
    other = {"Latn": "CYRILLIC", "Cyrl": "LATIN", "Arab": "LATIN", "Hebr": "LATIN"}[SCRIPTS[language]]
    for key, text in used(catalogue(language)).items():
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
        ("ar", ["1 درجة", "2 درجة", "5 درجات", "21 درجة"]),
        ("he", ["1 נקודה", "2 נקודות", "5 נקודות", "21 נקודות"]),
        ("eo", ["1 point", "2 points", "5 points", "21 points"]),
    ],
)
def test_points_are_counted_as_the_language_counts(language: str, said: list[str]) -> None:
    assert [counted_message(language, "point_count", number) for number in (1, 2, 5, 21)] == said


def test_every_word_can_be_printed(tmp_path: Path) -> None:
    said = "\n\n".join(literal(text) for language in SCRIPTS for text in words_for(language).values())
    source = f'#let from-right = "\u2067"\n#set document(title: "W")\n#set text(font: "Libertinus Serif")\n{said}'
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
    assert untranslated_keys(tag) == untranslated_keys(language)


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
        ("ar", ["إيران", "العراق", "عُمان"], "إيران، العراق وعُمان"),
        ("he", ["איראן", "עיראק"], "איראן ועיראק"),
        ("he", ["3", "14"], "3 ו-14"),
        ("it", ["Iran", "Iraq"], "Iran and Iraq"),
    ],
)
def test_a_list_ends_as_the_language_wants(language: str, names: list[str], text: str) -> None:
    assert enumeration(language, names) == text


RUSSIAN = """\
- id: opinion
  statement: "Ветер {силён}."
  ask: Каков ветер?
  stance: opinion
  by: author
  distractors: [слаб, ровен]
  evidence: {paragraph: 2, quote: "ветер силён"}
  questions:
  - {id: hand, kind: short-answer, stem: "Каков, по мнению автора «Текста», ветер?", answer: силён}
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


# What `check` says of Russian collections as long as a translation is missing.
UNTRANSLATED = ["language"] if set(untranslated_keys("ru")) - STUDIO else []


def rules(made: Project) -> list[str]:
    return [problem.rule for problem in check(made, ["t"]).problems if problem.level != "info"]


def test_a_russian_collection_is_russian_throughout(project: Callable[..., Project]) -> None:
    translation = in_language(project(RUSSIAN, recipe=RECIPE), "ru-RU")
    assert rules(translation) == UNTRANSLATED
    build(translation, (), translation.root / "build", strict=not UNTRANSLATED, progress=lambda *_: None)
    folder = translation.root / "build/t"
    page = (folder / "review.html").read_text(encoding="utf-8")
    assert "«ветер силён»" in page
    assert "Показать ответ" in page
    printed = {name: text_of(folder / name) for name in ("quiz-A.pdf", "key-A.pdf")}
    assert "Фамилия, имя" in printed["quiz-A.pdf"]
    assert "Согласно высказыванию (An Author): Каков ветер?" in printed["quiz-A.pdf"]
    assert "«ветер силён», абз. 2" in printed["key-A.pdf"]
    assert "Источник: An Author, «Текст»" in printed["key-A.pdf"]
    with imported(folder / "deck.apkg") as cards:
        assert "«ветер силён»" in cards[0].answer
        assert "“" not in "".join(card.answer for card in cards)


def test_the_author_is_named_in_any_case(project: Callable[..., Project]) -> None:
    """Only where the collection's language says so: in English "автора" names nobody."""
    assert rules(in_language(project(RUSSIAN, recipe=RECIPE), "ru")) == UNTRANSLATED
    assert "bare-attribution" in rules(in_language(project(RUSSIAN, recipe=RECIPE), "en"))


def test_a_language_without_words_is_reported(project: Callable[..., Project]) -> None:
    translation = in_language(project(RUSSIAN, recipe=RECIPE), "tlh")
    assert rules(translation) == ["language", "bare-attribution"]


def test_a_truncated_catalogue_falls_back_to_english_and_is_reported(
    project: Callable[..., Project],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    translation = in_language(project(RUSSIAN, recipe=RECIPE), "ru")
    short = catalogue.__wrapped__("ru")  # of its own, for it is changed
    lost = {"reveal", "evidence", "do_multiple_choice", "previous"} | (set(untranslated_keys("ru")) - STUDIO)
    for key in lost & set(ENGLISH):
        short.delete(ENGLISH[key], key)
    copy = shutil.copytree(LOCALE, tmp_path / "locale")
    with (copy / "ru/LC_MESSAGES/quizgen.mo").open("wb") as file:
        write_mo(file, short)
    monkeypatch.setattr(catalogues, "LOCALE", copy)
    forget()
    try:
        checked = here(capfd, translation.root, "check")
        assert checked.returncode == 0
        assert "facts/t.yaml:2:" in checked.stderr
        message = (
            f"warning[language] {len(lost)} of quizgen's own words have no 'ru' yet and will be in English:"
            f" {', '.join([key for key in ENGLISH if key in lost][:3])}, …"
        )
        assert message in checked.stderr
        assert here(capfd, translation.root, "check", "--strict").returncode == 3
        assert here(capfd, translation.root, "build").returncode == 0
    finally:
        forget()
    page = (translation.root / "build/t/review.html").read_text(encoding="utf-8")
    assert "Show the answer" in page
    assert "Далее" in page
