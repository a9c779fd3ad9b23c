"""Protocol Buffers, as far as Anki's packages need them read: the fields of a message by their numbers."""

from __future__ import annotations

_VARINT, _EIGHT, _SIZED, _FOUR = 0, 1, 2, 5  # wire types


def fields(message: bytes) -> dict[int, list[int | bytes]]:
    """Every value of each field: a number, or bytes that may be a text or a message; raises ValueError."""
    values: dict[int, list[int | bytes]] = {}
    offset = 0
    while offset < len(message):
        key, offset = _varint(message, offset)
        number, wire = key >> 3, key & 7
        value: int | bytes
        if wire == _VARINT:
            value, offset = _varint(message, offset)
        elif wire in (_SIZED, _EIGHT, _FOUR):
            if wire == _SIZED:
                size, offset = _varint(message, offset)
            else:
                size = 8 if wire == _EIGHT else 4
            value = message[offset : offset + size]
            offset += size
            if offset > len(message):
                raise ValueError("a message is cut short")
        else:
            raise ValueError(f"a message has the unknown wire type {wire}")
        values.setdefault(number, []).append(value)
    return values


def _varint(message: bytes, offset: int) -> tuple[int, int]:
    value = shift = 0
    while offset < len(message) and shift < 70:
        byte = message[offset]
        offset += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, offset
        shift += 7
    raise ValueError("a number is cut short")
