"""QTI 1.2 as several programs write it."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hostile import HOSTILE
from imported import bank, choice, items, lost, read
from pictures import png

from quizgen.archive import zip_bytes
from quizgen.importers.bodies import matching, open_answer, option, ordering
from quizgen.importers.imported import (
    BankDetails,
    BankLoss,
    GappedText,
    ImportedBody,
    ImportedQuestion,
    RejectedQuestion,
    TextGap,
)
from quizgen.model.body import ChooseOne, ChooseSeveral, Number, ShortText, TrueFalse

PNG = png(20, 10)


def document(*inside: str, title: str = "A Quiz") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="a1" title="{title}"><section ident="root_section">\n{"".join(inside)}'
        "</section></assessment></questestinterop>"
    )


def text(html: str, sort: str = "text/html") -> str:
    return f'<material><mattext texttype="{sort}">{escape(html)}</mattext></material>'


def canvas(kind: str, presentation: str, processing: str, more: str = "", stem: str = "<p>What?</p>") -> str:
    return (
        f'<item ident="i1" title="Question"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type'
        f"</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
        f"<presentation>{text(stem)}{presentation}</presentation>"
        f"<resprocessing>{processing}</resprocessing>{more}</item>\n"
    )


def labels(*texts: str, sort: str = "text/plain") -> str:
    made = "".join(f'<response_label ident="l{n}">{text(each, sort)}</response_label>' for n, each in enumerate(texts))
    return f"<render_choice>{made}</render_choice>"


def lid(*texts: str, ident: str = "response1", cardinality: str = "Single", prompt: str = "") -> str:
    shown = text(prompt, "text/plain") if prompt else ""
    return f'<response_lid ident="{ident}" rcardinality="{cardinality}">{shown}{labels(*texts)}</response_lid>'


def equal(value: str, ident: str = "response1") -> str:
    return f'<varequal respident="{ident}">{escape(value)}</varequal>'


def scored(condition: str, score: str = "100", action: str = "Set") -> str:
    setvar = f'<setvar action="{action}" varname="SCORE">{score}</setvar>'
    return f'<respcondition continue="No"><conditionvar>{condition}</conditionvar>{setvar}</respcondition>'


FIB = '<render_fib><response_label ident="a"/></render_fib>'
STRING = f'<response_str ident="response1" rcardinality="Single">{FIB}</response_str>'
CASES: dict[str, tuple[str, str, str, ImportedBody]] = {
    "multiple_choice_question": ("", lid("5", "4 < 5"), scored(equal("l1")), choice(right="4 < 5")),
    "multiple_answers_question": (
        "",
        lid("a", "b", "c", cardinality="Multiple"),
        scored(f"<and>{equal('l0')}{equal('l2')}<not>{equal('l1')}</not></and>"),
        ChooseSeveral((option("a", True), option("b"), option("c", True))),
    ),
    "true_false_question": ("", lid("True", "False"), scored(equal("l1")), TrueFalse(False)),
    "short_answer_question": ("", STRING, scored(equal("<b>") + equal("Ü")), ShortText("<b>", ("Ü",))),
    "numerical_question": (
        "",
        STRING.replace("<render_fib", '<render_fib fibtype="Decimal"'),
        scored(
            f"<or>{equal('4.0')}<and><vargte respident='response1'>3.9</vargte>"
            "<varlte respident='response1'>4.1</varlte></and></or>"
        ),
        Number("4", "4", tolerance="0.1"),
    ),
    "fill_in_multiple_blanks_question": (
        "<p>[who] won in [when].</p>",
        lid("Harold", ident="response_who") + lid("1066", "MLXVI", ident="response_when"),
        scored(equal("l0", "response_who"), "50", "Add")
        + scored(equal("l0", "response_when"), "50", "Add")
        + scored(equal("l1", "response_when"), "50", "Add"),
        GappedText((TextGap("Harold"), " won in ", TextGap("1066", ("MLXVI",)), ".")),
    ),
    "multiple_dropdowns_question": (
        "Grass is [colour].",
        lid("green", "blue", ident="response_colour"),
        scored(equal("l0", "response_colour"), "100", "Add"),
        GappedText(("Grass is ", TextGap("green", wrong=("blue",)), ".")),
    ),
    "matching_question": (
        "",
        lid("1", "2", "3", ident="response_1", prompt="one") + lid("1", "2", "3", ident="response_2", prompt="two"),
        scored(equal("l0", "response_1"), "50.00", "Add") + scored(equal("l1", "response_2"), "50.00", "Add"),
        matching((("one", "1"), ("two", "2")), ("3",)),
    ),
    "ordering_question": (
        "",
        lid("b", "a", cardinality="Ordered"),
        scored(equal("l1") + equal("l0")),
        ordering(("a", "b")),
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_canvas(kind: str, tmp_path: Path) -> None:
    stem, presentation, processing, body = CASES[kind]
    text = document(canvas(kind, presentation, processing, stem=stem or "<p>What?</p>"))
    (item,) = items(bank(tmp_path, "b.xml", text), "qti12")
    if isinstance(body, ChooseOne) and len(body.options) == 1:
        body = ChooseOne((option("5"), *body.options))
    assert (item.body, item.ident) == (body, "i1")
    assert item.stem == ("" if stem else "What?")


def test_feedback(tmp_path: Path) -> None:
    def shown(link: str, condition: str) -> str:
        link = f'<displayfeedback feedbacktype="Response" linkrefid="{link}"/>'
        return f'<respcondition continue="Yes"><conditionvar>{condition}</conditionvar>{link}</respcondition>'

    told = {"general_fb": "<b>Why.</b>", "correct_fb": "Well done", "l0_fb": "No."}
    more = "".join(
        f'<itemfeedback ident="{name}"><flow_mat>{text(each)}</flow_mat></itemfeedback>' for name, each in told.items()
    )
    processing = shown("general_fb", "<other/>") + shown("l0_fb", equal("l0")) + scored(equal("l1"))
    quiz = document(canvas("multiple_choice_question", lid("x", "y"), processing, more))
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    assert item.body == ChooseOne((option("x", feedback="No."), option("y", True)))
    assert item.feedback == "Why."
    assert lost(item) == ["style (bold, italics, colour, …)", "feedback for right and wrong answers as such"]


def test_feedback_of_any_name_is_kept_or_reported(tmp_path: Path) -> None:
    more = f'<itemfeedback ident="Bravo"><flow_mat>{text("In order!")}</flow_mat></itemfeedback>'
    _, presentation, processing, _ = CASES["ordering_question"]
    quiz = document(canvas("ordering_question", presentation, processing, more))
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    assert (item.feedback, lost(item)) == ("", ["feedback for single answers"])


BLACKBOARD = """\
<questestinterop><assessment title="Pool"><section>
<item maxattempts="0"><itemmetadata><bbmd_asi_object_id>_7_1</bbmd_asi_object_id>
<bbmd_questiontype>{kind}</bbmd_questiontype></itemmetadata>
<presentation><flow class="Block"><flow class="QUESTION_BLOCK"><flow class="FORMATTED_TEXT_BLOCK"><material>
<mat_extension><mat_formattedtext type="HTML">&lt;p&gt;What?&lt;/p&gt;</mat_formattedtext></mat_extension>
</material></flow></flow>{answers}</flow></presentation>
<resprocessing scoremodel="SumOfScores"><outcomes><decvar varname="SCORE" minvalue="0" maxvalue="10"/></outcomes>
{processing}<respcondition title="incorrect"><conditionvar><other/></conditionvar>
<setvar variablename="SCORE" action="Set">0.0</setvar><displayfeedback linkrefid="incorrect"/></respcondition>
</resprocessing></item></section></assessment></questestinterop>
"""
FLOW = (
    '<flow class="Block"><flow class="FORMATTED_TEXT_BLOCK">{}</flow>'
    '<flow class="FILE_BLOCK"><material/></flow>'
    '<flow class="LINK_BLOCK"><material><mattext/></material></flow>{}</flow>'
)


def right(condition: str) -> str:
    return (
        f'<respcondition title="correct"><conditionvar>{condition}</conditionvar>'
        '<setvar variablename="SCORE" action="Set">SCORE.max</setvar>'
        '<displayfeedback linkrefid="correct"/></respcondition>'
    )


def test_blackboard(tmp_path: Path) -> None:
    answers = f'<flow class="RESPONSE_BLOCK">{lid("x", "y", ident="response")}</flow>'
    given = BLACKBOARD.format(kind="Multiple Choice", answers=answers, processing=right(equal("l1", "response")))
    (item,) = items(bank(tmp_path, "res1.dat", given), "qti12")
    assert (item.stem, item.body, item.ident) == ("What?", ChooseOne((option("x"), option("y", True))), "_7_1")
    none = labels("", "").replace(text("", "text/plain"), "")
    rows = "".join(
        FLOW.format(text(left), f'<response_lid ident="r{n}" rcardinality="Single">{none}</response_lid>')
        for n, left in enumerate(("a", "b"))
    )
    sides = "".join(FLOW.format(text(each), "") for each in ("1", "2"))
    answers = f'<flow class="RESPONSE_BLOCK">{rows}</flow><flow class="RIGHT_MATCH_BLOCK">{sides}</flow>'
    processing = right(equal("l1", "r0")) + right(equal("l0", "r1"))
    given = BLACKBOARD.format(kind="Matching", answers=answers, processing=processing)
    (item,) = items(bank(tmp_path, "res2.dat", given), "qti12")
    assert (item.stem, item.body) == ("What?", matching((("a", "2"), ("b", "1"))))


def blackboard(kind: str, answers: str, processing: str, stem: str = "What?") -> str:
    return BLACKBOARD.format(kind=kind, answers=answers, processing=processing).replace("What?", stem)


@pytest.mark.parametrize("behind", [False, True])
def test_a_left_side_of_blackboard_is_in_the_row_of_its_response(behind: bool, tmp_path: Path) -> None:
    rows = ""
    for name in "ab":
        labels = "".join(f'<response_label ident="{name}{number}"/>' for number in (1, 2))
        response = f'<response_lid ident="{name}"><render_choice>{labels}</render_choice></response_lid>'
        side = f'<flow class="FORMATTED_TEXT_BLOCK">{text(name)}</flow>'
        rows += f'<flow class="Block">{response + side if behind else side + response}</flow>'
    sides = "".join(f'<flow class="Block">{text(number)}</flow>' for number in "12")
    answers = f'<flow class="RESPONSE_BLOCK">{rows}</flow><flow class="RIGHT_MATCH_BLOCK">{sides}</flow>'
    processing = right(equal("a2", "a")) + right(equal("b1", "b"))
    (item,) = items(bank(tmp_path, "b.xml", blackboard("Matching", answers, processing)), "qti12")
    assert (item.stem, item.body) == ("What?", matching((("a", "2"), ("b", "1"))))


def test_blackboards_either_or_has_words(tmp_path: Path) -> None:
    labels = "".join(
        f'<response_label ident="{name}">{text(name)}</response_label>' for name in ("yes_no.true", "yes_no.false")
    )
    answers = f'<response_lid ident="r"><render_choice>{labels}</render_choice></response_lid>'
    quiz = blackboard("Either/Or", answers, right(equal("yes_no.false", "r")))
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    assert item.body == ChooseOne((option("Yes"), option("No", True)))


def test_gaps_of_blackboard_are_where_their_names_are(tmp_path: Path) -> None:
    fields = "".join(f'<response_str ident="{name}"><render_fib/></response_str>' for name in ("a b", "c"))
    processing = right(f"<and><or>{equal('x', 'a b')}{equal('y', 'a b')}</or>{equal('z', 'c')}</and>")
    quiz = blackboard("Fill in the Blank Plus", fields, processing, "One [a b] two [c] [d].")
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    gaps = ("One ", TextGap("x", ("y",)), " two ", TextGap("z"), " ", "[d]", ".")
    assert (item.stem, item.body) == ("", GappedText(gaps))


def test_only_the_right_word_fills_a_gap_of_a_jumbled_sentence(tmp_path: Path) -> None:
    processing = right(equal("l0", "a"))
    quiz = blackboard("Jumbled Sentence", lid("fox", "dog", ident="a"), processing, "The [a] runs.")
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    assert item.body == GappedText(("The ", TextGap("fox", wrong=("dog",)), " runs."))


@pytest.mark.parametrize("kind", ["Opinion Scale", "Quiz Bowl", "WCT_JumbledSentence", "WCT_Calculated"])
def test_kinds_of_blackboard_and_vista_that_cannot_be_held(kind: str, tmp_path: Path) -> None:
    quiz = blackboard(kind, lid("x", "y"), right(equal("l0")))
    (entry,) = [one for one in read(bank(tmp_path, "b.xml", quiz), "qti12") if not isinstance(one, BankDetails)]
    assert isinstance(entry, RejectedQuestion)


VISTA = """\
<questestinterop><item title="T" ident="i1"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>wct_questiontype</fieldlabel><fieldentry>WCT_{kind}</fieldentry></qtimetadatafield></qtimetadata>
</itemmetadata><presentation><flow><material><mattext>What?</mattext></material>{answers}</flow></presentation>
<resprocessing>{processing}</resprocessing>{after}</item></questestinterop>
"""


def test_vista(tmp_path: Path) -> None:
    solution = f'<itemfeedback ident="CORRECT_ANSWER"><solution>{text("Because.")}</solution></itemfeedback>'
    field = '<response_str ident="PARA"><render_fib/></response_str>'
    essay = VISTA.format(kind="Paragraph", answers=field, processing="", after=solution)
    (item,) = items(bank(tmp_path, "a.xml", essay), "qti12")
    assert (item.stem, item.body, item.feedback, lost(item)) == ("What?", open_answer("Because."), "", [])
    words = "".join(
        f'<response_label ident="{word}"><material><mat_extension><localizable_mattext>{word}</localizable_mattext>'
        "</mat_extension></material></response_label>"
        for word in ("true", "false")
    )
    truth = f'<response_lid ident="TF"><render_choice>{words}</render_choice></response_lid>'
    judged = VISTA.format(kind="TrueFalse", answers=truth, processing=scored(equal("true", "TF")), after="")
    (item,) = items(bank(tmp_path, "b.xml", judged), "qti12")
    assert item.body == TrueFalse(True)
    both = f'<material label="previewColumns">{text("left right")}</material>'
    rows = lid("1", "2", ident="A", prompt="one") + lid("1", "2", ident="B", prompt="two")
    processing = scored(equal("l1", "A")) + scored(equal("l0", "B"))
    quiz = VISTA.format(kind="Matching", answers=both + rows, processing=processing, after="")
    (item,) = items(bank(tmp_path, "c.xml", quiz), "qti12")
    assert (item.stem, item.body) == ("What?", matching((("one", "2"), ("two", "1"))))


def test_respondus_counts_what_is_wrong_and_names_gaps_in_the_text(tmp_path: Path) -> None:
    def counted(name: str, condition: str) -> str:
        return f"""<respcondition><conditionvar>{condition}</conditionvar>
