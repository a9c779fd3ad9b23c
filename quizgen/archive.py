"""Zip containers whose bytes depend on their entries alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable


def zip_bytes(entries: Iterable[tuple[str, bytes | Iterable[bytes]]], level: int = 6) -> bytes:
    """Packs ``(name, content)`` pairs, in the order given, deflated; a large content may come piece by piece.

    ``level`` is zlib's, from 1, the quickest, to 9.

    Raises ValueError for a name given twice.
    """
    buffer = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as container:
        for name, content in entries:
            if name in names:
                raise ValueError(f"two entries are named {name!r}")
            names.add(name)
            # Opened by its name, an entry is dated 1980, the earliest that the format can hold, not by the clock.
            with container.open(name, "w") as entry:
                entry.writelines((content,) if isinstance(content, bytes) else content)
            attributes = container.getinfo(name)
            attributes.create_system = 3  # Unix on every system, or Windows writes other bytes
            attributes.external_attr = 0o100644 << 16
    return buffer.getvalue()
