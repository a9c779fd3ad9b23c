"""What people mistype in YAML, found in the lines around the place where the parser gives up.

A parser complains where it can go no further, which is often lines after the slip. Here a line is read as a person
reads it: a key, a colon, a text in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.errors import Mark

CURLY = "“”„‟＂‘’‚‛"
HARD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_REACH = 40  # lines above the parser's complaint in which its cause is looked for

_HARD_SPACE = re.compile(rf"[ \t]*(?:- ?)?(?=[{HARD_SPACES}])|\s*(?:- +)*(?P<key>[\w-]+:)(?=[{HARD_SPACES}])")
_TAB = re.compile(r" *\t")
_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[–—−‐‑•·▪*])[^\S\r\n]*(?P<rest>[^\W\d_][\w -]*:(?:\s.*)?)$")
_LEAD = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[\w-]+(?: [\w-]+)?\s*: +)?")
_NEXT = re.compile(r"\s*(?:-(?:\s|$)|[\w-]+(?: [\w-]+)?\s*:(?:\s|$))")
_FLOW_TEXT = re.compile(rf"(?:[\[{{,]\s*|: +)(?=[\"'{CURLY}])")
_ITEM = re.compile(r"\s*- ")
_NO_SPACE = re.compile(r"^(?P<before>\s*(?:- +)*[A-Za-z_-]+):(?P<rest>[^\s:/].*)$")
_OTHER_MARK = re.compile(r"(?P<before>\s*(?:- +)*[A-Za-z_-]+)\s*(?P<mark>[=：;,])\s*(?P<rest>\S.*)$")
_NO_DASH_SPACE = re.compile(r"(?P<indent>\s*)-(?P<rest>[^\s-].*)$")
_NO_COLON = re.compile(r"^(?P<before>\s*(?:- +)*[a-z_-]+)\s+(?P<rest>[\"'].*)$")
_COLON_INSIDE = re.compile(r"[^\s\"'{\[|>&*!%@`#][^#]*:(?:\s.*)?$")
_LONE_KEY = re.compile(r"\s*(?P<key>[a-z_]+)$")


class Slip(NamedTuple):
    """A slip of the pen: where it is, what is wrong, and what to write instead."""

    mark: Mark
    message: str
    hint: str


def slip_before(lines: Sequence[str], number: int) -> Slip | None:
    """The slip that is nearest to line ``number``, counted from 0, at it or above it, in its record or the last one."""
    items = 0
    for candidate in range(min(number, len(lines) - 1), max(-1, number - _REACH), -1):
        slip = next(_slips(lines, candidate), None)
        if slip is not None:
            return slip
        items += _ITEM.match(lines[candidate]) is not None
        if items > 1 and not lines[candidate].startswith(" " * 4):
            break
    return None


def _slips(lines: Sequence[str], number: int) -> Iterator[Slip]:
    line = lines[number].rstrip("\r\n")
    if not line.strip() or line.lstrip().startswith("#"):
        return
    following = next((line for line in lines[number + 1 :] if line.strip()), "")
    yield from white_space(line, number)
    yield from bullet(line, number)
    yield from _texts(line, number, following)
    yield from _colons(line, number, following)


def white_space(line: str, number: int) -> Iterator[Slip]:
    """Characters at the beginning of a line that look like spaces and do not indent it."""
    if match := _HARD_SPACE.match(line):
        begins = "begins this line" if match["key"] is None else "follows the colon"
        message = f"a non-breaking space (U+{ord(line[match.end()]):04X}) {begins}, and is no space to YAML"
        yield Slip(Mark(number + 1, match.end() + 1), message, "delete it, and type a space with the space bar")
    if _TAB.match(line):
        yield Slip(Mark(number + 1, 1), "this line begins with a tab", "indent with spaces")


def bullet(line: str, number: int) -> Iterator[Slip]:
    """A list's item that begins with another mark than a hyphen and a space."""
    if match := _NO_DASH_SPACE.match(line):
        hint = f"write  - {match['rest'].strip()}"
        yield Slip(Mark(number + 1, match.start("rest") + 1), "a space is missing after the hyphen", hint)
    if match := _BULLET.match(line):
        message = f"{match['mark']} begins this line, where YAML has a hyphen"
        yield Slip(Mark(number + 1, match.start("mark") + 1), message, f"write  - {match['rest'].strip()}")


def _texts(line: str, number: int, following: str) -> Iterator[Slip]:
    """Texts with quotation marks that are not closed, or are closed by a mark that was meant as a letter."""
    after = 0
    for start in _starts(line):
        if start < after:
            continue
        mark, before, quote = Mark(number + 1, start + 1), line[:start], line[start]
        if quote in CURLY:
            yield Slip(mark, *curly_advice(line[start:]))
            return
        end = _closing(line, start + 1, quote)
        if end < 0:
            if not following or _NEXT.match(following) or line.rstrip(" }],")[-1:] in CURLY:
                yield _unclosed_quote(line, before, start, mark)
            return
        rest = line[end + 1 :].strip()
        if rest == "," and "{" not in before and "[" not in before:
            hint = f"write  {line[: end + 1].strip()}"
            yield Slip(Mark(number + 1, end + 2), "a comma follows the text, where nothing can", hint)
            return
        if rest and rest[0] not in ",}]:#":
            yield _closed_early(line, before, start, mark)
            return
        after = end + 1


