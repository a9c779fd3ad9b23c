"""Every worksheet on paper: all that it holds comes out as written, in every look, for who reads and who listens."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pytest
from conftest import quiet
from every_kind import PICTURE
from hostile import HOSTILE
from pdf_objects import sheets as pages_of
from pdf_text import page_texts
from pypdf import PdfReader

from quizgen.assembly.worksheets.worksheet import Worksheet
from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.pipeline import build
from quizgen.model.text import Words
from quizgen.project import Project

SHEETS = ["matching", "ordering", "timeline", "word-bank", "table", "labelling", "exit-ticket", "study-guide", "source"]
KEYED = SHEETS[:-2]
ARTICLE = ["Title of #let <b>", *HOSTILE]
ARABIC = ["النيل", "دجلة", "الفرات", "الأردن", "الليطاني"]
LABELS = """\
- id: pic
  statement: "So."
  image:
    file: p.svg
    alt: Words
    credit: C
    licence: CC0
    labels: [{text: %s, box: [38, 80, 16, 16]}, {text: rain, box: [8, 10, 18, 15], accept: drizzle}]
"""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _hostile() -> Iterator[str]:
    for number, text in enumerate(HOSTILE):
        length, braced = number + 10, text.replace("{", "{{").replace("}", "}}")
        yield f"""\
- id: l{number}
  statement: "The {{what}} is {{length}} long."
  relation: {{name: length, subject: what, object: length, cardinality: many-to-one, order: {_quoted(text)}}}
  slots:
    what: {{value: {_quoted(text)}, accept: [{_quoted(text + "!")}]}}
    length: {{value: {length}, unit: km, type: measure}}
  evidence: {{paragraph: {number + 2}, quote: {_quoted(text)}}}
  ignore: {{numeral: the number is made up}}
- id: p{number}
  statement: "The {{what}} stands in {{place}}."
  relation: {{name: place, subject: what, object: place, cardinality: one-to-one, ask: {_quoted(text)}}}
  slots:
    what: {{value: {_quoted(text)}}}
    place: {{value: "Town {number}", type: place, ask: {_quoted(text + "?")}}}
- id: y{number}
  statement: {_quoted(f"In {{year}} came {braced}.")}
  slots: {{year: {{value: {1800 + number}, type: year, ask: {_quoted(f"When came {text}?")}}}}}
"""
    yield LABELS % _quoted(HOSTILE[3])


def _arabic() -> Iterator[str]:
    for number, river in enumerate(ARABIC):
        yield f"""\
- id: l{number}
  statement: "يبلغ طول {{river}} نحو {{length}}."
  section: الأنهار
  relation: {{name: الطول, subject: river, object: length, cardinality: many-to-one, order: رتب الأنهار.}}
  slots:
    river: {{value: {river}, type: place}}
    length: {{value: {number + 90}, unit: km, type: measure, ask: "ما طول {number}؟"}}
- id: c{number}
  statement: "يجري {{river}} في {{land}}."
  relation: {{name: البلد, subject: river, object: land, cardinality: one-to-one}}
  slots:
    river: {{value: {river}, type: place, ask: "أي نهر يجري في بلد {number}؟"}}
    land: {{value: بلد {number}, type: country}}
- id: y{number}
  statement: "بني السد على {river} في سنة {{year}}."
  slots: {{year: {{value: {1900 + number}, type: year, ask: "متى {number}؟"}}}}
"""
    yield LABELS % "بحيرة"


def _made(root: Path, facts: str, source: str, article: list[str], paper: str) -> tuple[Path, dict[str, Worksheet]]:
    named = ", ".join(f"{name}: {{}}" for name in SHEETS)
    for name, content in {
        "facts/t.yaml": f"schema: quizgen-facts/1\nsource: {{id: t, file: t.txt, {source}}}\nfacts:\n{facts}",
        "facts/p.svg": PICTURE,
        "facts/t.txt": "\n\n".join(article),
        "decks/t.yaml": f"schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: worksheets\npaper: {paper}\n"
        f"worksheets: {{{named}}}\n",
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    project = Project.at(root)
    build(project, (), root / "build", strict=False, progress=quiet)
    jobs, *_ = assemble_recipes(project, read_content(project, project.recipes()))[0]
    return root / "build/t", {sheet.name: sheet for sheet in jobs.worksheets.worksheets}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Worksheet]]:
    source = "title: '<i>#x', author: '$A_', licence: CC BY 4.0, url: 'https://example.org/#x'"
    return _made(tmp_path_factory.mktemp("hostile"), "".join(_hostile()), source, ARTICLE, "{size: letter}")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = "title: أنهار, language: ar, licence: CC0"
    article = ["أنهار", "النيل نهر طويل (6650 km)."]
    folder, _ = _made(tmp_path_factory.mktemp("ar"), "".join(_arabic()), source, article, "{style: large-print}")
    return folder


def _plain(text: str) -> str:
    """Without white space, direction marks and gaps."""
    return re.sub(r"[\s_\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFC", text))


def _printed(pdf: Path) -> str:
    return _plain("".join(page_texts(pdf)))


def _printed_key(pdf: Path) -> str:
    """The same, read by pypdf: pdfium turns round the words of a line from right to left, as in 52 km."""
    return _plain("".join(sheet.extract_text() for sheet in PdfReader(pdf).pages))


def _texts(value: Any) -> Iterator[str]:
    """Every piece of text of what a template is filled in with."""
    if isinstance(value, Words):
        yield value.text
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
    elif hasattr(value, "__slots__") and not hasattr(value, "statement"):  # a fact is not shown as such
        for name in value.__slots__:
            yield from _texts(getattr(value, name))


def _lost(texts: Iterator[str], printed: str) -> list[str]:
    """The texts that are not printed; a PDF's reader turns those from right to left round."""
    return [text for text in map(_plain, texts) if text not in printed and text[::-1] not in printed]


