"""``canvas.zip``: QTI 1.2 in a package, for the New Quizzes and the Classic Quizzes of Canvas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar
from xml.etree.ElementTree import Element

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.exercise import SORTS, Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.qti12 import assessment, assessment_id, item
from quizgen.exporters.interchange.xml import HEAD, add, written

_TYPES: Mapping[Sort, str] = {
    "choice": "multiple_choice_question",
    "response": "multiple_answers_question",
    "truth": "true_false_question",
    "text": "short_answer_question",
    "number": "numerical_question",
    "order": "ordering_question",
    "match": "matching_question",
    "open": "essay_question",
}
# Canvas puts a package's own folder in place of this.
_PICTURES = "%24IMS-CC-FILEBASE%24/images"
_PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


class Canvas(Format):
    """Exports everything but labels of pictures; lists are marked by hand."""

    name = "canvas"
    summary = "the quiz for Canvas: QTI 1.2 for New Quizzes and Classic (canvas.zip)"
    carries: ClassVar = Carries(
        sorts=frozenset(SORTS) - {"list", "labels"},
        features=frozenset(FEATURES) - {"tags", "recording", "number in words", "unit"},
        instead={"list": "open"},
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The manifest, the questions, the quiz's settings, the pictures."""
        return {"canvas.zip": zip_bytes(_entries(bank))}


def _entries(bank: Bank) -> Iterator[tuple[str, bytes]]:
    id = assessment_id(bank)
    pictures = {each.picture.name: each.picture.content for each in bank.exercises if each.picture}
    yield "imsmanifest.xml", _manifest(id, pictures)
    items = (item(each, _metadata(each), _PICTURES) for each in bank.exercises)
    yield f"{id}/{id}.xml", assessment(bank, {"cc_maxattempts": "1"}, items)
    yield f"{id}/assessment_meta.xml", _settings(bank, id)
    for name, content in sorted(pictures.items()):
        yield f"images/{name}", content


def _metadata(exercise: Exercise) -> dict[str, str]:
    notes = {"grading_notes": str(exercise.solution)} if exercise.sort == "open" else {}
    return {
        "question_type": _TYPES[exercise.sort],
        "points_possible": str(exercise.points),
        "assessment_question_identifierref": hex_id(exercise.id, "question"),
        **notes,
    }


def _manifest(id: str, pictures: Mapping[str, bytes]) -> bytes:
    """One resource is the quiz, and depends on its settings; a picture is one each."""
    root = Element("manifest", {"identifier": f"{id}-manifest", "xmlns": _PACKAGING})
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    quiz = add(resources, "resource", attributes={"identifier": id, "type": "imsqti_xmlv1p2"})
    add(quiz, "file", attributes={"href": f"{id}/{id}.xml"})
    add(quiz, "dependency", attributes={"identifierref": f"{id}-meta"})
    _resource(resources, f"{id}-meta", _META, f"{id}/assessment_meta.xml")
    for name in sorted(pictures):
        _resource(resources, hex_id("picture", name), "webcontent", f"images/{name}")
    return HEAD + written(root) + b"\n"


def _resource(resources: Element, identifier: str, kind: str, href: str) -> None:
    made = add(resources, "resource", attributes={"identifier": identifier, "type": kind, "href": href})
    add(made, "file", attributes={"href": href})


def _settings(bank: Bank, id: str) -> bytes:
    root = Element("quiz", {"identifier": id, "xmlns": "http://canvas.instructure.com/xsd/cccv1p0"})
    add(root, "title", bank.title)
    add(root, "shuffle_answers", "false")
    add(root, "scoring_policy", "keep_highest")
    add(root, "quiz_type", "assignment")
    add(root, "points_possible", str(sum(exercise.points for exercise in bank.exercises)))
    add(root, "show_correct_answers", "true")
    add(root, "allowed_attempts", "1")
    return HEAD + written(root) + b"\n"
