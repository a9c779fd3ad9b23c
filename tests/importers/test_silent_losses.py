"""What banks say and facts cannot hold is reported; what facts can hold is kept."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
from imported import bank, choice, items, lost, read
from pictures import png

from quizgen.commands.import_ import import_banks
from quizgen.importers.bodies import matching, option
from quizgen.importers.collecting import collect
from quizgen.importers.imported import GappedText, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.languages.other_options import is_about_others, names_letters
from quizgen.model.body import ChooseOne

RED, GREEN = png(20, 10), png(10, 20)


def gift(tmp_path: Path, text: str) -> list[ImportedQuestion]:
    return items(bank(tmp_path, "b.gift", text), "gift")


def test_a_number_sign_belongs_to_what_is_matched(tmp_path: Path) -> None:
    languages, notes = gift(
        tmp_path, "::a::Match.{\n=C# -> Microsoft\n=Java -> Sun\n}\n\n::b::Match.{=F# -> F sharp =a -> x#1 =1:2 -> 8}\n"
    )
    assert languages.body == matching([("C#", "Microsoft"), ("Java", "Sun")])
    assert notes.body == matching([("F#", "F sharp"), ("a", "x#1"), ("1:2", "8")])


NEGATIVE = "marks taken off for a wrong answer"


@pytest.mark.parametrize(
    ("answers", "losses"),
    [
        ("{~%-50%Lyon =Paris ~%-50%Nice}", [NEGATIVE]),
        ("{=Paris ~Lyon}", []),
        ("{=Paris =%-50%Lyon}", [NEGATIVE]),
        ("{#=4:0 =%-50%5:0}", [NEGATIVE]),
        ("{#=4:0 =%0%5:0#You counted twice.}", ["feedback for single answers"]),
        ("{#=4:0#Yes.}", []),
        ("{=4#Yes. =five#Also.}", ["feedback for single answers"]),
    ],
)
def test_marks_and_feedback_of_wrong_answers(answers: str, losses: list[str], tmp_path: Path) -> None:
    (item,) = gift(tmp_path, f"Which? {answers}")
    assert lost(item) == losses


def moodle(type: str, inside: str) -> str:
    text = f"<question type='{type}'><name><text>n</text></name><questiontext format='html'><text>Which?</text>"
    return f"<quiz>{text}</questiontext>{inside}</question></quiz>"


def picture_answer(fraction: int, words: str, content: bytes, name: str = "a.png") -> str:
    html = f'<![CDATA[<p>{words}<img src="@@PLUGINFILE@@/{name}" alt=""></p>]]>'
    file = f'<file name="{name}" path="/" encoding="base64">{base64.b64encode(content).decode()}</file>'
    return f"<answer fraction='{fraction}' format='html'><text>{html}</text>{file}</answer>"


def test_options_that_are_pictures_refuse_the_question_by_name(tmp_path: Path) -> None:
    answers = picture_answer(100, "", RED) + picture_answer(0, "", GREEN)
    (refused,) = read(bank(tmp_path, "b.xml", moodle("multichoice", answers)), "moodle-xml")
    assert isinstance(refused, RejectedQuestion)
    assert (refused.label, refused.message) == ("n", "its options are pictures")


def test_each_text_has_its_own_files(tmp_path: Path) -> None:
    """Two files of one name, in two answers: neither takes the other's place, nor becomes the question's picture."""
    answers = picture_answer(100, "red", RED) + picture_answer(0, "green", GREEN)
    (item,) = items(bank(tmp_path, "b.xml", moodle("multichoice", answers)), "moodle-xml")
    assert item.picture is None
    assert [picture.content for picture in item.spare_pictures] == [RED, GREEN]
    assert lost(item) == ["picture in option"]


@pytest.mark.parametrize(
    ("text", "about_others", "by_letter"),
    [
        ("All of these", True, False),
        ("None of the above are true.", True, False),
        ("Ничего из перечисленного", True, False),
        ("Дұрыс жауап жоқ", True, False),
        ("Yuxarıdakıların hamısı", True, False),
        ("Ninguna de las anteriores", True, False),
        ("Toutes ces réponses", True, False),
        ("Keine der Antworten ist richtig", True, False),
        ("Nenhuma das anteriores", True, False),
        ("Both A and B", False, True),
        ("A and C only", False, True),
        ("All bears", False, False),
        ("None but the brave", False, False),
        ("a and b", False, False),
    ],
)
def test_options_about_other_options(text: str, about_others: bool, by_letter: bool) -> None:
    assert (is_about_others(text), names_letters(text)) == (about_others, by_letter)


def options_of(*texts: str) -> tuple[object, object]:
    body = ChooseOne(tuple(option(text, text == texts[0]) for text in texts))
    (fact,) = collect([ImportedQuestion(body, "Which?")], ["a"], "en", "images").facts.values()
    (record,) = fact["questions"]  # type: ignore[union-attr,misc,index]
    return record["options"][-1].get("last"), record.get("ordered")  # type: ignore[index,union-attr,call-overload]


def test_an_option_about_the_others_that_was_last_stays_last() -> None:
    assert options_of("fish", "roots", "All of these") == (True, None)
    assert options_of("All of these", "fish", "roots") == (None, None)
    assert options_of("fish", "roots", "Both A and B") == (None, True)


PAGE = '<p>Colour? <img src="{}" alt="square"/></p>'


def package(files: dict[str, bytes], address: str) -> bytes:
    html = PAGE.format(address).replace("<", "&lt;")
    item = (
        f'<item ident="q"><presentation><material><mattext texttype="text/html">{html}</mattext></material>'
        '<response_lid ident="r" rcardinality="Single"><render_choice>'
        '<response_label ident="a"><material><mattext>red</mattext></material></response_label>'
        '<response_label ident="b"><material><mattext>blue</mattext></material></response_label>'
        "</render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar>"
        '<varequal respident="r">a</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item>'
    )
    quiz = f'<questestinterop><assessment title="T"><section>{item}</section></assessment></questestinterop>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("quiz/quiz.xml", quiz)
        for name, content in files.items():
            file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("address", "files", "found"),
    [
        ("unit9/map.png", {"unit1/map.png": RED}, None),
        ("unit9/map.png", {"map.png": RED}, None),
        ("unit1/map.png", {"unit1/map.png": RED, "unit2/map.png": GREEN}, RED),
        ("unit2/map.png", {"web_resources/unit1/map.png": RED, "web_resources/unit2/map.png": GREEN}, GREEN),
        ("$IMS-CC-FILEBASE$/course/unit2/map.png", {"unit1/map.png": RED, "unit2/map.png": GREEN}, GREEN),
        ("../unit2/Map%20one.PNG?x=1", {"unit1/map one.png": RED, "unit2/map one.png": GREEN}, GREEN),
        ("map.png", {"deep/images/map.png": RED}, RED),
        ("map.png", {"a/map.png": RED, "b/map.png": GREEN}, None),
    ],
)
def test_files_of_packages(address: str, files: dict[str, bytes], found: bytes | None, tmp_path: Path) -> None:
    """A file is found by the end of its path; one that is missing is reported, and none of its name takes its place."""
    (item,) = items(bank(tmp_path, "b.zip", package(files, address)), "qti12")
    assert (item.picture.content if item.picture else None) == found
    assert lost(item) == ([] if found else ["picture"])


def blanks(kind: str, labels: str, stem: str = "Between [x] and more.", right: str = "1") -> str:
    return (
        f'<questestinterop><item ident="i"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type'
        f"</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation>"
        f'<material><mattext texttype="text/html">{stem}</mattext></material><response_lid ident="response_x">'
        f"<material><mattext>x</mattext></material><render_choice>{labels}</render_choice></response_lid></presentation>"
        '<resprocessing><respcondition><conditionvar><varequal respident="response_x">'
        f"{right}</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item></questestinterop>"
    )


def label(number: int, text: str, more: str = "") -> str:
    return f'<response_label ident="{number}" {more}><material><mattext>{text}</mattext></material></response_label>'


@pytest.mark.parametrize(
    ("kind", "more", "gap"),
    [
        ("fill_in_multiple_blanks_question", "", TextGap("Baku", ("the capital",))),
        ("fill_in_multiple_blanks_question", 'answer_type="openEntry"', TextGap("Baku", ("the capital",))),
        ("fill_in_multiple_blanks_question", 'answer_type="dropdown"', TextGap("Baku", wrong=("the capital",))),
        ("fill_in_multiple_blanks_question", 'answer_type="wordbank"', TextGap("Baku", wrong=("the capital",))),
        ("multiple_dropdowns_question", "", TextGap("Baku", wrong=("the capital",))),
    ],
)
def test_what_canvas_lists_for_a_blank(kind: str, more: str, gap: TextGap, tmp_path: Path) -> None:
    text = blanks(kind, label(1, "Baku", more) + label(2, "the capital", more))
    (item,) = items(bank(tmp_path, "b.xml", text), "qti12")
    assert item.body == GappedText(("Between ", gap, " and more."))


def test_the_ends_of_an_order_are_kept(tmp_path: Path) -> None:
    steps = label(1, "egg") + label(2, "hen")
    text = (
        '<questestinterop><item ident="i"><presentation><material><mattext>Order</mattext></material>'
        '<response_lid ident="r" rcardinality="Ordered"><render_extension>'
        '<material position="top"><mattext>youngest</mattext></material>'
        f"<ims_render_object><flow_label>{steps}</flow_label></ims_render_object>"
        '<material position="bottom"><mattext>oldest</mattext></material></render_extension></response_lid>'
        "</presentation>"
        '<resprocessing><respcondition><conditionvar><varequal respident="r">1</varequal>'
        '<varequal respident="r">2</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item>'
        "</questestinterop>"
    )
    (item,) = items(bank(tmp_path, "b.xml", text), "qti12")
    assert item.stem == "Order\nyoungest → oldest"


def test_nothing_was_lost_is_only_said_where_it_is_true(tmp_path: Path) -> None:
    path = tmp_path / "b.gift"
    path.write_text("1 + 1? {=2 ~3}\n\nWhy? {\n")
    done = import_banks([path], tmp_path / "b.yaml")
    assert any("lost: 1 whole question" in line for line in done.lines)
    assert "Nothing was lost" not in (tmp_path / "b.losses.txt").read_text()
    path.write_text("1 + 1? {=2 ~3}\n")
    done = import_banks([path], tmp_path / "b.yaml", force=True)
    assert any("nothing was lost" in line for line in done.lines)


def test_an_option_that_is_right_and_wrong_is_right_once(tmp_path: Path) -> None:
    (item,) = gift(tmp_path, "Which? {=wombat ~wombat ~koala}")
    assert (item.body, lost(item)) == (choice("koala", right="wombat"), ["duplicate option"])
