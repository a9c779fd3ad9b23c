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

from quizgen.reading.facts.annotations import fields_of, keys_of
from quizgen.reading.facts.ignores import read_ignored
from quizgen.reading.facts.schema import CollectionSchema, FactRecord
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.validation import Record
from quizgen.reading.yaml.yaml import read_commented

WIDEST = 120  # characters of a line, so long as its texts allow


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


def format_collection(text: str) -> str:
    """``text``, a collection in YAML that reads without a problem, in the one layout.

    Raises LossError where that would lose anything; such a file stays as it is.
    """
    yaml = writer()
    try:
        document = yaml.load(text)
    except MarkedYAMLError as fault:  # it is stricter than libyaml, with a tab inside a text for one
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise LossError(f"line {line} is not valid YAML for every program") from fault
    if not isinstance(document, CommentedMap):
        raise LossError("it is not a collection")
    _order(document, keys_of(CollectionSchema))
    _lay_out_below(document, CollectionSchema, 0)
    out = io.StringIO()
    yaml.dump(document, out)
    result = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
    # What is read is the same, so every # more or less is a comment's.
    if _read(result) != _read(text) or result.count("#") != text.count("#"):
        raise LossError("something other than the layout would change")
    return result


def lay_out_fact(record: CommentedMap) -> None:
    """Lay out a fact's record, or some of its fields."""
    _lay_out(record, FactRecord, "- ", 2, block=True)


def _read(text: str) -> tuple[object, list[tuple[str, tuple[str, ...], str]]]:
    """What a collection says, and which rules it silences for which facts."""
    node, _, comments = read_commented(text, "")
    ignored = read_ignored(node, comments) if isinstance(node, nodes.Mapping) else ()
    return node, sorted((ignore.fact, ignore.rules, ignore.reason) for ignore in ignored)


def _lay_out_below(record: CommentedMap, model: type[Record], indent: int) -> None:
    """Lays out the records below ``record``, whose keys begin after ``indent`` spaces."""
    for field in fields_of(model):
        below = record.get(field.name)
        if field.record is None or below is None:
            continue
        if field.shape == "mapping" and isinstance(below, CommentedMap):
            for key, value in below.items():
                _lay_out(value, field.record, f"{' ' * indent}  {key}: ", indent + 4, block=field.block)
        elif field.shape == "list" and isinstance(below, CommentedSeq):
            for item in below:
                _lay_out(item, field.record, f"{' ' * indent}- ", indent + 2, block=field.block)
        else:
            _lay_out(below, field.record, f"{' ' * indent}{field.name}: ", indent + 2, block=field.block)


def _lay_out(record: object, model: type[Record], before: str, indent: int, *, block: bool) -> None:
    """Quotes the record's prose, orders its keys, and puts it on one line where it fits after ``before``.

    With ``block`` it has lines of its own; there its keys begin after ``indent`` spaces.
    """
    if not isinstance(record, CommentedMap):
        return
    _lay_out_below(record, model, indent)
    _order(record, keys_of(model))
    for field in fields_of(model):
        value = record.get(field.name)
        if field.quoted and type(value) is str:
            style = SingleQuotedScalarString if "\\" in value else DoubleQuotedScalarString
            record[field.name] = style(value)
    if _has_comments(record):
        return
    fits = len(before) + len(_one_line(record)) <= WIDEST
    if fits and not block:
        record.fa.set_flow_style()
    else:
        record.fa.set_block_style()


def _order(record: CommentedMap, order: tuple[str, ...]) -> None:
    """Sorts the keys, unless a comment among them would then belong to another key."""
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
