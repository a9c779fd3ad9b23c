"""One layout for every collection: prose in quotes, keys in their order, short records on one line.

Nothing but the layout changes: what is read of the result is compared with what was read before, and so are
the comments.
"""

from __future__ import annotations

import io

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from quizgen.reading.facts.ignores import read_ignored
from quizgen.reading.facts.pictures import ImageRecord, LabelRecord
from quizgen.reading.facts.schema import (
    AudioRecord,
    ClaimRecord,
    CollectionRecord,
    EntityRecord,
    EvidenceRecord,
    OptionRecord,
    QuestionRecord,
    RelationRecord,
    SourceRecord,
)
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.validation import Record
from quizgen.reading.yaml.yaml import read_commented

WIDEST = 120  # characters of a line, so long as its texts allow
PROSE = frozenset(
    (
        *("statement", "ask", "hint", "quote", "prefix", "suffix", "feedback", "reference", "alt", "claim"),
        *("stem", "stimulus", "transcript", "text"),
    )
)
# A fact's keys: what it says, what proves it, what else is known of it.
FACT_ORDER = (
    *("id", "formerly", "statement", "ask", "type", "unit", "tolerance", "approx"),
    *("accept", "distractors", "scale", "hint", "slots", "relation"),
    *("evidence", "checks", "stance", "by", "as_of", "reference", "feedback", "image", "audio", "questions"),
    *("section", "tags", "difficulty", "bloom", "enemies", "ignore", "status"),
)
SLOT_ORDER = (
    *("value", "entity", "set", "sequence", "unit", "currency", "type", "tolerance", "approx", "show"),
    *("ask", "accept", "distractors", "scale", "hint"),
)


class LossError(Exception):
    """The layout cannot be changed without changing more than that."""


class AsTyped(BaseResolver):
    """Takes every scalar for the text that it is."""

    processing_version = (1, 2)

    def __init__(self, version: object = None, loader: object = None, loadumper: object = None) -> None:
        super().__init__(loader or loadumper)


def writer() -> YAML:
    """ruamel's YAML as every collection is written: each scalar as typed, no line folded, lists not indented."""
    yaml = YAML(typ="rt")
    yaml.Resolver = AsTyped
    yaml.width = 100_000  # a statement stays on its line
    yaml.indent(mapping=2, sequence=2, offset=0)
    yaml.preserve_quotes = True
    return yaml


def formatted(text: str) -> str:
    """``text``, a collection in YAML that reads without a problem, in the one layout.

    Raises LossError where that would lose anything; such a file stays as it is.
    """
    yaml = writer()
    try:
        document = yaml.load(text)
    except MarkedYAMLError as fault:  # it is stricter than libyaml, with a tab inside a text for one
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise LossError(f"line {line} is no YAML to every program") from fault
    if not isinstance(document, CommentedMap):
        raise LossError("it is no collection")
    _order(document, _keys(CollectionRecord))
    _lay_out(document.get("source"), _keys(SourceRecord), block=True)
    for id, entity in _records(document.get("entities")):
        _lay_out(entity, _keys(EntityRecord), before=f"  {id}: ")
    for fact in document.get("facts") or ():
        _fact(fact)
    out = io.StringIO()
    yaml.dump(document, out)
    result = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
    # What is read is the same, so every # more or less is a comment's.
    if _read(result) != _read(text) or result.count("#") != text.count("#"):
        raise LossError("something other than the layout would change")
    return result


def _read(text: str) -> tuple[object, list[tuple[str, tuple[str, ...], str]]]:
    """What a collection says, and which rules it silences for which facts."""
    node, _, comments = read_commented(text, "")
    ignored = read_ignored(node, comments) if isinstance(node, nodes.Mapping) else ()
    return node, sorted((each.fact, each.rules, each.reason) for each in ignored)


def _fact(fact: object) -> None:
    _lay_out(fact, FACT_ORDER, block=True)
    if not isinstance(fact, CommentedMap):
        return
    for name, slot in _records(fact.get("slots")):
        _lay_out(slot, SLOT_ORDER, before=f"    {name}: ")
    for key, record in (("evidence", EvidenceRecord), ("checks", ClaimRecord)):
        given = fact.get(key)
        many = isinstance(given, CommentedSeq)
        for each in given if many else [given]:
            _lay_out(each, _keys(record), before="  - " if many else f"  {key}: ")
    image = fact.get("image")
    _lay_out(image, _keys(ImageRecord), block=True)
    labels = image.get("labels") if isinstance(image, CommentedMap) else None
    for label in labels if isinstance(labels, CommentedSeq) else [labels]:
        _lay_out(label, _keys(LabelRecord), before="    - ")
    _lay_out(fact.get("audio"), _keys(AudioRecord), block=True)
    _lay_out(fact.get("relation"), _keys(RelationRecord), before="  relation: ")
    given = fact.get("questions")
    for question in given if isinstance(given, CommentedSeq) else [given]:
        _lay_out(question, _keys(QuestionRecord), block=True)
        for option in (question.get("options") or ()) if isinstance(question, CommentedMap) else ():
            _lay_out(option, _keys(OptionRecord), before="    - ")


def _keys(record: type[Record]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in record.model_fields.items())


def _records(node: object) -> list[tuple[str, object]]:
    return list(node.items()) if isinstance(node, CommentedMap) else []


def _lay_out(record: object, order: tuple[str, ...], *, before: str = "", block: bool = False) -> None:
    """Quotes the record's prose, orders its keys, and puts it on one line where it fits after ``before``."""
    if not isinstance(record, CommentedMap):
        return
    _order(record, order)
    for key, value in record.items():
        if key in PROSE and type(value) is str:
            record[key] = (SingleQuotedScalarString if "\\" in value else DoubleQuotedScalarString)(value)
    if _has_comments(record):
        return
    fits = len(before) + len(_one_line(record)) <= WIDEST
    (record.fa.set_flow_style if fits and not block else record.fa.set_block_style)()


def _order(record: CommentedMap, order: tuple[str, ...]) -> None:
    """Puts the keys in order; not where a comment stands among them, which would then belong to another."""
    if _has_comments(record):
        return
    for key in [key for key in order if key in record]:
        record.move_to_end(key)


def _has_comments(node: object) -> bool:
    if isinstance(node, (CommentedMap, CommentedSeq)):
        if node.ca.items or node.ca.comment:
            return True
        return any(map(_has_comments, node.values() if isinstance(node, CommentedMap) else node))
    return False


def _one_line(node: object) -> str:
    if isinstance(node, CommentedMap):
        return "{" + ", ".join(f"{key}: {_one_line(value)}" for key, value in node.items()) + "}"
    if isinstance(node, CommentedSeq):
        return "[" + ", ".join(map(_one_line, node)) + "]"
    return f'"{node}"' if isinstance(node, DoubleQuotedScalarString | SingleQuotedScalarString) else str(node)
