"""Whether a picture can be shown by every output, and does nothing but be shown; whether a recording is one."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from quizgen.project import read_bytes
from quizgen.reading.budget import Budget, OverBudget
from quizgen.reading.facts.svg_drawing import STEEPEST, pictures_in
from quizgen.reading.facts.svg_pictures import svg_fault, svg_root

SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
_BEGINS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_RECORDINGS = {".mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")), ".ogg": (0, (b"OggS",))}
_RECORDINGS |= {".wav": (8, (b"WAVE",)), ".m4a": (4, (b"ftyp",))}
MOST_PIXELS = 50_000_000  # of one picture: unpacked for printing, it takes four bytes for each
LARGEST_PROFILE = 4_000_000  # bytes of a PNG's colour profile; those of printers have 2 MB


class MediaFault(NamedTuple):
    """What is wrong with a picture or recording, and what to do."""

    message: str
    hint: str


class MediaFiles:
    """The pictures and recordings of a job: each is looked at once, and all take from its ``budget``."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._faults: dict[Path, MediaFault | None] = {}
        self._is_full = False

    def fault(self, path: Path, *, is_picture: bool) -> MediaFault | None:
        """What is wrong with the file at ``path``, or None; only the first file is blamed for a used-up budget.

        Raises ContentError where it cannot be read.
        """
        if path not in self._faults and not self._is_full:
            self._faults[path] = self._fault(path, is_picture=is_picture)
        return self._faults.get(path)

    def _fault(self, path: Path, *, is_picture: bool) -> MediaFault | None:
        content = read_bytes(path)
        wrong = picture_fault(path.name, content) if is_picture else recording_fault(path.name, content)
        if wrong:
            return MediaFault(wrong, f"save it again as {'.svg, .png or .jpg' if is_picture else '.mp3'}")
        try:
            self.budget.keep(len(content))
            if is_picture:
                self.budget.draw(sum(width * height for width, height in _sizes(path.name, content)))
        except OverBudget as fault:
            self._is_full = True
            return MediaFault(f"with this file {fault}", fault.hint)
        return None


def picture_fault(name: str, content: bytes) -> str:
    """What is wrong with the picture ``name``, or ""."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        return f"a picture's name ends in {', '.join(SUFFIXES)}"
    if suffix != ".svg":
        return _pixels_fault(suffix, content)
    if wrong := svg_fault(content):
        return wrong
    if sum(width * height for width, height in _sizes(name, content)) > MOST_PIXELS:
        return f"the pictures in it have more than {MOST_PIXELS // 1_000_000} million pixels; make them smaller"
    wrong = next(filter(None, map(_profile_fault, pictures_in(svg_root(content)))), "")
    return wrong and f"a picture in it: {wrong}"


def _pixels_fault(suffix: str, content: bytes) -> str:
    if not content.startswith(_BEGINS[suffix]):
        return f"this file is not {suffix[1:].upper()}, although its name ends in {suffix}"
    width, height = picture_size(content)
    if width <= 0 or height <= 0:
        return "this picture is damaged: it does not say how large it is"
    if width * height > MOST_PIXELS:
        return (
            f"it has {width} × {height} pixels, which is more than {MOST_PIXELS // 1_000_000} million; make it smaller"
        )
    if height > STEEPEST * width:
        return f"it is more than {STEEPEST} times as high as it is wide"
    return _profile_fault(content)


def _profile_fault(content: bytes) -> str:
    """Whether the colour profile of a PNG, which is compressed, is larger than any is."""
    if not content.startswith(_BEGINS[".png"]):
        return ""
    offset = len(_BEGINS[".png"])
    while offset + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[offset : offset + 8])
        if kind == b"IDAT":  # what follows the picture's points is not looked at
            return ""
        if kind == b"iCCP":
            packed = content[offset + 8 : offset + 8 + size].partition(b"\0")[2][1:]
            try:
                if len(zlib.decompressobj().decompress(packed, LARGEST_PROFILE + 1)) > LARGEST_PROFILE:
                    return f"its colour profile has more than {LARGEST_PROFILE // 1_000_000} MB"
            except zlib.error:
                return "its colour profile is damaged"
        offset += 12 + size
    return ""


def _sizes(name: str, content: bytes) -> Iterator[tuple[int, int]]:
    """The width and height in pixels of a picture, or of those in an SVG."""
    if name.lower().endswith(".svg"):
        yield from map(picture_size, pictures_in(svg_root(content)))
    else:
        yield picture_size(content)


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
    offset, begins = _RECORDINGS[suffix]
    if content[offset:].startswith(begins):
        return ""
    return f"this file is not {suffix[1:].upper()}, although its name ends in {suffix}"
