"""Zip containers whose bytes depend on their entries alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The earliest date that the zip format can hold: no clock stands in our files.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def zip_bytes(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Packs ``(name, content)`` pairs, in the order given, deflated.

    Raises ValueError for a name given twice.
    """
    buffer = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in entries:
            if name in seen:
                raise ValueError(f"two entries are named {name!r}")
            seen.add(name)
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix on every system, or Windows writes other bytes
            info.external_attr = 0o100644 << 16
            container.writestr(info, content)
    return buffer.getvalue()
