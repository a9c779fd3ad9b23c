"""Writes into a collection what its article says of it: in which paragraph each quote stands, which text was read."""

from __future__ import annotations

from quizgen.checks.anchoring import find
from quizgen.documents import nodes
from quizgen.errors import UsageError
from quizgen.model.article import Article
from quizgen.records.editing import Edit, edited
from quizgen.records.reading import Loaded
from quizgen.records.sheets import SUFFIXES as SHEETS
from quizgen.resources import read_text, shown
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


def _many(node: object) -> list[nodes.Mapping]:
    nodes_ = node if isinstance(node, nodes.Sequence) else [] if node is None else [node]
    return [each for each in nodes_ if isinstance(each, nodes.Mapping)]
