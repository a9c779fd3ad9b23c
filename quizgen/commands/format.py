"""Writes into collections: what an article says of them, and their one layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.checks.anchoring import context, locate
from quizgen.checks.article_index import ArticleIndex
from quizgen.errors import ContentError, UsageError, no_such
from quizgen.errors.problem_kinds import LAYOUT, NOT_A_COLLECTION, YAML
from quizgen.model.article import Article
from quizgen.project import Project, display_path, read_text
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.edits import Edit, edited, quoted
from quizgen.reading.facts.sheet_to_yaml import as_yaml
from quizgen.reading.facts.sheets import SUFFIXES as SHEETS
from quizgen.reading.facts.sheets import read_rows
from quizgen.reading.facts.yaml_layout import LossError, formatted
from quizgen.reading.yaml import nodes
from quizgen.writing import rewrite_file


def write_verified(loaded: Loaded, article: Article, *, offsets: bool = False) -> int:
    """Corrects where quotes stand and notes the article's hash; gives how many changes.

    With ``offsets`` each quote gets its offset, and the words around it where it stands in its paragraph twice. The
    hash is noted only where every quote was found: it says which text proves the facts.
    """
    if loaded.path.suffix.lower() in SHEETS:
        raise UsageError(
            f"{display_path(loaded.path)} is a spreadsheet; correct its paragraphs there as check tells them"
        )
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
                continue  # it stands in several, and a person must say in which
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
        rewrite_file(loaded.path, edited(read_text(loaded.path), edits))
    return len(edits)


def write_formatted(project: Project, names: Sequence[str], *, check: bool) -> list[str]:
    """Lays out the collections ``names`` (none given: all) and gives a line for each that changes.

    With ``check`` nothing is written. Raises ContentError where one cannot be read, UsageError for a name that
    is not there.
    """
    found = {path.stem: path for path in project.collections() if path.suffix.lower() not in SHEETS}
    for name in names:
        if name not in found:
            raise no_such(f"collection {name!r} in YAML", found)
    lines: list[str] = []
    for path in [found[name] for name in names] or found.values():
        try:
            result = _laid_out(path)
        except LossError as loss:
            lines.append(f"{display_path(path)}: left as it is, for {loss}")
            continue
        if result != read_text(path):
            lines.append(f"{display_path(path)}: {'would be' if check else 'was'} laid out anew")
            if not check:
                rewrite_file(path, result)
    return lines


def yaml_of(project: Project, names: Sequence[str]) -> Iterator[str]:
    """The collections ``names`` as YAML: those kept in sheets converted, the others laid out.

    Raises ContentError where one cannot be read or laid out, UsageError for a name that is not there.
    """
    found = {path.stem: path for path in project.collections()}
    for name in names:
        if name not in found:
            raise no_such(f"collection {name!r}", found)
        try:
            yield _laid_out(found[name])
        except LossError as loss:
            message, hint = f"it cannot be laid out anew, for {loss}", "read the file itself: it is YAML already"
            raise ContentError([LAYOUT.problem(display_path(found[name]), message, hint)]) from loss


def _laid_out(path: Path) -> str:
    """The collection at ``path`` as YAML in the one layout.

    Raises ContentError where it cannot be read, LossError where the layout would change more than that.
    """
    loaded, problems = load_collection(path)
    if path.suffix.lower() in SHEETS:
        if loaded is None:
            raise ContentError(problems)
        return as_yaml(loaded.document, read_rows(path))
    faults = [problem for problem in problems if problem.kind in (YAML, NOT_A_COLLECTION)]
    if faults:
        raise ContentError(faults)
    return formatted(read_text(path))


def _many(node: object) -> list[nodes.Mapping]:
    nodes_ = node if isinstance(node, nodes.Sequence) else [] if node is None else [node]
    return [each for each in nodes_ if isinstance(each, nodes.Mapping)]
