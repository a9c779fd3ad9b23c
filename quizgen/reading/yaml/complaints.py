"""Says a YAML parser's complaint in a teacher's words, by looking at the lines that it complains of."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from quizgen.errors import Mark
from quizgen.reading.yaml.slips import Slip, bullet, requote, slip_before

_BEGINS = re.compile(r"(?P<lead>\s*(?:- +)*(?:[^\s\"'#:][^:#\"']{0,200}:\s+|- +)?)(?P<value>[{\[&*!|>%@`].*)$")
_KEY = re.compile(r"(?P<indent>\s*)(?P<dash>(?:- +)*)(?P<key>[\w-]+(?: [\w-]+)?)\s*:(?P<value>\s.*|$)")
_ITEM = re.compile(r"(?P<indent>\s*)-(?:\s|$)")
_ENTRY = re.compile(r"[{\[]\s*[\w-]+\s*:\s|\[")
_CLOSING = {"{": "}", "[": "]"}
QUOTE_ALL = "put quotes around the whole text"


def complaint(lines: Sequence[str], fault: yaml.MarkedYAMLError) -> Slip:
    """What is wrong where the parser gave up, and what to write instead."""
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message = fault.problem or fault.context or "this is not YAML"
    begins = _beginning(lines, line, fault)
    if begins is not None and begins[1]["value"][0] not in "{[":
        return next(bullet(lines[begins[0]], begins[0]), None) or _needs_quotes(*begins)
    slip = slip_before(lines, _last(lines, line))
    if slip is not None:
        return slip
    if begins is not None:
        return _needs_quotes(*begins)
    if "escape" in message or "hexdecimal" in message:  # as libyaml spells it
        hint = "use single quotes, or write \\\\ for \\"
        return Slip(Mark(line + 1, column + 1), "a backslash in double quotes has a meaning of its own", hint)
    if "quoted scalar" in (fault.context or "") and fault.context_mark:
        opened = Mark(fault.context_mark.line + 1, fault.context_mark.column + 1)
        hint = "close it, or double a single one inside ('')"
        return Slip(opened, "a quotation mark opens here and is never closed", hint)
    if "alias" in message:
        return Slip(Mark(line + 1, column + 1), "a text that begins with * needs quotes", QUOTE_ALL)
    if "','" in message and line < len(lines) and lines[line][column : column + 1] == ":":
        hint = "put a comma between two keys, or quotes around a text with a colon in it"
        return Slip(Mark(line + 1, column + 1), "between braces, a second colon follows the one of a key", hint)
    return _misplaced_line(lines, line) or _unknown(lines, line, column, message, fault)


def _last(lines: Sequence[str], line: int) -> int:
    """The last line that the parser has looked at: it may have stopped at the end of the text."""
    return min(line, max(len(lines) - 1, 0))


def _beginning(lines: Sequence[str], line: int, fault: yaml.MarkedYAMLError) -> tuple[int, re.Match[str]] | None:
    """The line whose text begins with a character that has a meaning in YAML, and is not what that asks for."""
    context = fault.context_mark.line if fault.context_mark else line
    for candidate in dict.fromkeys((line, context, line - 1)):
        if 0 <= candidate < len(lines) and (begins := _BEGINS.match(lines[candidate])):
            closing = _CLOSING.get(begins["value"][0])
            if closing is None or not begins["value"].rstrip().endswith(closing):
                return candidate, begins
    return None


def _needs_quotes(number: int, begins: re.Match[str]) -> Slip:
    mark, value = Mark(number + 1, begins.start("value") + 1), begins["value"].rstrip()
    character = value[0]
    if character in "{[" and _ENTRY.match(value):
        closing = "".join(_CLOSING[bracket] for bracket in reversed(_open(value)))
        return Slip(mark, f"{character} opens here and is never closed", f"write  {value}{closing}")
    return Slip(mark, f"a text that begins with {character} needs quotes", f"write {requote(value)}")


def _open(value: str) -> list[str]:
    """The brackets and braces of a list or mapping that are not closed on its line."""
    opened: list[str] = []
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", "", value)
    for character in bare:
        if character in _CLOSING:
            opened.append(character)
        elif opened and character == _CLOSING[opened[-1]]:
            opened.pop()
    return opened or [value[0]]


def _misplaced_line(lines: Sequence[str], number: int) -> Slip | None:
    """A line that is well formed, and begins in a column where nothing of its kind can be."""
    line = lines[number] if number < len(lines) else ""
    above = [index for index in range(number) if lines[index].strip() and not lines[index].lstrip().startswith("#")]
    if not above:
        return None
    if (item := _ITEM.match(line)) is not None:
        return _misplaced_item(lines, number, len(item["indent"]), above)
    key = _KEY.match(line)
    before = _KEY.match(lines[above[-1]])
    if key is None or before is None:
        return None
    own, usual = key.start("key"), before.start("key")
    if own == usual or (own > usual and not before["value"].strip()):
        return None
    record = next(
        (match for number_above in reversed(above) if (match := _KEY.match(lines[number_above])) and match["dash"]),
        None,
    )
    if record is not None and own == record.start("key") > usual:
        message = f"{before['key']!r} is not indented as the record that it belongs to"
        hint = f"write {own - usual} spaces before it"
        return Slip(Mark(above[-1] + 1, usual + 1), message, hint)
    message = f"{key['key']!r} begins in column {own + 1}, and {before['key']!r} above it in column {usual + 1}"
    return Slip(Mark(number + 1, own + 1), message, "begin keys of one record in the same column, with spaces")


def _misplaced_item(lines: Sequence[str], number: int, column: int, above: Sequence[int]) -> Slip | None:
    mark = Mark(number + 1, column + 1)
    first = next((number_above for number_above in reversed(above) if _ITEM.match(lines[number_above])), None)
    before = _KEY.match(lines[above[-1]])
    if before is not None and before.start("key") == column and before["value"].strip():
        return Slip(mark, f"a hyphen begins this line, and {before['key']!r} above it has none", "delete the hyphen")
    if first is None:
        hint = "write the key of the list on the line above it, such as  facts:"
        return Slip(mark, "a list begins here, and no key says what it lists", hint)
    item = _ITEM.match(lines[first])
    assert item is not None
    if len(item["indent"]) != column and all(len(other["indent"]) != column for other in _items(lines, above)):
        message = f"this hyphen is in column {column + 1}, and the one above it in column {len(item['indent']) + 1}"
        return Slip(mark, message, "begin each item of a list in the same column")
    for index in range(first + 1, number):
        key = _KEY.match(lines[index])
        if key is not None and key.start("key") <= column:
            message = f"{key['key']!r} is not indented as the record that it belongs to"
            hint = f"write {column + 2} spaces before it"
            return Slip(Mark(index + 1, key.start("key") + 1), message, hint)
    return None


def _items(lines: Sequence[str], above: Sequence[int]) -> list[re.Match[str]]:
    return [match for index in above if (match := _ITEM.match(lines[index]))]


def _unknown(lines: Sequence[str], line: int, column: int, message: str, fault: yaml.MarkedYAMLError) -> Slip:
    text = lines[line] if line < len(lines) else ""
    begin = len(text) - len(text.lstrip()) + 1
    if "mapping values are not allowed" in message and ":" not in text[:column]:
        hint = "check its indentation, and that the line before it has its colon or its quotes"
        return Slip(Mark(line + 1, column + 1), "this line does not belong here", hint)
    if "mapping values are not allowed" in message:
        return Slip(Mark(line + 1, column + 1), 'a text with ": " in it needs quotes', QUOTE_ALL)
    if "could not find expected ':'" in message:
        number = fault.context_mark.line if fault.context_mark else line
        key = lines[number] if number < len(lines) else ""
        mark = Mark(number + 1, len(key) - len(key.lstrip()) + 1)
        return Slip(mark, "a key has no colon after it", "write the key as  key: value")
    hint = "check the indentation, and put quotes around texts with : # { [ in them"
    return Slip(Mark(line + 1, max(column + 1, begin)), f"this is not valid YAML ({message})", hint)
