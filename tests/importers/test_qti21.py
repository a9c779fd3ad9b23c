"""QTI 2.1 and 3: the interactions of the specification."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hostile import HOSTILE
from imported import bank, choice, items, lost, read
from pictures import png

from quizgen.archive import zip_bytes
from quizgen.errors import ContentError
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


def item(body: str, declared: str = "", ident: str = "i1", after: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'
        f' identifier="{ident}" title="A title" adaptive="false" timeDependent="false" xml:lang="fr">{declared}'
        f"<itemBody>{body}</itemBody>{after}</assessmentItem>"
    )


def declared(
    *values: str, cardinality: str = "single", base: str = "identifier", name: str = "RESPONSE", more: str = ""
) -> str:
    right = "".join(f"<value>{escape(value)}</value>" for value in values)
    correct = f"<correctResponse>{right}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">{correct}{more}'
        "</responseDeclaration>"
    )


def choices(*texts: str, most: int = 1, tag: str = "choiceInteraction", prompt: str = "<prompt>What?</prompt>") -> str:
    made = "".join(f'<simpleChoice identifier="c{n}">{text}</simpleChoice>' for n, text in enumerate(texts))
    return f'<{tag} responseIdentifier="RESPONSE" shuffle="true" maxChoices="{most}">{prompt}{made}</{tag}>'


def matched(name: str, text: str) -> str:
    return f'<simpleAssociableChoice identifier="{name}" matchMax="1">{text}</simpleAssociableChoice>'


TEXT = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
INLINE = '<inlineChoice identifier="g">green</inlineChoice><inlineChoice identifier="b">blue</inlineChoice>'
MAPPING = '<mapping><mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="0.5"/></mapping>'
CASES: dict[str, tuple[str, str, str, ImportedBody]] = {
    "choice": (
        choices("5", "<p>4 &lt; 5</p>"),
        declared("c1"),
        "What?",
        ChooseOne((option("5"), option("4 < 5", True))),
    ),
    "several": (
        choices("a", "b", "c", most=0),
        declared("c0", "c2", cardinality="multiple"),
        "What?",
        ChooseSeveral((option("a", True), option("b"), option("c", True))),
    ),
    "true or false": (choices("Vrai", "Faux"), declared("c1"), "What?", TrueFalse(False)),
    "order": (
        choices("b", "a", tag="orderInteraction"),
        declared("c1", "c0", cardinality="ordered"),
        "What?",
        ordering(("a", "b")),
    ),
    "text": (
        f"<p>Richard of {TEXT}, son of</p>",
        declared("York", base="string", more=MAPPING),
        "Richard of _____, son of",
        ShortText("York"),
    ),
    "number": (f"<p>How many? {TEXT}</p>", declared("12.5", base="float"), "How many?", Number("12.5", "12.5")),
    "inline": (
        f'<p>Grass is <inlineChoiceInteraction responseIdentifier="RESPONSE">{INLINE}</inlineChoiceInteraction>.</p>',
        declared("g"),
        "",
        GappedText(("Grass is ", TextGap("green", wrong=("blue",)), ".")),
    ),
    "match": (
        '<matchInteraction responseIdentifier="RESPONSE"><prompt>What?</prompt><simpleMatchSet>'
        f"{matched('l1', 'one')}{matched('l2', 'two')}</simpleMatchSet><simpleMatchSet>{matched('r1', '1')}"
        f"{matched('r2', '2')}{matched('r3', '3')}</simpleMatchSet></matchInteraction>",
        declared("l1 r1", "l2 r2", cardinality="multiple", base="directedPair"),
        "What?",
        matching((("one", "1"), ("two", "2")), ("3",)),
    ),
    "gap match": (
        '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="w1">cat</gapText>'
        '<gapText identifier="w2">dog</gapText><p>A <gap identifier="g1"/> meows.</p></gapMatchInteraction>',
        declared("w1 g1", cardinality="multiple", base="directedPair"),
        "",
        GappedText(("A ", TextGap("cat", wrong=("dog",)), " meows.")),
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_interactions(kind: str, tmp_path: Path) -> None:
    body, declaration, stem, wanted = CASES[kind]
    (entry,) = items(bank(tmp_path, "i.xml", item(body, declaration)), "qti21")
    assert (entry.stem, entry.body) == (stem, wanted)
    assert (entry.ident, entry.label) == ("i1", "A title")
    assert lost(entry) == (["partial credit"] if kind == "text" else [])


def test_feedback_and_a_last_option(tmp_path: Path) -> None:
    options = '<simpleChoice identifier="c0">a<feedbackInline outcomeIdentifier="F" identifier="c0">No</feedbackInline>'
    options += '</simpleChoice><simpleChoice identifier="c1" fixed="true">All</simpleChoice>'
    body = f'<p>So?</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">{options}</choiceInteraction>'
    told = {"c1": "Yes", "general": "Why", "incorrect": "Try again"}
    after = "".join(
        f'<modalFeedback outcomeIdentifier="F" identifier="{name}" showHide="show">{text}</modalFeedback>'
        for name, text in told.items()
    )
    (entry,) = items(bank(tmp_path, "i.xml", item(body, declared("c1"), after=after)), "qti21")
    assert entry.body == ChooseOne((option("a", feedback="No"), option("All", True, "Yes", last=True)))
    assert (entry.stem, entry.feedback) == ("So?", "Why")
    assert lost(entry) == ["feedback for right and wrong answers as such"]


def feedback(name: str, text: str, tag: str = "feedbackInline") -> str:
    return f'<{tag} outcomeIdentifier="F" identifier="{name}" showHide="show">{text}</{tag}>'


@pytest.mark.parametrize(
    ("after", "kept", "losses"),
    [
        (f"<p>{feedback('ok', 'Yes!')}</p>", "", ["feedback for right and wrong answers as such"]),
        (f"<div><p>{feedback('c1', 'Well!')}</p></div>", "Well!", []),
        (
            feedback("partially_correct", "<p>Half</p>", "feedbackBlock"),
            "",
            ["feedback for right and wrong answers as such"],
        ),
        (feedback("generalFeedback", "<p>Because</p>", "feedbackBlock"), "Because", []),
    ],
)
def test_feedback_in_the_text_is_no_part_of_the_question(
    after: str, kept: str, losses: list[str], tmp_path: Path
) -> None:
    (entry,) = items(bank(tmp_path, "i.xml", item(choices("a", "b") + after, declared("c1"))), "qti21")
    assert isinstance(entry.body, ChooseOne)
    assert (entry.stem, entry.feedback + str(entry.body.options[1].feedback)) == ("What?", kept)
    assert lost(entry) == losses


OPEN = '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Why?</prompt></extendedTextInteraction>'


def test_rubrics_are_for_learners_or_for_those_who_mark(tmp_path: Path) -> None:
    rubrics = '<rubricBlock view="author candidate"><p>Read the poem.</p></rubricBlock>'
    rubrics += '<rubricBlock view="scorer"><p>One mark for each reason.</p></rubricBlock>'
    text = item(rubrics + OPEN, declared("It rains.", base="string"))
    (entry,) = items(bank(tmp_path, "i.xml", text), "qti21")
    assert (entry.stem, entry.body) == ("Read the poem.\nWhy?", open_answer("It rains.\nOne mark for each reason."))
    assert lost(entry) == []
    (entry,) = items(bank(tmp_path, "i.xml", item(rubrics + choices("a", "b"), declared("c1"))), "qti21")
    assert (entry.stem, entry.body) == (
        "Read the poem.\nWhat?",
        ChooseOne((option("a"), option("b", True))),
    )
    assert lost(entry) == ["notes for whoever marks the answers"]


def test_a_text_in_another_file_is_what_the_question_is_about(tmp_path: Path) -> None:
    stimulus = '<assessmentStimulus identifier="s" title="S"><stimulusBody><p>Long ago</p><p>a fox</p></stimulusBody>'
    linked = '<assessmentStimulusRef identifier="s" href="../texts/fox.xml"/>'
    files = {
        "items/1.xml": item(choices("a", "b"), declared("c1") + linked).encode(),
        "texts/fox.xml": f"{stimulus}</assessmentStimulus>".encode(),
    }
    (entry,) = items(bank(tmp_path, "p.zip", zip_bytes(files.items())), "qti21")
    assert (entry.stimulus, entry.stem, lost(entry)) == ("Long ago\na fox", "What?", [])
    (entry,) = items(bank(tmp_path, "i.xml", files["items/1.xml"]), "qti21")
    assert lost(entry) == ["text that the question is about"]


def test_what_has_no_counterpart_is_reported_or_left_over(tmp_path: Path) -> None:
    sets = "".join(
        f"<simpleMatchSet>{''.join(matched(name, name * 2) for name in names)}</simpleMatchSet>"
        for names in ("abc", "xyz")
    )
    text = f'<matchInteraction responseIdentifier="RESPONSE"><prompt>Match.</prompt>{sets}</matchInteraction>'
    pairs = declared("a x", "b y", cardinality="multiple", base="directedPair")
    (entry,) = items(bank(tmp_path, "i.xml", item(text, pairs)), "qti21")
    assert entry.body == matching((("aa", "xx"), ("bb", "yy")), ("zz",))
    assert lost(entry) == ["left sides without a counterpart"]


def test_a_prompt_of_a_gap_is_part_of_the_question(tmp_path: Path) -> None:
    prompted = '<textEntryInteraction responseIdentifier="RESPONSE"><prompt>In metres:</prompt></textEntryInteraction>'
    (entry,) = items(bank(tmp_path, "i.xml", item(f"<p>How long?</p>{prompted}", declared("5", base="float"))), "qti21")
    assert entry.stem == "How long?\nIn metres:"


def test_what_helps_with_single_words_is_reported(tmp_path: Path) -> None:
    card = '<card support="glossary-on-screen"><htmlContent>A small animal</htmlContent></card>'
    help = f'<catalogInfo><catalog id="c">{card}</catalog></catalogInfo>'
    rubric = f'<rubricBlock view="candidate"><p>Read.</p>{help}</rubricBlock>'
    (entry,) = items(bank(tmp_path, "i.xml", item(rubric + choices("a", "b"), declared("c1"), after=help)), "qti21")
    assert entry.stem == "Read.\nWhat?"
    assert [what.partition(" (")[0] for what in lost(entry)] == ["catalogue of help"]


def test_a_package_with_pictures_and_formulas(tmp_path: Path) -> None:
    stem = '<p>Look <img src="images/a%20b.png" alt="A map"/> <math xmlns="http://www.w3.org/1998/Math/MathML">'
    stem += "<msup><mi>x</mi><mn>2</mn></msup></math>!</p>"
    test = '<assessmentTest identifier="t" title="My test"><testPart/></assessmentTest>'
    files = {
        "imsmanifest.xml": b"<manifest/>",
        "test.xml": test.encode(),
        "items/i2.xml": item(stem + choices("a", "b", prompt=""), declared("c0"), "i2").encode(),
        "items/i1.xml": item(choices("a", "b"), declared("c0")).encode(),
        "items/images/a b.png": PNG,
    }
    one, two = items(bank(tmp_path, "p.zip", zip_bytes(files.items())), "qti21")
    assert (one.ident, two.ident, two.stem) == ("i1", "i2", r"Look \({x}^{2}\)!")
    assert two.picture is not None
    assert (two.picture.name, two.picture.alt, two.picture.content) == ("a b.png", "A map", PNG)


def test_version_3_has_other_names(tmp_path: Path) -> None:
    text = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1" title="T">'
        '<qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response>'
        "<qti-value>A</qti-value></qti-correct-response></qti-response-declaration><qti-item-body><p>What?</p>"
        '<qti-choice-interaction response-identifier="R" max-choices="1">'
        '<qti-simple-choice identifier="A">yes</qti-simple-choice>'
        '<qti-simple-choice identifier="B">nay</qti-simple-choice>'
        "</qti-choice-interaction></qti-item-body></qti-assessment-item>"
    )
    (entry,) = items(bank(tmp_path, "i.xml", text), "qti21")
    assert (entry.stem, entry.body) == ("What?", choice("nay", right="yes"))


def test_what_cannot_be_held_is_reported(tmp_path: Path) -> None:
    file = item('<p>Why?</p><uploadInteraction responseIdentifier="RESPONSE"/>', declared(base="file"))
    none = item(choices("a", "b"), declared())
    files = {
        "1.xml": file,
        "2.xml": none,
        "3.xml": item("<p>Text</p>"),
        "4.xml": item(choices("a", "b"), declared("c0")),
    }
    example_bank = bank(tmp_path, "p.zip", zip_bytes((name, text.encode()) for name, text in files.items()))
    found = [
        type(each) for each in read(example_bank, "qti21") if isinstance(each, (ImportedQuestion, RejectedQuestion))
    ]
    assert found == [RejectedQuestion, RejectedQuestion, RejectedQuestion, ImportedQuestion]


def test_any_text_comes_through(tmp_path: Path) -> None:
    files = {}
    for number, words in enumerate(HOSTILE):
        html = escape(words, quote=False)
        text = item(f"<p>{html}</p>{choices(html, 'no', prompt='')}", declared("c0"))
        files[f"{number:02}.xml"] = text.encode()
    entries = items(bank(tmp_path, "p.zip", zip_bytes(files.items())), "qti21")
    assert [(entry.stem, entry.body) for entry in entries] == [(text, choice("no", right=text)) for text in HOSTILE]


def test_questions_come_in_the_order_of_the_manifest(tmp_path: Path) -> None:
    listed = "".join(f'<resource identifier="{name}" href="items/{name}.xml"/>' for name in ("b", "c", "a"))
    entries = [("imsmanifest.xml", f"<manifest><resources>{listed}</resources></manifest>".encode())]
    texts = [(name, item(f"<p>{name}?</p>{TEXT}", declared("x", base="string"), name)) for name in "abcd"]
    entries += [(f"items/{name}.xml", text.encode()) for name, text in texts]
    found = items(bank(tmp_path, "p.zip", zip_bytes(iter(entries))), "qti21")
    assert [(each.ident, each.stem) for each in found] == [("b", "b?"), ("c", "c?"), ("a", "a?"), ("d", "d?")]


def test_a_document_that_is_broken_loses_no_other(tmp_path: Path) -> None:
    files = {"1.xml": item(choices("a", "b"), declared("c0")), "2.xml": item(choices("a", "b"), declared("c0"))[:-30]}
    broken = bank(tmp_path, "p.zip", zip_bytes((name, text.encode()) for name, text in files.items()))
    entries = [entry for entry in read(broken, "qti21") if isinstance(entry, ImportedQuestion | RejectedQuestion)]
    assert [type(entry) for entry in entries] == [ImportedQuestion, RejectedQuestion]
    assert entries[1].file.endswith("p.zip/2.xml") and entries[1].line == 2
    with pytest.raises(ContentError):
        read(bank(tmp_path, "i.xml", files["2.xml"]), "qti21")


@pytest.mark.parametrize(
    ("comparison", "tolerance", "losses"),
    [
        ('equal toleranceMode="absolute" tolerance="0.5 0.5"', "0.5", []),
        ('equal toleranceMode="relative" tolerance="5"', "2", []),
        ('equal toleranceMode="absolute" tolerance="1 2"', "1", ["tolerance that differs below and above"]),
        ('equal toleranceMode="exact"', "", []),
        ('equalRounded figures="1"', "", ["rounding of the answer"]),
    ],
)
def test_the_tolerance_of_a_number(comparison: str, tolerance: str, losses: list[str], tmp_path: Path) -> None:
    name = comparison.partition(" ")[0]
    processing = f'<responseProcessing><{comparison}><variable identifier="RESPONSE"/></{name}></responseProcessing>'
    text = item(f"<p>How many? {TEXT}</p>", declared("40", base="float"), after=processing)
    (entry,) = items(bank(tmp_path, "i.xml", text), "qti21")
    assert (entry.body, lost(entry)) == (Number("40", "40", tolerance=tolerance), losses)


def test_sections_of_a_test_are_those_of_its_questions(tmp_path: Path) -> None:
    def section(title: str, *inside: str) -> str:
        return f'<assessmentSection identifier="s" title="{title}" visible="true">{"".join(inside)}</assessmentSection>'

    def reference(name: str) -> str:
        return f'<assessmentItemRef identifier="{name}" href="../items/{name}.xml"/>'

    rubric = '<rubricBlock view="candidate"><p>Read the text.</p></rubricBlock>'
    parts = section("A/B", rubric, reference("a"), section("Deep", reference("b"))) + section("C", reference("c"))
    files = {f"items/{name}.xml": item(choices("x", "y"), declared("c0"), name) for name in "abcd"}
    test = f'<assessmentTest identifier="t" title="My test"><testPart>{parts}</testPart></assessmentTest>'
    files["tests/test.xml"] = test
    entries = read(bank(tmp_path, "p.zip", zip_bytes((name, text.encode()) for name, text in files.items())), "qti21")
    sections = {entry.ident: entry.section for entry in entries if isinstance(entry, ImportedQuestion)}
    assert sections == {"a": "A B", "b": "A B/Deep", "c": "C", "d": ""}
    assert BankDetails("My test") in entries
    assert [entry.what for entry in entries if isinstance(entry, BankLoss)] == ["texts of a test for several questions"]


def test_gaps_beside_other_interactions_are_one_question_of_their_own(tmp_path: Path) -> None:
    written = (
        '<p>A <textEntryInteraction responseIdentifier="A"/> and B <textEntryInteraction responseIdentifier="B"/></p>'
    )
    upload = '<uploadInteraction responseIdentifier="C"/>'
    responses = "".join(declared(name.lower(), base="string", name=name) for name in "AB")
    text = item(written + upload + choices("x", "y"), responses + declared(base="file", name="C") + declared("c0"))
    found = read(bank(tmp_path, "i.xml", text), "qti21")
    gapped, rejected, chosen = (entry for entry in found if not isinstance(entry, BankDetails))
    assert isinstance(gapped, ImportedQuestion) and isinstance(chosen, ImportedQuestion)
    assert gapped.body == GappedText(("A ", TextGap("a"), " and B ", TextGap("b")))
    assert isinstance(rejected, RejectedQuestion) and "file" in rejected.message
    assert (chosen.body, [gapped.ident, chosen.ident]) == (choice("y", right="x"), ["i1", "i1-3"])


def test_elements_of_an_extension_are_no_words_and_reasons_are_feedback(tmp_path: Path) -> None:
    reasons = '<rationale identifier="c0">Too few</rationale><rationale identifier="c1"><p>Right</p></rationale>'
    after = f'<choiceRationales responseIdentifier="RESPONSE">{reasons}</choiceRationales>'
    before = "<teacherInstructions>Read aloud.</teacherInstructions><direction>Choose <hint>one</hint>.</direction>"
    (entry,) = items(bank(tmp_path, "i.xml", item(before + choices("a", "b") + after, declared("c1"))), "qti21")
    assert entry.body == ChooseOne((option("a", feedback="Too few"), option("b", True, "Right")))
    assert (entry.stem, lost(entry)) == ("Choose one.\nWhat?", ["notes for whoever marks the answers"])
