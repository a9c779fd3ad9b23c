"""Approving drafts of a collection, so that they are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.checks.copying import copied_from_quotes
from quizgen.errors import UsageError, no_such, plural, refuse
from quizgen.project import Project, argument, decode, display_path, read_bytes
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.edits import Edit, with_edits
from quizgen.reading.facts.sheet_cells import SheetMapping
from quizgen.reading.facts.sheet_edits import SheetEdit, edited_sheet
from quizgen.writing import replace_file, rewrite_file


def approve(project: Project, file: str, facts: Sequence[str]) -> Iterator[str]:
    """Marks the drafts in ``file``, or those of ``facts``, as reviewed; yields what it did.

    A draft that copies more than six words of its quote in a row stays one, except where ``facts`` names it.

    Raises UsageError if there is no such file or fact, and ContentError if it has errors.
    """
    path = _path(project, file)
    content = read_bytes(path)
    loaded, problems = load_collection(path)
    refuse(problems)
    assert loaded is not None
    drafts = _drafts(loaded, facts)
    if not drafts:
        yield f"{display_path(path)}: there are no drafts"
        return
    copies: list[str] = []
    if not facts:
        copies = [fact.id for fact in loaded.collection.facts if fact.id in drafts and copied_from_quotes(fact)]
    drafts = [id for id in drafts if id not in copies]
    _mark_as_reviewed(path, content, loaded, drafts)
    yield f"{display_path(path)}: {plural(len(drafts), 'fact')} approved"
    if copies:
        ids = ", ".join(copies)
        yield f"{plural(len(copies), 'fact')} left as drafts, because they copy more than six words in a row: {ids}"
        command = f"quizgen approve {argument(display_path(path))} {copies[0]}"
        yield f"Say them in your own words; one that has to stay as it is can be named:  {command}"


def _mark_as_reviewed(path: Path, content: bytes, loaded: Loaded, drafts: Sequence[str]) -> None:
    records = [loaded.records[id] for id in drafts]
    if loaded.is_sheet:
        cells = [SheetEdit(record, "status", "reviewed") for record in records if isinstance(record, SheetMapping)]
        replace_file(path, content, edited_sheet(path, cells).content)
    else:
        text = decode(content, display_path(path))
        rewrite_file(path, text, with_edits(text, [Edit(record, "status", "reviewed") for record in records]))


def _path(project: Project, file: str) -> Path:
    """The path of the collection: that of a file, or of a collection of the project."""
    by_name = {path.stem: path for path in project.collections()}
    path = by_name.get(file) or Path(file)
    if not path.is_file():
        raise no_such(f"collection {file!r}", list(by_name))
    if not project.own:
        raise UsageError("these facts come with quizgen and stay as they are; begin a project with  quizgen new NAME")
    return path


def _drafts(loaded: Loaded, facts: Sequence[str]) -> list[str]:
    by_id = {fact.id: fact for fact in loaded.collection.facts}
    for id in facts:
        if id not in by_id:
            raise no_such(f"fact {id!r}", list(by_id))
    return [id for id, fact in by_id.items() if fact.status == "draft" and (not facts or id in facts)]
