"""The content of an H5P package that is replaced by ours, while its words and settings stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Version = tuple[int, int]

# These fields hold content, even where it is plain text.
_CONTENT = frozenset(("title", "description", "introPage", "media"))
# These hold settings and words, of which we write a few.
_MIXED = ("behaviour", "l10n")
# An object with one of these keys is a file or a question.
_OBJECT = frozenset(("path", "library"))


@dataclass(frozen=True, slots=True)
class Host:
    """The package's ``h5p.json`` and ``content.json``, and the version of each of its libraries."""

    head: Mapping[str, Any]
    content: Mapping[str, Any]
    versions: Mapping[str, Version]

    def merged_head(self, head: Mapping[str, Any]) -> dict[str, Any]:
        """Return the package's head with our title and language, and with our libraries after its own."""
        theirs = dependencies(self.head)
        known = {str(library.get("machineName")) for library in theirs}
        ours = [self._dependency(library["machineName"]) for library in dependencies(head)]
        more = [library for library in ours if library["machineName"] not in known]
        titles = {key: head[key] for key in ("title", "language")}
        return {**self.head, **titles, "preloadedDependencies": [*theirs, *more]}

    def merged_content(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return our content with the package's settings and the versions of its libraries.

        A question takes the words of the package's first question of the same type.
        """
        merged = {**content}
        for key, value in _plain(self.content).items():
            if not isinstance(content.get(key), list):
                merged[key] = value
        if "questions" in merged:
            merged["questions"] = [self._question(question) for question in content["questions"]]
        return {key: self._versioned_content(value) for key, value in merged.items()}

    def _question(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {**question, "params": _beside(self._sample(question["library"]), question["params"])}

    def _sample(self, library: str) -> Mapping[str, Any]:
        """The parameters of the package's first question of that library, or {}."""
        questions = self.content.get("questions")
        if not isinstance(questions, list):
            return {}
        for question in questions:
            if isinstance(question, dict) and _name(question.get("library")) == _name(library):
                params = question.get("params")
                return params if isinstance(params, dict) else {}
        return {}

    def _versioned_content(self, value: Any) -> Any:
        """The content, with each library that it names in the package's version."""
        if isinstance(value, list):
            return [self._versioned_content(part) for part in value]
        if not isinstance(value, dict):
            return value
        versioned = {key: self._versioned_content(part) for key, part in value.items()}
        if "params" in versioned and (name := _name(versioned.get("library"))) in self.versions:
            versioned["library"] = "{} {}.{}".format(name, *self.versions[name])
        return versioned

    def _dependency(self, name: str) -> dict[str, Any]:
        major, minor = self.versions[name]
        return {"machineName": name, "majorVersion": major, "minorVersion": minor}


def dependencies(head: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the libraries that a head lists."""
    listed = head.get("preloadedDependencies")
    if not isinstance(listed, list):
        return []
    return [library for library in listed if isinstance(library, dict)]


def _name(library: object) -> str:
    return str(library).partition(" ")[0]


def _beside(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Our content, with their words and settings."""
    plain = _plain(theirs)
    mixed = {key: {**plain[key], **ours[key]} for key in _MIXED if key in ours and isinstance(plain.get(key), dict)}
    return {**plain, **ours, **mixed}


def _plain(content: Mapping[str, Any], depth: int = 3) -> dict[str, Any]:
    """The fields that are not content: no lists, files or questions, at most ``depth`` levels down."""
    plain: dict[str, Any] = {}
    for key, value in content.items():
        if key in _CONTENT or isinstance(value, list):
            continue
        if not isinstance(value, dict):
            plain[key] = value
        elif depth and not value.keys() & _OBJECT:
            plain[key] = _plain(value, depth - 1)
    return plain
