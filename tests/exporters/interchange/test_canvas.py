"""The package for Canvas, by the rules of its importers: read back with another parser, whatever is in it."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from exercises import TEXTS, bank_of, exercises, shown
from hypothesis import given, settings

from quizgen.exporters.interchange.canvas import Canvas
from quizgen.exporters.interchange.exercise import Choice, Exercise, Media
from quizgen.exporters.interchange.fitting import fitted
from quizgen.model.text import Text, parse_text

NS = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
PACKAGE = {"p": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}


def package(*made: Exercise) -> dict[str, bytes]:
    content = Canvas().files(fitted(bank_of(*made), Canvas.carries)[0])["canvas.zip"]
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
    """What an importer makes of an item: its type by the metadata, what is right by the conditions with a score."""
    fields = {
        str(field.findtext("q:fieldlabel", "", NS)): field.findtext("q:fieldentry", "", NS)
        for field in item.iterfind(".//q:qtimetadatafield", NS)
    }
    sort = fields["question_type"].removesuffix("_question")
    scoring = [each for each in item.iterfind(".//q:respcondition", NS) if each.find("q:setvar", NS) is not None]
    equal = [
        (each.get("respident"), each.text or "") for cond in scoring for each in cond.iterfind(".//q:varequal", NS)
    ]
    labels = {each.attrib["ident"]: material(each) for each in item.iterfind(".//q:response_label", NS)}
    feedback = {
        each.attrib["ident"]: material(each, "q:flow_mat/q:material/q:mattext")
        for each in item.iterfind("q:itemfeedback", NS)
    }
    found: dict[str, object] = {
        "sort": sort,
        "prompt": material(item.find("q:presentation", NS)),
        "points": fields["points_possible"],
        "notes": feedback.get("general_fb", ""),
    }
    if sort in ("multiple_choice", "multiple_answers"):
        wrong = {each.text for each in item.iterfind(".//q:not/q:varequal", NS)}
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
        prompts = {each.attrib["ident"]: material(each) for each in item.iterfind(".//q:response_lid", NS)}
        found["pairs"] = [(prompts[str(id)], labels[value]) for id, value in equal]
        found["answers"] = set(labels.values())
    else:
        found["solution"] = fields["grading_notes"]
    return found


def expected(exercise: Exercise) -> dict[str, object]:
    sorts = {"choice": "multiple_choice", "response": "multiple_answers", "truth": "true_false", "list": "essay"}
    sorts |= {"text": "short_answer", "number": "numerical", "order": "ordering", "match": "matching"}
    notes = exercise.notes if exercise.sort != "list" else (exercise.solution, *exercise.notes)
    found: dict[str, object] = {
        "sort": sorts[exercise.sort],
        "prompt": str(exercise.prompt),
        "points": str(exercise.points),
        "notes": "\n\n".join(map(str, notes)),
    }
    match exercise.sort:
        case "choice" | "response":
            found["choices"] = [(str(c.text), c.right, str(c.feedback)) for c in exercise.choices]
        case "truth":
            found["truth"] = str(exercise.truth)
        case "text":
            found["answers"] = list(exercise.accepted)
        case "number":
            found["numbers"] = [(n.value, n.value - n.margin, n.value + n.margin) for n in exercise.numbers]
        case "order":
            found["steps"] = [str(step) for step in exercise.steps]
        case "match":
            found["pairs"] = [(str(prompt), str(answer)) for prompt, answer in exercise.pairs]
            found["answers"] = {str(each) for each in (*(answer for _, answer in exercise.pairs), *exercise.spares)}
        case _:
            found["solution"] = str(exercise.solution)
    return found


@settings(max_examples=30)
@given(exercises(("choice", "response", "truth", "text", "number", "list", "order", "match")))
def test_what_is_written_reads_back(exercise: Exercise) -> None:
    (item,) = items(package(exercise))
    assert read(item) == expected(exercise)


def test_hostile_texts_come_out_as_written_everywhere() -> None:
    made = []
    for place, text in enumerate(TEXTS):
        some, other = parse_text(text), parse_text(f"{text} too")
        choices = (Choice(some, True, some), Choice(other, False, other))
        made += [
            Exercise(f"t/a{place}/x/y", "choice", some, choices=choices, feedback=(some,)),
            Exercise(f"t/b{place}/x/y", "text", some, answers=((text,),)),
            Exercise(f"t/c{place}/x/y", "match", some, pairs=((some, other), (other, some))),
            Exercise(f"t/d{place}/x/y", "order", some, steps=(some, other)),
        ]
    assert [read(item) for item in items(package(*made))] == [*map(expected, made)]


def test_a_manifest_lists_the_quiz_once_and_its_pictures() -> None:
    """A second resource of a type for quizzes would be a second quiz."""
    files = package(
        Exercise("t/a/x/y", "text", parse_text("?"), answers=(("x",),), picture=Media("p-1.svg", b"<svg/>", "A")),
        Exercise("t/b/x/y", "text", parse_text("?"), answers=(("x",),), picture=Media("p-1.svg", b"<svg/>", "A")),
    )
    resources = ElementTree.fromstring(files["imsmanifest.xml"]).findall("p:resources/p:resource", PACKAGE)
    kinds = sorted(each.attrib["type"].partition("/")[0] for each in resources)
    assert kinds == ["associatedcontent", "imsqti_xmlv1p2", "webcontent"]
    listed = {file.attrib["href"] for each in resources for file in each.findall("p:file", PACKAGE)}
    assert listed | {"imsmanifest.xml"} == set(files)
    assert files["images/p-1.svg"] == b"<svg/>"
    prompt = items(files)[0].findtext("q:presentation/q:material/q:mattext", "", NS)
    assert '<img src="%24IMS-CC-FILEBASE%24/images/p-1.svg" alt="A">' in prompt


def test_an_ident_depends_on_the_id_alone() -> None:
    one, other = (
        items(package(Exercise("t/a/x/y", "text", Text(parse_text(prompt).spans), answers=(("x",),))))[0]
        for prompt in ("Before", "After")
    )
    assert one.attrib["ident"] == other.attrib["ident"]


@pytest.mark.parametrize(("sort", "continues"), [("list", True), ("text", False)])
def test_an_essay_is_told_from_a_short_answer(sort: str, continues: bool) -> None:
    """New Quizzes takes a field for an essay where a condition that ends the marking holds for anything."""
    item = items(package(Exercise("t/a/x/y", sort, parse_text("?"), answers=(("x",),), proof=(parse_text("q"),))))[0]
    ends = [each for each in item.iterfind(".//q:respcondition", NS) if each.get("continue") == "No"]
    assert any(each.find("q:conditionvar/q:other", NS) is not None for each in ends) is continues
