"""Changes a fact's record in its YAML: what changes is written as `quizgen format` would, and all else stays as it is.

ruamel keeps comments, quotes and order inside of a field that changes; the other fields are not touched at all.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from quizgen.errors import Mark
from quizgen.reading.facts.annotations import keys_of
from quizgen.reading.facts.schema import FactRecord
from quizgen.reading.facts.yaml_layout import WIDEST, lay_out_fact, writer
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.spans import Span, spans
from quizgen.reading.yaml.yaml import read_commented

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a record says, without places: texts as they were typed."""

# Texts that every reader of YAML takes for the texts that they are.
_BARE = re.compile(
    r"(?!(?:true|false|yes|no|on|off|y|n|null)$)(?:[^\W\d_](?:[\w '’./-]*\w)?|\d+(?:\.\d+)? ?%?|\d+(?:[ .]\w+)*)",
    re.IGNORECASE,
)


def plain_of(node: object) -> Plain:
    """``node`` without its places."""
    if isinstance(node, Mapping):
        return {str(key): plain_of(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [plain_of(item) for item in node]
    return "" if node is None else str(node)


def fact_text(record: Mapping[str, Plain], indent: int = 0) -> str:
    """A new fact as an item of a list, whose hyphen comes after ``indent`` spaces."""
    laid_out = _laid_out(record)
    lines = _dump(laid_out).splitlines()
    return "".join(f"{' ' * indent}{'- ' if not number else '  '}{line}\n" for number, line in enumerate(lines))


def with_fields(text: str, changes: Mapping[str, Plain | None]) -> str:
    """``text``, one fact as an item of a list, with other values for fields of its record; None removes a field."""
    for key, value in changes.items():
        text = _with_field(text, key, value)
    return text


def _with_field(text: str, key: str, value: Plain | None) -> str:
    node, _, _ = read_commented(text, "")
    assert isinstance(node, nodes.Sequence) and isinstance(node[0], nodes.Mapping)
    record, places = node[0], spans(text)
    if value is None and key not in record:
        return text
    if text[places[record.mark].start] == "{":
        return _in_braces(text, places[record.mark], key, value)
    indent = " " * (record.mark.column - 1)
    if value is None:
        return _without(text, record, key)
    if key in record:
        start = _offset(text, record.key_at(key))
        end = places[record.value_at(key)].end if record[key] is not None else start + len(f"{key}:")
        entry = _changed_entry(text[start:end].replace(f"\n{indent}", "\n"), key, value)
        return text[:start] + entry.replace("\n", f"\n{indent}") + text[end:]
    entry = _dump(_laid_out({key: value})).rstrip("\n").replace("\n", f"\n{indent}")
    order = keys_of(FactRecord)
    before = [known for known in record if known in order and order.index(known) < order.index(key)]
    last = max(before, key=order.index) if before else next(iter(record))
    end = _line_end(text, _end(text, record, last, places))
    newline = "" if text[:end].endswith("\n") else "\n"
    return f"{text[:end]}{newline}{indent}{entry}\n{text[end:]}"


def _without(text: str, record: nodes.Mapping, key: str) -> str:
    places, keys = spans(text), list(record)
    start, end = _offset(text, record.key_at(key)), _line_end(text, _end(text, record, key, places))
    if keys[0] == key:  # its line has the hyphen
        return text[:start] + text[_offset(text, record.key_at(keys[1])) :]
    start = text.rfind("\n", 0, start) + 1
    return text[:start] + text[end:]


def _in_braces(text: str, span: Span, key: str, value: Plain | None) -> str:
    """A fact on one line is written again as a whole."""
    document = writer().load(text[span.start : span.end])
    if value is None:
        del document[key]
    else:
        _put(document, key, _merge(document.get(key), _laid_out({key: value})[key]))
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    one_line = _dump(document).rstrip("\n")
    if len(line) + len(one_line) > WIDEST:
        document.fa.set_block_style()
    written = _dump(document).rstrip("\n").replace("\n", "\n" + " " * len(line))
    return text[: span.start] + written + text[span.end :]


def _changed_entry(entry: str, key: str, value: Plain) -> str:
    """The entry of a field with another value: comments and whatever is the same inside of it stay."""
    document = writer().load(f"{entry}\n")
    document[key] = _merge(document[key], _laid_out({key: value})[key])
    _open_wide(document[key], 2 + len(key))
    return _dump(document).rstrip("\n")


def _merge(old: object, new: object) -> object:
    """``new``, with the layout and the comments of ``old`` where the two say the same."""
    match old, new:
        case CommentedMap(), CommentedMap():
            for key in [key for key in old if key not in new]:
                del old[key]
            for position, (key, value) in enumerate(new.items()):
                if key in old:
                    old[key] = _merge(old[key], value)
                else:
                    old.insert(position, key, value)
            return old
        case CommentedSeq(), CommentedSeq():
            for position, value in enumerate(new):
                if position < len(old):
                    old[position] = _merge(old[position], value)
                else:
                    old.append(value)
            del old[len(new) :]
            return old
        case str(), str() if str(old) == str(new):
            return old
        case DoubleQuotedScalarString(), str() if "\\" not in new:
            return DoubleQuotedScalarString(new)
        case _:
            return new


def _open_wide(node: object, before: int) -> None:
    """Gives lines of their own to what no longer fits on one."""
    if isinstance(node, CommentedMap | CommentedSeq):
        if node.fa.flow_style() and before + len(_dump(node)) > WIDEST:
            node.fa.set_block_style()
        for below in node.values() if isinstance(node, CommentedMap) else node:
            _open_wide(below, before + 4)


def _laid_out(record: Mapping[str, Plain]) -> CommentedMap:
    """A record, or some fields of one, in the layout of a collection."""
    document = _commented_value(record)
    assert isinstance(document, CommentedMap)
    lay_out_fact(document)
    return document


def _commented_value(value: Mapping[str, Plain] | Sequence[Plain] | str) -> CommentedMap | CommentedSeq | str:
    if isinstance(value, str):
        return value if not value or _BARE.fullmatch(value) else _quoted_scalar(value)
    if isinstance(value, Mapping):
        return CommentedMap((key, _commented_value(below)) for key, below in value.items())
    items = CommentedSeq(map(_commented_value, value))
    if all(isinstance(item, str) or (isinstance(item, Mapping) and set(item) == {"entity"}) for item in value):
        items.fa.set_flow_style()
        for item in items:
            if isinstance(item, CommentedMap):
                item.fa.set_flow_style()
    return items


def _quoted_scalar(text: str) -> str:
    style = SingleQuotedScalarString if text.isprintable() and "\\" in text else DoubleQuotedScalarString
    quoted: str = style(text)
    return quoted


def _put(document: CommentedMap, key: str, value: object) -> None:
    if key in document:
        document[key] = value
        return
    order = keys_of(FactRecord)
    before = [index for index, known in enumerate(document) if known in order and order.index(known) < order.index(key)]
    document.insert(max(before, default=0) + 1, key, value)


def _dump(document: object) -> str:
    out = io.StringIO()
    writer().dump(document, out)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _offset(text: str, mark: Mark) -> int:
    """How many characters come before a place."""
    start = 0
    for _ in range(mark.line - 1):
        start = text.index("\n", start) + 1
    return start + mark.column - 1


def _end(text: str, record: nodes.Mapping, key: str, places: Mapping[Mark, Span]) -> int:
    """Where the value of a field ends, or its key if it has none."""
    if record[key] is None:
        return _offset(text, record.key_at(key)) + len(key)
    return places[record.value_at(key)].end


def _line_end(text: str, offset: int) -> int:
    """Where the line after the one with this place begins."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1
