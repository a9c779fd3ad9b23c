"""Writes into collections: what an article says of them, and their one layout."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.checks.anchoring import find
from quizgen.documents import nodes
from quizgen.errors import ContentError, UsageError
from quizgen.model.article import Article
from quizgen.records.editing import Edit, edited
from quizgen.records.formatting import LossError, formatted
from quizgen.records.reading import Loaded, load
from quizgen.records.sheets import SUFFIXES as SHEETS
from quizgen.resources import Project, read_text, shown
from quizgen.writing import write_file


def write_verified(loaded: Loaded, article: Article) -> int:
    """Corrects the paragraphs of quotes found elsewhere and notes the article's hash; gives how many changes.

    The hash is noted only where every quote was found: it says which text proves the facts.
    """
    if loaded.path.suffix.lower() in SHEETS:
        raise UsageError(f"{shown(loaded.path)} is a spreadsheet; correct its paragraphs there as check tells them")
    edits: list[Edit] = []
    proven = True
    for fact in loaded.collection.facts:
        records = loaded.records[fact.id].get("evidence")
        for record, each in zip(_many(records), fact.evidence, strict=True):
            anchor = find(each.quote, each.paragraph, article)
            proven = proven and anchor.match != "missing"
            elsewhere = anchor.paragraph != each.paragraph and len(set(anchor.places)) == 1
            if anchor.match != "missing" and elsewhere:
                edits.append(Edit(record, "paragraph", str(anchor.paragraph)))
    source = loaded.document["source"]
    assert isinstance(source, nodes.Mapping)
    if proven and source.get("sha256") != article.sha256:
        edits.append(Edit(source, "sha256", article.sha256))
    if edits:
        write_file(loaded.path, edited(read_text(loaded.path), edits).encode())
    return len(edits)


def write_formatted(project: Project, names: Sequence[str], *, check: bool) -> list[str]:
    """Lays out the collections ``names`` (none given: all) and gives a line for each that changes.

    With ``check`` nothing is written. Raises ContentError where one cannot be read, UsageError for a name that
    is not there.
    """
    found = {path.stem: path for path in project.collections() if path.suffix.lower() not in SHEETS}
    for name in names:
        if name not in found:
            raise UsageError(f"there is no collection {name!r} in YAML. Known: {', '.join(found) or 'none yet'}.")
    lines: list[str] = []
    for path in [found[name] for name in names] or found.values():
        text = read_text(path)
        problems = [problem for problem in load(path)[1] if problem.rule == "yaml"]
        if problems:
            raise ContentError(problems)
        try:
            result = formatted(text)
        except LossError as loss:
            lines.append(f"{shown(path)}: left as it is, for {loss}")
            continue
        if result != text:
            lines.append(f"{shown(path)}: {'would be' if check else 'was'} laid out anew")
            if not check:
                write_file(path, result.encode())
    return lines


def _many(node: object) -> list[nodes.Mapping]:
    nodes_ = node if isinstance(node, nodes.Sequence) else [] if node is None else [node]
    return [each for each in nodes_ if isinstance(each, nodes.Mapping)]
