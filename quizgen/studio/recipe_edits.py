"""Changes one field of a recipe in its file; comments and the order of all else stay."""

from __future__ import annotations

import io
from collections.abc import Sequence

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from quizgen.reading.facts.record_edits import Plain

_WIDEST = 120  # characters of a line


def with_setting(text: str, path: Sequence[str], value: Plain) -> str:
    """The recipe ``text`` with ``value`` at ``path``; what is empty is removed. Raises ValueError if it is none."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=2, offset=0)
    document = yaml.load(text)
    if not isinstance(document, CommentedMap):
        raise ValueError("no recipe")
    _put(document, path, _typed_value(value))
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _put(record: CommentedMap, path: Sequence[str], value: object) -> None:
    key, *rest = path
    if rest:
        below = record.get(key)
        if not isinstance(below, CommentedMap):
            below = CommentedMap()
        _put(below, rest, value)
        value = below
    if value in ("", [], {}, None):
        record.pop(key, None)
    else:
        record[key] = value


def _typed_value(value: Plain) -> object:
    """Numbers and yes or no as YAML has them, a list on one line."""
    if isinstance(value, list):
        items = CommentedSeq(value)
        items.fa.set_flow_style()
        return items
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
