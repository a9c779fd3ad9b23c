"""The package for Canvas, by the rules of its importers: read back with another parser, whatever is in it."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from bank_questions import TEXTS, bank_of, bank_questions, held, ordering, shown
from hypothesis import given, settings

from quizgen.exporters.interchange.bank import BankQuestion, MediaFile, accepted_answers
from quizgen.exporters.interchange.canvas import Canvas
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Member,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    ShortText,
    TrueFalse,
    matching_of,
    pairs_of,
    spares_of,
)
from quizgen.model.right_numbers import right_numbers
from quizgen.model.text import parse_text

NS = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
PACKAGE = {"p": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}


def package(*questions: BankQuestion) -> dict[str, bytes]:
    content = Canvas().files(fitted_bank(bank_of(*questions), Canvas.carries)[0])["canvas.zip"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def items(files: dict[str, bytes]) -> list[ElementTree.Element]:
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    (quiz,) = manifest.findall("p:resources/p:resource[@type='imsqti_xmlv1p2']", PACKAGE)
    (file,) = quiz.findall("p:file", PACKAGE)
    return ElementTree.fromstring(files[file.attrib["href"]]).findall(".//q:item", NS)


def material(element: ElementTree.Element | None, path: str = "q:material/q:mattext") -> str:
    found = element.find(path, NS) if element is not None else None
    return "" if found is None else shown(found.text or "")


def read(item: ElementTree.Element) -> dict[str, object]:
    """What an importer reads from an item: its type from the metadata, the key from the conditions with a score."""
    fields = {
        str(field.findtext("q:fieldlabel", "", NS)): field.findtext("q:fieldentry", "", NS)
        for field in item.iterfind(".//q:qtimetadatafield", NS)
    }
    sort = fields["question_type"].removesuffix("_question")
    scoring = [
        element for element in item.iterfind(".//q:respcondition", NS) if element.find("q:setvar", NS) is not None
    ]
    equal = [
        (element.get("respident"), element.text or "")
        for cond in scoring
        for element in cond.iterfind(".//q:varequal", NS)
    ]
    labels = {element.attrib["ident"]: material(element) for element in item.iterfind(".//q:response_label", NS)}
    feedback = {
        element.attrib["ident"]: material(element, "q:flow_mat/q:material/q:mattext")
        for element in item.iterfind("q:itemfeedback", NS)
    }
    found: dict[str, object] = {
        "sort": sort,
        "prompt": material(item.find("q:presentation", NS)),
        "points": fields["points_possible"],
        "notes": feedback.get("general_fb", ""),
    }
    if sort in ("multiple_choice", "multiple_answers"):
        wrong = {element.text for element in item.iterfind(".//q:not/q:varequal", NS)}
        right = {value for _, value in equal} - wrong
        found["choices"] = [(text, id in right, feedback.get(f"{id}_fb", "")) for id, text in labels.items()]
    elif sort == "true_false":
        found["truth"] = labels[equal[0][1]]
    elif sort == "short_answer":
        found["answers"] = [value for _, value in equal]
    elif sort == "numerical":
        found["numbers"] = [
            tuple(Decimal(str(each.findtext(f".//q:{tag}", "", NS))) for tag in ("varequal", "vargte", "varlte"))
            for each in scoring
        ]
    elif sort == "ordering":
        found["steps"] = [labels[value] for _, value in equal]
    elif sort == "matching":
        prompts = {element.attrib["ident"]: material(element) for element in item.iterfind(".//q:response_lid", NS)}
        found["pairs"] = [(prompts[str(id)], labels[value]) for id, value in equal]
        found["answers"] = set(labels.values())
    else:
        found["solution"] = fields["grading_notes"]
    return found


def expected(question: BankQuestion) -> dict[str, object]:
    """What should be read from a question that was fitted to Canvas."""
    found: dict[str, object] = {
        "prompt": str(question.prompt),
        "points": str(question.points),
        "notes": "\n\n".join(map(str, question.sample_and_notes)),
    }
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            sort = "multiple_choice" if isinstance(body, ChooseOne) else "multiple_answers"
            choices = [(str(choice.text), choice.correct, str(choice.feedback)) for choice in body.choices]
            return found | {"sort": sort, "choices": choices}
        case TrueFalse(true):
            return found | {"sort": "true_false", "truth": str(true)}
        case ShortText() as body:
            return found | {"sort": "short_answer", "answers": list(accepted_answers(body))}
        case Number() as body:
            numbers = [(n.value, n.value - n.margin, n.value + n.margin) for n in right_numbers(body)]
            return found | {"sort": "numerical", "numbers": numbers}
        case Ordering() as body:
            return found | {"sort": "ordering", "steps": [str(step) for step in body.in_order]}
        case Matching() | Gaps() as body:
            pairs = [(str(prompt), str(answer)) for prompt, answer in pairs_of(body)]
            answers = {answer for _, answer in pairs} | {str(spare) for spare in spares_of(body)}
            return found | {"sort": "matching", "pairs": pairs, "answers": answers}
        case OpenAnswer(sample):
            return found | {"sort": "essay", "solution": str(sample)}
        case body:
            raise AssertionError(body)


@settings(max_examples=30)
@given(bank_questions(held(Canvas.carries)))
def test_what_is_written_reads_back(question: BankQuestion) -> None:
    (item,) = items(package(question))
    bank, _ = fitted_bank(bank_of(question), Canvas.carries)
    assert [read(item)] == [*map(expected, bank.questions)]


def test_hostile_texts_come_out_as_written_everywhere() -> None:
    questions = []
    for place, text in enumerate(TEXTS):
        some, other = parse_text(text), parse_text(f"{text} too")
        options = (Option(some, True, some), Option(other, False, other))
        questions += [
            BankQuestion(f"t/a{place}/x/y", some, ChooseOne(options), feedback=(some,)),
            BankQuestion(f"t/b{place}/x/y", some, ShortText(text)),
            BankQuestion(f"t/c{place}/x/y", some, matching_of([(some, other), (other, some)])),
            BankQuestion(f"t/d{place}/x/y", some, ordering(some, other)),
        ]
    assert [read(item) for item in items(package(*questions))] == [*map(expected, questions)]


def test_a_manifest_lists_the_quiz_once_and_its_pictures() -> None:
    """A second resource of a type for quizzes would be a second quiz."""
    files = package(
        BankQuestion("t/a/x/y", parse_text("?"), ShortText("x"), picture=MediaFile("p-1.svg", b"<svg/>", "A")),
        BankQuestion("t/b/x/y", parse_text("?"), ShortText("x"), picture=MediaFile("p-1.svg", b"<svg/>", "A")),
    )
    resources = ElementTree.fromstring(files["imsmanifest.xml"]).findall("p:resources/p:resource", PACKAGE)
    kinds = sorted(resource.attrib["type"].partition("/")[0] for resource in resources)
    assert kinds == ["associatedcontent", "imsqti_xmlv1p2", "webcontent"]
    listed = {file.attrib["href"] for resource in resources for file in resource.findall("p:file", PACKAGE)}
    assert listed | {"imsmanifest.xml"} == set(files)
    assert files["images/p-1.svg"] == b"<svg/>"
    prompt = items(files)[0].findtext("q:presentation/q:material/q:mattext", "", NS)
    assert '<img src="%24IMS-CC-FILEBASE%24/images/p-1.svg" alt="A">' in prompt


def test_an_ident_depends_only_on_the_id() -> None:
    one, other = (
        items(package(BankQuestion("t/a/x/y", parse_text(prompt), ShortText("x"))))[0] for prompt in ("Before", "After")
    )
    assert one.attrib["ident"] == other.attrib["ident"]


@pytest.mark.parametrize(("body", "continues"), [(ListAnswer((Member("x"),), 1), True), (ShortText("x"), False)])
def test_an_essay_is_not_a_short_answer(body: ItemBody, continues: bool) -> None:
    """New Quizzes takes a field for an essay where a condition that ends the marking holds for anything."""
    item = items(package(BankQuestion("t/a/x/y", parse_text("?"), body, evidence=(parse_text("q"),))))[0]
    ends = [element for element in item.iterfind(".//q:respcondition", NS) if element.get("continue") == "No"]
    assert any(end.find("q:conditionvar/q:other", NS) is not None for end in ends) is continues
