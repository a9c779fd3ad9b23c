"""What teachers do in spreadsheets, row by row: the answers that they get are tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from conftest import written
from sheets import HEAD, csv_file, read, read_clean, workbook

from quizgen.build.content import read_content
from quizgen.errors import in_order
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

FACT = ["f", "It is {so}."]
COMMA = "if this is the rest of a text with a comma, put quotation marks around that text"


def test_rows_without_ids_get_ids_of_their_words(tmp_path: Path) -> None:
    rows = [
        *HEAD,
        ["id", "statement"],
        ["a", "It is {so}."],
        ["", "Kepler died in {1630}."],
        ["", "Kepler died in {1630}."],
    ]
    collection, (problem,) = read(csv_file(tmp_path / "t.csv", rows))
    assert [fact.id for fact in collection.facts] == ["a", "kepler-died-in-1630", "kepler-died-in-1630-2"]
    assert (problem.rule, problem.level, problem.cell) == ("made-id", "warning", "A6")
    assert "2 rows have no id (A6, A7)" in problem.message and "quizgen check --write" in problem.hint


def test_ids_can_be_left_out_altogether(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "Моя тема.csv", [["Statement", "Quote"], ["Кеплер — {астроном}.", "q"]])
    collection, problems = read(path)
    assert (collection.source.id, collection.source.title) == ("моя-тема", "Моя тема")
    assert collection.facts[0].id == "кеплер-астроном"
    assert [(problem.rule, problem.level) for problem in problems] == [
        ("missing-key", "warning"),
        ("made-id", "warning"),
    ]


def test_another_statement_under_the_same_id_is_another_fact(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement", "ask"], ["a", "It is {so}.", "Is it?"], ["a", "It was {thus}.", "Was it?"]]
    _, (problem,) = read(csv_file(tmp_path / "t.csv", rows))
    assert (problem.rule, problem.cell) == ("duplicate-id", "A6")


def test_a_misspelt_statement_is_the_only_problem_of_its_sheet(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statment", "ask"], ["a", "It is {so}.", "Is it?"], ["b", "It was {thus}.", "Was it?"]]
    (problem,) = in_order(load_collection(csv_file(tmp_path / "t.csv", rows))[1])
    assert (problem.rule, problem.cell) == ("sheet", "B4")
    assert "did you mean 'statement'?" in problem.hint


@pytest.mark.parametrize(
    ("row", "cell"), [('b,"It was {thus}.', "B5"), ('b,It was {thus}.,"a" and "b"', "A5"), ('b,"a"",c', "B5")]
)
def test_a_stray_quotation_mark_is_reported_with_its_row(tmp_path: Path, row: str, cell: str) -> None:
    head = "source.title,T\n\nid,statement,ask\na,It is {so}.,\n"
    (tmp_path / "t.csv").write_text(f'{head}{row}\nc,"It, is {{so}}.",\n')
    (problem,) = in_order(load_collection(tmp_path / "t.csv")[1])
    assert (problem.rule, problem.cell) == ("sheet", cell)


def test_a_slot_in_a_row_of_its_own_may_repeat_the_statement(tmp_path: Path) -> None:
    head = ["id", "statement", "slot", "value"]
    rows = [*HEAD, head, ["f", "{a} and {b}", "a", "1"], ["f", "{a} and {b}", "b", "2"], ["", "{a} and {b}", "", ""]]
    fact = read(csv_file(tmp_path / "t.csv", rows[:-1]))[0].facts[0]
    assert [slot.value for slot in fact.slots] == ["1", "2"]


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("20; 40; 50", ("20", "40", "50")),
        ("20, 40, 50", ("20", "40", "50")),
        ("20,40,50", ("20", "40", "50")),
        ("20\n40\n50", ("20", "40", "50")),
        ("• 20\n• 40", ("20", "40")),
        ("1) 20\n2) 40", ("20", "40")),
        ("- Mars\n- Venus", ("Mars", "Venus")),
        ("Paris, France; Rome, Italy", ("Paris, France", "Rome, Italy")),
        ("1,000, 2,000", ("1,000", "2,000")),
        ("1,000", ("1,000",)),
        ("a\\; b; c", ("a; b", "c")),
        ("20;\n40;", ("20", "40")),
    ],
)
def test_wrong_options_in_one_cell(tmp_path: Path, cell: str, options: tuple[str, ...]) -> None:
    rows = [*HEAD, ["id", "statement", "distractors"], ["f", "He was {30} years old.", cell]]
    (fact,) = read_clean(csv_file(tmp_path / "t.csv", rows)).facts
    assert fact.slots[0].distractors == options


def test_half_of_a_name_with_a_comma_is_no_answer(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement", "accept"], ["f", "It is {so}.", "Paris, France"]]
    assert read_clean(csv_file(tmp_path / "t.csv", rows)).facts[0].slots[0].accept == ("Paris, France",)


@pytest.mark.parametrize(
    ("statement", "answer", "shown"),
    [
        ("Kepler died in 1630.", "1630", "1630"),
        ("Kepler died in {1630}.", "1630", "1630"),
        ("Kepler died in {year}.", "1630", "1630"),
    ],
)
def test_an_answer_in_a_column_of_its_own(tmp_path: Path, statement: str, answer: str, shown: str) -> None:
    rows = [*HEAD, ["id", "Statement", "Answer"], ["f", statement, answer]]
    (fact,) = read_clean(csv_file(tmp_path / "t.csv", rows)).facts
    assert [slot.shown for slot in fact.slots] == [shown]


@pytest.mark.parametrize(
    ("statement", "answer", "words"),
    [
        ("Kepler died in 1630.", "Galilei", "'Galilei'"),
        ("He was 16 of 16.", "16", "'16'"),
        ("{a} and {b}", "1", "nothing says which of the 2 answers in B5 '1' is"),
    ],
)
def test_an_answer_that_has_no_place_is_reported(tmp_path: Path, statement: str, answer: str, words: str) -> None:
    rows = [*HEAD, ["id", "statement", "answer"], ["f", statement, answer]]
    problems = read(csv_file(tmp_path / "t.csv", rows))[1]
    assert [problem.cell for problem in problems if words in problem.message] == ["C5"]


def test_cells_are_read_as_shown_and_dates_keep_their_value(tmp_path: Path) -> None:
    head = ["id", "statement", "slot", "value", "type"]
    facts = [
        ["share", "The share is {p}.", "p", (0.5, "0%"), "percent"],
        ["n", "{n}", "n", (1234.5, "#,##0.0"), ""],
        ["day", "It was on {d}.", "d", (date(2026, 9, 1), "d mmmm yyyy"), "date"],
    ]
    slots = [fact.slots[0] for fact in read_clean(workbook(tmp_path / "t.xlsx", Facts=[*HEAD, head, *facts])).facts]
    assert [(slot.value, slot.shown) for slot in slots] == [
        ("50%", "50%"),
        ("1,234.5", "1,234.5"),
        ("2026-09-01", "1 September 2026"),
    ]


def test_facts_on_any_sheet_are_read_and_problems_name_the_sheet(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx",
        Read=[["Fill in the next sheet"]],
        Article=[["Title", "On Bridges"], ["Author", "An Author"]],
        Facts=[["id", "statement", "difficulty"], ["a", "It is {so}.", 9]],
        More=[["id", "statement"], ["b", "That is {so}."]],
    )
    collection, (problem,) = read(path)
    assert (collection.source.id, collection.source.title, [fact.id for fact in collection.facts]) == (
        "t",
        "On Bridges",
        ["b"],
    )
    assert problem.where.endswith("t.xlsx:Facts!C2")


def test_errors_and_formulas_without_results_are_reported(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx", Facts=[*HEAD, ["id", "statement", "ask"], ["f", "It is {so}.", "=A1&A2"], ["g", "#N/A"]]
    )
    problems = load_collection(path)[1]
    messages = [problem.message for problem in problems]
    assert "C5 has a formula, and the file does not have its result" in messages
    assert "B6 shows the error #N/A" in messages


def test_merged_cells_speak_for_the_facts_beside_them_and_hidden_rows_are_mentioned(tmp_path: Path) -> None:
    rows = [
        *HEAD,
        ["section", "id", "statement"],
        ["One", "a", "It is {so}."],
        ["", "b", "That is {so}."],
        ["", "c", "{x}"],
    ]
    path = workbook(tmp_path / "t.xlsx", Facts=rows)
    book = openpyxl.load_workbook(path)
    book["Facts"].merge_cells("A5:A6")
    book["Facts"].row_dimensions[6].hidden = True
    book.save(path)
    collection, (problem,) = read(path)
    assert [fact.section for fact in collection.facts] == ["One", "One", ""]
    assert (problem.level, problem.cell) == ("info", "A6")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_unicode_csv_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["Название", "О мостах"], ["Утверждение", "Цитата"], ["Мост построен, {давно}; очень.", "мост"]]
    collection, _ = read(csv_file(tmp_path / "t.csv", rows, delimiter, encoding))
    assert (collection.source.title, collection.facts[0].slots[0].value) == ("О мостах", "давно")


def test_another_encoding_is_refused_with_what_to_do_in_a_spreadsheet(tmp_path: Path) -> None:
    (problem,) = load_collection(
        csv_file(tmp_path / "t.csv", [*HEAD, ["id", "statement"], ["f", "{é}"]], ";", "cp1252")
    )[1]
    assert "save it as .xlsx" in problem.hint


def test_the_line_that_names_the_separator_is_not_counted(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "t.csv", [*HEAD, ["id", "statement", "difficulty"], ["f", "It is {so}.", "9"]], ";")
    path.write_bytes(b"sep=;\r\n" + path.read_bytes())
    (problem,) = load_collection(path)[1]
    assert problem.at is not None and "C5" in str(read(path)[1][0].where)


def test_remedies_speak_of_cells(tmp_path: Path) -> None:
    head = ["id", "statement", "stance", "by", "difficulty", "entity", "slot", "type"]
    rows = [
        *HEAD,
        head,
        ["a", "It is {so}.", "opinion"],
        ["b", "", "", "Ann"],
        ["c", "{x} {y}", "", "", "", "nobody", "x"],
        ["d", "{x} {y}"],
        ["e", "{so}", "asserted", "Ann"],
        ["a", "Again {so}."],
    ]
    hints = [
        f"{problem.where.partition(':')[2]} {problem.message} → {problem.hint}"
        for problem in read(csv_file(tmp_path / "t.csv", rows))[1]
    ]
    for hint in hints:
        assert "{entity" not in hint and "slots" not in hint and " line" not in hint, hint
    assert any("write author into D5 (the column by) or @ and the id of an entity" in hint for hint in hints), hints
    assert any("fill in B6 (the column statement)" in hint for hint in hints), hints
    assert any("is taken by the fact in A5" in hint for hint in hints), hints


def test_line_breaks_in_a_cell_are_its_layout(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "t.csv", [*HEAD, ["id", "statement"], ["f", "The bridge\r\nis {old}."]])
    assert str(read_clean(path).facts[0].text()) == "The bridge is old."


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".numbers"])
def test_spreadsheets_of_another_format_are_to_be_saved_again(tmp_path: Path, suffix: str) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\n"
    project = written(tmp_path, {"decks/t.yaml": recipe, f"facts/t{suffix}": "x", "facts/~$t.xlsx": "x"})
    (problem,) = in_order(read_content(project, project.recipes()).problems)
    assert problem.rule == "unknown-collection" and problem.hint.endswith("and save it as t.xlsx")


def test_the_ending_of_a_file_may_be_in_capitals(tmp_path: Path) -> None:
    csv_file(written(tmp_path, {"facts/x": ""}).root / "facts" / "T.CSV", [*HEAD, ["id", "statement"], FACT])
    assert [path.name for path in Project(tmp_path).collections()] == ["T.CSV"]
    assert len(read_clean(tmp_path / "facts" / "T.CSV").facts) == 1


@pytest.mark.parametrize("empty", [[], ["id", "statement"]])
def test_the_headings_may_be_repeated(tmp_path: Path, empty: list[object]) -> None:
    rows = [*HEAD, ["id", "Statement"], FACT, empty, ["ID", "STATEMENT"], ["g", "That is {so}."]]
    assert [fact.id for fact in read_clean(csv_file(tmp_path / "t.csv", rows)).facts] == ["f", "g"]


def test_a_cell_without_a_heading_is_reported_once_for_its_column(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement"], ["# a note", "", "mine"], [*FACT, "lost"], ["g", "That is {so}.", "lost too"]]
    (problem,) = read(csv_file(tmp_path / "t.csv", rows))[1]
    assert (problem.cell, problem.rule, problem.hint) == ("C6", "unread", f"write a heading into C4; {COMMA}")


def test_words_of_a_list_are_read_in_any_case(tmp_path: Path) -> None:
    rows = [*HEAD, ["id", "statement", "type", "status"], ["f", "In {1529}.", "Year", "DRAFT"]]
    (fact,) = read_clean(csv_file(tmp_path / "t.csv", rows)).facts
    assert (fact.slots[0].type, fact.status) == ("year", "draft")


def test_rows_in_single_cells_are_to_be_divided(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('"id,statement,quote"\n"f,It is {so}.,so"\n', encoding="utf-8")
    (problem,) = load_collection(path)[1]
    assert "Text to Columns" in problem.hint


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", b"PK\x03\x04", "ends with .xlsx"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "without a password"),
        ("t.xlsx", b"id,statement\n", "save it again"),
    ],
)
def test_a_file_of_another_format_says_what_to_do(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    (problem,) = load_collection(tmp_path / name)[1]
    assert words in problem.hint


def test_a_name_without_its_word_is_reported_beside_others_and_help_is_not(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx",
        Facts=[*HEAD, ["id", "statement"], FACT],
        Names=[["# entity. and its id", "name"], ["entity.ann", "Ann Smith", "person"], ["ben", "Ben Jones", "person"]],
        Help=[["", "Names", "write them into the sheet Names"], ["First", "fill in the other sheets"]],
    )
    (problem,) = read(path)[1]
    assert (problem.where.rpartition(":")[2], problem.rule) == ("Names!A3", "unread")
    assert "entity. and an id" in problem.hint


def test_raised_and_lowered_figures_in_a_cell_stay_what_they_are(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "t.xlsx")
    sheet = book.add_worksheet()
    for number, row in enumerate([*HEAD, ["id", "statement"], FACT]):
        sheet.write_row(number, 0, row)
    high, low = book.add_format({"font_script": 1}), book.add_format({"font_script": 2})
    sheet.write_rich_string(4, 1, "Light travels {3 × 10", high, "8", " m} a second, and water is H", low, "2", "O.")
    book.close()
    fact = read_clean(tmp_path / "t.xlsx").facts[0]
    assert str(fact.text()) == "Light travels 3 × 10⁸ m a second, and water is H₂O."
