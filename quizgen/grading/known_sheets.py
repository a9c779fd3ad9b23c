"""The sheets of a recipe, as builds have left them: those of the last build, and those of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from quizgen.errors import ContentError, UsageError
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.exporters.scannable.sheet_json import ArchivedSheet, Sheets
from quizgen.exporters.scannable.sheet_key import ARCHIVE
from quizgen.project import display_path, read_text

SHEET_FILES = ("sheet.json", "quiz-sheet.json")


@dataclass(frozen=True, slots=True)
class KnownSheets:
    """The sheets that pages may be from, with their keys, by their hashes; ``current`` are those of the last build.

    ``check`` says that students' numbers end with a check digit.
    """

    quiz: str
    sheets: Mapping[str, ArchivedSheet]
    current: frozenset[str]
    check: bool


def read_known_sheets(folder: Path) -> KnownSheets:
    """Read the sheets in the ``folder`` of a recipe that was built; raises UsageError or ContentError."""
    lists = [_sheets(folder / name) for name in SHEET_FILES if (folder / name).is_file()]
    if not lists:
        raise UsageError(
            f"{display_path(folder)} has no answer sheets: build the recipe first, with  answer-sheet  among its "
            "outputs, or with  in-quiz: true"
        )
    archived = [_archived_sheet(path) for path in sorted((folder / ARCHIVE).glob("*.json"))]
    return KnownSheets(
        lists[0].quiz,
        {archive.sheet.hash: archive for archive in archived},
        frozenset(sheet.hash for sheets in lists for sheet in sheets.sheets),
        any(sheets.check for sheets in lists),
    )


def _sheets(path: Path) -> Sheets:
    try:
        return Sheets.model_validate_json(read_text(path))
    except ValidationError as invalid:
        raise _damaged_sheet(path) from invalid


def _archived_sheet(path: Path) -> ArchivedSheet:
    try:
        return ArchivedSheet.model_validate_json(read_text(path))
    except ValidationError as invalid:
        raise _damaged_sheet(path) from invalid


def _damaged_sheet(path: Path) -> ContentError:
    message = "it is damaged, or from another version of quizgen"
    return ContentError([UNREADABLE_FILE.problem(display_path(path), message, "build the recipe again")])
