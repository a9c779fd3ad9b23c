"""Headings as teachers write them: in any case, in eight languages, misspelt, repeated, or their own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from sheets import HEAD, csv_file, read, read_clean

from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.columns import headings_of
from quizgen.reading.facts.headings import column_named, language_tag, plain, source_field
from quizgen.reading.facts.schema import FactRecord, SourceRecord


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("ID|STATEMENT|ASK|QUOTE", "id|statement|ask|quote"),
        (" Id | Statement: |Question (for the card)|Evidence*", "id|statement|ask|quote"),
        ("Fact|Answer|Wrong answers|Also accept|Hint", "statement|answer|distractors|accept|hint"),
        ("Утверждение|Вопрос|Ответ|Неверные ответы|Цитата|Абзац", "statement|ask|answer|distractors|quote|paragraph"),
        ("УТВЕРЖДЕНИЕ|Номер абзаца|Сложность|Тема", "statement|paragraph|difficulty|tags"),
        ("Тұжырым|Сұрақ|Дұрыс жауап|Қате жауаптар|Дәйексөз", "statement|ask|answer|distractors|quote"),
        ("İfadə|SUAL|Düzgün cavab|YANLIŞ CAVABLAR|İZAH", "statement|ask|answer|distractors|feedback"),
        ("Afirmación|Pregunta|Respuesta|Respuestas incorrectas|Cita", "statement|ask|answer|distractors|quote"),
        ("Affirmation|Question|Reponse|Mauvaises réponses|Mots-clés", "statement|ask|answer|distractors|tags"),
        ("Aussage|Frage|Antwort|Falsche Antworten|Beleg|ERKLÄRUNG", "statement|ask|answer|distractors|quote|feedback"),
        ("Afirmação|Pergunta|Resposta certa|Respostas erradas|Dica", "statement|ask|answer|distractors|hint"),
        ("Wrong answer 1|Wrong answer 2|Неверный ответ 3", "distractors|distractors|distractors"),
        ("image.file|Image.Alt|question_stem", "image.file|image.alt|"),
    ],
)
def test_headings_in_any_case_and_language(words: str, columns: str) -> None:
    assert [column_named(word) for word in words.split("|")] == columns.split("|")


def test_every_word_names_one_thing_that_there_is() -> None:
    """A word in two places of the list would mean whichever comes last."""
    names: dict[tuple[str, str], str] = {}
    section = name = ""
    for line in (files("quizgen.reading.facts") / "headings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line.startswith(" "):
            for word in map(plain, line.split(",")):
                assert names.setdefault((section, word), name) == name, word
                assert word
        elif line and not line.startswith("#"):
            name = line
            known = {"columns": headings_of(FactRecord), "source": tuple(SourceRecord.model_fields)}.get(section)
            assert known is None or name in known
    assert not {plain(heading) for heading in headings_of(FactRecord)} & {
        word for (section, word), name in names.items() if section == "columns" and plain(name) != word
    }


@pytest.mark.parametrize(
    ("label", "field"), [("Source.Title", "title"), ("Автор", "author"), ("URL", "url"), ("x", "")]
)
def test_the_article_is_described_in_a_teachers_words(label: str, field: str) -> None:
    assert source_field(label) == field


@pytest.mark.parametrize(
    ("text", "tag"),
    [("English", "en"), ("Қазақ тілі", "kk"), ("Azərbaycan dili", "az"), ("português", "pt"), ("cy", "cy")],
)
def test_languages_are_written_as_words(text: str, tag: str) -> None:
    assert language_tag(text) == tag


def test_a_misspelt_heading_is_an_error_with_what_was_meant(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement", "distracters"], ["f", "It is {so}.", "not so"]]
    (problem,) = read(csv_file(tmp_path / "t.csv", rows))[1]
    assert (problem.where[-2:], problem.rule, problem.hint) == ("C4", "unknown-key", "did you mean 'distractors'?")


def test_a_column_of_ones_own_is_reported_unless_it_is_a_note(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement", "Checked with", "# mine"], ["f", "It is {so}.", "Ms Lee", "x"]]
    (problem,) = read(csv_file(tmp_path / "t.csv", rows))[1]
    assert (problem.level, problem.rule) == ("warning", "unread")
    assert "write # before its heading in C4" in problem.hint


def test_columns_of_one_list_are_read_together(tmp_path: Path) -> None:
    head = ["id", "statement", "Wrong answer 1", "Wrong answer 2", "Wrong answer 3"]
    (fact,) = read_clean(csv_file(tmp_path / "t.csv", [*HEAD, head, ["f", "It is {4}.", "3", "", "5; 6"]])).facts
    assert fact.slots[0].distractors == ("3", "5", "6")


def test_a_heading_that_is_there_twice_is_reported(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement", "quote", "Evidence"], ["f", "It is {so}.", "so it is", "it is so"]]
    collection, (problem,) = read(csv_file(tmp_path / "t.csv", rows))
    assert "first in C4" in problem.message and problem.where.endswith(":D4")
    assert [proof.quote for proof in collection.facts[0].evidence] == ["so it is"]


def test_a_table_of_questions_without_statements_can_be_imported(tmp_path: Path) -> None:

    (problem,) = load_collection(csv_file(tmp_path / "t.csv", [["Question", "Answer"], ["How?", "so"]]))[1]
    assert "quizgen import" in problem.hint
