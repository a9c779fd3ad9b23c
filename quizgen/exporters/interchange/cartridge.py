"""``quiz.imscc``: a Common Cartridge 1.1 with the quiz as an assessment, in its profile of QTI 1.2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.qti12 import assessment, assessment_id, item
from quizgen.exporters.interchange.xml import document, element, escape
from quizgen.model.body import ChooseOne, ChooseSeveral, ItemBody, ListAnswer, Number, OpenAnswer, ShortText, TrueFalse

_PROFILES: Mapping[type[ItemBody], str] = {
    ChooseOne: "cc.multiple_choice.v0p1",
    ChooseSeveral: "cc.multiple_response.v0p1",
    TrueFalse: "cc.true_false.v0p1",
    ShortText: "cc.fib.v0p1",
    OpenAnswer: "cc.essay.v0p1",
}
_PICTURES = "$IMS-CC-FILEBASE$/images"
_PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_MANIFEST = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"


class CommonCartridge(Format):
    """Exports the profile's question types; numbers are typed as words, lists are marked by hand."""

    name = "common-cartridge"
    summary = "the quiz as a Common Cartridge, for most learning platforms"
    file_names = ("quiz.imscc",)
    carries: ClassVar = Carries(
        types=frozenset(_PROFILES),
        features=frozenset(FEATURES) - {"difficulty", "tags", "recording", "tolerance", "unit", "spare answers"},
        instead={Number: ShortText, ListAnswer: OpenAnswer},
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return a package with the manifest, the assessment and the pictures."""
        return {"quiz.imscc": zip_bytes(_entries(bank))}


def _entries(bank: QuestionBank) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    id = assessment_id(bank)
    pictures = {question.picture.name: question.picture.content for question in bank.questions if question.picture}
    yield "imsmanifest.xml", _manifest(bank, id, pictures)
    items = (item(question, _metadata(question), _PICTURES) for question in bank.questions)
    yield f"{id}/{id}.xml", assessment(bank, {"cc_profile": "cc.exam.v0p1", "cc_maxattempts": "1"}, items)
    for name, content in sorted(pictures.items()):
        yield f"images/{name}", content


def _metadata(question: BankQuestion) -> dict[str, str]:
    """What the profile requires; an essay also says that no computer scores it."""
    marked = {"qmd_computerscored": "No"} if isinstance(question.body, OpenAnswer) else {}
    return {"cc_profile": _PROFILES[type(question.body)], "cc_weighting": str(question.points), **marked}


def _manifest(bank: QuestionBank, id: str, pictures: Mapping[str, bytes]) -> bytes:
    content = element("metadata", _description(bank))
    content += element("organizations", _contents(bank, id))
    content += element("resources", "".join(_resources(id, pictures)))
    attributes = {"identifier": f"{id}-manifest", "xmlns": _PACKAGING, "xmlns:lom": _MANIFEST}
    return document(element("manifest", content, attributes))


def _description(bank: QuestionBank) -> str:
    title = element("lom:string", escape(bank.title), {"language": bank.language})
    general = element("lom:lom", element("lom:general", element("lom:title", title)))
    return element("schema", "IMS Common Cartridge") + element("schemaversion", "1.1.0") + general


def _contents(bank: QuestionBank, id: str) -> str:
    title = element("title", escape(bank.title))
    quiz = element("item", title, {"identifier": f"{id}-item", "identifierref": id})
    top = element("item", quiz, {"identifier": f"{id}-top"})
    return element("organization", top, {"identifier": f"{id}-contents", "structure": "rooted-hierarchy"})


def _resources(id: str, pictures: Mapping[str, bytes]) -> Iterator[str]:
    """The quiz, and the pictures that it depends on."""
    hrefs = {hex_id("picture", name): f"images/{name}" for name in sorted(pictures)}
    dependencies = [element("dependency", attributes={"identifierref": identifier}) for identifier in hrefs]
    quiz = _file(f"{id}/{id}.xml") + "".join(dependencies)
    yield element("resource", quiz, {"identifier": id, "type": "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"})
    for identifier, href in hrefs.items():
        yield element("resource", _file(href), {"identifier": identifier, "type": "webcontent", "href": href})


def _file(href: str) -> str:
    return element("file", attributes={"href": href})
