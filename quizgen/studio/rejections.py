"""The suggestions that a teacher has rejected in a project: they are not made again."""

from __future__ import annotations

from hashlib import sha256

from quizgen.drafting.suggestions import Suggestion
from quizgen.model.text import fold
from quizgen.project import Project

FILE = ".quizgen/studio/rejected.txt"


class Rejections:
    """The rejected suggestions, a digest a line, so that they stay away when the article is laid out differently."""

    def __init__(self, project: Project) -> None:
        self._path = project.root / FILE
        known = self._path.read_text(encoding="ascii", errors="replace") if self._path.is_file() else ""
        self._digests = set(known.split())

    def add(self, suggestion: Suggestion) -> None:
        """Reject a suggestion for good."""
        digest = _digest(suggestion)
        if digest not in self._digests:
            self._digests.add(digest)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="ascii") as file:
                file.write(f"{digest}\n")

    def __contains__(self, suggestion: Suggestion) -> bool:
        """Whether the suggestion was rejected."""
        return _digest(suggestion) in self._digests


def _digest(suggestion: Suggestion) -> str:
    identity = f"{fold(suggestion.sentence)}\0{fold(suggestion.answer)}"
    return sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
