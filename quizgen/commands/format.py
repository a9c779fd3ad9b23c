"""Changing collections: recording what was verified in articles, and reformatting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.checks.anchoring import context, locate
from quizgen.checks.article_index import ArticleIndex
from quizgen.errors import ContentError, OutputError, no_such
from quizgen.errors.problem_kinds import LAYOUT, NOT_A_COLLECTION, YAML
from quizgen.model.article import Article
from quizgen.project import SHEET_SUFFIXES, Project, decode, display_path, read_bytes, read_text
from quizgen.reading.budget import Budget
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.edits import Edit, quote, with_edits
from quizgen.reading.facts.sheet_cells import SheetMapping
from quizgen.reading.facts.sheet_edits import SheetEdit, edited_sheet
from quizgen.reading.facts.sheet_to_yaml import as_yaml
from quizgen.reading.facts.sheets import read_sheets
from quizgen.reading.facts.yaml_layout import LossError, format_collection
from quizgen.reading.yaml import nodes
from quizgen.writing import changed_meanwhile, replace_file, rewrite_file, write_files


@dataclass(frozen=True, slots=True)
class WrittenChanges:
    """How many changes were written into a collection, and a line for each that could not be."""

    count: int
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Correction:
    """What is recorded of an article: the text ``value`` in the field ``key`` of ``record``."""

    record: nodes.Mapping
    key: str
    value: str

    @property
    def yaml(self) -> str:
        """The value as it is written in YAML."""
        return quote(self.value) if self.key in ("prefix", "suffix") else self.value


def write_verified(loaded: Loaded, article: Article | None, *, offsets: bool = False) -> WrittenChanges:
    """Corrects the positions of quotes and records the article's hash; a sheet's facts without ids get them.

    With ``offsets`` each quote gets its offset, and the words around it if it occurs in its paragraph twice. The hash
    is recorded only if every quote was found, because it identifies the text that proves the facts.
    """
    now = read_bytes(loaded.path)
    current, _ = load_collection(loaded.path)  # what is edited is what the edits were found in
    if current is None or current.collection != loaded.collection:
        raise changed_meanwhile(loaded.path)
    loaded = current
    corrections = list(_corrections(loaded, article, offsets=offsets)) if article else []
    if loaded.is_sheet:
        without_id = [
            record for record in loaded.records.values() if isinstance(record, SheetMapping) and record.made_id
        ]
        corrections += [_Correction(record, "id", str(record["id"])) for record in without_id]
    if not corrections:
        return WrittenChanges(0)
    if not loaded.is_sheet:
        edits = [Edit(correction.record, correction.key, correction.yaml) for correction in corrections]
        text = decode(now, display_path(loaded.path))
        rewrite_file(loaded.path, text, with_edits(text, edits))
        return WrittenChanges(len(edits))
    cells = [
        SheetEdit(correction.record, correction.key, correction.value)
        for correction in corrections
        if isinstance(correction.record, SheetMapping)
    ]
    edited = edited_sheet(loaded.path, cells)
    replace_file(loaded.path, now, edited.content)
    return WrittenChanges(edited.count, edited.refused)


def _corrections(loaded: Loaded, article: Article, *, offsets: bool) -> Iterator[_Correction]:
    all_found = True
    index = ArticleIndex(article)
    for fact in loaded.collection.facts:
        records = loaded.records[fact.id].get("evidence")
        for record, evidence in zip(_mappings(records), fact.evidence, strict=True):
            anchor = locate(evidence, index)
            if anchor.match == "missing":
                all_found = False
                continue
            moved = anchor.paragraph != evidence.paragraph
            if moved and len(set(anchor.places)) > 1:
                continue  # it is in several paragraphs, and a person must decide which is meant
            if moved:
                yield _Correction(record, "paragraph", str(anchor.paragraph))
            is_wanted = offsets or evidence.offset is not None
            if is_wanted and evidence.offset != anchor.start:
                yield _Correction(record, "offset", str(anchor.start))
            if offsets and anchor.places.count(anchor.paragraph) > 1:
                for key, text in zip(("prefix", "suffix"), context(anchor, article), strict=True):
                    if text:
                        yield _Correction(record, key, text)
    source = loaded.document["source"]
    assert isinstance(source, nodes.Mapping)
    if all_found and source.get("sha256") != article.sha256:
        yield _Correction(source, "sha256", article.sha256)


def write_formatted(project: Project, names: Sequence[str], *, check: bool) -> list[str]:
    """Reformats the collections ``names`` (default: all); returns a line for each that changes.

    With ``check`` nothing is written. Raises ContentError if one cannot be read, UsageError if there is none of
    that name.
    """
    paths = {path.stem: path for path in project.collections() if path.suffix.lower() not in SHEET_SUFFIXES}
    for name in names:
        if name not in paths:
            raise no_such(f"collection {name!r} in YAML", paths)
    lines: list[str] = []
    for path in [paths[name] for name in names] or paths.values():
        text = read_text(path)
        try:
            result = _laid_out(path, text)
        except LossError as loss:
            lines.append(f"{display_path(path)}: not reformatted: {loss}")
            continue
        if result != text.replace("\r\n", "\n"):
            lines.append(f"{display_path(path)}: {'would be reformatted' if check else 'reformatted'}")
            if not check:
                rewrite_file(path, text, result)
    return lines


def yaml_of(project: Project, names: Sequence[str]) -> Iterator[str]:
    """The collections ``names`` as YAML: spreadsheets are converted, the others reformatted.

    Raises ContentError if one cannot be read or reformatted, UsageError if there is none of that name.
    """
    paths = {path.stem: path for path in project.collections()}
    for name in names:
        if name not in paths:
            raise no_such(f"collection {name!r}", paths)
        try:
            yield _laid_out(paths[name])
        except LossError as loss:
            message, hint = f"it cannot be reformatted: {loss}", "use the file itself: it is already YAML"
            raise ContentError([LAYOUT.problem(display_path(paths[name]), message, hint)]) from loss


def convert_sheet(project: Project, name: str) -> Path:
    """Writes the spreadsheet ``name`` as YAML in its place, and moves it to sheets/; returns where it is then.

    Raises ContentError if it cannot be read, UsageError if there is no spreadsheet of that name, OutputError.
    """
    paths = {path.stem: path for path in project.collections() if path.suffix.lower() in SHEET_SUFFIXES}
    if name not in paths:
        raise no_such(f"spreadsheet {name!r}", paths)
    sheet = paths[name]
    content, text = read_bytes(sheet), _laid_out(sheet)
    archived = project.root / "sheets" / sheet.name
    if archived.exists():
        raise OutputError(f"{display_path(archived)} exists already: rename it, and try again")
    write_files({sheet.with_suffix(".yaml"): text.encode(), archived: content, sheet: None})
    return archived


def _laid_out(path: Path, text: str | None = None) -> str:
    """The collection at ``path``, which holds ``text``, as YAML in the standard layout.

    Raises ContentError if it cannot be read, LossError if reformatting would change its content.
    """
    loaded, problems = load_collection(path, text)
    if path.suffix.lower() in SHEET_SUFFIXES:
        if loaded is None:
            raise ContentError(problems)
        return as_yaml(loaded.document, read_sheets(path, Budget()))
    faults = [problem for problem in problems if problem.kind in (YAML, NOT_A_COLLECTION)]
    if faults:
        raise ContentError(faults)
    return format_collection(read_text(path) if text is None else text)


def _mappings(node: object) -> list[nodes.Mapping]:
    items = node if isinstance(node, nodes.Sequence) else [node]
    return [item for item in items if isinstance(item, nodes.Mapping)]
