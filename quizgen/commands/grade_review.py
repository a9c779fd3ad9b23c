"""Looking at what is doubtful in scans, in a browser on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

from quizgen.build.content import read_content
from quizgen.commands.grade import DECISIONS, FOLDER, PAGES, class_of, read_decisions, read_pages, rebuild
from quizgen.errors import OutputError, UsageError
from quizgen.grading.decisions import Decision, decision_line, with_decisions
from quizgen.grading.images import require_libraries
from quizgen.grading.known_sheets import read_known_sheets
from quizgen.grading.open_items import OpenItem, open_items
from quizgen.grading.papers import pile_of
from quizgen.project import Project, argument, display_path, read_text
from quizgen.words.catalogues import words_for
from quizgen.writing import write_files


class ReviewDesk:
    """The pages of a recipe, and decisions about them, which are written to their file at once."""

    def __init__(self, project: Project, name: str, target: Path) -> None:
        recipe = project.recipe(name)
        self._folder = target / recipe.stem / FOLDER
        self._pages = read_pages(self._folder / PAGES)
        if not self._pages:
            raise UsageError(f"nothing was read yet: run  quizgen grade {argument(name)} SCANS")
        self._known = read_known_sheets(self._folder.parent)
        self._made: list[str] = []
        self._lock = Lock()
        _, self.title = class_of(recipe)
        source = read_content(project, [recipe]).source
        self.language, self.direction = (source.language, source.direction) if source else ("en", "ltr")

    def items(self) -> Sequence[OpenItem]:
        """What is still open, with the decisions in the file, which may be edited meanwhile."""
        decisions = read_decisions(self._folder / DECISIONS)
        return open_items(pile_of(list(self._pages.values()), decisions, self._known.sheets), words_for(self.language))

    def picture(self, item: OpenItem) -> bytes:
        """The part of the page to look at, as a JPEG; nothing if it was not kept."""
        from quizgen.grading.page_pictures import part_of

        path = self._folder / f"pages/{item.page}.jpg"
        return part_of(path.read_bytes(), item.shown) if item.shown and path.is_file() else b""

    def decide(self, item: OpenItem, values: Sequence[str]) -> None:
        """Add a decision to the file."""
        with self._lock:
            decision: Decision = item.decision(values)
            self._write(with_decisions(self._text(), [decision]))
            self._made.append(decision_line(decision))

    def undo(self) -> bool:
        """Take the last decision of this review out of the file, if it is there."""
        with self._lock:
            if not self._made:
                return False
            before, line, after = self._text().rpartition(self._made.pop())
            if not line:
                raise OutputError(f"{display_path(self._folder / DECISIONS)} has changed; take it back there")
            self._write(before + after)
            return True

    def _text(self) -> str:
        path = self._folder / DECISIONS
        return read_text(path) if path.is_file() else ""

    def _write(self, text: str) -> None:
        write_files({self._folder / DECISIONS: text.encode()}, private=True)


def review(
    project: Project, name: str, target: Path, port: int, *, browser: bool, say: Callable[[str], object]
) -> list[str]:
    """Serves the page until Ctrl+C, and computes all results again; returns the lines to print.

    ``say`` prints the address. Raises UsageError if nothing was read yet.
    """
    require_libraries()
    from quizgen.grading.review_page import application
    from quizgen.serving.access_keys import new_token
    from quizgen.serving.loopback import serve_here

    desk, key = ReviewDesk(project, name, target), new_token()
    serve_here(
        lambda port: application(desk, key, port),
        port,
        key,
        lambda: None,
        browser=browser,
        say=say,
        ending="ends the review and computes the results",
    )
    return rebuild(project, name, target).lines
