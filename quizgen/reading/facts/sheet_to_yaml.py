"""A collection that was read from a sheet → YAML, its notes as comments."""

from __future__ import annotations

import io
from collections.abc import Sequence

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from quizgen.reading.facts.annotations import keys_of
from quizgen.reading.facts.schema import FactRecord
from quizgen.reading.facts.sheet_cells import Sheet, SheetMapping
from quizgen.reading.facts.yaml_layout import format_collection, writer
from quizgen.reading.yaml import nodes

SCHEMA_LINE = "# yaml-language-server: $schema=../.quizgen/facts.schema.json\n"


def as_yaml(document: nodes.Mapping, sheets: Sequence[Sheet]) -> str:
    """The YAML of ``document``, in the standard layout; a note is put above the fact that follows it in its sheet."""
    plain = _plain(document)
    assert isinstance(plain, CommentedMap)
    facts = document["facts"]
    marks = [fact.mark for fact in facts if isinstance(fact, SheetMapping)] if isinstance(facts, list) else []
    above: dict[int, list[str]] = {}
    for sheet in sheets:
        # The notes of a sheet without facts are about that sheet.
        own = [index for index, mark in enumerate(marks) if mark.sheet == sheet.name]
        for number, row in enumerate(sheet.rows if own else (), 1):
            if row and row[0].startswith("#"):
                position = next((position for position in own if marks[position].line > number), own[-1] + 1)
                above.setdefault(position, []).append(row[0].removeprefix("#").strip())
    sequence = plain["facts"]
    for position, texts in above.items():
        if position < len(marks):
            sequence.yaml_set_comment_before_after_key(position, before="\n".join(texts), indent=0)
    out = io.StringIO()
    writer().dump(plain, out)
    last = "".join(f"# {text}\n" for text in above.get(len(marks), ()))
    return SCHEMA_LINE + format_collection(out.getvalue()) + last


def _plain(node: object) -> object:
    """Plain data for the writer: keys in their order, a list of one piece of evidence as that piece."""
    if isinstance(node, nodes.Mapping):
        order = [key for key in keys_of(FactRecord) if key in node] if "statement" in node else []
        return CommentedMap((key, _plain(node[key])) for key in dict.fromkeys((*order, *node)))
    if isinstance(node, nodes.Sequence):
        if len(node) == 1 and isinstance(node[0], nodes.Mapping) and "statement" not in node[0]:
            return _plain(node[0])
        sequence = CommentedSeq([_plain(item) for item in node])
        if all(isinstance(item, str) for item in node):
            sequence.fa.set_flow_style()
        return sequence
    return node
