"""YAML as teachers mean it: every scalar is the text that was typed, and nothing is lost in silence.

PyYAML's C parser gives the events; its own constructor is not used, because it turns ``No`` into
false, ``007`` into 7 and ``12:30`` into 750. Anchors, aliases, tags, duplicate keys and a second document
are refused: each is a slip of the pen in a file of facts, and aliases can be a bomb.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import yaml

from quizgen.errors import Mark, Problem
from quizgen.errors.problem_kinds import YAML
from quizgen.model.characters import UNWRITABLE
from quizgen.reading.yaml.comments import ADDRESSED, Addressed, Comment
from quizgen.reading.yaml.nodes import CutShort, Mapping, Place, Sequence

DEEPEST = 24  # levels of nesting; a full fact record has six
_COMMENT = re.compile(r"[^\S\r\n\x85\u2028\u2029]*#")
_BEGINS = re.compile(r"(?P<lead>\s*(?:- +)*(?:[^\s\"'#:][^:#\"']*:\s+|- +)?)(?P<value>[{\[&*!|>%@`].*)$")
_CLOSE = "close it, or double a single one inside ('')"
_QUOTE_ALL = "put quotes around the whole text"
_Parser = yaml.CSafeLoader  # libyaml: the parser in Python is slower and reads some flow texts otherwise


class _Refused(Exception):
    def __init__(self, message: str, hint: str, mark: Mark) -> None:
        super().__init__(message)
        self.message, self.hint, self.mark = message, hint, mark


def read_yaml(text: str, path: str) -> tuple[object, list[Problem]]:
    """Reads one YAML document: mappings, sequences, strings (None for an empty value), and what is wrong.

    A broken document gives None and its problems.
    """
    node, problems, _ = read_commented(text, path)
    return node, problems


def read_commented(text: str, path: str) -> tuple[object, list[Problem], list[Comment]]:
    """Reads as `read_yaml` does, and gives the comments to quizgen besides."""
    text = text.lstrip("\ufeff")  # libyaml skips a byte order mark here and does not count it in its places
    reader = _Reader(text)
    try:
        control = UNWRITABLE.search(text)
        if control:
            raise _Refused(
                f"the control character U+{ord(control[0]):04X} is not allowed here",
                "delete it",
                reader.mark_at(control.start()),
            )
        node = reader.read()
    except _Refused as fault:
        return None, [_problem(path, fault.message, fault.hint, fault.mark)], []
    except yaml.MarkedYAMLError as fault:
        return None, [_syntax(path, text.splitlines(), fault)], []
    problems = [_problem(path, r.message, r.hint, r.mark) for r in reader.refused]
    return node, problems, list(reader.addressed.comments())


def _problem(path: str, message: str, hint: str, mark: Mark) -> Problem:
    return YAML.problem(path, message, hint, mark)


class _Reader:
    """Builds nodes from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.refused: list[_Refused] = []
        # A file that never speaks to quizgen is spared the list of its lines.
        self.addressed = Addressed(text.splitlines() if "quizgen:" in text else ())

    def mark_at(self, index: int) -> Mark:
        return Mark(self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index))

    def read(self) -> object:
        parser = _Parser(self.text)
        try:
            return self._read(iter(parser.get_event, None))
        finally:
            parser.dispose()

    def _read(self, events: Iterator[yaml.Event]) -> object:
        root: object = None
        above: list[tuple[Mapping | Sequence | None, str | None, Place]] = []
        parent: Mapping | Sequence | None = None
        key: str | None = None  # the key whose value comes next, and its position
        key_mark: Place = (1, 1)
        documents = 0
        for event in events:
            start = event.start_mark
            assert start is not None
            mark = (start.line + 1, start.column + 1)
            node: object
            if isinstance(event, yaml.ScalarEvent):
                node = self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(above) >= DEEPEST:
                    raise _Refused("this is nested too deeply", f"use at most {DEEPEST} levels", Mark(*mark))
                node = Mapping(mark) if isinstance(event, yaml.MappingStartEvent) else Sequence(mark)
            elif isinstance(event, yaml.CollectionEndEvent):
                parent, key, key_mark = above.pop()
                continue
            elif isinstance(event, yaml.AliasEvent):
                raise _Refused(f"YAML takes '*{event.anchor}' as an alias", _QUOTE_ALL, Mark(*mark))
            else:
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    hint = "delete the line ---, or use a file each"
                    raise _Refused("a second document begins here", hint, Mark(*mark))
                continue
            if event.anchor is not None or event.tag is not None:
                raise _anchor_or_tag(event, Mark(*mark))
            if isinstance(parent, Mapping):
                if key is None:
                    if not isinstance(node, str):
                        hint = 'put quotes around a text that begins with {, [ or "?"'
                        raise _Refused("a key must be a plain word", hint, Mark(*mark))
                    key, key_mark = sys.intern(str(node)), mark  # the same few keys are in every record
                    continue
                self._put(parent, key, node, key_mark, mark)
                key = None
            elif parent is not None:
                parent.add(node, mark)
            else:
                root = node
            if isinstance(node, (Mapping, Sequence)):
                above.append((parent, key, key_mark))
                parent, key = node, None
        return root

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None
        if "#" in value and self.addressed:
            self.addressed.keep(((start.line, start.column), (end.line, end.column)))
        if not event.style:
            if not value:
                return None
            assert end is not None
            comment = _COMMENT.match(self.text, end.index)
            if comment and not ADDRESSED.match(self.text, comment.end() - 1):
                return CutShort(value)
        return value

    def _put(self, parent: Mapping, key: str, node: object, key_mark: Place, mark: Place) -> None:
        if key in parent:
            first = parent.key_at(key).line
            message = f"the key {key!r} is given twice (first in line {first})"
            self.refused.append(_Refused(message, "keep one", Mark(*key_mark)))
            return
        # An empty value has no place of its own: its key's is where to look.
        parent.put(key, node, key_mark, key_mark if node is None else mark)


