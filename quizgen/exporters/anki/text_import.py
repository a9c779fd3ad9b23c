"""Files for Anki's text import, which updates notes that a learner has (docs.ankiweb.net/importing/text-files.html)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def text_import(
    columns: Sequence[str], special: Sequence[str], headers: Sequence[str], rows: Iterable[Sequence[str]]
) -> bytes:
    """Return the file; the ``special`` columns, which are not fields, come first."""
    lines = ["separator:Comma", "html:true", f"columns:{','.join(columns)}"]
    lines += [f"{name} column:{number}" for number, name in enumerate(special, 1)]
    text = io.StringIO()
    text.write("".join(f"#{line}\n" for line in [*lines, *headers]))
    # Anki takes a row that begins with # for a comment: so every cell is quoted, whatever the first begins with.
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
