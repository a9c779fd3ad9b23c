"""An H5P package with its libraries, as the host of other content: its words and settings stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Version = tuple[int, int]

# What these fields hold is content, also where it is plain text.
_CONTENT = frozenset(("title", "description", "introPage", "media"))
# What these hold is settings and words, of which we write a few.
_MIXED = ("behaviour", "l10n")
# What has one of these is a file or a question.
_OBJECT = frozenset(("path", "library"))


@dataclass(frozen=True, slots=True)
class Host:
    """Its ``h5p.json`` and ``content.json``, and the version of each library that it holds."""

    head: Mapping[str, Any]
    content: Mapping[str, Any]
    versions: Mapping[str, Version]

    def headed(self, head: Mapping[str, Any]) -> dict[str, Any]:
        """Its head with our title and language, and our libraries beside its own."""
        theirs = dependencies(self.head)
        listed = {str(each.get("machineName")) for each in theirs}
        ours = [self._dependency(each["machineName"]) for each in dependencies(head)]
        more = [each for each in ours if each["machineName"] not in listed]
        told = {key: head[key] for key in ("title", "language")}
        return {**self.head, **told, "preloadedDependencies": [*theirs, *more]}

    def filled(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Our content for its libraries and with its settings; a question has the words of its first of that kind."""
        made = {**content}
        for key, each in _plain(self.content).items():
            if not isinstance(content.get(key), list):
                made[key] = each
        if "questions" in made:
            made["questions"] = [self._question(each) for each in content["questions"]]
        return {key: self._versioned(each) for key, each in made.items()}

    def _question(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {**question, "params": _beside(self._sample(question["library"]), question["params"])}

    def _sample(self, library: str) -> Mapping[str, Any]:
        """What its first question of that library holds; nothing where it has none."""
        questions = self.content.get("questions")
        for each in questions if isinstance(questions, list) else ():
            if isinstance(each, dict) and _name(each.get("library")) == _name(library):
                params = each.get("params")
                return params if isinstance(params, dict) else {}
        return {}

    def _versioned(self, value: Any) -> Any:
        """The content with each library that it names in the version that is there."""
        if isinstance(value, list):
            return [self._versioned(each) for each in value]
        if not isinstance(value, dict):
            return value
        made = {key: self._versioned(each) for key, each in value.items()}
        if "params" in made and (name := _name(made.get("library"))) in self.versions:
            made["library"] = "{} {}.{}".format(name, *self.versions[name])
        return made

    def _dependency(self, name: str) -> dict[str, Any]:
        major, minor = self.versions[name]
        return {"machineName": name, "majorVersion": major, "minorVersion": minor}


def dependencies(head: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The libraries that a head lists."""
    listed = head.get("preloadedDependencies")
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _name(library: object) -> str:
    return str(library).partition(" ")[0]


def _beside(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Our content with the words and settings that theirs has beside it."""
    kept = _plain(theirs)
    mixed = {key: {**kept[key], **ours[key]} for key in _MIXED if key in ours and isinstance(kept.get(key), dict)}
    return {**kept, **ours, **mixed}


def _plain(content: Mapping[str, Any], depth: int = 3) -> dict[str, Any]:
    """Its fields that are no content: no list and no file, and of those that hold fields themselves the plain ones."""
    plain: dict[str, Any] = {}
    for key, each in content.items():
        if key in _CONTENT or isinstance(each, list):
            continue
        if not isinstance(each, dict):
            plain[key] = each
        elif depth and not each.keys() & _OBJECT:
            plain[key] = _plain(each, depth - 1)
    return plain
