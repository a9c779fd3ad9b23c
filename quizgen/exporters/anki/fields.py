"""A note's fields as Anki stores them: one string, in NFC."""

from __future__ import annotations

from unicodedata import is_normalized, normalize

SEPARATOR = "\x1f"
# The characters that Anki removes from a field: every control character except tab and newline.
_CONTROLS = bytes((*range(9), *range(11, 32), 127))
_REPLACEMENTS: dict[int, str | None] = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | dict.fromkeys(_CONTROLS)


def stored_text(text: str) -> str:
    """Return ``text`` in NFC without control characters; an unpaired surrogate becomes U+FFFD."""
    if not text.isprintable():
        text = text.translate(_REPLACEMENTS)
    return text if text.isascii() else normalize("NFC", text)


def stored_fields(fields: list[str]) -> str:
    """Return the fields as stored; nothing in them can be taken for the separator."""
    text = SEPARATOR.join(fields)
    return text if are_stored(text, len(fields)) else SEPARATOR.join(map(stored_text, fields))


def are_stored(text: str, count: int) -> bool:
    """Whether ``text`` is so many fields as Anki stores them, as those of nearly every note are."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:  # an unpaired surrogate
        return False
    # Searching bytes is ten times as fast as searching characters.
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    return controls == count - 1 and (text.isascii() or is_normalized("NFC", text))