<setvar varname="Respondus_{name}" action="Add">1</setvar></respcondition>"""

    rows = lid("1", "2", ident="A", prompt="one") + lid("1", "2", ident="B", prompt="two")
    processing = "".join(
        counted("Correct" if (label, row) in (("l1", "A"), ("l0", "B")) else "Incorrect", equal(label, row))
        for row in "AB"
        for label in ("l0", "l1")
    )
    quiz = VISTA.format(kind="Matching", answers=rows, processing=processing, after="")
    (item,) = items(bank(tmp_path, "a.xml", quiz), "qti12")
    assert (item.body, lost(item)) == (matching((("one", "2"), ("two", "1"))), [])
    gapped = VISTA.format(kind="", answers="", processing=scored(equal("x", "[a]")), after="").replace(
        "What?", "An [a]."
    )
    (item,) = items(bank(tmp_path, "b.xml", gapped), "qti12")
    assert item.body == GappedText(("An ", TextGap("x"), "."))


def test_an_answer_that_must_contain_words_is_kept_with_a_loss(tmp_path: Path) -> None:
    contained = right('<varsubstring respident="a">blue</varsubstring>')
    field = '<response_str ident="a"><render_fib/></response_str>'
    quiz = blackboard("Fill in the Blank", field, contained)
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    assert (item.body, lost(item)) == (ShortText("blue"), ["answers that are nearly right"])


def test_rows_that_nobody_filled_in(tmp_path: Path) -> None:
    empty = lid("1", "2", ident="response_2").replace("<render", "<material><mattext></mattext></material><render")
    shown = lid("1", "2", ident="response_1", prompt="one") + empty
    quiz = document(canvas("matching_question", shown, scored(equal("l0", "response_1"), "100", "Add")))
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    assert item.body == matching((("one", "1"),), ("2",))


def test_a_gap_in_the_flow_of_the_text(tmp_path: Path) -> None:
    inside = (
        f'<item ident="x"><presentation><flow>{text("The capital is ")}{STRING}{text(" today.")}</flow></presentation>'
    )
    example_document = document(f"{inside}<resprocessing>{scored(equal('Paris'), '1')}</resprocessing></item>")
    (item,) = items(bank(tmp_path, "b.xml", example_document), "qti12")
    assert (item.stem, item.body) == ("The capital is _____ today.", ShortText("Paris"))


def test_what_cannot_be_held_is_reported_and_loses_no_other(tmp_path: Path) -> None:
    good = canvas("true_false_question", lid("True", "False"), scored(equal("l0")))
    bad = [canvas(kind, "", "") for kind in ("calculated_question", "file_upload_question", "text_only_question")]
    bad.append(canvas("multiple_choice_question", lid("x", "y"), ""))
    result = read(bank(tmp_path, "b.xml", document(*bad, good)), "qti12")
    assert [type(entry) for entry in result] == [
        BankDetails,
        RejectedQuestion,
        RejectedQuestion,
        RejectedQuestion,
        ImportedQuestion,
        RejectedQuestion,
    ]
    assert sorted(entry.line for entry in result if isinstance(entry, RejectedQuestion)) == [3, 4, 5, 6]


def test_a_text_is_the_stimulus_of_the_questions_that_name_it(tmp_path: Path) -> None:
    """Others have no such text, and one that nobody names is left out."""
    texts = [
        canvas("text_only_question", "", "", stem=stem).replace('ident="i1"', f'ident="{ident}"')
        for ident, stem in (("t1", "<p>Read this.</p>"), ("t2", "<p>Nobody asks.</p>"))
    ]
    field = "<qtimetadatafield><fieldlabel>parent_stimulus_item_ident</fieldlabel><fieldentry>t1</fieldentry>"
    asked = canvas("true_false_question", lid("True", "False"), scored(equal("l0")))
    about = asked.replace("</qtimetadata>", f"{field}</qtimetadatafield></qtimetadata>")
    _, first, second, refused = read(bank(tmp_path, "b.xml", document(*texts, about, asked)), "qti12")
    assert (
        isinstance(first, ImportedQuestion)
        and isinstance(second, ImportedQuestion)
        and isinstance(refused, RejectedQuestion)
    )
    assert (first.stimulus, second.stimulus, refused.line) == ("Read this.", "", 4)


def test_what_is_sorted_into_categories_is_matched_with_its_category(tmp_path: Path) -> None:
    things = ("tin", "oak", "iron", "sand")
    shown = [lid(*things, ident=name, cardinality="Multiple", prompt=name) for name in ("metal", "wood")]
    right = (("l0", "metal"), ("l2", "metal"), ("l1", "wood"))
    conditions = "".join(scored(equal(label, name), "33.33", "Add") for label, name in right)
    quiz = document(canvas("categorization_question", "".join(shown), conditions))
    (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
    assert item.body == matching((("tin", "metal"), ("iron", "metal"), ("oak", "wood")))
    assert lost(item) == ["things that belong to no category"]


@pytest.mark.parametrize(
    ("way", "told"),
    [("TextInChoices", []), ("TextContainsAnswer", ["answers that are nearly right"]), ("TextRegex", None)],
)
def test_how_a_typed_answer_is_compared_is_reported(way: str, told: list[str] | None, tmp_path: Path) -> None:
    """A pattern is no answer that somebody could write."""
    shown = lid("gr[ae]y", ident="response_c").replace("<response_label", f'<response_label scoring_algorithm="{way}"')
    right = scored(equal("l0", "response_c"))
    example_document = document(canvas("fill_in_multiple_blanks_question", shown, right, stem="Fog is [c]."))
    _, found = read(bank(tmp_path, "b.xml", example_document), "qti12")
    assert (lost(found) if isinstance(found, ImportedQuestion) else None) == told


def test_a_package_with_its_pictures(tmp_path: Path) -> None:
    stem = '<p>Look <img src="$IMS-CC-FILEBASE$/a%20map.png?canvas_=1" alt="A map"></p>'
    quiz = document(canvas("true_false_question", lid("True", "False"), scored(equal("l0")), stem=stem))
    files = {
        "imsmanifest.xml": b"<manifest/>",
        "g1/assessment_qti.xml": quiz.encode(),
        "non_cc_assessments/g1.xml.qti": quiz.encode("utf-16").replace(b"UTF-8", b"UTF-16"),
        "web_resources/a map.png": PNG,
    }
    files["non_cc_assessments/g1.xml.qti"] = quiz.replace("UTF-8", "UTF-16").encode("utf-16")
    (item,) = items(bank(tmp_path, "course.imscc", zip_bytes(files.items())), "qti12")
    assert (item.stem, item.section) == ("Look", "")
    assert item.picture is not None
    assert (item.picture.name, item.picture.alt, item.picture.content) == ("a map.png", "A map", PNG)


def test_several_quizzes_are_sections(tmp_path: Path) -> None:
    one = canvas("true_false_question", lid("True", "False"), scored(equal("l0")))
    files = {
        f"{name}/{name}.xml": document(one, title=title).encode() for name, title in (("a", "A &amp; B"), ("b", "C"))
    }
    entries = items(bank(tmp_path, "quizzes.zip", zip_bytes(files.items())), "qti12")
    assert [item.section for item in entries] == ["A & B", "C"]


def test_any_text_comes_through(tmp_path: Path) -> None:
    def asked(words: str) -> str:
        html = escape(words, quote=False)
        return canvas("multiple_choice_question", lid(words, "no"), scored(equal("l0")), stem=html)

    entries = items(bank(tmp_path, "b.xml", document(*map(asked, HOSTILE))), "qti12")
    assert [(item.stem, item.body) for item in entries] == [(text, choice("no", right=text)) for text in HOSTILE]


def test_a_written_answer_that_the_bank_does_not_have_makes_an_open_question(tmp_path: Path) -> None:
    written = '<response_str ident="r"><render_fib><response_label ident="a"/></render_fib></response_str>'
    (item,) = items(bank(tmp_path, "q.xml", document(canvas("", written, ""))), "qti12")
    assert (item.body, lost(item)) == (open_answer(), ["right answer"])


def test_a_question_without_words_is_left_out(tmp_path: Path) -> None:
    item = canvas("essay_question", '<response_str ident="r"><render_fib/></response_str>', "", stem="<p> </p>")
    *_, refused = read(bank(tmp_path, "q.xml", document(item)), "qti12")
    assert isinstance(refused, RejectedQuestion)
    assert refused.message == "it has no question in words"


@pytest.mark.parametrize("source", ['<item_ref sourcebank_ref="b2"/>', "<sourcebank_ref> b2 </sourcebank_ref>"])
def test_a_bank_that_a_quiz_draws_from_is_missed(source: str, tmp_path: Path) -> None:
    result = list(read(bank(tmp_path, "q.xml", document(source)), "qti12"))
    (loss,) = (entry for entry in result if isinstance(entry, BankLoss))
    assert "the bank b2, which is not in the file" in loss.why
    files = {"q.xml": document(source), "b.xml": '<questestinterop><objectbank ident="b2"/></questestinterop>'}
    package = zip_bytes((name, content.encode()) for name, content in files.items())
    assert not any(isinstance(entry, BankLoss) for entry in read(bank(tmp_path, "q.zip", package), "qti12"))


def test_a_question_of_a_package_says_its_file(tmp_path: Path) -> None:
    written = '<response_str ident="r"><render_fib/></response_str>'
    package = zip_bytes([("a/q.xml", document(canvas("file_upload_question", written, "")).encode())])
    *_, refused = read(bank(tmp_path, "q.zip", package), "qti12")
    assert isinstance(refused, RejectedQuestion)
    assert refused.file.endswith("q.zip/a/q.xml")


def test_a_sample_in_the_feedback_of_an_essay_is_the_sample_only(tmp_path: Path) -> None:
    notes = "<qtimetadatafield><fieldlabel>grading_notes</fieldlabel><fieldentry>No.</fieldentry></qtimetadatafield>"
    for general, kept in (("<p>No.</p><p>Because</p>", "Because"), ("<p>No.</p>", ""), ("<p>Notes</p>", "Notes")):
        more = f'<itemfeedback ident="general_fb"><flow_mat>{text(general)}</flow_mat></itemfeedback>'
        quiz = document(canvas("essay_question", STRING, "", more)).replace("</qtimetadata>", f"{notes}</qtimetadata>")
        (item,) = items(bank(tmp_path, "b.xml", quiz), "qti12")
        assert (item.body, item.feedback, lost(item)) == (open_answer("No."), kept, [])
