"""Pictures that are written in a bank's own text."""

from __future__ import annotations

import base64
import binascii

from quizgen.importers.question_draft import LARGEST_PICTURE


def data_picture(address: str) -> tuple[str, bytes] | None:
    """The picture that a ``data:`` address holds."""
    head, _, encoded = address.partition(",")
    subtype = head.removeprefix("data:image/").partition(";")[0].lower()
    suffix = {"jpeg": "jpg", "svg+xml": "svg"}.get(subtype, subtype)
    content = decoded64(encoded) if head.endswith(";base64") else None
    return (f"picture.{suffix}", content) if content else None


def decoded64(text: str) -> bytes | None:
    """What Base64 says, or None where it is broken or larger than a picture may be."""
    if len(text) > LARGEST_PICTURE * 3 // 2:
        return None
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return None
