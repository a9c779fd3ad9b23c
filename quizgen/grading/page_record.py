"""What is kept of a scanned page, as a line of ``pages.jsonl``: nothing in it depends on decisions or on the key."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from quizgen.grading.judgement import Choose, Doubt

Status = Literal["read", "no-code", "foreign", "other-quiz", "outdated", "unknown-form", "not-found", "unreadable"]


@dataclass(frozen=True, slots=True)
class RowRecord:
    """An answer as it was read: the values filled in, or where there is a doubt, the likeliest ones.

    ``darkness`` is how dark each box is, from 0 as paper to 1 as the corner marks, by its value.
    """

    question: str
    number: int
    row: int
    choose: Choose
    values: tuple[str, ...]
    doubt: Doubt
    darkness: dict[str, float]


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A scanned page.

    ``id`` is made from the image; ``file`` names it, with ``#3`` for the third page of a file. ``hash``, ``form``,
    ``number`` and ``copy`` are what its code says. ``student`` is the number or id that was read, "" if the page has
    none, ``student_doubt`` why a person must look at it. ``detail`` says more of a page that is not read.
    """

    id: str
    file: str
    status: Status
    hash: str = ""
    form: str = ""
    number: int = 0
    copy: int = 0
    student: str = ""
    student_doubt: str = ""
    rows: tuple[RowRecord, ...] = ()
    detail: str = ""

    @property
    def line(self) -> str:
        """The page as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def page_of(line: str) -> PageRecord:
    """Return the page of a line; raises ValueError, KeyError or TypeError if it is none."""
    fields: dict[str, Any] = json.loads(line)
    rows = tuple(
        RowRecord(**{**row, "values": tuple(row["values"]), "doubt": Doubt(row["doubt"])}) for row in fields.pop("rows")
    )
    return PageRecord(**fields, rows=rows)


def pages_jsonl(pages: Iterable[PageRecord]) -> bytes:
    """Return the content of ``pages.jsonl``."""
    return "".join(f"{page.line}\n" for page in pages).encode()