def test_every_sheet_is_made(hostile: tuple[Path, dict[str, Worksheet]]) -> None:
    folder, _ = hostile
    names = sorted(path.stem for path in folder.glob("*.pdf"))
    assert names == sorted([*SHEETS, *(f"{name}-key" for name in KEYED)])


@pytest.mark.parametrize("name", KEYED)
def test_a_key_has_each_answer_its_variants_and_its_proof(
    hostile: tuple[Path, dict[str, Worksheet]], name: str
) -> None:
    folder, sheets = hostile
    printed = _printed_key(folder / f"{name}-key.pdf")
    lines: Any = sheets[name].content["key"]
    assert lines
    assert _lost(_texts(lines), printed) == []
    assert _lost((accept for line in lines for accept in line.accept), printed) == []
    assert _lost((proof.quote for line in lines for proof in line.fact.evidence), printed) == []
    assert all(line.fact.key in printed for line in lines)


@pytest.mark.parametrize("name", ["matching", "ordering", "timeline", "word-bank", "study-guide"])
def test_a_sheet_has_its_texts_as_written(hostile: tuple[Path, dict[str, Worksheet]], name: str) -> None:
    folder, sheets = hostile
    content = {key: value for key, value in sheets[name].content.items() if key not in ("key", "topic")}
    assert _lost(_texts(list(content.values())), _printed(folder / f"{name}.pdf")) == []


def test_what_a_table_asks_for_is_not_in_it(hostile: tuple[Path, dict[str, Worksheet]]) -> None:
    folder, sheets = hostile
    rows: Any = sheets["table"].content["rows"]
    cells = [cell for row in rows for cell in row if cell]
    printed = _printed(folder / "table.pdf")
    assert _lost((str(cell.text) for cell in cells if not cell.number), printed) == []
    asked = [_plain(str(cell.text)) for cell in cells if cell.number and str(cell.text).startswith("Town")]
    assert asked
    assert not [text for text in asked if text in printed]


def test_four_tickets_stand_on_a_page(hostile: tuple[Path, dict[str, Worksheet]]) -> None:
    folder, sheets = hostile
    items: Any = sheets["exit-ticket"].content["items"]
    printed = _printed(folder / "exit-ticket.pdf")
    assert printed.count("Iamstillunsureabout") == 4
    assert len(page_texts(folder / "exit-ticket.pdf")) == 1
    assert _lost((str(item.prompt) for item in items), printed) == []


def test_an_article_comes_out_as_written(hostile: tuple[Path, dict[str, Worksheet]]) -> None:
    folder, _ = hostile
    printed = _printed(folder / "source.pdf")
    assert _lost(iter(ARTICLE), printed) == []
    assert "Licence:CCBY4.0" in printed
    assert "https://example.org/#x" in printed


def test_what_is_covered_is_not_in_the_file(hostile: tuple[Path, dict[str, Worksheet]]) -> None:
    folder, _ = hostile
    assert "cloud" not in _printed(folder / "labelling.pdf")


@pytest.mark.parametrize("name", [*SHEETS, *(f"{name}-key" for name in KEYED)])
def test_sheets_conform_to_pdf_ua_and_are_large_where_print_is(arabic: Path, name: str) -> None:
    report = page.validate_pdf(arabic / f"{name}.pdf", profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant
    pieces = [piece for sheet in pages_of(arabic / f"{name}.pdf") for piece in sheet.pieces]
    assert [piece for piece in pieces if round(abs(piece.size), 1) < 16] == []
