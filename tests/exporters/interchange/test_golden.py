"""One small bank in every format, as a person reads it."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.dom import minidom

import pytest
from exercises import bank_of
from openpyxl import load_workbook

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.exercise import Choice, Exercise, Media, Number
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.format import Format
from quizgen.model.text import parse_text as text

GOLDEN = Path(__file__).parents[2] / "golden/interchange"
FORMATS = {made.name: made for name in EXPORTERS.names() if issubclass(made := EXPORTERS.get(name), Format)}
PICTURE = Media("p-1.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "A <picture>")
CHOICES = (Choice(text("a < b & c"), True, text("Yes: ~=#{}")), Choice(text('"b", {{c1::x}}'), False, text("No <b>")))
BANK = bank_of(
    Exercise(
        "t/one/x/choice",
        "choice",
        text("Which? <b>"),
        choices=CHOICES,
        solution=text("a < b & c"),
        feedback=(text("So = it is"),),
    ),
    Exercise("t/two/x/response", "response", text("Which two?"), choices=(*CHOICES, Choice(text("c"), True)), points=2),
    Exercise("t/three/x/truth", "truth", text("=1+1 is 2"), truth=True, picture=PICTURE),
    Exercise(
        "t/four/x/number",
        "number",
        text("How far?"),
        answers=(("9.5",),),
        numbers=(Number(Decimal("9.5"), Decimal("0.5")),),
        units=("km",),
    ),
    Exercise("t/five/x/text", "text", text(r"What is \(x^2\)?"), answers=(("a square", "x*x", "{x}"),), tags=("a/b",)),
    Exercise("t/six/x/match", "match", text("Match"), pairs=((text("=a"), text("1")), (text("b->"), text("2")))),
    Exercise("t/seven/x/order", "order", text("Order"), steps=(text("second"), text("first"), text("#third"))),
)


@pytest.mark.parametrize("name", FORMATS)
def test_the_bank_in_a_format(name: str) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    format = FORMATS[name]
    bank, losses = fitted(BANK, format.carries)
    lines = [f"lost: {loss.question}: {loss.what}: {loss.why}" for loss in losses]
    for file, content in format().files(bank).items():
        lines += dumped(file, content)
    found = "\n".join(lines) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8", newline="")
    assert found.encode() == golden.read_bytes()


def dumped(name: str, content: bytes) -> Iterator[str]:
    """A file as text: a container's entries, a workbook's cells row by row, XML indented."""
    yield f"== {name}"
    if name.endswith(".xlsx"):
        for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True):
            yield repr(row)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.namelist():
                yield from dumped(f"{name}/{entry}", archive.read(entry))
    elif content.startswith(b"<?xml"):
        yield minidom.parseString(content).toprettyxml(" ")
    else:
        yield content.decode()
