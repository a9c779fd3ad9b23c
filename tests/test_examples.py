"""The examples of the documentation work: facts and recipes are read, and commands have the options that are named."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from _pytest.mark import ParameterSet
from terminal import here

from quizgen.build.content import read_content
from quizgen.build.recipe_sections import sections_of
from quizgen.cli import commands
from quizgen.errors import Problem
from quizgen.generators import question_kinds
from quizgen.grading.decisions import HEAD as DECISIONS
from quizgen.grading.decisions import decisions_of
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.project_settings import settings_of
from quizgen.reading.recipes.recipe import load_recipe

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
BLOCK = re.compile(r"^( *)```([^\n]*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
# Transcripts are run by commands/test_transcripts.py, templates by test_templates_page.py, Python by
# exporters/test_answer_sheets.py; text is what quizgen prints, or a file that is no YAML.
LANGUAGES = {"", "sh", "bat", "bash", "yaml", "json", "console", "css", "jinja", "typst", "python", "text"}
PROGRAMS = {"quizgen", "python", "python3", "py", "pip", "pipx", "uv", "pybabel", "bash", "dask", "export", "."}
FACTS = """\
schema: quizgen-facts/1
source: {id: t, title: T}
entities:
  tokayev: {name: Kassym-Jomart Tokayev, type: person}
  kazakhstan: {name: Kazakhstan, type: country}
