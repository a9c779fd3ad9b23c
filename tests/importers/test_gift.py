"""GIFT with all its syntax."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hostile import HOSTILE
from imported import bank, choice, items, lost, read

from quizgen.importers.bodies import matching, open_answer, option
from quizgen.importers.imported import GappedText, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.model.body import ChooseOne, ChooseSeveral, Number, ShortText, TrueFalse

CASES = {
    "{=Paris ~Rome ~Oslo}": choice("Rome", "Oslo", right="Paris"),
    "{\n~Rome\n=Paris#Yes!\n~Oslo # No.\n}": ChooseOne(
        (option("Rome"), option("Paris", True, "Yes!"), option("Oslo", False, "No."))
    ),
    "{~%50%a ~%50%b ~%-100%c}": ChooseSeveral((option("a", True), option("b", True), option("c"))),
    "{T}": TrueFalse(True),
    "{FALSE#It is not.}": TrueFalse(False),
    "{Paris}": ShortText("Paris"),
    "{=Paris =City of Light}": ShortText("Paris", ("City of Light",)),
    "{#3:2}": Number("3", "3", tolerance="2"),
    "{#-1.5}": Number("-1.5", "-1.5"),
    "{#1..5}": Number("3", "3", tolerance="2"),
    "{#=1990:0 =%50%1990:5}": Number("1990", "1990"),
    "{=a -> b =c -> d =e -> f}": matching((("a", "b"), ("c", "d"), ("e", "f"))),
    "{=a -> b = -> d}": matching((("a", "b"),), ("d",)),
    "{~a -> b =c -> d}": ChooseOne((option("a -> b"), option("c -> d", True))),
    r"{=C\# ~a\=b ~\{c\} ~d\~e ~f\:g}": choice("a=b", "{c}", "d~e", "f:g", right="C#"),
    r"{=one\ntwo ~\\n}": choice("\\n", right="one\ntwo"),
    "{=<b>bold ~x}": choice("x", right="<b>bold"),
    "{=[html]<b>bold</b> ~[plain]<b>bold</b>}": choice("<b>bold</b>", right="bold"),
}


@pytest.mark.parametrize(("answers", "body"), CASES.items())
def test_answers(answers: str, body: object, tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "b.gift", f"::t:: Question {answers}\n"), "gift")
    assert (item.stem, item.body, item.label) == ("Question", body, "t")


def test_a_title_begins_a_question_without_a_blank_line(tmp_path: Path) -> None:
    text = (
        "::a:: One? {=1 ~2}\n::b:: Two {=2}\nand more.\n::c:: Three {=3 ~4\n::d:: Four?\n{=4 ~5}\n\n::e:: Five? {5}\n"
    )
    first, second, rejected, last = read(bank(tmp_path, "b.gift", text), "gift")
    assert isinstance(rejected, RejectedQuestion) and (rejected.line, rejected.label) == (4, "c")
    titles = [question.label for question in (first, second, last) if isinstance(question, ImportedQuestion)]
    assert titles == ["a", "b", "e"]


def test_what_belongs_to_a_question(tmp_path: Path) -> None:
    text = """\
// A comment
$CATEGORY: $course$/top/Maths/Sums

// question: 12  name: a [id:sum-1] [tag:easy] [tag:a\\]b]
::Sum:: [html]<p>What is <i>1</i> + 1?</p>{
=2
~3#Too much
####[html]One and one are <b>two</b>.
}

::Missing:: The capital {=Paris ~Rome} is old.

