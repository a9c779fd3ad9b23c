"""Spreadsheets of classroom games, of learning platforms, and of one's own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from hostile import HOSTILE
from imported import bank, choice, guessed, items, lost, read

from quizgen.errors import ContentError
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import matching, open_answer, option, ordering
from quizgen.importers.imported import BankLoss, GappedText, ImportedBody, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.importers.spreadsheet_damage import WHAT
from quizgen.importers.unrecognised import advice_on
from quizgen.model.body import ChooseOne, ChooseSeveral, Number, ShortText, TrueFalse, answer_in_words

BOTH = ChooseSeveral((option("2", True), option("4"), option("3", True)))


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in f'{delimiter}"\n') else text

    return "".join(delimiter.join(map(cell, row)) + "\r\n" for row in rows)


KAHOOT = ["", "Question - max 120 characters", *(f"Answer {n} - max 75 characters" for n in range(1, 5))]
KAHOOT += ["Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one"]
BLOOKET = ["Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)", "Answer 4\n(Optional)"]
BLOOKET += ["Time Limit (sec)\n(Max: 300 seconds)", "Correct Answer(s)\n(Only include Answer #)"]
WAYGROUND = ["Question Text", "Question Type", *(f"Option {n}" for n in range(1, 6)), "Correct Answer"]
WAYGROUND += ["Time in seconds", "Image Link", "Answer explanation"]


def test_kahoot(tmp_path: Path) -> None:
    rows = [["Quiz template"], *[[""]] * 6, KAHOOT]
    rows += [
        ["1", "Which are prime?", "2", "4", "3", "", "60", "1,3"],
        ["2", "Fire is hot.", "True", "False", "", "", "", "1"],
    ]
    prime, hot = items(bank(tmp_path, "k.xlsx", workbook(rows)), "kahoot")
    assert (prime.stem, prime.body, prime.line, lost(prime)) == ("Which are prime?", BOTH, 9, ["time limit"])
    assert (hot.body, lost(hot)) == (TrueFalse(True), [])


def test_blooket(tmp_path: Path) -> None:
    rows = [["Blooket\nImport Template"], BLOOKET, ["1", 'Say "hi", please', "4", "2", "8", "", "20", "2"], ["2"]]
    (item,) = items(bank(tmp_path, "b.csv", table(rows)), "blooket")
    assert (item.stem, item.body) == ('Say "hi", please', ChooseOne((option("4"), option("2", True), option("8"))))


def test_gimkit(tmp_path: Path) -> None:
    head = ["Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2\n(Optional)", "Incorrect Answer 3"]
    rows = [["Gimkit Spreadsheet Import Template"], head, ["1 + 1?", "2", "3", "", "4"], ["Type it", "yes", "", "", ""]]
    chosen, typed = items(bank(tmp_path, "g.csv", table(rows)), "gimkit")
    assert (chosen.body, typed.body) == (choice("3", "4", right="2"), ShortText("yes"))


def test_wayground(tmp_path: Path) -> None:
    rows = [WAYGROUND, ["Text of the question\n\n(required)", *["(optional)"] * 10]]
    rows += [["Prime?", "Checkbox", "2", "4", "3", "", "", "1,3", "30", "", "Only 1 and itself"]]
    rows += [["_ is blue", "Fill-in-the-Blank", "sky", "the sky", "", "", "", "", "60", "http://x/y.png", ""]]
    rows += [["Why?", "Open-Ended", "", "", "", "", "", "", "30", "", ""]]
    result = read(bank(tmp_path, "w.xlsx", workbook(rows)), "wayground")
    prime, blue, why = (entry for entry in result if isinstance(entry, ImportedQuestion))
    assert (prime.body, prime.feedback, lost(prime)) == (BOTH, "Only 1 and itself", [])
    assert (blue.body, lost(blue)) == (ShortText("sky", ("the sky",)), ["time limit", "picture"])
    assert (why.stem, why.body) == ("Why?", open_answer())


OWN: list[tuple[list[str], list[str], ImportedBody]] = [
    (
        ["Question", "A", "B", "C", "Correct"],
        ["?", "x", "y", "z", "B"],
        ChooseOne((option("x"), option("y", True), option("z"))),
    ),
    (["question", "option 1", "option_2", "correct answer"], ["?", "x", "y", "x"], choice("y", right="x")),
    (["Вопрос", "Правильный ответ", "distractor 1"], ["?", "да", "нет"], choice("нет", right="да")),
    (["Prompt", "Answer"], ["?", "forty-two"], ShortText("forty-two")),
    (["Stem", "Key"], ["Fire is hot.", "TRUE"], TrueFalse(True)),
    (["Question", "Choice A", "Choice B", "Choice C", "Answer"], ["?", "2", "4", "3", "1;3"], BOTH),
]


@pytest.mark.parametrize(("head", "row", "body"), OWN)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_ones_own(
    head: list[str], row: list[str], body: ImportedBody, delimiter: str, tmp_path: Path
) -> None:
    example_bank = bank(tmp_path, "t.csv", table([head, row], delimiter))
    (item,) = items(example_bank, "table")
    assert (item.body, item.line) == (body, 2)


ASKED = ChooseOne((option("Paris", True), option("Lyon"), option("Nice")))
LISTED = ChooseOne((option("Lyon"), option("Nice"), option("Paris", True)))
IN_EIGHT_LANGUAGES = [
    ["Question", "Answer", "Wrong answer", "Wrong answer"],
    ["Вопрос", "Правильный ответ", "неверный ответ 1", "неверный ответ 2"],
    ["Сұрақ", "Жауап", "қате жауап", "қате жауап"],
    ["Sual", "Düzgün cavab", "səhv cavab", "səhv cavab"],
    ["Pregunta", "Respuesta correcta", "incorrecta", "incorrecta"],
    ["Question", "Bonne réponse", "mauvaise réponse", "mauvaise réponse"],
    ["Frage", "Antwort", "falsch", "falsch 2"],
    ["Pergunta", "Resposta", "resposta errada", "resposta errada"],
]


@pytest.mark.parametrize("head", IN_EIGHT_LANGUAGES, ids=lambda head: head[0] + head[1])
def test_headings_in_eight_languages(head: list[str], tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "t.csv", table([head, ["?", "Paris", "Lyon", "Nice"]], ";")), "table")
    assert item.body == ASKED


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Correct option", "Wrong option"),
        ("Правильный вариант", "Неверный вариант"),
        ("Дұрыс нұсқа", "Қате нұсқа"),
        ("Düzgün variant", "Səhv variant"),
        ("Opción correcta", "Opción incorrecta"),
        ("Bonne proposition", "Mauvaise proposition"),
        ("Richtige Option", "Falsche Option"),
        ("Opção Correta", "Opção Errada"),
    ],
)
def test_options_that_are_called_right_or_wrong(right: str, wrong: str, tmp_path: Path) -> None:
    head = ["Questão", "question", right, f"{wrong} 1", f"{wrong} 2"]
    (item,) = items(bank(tmp_path, "t.csv", table([head, ["7", "?", "Paris", "Lyon", "Nice"]])), "table")
    assert (item.stem, item.body) == ("?", ASKED)


@pytest.mark.parametrize(
    "heading", ["option", "вариант", "нұсқа", "variant", "opción", "choix", "Antwortmöglichkeit", "opção"]
)
def test_headings_that_are_repeated_are_all_read(heading: str, tmp_path: Path) -> None:
    head = ["question", "answer", heading, heading, heading]
    (item,) = items(bank(tmp_path, "t.csv", table([head, ["?", "Paris", "Lyon", "Nice", "Paris"]])), "table")
    assert item.body == LISTED


@pytest.mark.parametrize("heading", ["choices", "options", "варианты", "opciones", "Optionen", "option"])
@pytest.mark.parametrize(
    "cell",
    [
        "Lyon; Nice; Paris",
        "Lyon;Nice;Paris",
        "Lyon|Nice|Paris",
        "Lyon\nNice\nParis",
        "Lyon, Nice, Paris",
        "A) Lyon; B) Nice; C) Paris",
    ],
)
def test_a_cell_that_lists_the_options(heading: str, cell: str, tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "t.csv", table([["question", "answer", heading], ["?", "Paris", cell]])), "table")
    assert item.body == LISTED


def of_banks(entries: Sequence[object]) -> list[BankLoss]:
    return [entry for entry in entries if isinstance(entry, BankLoss)]


def test_columns_and_sheets_that_are_not_read_are_reported(tmp_path: Path) -> None:
    rows = [["No.", "question", "answer", "Quelle", "", "seen"], ["1", "?", "x", "p. 3", "y", ""]]
    (loss,) = of_banks(read(bank(tmp_path, "t.csv", table(rows)), "table"))
    assert (loss.what, loss.why) == (
        "columns that are not read",
        "nothing is known by these headings: Quelle, column 5",
    )
    book = openpyxl.Workbook()
    book.active.append(["question", "answer"])
    book.active.append(["?", "x"])
    book.create_sheet("Empty")
    book.create_sheet("More").append(["question"])
    book.save(tmp_path / "t.xlsx")
    (loss,) = of_banks(read(BankFile(tmp_path / "t.xlsx"), "table"))
    assert (loss.what, loss.why) == ("sheets that are not read", "only the first is: More")


def test_merged_cells_and_formulas_without_results(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = [
        ["Topic", "Question", "Answer", "Wrong"],
        ["Light", "A?", "x", "=1+1"],
        [None, "B?", "y"],
        ["Sound", "C?", "z"],
    ]
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "t.xlsx")
    found = read(BankFile(tmp_path / "t.xlsx"), "table")
    assert [entry.section for entry in found if isinstance(entry, ImportedQuestion)] == ["Light", "Light", "Sound"]
    (loss,) = of_banks(found)
    assert (loss.what, loss.why[:3]) == ("formulas without results", "D2:")


@pytest.mark.parametrize(
    "cell", ["2-Jan", "02. Jan", "02.янв", "1.23E+15", "1,23E+15", "####", "#REF!", "1234567890123450"]
)
def test_what_a_spreadsheet_did_to_a_cell_is_reported(cell: str, tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "t.csv", table([["question", "answer"], ["?", cell]])), "table")
    assert lost(item) == [WHAT]


@pytest.mark.parametrize("cell", ["1/2", "May 20", "2 January", "1 May", "12:30", "#1", "E+15", "2024", "100000"])
def test_what_people_write_is_no_damage(cell: str, tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "t.csv", table([["question", "answer"], ["?", cell]])), "table")
    assert lost(item) == []


def test_zeros_that_codes_have_lost_are_reported(tmp_path: Path) -> None:
    rows = [["question", "answer"], *(["?", code] for code in ("60311", "10115", "1067", "80331"))]
    assert [lost(item) for item in items(bank(tmp_path, "t.csv", table(rows)), "table")] == [[], [], [WHAT], []]


def test_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["question", "answer", "wrong", "wrong"])
    book.active.append(["?", 0.5, 0.25, time(16, 9)])
    book.active["B2"].number_format = book.active["C2"].number_format = "0%"
    book.active["D2"].number_format = "h:mm"
    book.save(tmp_path / "t.xlsx")
    (item,) = items(BankFile(tmp_path / "t.xlsx"), "table")
    assert (item.body, lost(item)) == (choice("25%", "16:09", right="50%"), [WHAT])


@pytest.mark.parametrize(
    ("key", "right", "message"),
    [
        ("2", "green", ""),
        ("b", "green", ""),
        ("green", "green", ""),
        ("Green", "green", ""),
        (2, "green", ""),
        (2.1, "", "its key 2.1 is one number"),
        (date(2024, 2, 1), "", "is a date"),
        ("4", "", "'4' is not one of its options"),
        ("", "", "no option is said to be right"),
        ("blue", "", "'blue' is not one of its options"),
    ],
)
def test_keys_as_numbers_letters_or_words(key: object, right: str, message: str, tmp_path: Path) -> None:
    rows = [KAHOOT, ["1", "Which?", "red", "green", "", "", 20, key]]
    (result,) = read(bank(tmp_path, "k.xlsx", workbook(rows)), "kahoot")
    if isinstance(result, RejectedQuestion):
        assert message and message in result.message
    else:
        assert isinstance(result, ImportedQuestion)
        assert answer_in_words(result.body) == right


def test_more_columns(tmp_path: Path) -> None:
    head = ["ID", "Question", "Answer", "Explanation", "Topic", "Tags", "Difficulty"]
    rows = [head, ["q7", "?", "x", "so", "Light", "a; b", "3"], ["q8", "", "x"], ["q9", "no answer", ""]]
    item, without_question, refused = read(bank(tmp_path, "t.xlsx", workbook(rows)), "table")
    assert isinstance(item, ImportedQuestion)
    told = (item.ident, item.feedback, item.section, item.tags, item.difficulty)
    assert told == ("q7", "so", "Light", ("a", "b"), 3)
    assert isinstance(without_question, RejectedQuestion)
    assert (without_question.line, without_question.column, without_question.message) == (3, 2, "it has no question")
    assert isinstance(refused, RejectedQuestion)
    assert (refused.line, refused.column, refused.message) == (4, 3, "it has no right answer")


def test_an_answer_that_is_no_option_is_reported_where_it_is(tmp_path: Path) -> None:
    """It is no option more, and the remedy works in each way that it names."""
    head, row = ["question", "option 1", "option 2", "correct answer"], ["?", "Lyon", "Nice", "Pariss"]
    (refused,) = read(bank(tmp_path, "t.csv", table([head, row])), "table")
    assert isinstance(refused, RejectedQuestion)
    assert (refused.line, refused.column, refused.message) == (2, 4, "'Pariss' is not one of its options")
    assert refused.hint == (
        "write the words of one there, or its letter or number: 1, 2, or, if the options are only the wrong ones, "
        "call their columns  wrong"
    )
    for answer in ("Lyon", "1", "a"):
        (item,) = items(bank(tmp_path, "t.csv", table([head, [*row[:3], answer]])), "table")
        assert item.body == ChooseOne((option("Lyon", True), option("Nice")))
    (item,) = items(bank(tmp_path, "t.csv", table([["question", "wrong", "wrong", "correct answer"], row])), "table")
    assert item.body == choice("Lyon", "Nice", right="Pariss")


@pytest.mark.parametrize(
    ("others", "right"), [(["Nice", "Lyon"], "2"), (["1", "2"], "3"), (["b)", "Option 1"], "3"), ([], "2")]
)
def test_a_key_with_two_readings_is_read_as_the_other_rows_are(others: list[str], right: str, tmp_path: Path) -> None:
    rows = [["Which?", "Lyon", "Nice", "Paris", answer] for answer in others]
    rows = [["question", "option", "option", "option", "answer"], *rows, ["1 + 1?", "2", "3", "4", "2"]]
    *_, item = items(bank(tmp_path, "t.csv", table(rows)), "table")
    assert answer_in_words(item.body) == right
    assert lost(item) == ["certainty about the right answer"]


def test_options_and_wrong_answers_are_all_kept(tmp_path: Path) -> None:
    rows = [["question", "A", "B", "wrong", "answer", "accept"], ["?", "x", "y", "z", "B", "why"]]
    (item,) = items(bank(tmp_path, "t.csv", table(rows)), "table")
    assert item.body == ChooseOne((option("x"), option("y", True), option("z")))
    assert lost(item) == ["accept"]


@pytest.mark.parametrize(
    "head", [["Question", *["Answer"] * 3, "Correct"], ["Вопрос", *["Ответ"] * 3, "Правильный ответ"]]
)
def test_answers_beside_a_right_one_are_the_options(head: list[str], tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "t.csv", table([head, ["?", "Lyon", "Nice", "Paris", "3"]])), "table")
    assert item.body == LISTED


@pytest.mark.parametrize(
    ("head", "row", "body"),
    [
        (["Question", "1", "2", "3", "Correct"], ["?", "Lyon", "Nice", "Paris", "3"], LISTED),
        (["question", "correct_answer", "incorrect_answers"], ["?", "Paris", "['Lyon', \"Nice\"]"], ASKED),
        (["question", "options", "answer"], ["?", '["Lyon", "Nice", "Paris"]', "C"], LISTED),
        (["question", "options", "answer"], ["?", "Lyon / Nice / Paris", "paris."], LISTED),
        (["question", "options", "answer"], ["?", "1) Lyon\n2) Nice\n3) Paris", "3) Paris"], LISTED),
        (["question", "A", "B", "C", "answer"], ["?", "A. Lyon", "B. Nice", "C. Paris", "c"], LISTED),
    ],
)
def test_options_as_programs_list_them(head: list[str], row: list[str], body: ImportedBody, tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "t.csv", table([head, row])), "table")
    assert item.body == body


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "t.csv",
            "Question,Option A\n?,x\n",
            "no column has a heading for a right answer ('Question, Option A')",
        ),
        ("u.csv", "Answers,Questions\n,\n", "it is a table of your own: write  --format table"),
        ("t.csv", "Who?,Bob\n", "no column has a heading for a question or a right answer ('Who?, Bob')"),
        ("t.json", '[{"question": "Who?"}]', "it is JSON, and not quizgen's own questions.json: save it as a table"),
        ("t.csv", "#separator:tab\nfront\tback\tmore\n", "it is Anki's text: export the deck from Anki as .apkg"),
        ("t.tex", "\\begin{questions}\n\\question Who?\n", "it is LaTeX: write it as Aiken, GIFT or a table"),
        ("t.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "it is a file of an older Office, or has a password"),
        ("t.xlsx", workbook([["how to use it"]]), "no column has a heading for a question or a right answer"),
        ("t.html", "<!DOCTYPE html><p>Who?</p>", "it is a web page: export the questions from the program"),
    ],
)
def test_a_file_that_no_format_knows_says_what_it_is(
    name: str, content: str | bytes, words: str, tmp_path: Path
) -> None:
    file = bank(tmp_path, name, content)
    assert guessed(file) == ("table" if name == "u.csv" else "")
    assert advice_on(file).startswith(words)


@pytest.mark.parametrize("row", ['First?,"Bob', '"First?,Bob'])
def test_a_quotation_mark_that_is_not_closed_takes_in_no_rows(row: str, tmp_path: Path) -> None:
    file = bank(tmp_path, "t.csv", f"question,answer\nZero?,0\n{row}\nSecond?,Ann\n")
    with pytest.raises(ContentError) as refused:
        read(file, "table")
    assert "t.csv:A3: error[unreadable-file] a quotation mark" in str(refused.value)
    assert len(items(bank(tmp_path, "u.csv", 'question,answer\n"Who" said?,"a\nb"\nSay "hi",c\n'), "table")) == 2


def test_blackboards_quotation_marks_are_those_of_a_sheet_or_of_the_text(tmp_path: Path) -> None:
    """A spreadsheet quotes every cell that has a comma or a quotation mark."""
    typed = bank(tmp_path, "b.txt", 'FIB\tWho says so?\t"they"\ta, b\n')
    saved = bank(tmp_path, "s.txt", 'FIB\tWho says so?\t"""they"""\t"a, b"\n')
    for given in (typed, saved):
        (item,) = items(given, "blackboard")
        assert item.body == ShortText('"they"', ("a, b",))


BLACKBOARD: list[tuple[str, str, ImportedBody]] = [
    ("MC\t1 + 1?\t2\tcorrect\t3\tincorrect", "1 + 1?", choice("3", right="2")),
    ("MA\tPrime?\t2\tCorrect\t4\tIncorrect\t3\tCorrect", "Prime?", BOTH),
    ("TF\tFire is hot.\ttrue", "Fire is hot.", TrueFalse(True)),
    ("FIB\tType it\tyes\tyeah", "Type it", ShortText("yes", ("yeah",))),
    ("NUM\tHow many?\t3,5\t0.1", "How many?", Number("3.5", "3.5", tolerance="0.1")),
    ("MAT\tMatch\ta\t1\tb\t2", "Match", matching((("a", "1"), ("b", "2")))),
    ("ORD\tOrder\tfirst\tsecond", "Order", ordering(("first", "second"))),
    (
        "FIB_PLUS\t[a] is [b]!\ta\tGrass\tLawn\t\tb\tgreen",
        "",
        GappedText((TextGap("Grass", ("Lawn",)), " is ", TextGap("green"), "!")),
    ),
]


def test_blackboard(tmp_path: Path) -> None:
    lines = "\n".join(line for line, _, _ in BLACKBOARD)
    result = read(bank(tmp_path, "b.txt", f"{lines}\nESS\tWhy?\tBecause\nXX\tWhat?\n"), "blackboard")
    assert [(entry.stem, entry.body) for entry in result if isinstance(entry, ImportedQuestion)] == [
        *((s, b) for _, s, b in BLACKBOARD),
        ("Why?", open_answer("Because")),
    ]
    assert [entry.line for entry in result if isinstance(entry, RejectedQuestion)] == [len(BLACKBOARD) + 2]


BRIGHTSPACE = """\
//MULTIPLE CHOICE QUESTION TYPE,,,,
NewQuestion,MC,,,
ID,q-1,,,
Title,A title,,,
QuestionText,<b>1</b> + 1?,HTML,,
Points,2,,,
Difficulty,1,,,
Option,100,2,,Yes
Option,0,"3, or so",,
Hint,Count,,,
Feedback,It is two,,,
NewQuestion,TF
QuestionText,Fire is hot.
TRUE,100,Ouch
FALSE,0
NewQuestion,MS
QuestionText,Prime?
Scoring,RightAnswers
Option,1,2,,
Option,0,4,,
Option,1,3,,
NewQuestion,SA
QuestionText,Type it
Answer,100,yes
Answer,50,maybe
NewQuestion,M
QuestionText,Match
Choice,1,a
Choice,2,b
Match,1,one
Match,2,two
NewQuestion,O
QuestionText,Order
Item,first
Item,second
NewQuestion,WR
QuestionText,Why?
"""


def test_brightspace(tmp_path: Path) -> None:
    result = read(bank(tmp_path, "d2l.csv", "\ufeff" + BRIGHTSPACE), "brightspace")
    held = [entry for entry in result if isinstance(entry, ImportedQuestion)]
    assert [each.body for each in held] == [
        ChooseOne((option("2", True, "Yes"), option("3, or so"))),
        TrueFalse(True),
        BOTH,
        ShortText("yes"),
        matching((("a", "one"), ("b", "two"))),
        ordering(("first", "second")),
        open_answer(),
    ]
    first = held[0]
    assert (first.stem, first.ident, first.label, first.feedback) == ("1 + 1?", "q-1", "A title", "It is two")
    assert lost(first) == ["style (bold, italics, colour, …)", "points", "hint"]
    assert held[1].feedback == "Ouch"
    assert lost(held[3]) == ["partial credit"]
    assert [entry for entry in result if isinstance(entry, RejectedQuestion)] == []


def test_any_text_comes_through(tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if not text.startswith("=")]  # of which openpyxl makes a formula
    rows = [KAHOOT, *(["1", text, text, "no", "", "", "20", "1"] for text in texts)]
    for name, given in (("k.csv", table(rows).encode()), ("k.xlsx", workbook(rows))):
        entries = items(bank(tmp_path, name, given), "kahoot")
        assert [(item.stem, item.body) for item in entries] == [(text, choice("no", right=text)) for text in texts]


def test_other_files_are_not_taken_for_tables(tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", "Just a text.\nNothing else."),
        ("b.csv", "a,b\n1,2\n"),
        ("c.html", "<p>question,answer</p>"),
    ):
        assert guessed(bank(tmp_path, name, text)) == ""
