"""The XML documents of a bank: the file itself, or those in a container, with the pictures beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from pathlib import PurePosixPath
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote

from quizgen.importers.bank import BankFile
from quizgen.importers.data_pictures import data_picture
from quizgen.importers.imported import BankEntry, RejectedQuestion
from quizgen.importers.question_draft import LARGEST_PICTURE, Pictures
from quizgen.importers.xml_elements import BrokenXml

ENDINGS = (".xml", ".qti", ".dat")
_BASES = re.compile(r"^(?:\$IMS-CC-FILEBASE\$|%24IMS-CC-FILEBASE%24|\$WIKI_REFERENCE\$|\./)/*")
_TITLE = re.compile(
    r"<(?:\w+:)?(?:assessment|assessmentTest|objectbank)\b[^>]*?\btitle\s*=\s*([\"'])(.*?)\1", re.DOTALL
)
_MANIFEST = "imsmanifest.xml"
_HREF = re.compile(r"\bhref\s*=\s*([\"'])(.*?)\1")
_XID = re.compile(r"xid-\d+_\d+")


@dataclass(frozen=True, slots=True)
class Document:
    """One XML document: its name for a person, its content, its pictures, and others of its container by address."""

    where: str
    content: bytes | str
    pictures: Pictures
    linked: Callable[[str], Document | None]

    @property
    def title(self) -> str:
        """What the quiz or bank in it is called."""
        head = self.content[:20_000]
        text = head.decode("utf-8", "replace") if isinstance(head, bytes) else head
        title = _TITLE.search(text)
        return unescape(title[2]).strip() if title else ""


def holds(bank: BankFile, root: str) -> bool:
    """Whether the bank, or a document in its container, has the element ``root`` near its beginning."""
    pattern = re.compile(rf"<(?:\w+:)?{root}[\s>]")
    if not bank.is_zip:
        return bool(pattern.search(bank.head))
    return next(_names(bank, pattern), None) is not None


def has_several(bank: BankFile, root: str) -> bool:
    """Whether the bank is a container with several documents that have the element ``root``."""
    names = _names(bank, re.compile(rf"<(?:\w+:)?{root}[\s>]")) if bank.is_zip else iter(())
    return len(list(islice(names, 2))) == 2


def documents(bank: BankFile, root: str) -> Iterator[Document]:
    """Every document that has the element ``root`` near its beginning: as a manifest lists them, then by name."""
    if not bank.is_zip:
        yield Document(bank.where, bank.xml, _outside, lambda address: None)
        return
    files = _ContainedFiles(bank)
    listed = {name: index for index, name in reversed(list(enumerate(_listed_files(bank))))}
    names = _names(bank, re.compile(rf"<(?:\w+:)?{root}[\s>]"))
    for name in sorted(names, key=lambda name: (listed.get(name, len(listed)), name)):
        yield files.document(name)


def each_alone(bank: BankFile, entries: Iterator[BankEntry]) -> Iterator[BankEntry]:
    """The entries of a document; one of a container that is broken is reported, and the others are read.

    Raises ContentError if it is the bank itself.
    """
    try:
        yield from entries
    except BrokenXml as broken:
        if not bank.is_zip:
            raise
        yield RejectedQuestion(broken.line, "", broken.message, broken.hint, file=broken.where)


def _listed_files(bank: BankFile) -> list[str]:
    """The files that the container's manifest names, in its order."""
    if _MANIFEST not in bank.package:
        return []
    manifest = bank.package.read(_MANIFEST).decode("utf-8", "replace")
    return [unquote(unescape(href[2])) for href in _HREF.finditer(manifest)]


def _outside(address: str) -> tuple[str, bytes] | None:
    return data_picture(address) if address.startswith("data:image/") else None


def _names(bank: BankFile, pattern: re.Pattern[str]) -> Iterator[str]:
    """The documents that match; of a Canvas quiz the complete one, not its shortened twin."""
    package = bank.package
    for name in package.names:
        path = PurePosixPath(name)
        twin = f"non_cc_assessments/{path.parent.name}.xml.qti"
        if path.suffix.lower() not in ENDINGS or (path.name == "assessment_qti.xml" and twin in package):
            continue
        if pattern.search(_start(bank, name)):
            yield name


def _start(bank: BankFile, name: str) -> str:
    content = bank.package.start(name)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8", "replace")


class _ContainedFiles:
    """The documents and pictures of a container, by whatever address a document uses."""

    def __init__(self, bank: BankFile) -> None:
        self._where, self._package, self._budget = bank.where, bank.package, bank.budget
        self._read: dict[str, tuple[str, bytes] | None] = {}
        self._linked: dict[str, Document] = {}
        self._by_name: dict[str, list[str]] = {}
        for name in bank.package.names:
            self._by_name.setdefault(_key(name)[-1], []).append(name)

    def document(self, name: str) -> Document:
        """The document of that name, with what is beside it by the addresses that it uses."""
        folder = PurePosixPath(name).parent

        def picture(address: str) -> tuple[str, bytes] | None:
            if address.startswith("data:image/"):
                return data_picture(address)
            picture_name = self._name_of(address, folder)
            return self._content(picture_name) if picture_name else None

        def linked(address: str) -> Document | None:
            linked_name = self._name_of(address, folder)
            if not linked_name.lower().endswith(ENDINGS):
                return None
            if linked_name not in self._linked:
                self._linked[linked_name] = self.document(linked_name)
            return self._linked[linked_name]

        return Document(f"{self._where}/{name}", self._package.read(name), picture, linked)

    def _name_of(self, address: str, folder: PurePosixPath) -> str:
        """The file at the address, or the only one whose path ends with it; "" where there is none, or several."""
        package = self._package
        path = unquote(_BASES.sub("", address)).partition("?")[0].lstrip("/")
        if re.match(r"\w+:", path):
            return ""
        for candidate in (f"{folder}/{path}", path, f"web_resources/{path}", f"{folder.parent}/{path}"):
            plain = normpath(candidate)
            if plain in package:
                return plain
        if xid := _XID.search(path):
            resources = (name for name in package.names if not name.endswith(".xml"))
            return next((name for name in resources if xid[0] in _XID.findall(name)), "")
        parts = _key(path)
        matching = [name for name in self._by_name.get(parts[-1], ()) if _is_tail(parts, _key(name))]
        contents = {self._package.checksum(name) for name in matching}
        return matching[0] if len(contents) == 1 else ""

    def _content(self, name: str) -> tuple[str, bytes] | None:
        if name not in self._read:
            content = self._package.read_or_none(name, LARGEST_PICTURE)
            self._read[name] = None if content is None else (PurePosixPath(name).name, self._budget.hold(content))
        return self._read[name]


def _key(path: str) -> tuple[str, ...]:
    """A path as it is compared: its parts without regard to case and to how accents are written."""
    return PurePosixPath(normpath(normalize("NFC", path).casefold())).parts


def _is_tail(parts: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Whether the path ends with the one that is wanted, or is its end; a bare name is no end of a path."""
    shorter = min(len(parts), len(path))
    return parts[-shorter:] == path[-shorter:] and (len(parts) <= len(path) or len(path) > 1)