def _anchor_or_tag(event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> _Refused:
    word, what = (f"&{event.anchor}", "an anchor") if event.anchor is not None else (str(event.tag), "a tag")
    return _Refused(f"YAML takes {word!r} as {what}", _QUOTE_ALL, mark)


def _syntax(path: str, lines: list[str], fault: yaml.MarkedYAMLError) -> Problem:
    """Says a parser's complaint in a teacher's words, by looking at the line it complains of."""
    place = fault.problem_mark or fault.context_mark
    line, column = (place.line, place.column) if place else (0, 0)
    said = fault.problem or fault.context or "this is not YAML"
    number = _culprit(lines, line, fault)
    text = lines[number] if number < len(lines) else ""
    if "quoted scalar" in (fault.context or "") and "end of stream" in said and fault.context_mark:
        opened = Mark(fault.context_mark.line + 1, fault.context_mark.column + 1)
        return _problem(path, "a quotation mark opens here and is never closed", _CLOSE, opened)
    begins = _BEGINS.match(text)
    if "\t" in text[: len(text) - len(text.lstrip())]:
        message, hint = "this line begins with a tab", "indent with spaces"
    elif "alias" in said or (begins and begins["value"][0] in "&*!%@`|>"):
        character = begins["value"][0] if begins else "*"
        message, hint = f"a text that begins with {character} needs quotes", _quoted(begins)
    elif begins and begins["value"][0] in "{[":
        character = begins["value"][0]
        message = f"a text that begins with {character} needs quotes (and a list or mapping must be closed)"
        hint = _quoted(begins)
    elif "escape" in said:
        message, hint = (
            "a backslash in double quotes has a meaning of its own",
            "use single quotes, or write \\\\ for \\",
        )
    elif "mapping values are not allowed" in said and ":" not in text[:column]:
        message = "this line does not belong here"
        hint = "check its indentation, and that the line before it has its colon or its quotes"
    elif "mapping values are not allowed" in said:
        message, hint = 'a text with ": " in it needs quotes', _QUOTE_ALL
    elif "could not find expected ':'" in said:
        message, hint = "a key has no colon after it", "write the key as  key: value"
    else:
        message = f"this is not valid YAML ({said})"
        hint = "check the indentation, and put quotes around texts with : # { [ in them"
        number = line
    column = column + 1 if number == line else len(text) - len(text.lstrip()) + 1
    if begins and hint.startswith("write"):
        column = begins.start("value") + 1
    return _problem(path, message, hint, Mark(number + 1, column))


def _culprit(lines: list[str], line: int, fault: yaml.MarkedYAMLError) -> int:
    """The line that a person would blame: the parser often notices a fault a line or more later."""
    context = fault.context_mark.line if fault.context_mark else line
    for candidate in (line, context, line - 1):
        if 0 <= candidate < len(lines) and (m := _BEGINS.match(lines[candidate])):
            closing = {"{": "}", "[": "]"}.get(m["value"][0])
            if closing is None or not m["value"].rstrip().endswith(closing):
                return candidate
    if "quoted scalar" in (fault.context or "") or "simple key" in (fault.context or ""):
        return context
    return min(line, max(len(lines) - 1, 0))


def _quoted(begins: re.Match[str] | None) -> str:
    if begins is None:
        return _QUOTE_ALL
    text = begins["value"].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'write "{text}"'
