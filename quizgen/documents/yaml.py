"""YAML as teachers mean it: every scalar is the text that was typed, and nothing is lost in silence.

PyYAML's C parser gives the events; its own constructor is not used, because it turns ``No`` into
false, ``007`` into 7 and ``12:30`` into 750. Anchors, aliases, tags, duplicate keys and a second document
are refused: each is a slip of the pen in a file of facts, and aliases can be a bomb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from quizgen.documents.comments import ADDRESSED, Addressed, Comment
from quizgen.documents.nodes import CutShort, Mapping, Mark, Sequence
from quizgen.errors import Problem

DEEPEST = 24  # levels of nesting; a full fact record has six
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
    reader = _Reader(text)
    try:
        control = _FORBIDDEN.search(text)
        if control:
            raise _Refused(
                f"the control character U+{ord(control[0]):04X} stands here",
                "delete it",
                reader.mark_at(control.start()),
            )
        node = reader.read()
    except _Refused as fault:
        return None, [_problem(path, fault.message, fault.hint, fault.mark)], []
    except yaml.MarkedYAMLError as fault:
        return None, [_syntax(path, reader.lines, fault)], []
    problems = [_problem(path, r.message, r.hint, r.mark) for r in reader.refused]
    return node, problems, list(reader.addressed.comments())


def _problem(path: str, message: str, hint: str, mark: Mark) -> Problem:
    return Problem(path, message, hint, mark.line, mark.column, rule="yaml")


class _Reader:
    """Builds nodes from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.splitlines()
        self.refused: list[_Refused] = []
        self.addressed = Addressed(self.lines)

    def mark_at(self, index: int) -> Mark:
        return Mark(self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index))

    def read(self) -> object:
        root: object = None
        stack: list[Mapping | Sequence] = []
        keys: list[tuple[str, Mark] | None] = []  # the key that waits for its value, a level each
        documents = 0
        for event in self._events():
            start = event.start_mark
            assert start is not None
            mark = Mark(start.line + 1, start.column + 1)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("a second document begins here", "delete the line ---, or use a file each", mark)
                continue
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
                keys.pop()
                continue
            if isinstance(event, yaml.AliasEvent):
                raise _Refused(f"YAML takes '*{event.anchor}' as an alias", _QUOTE_ALL, mark)
            if not isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                continue
            self._refuse_anchor_and_tag(event, mark)
            node: object
            if isinstance(event, yaml.ScalarEvent):
                node = self._scalar(event)
            else:
                if len(stack) >= DEEPEST:
                    raise _Refused("this is nested too deeply", f"use at most {DEEPEST} levels", mark)
                node = Mapping(mark) if isinstance(event, yaml.MappingStartEvent) else Sequence(mark)
            if stack:
                key = keys[-1]
                if isinstance(stack[-1], Mapping) and key is None:
                    keys[-1] = self._key(node, mark)
                else:
                    self._attach(stack[-1], key, node, mark)
                    keys[-1] = None
            else:
                root = node
            if isinstance(node, (Mapping, Sequence)):
                stack.append(node)
                keys.append(None)
        return root

    def _events(self) -> Iterator[yaml.Event]:
        parser = _Parser(self.text)
        try:
            while parser.check_event():
                event = parser.get_event()
                assert event is not None
                yield event
        finally:
            parser.dispose()

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent, mark: Mark) -> None:
        for sign, name in (("&", event.anchor), ("!", getattr(event, "tag", None))):
            if name is not None:
                word = f"{sign}{name}" if sign == "&" else str(name)
                raise _Refused(
                    f"YAML takes {word!r} as {'an anchor' if sign == '&' else 'a tag'}",
                    _QUOTE_ALL,
                    mark,
                )

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None
        if "#" in value and self.addressed:
            self.addressed.keep(((start.line, start.column), (end.line, end.column)))
        if not event.style:
            if not value:
                return None
            rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
            if rest.lstrip().startswith("#") and not ADDRESSED.match(rest.lstrip()):
                return CutShort(value)
        return value

    def _key(self, node: object, mark: Mark) -> tuple[str, Mark]:
        if not isinstance(node, str):
            raise _Refused("a key must be a plain word", 'put quotes around a text that begins with {, [ or "?"', mark)
        return str(node), mark

    def _attach(self, parent: Mapping | Sequence, key: tuple[str, Mark] | None, node: object, mark: Mark) -> None:
        if isinstance(parent, Sequence):
            parent.append(node)
            parent.items_at.append(mark)
            return
        assert key is not None
        name, key_mark = key
        if name in parent:
            first = parent.keys_at[name].line
            self.refused.append(
                _Refused(f"the key {name!r} stands twice here (first in line {first})", "keep one", key_mark)
            )
            return
        parent[name] = node
        parent.keys_at[name] = key_mark
        # An empty value has no place of its own: its key's is where to look.
        parent.values_at[name] = key_mark if node is None else mark


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
        message, hint = "a tab stands at the start of this line", "indent with spaces"
    elif "alias" in said or (begins and begins["value"][0] in "&*!%@`|>"):
        sign = begins["value"][0] if begins else "*"
        message, hint = f"a text that begins with {sign} needs quotes", _quoted(begins)
    elif begins and begins["value"][0] in "{[":
        sign = begins["value"][0]
        message = f"a text that begins with {sign} needs quotes (and a list or mapping must be closed)"
        hint = _quoted(begins)
    elif "escape" in said:
        message, hint = (
            "a backslash in double quotes has a meaning of its own",
            "use single quotes, or write \\\\ for \\",
        )
    elif "mapping values are not allowed" in said and ":" not in text[:column]:
        message = "this line does not belong where it stands"
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
