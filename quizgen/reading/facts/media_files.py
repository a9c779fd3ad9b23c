"""Whether a picture can be shown by every output, and does nothing but be shown; whether a recording is one."""

from __future__ import annotations

import io
import struct
from pathlib import PurePosixPath

from quizgen.reading.facts.svg_pictures import svg_fault

SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
_BEGINS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_RECORDINGS = {".mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")), ".ogg": (0, (b"OggS",))}
_RECORDINGS |= {".wav": (8, (b"WAVE",)), ".m4a": (4, (b"ftyp",))}
MOST_PIXELS = 50_000_000  # of one picture: unpacked for printing, it takes four bytes for each


def picture_fault(name: str, content: bytes) -> str:
    """What is wrong with the picture ``name``, or ""."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        return f"a picture's name ends in {', '.join(SUFFIXES)}"
    if suffix == ".svg":
        return svg_fault(content)
    if not content.startswith(_BEGINS[suffix]):
        return f"this file is not {suffix[1:].upper()}, although its name ends in {suffix}"
    width, height = picture_size(content)
    if width <= 0 or height <= 0:
        return "this picture is damaged: it does not say how large it is"
    if width * height > MOST_PIXELS:
        return (
            f"it has {width} × {height} pixels, which is more than {MOST_PIXELS // 1_000_000} million; make it smaller"
        )
    return ""


def picture_size(content: bytes) -> tuple[int, int]:
    """The width and height of a PNG or JPEG in pixels, from its header; negative or zero where it has none."""
    import imagesize

    try:
        width, height = imagesize.get(io.BytesIO(content))
    except (ValueError, struct.error, OSError, IndexError, TypeError):
        return -1, -1
    return int(width), int(height)


def recording_fault(name: str, content: bytes) -> str:
    """What is wrong with the recording ``name``, or ""."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _RECORDINGS:
        return f"a recording's name ends in {', '.join(_RECORDINGS)}"
    place, begins = _RECORDINGS[suffix]
    if content[place:].startswith(begins):
        return ""
    return f"this file is not {suffix[1:].upper()}, although its name ends in {suffix}"
