"""YAML as teachers mean it: every scalar is the text that was typed, and nothing is lost in silence.

PyYAML's C parser gives the events; its own constructor is not used, because it turns ``No`` into
false, ``007`` into 7 and ``12:30`` into 750. Anchors, aliases, tags, duplicate keys and a second document
are refused: each is a slip of the pen in a file of facts, and aliases can be a bomb.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

import yaml

from quizgen.errors import Mark, Problem
from quizgen.errors.problem_kinds import YAML
from quizgen.model.characters import UNWRITABLE
from quizgen.reading.yaml.comments import ADDRESSED, Addressed, Comment
from quizgen.reading.yaml.complaints import QUOTE_ALL, complaint
from quizgen.reading.yaml.nodes import CutShort, Mapping, Place, Sequence
from quizgen.reading.yaml.slips import CURLY, curly_advice, slip_before

DEEPEST = 24  # levels of nesting; a full fact record has six
_COMMENT = re.compile(r"[^\S\r\n\x85\u2028\u2029]*#")
_CONTINUED = re.compile(r"\s*(?:- +)*[\w-]+:(?:\s|$)")  # a key's line in the middle of a text in quotes
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
    """Reads as `read_yaml` does, and also gives the comments to quizgen."""
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
        slip = complaint(text.splitlines(), fault)
        return None, [_problem(path, slip.message, slip.hint, slip.mark)], []
    problems = [_problem(path, r.message, r.hint, r.mark) for r in reader.refused]
    return node, problems, list(reader.addressed.comments())


def _problem(path: str, message: str, hint: str, mark: Mark) -> Problem:
    return YAML.problem(path, message, hint, mark)


class _Reader:
    """Builds nodes from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.refused: list[_Refused] = []
        self.merged: Mapping | None = None  # the last mapping that two records were written into
        # A file that never speaks to quizgen is spared the list of its lines.
        self.addressed = Addressed(self.lines if "quizgen:" in text else ())

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
                raise _Refused(f"YAML takes '*{event.anchor}' as an alias", QUOTE_ALL, Mark(*mark))
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
        if event.style:
            if event.style in "'\"" and end.line > start.line:
                self._check_closed(start.line, end.line, start.column)
        else:
            if not value:
                return None
            if value[0] in CURLY:
                value = self._without_curly(value, Mark(start.line + 1, start.column + 1))
            comment = _COMMENT.match(self.text, end.index)
            if comment and not ADDRESSED.match(self.text, comment.end() - 1):
                return CutShort(value)
        return value

    def _without_curly(self, value: str, mark: Mark) -> str:
        """What is between curly quotation marks, which the writer took for YAML's own, once they are refused."""
        if value[0] in "’‘" and value[-1] not in CURLY:
            return value  # ’twas
        # On a line with braces a comma ends the text, so that its end is further on.
        whole = value if value[-1] in CURLY else self.lines[mark.line - 1][mark.column - 1 :]
        self.refused.append(_Refused(*curly_advice(whole), mark))
        return value[1:].rstrip(CURLY) or value

    def _check_closed(self, first: int, last: int, column: int) -> None:
        """Refuses a text in quotes that has swallowed the keys below it, up to the next quotation mark."""
        lines = self.lines
        if any(_CONTINUED.match(line) and _indent(line) <= column for line in lines[first + 1 : last + 1]):
            slip = slip_before(lines[: first + 2], first)
            if slip is not None:
                self.refused.append(_Refused(slip.message, slip.hint, slip.mark))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.splitlines()

    def _put(self, parent: Mapping, key: str, node: object, key_mark: Place, mark: Place) -> None:
        if key in parent:
            first = parent.key_at(key).line
            message = f"the key {key!r} is given twice (first in line {first})"
            if key == next(iter(parent)):
                # All that follows belongs to the next record, so one message will do.
                hint = f"keep one; if another record begins here, write  - {key}: …"
                self.refused.append(_Refused(message, hint, Mark(*key_mark)))
                self.merged = parent
            elif self.merged is not parent:
                self.refused.append(_Refused(message, "keep one", Mark(*key_mark)))
            return
        # An empty value has no place of its own: its key's is where to look.
        parent.put(key, node, key_mark, key_mark if node is None else mark)


def _anchor_or_tag(event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> _Refused:
    word, what = (f"&{event.anchor}", "an anchor") if event.anchor is not None else (str(event.tag), "a tag")
    return _Refused(f"YAML takes {word!r} as {what}", QUOTE_ALL, mark)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