facts:
"""
RECIPE = "schema: quizgen-deck/1\ntitle: T\nfacts: waves\n"


def blocks(*languages: str) -> list[ParameterSet]:
    """The blocks in these languages, as parameters of a test."""
    found = []
    for page in PAGES:
        for number, (indent, language, body) in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), start=1):
            if language.split(" ")[0] in languages:
                text = "".join(line.removeprefix(indent) for line in body.splitlines(keepends=True))
                found.append(pytest.param(text, id=f"{page.stem}-{number}"))
    return found


def test_every_block_says_what_it_is() -> None:
    for page in PAGES:
        found = {language.split(" ")[0] for _, language, _ in BLOCK.findall(page.read_text(encoding="utf-8"))}
        assert found <= LANGUAGES, page


@pytest.mark.parametrize("text", blocks("yaml"))
def test_facts_and_recipes_are_read(text: str, tmp_path: Path) -> None:
    """A part of a file is put into one."""
    if text.startswith("# yaml-language-server") or "{nothing}" in text:  # which troubleshooting corrects
        return
    if "quizgen-project/1" in text:
        settings = settings_of(text, "quizgen.yaml")
        assert settings.uid or settings.school
        return
    if text.startswith("- {"):
        text = DECISIONS + text
    if "quizgen-decisions/1" in text:
        assert decisions_of(text, "decisions.yaml")
        return
    if text.startswith("- id: "):
        text = FACTS + text
    elif text.startswith(("  questions:", "  image:")):
        text = f'{FACTS}- id: t\n  statement: "A {{word}}."\n{text}'
    elif not re.search(r"^schema: ", text, re.MULTILINE):
        text = RECIPE + text
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "facts/images", tmp_path / "images")
    assert problems_of(tmp_path / "t.yaml") == []


def problems_of(path: Path) -> list[Problem]:
    text = path.read_text(encoding="utf-8")
    if "quizgen-facts/1" in text:
        return load_collection(path)[1]
    recipe, names, problems = load_recipe(path, question_kinds(), sections_of)
    if recipe is None or names != ["waves"]:  # a collection that only the reader has
        return problems
    project = path.parent / "project"
    shutil.copytree(ROOT / "facts", project / "facts")
    (project / "decks").mkdir()
    shutil.copy(path, project / "decks")
    content = read_content(Project(project), Project(project).recipes())
    return problems + list(content.problems)


@pytest.mark.parametrize("text", blocks("json"))
def test_json_is_json(text: str) -> None:
    json.loads(text)


@pytest.mark.parametrize("text", blocks("", "sh", "bat", "bash"))
def test_commands_in_blocks_exist(text: str) -> None:
    for line in text.splitlines():
        for command in line.split("#")[0].split("&&"):
            program, *words = shlex.split(command.replace("\\", "/")) or [""]
            program = program.rpartition("/")[2] if "/" in program else program
            assert program in {*PROGRAMS, "", "activate"}, line
            if program == "quizgen":
                assert_command(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_in_the_text_exist(page: Path) -> None:
    for command in re.findall(r"`quizgen ([a-z][^`\n]*)`", page.read_text(encoding="utf-8")):
        assert_command(shlex.split(command))


def assert_command(words: list[str]) -> None:
    """Checks that the command line of quizgen has the command and the options."""
    found: click.Command = commands
    while isinstance(found, click.Group) and words and not words[0].startswith("-"):
        if words[0] == "COMMAND":
            return
        _, command, words = found.resolve_command(click.Context(found), words)
        assert command, words
        found = command
    words = words[: words.index(">")] if ">" in words else words
    context = click.Context(found, parent=commands.make_context("quizgen", [], resilient_parsing=True))
    options, _, _ = found.make_parser(context).parse_args([*words, "VALUE"])  # of an option that the text names alone
    for parameter in found.params:
        value = options.get(parameter.name or "")
        if isinstance(parameter.type, (click.Choice, click.IntRange)) and isinstance(value, str) and value.islower():
            parameter.type.convert(value, parameter, context)


def test_the_fact_of_the_overview_picture_is_read(tmp_path: Path) -> None:
    script = ast.parse((ROOT / "docs/images/overview_picture.py").read_text(encoding="utf-8"))
    (fact,) = [
        node.value.value
        for node in script.body
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) == "FACT"
        and isinstance(node.value, ast.Constant)
    ]
    (tmp_path / "t.yaml").write_text(f"{FACTS}{fact}\n", encoding="utf-8")
    assert load_collection(tmp_path / "t.yaml")[1] == []


def test_problems_have_names_that_are_printed() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quizgen").rglob("*.py"))
    for page in PAGES:
        for name in re.findall(r"(?:error|warning)\[([a-z-]+)\]", page.read_text(encoding="utf-8")):
            assert re.search(
                rf"[\"']{name}[\"']|kind=.{name.replace('-', '_')}|def {name.replace('-', '_')}\(", code
            ), name


def test_the_planned_quizzes_are_assembled_without_warnings(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/how-to/plan-a-quiz.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "facts", tmp_path / "facts")
    (tmp_path / "decks").mkdir()
    recipes = [body for _, language, body in BLOCK.findall(page) if language == "yaml"]
    for number, recipe in enumerate(recipes):
        (tmp_path / f"decks/quiz-{number}.yaml").write_text(recipe, encoding="utf-8")
        done = here(capfd, tmp_path, "assemble", f"quiz-{number}", "--strict")
        assert (done.returncode, done.stderr) == (0, "")
    assert len(recipes) == 2


def test_imported_questions_are_used_as_the_page_says(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/how-to/import-questions.md").read_text(encoding="utf-8")
    bank = "What bends light?\nA) a lens\nB) a wall\nANSWER: A\n\nWhat reflects it?\nA) air\nB) a mirror\nANSWER: B\n"
    (tmp_path / "bank.txt").write_text(bank, encoding="utf-8")
    for folder in ("facts", "decks"):
        (tmp_path / folder).mkdir()
    assert here(capfd, tmp_path, "import", "bank.txt", "-o", "facts/optics.yaml").returncode == 0
    (recipe,) = [body for _, language, body in BLOCK.findall(page) if language == "yaml"]
    (tmp_path / "decks/optics.yaml").write_text(recipe, encoding="utf-8")
    assert here(capfd, tmp_path, "build").returncode == 3
    assert here(capfd, tmp_path, "approve", "optics").returncode == 0
    assert here(capfd, tmp_path, "build").returncode == 0
    assert (tmp_path / "build/optics/quiz-A.pdf").exists()


def test_the_spreadsheet_is_read(tmp_path: Path) -> None:
    page = (ROOT / "docs/how-to/spreadsheet.md").read_text(encoding="utf-8")
    table = page.partition("<!-- sheet -->\n")[2].partition("<!-- end -->")[0].splitlines()[2:]
    rows = [[cell.strip().strip("`") for cell in line.strip("|").split("|")][1:] for line in table]
    (tmp_path / "bridges.csv").write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    loaded, problems = load_collection(tmp_path / "bridges.csv")
    assert problems == [] and loaded is not None
    assert [fact.id for fact in loaded.collection.facts] == ["old", "built"]


FACTS_PAGE = (ROOT / "docs/reference/facts.md").read_text(encoding="utf-8")
MARKS = re.findall(r"begins with one of ``(.*?)``", FACTS_PAGE)[0].split()


@pytest.mark.parametrize("start", [*(f"{mark}a b" for mark in MARKS), "[a", "- a", "? a", ": a", "a: b", "a #b", "a:"])
def test_what_needs_quotes_is_reported(start: str, tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    quoted = start.replace("'", "''")
    for text, count in ((start, True), (f"'{quoted}'", False)):
        path.write_text(f"{FACTS}- id: t\n  statement: '{{a}} b'\n  hint: {text}\n", encoding="utf-8")
        assert bool(load_collection(path)[1]) is count, text
