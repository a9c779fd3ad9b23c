"""An exported H5P package → the same content in a package that has its libraries, for platforms without them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quizgen.archive import zip_bytes
from quizgen.errors import ContentError, Problem, UsageError
from quizgen.errors.problem_kinds import LACKS_LIBRARY, OLD_LIBRARY
from quizgen.exporters.interchange.h5p_host import Host, Version, dependencies
from quizgen.exporters.interchange.h5p_package import LIBRARIES
from quizgen.reading.budget import MOST_UNPACKED, Budget
from quizgen.reading.containers import LARGEST_ENTRY, ZipContainer

# The outputs that can fill a package, and the main library that the package must have.
MAIN_LIBRARIES = {"h5p": "H5P.QuestionSet", "h5p-cards": "H5P.Dialogcards"}
_HEAD, _CONTENT = "h5p.json", "content/content.json"
_LIBRARY = "library.json"
_SMALL = 2_000_000  # bytes of a JSON file that describes a package or library
_AGAIN = "export it again from H5P, as .h5p"


class HostPackage:
    """The package at ``path``, to be filled with an output's content.

    Raises UsageError for an output that cannot fill a package, and ContentError for a package that is not made for the
    output or is malicious.
    """

    def __init__(self, path: Path, output: str) -> None:
        if output not in MAIN_LIBRARIES:
            raise UsageError(f"{output} cannot fill a package; --into is only for {' and '.join(MAIN_LIBRARIES)}")
        self._package = ZipContainer(path, Budget())
        if self._package.unpacked_size > MOST_UNPACKED:
            message = (
                f"it says that it has {self._package.unpacked_size // 1_000_000} MB unpacked, which no H5P package has"
            )
            raise self._package.refusal(message, "find out where it comes from")
        head = self._json(_HEAD, _SMALL)
        main = LIBRARIES[MAIN_LIBRARIES[output]].title
        if head.get("mainLibrary") != MAIN_LIBRARIES[output]:
            name = str(head.get("mainLibrary", "nothing"))[:80]
            title = LIBRARIES[name].title if name in LIBRARIES else name
            raise self._package.refusal(f"it is a package of {title}; {output} fills one of {main}", f"export a {main}")
        versions = _versions(self._libraries(), head)
        if not versions:
            raise self._package.refusal("it has no libraries", f"{_AGAIN}, with its libraries")
        self._host = Host(head, self._json(_CONTENT, LARGEST_ENTRY), versions)

    def filled_files(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files, with the content of each package among them moved into the school's package.

        Raises ContentError where the school's package lacks a library.
        """
        return {
            name: self._filled_package(content) if name.endswith(".h5p") else content for name, content in files.items()
        }

    def _filled_package(self, exported: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(exported)) as ours:
            head, content = json.loads(ours.read(_HEAD)), json.loads(ours.read(_CONTENT))
            media = [(name, ours.read(name)) for name in ours.namelist() if name not in (_HEAD, _CONTENT)]
        if lacking := list(self._lacking(library["machineName"] for library in dependencies(head))):
            raise ContentError(lacking)
        try:
            merged = [
                (_HEAD, _text(self._host.merged_head(head))),
                (_CONTENT, _text(self._host.merged_content(content))),
            ]
        except RecursionError as fault:
            raise self._package.refusal(f"its {_HEAD} is nested too deeply", _AGAIN) from fault
        return zip_bytes([*merged, *media, *self._kept_files()])

    def _lacking(self, names: Iterable[str]) -> Iterator[Problem]:
        """Report each library that our content needs and that is missing, too old, or too new."""
        for name in names:
            library, version = LIBRARIES[name], self._host.versions.get(name)
            title = f"{library.title} ({name})"
            if version is None:
                message, hint = f"it lacks {title}", _ADD.get(name, f"add a question of the type {library.title}")
                yield LACKS_LIBRARY.problem(self._package.where, message, f"{hint}, then {_AGAIN}")
            elif not library.oldest <= version < (library.version[0] + 1, 0):
                oldest, newest, present = ("{}.{}".format(*v) for v in (library.oldest, library.version, version))
                message = f"its {title} is version {present}; quizgen supports {oldest} to {newest}, or a little later"
                hint = f"update it to {newest} in H5P, then {_AGAIN}"
                yield OLD_LIBRARY.problem(self._package.where, message, hint)

    def _kept_files(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Every file except the head and the content."""
        for name in self._package.names:
            if name != _HEAD and not name.startswith("content/"):
                yield name, self._package.pieces(name, LARGEST_ENTRY)

    def _libraries(self) -> Iterator[tuple[str, Version]]:
        """The name and version of each library, from its own file, whatever its folder is called."""
        for file in self._package.names:
            folder, _, name = file.rpartition("/")
            if name == _LIBRARY and folder and "/" not in folder:
                yield from _library_version(self._json(file, _SMALL))

    def _json(self, name: str, limit: int) -> Mapping[str, Any]:
        if name not in self._package:
            raise self._package.refusal(f"it has no {name}", _AGAIN)
        try:
            document = json.loads(self._package.read(name, limit))
        except (ValueError, RecursionError) as fault:
            raise self._package.refusal(f"{name[:80]} is not valid JSON: {fault}", _AGAIN) from fault
        if not isinstance(document, dict):
            raise self._package.refusal(f"{name[:80]} is not what H5P writes there", _AGAIN)
        return document


_ADD = {
    "H5P.Image": "add a picture to one of its questions",
    "H5P.AdvancedText": "add a text to a question of the type Drag and Drop",
}


def _library_version(library: Mapping[str, Any]) -> Iterator[tuple[str, Version]]:
    try:
        yield str(library["machineName"]), (int(library["majorVersion"]), int(library["minorVersion"]))
    except (KeyError, TypeError, ValueError):
        return


def _versions(libraries: Iterable[tuple[str, Version]], head: Mapping[str, Any]) -> dict[str, Version]:
    """The version of each library: the one that the head lists if it is present, otherwise the newest."""
    present = set(libraries)
    listed = [version for entry in dependencies(head) for version in _library_version(entry)]
    return {**dict(sorted(present)), **dict(version for version in listed if version in present)}


def _text(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
