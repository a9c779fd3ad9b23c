"""Moodle XML: its question types, and what they bring along."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

import pytest
from hostile import HOSTILE
from imported import bank, choice, items, lost, read
from pictures import png

from quizgen.importers.bodies import matching, option, ordering
from quizgen.importers.imported import GappedText, RejectedQuestion, TextGap
from quizgen.model.body import ChooseOne, ChooseSeveral, Label, Number, PictureLabels, ShortText, TrueFalse

PNG = png(20, 10)


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}</quiz>\n'


def question(kind: str, inside: str, stem: str = "<p>What?</p>", format: str = "html") -> str:
    return (
        f'<question type="{kind}"><name><text>Name</text></name><questiontext format="{format}">'
        f"<text><![CDATA[{stem}]]></text></questiontext>{inside}</question>\n"
    )


def answer(text: str, fraction: str = "0", feedback: str = "", more: str = "") -> str:
    told = f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback>' if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{told}{more}</answer>'


SINGLE = "<single>true</single><shuffleanswers>1</shuffleanswers>"
SUBS = "".join(
    f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'
    for left, right in (("&lt;i&gt;a&lt;/i&gt;", "1"), ("b", "2"), ("", "3"))
)
CASES = {
    "multichoice": (
        SINGLE + answer("<p>E. <i>coli</i></p>", "100", "Yes") + answer("H<sub>2</sub>O"),
        ChooseOne((option("E. coli", True, "Yes"), option("H₂O"))),
    ),
    "truefalse": (answer("true", "0") + answer("false", "100", "No."), TrueFalse(False)),
    "shortanswer": (
        "<usecase>0</usecase>" + answer("<b>", "100") + answer("colour", "100"),
        ShortText("<b>", ("colour",)),
    ),
    "numerical": (
        answer("9.81", "100", more="<tolerance>0.01</tolerance>")
        + "<units><unit><multiplier>1</multiplier><unit_name>m/s2</unit_name></unit></units>",
        Number("9.81 m/s2", "9.81", "m/s2", "0.01"),
    ),
    "matching": (SUBS, matching((("a", "1"), ("b", "2")), ("3",))),
    "ordering": (
        "<shownumcorrect/>" + answer("second", "2.0") + answer("first", "1.0") + answer("third", "3.0"),
        ordering(("first", "second", "third")),
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_types(kind: str, tmp_path: Path) -> None:
    inside, body = CASES[kind]
    (item,) = items(bank(tmp_path, "b.xml", quiz(question(kind, inside))), "moodle-xml")
    assert (item.stem, item.body, item.label) == ("What?", body, "Name")


def test_several_right_options(tmp_path: Path) -> None:
    inside = "<single>false</single>" + answer("a", "50") + answer("b", "50") + answer("c", "-50")
    (item,) = items(bank(tmp_path, "b.xml", quiz(question("multichoice", inside))), "moodle-xml")
    assert item.body == ChooseSeveral((option("a", True), option("b", True), option("c")))
    assert lost(item) == ["marks of single options"]


def test_gaps(tmp_path: Path) -> None:
    boxes = "".join(f"<selectoption><text>{w}</text><group>1</group></selectoption>" for w in ("cat", "dog"))
    chosen = question("gapselect", boxes, "<p>A [[1]] meows.</p>")
    cloze = question(
        "cloze",
        "",
        "<p>In {1:NUMERICAL:=1066:1}, {2:SA:=Harold~=H.#Yes~%50%Godwin} lost {:MC:~all~=it}.{1:MR:=a~b~=c}</p>",
    )
    first, second = items(bank(tmp_path, "b.xml", quiz(chosen, cloze)), "moodle-xml")
    assert first.body == GappedText(("A ", TextGap("cat", wrong=("dog",)), " meows."))
    gaps = (TextGap("1066", tolerance="1"), TextGap("Harold", ("H.",)), TextGap("it", wrong=("all",)))
    assert second.body == GappedText(("In ", gaps[0], ", ", gaps[1], " lost ", gaps[2], ".", "a, c"))
    assert lost(second) == ["feedback for a gap", "partial credit", "gap for several options together"]


def test_what_belongs_to_a_question(tmp_path: Path) -> None:
    category = '<question type="category"><category><text>$course$/top/Biology/Cells</text></category></question>'
    inside = (
        answer("true", "100") + answer("false", "0")
        + "<generalfeedback format='html'><text>&lt;p&gt;Why.&lt;/p&gt;</text></generalfeedback>"
        "<idnumber>bio-1</idnumber>"
        "<defaultgrade>2.0</defaultgrade><hint format='html'><text>Think.</text></hint>"
        "<tags><tag><text>cells</text></tag><tag><text>life</text></tag></tags>"
    )  # fmt: skip
    (item,) = items(bank(tmp_path, "b.xml", quiz(category, question("truefalse", inside))), "moodle-xml")
    assert (item.ident, item.section, item.tags, item.feedback) == ("bio-1", "Biology/Cells", ("cells", "life"), "Why.")
    assert lost(item) == ["points", "hints for further tries"]


def test_pictures(tmp_path: Path) -> None:
    data = base64.b64encode(PNG).decode()
    stem = f'<p>Look:</p><img src="@@PLUGINFILE@@/my%20map.png" alt="A map"><img src="data:image/png;base64,{data}">'
    files = f'<file name="my map.png" path="/" encoding="base64">{data}</file>'
    text = question("truefalse", answer("true", "100") + answer("false"), stem)
    text = text.replace("</questiontext>", f"{files}</questiontext>")
    (item,) = items(bank(tmp_path, "b.xml", quiz(text)), "moodle-xml")
    assert item.stem == "Look:"
    assert item.picture is not None
    assert (item.picture.name, item.picture.alt, item.picture.content) == ("my map.png", "A map", PNG)
    assert [picture.name for picture in item.spare_pictures] == ["picture.png"]
    assert lost(item) == ["second picture"]


MAP = png(200, 100)


def marked(*places: str, names: tuple[str, ...] = ("Oslo", "Bergen")) -> str:
    """Markers for places in a map, each (shape, coordinates, number of its name)."""
    drags = "".join(f"<drag><no>{no}</no><text>{name}</text></drag>" for no, name in enumerate(names, 1))
    drops = ""
    for place in places:
        shape, coords, choice = place.split()
        drops += f"<drop><shape>{shape}</shape><coords>{coords}</coords><choice>{choice}</choice></drop>"
    return f'<file name="map.png" encoding="base64">{base64.b64encode(MAP).decode()}</file>{drags}{drops}'


def test_names_of_places_in_a_picture(tmp_path: Path) -> None:
    inside = marked("rectangle 20,10;50,25 2", "rectangle 0,0;10,10 1", names=("Oslo", "Bergen", "Bodø"))
    (item,) = items(bank(tmp_path, "b.xml", quiz(question("ddmarker", inside))), "moodle-xml")
    assert item.body == PictureLabels((Label("Bergen", (10, 10, 25, 25)), Label("Oslo", (0, 0, 5, 10))))
    assert item.picture is not None
    assert (item.picture.name, item.picture.content, lost(item)) == ("map.png", MAP, ["names without a place"])


@pytest.mark.parametrize("places", [("circle 20,10;5 1",), ("rectangle 1,1;5,5 1", "rectangle 9,9;5,5 1")])
def test_places_that_cannot_be_held(places: tuple[str, ...], tmp_path: Path) -> None:
    result = read(bank(tmp_path, "b.xml", quiz(question("ddmarker", marked(*places)))), "moodle-xml")
    assert [type(entry) for entry in result] == [RejectedQuestion]


def test_pictures_that_cannot_be_kept_are_reported(tmp_path: Path) -> None:
    stem = 'a <img src="https://example.org/x.png" alt="X"> b <img src="data:image/gif;base64,R0lGOD">'
    text = question("truefalse", answer("true", "100") + answer("false"), stem)
    (item,) = items(bank(tmp_path, "b.xml", quiz(text)), "moodle-xml")
    assert (item.stem, item.picture) == ("a [X] b [picture]", None)
    assert set(lost(item)) == {"picture"}


def test_a_picture_as_moodle_1_wrote_it(tmp_path: Path) -> None:
    image = f"<image>flags/uk.png</image><image_base64>{base64.b64encode(PNG).decode()}</image_base64>"
    missing = "<image>flags/other.png</image>"
    questions = [question("truefalse", f"{answer('true', '100')}{answer('false')}{more}") for more in (image, missing)]
    kept, lacking = items(bank(tmp_path, "b.xml", quiz(*questions)), "moodle-xml")
    assert kept.picture is not None
    assert (kept.stem, kept.picture.name, kept.picture.content) == ("What?", "uk.png", PNG)
    assert (lacking.stem, lost(lacking)) == ("What?\n[picture]", ["picture"])


def test_how_a_word_is_read_stands_behind_it_in_brackets(tmp_path: Path) -> None:
    ruby = "<ruby>漢<rt>かん</rt></ruby><ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby> <ruby>本<rt>ほん</ruby>?"
    example_question = question("truefalse", answer("true", "100") + answer("false"), stem=ruby)
    (item,) = items(bank(tmp_path, "b.xml", quiz(example_question)), "moodle-xml")
    assert item.stem == "漢(かん)字(じ) 本(ほん)?"


def test_an_answer_by_a_pattern_is_reported(tmp_path: Path) -> None:
    example_question = question("regexp", answer("grey fog", "100") + answer("gr[ae]y.*", "100"))
    (item,) = items(bank(tmp_path, "b.xml", quiz(example_question)), "moodle-xml")
    assert (item.body, lost(item)) == (ShortText("grey fog"), ["answers by a pattern"])


def test_types_that_cannot_be_held_are_reported_with_their_place(tmp_path: Path) -> None:
    texts = [question(kind, "") for kind in ("random", "description", "calculated", "stack")]
    texts += [
        question("multichoice", SINGLE + answer("a") + answer("b")),
        question("truefalse", answer("maybe", "100")),
    ]
    result = read(bank(tmp_path, "b.xml", quiz(*texts)), "moodle-xml")
    assert [(entry.line, entry.label) for entry in result if isinstance(entry, RejectedQuestion)] == [
        (n, "Name") for n in range(3, 9)
    ]


def test_any_text_comes_through(tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if text != "*"]  # which stands for any answer
    asked = []
    for text in texts:
        html = escape(text, quote=False)
        asked.append(question("multichoice", SINGLE + answer(html, "100") + answer("no"), html))
        asked.append(question("shortanswer", answer("", "100").replace("<![CDATA[]]>", escape(text)), html))
    entries = items(bank(tmp_path, "b.xml", quiz(*asked)), "moodle-xml")
    bodies = [body for text in texts for body in (choice("no", right=text), ShortText(text))]
    assert [item.stem for item in entries] == [text for text in texts for _ in range(2)]
    assert [item.body for item in entries] == bodies


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "windows-1251"])
def test_the_declared_encoding_holds(encoding: str, tmp_path: Path) -> None:
    word = "Дом" if encoding == "windows-1251" else "“é”"
    text = quiz(question("shortanswer", answer(word, "100"))).replace("UTF-8", encoding.removesuffix("-sig"))
    (item,) = items(bank(tmp_path, "b.xml", text.encode(encoding)), "moodle-xml")
    assert item.body == ShortText(word)


def test_the_encoding_that_is_reported_holds(tmp_path: Path) -> None:
    text = quiz(question("shortanswer", answer("“é”", "100")))
    (item,) = items(bank(tmp_path, "b.xml", text.encode("cp1252"), "cp1252"), "moodle-xml")
    assert (item.body, item.line) == (ShortText("“é”"), 3)


def test_each_number_may_have_its_unit(tmp_path: Path) -> None:
    units = "".join(f"<unit><multiplier>1</multiplier><unit_name>{unit}</unit_name></unit>" for unit in ("Hz", "kHz"))
    inside = f"{answer('20000', '100')}{answer('20', '100')}<units>{units}</units>"
    (item,) = items(bank(tmp_path, "b.xml", quiz(question("numerical", inside))), "moodle-xml")
    assert (item.body, lost(item)) == (Number("20000 Hz", "20000", "Hz", accept=("20 kHz",)), [])
    inside = f"{answer('2', '100')}<units>{units}</units>"
    (item,) = items(bank(tmp_path, "b.xml", quiz(question("numerical", inside))), "moodle-xml")
    assert (item.body, lost(item)) == (Number("2 Hz", "2", "Hz"), ["other units"])


def test_a_category_that_is_written_as_a_name_is_the_section(tmp_path: Path) -> None:
    category = '<question type="category"><name><text>Maths/Sums</text></name></question>'
    text = quiz(category, question("multichoice", SINGLE + answer("a", "100") + answer("b")))
    (item,) = items(bank(tmp_path, "b.xml", text), "moodle-xml")
    assert item.section == "Maths/Sums"


def test_markdown_that_is_indented_as_its_file_is(tmp_path: Path) -> None:
    stem = "\n    # Title\n\n    What *is*\n      x \\# 1?\n"
    text = quiz(question("multichoice", SINGLE + answer("a", "100") + answer("b"), stem, "markdown"))
    (item,) = items(bank(tmp_path, "b.xml", text), "moodle-xml")
    assert item.stem == "Title\n\nWhat is\n  x # 1?"


def test_a_gap_whose_options_are_pictures_is_left_out_with_that_reason(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}">'
    text = quiz(question("cloze", "", f"Which is it? {{1:MULTICHOICE:={picture}~{picture}}}"))
    (entry,) = read(bank(tmp_path, "b.xml", text), "moodle-xml")
    assert isinstance(entry, RejectedQuestion) and "pictures" in entry.message
