"""Bytes of a file → its text, whatever program wrote it."""

from __future__ import annotations

import codecs

from quizgen.errors import ContentError, Mark, UsageError
from quizgen.errors.problem_kinds import UNREADABLE_FILE
from quizgen.importers.encodings import UTF_8, likely_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WESTERN = ("cp1252", "iso8859-1", "iso8859-15")
_NAMES = {
    "cp1252": "Western text of Windows (cp1252)",
    "cp1251": "Cyrillic text of Windows (cp1251)",
    "mac_roman": "text of an old Mac (mac_roman)",
    "mac_cyrillic": "Cyrillic text of an old Mac (mac_cyrillic)",
}
_HEAD = 2000  # bytes by which UTF-16 without a mark is recognised


def known_encoding(name: str) -> str:
    """The encoding called ``name``, as Python spells it; raises UsageError where it is unknown or not for text."""
    try:
        if "".encode(name) is not None and codecs.lookup(name)._is_text_encoding:
            return codecs.lookup(name).name
    except (LookupError, TypeError, UnicodeError):
        pass
    raise UsageError(f"there is no encoding {name!r}; common ones are utf-8, utf-16, cp1252, cp1251 and latin-1")


def decode(content: bytes, where: str, encoding: str = "") -> str:
    """The text of the file ``where``: in ``encoding`` if given, else as its byte order mark says, or UTF-8.

    Lines end with ``\\n`` only. Raises ContentError with line and column of the first byte that does not fit.
    """
    name, content = _encoding(content, encoding)
    try:
        text = _decode_mixed(content, name) if name in WESTERN else content.decode(name)
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode(name, "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"this is not {name.upper()} text: invalid byte 0x{content[fault.start]:02X}"
        hint = "give its encoding:  --encoding utf-8"
        if not encoding:
            likely = likely_encoding(content)
            message = f"{message}; it looks like {_NAMES.get(likely, likely)}"
            hint = f"say so:  --encoding {likely}"
        raise ContentError([UNREADABLE_FILE.problem(where, message, hint, Mark(line, column))]) from fault
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode_mixed(content: bytes, name: str) -> str:
    """The text of a file that may have been saved in two encodings: what is UTF-8 is read as UTF-8.

    A letter beyond ASCII in UTF-8 would be two or three unlikely characters in ``name``, so that none is mistaken.
    """
    lines = []
    for line in content.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            pieces = enumerate(UTF_8.split(line))
            lines.append("".join(piece.decode("utf-8" if index % 2 else name) for index, piece in pieces))
    return "\n".join(lines)


def _encoding(content: bytes, named: str) -> tuple[str, bytes]:
    """The encoding's name, and the content without its byte order mark."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return (named if named and not named.startswith(name[:5]) else name), content[len(mark) :]
    if named:
        return named, content
    head = content[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and even < odd // 8:
        return "utf-16-le", content
    if even > len(head) // 8 and odd < even // 8:
        return "utf-16-be", content
    return "utf-8", content
