"""docs/how-to/change-the-look.md: each example works in a fresh project, and the reference has all blocks."""

from __future__ import annotations

import os
import re
from pathlib import Path

import page
from conftest import quiet
from pypdf import PdfReader
from pypdf.generic import ContentStream

from quizgen.build.pipeline import build
from quizgen.commands.new import create
from quizgen.exporters.anki.note_types import note_type
from quizgen.project import Project
from quizgen.rendering.environments import Templates

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/how-to/change-the-look.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^([^\n]+):\n\n```\w+ (templates/\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4" fill="#00f"/></svg>'


def printed(tmp_path: Path, about: str) -> PdfReader:
    """The quiz of a fresh project with the example that is introduced by ``about``."""
    (file, text), *others = [(file, text) for words, file, text in EXAMPLES if about in words]
    assert not others
    assert text.count("\n") <= 5
    create(tmp_path / "lesson")
    (tmp_path / "lesson/logo.svg").write_text(LOGO)
    (tmp_path / "lesson" / file).write_text(text, encoding="utf-8")
    build(Project.at(tmp_path / "lesson"), (), tmp_path / "build", strict=True, progress=quiet)
    pdf = tmp_path / "build/lesson/quiz-A.pdf"
    report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    return PdfReader(pdf)


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())


def test_the_school_and_its_logo(tmp_path: Path) -> None:
    reader = printed(tmp_path, "school's name and its logo")
    assert words(reader).startswith("Name of the school Volcanoes Form A")
    assert "Our logo" in str(structure(reader.trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]


def structure(node: object) -> list[str]:
    """The alternative texts below a node of the structure tree."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [text for each in node for text in structure(each)]
    if not isinstance(node, dict):
        return []
    return [str(node.get("/Alt", "")), *structure(node.get("/K"))]


def test_what_students_are_to_do(tmp_path: Path) -> None:
    assert "Choose the one right answer. Write in ink. 1." in words(printed(tmp_path, "What students are to do"))


def test_a_column_for_points(tmp_path: Path) -> None:
    assert words(printed(tmp_path, "column for points")).count("___ / 1") == 5


def test_colours_and_fonts(tmp_path: Path) -> None:
    reader = printed(tmp_path, "Colours and fonts")
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert all("NewCM" in font for font in fonts)
    stream = ContentStream(reader.pages[0]["/Contents"].get_object(), reader)
    colours = {tuple(round(float(x), 1) for x in operands) for operands, op in stream.operations if op == b"scn"}
    assert (0.0, 0.2, 0.4) in colours


def test_colours_of_pages_and_cards(tmp_path: Path) -> None:
    (example,) = [text for _, file, text in EXAMPLES if file == "templates/shared/palette.css"]
    create(tmp_path / "lesson")
    project = Project.at(tmp_path / "lesson")
    (project.root / "templates/shared").mkdir()
    (project.root / "templates/shared/palette.css").write_text(example, encoding="utf-8")
    recipe = project.root / "decks/lesson.yaml"
    wanted = recipe.read_text(encoding="utf-8").replace("[deck, quiz, key, review]", "[practice, review]")
    recipe.write_text(wanted, encoding="utf-8")
    build(project, (), tmp_path / "build", strict=False, progress=quiet)
    review, practice = ((tmp_path / f"build/lesson/{name}.html").read_text("utf-8") for name in ("review", "practice"))
    assert "--accent: #7a0019;" in review
    assert "--accent: #7a0019;" in practice.partition("prefers-color-scheme")[0]
    assert "--accent: #ffb3c0;" in practice.partition("prefers-color-scheme")[2]
    assert "#ffb3c0" not in review
    assert "--accent: #7a0019;" in note_type("card", Templates(project), "uid").css


def test_every_example_is_tried() -> None:
    assert len(EXAMPLES) == 5
    assert len(EXAMPLES) == len(re.findall(r"^```(?:css|jinja|typst)", PAGE, re.MULTILINE))


def blocks_table() -> str:
    """Every shipped template that has blocks."""
    templates = Templates(Project(ROOT))
    rows = ["| Template | Its blocks |", "|---|---|"]
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        name = path.relative_to(ROOT / "templates").as_posix()
        blocks = () if name.startswith("project/") else templates.blocks(name)
        if blocks:
            rows.append(f"| `{name}` | {', '.join(f'`{block}`' for block in blocks)} |")
    return "\n".join(rows) + "\n"


def test_every_block_is_documented() -> None:
    """After a change of templates run with QUIZGEN_REWRITE_GOLDEN=1."""
    page = ROOT / "docs/reference/templates.md"
    written = page.read_text(encoding="utf-8")
    head, _, rest = written.partition("<!-- blocks -->\n")
    made = f"{head}<!-- blocks -->\n{blocks_table()}<!-- end -->{rest.partition('<!-- end -->')[2]}"
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        page.write_text(made, encoding="utf-8")
    assert made == written
