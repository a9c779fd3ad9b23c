"""Changing collections: recording what was verified in articles, and reformatting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.checks.anchoring import context, locate
from quizgen.checks.article_index import ArticleIndex
from quizgen.errors import ContentError, OutputError, UsageError, no_such
from quizgen.errors.problem_kinds import LAYOUT, NOT_A_COLLECTION, YAML
from quizgen.model.article import Article
from quizgen.project import Project, display_path, read_text
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.edits import Edit, quoted, with_edits
from quizgen.reading.facts.sheet_to_yaml import as_yaml
from quizgen.reading.facts.sheets import SUFFIXES as SHEETS
from quizgen.reading.facts.sheets import read_rows
from quizgen.reading.facts.yaml_layout import LossError, formatted
from quizgen.reading.yaml import nodes
from quizgen.writing import rewrite_file


def write_verified(loaded: Loaded, article: Article, *, offsets: bool = False) -> int:
    """Corrects the positions of quotes and records the article's hash; returns the number of changes.

    With ``offsets`` each quote gets its offset, and the words around it if it occurs in its paragraph twice. The hash
    is recorded only if every quote was found, because it identifies the text that proves the facts.
    """
    if loaded.path.suffix.lower() in SHEETS:
        raise UsageError(
            f"{display_path(loaded.path)} is a spreadsheet; correct the paragraphs there as reported by check"
        )
    text = read_text(loaded.path)
    current, _ = load_collection(loaded.path, text)  # what is edited is what the edits were found in
    if current is None or current.collection != loaded.collection:
        raise OutputError(
            f"{display_path(loaded.path)} has changed since quizgen read it, and was left as it is now; "
            "run the command again"
        )
    loaded = current
    edits: list[Edit] = []
    proven = True
    index = ArticleIndex(article)
    for fact in loaded.collection.facts:
        records = loaded.records[fact.id].get("evidence")
        for record, each in zip(_many(records), fact.evidence, strict=True):
            anchor = locate(each, index)
            if anchor.match == "missing":
                proven = False
                continue
            moved = anchor.paragraph != each.paragraph
            if moved and len(set(anchor.places)) > 1:
                continue  # it is in several paragraphs, and a person must decide which is meant
            if moved:
                edits.append(Edit(record, "paragraph", str(anchor.paragraph)))
            if each.offset != anchor.start if offsets else each.offset not in (None, anchor.start):
                edits.append(Edit(record, "offset", str(anchor.start)))
            if offsets and anchor.places.count(anchor.paragraph) > 1:
                prefix, suffix = context(anchor, article)
                edits += [
                    Edit(record, key, quoted(text)) for key, text in (("prefix", prefix), ("suffix", suffix)) if text
                ]
    source = loaded.document["source"]
    assert isinstance(source, nodes.Mapping)
    if proven and source.get("sha256") != article.sha256:
        edits.append(Edit(source, "sha256", article.sha256))
    if edits:
        rewrite_file(loaded.path, text, with_edits(text, edits))
    return len(edits)


def write_formatted(project: Project, names: Sequence[str], *, check: bool) -> list[str]:
    """Reformats the collections ``names`` (default: all); returns a line for each that changes.

    With ``check`` nothing is written. Raises ContentError if one cannot be read, UsageError if there is none of
    that name.
    """
    found = {path.stem: path for path in project.collections() if path.suffix.lower() not in SHEETS}
    for name in names:
        if name not in found:
            raise no_such(f"collection {name!r} in YAML", found)
    lines: list[str] = []
    for path in [found[name] for name in names] or found.values():
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
    found = {path.stem: path for path in project.collections()}
    for name in names:
        if name not in found:
            raise no_such(f"collection {name!r}", found)
        try:
            yield _laid_out(found[name])
        except LossError as loss:
            message, hint = f"it cannot be reformatted: {loss}", "use the file itself: it is already YAML"
            raise ContentError([LAYOUT.problem(display_path(found[name]), message, hint)]) from loss


def _laid_out(path: Path, text: str | None = None) -> str:
    """The collection at ``path``, which holds ``text``, as YAML in the standard layout.

    Raises ContentError if it cannot be read, LossError if reformatting would change its content.
    """
    loaded, problems = load_collection(path, text)
    if path.suffix.lower() in SHEETS:
        if loaded is None:
            raise ContentError(problems)
        return as_yaml(loaded.document, read_rows(path))
    faults = [problem for problem in problems if problem.kind in (YAML, NOT_A_COLLECTION)]
    if faults:
        raise ContentError(faults)
    return formatted(read_text(path) if text is None else text)


def _many(node: object) -> list[nodes.Mapping]:
    items = node if isinstance(node, nodes.Sequence) else [node]
    return [item for item in items if isinstance(item, nodes.Mapping)]
