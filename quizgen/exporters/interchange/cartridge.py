"""``quiz.imscc``: a Common Cartridge 1.1 with the quiz as an assessment, in its profile of QTI 1.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar
from xml.etree.ElementTree import Element

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.exercise import Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.qti12 import assessment, assessment_id, item
from quizgen.exporters.interchange.xml import HEAD, add, written

_PROFILES: Mapping[Sort, str] = {
    "choice": "cc.multiple_choice.v0p1",
    "response": "cc.multiple_response.v0p1",
    "truth": "cc.true_false.v0p1",
    "text": "cc.fib.v0p1",
    "open": "cc.essay.v0p1",
}
_PICTURES = "$IMS-CC-FILEBASE$/images"
_PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_MANIFEST = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"


class CommonCartridge(Format):
    """Exports the sorts of question that the profile has; of others, what can be asked in words or in writing."""

    name = "common-cartridge"
    summary = "the quiz as a Common Cartridge, for most learning platforms (quiz.imscc)"
    carries: ClassVar = Carries(
        sorts=frozenset(_PROFILES),
        features=frozenset(FEATURES) - {"tags", "recording", "tolerance", "unit", "spare answers"},
        instead={"number": "text", "list": "open"},
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The manifest, the assessment, the pictures."""
        return {"quiz.imscc": zip_bytes(_entries(bank))}


def _entries(bank: Bank) -> Iterator[tuple[str, bytes]]:
    id = assessment_id(bank)
    pictures = {each.picture.name: each.picture.content for each in bank.exercises if each.picture}
    yield "imsmanifest.xml", _manifest(bank, id, pictures)
    items = (item(each, _metadata(each), _PICTURES) for each in bank.exercises)
    yield f"{id}/{id}.xml", assessment(bank, {"cc_profile": "cc.exam.v0p1", "cc_maxattempts": "1"}, items)
    for name, content in sorted(pictures.items()):
        yield f"images/{name}", content


def _metadata(exercise: Exercise) -> dict[str, str]:
    """What the profile wants to be said; of an essay also that no computer scores it."""
    marked = {"qmd_computerscored": "No"} if exercise.sort == "open" else {}
    return {"cc_profile": _PROFILES[exercise.sort], "cc_weighting": str(exercise.points), **marked}


def _manifest(bank: Bank, id: str, pictures: Mapping[str, bytes]) -> bytes:
    root = Element("manifest", {"identifier": f"{id}-manifest", "xmlns": _PACKAGING, "xmlns:lom": _MANIFEST})
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Common Cartridge")
    add(metadata, "schemaversion", "1.1.0")
    title = add(add(add(metadata, "lom:lom"), "lom:general"), "lom:title")
    add(title, "lom:string", bank.title, {"language": bank.language})
    organization = add(
        add(root, "organizations"),
        "organization",
        attributes={"identifier": f"{id}-contents", "structure": "rooted-hierarchy"},
    )
    top = add(organization, "item", attributes={"identifier": f"{id}-top"})
    entry = add(top, "item", attributes={"identifier": f"{id}-item", "identifierref": id})
    add(entry, "title", bank.title)
    resources = add(root, "resources")
    quiz = add(resources, "resource", attributes={"identifier": id, "type": "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"})
    add(quiz, "file", attributes={"href": f"{id}/{id}.xml"})
    for name in sorted(pictures):
        href, identifier = f"images/{name}", hex_id("picture", name)
        add(quiz, "dependency", attributes={"identifierref": identifier})
        made = add(resources, "resource", attributes={"identifier": identifier, "type": "webcontent", "href": href})
        add(made, "file", attributes={"href": href})
    return HEAD + written(root) + b"\n"