He said "{=yes =Yes}".
"""
    one, gap, quote = items(bank(tmp_path, "b.txt", text), "gift")
    assert (one.ident, one.tags, one.section, one.line) == ("sum-1", ("easy", "a]b"), "Maths/Sums", 5)
    assert (one.stem, one.feedback) == ("What is 1 + 1?", "One and one are two.")
    assert lost(one) == ["style (bold, italics, colour, …)"]
    assert gap.stem == "The capital _____ is old."
    assert quote.stem == 'He said "_____".'


def test_one_question_that_fails_loses_no_other(tmp_path: Path) -> None:
    text = "Fine? {T}\n\nNone right {~a ~b}\n\nEssay {}\n\nOnly text\n\nOpen {=a\n\nNo number {#x}\n\nFine? {F}\n"
    result = read(bank(tmp_path, "b.gift", text), "gift")
    assert [type(entry) for entry in result] == [
        ImportedQuestion,
        RejectedQuestion,
        ImportedQuestion,
        RejectedQuestion,
        RejectedQuestion,
        RejectedQuestion,
        ImportedQuestion,
    ]
    assert [entry.line for entry in result if isinstance(entry, RejectedQuestion)] == [3, 7, 9, 11]
    assert isinstance(result[2], ImportedQuestion)
    assert (result[2].stem, result[2].body) == ("Essay", open_answer())


def test_what_our_model_lacks_is_reported(tmp_path: Path) -> None:
    text = "a {=x#1 =%50%y =z*#2}\n\nb {=x ~%50%y}\n\nc {T#wrong#right}\n\nd {~%100%a ~%50%b ~%-50%c}\n"
    a, b, c, d = items(bank(tmp_path, "b.gift", text), "gift")
    assert lost(a) == ["partial credit", "wildcard (*) in an answer", "feedback for single answers"]
    assert (lost(b), lost(c)) == (["partial credit"], ["feedback for a wrong answer"])
    assert c.feedback == "right"
    assert lost(d) == ["marks of single options"]


def test_markdown_is_taken_off(tmp_path: Path) -> None:
    text = r"[markdown]Is **bold** *it* `x_1` 5*3*2 snake_case_name \\*a\\* \(a*b*c\)? {T}"
    (item,) = items(bank(tmp_path, "b.gift", text), "gift")
    assert item.stem == r"Is bold it x_1 5*3*2 snake_case_name *a* \(a*b*c\)?"


def escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\~=#{}:" else "\\n" if sign == "\n" else sign for sign in text)


def test_any_text_comes_through(tmp_path: Path) -> None:
    lines = ""
    for text in HOSTILE:
        plain, html = escaped(text), escaped(escape(text, quote=False))
        lines += f"::a::[plain]{plain} {{=[plain]{plain} ~[plain]no####[plain]{plain}}}\n\n"
        lines += f"::b::[html]{html} {{=[html]{html} ~no####[html]{html}}}\n\n"
    entries = items(bank(tmp_path, "b.gift", lines), "gift")
    wanted = [(text, choice("no", right=text), text) for text in HOSTILE for _ in "ab"]
    assert [(item.stem, item.body, item.feedback) for item in entries] == wanted


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_known_by_their_bytes(encoding: str, tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "b.gift", "Что это — «ё»?\r\n{=é\r\n~ü}\r\n".encode(encoding)), "gift")
    assert (item.stem, item.body) == ("Что это — «ё»?", choice("ü", right="é"))


def test_an_encoding_is_reported(tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "b.gift", "“Où?” {=é ~ü}".encode("cp1252"), "cp1252"), "gift")
    assert item.stem == "“Où?”"


def test_lines_that_several_people_saved(tmp_path: Path) -> None:
    """Some in UTF-8 and some in the encoding that is told."""
    text = "“Où?” {=é ~ü}\n\n".encode() + "“Là?” {=é ~ü}\n".encode("cp1252")
    assert [item.stem for item in items(bank(tmp_path, "b.gift", text, "cp1252"), "gift")] == ["“Où?”", "“Là?”"]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        (r"$course$/top/Cell // Energy/A\\b", r"Cell / Energy/A\b"),
        ("$course$/ //x", "/x"),
        ("Tools/top/x", "Tools/top/x"),
    ],
)
def test_a_category_is_a_path(line: str, section: str, tmp_path: Path) -> None:
    """A doubled slash is one in a name, a doubled backslash one; Moodle's own parts stand at the beginning."""
    (item,) = items(bank(tmp_path, "b.gift", f"$CATEGORY: {line}\n\nx {{T}}\n"), "gift")
    assert item.section == section


def test_gaps_as_moodle_writes_them_elsewhere(tmp_path: Path) -> None:
    changed = "::G::[html]<p>Ice is {1:MC:~hot~=cold} and {SA}.</p>".replace("{SA}", "{1:SA:=wet~=moist}")
    (item,) = items(bank(tmp_path, "b.gift", f"{changed}\n"), "gift")
    assert item.body == GappedText(("Ice is ", TextGap("cold", (), ("hot",)), " and ", TextGap("wet", ("moist",)), "."))
    assert (item.label, item.stem) == ("G", "")


def test_several_gaps_of_one_text(tmp_path: Path) -> None:
    """Moodle takes the braces that come first and shows the others; people mean all of them."""
    given = "[html]{=Ice=Snow} is <b>{~hot =cold}</b> at {#-5:1} °C.\n"
    (item,) = items(bank(tmp_path, "b.gift", given), "gift")
    gaps = (TextGap("Ice", ("Snow",)), TextGap("cold", (), ("hot",)), TextGap("-5", tolerance="1"))
    assert item.body == GappedText((gaps[0], " is ", gaps[1], " at ", gaps[2], " °C."))


@pytest.mark.parametrize("given", [r"Half \(\frac{1}{2}\) is {=0.5}", "x {=a{b}", "Is {T} or {F}"])
def test_braces_that_hold_no_gap_are_reported(given: str, tmp_path: Path) -> None:
    (result,) = read(bank(tmp_path, "b.gift", f"::T::{given}\n"), "gift")
    assert isinstance(result, RejectedQuestion)


def test_lines_are_read_without_white_space_at_their_ends(tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "b.gift", "One\n   two? {\n  =yes\n     indeed\n  ~no\n}\n"), "gift")
    assert (item.stem, item.body) == ("One\ntwo?", choice("no", right="yes\nindeed"))


def test_preformatted_lines_keep_how_far_they_are_indented(tmp_path: Path) -> None:
    text = "[html]<p>What is\n    shown?</p>\n<pre>\nif x\\:\n    y()\n</pre>{=1 ~2}\n"
    (item,) = items(bank(tmp_path, "b.gift", text), "gift")
    assert item.stem == "What is shown?\n\nif x:\n    y()"


def test_control_characters_do_not_come_through(tmp_path: Path) -> None:
    (item,) = items(bank(tmp_path, "b.gift", "It\x92s\x07 {=a\x0bb ~\x93c\x94}\n"), "gift")
    assert (item.stem, item.body) == ("It’s", choice("“c”", right="ab"))
    assert lost(item) == ["control character"]
