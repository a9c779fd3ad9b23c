"""The tests of a QTI 2.x or 3 package: what they are called, in which section an item is, and what they say to all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from quizgen.importers.bank import BankFile
from quizgen.importers.documents import Document, documents
from quizgen.importers.qti21_body import with_names_of_version_2
from quizgen.importers.xml_elements import BrokenXml, every, questions, words

TESTS = ("assessmentTest", "qti-assessment-test")


@dataclass(slots=True)
class PackagedTests:
    """The titles of a package's tests, the section of each item by its file, and whether they have texts of their own.

    There are sections only where a test has several.
    """

    titles: list[str] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    has_texts: bool = False


def packaged_tests(bank: BankFile) -> PackagedTests:
    """What the tests of the package say; nothing of a test that is no XML."""
    packaged = PackagedTests()
    if not bank.is_zip:
        return packaged
    for document in (document for root in TESTS for document in documents(bank, root)):
        try:
            tests = [with_names_of_version_2(test) for test in questions(document.content, frozenset(TESTS), "")]
        except BrokenXml:
            continue
        for test in tests:
            packaged.titles.append(test.get("title", ""))
            packaged.has_texts |= any(words(block) for block in every(test, "rubricBlock"))
            sections = dict(_sections(test, document, ()))
            if len(set(sections.values())) > 1:
                packaged.sections |= sections
    return packaged


def _sections(element: Element, document: Document, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The file of each item, and the titles of the sections in which it is."""
    for child in element:
        if child.tag == "assessmentItemRef":
            folder = PurePosixPath(document.where).parent
            yield normpath(f"{folder}/{unquote(child.get('href', ''))}"), "/".join(path)
        elif child.tag == "assessmentSection":
            title = " ".join(child.get("title", "").replace("/", " ").split())
            yield from _sections(child, document, (*path, title) if title else path)
        else:
            yield from _sections(child, document, path)
