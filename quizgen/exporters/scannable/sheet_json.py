"""``sheet.json``: where on paper the boxes are that a scanner reads. The PDF is drawn from the same numbers.

It has no right answers: those are in ``sheet-key.json``.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quizgen.field_docs import documented_schema
from quizgen.model.marking import Check, Credit, Shape
from quizgen.model.paper import Style


class _Record(BaseModel):
    """Built when it is used, which most commands never do."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the record's JSON Schema, with the documentation of each field."""
        return documented_schema(cls, core, handler)


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
    """A place of the page's QR code."""

    content: str
    """What it says, except the copy's number: `QGQUIZHASH:FORMPAGE`. On paper `:` and the number follow, 0 if
    unnumbered."""
    x: float
    """Its centre, to the right of the top left mark's."""
    y: float
    """Its centre, below the top left mark's."""
    size: float
    """The side of the code without the white around it."""


class Area(_Record):
    """A rectangle in which something is written by hand."""

    x: float
    """Its centre, to the right of the top left mark's."""
    y: float
    """Its centre, below the top left mark's."""
    width: float
    """Its width."""
    height: float
    """Its height."""


class Box(_Record):
    """A box or circle to be filled in."""

    value: str
    """What it stands for: an option's letter, `true` or `false`, a place in an order, a digit, points. Points are
    added up: `0.5` is half a point more."""
    x: float
    """Its centre, to the right of the top left mark's."""
    y: float
    """Its centre, below the top left mark's."""
    width: float
    """Its outer width."""
    height: float
    """Its outer height."""
    ink: float = 0.0
    """How dark its inside is while it is empty, 0 to 1: the letter printed in it. The inside is within the outline."""


Place = TypeVar("Place", Area, Box)


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
    codes: tuple[Code, ...] = ()
    """Every place of the QR code, which is printed at two opposite corners; the first is `code`."""
    name: Area | None = None
    """Where the student's name is written or printed."""
    digits: tuple[Area, ...] = ()
    """Where the student writes each digit of the number by hand, beside the boxes in `student`."""

    def with_content(self, content: str) -> Page:
        """Return the page with another content of its QR codes."""
        codes = tuple(code.model_copy(update={"content": content}) for code in self.codes)
        return self.model_copy(update={"code": codes[0], "codes": codes})


class PrintedQuestion(_Record):
    """A question as it is printed in this form."""

    question: str
    """The question's id."""
    number: int
    """The question's number in this form."""
    points: int
    """What it is worth."""
    rows: tuple[str, ...] = ()
    """Its statement to be judged, its rows or its sentences with gaps, in printed order."""
    options: tuple[str, ...] = ()
    """Its options or the entries of its bank, in printed order."""


class SheetFile(_Record):
    """All pages of one form in one style."""

    form: str
    """The form's letter, or the id of the student whose form it is."""
    style: Style
    """The style in which it is printed."""
    hash: str
    """Seven letters and digits made from everything else, except `copies`; they are part of the QR codes."""
    pages: tuple[Page, ...]
    """Its pages."""
    written: tuple[str, ...]
    """Ids of the questions that have no box at all."""
    shape: Shape = "round"
    """Whether its boxes are round or square."""
    outline: float = 0.0
    """The width of a box's outline, in millimetres; its outer edge is that of the box."""
    asked: tuple[PrintedQuestion, ...] = ()
    """What is asked, in printed order."""
    copies: tuple[int, ...] = ()
    """The numbers of its printed copies, which no other copy of the quiz has; empty if they are unnumbered."""

    def values_of(self, question: str) -> tuple[str, ...]:
        """Return what can be marked in the first row of a question, the letters of its options in their order."""
        fields = (field for page in self.pages for field in page.fields if field.question == question)
        return next((tuple(box.value for box in field.boxes) for field in fields), ())


class Sheets(_Record):
    """All sheets of a quiz. Lengths are millimetres; x runs to the right, y down."""

    format: Annotated[Literal["quizgen-sheet/1"], Field(alias="schema")] = "quizgen-sheet/1"
    """Which format this is: quizgen-sheet/1."""
    quiz: str
    """The quiz in the QR codes: four letters and digits made from the recipe's name."""
    name: str
    """The recipe's name."""
    dictionary: Literal["DICT_4X4_50"] = "DICT_4X4_50"
    """Where the corner marks come from, by OpenCV's name."""
    shape: Shape
    """Whether boxes are round or square."""
    check: Check | None = None
    """How the last digit of a student's number follows from those before it, if it does: ISO/IEC 7064, MOD 11,10."""
    sheets: tuple[SheetFile, ...]
    """The sheets."""

    def json_bytes(self) -> bytes:
        """Return the content of ``sheet.json``."""
        return f"{self.model_dump_json(by_alias=True, indent=1)}\n".encode()


class AnswerKey(_Record):
    """What is right in a question."""

    points: int
    """What it is worth."""
    right: tuple[tuple[str, ...], ...] | None
    """The right values of each of its rows; `null` if the answer is written."""
    credit: Credit = "all"
    """What brings its points: `all` rows being right, or each of the `rows` its share."""


class ArchivedSheet(_Record):
    """A sheet with its key, as `sheets/HASH.json` keeps it after the quiz has changed."""

    format: Annotated[Literal["quizgen-archived-sheet/1"], Field(alias="schema")] = "quizgen-archived-sheet/1"
    """Which format this is: quizgen-archived-sheet/1."""
    quiz: str
    """The quiz in the QR codes."""
    name: str
    """The recipe's name."""
    check: Check | None
    """As in `sheet.json`."""
    sheet: SheetFile
    """The sheet, as in `sheet.json`."""
    key: dict[str, AnswerKey]
    """What is right, by the question's id."""

    def json_bytes(self) -> bytes:
        """Return the content of the file, without spaces: there is one for each student."""
        return f"{self.model_dump_json(by_alias=True)}\n".encode()


def sheet_hash(sheet: SheetFile) -> str:
    """Return the hash of a sheet: the first 35 bits of a SHA-256, in the letters and digits of RFC 4648's Base32.

    It is that of the sheet's JSON without spaces, in which ``hash``, ``copies`` and the codes' ``content`` are empty.
    """
    pages = tuple(page.with_content("") for page in sheet.pages)
    bare = sheet.model_copy(update={"hash": "", "copies": (), "pages": pages})
    return b32encode(hashlib.sha256(bare.model_dump_json(by_alias=True).encode()).digest())[:7].decode()


def json_schema() -> dict[str, Any]:
    """Return the format as a JSON Schema."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Sheets.model_json_schema()
