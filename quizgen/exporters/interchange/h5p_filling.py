"""An exported package of H5P → the same for a platform without libraries: in a package that has them."""

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
from quizgen.importers.packages import LARGEST_ENTRY, ZipContainer

# The outputs that fill a package, and the library that it must be made for.
FILLED = {"h5p": "H5P.QuestionSet", "h5p-cards": "H5P.Dialogcards"}
_LARGEST = 500_000_000  # bytes of all files unpacked: libraries have some 30 MB
_HEAD, _CONTENT = "h5p.json", "content/content.json"
_LIBRARY = "library.json"
_SMALL = 2_000_000  # bytes of a JSON that describes something
_AGAIN = "export it anew where H5P is, as .h5p"


class Filling:
    """The package at ``path``, to be filled with an output's content.

    Raises UsageError for an output that fills none, ContentError where the package is not one for it or does harm.
    """

    def __init__(self, path: Path, output: str) -> None:
        if output not in FILLED:
            raise UsageError(f"{output} cannot fill a package; --into is for {' and '.join(FILLED)} alone")
        self._package = ZipContainer(path)
        if self._package.unpacked > _LARGEST:
            message = f"it says that it has {self._package.unpacked // 1_000_000} MB unpacked, which no H5P has"
            raise self._package.refused(message, "ask where it comes from")
        head = self._json(_HEAD, _SMALL)
        main = LIBRARIES[FILLED[output]].title
        if head.get("mainLibrary") != FILLED[output]:
            found = str(head.get("mainLibrary", "nothing"))[:80]
            known = LIBRARIES[found].title if found in LIBRARIES else found
            raise self._package.refused(f"it is a package of {known}; {output} fills one of {main}", f"export a {main}")
        versions = _called(self._libraries(), head)
        if not versions:
            raise self._package.refused("it holds no libraries", f"{_AGAIN}, with its libraries")
        self._host = Host(head, self._json(_CONTENT, LARGEST_ENTRY), versions)

    def filled(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """The files with each package among them in the school's; raises ContentError where it lacks a library."""
        return {name: self._filled(content) if name.endswith(".h5p") else content for name, content in files.items()}

    def _filled(self, made: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(made)) as ours:
            head, content = json.loads(ours.read(_HEAD)), json.loads(ours.read(_CONTENT))
            media = [(name, ours.read(name)) for name in ours.namelist() if name not in (_HEAD, _CONTENT)]
        if lacking := list(self._lacking(each["machineName"] for each in dependencies(head))):
            raise ContentError(lacking)
        try:
            described = [(_HEAD, _text(self._host.headed(head))), (_CONTENT, _text(self._host.filled(content)))]
        except RecursionError as fault:
            raise self._package.refused(f"its {_HEAD} is nested too deep", _AGAIN) from fault
        return zip_bytes([*described, *media, *self._kept()])

    def _lacking(self, names: Iterable[str]) -> Iterator[Problem]:
        """Each library that our content needs and that is not there, or not of an age that reads it."""
        for name in names:
            library, version = LIBRARIES[name], self._host.versions.get(name)
            called = f"{library.title} ({name})"
            if version is None:
                message, hint = f"it lacks {called}", _ADD.get(name, f"add a question of the type {library.title}")
                yield LACKS_LIBRARY.problem(self._package.where, message, f"{hint}, then {_AGAIN}")
            elif not library.oldest <= version < (library.version[0] + 1, 0):
                oldest, newest, found = ("{}.{}".format(*each) for each in (library.oldest, library.version, version))
                message = f"its {called} is version {found}; quizgen writes for {oldest} to {newest}, or a little later"
                hint = f"bring it to {newest} where H5P is, then {_AGAIN}"
                yield OLD_LIBRARY.problem(self._package.where, message, hint)

    def _kept(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Every file but the head and the content."""
        for name in self._package.names:
            if name != _HEAD and not name.startswith("content/"):
                yield name, self._package.pieces(name, LARGEST_ENTRY)

    def _libraries(self) -> Iterator[tuple[str, Version]]:
        """Name and version of each library, as its own file says, whatever its folder is called."""
        for file in self._package.names:
            folder, _, name = file.rpartition("/")
            if name == _LIBRARY and folder and "/" not in folder:
                yield from _named(self._json(file, _SMALL))

    def _json(self, name: str, most: int) -> Mapping[str, Any]:
        if name not in self._package:
            raise self._package.refused(f"it holds no {name}", _AGAIN)
        try:
            found = json.loads(self._package.read(name, most))
        except (ValueError, RecursionError) as fault:
            raise self._package.refused(f"{name[:80]} is no JSON that can be read: {fault}", _AGAIN) from fault
        if not isinstance(found, dict):
            raise self._package.refused(f"{name[:80]} is not what H5P writes there", _AGAIN)
        return found


_ADD = {
    "H5P.Image": "add a picture to one of its questions",
    "H5P.AdvancedText": "add a text to a question of the type Drag and Drop",
}


def _named(given: Mapping[str, Any]) -> Iterator[tuple[str, Version]]:
    try:
        yield str(given["machineName"]), (int(given["majorVersion"]), int(given["minorVersion"]))
    except (KeyError, TypeError, ValueError):
        return


def _called(libraries: Iterable[tuple[str, Version]], head: Mapping[str, Any]) -> dict[str, Version]:
    """Of each library the version that the head lists where it is there, or else the newest."""
    there = set(libraries)
    wanted = [each for given in dependencies(head) for each in _named(given)]
    return {**dict(sorted(there)), **dict(each for each in wanted if each in there)}


def _text(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
