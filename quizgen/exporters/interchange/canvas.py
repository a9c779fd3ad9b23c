"""``canvas.zip``: QTI 1.2 in a package, for the New Quizzes and the Classic Quizzes of Canvas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.exercise import SORTS, Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.qti12 import assessment, assessment_id, item
from quizgen.exporters.interchange.xml import document, element, escaped

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
_SETTINGS = "http://canvas.instructure.com/xsd/cccv1p0"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


class Canvas(Format):
    """Exports everything but labels of pictures; lists are marked by hand."""

    name = "canvas"
    summary = "the quiz for Canvas: QTI 1.2 for New Quizzes and Classic (canvas.zip)"
    carries: ClassVar = Carries(
        sorts=frozenset(SORTS) - {"list", "labels"},
        features=frozenset(FEATURES) - {"tags", "recording", "number in words", "unit"},
        instead={"list": "open", "labels": "match"},
        covered=True,
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The manifest, the questions, the quiz's settings, the pictures."""
        return {"canvas.zip": zip_bytes(_entries(bank))}


def _entries(bank: Bank) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
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
    metadata = element("schema", "IMS Content") + element("schemaversion", "1.1.3")
    file = element("file", attributes={"href": f"{id}/{id}.xml"})
    settings = element("dependency", attributes={"identifierref": f"{id}-meta"})
    resources = [
        element("resource", file + settings, {"identifier": id, "type": "imsqti_xmlv1p2"}),
        _resource(f"{id}-meta", _META, f"{id}/assessment_meta.xml"),
        *(_resource(hex_id("picture", name), "webcontent", f"images/{name}") for name in sorted(pictures)),
    ]
    content = element("metadata", metadata) + element("organizations") + element("resources", "".join(resources))
    return document(element("manifest", content, {"identifier": f"{id}-manifest", "xmlns": _PACKAGING}))


def _resource(identifier: str, kind: str, href: str) -> str:
    file = element("file", attributes={"href": href})
    return element("resource", file, {"identifier": identifier, "type": kind, "href": href})


def _settings(bank: Bank, id: str) -> bytes:
    settings = {
        "title": bank.title,
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "assignment",
        "points_possible": str(sum(exercise.points for exercise in bank.exercises)),
        "show_correct_answers": "true",
        "allowed_attempts": "1",
    }
    content = "".join(element(name, escaped(value)) for name, value in settings.items())
    return document(element("quiz", content, {"identifier": id, "xmlns": _SETTINGS}))