def _starts(line: str) -> Iterator[int]:
    """Where texts in quotation marks begin: a value, or a part of a list or mapping on one line."""
    lead = _LEAD.match(line)
    assert lead is not None
    value = line[lead.end() :]
    if value[:1] in tuple(f"\"'{CURLY}"):
        yield lead.end()
    elif value[:1] in ("{", "["):
        yield from (match.end() for match in _FLOW_TEXT.finditer(line, lead.end()))


def _closing(line: str, start: int, quote: str) -> int:
    """Where the text that begins at ``start`` is closed on its line, or -1."""
    index = start
    while (index := line.find(quote, index)) >= 0:
        if quote == "'" and line[index : index + 2] == "''":
            index += 2
        elif quote == '"' and (index - len(line[:index].rstrip("\\"))) % 2:
            index += 1
        else:
            return index
    return -1


def _unclosed_quote(line: str, before: str, start: int, mark: Mark) -> Slip:
    quote, text, after = line[start], line[start + 1 :].rstrip(), ""
    while "{" in before and text.endswith("}") and text.count("}") > text.count("{"):
        text, after = text[:-1].rstrip(), f"}}{after}"
    message = "a quotation mark opens here and is never closed"
    if text and text[-1] in CURLY:
        message = f"{quote} opens this text, and {text[-1]} does not close it"
        text = text[:-1]
    return Slip(mark, message, f"write  {(before + requote(text) + after).strip()}")


def _closed_early(line: str, before: str, start: int, mark: Mark) -> Slip:
    quote, last = line[start], line.rindex(line[start])
    closed = last > start and line[last + 1 :].strip(" }],") == ""
    text, after = (line[start + 1 : last], line[last + 1 :]) if closed else (line[start + 1 :], "")
    what = "an apostrophe" if quote == "'" else 'a second "'
    message = f"{what} ends the text here, before its last word"
    return Slip(mark, message, f"write  {(before + requote(text.strip()) + after).strip()}")


def requote(text: str) -> str:
    """``text`` between the quotation marks that it does not have itself."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("''", "'").replace("'", "''") + "'"


def curly_advice(text: str) -> tuple[str, str]:
    """What is wrong with a text that begins with a curly quotation mark, and what to write."""
    inner = text[1:].rstrip()
    end = next((index for index, character in enumerate(inner) if character in CURLY and _ends(inner, index)), None)
    marks = text[0] if end is None or inner[end] == text[0] else f"{text[0]} {inner[end]}"
    inside = (inner.rstrip(" }]") if end is None else inner[:end]).strip()
    verb = "is a letter" if len(marks) == 1 else "are letters"
    return f'{marks} {verb} to YAML and would be printed; a text begins and ends with "', f"write  {requote(inside)}"


def _ends(text: str, index: int) -> bool:
    """Whether a quotation mark closes the text: an apostrophe is between letters."""
    return not text[index + 1 : index + 2].isalnum()


def _colons(line: str, number: int, following: str) -> Iterator[Slip]:
    for pattern, message in (
        (_NO_SPACE, "a space is missing after the colon"),
        (_NO_COLON, "a key has no colon after it"),
    ):
        if match := pattern.match(line):
            hint = f"write  {match['before'].strip()}: {match['rest'].strip()}"
            yield Slip(Mark(number + 1, match.end("before") + 1), message, hint)
    if match := _OTHER_MARK.match(line):
        hint = f"write  {match['before'].strip()}: {match['rest'].strip()}"
        message = f"a key has a colon after it, and not {match['mark']}"
        yield Slip(Mark(number + 1, match.start("mark") + 1), message, hint)
    lead = _LEAD.match(line)
    assert lead is not None
    if lead["key"] and line[lead.end() :].startswith(("? ", "- ")):
        hint = f"write  {line[lead.end('lead') : lead.end()]}{requote(line[lead.end() :].rstrip())}"
        yield Slip(Mark(number + 1, lead.end() + 1), f"a text that begins with {line[lead.end()]} needs quotes", hint)
    if lead["key"] and _COLON_INSIDE.match(line, lead.end()):
        hint = f"write  {line[lead.end('lead') : lead.end()]}{requote(line[lead.end() :].rstrip())}"
        yield Slip(Mark(number + 1, lead.end() + 1), 'a text with ": " in it needs quotes', hint)
    if (alone := _LONE_KEY.match(line)) and _NEXT.match(following):
        hint = f"write  {alone['key']}:"
        yield Slip(Mark(number + 1, alone.end() + 1), "a key has no colon after it", hint)
