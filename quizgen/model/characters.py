"""Characters that a text cannot contain. What Anki does to the characters of a field is in exporters/anki/fields.py."""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # except tab and the line ends
_LINE_ENDS = "\r\x85"  # besides the newline
_HALVES = "\ud800-\udfff"  # of surrogate pairs

# What YAML 1.2 (5.1) does not take as it is, and XML 1.0 (2.2) cannot hold or advises against.
UNWRITABLE = re.compile(f"[{_CONTROLS}{_HALVES}\ufffe\uffff]")

# What cannot be shown: those, line ends other than the newline, a byte order mark inside a text, all noncharacters.
UNPRINTABLE = re.compile(
    f"[{_CONTROLS}{_LINE_ENDS}{_HALVES}\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
