"""What a file is whose format no importer knows, and what can be done with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.errors import quote
from quizgen.importers.bank import BankFile
from quizgen.importers.own_table import OwnTable

_TABLES = (".csv", ".tsv")
_OLE = b"\xd0\xcf\x11\xe0"  # how files of older programs begin, and encrypted ones
_COLUMNS = "call the columns  question, answer and wrong (or option)  in its first row"
_OTHERS = (
    (
        r"\s*[{\[]",
        f"it is JSON, and not quizgen's own questions.json: save it as a table, and {_COLUMNS}",
    ),
    (r"#(?:separator|html|notetype|deck|tags|columns)\b", "it is Anki's text: export the deck from Anki as .apkg"),
    (r"\s*\\(?:begin|question|documentclass|usepackage)\b", "it is LaTeX: write it as Aiken, GIFT or a table"),
    (r"\s*<(?:!doctype )?html", "it is a web page: export the questions from the program that made it"),
)


def advice_on(bank: BankFile) -> str:
    """What is known of the file and what to do, or "" where nothing is."""
    if bank.is_sheet:
        return _advice_on_table(bank)
    if bank.is_zip:
        is_document = "word/document.xml" in bank.package.names
        return "it is a Word document: save it as text, in the form of Aiken or GIFT" if is_document else ""
    if bank.content.startswith(_OLE):
        return "it is a file of an older Office, or has a password: save it as .xlsx without a password"
    if advice := next((advice for pattern, advice in _OTHERS if re.match(pattern, bank.head, re.IGNORECASE)), ""):
        return advice
    return _advice_on_table(bank) if bank.path.suffix.lower() in _TABLES else ""


def _advice_on_table(bank: BankFile) -> str:
    """Which columns a table lacks."""
    rows = [row for row in bank.first_rows if any(cell.strip() for cell in row)]
    if not rows:
        return "its first sheet is empty: put the sheet with the questions first" if bank.is_sheet else ""
    headings = next((row for row in rows if OwnTable.layout.missing(row) != list(OwnTable.layout.needed)), rows[0])
    missing = " or ".join(f"a {_NOUNS[key]}" for key in OwnTable.layout.missing(headings))
    if not missing:
        return "it is a table of your own: write  --format table, or leave it out"
    sheets = ", ".join(bank.other_sheets)
    elsewhere = f"; only the first sheet is read, and there is {sheets} too" if sheets else ""
    return f"no column has a heading for {missing} ({_shown(headings)}): {_COLUMNS}{elsewhere}"


_NOUNS = {"question": "question", "right": "right answer"}


def _shown(headings: Sequence[str]) -> str:
    return quote(", ".join(" ".join(cell.split()) for cell in headings if cell.strip()))
