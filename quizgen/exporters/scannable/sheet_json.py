"""``sheet.json``: where on paper the boxes are that a scanner reads. The PDF is drawn from the same numbers.

It has no right answers: those are in ``sheet-key.json``.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from quizgen.model.marking import Shape
from quizgen.model.paper import Style


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True)


class CornerMark(_Record):
    """A corner mark, an ArUco marker."""

    id: int
    """Which marker of the dictionary: 46 top left, 47 top right, 48 bottom right, 49 bottom left."""
    x: float
    """Its centre, to the right of the top left mark's."""
    y: float
    """Its centre, below the top left mark's."""
    size: float
    """The side of its black square."""


class Code(_Record):
    """The page's QR code."""

    content: str
    """`quizgen1:QUIZ:FORM:PAGE:HASH`; the form's name in percent-encoding."""
    x: float
    """Its centre, to the right of the top left mark's."""
    y: float
    """Its centre, below the top left mark's."""
    size: float
    """The side of the code without the white around it."""


class Box(_Record):
    """A box or circle to be filled in."""

    value: str
    """What it stands for: an option's letter, `true` or `false`, a place in an order, a digit, points."""
    x: float
    """Its centre, to the right of the top left mark's."""
    y: float
    """Its centre, below the top left mark's."""
    width: float
    """Its outer width."""
    height: float
    """Its outer height."""


class Answer(_Record):
    """The boxes of one answer."""

    question: str
    """The question's id."""
    number: int
    """The question's number in this form."""
    row: int
    """1, or which row of a question with several, such as matching."""
    choose: Literal["one", "several", "score"]
    """How many of its boxes may be filled in; `score` are points, which the teacher fills in."""
    boxes: tuple[Box, ...]
    """Its boxes, in reading direction."""


class Page(_Record):
    """A page, at full size."""

    number: int
    """1, 2, …"""
    width: float
    """Of the paper."""
    height: float
    """Of the paper."""
    left: float
    """From the paper's left edge to the centre of the top left mark."""
    top: float
    """From the paper's top edge to the centre of the top left mark."""
    marks: tuple[CornerMark, ...]
    """The corner marks: top left, top right, bottom right, bottom left."""
    code: Code
    """The QR code."""
    fields: tuple[Answer, ...]
    """The answers."""
    student: tuple[tuple[Box, ...], ...]
    """The boxes of each digit of the student's number, the first digit first; empty if the form is a student's."""

    def with_code(self, content: str) -> Page:
        """Return the page with another content of its QR code."""
        return self.model_copy(update={"code": self.code.model_copy(update={"content": content})})


class SheetFile(_Record):
    """All pages of one form in one style."""

    form: str
    """The form's letter, or the id of the student whose form it is."""
    style: Style
    """The style in which it is printed."""
    hash: str
    """The first 12 hexadecimal digits of the SHA-256 of everything else; it is part of the QR codes."""
    pages: tuple[Page, ...]
    """Its pages."""
    written: tuple[str, ...]
    """Ids of the questions that have no box at all."""


class Sheets(_Record):
    """All sheets of a quiz. Lengths are millimetres; x runs to the right, y down."""

    format: Annotated[Literal["quizgen-sheet/1"], Field(alias="schema")] = "quizgen-sheet/1"
    """Which format this is: quizgen-sheet/1."""
    quiz: str
    """The quiz in the QR codes: 8 hexadecimal digits made from the recipe's name."""
    name: str
    """The recipe's name."""
    dictionary: Literal["DICT_4X4_50"] = "DICT_4X4_50"
    """Where the corner marks come from, by OpenCV's name."""
    shape: Shape
    """Whether boxes are round or square."""
    sheets: tuple[SheetFile, ...]
    """The sheets."""

    def json_bytes(self) -> bytes:
        """Return the content of ``sheet.json``."""
        return f"{self.model_dump_json(by_alias=True, indent=1)}\n".encode()


def sheet_hash(sheet: SheetFile) -> str:
    """Return the hash of a sheet's JSON without spaces, in which ``hash`` and the codes' ``content`` are empty."""
    pages = tuple(
        page.model_copy(update={"code": page.code.model_copy(update={"content": ""})}) for page in sheet.pages
    )
    bare = sheet.model_copy(update={"hash": "", "pages": pages})
    return hashlib.sha256(bare.model_dump_json(by_alias=True).encode()).hexdigest()[:12]


def json_schema() -> dict[str, Any]:
    """Return the format as a JSON Schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Sheets.model_json_schema()
