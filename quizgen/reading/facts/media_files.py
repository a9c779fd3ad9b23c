"""Whether a picture can be shown by every output, and does nothing but be shown; whether a recording is one."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from xml.etree.ElementTree import ParseError

SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
_BEGINS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_RECORDINGS = {".mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")), ".ogg": (0, (b"OggS",))}
_RECORDINGS |= {".wav": (8, (b"WAVE",)), ".m4a": (4, (b"ftyp",))}
_ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video"}
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#|data:)", re.IGNORECASE)


def picture_fault(name: str, content: bytes) -> str:
    """What is wrong with the picture ``name``, or ""."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        return f"a picture's name ends in {', '.join(SUFFIXES)}"
    if suffix != ".svg":
        return (
            ""
            if content.startswith(_BEGINS[suffix])
            else f"this is no {suffix[1:].upper()} picture, whatever its name says"
        )
    return _svg_fault(content)


def recording_fault(name: str, content: bytes) -> str:
    """What is wrong with the recording ``name``, or ""."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _RECORDINGS:
        return f"a recording's name ends in {', '.join(_RECORDINGS)}"
    place, begins = _RECORDINGS[suffix]
    return "" if content[place:].startswith(begins) else f"this is no {suffix[1:].upper()} recording"


def _svg_fault(content: bytes) -> str:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        return f"this is no SVG that can be read: {fault}"
    if _local(root.tag) != "svg":
        return "this is no SVG picture, whatever its name says"
    for element in root.iter():
        name = _local(element.tag)
        if name in _ACTIVE:
            return f"an SVG may not hold <{name}>"
        if name == "style" and _OUTSIDE.search(element.text or ""):
            return "an SVG's style may not fetch anything"
        for attribute, value in element.attrib.items():
            if _local(attribute).lower().startswith("on"):
                return f"an SVG may not act on {_local(attribute)}"
            if _local(attribute) == "href" and not value.strip().startswith(("#", "data:image/png", "data:image/jpeg")):
                return f"an SVG may not refer to something outside itself: {value[:60]}"
            if _OUTSIDE.search(value):
                return f"an SVG may not refer to something outside itself: {value[:60]}"
    return ""


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
