"""Which encoding a text has that is not UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.commands.import_ import import_banks
from quizgen.errors import ContentError
from quizgen.importers.decoding import decode
from quizgen.importers.encodings import likely_encoding

TEXTS = [
    "Frage;Antwort;falsch\nWie heißt die größte Stadt Österreichs?;Wien;Köln\nWas kostet das Öl?;3,50 €;10 €",
    "Question;Réponse\nQuelle est la capitale de l’Éthiopie ?;Addis-Abeba",
    "pregunta;respuesta\n¿Cuál es la capital de España?;Madrid\n¿Qué año?;1936",
    "pergunta;resposta\nQual é a capital de São Tomé?;São Tomé\nAção;maçã",
    "Вопрос;Ответ;вариант\nСтолица Франции?;Париж;Лион",
    "Вопрос;Ответ\nСравните «да» и «нет» — что?;№ 5",
    "question;answer\nCapital of Russia?;Москва",
    "question;answer\nHe said “yes” – it’s fine;x",
    "question;answer\nPrice?;£5",
    "question;answer\nIt boils at?;100 °C",
    "question;answer\ncafé?;x",
]
CASES = [
    (text, name)
    for text in TEXTS
    for name in ("cp1252", "cp1251", "mac_roman", "koi8_r")
    if text.encode(name, "ignore").decode(name) == text
]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_the_encoding_is_found_that_gives_the_text(text: str, name: str) -> None:
    content = text.encode(name)
    assert content.decode(likely_encoding(content)) == text


def test_the_likely_encoding_of_a_table_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(TEXTS[0].encode("cp1252"))
    with pytest.raises(ContentError) as refused:
        import_banks([path], tmp_path / "t.yaml")
    assert "this is not UTF-8" in str(refused.value)
    assert "--encoding cp1252" in str(refused.value)
    import_banks([path], tmp_path / "t.yaml", encoding="cp1252")
    assert "Wie heißt die größte Stadt Österreichs?" in (tmp_path / "t.yaml").read_text(encoding="utf-8")


def test_xml_in_two_bytes_a_character_is_named_so(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16-le"?><quiz><question type="truefalse"/></quiz>'
    path = tmp_path / "quiz.xml"
    path.write_bytes(text.encode("utf-16-le"))
    with pytest.raises(ContentError) as refused:
        import_banks([path], tmp_path / "t.yaml", format="moodle-xml")
    assert "--encoding utf-16-le" in str(refused.value)


def test_lines_in_utf_8_say_nothing_of_the_others() -> None:
    typed = "He said “yes” – it’s fine.\n".encode() * 20_000
    assert likely_encoding(typed + "Wie heißt die größte Stadt Österreichs?".encode("cp1252")) == "cp1252"
    assert likely_encoding("It’s ".encode() + "Münchens größte Brücke".encode("cp1252")) == "cp1252"


def test_a_line_in_two_encodings_is_read_in_both() -> None:
    content = "„Größe“ — ".encode() + "größer".encode("cp1252")
    assert decode(content, "a.txt", "cp1252") == "„Größe“ — größer"
