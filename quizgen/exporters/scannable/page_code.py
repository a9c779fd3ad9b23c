"""What the QR code of a page says: in capitals and digits, and so short that the smallest code there is holds it.

``QGAB3DK7PMQXZ:A1:12`` is page 1 of form A of the quiz ``AB3D``, whose sheet has the hash ``K7PMQXZ``, on copy 12. A
student's form has no letter, because its copy is the student's; the number of an unnumbered copy is 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE = re.compile(r"QG([A-Z2-7]{4})([A-Z2-7]{7}):([A-Z]?)([1-9][0-9]*):(0|[1-9][0-9]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class PageCode:
    """A page's code: ``quiz`` and ``hash`` as in ``sheet.json``; ``copy`` is 0 if unnumbered."""

    quiz: str
    hash: str
    form: str
    page: int
    copy: int = 0

    @property
    def sheet(self) -> str:
        """The beginning of the code, which all pages of the sheet have."""
        return f"QG{self.quiz}{self.hash}"

    @property
    def content(self) -> str:
        """The code without the copy's number, as in ``sheet.json``."""
        return f"{self.sheet}:{self.form}{self.page}"

    @property
    def text(self) -> str:
        """The code on paper."""
        return f"{self.content}:{self.copy}"


def page_code(text: str) -> PageCode | None:
    """Return the page code in a QR code's ``text``, or None if the page is not from quizgen."""
    match = _CODE.fullmatch(text.strip().upper())
    if match is None:
        return None
    quiz, hash, form, page, copy = match.groups()
    return PageCode(quiz, hash, form, int(page), int(copy))
