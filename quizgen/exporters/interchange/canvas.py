"""``canvas.zip``: QTI 1.2 in a package, for the New Quizzes and the Classic Quizzes of Canvas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, assert_never

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.qti12 import assessment, assessment_id, item
from quizgen.exporters.interchange.xml import document, element, escape
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
)

# Canvas replaces this by the package's own folder.
_PICTURES = "%24IMS-CC-FILEBASE%24/images"
_PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_SETTINGS = "http://canvas.instructure.com/xsd/cccv1p0"
_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


class Canvas(Format):
    """Exports everything except labels of pictures; lists are marked by hand."""

    name = "canvas"
    summary = "the quiz for Canvas: QTI 1.2 for New Quizzes and Classic"
    file_names = ("canvas.zip",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral, TrueFalse, ShortText, Number, Ordering, Matching, Gaps, OpenAnswer)),
        features=frozenset(FEATURES) - {"difficulty", "tags", "recording", "number in words", "unit"},
        instead={ListAnswer: OpenAnswer, PictureLabels: Matching},
        covered=True,
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return a package with the manifest, the questions, the quiz's settings and the pictures."""
        return {"canvas.zip": zip_bytes(_entries(bank))}


def _entries(bank: QuestionBank) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    id = assessment_id(bank)
    pictures = {question.picture.name: question.picture.content for question in bank.questions if question.picture}
    yield "imsmanifest.xml", _manifest(id, pictures)
    items = (item(question, _metadata(question), _PICTURES) for question in bank.questions)
    yield f"{id}/{id}.xml", assessment(bank, {"cc_maxattempts": "1"}, items)
    yield f"{id}/assessment_meta.xml", _settings(bank, id)
    for name, content in sorted(pictures.items()):
        yield f"images/{name}", content


def _metadata(question: BankQuestion) -> dict[str, str]:
    notes = {"grading_notes": str(question.body.sample)} if isinstance(question.body, OpenAnswer) else {}
    return {
        "question_type": f"{_type(question.body)}_question",
        "points_possible": str(question.points),
        "assessment_question_identifierref": hex_id(question.id, "question"),
        **notes,
    }


def _type(body: ItemBody) -> str:
    match body:
        case ChooseOne():
            return "multiple_choice"
        case ChooseSeveral():
            return "multiple_answers"
        case TrueFalse():
            return "true_false"
        case ShortText():
            return "short_answer"
        case Number():
            return "numerical"
        case Ordering():
            return "ordering"
        case Matching() | Gaps():
            return "matching"
        case OpenAnswer():
            return "essay"
        case ListAnswer() | PictureLabels():
            raise NotHeldError(body)
        case _:
            assert_never(body)


def _manifest(id: str, pictures: Mapping[str, bytes]) -> bytes:
    """The resources are the quiz, the settings that it depends on, and each picture."""
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


def _settings(bank: QuestionBank, id: str) -> bytes:
    settings = {
        "title": bank.title,
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "assignment",
        "points_possible": str(sum(question.points for question in bank.questions)),
        "show_correct_answers": "true",
        "allowed_attempts": "1",
    }
    content = "".join(element(name, escape(value)) for name, value in settings.items())
    return document(element("quiz", content, {"identifier": id, "xmlns": _SETTINGS}))
