"""Protocol Buffers, as far as Anki's packages need them read: the fields of a message by their numbers."""

from __future__ import annotations

_VARINT, _EIGHT, _SIZED, _FOUR = 0, 1, 2, 5  # wire types


def fields(message: bytes) -> dict[int, list[int | bytes]]:
    """Every value of each field: a number, or bytes that may be a text or a message; raises ValueError."""
    values: dict[int, list[int | bytes]] = {}
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, wire = key >> 3, key & 7
        value: int | bytes
        if wire == _VARINT:
            value, place = _varint(message, place)
        elif wire in (_SIZED, _EIGHT, _FOUR):
            size, place = _varint(message, place) if wire == _SIZED else ({_EIGHT: 8, _FOUR: 4}[wire], place)
            value = message[place : place + size]
            place += size
            if place > len(message):
                raise ValueError("a message is cut short")
        else:
            raise ValueError(f"a message has the unknown wire type {wire}")
        values.setdefault(number, []).append(value)
    return values


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(message) and shift < 70:
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
    raise ValueError("a number is cut short")
