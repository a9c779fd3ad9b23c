"""The documentation says what the program does: fields, rules, commands, the two commands of the README."""

from __future__ import annotations

import inspect
import os
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from runpy import run_path
from typing import get_args

import pytest
from command_line_page import MEANINGS, command_line, exit_codes_table
from formats import CARD_FORMATS, FORMATS
from pydantic import BaseModel
from record_tables import table_of

from quizgen.assembly.worksheets import WORKSHEETS
from quizgen.assembly.worksheets.recipe_section import section
from quizgen.build.recipe_sections import OUTPUT_SECTIONS
from quizgen.checks.catalogue import RULES
from quizgen.errors import QuizgenError
from quizgen.errors.problem_kinds import PROBLEM_KINDS
from quizgen.exporters import EXPORTERS
from quizgen.exporters.anki.card_keys import FORMS
from quizgen.exporters.anki.note_types import FIELDS as NOTE_FIELDS
from quizgen.exporters.anki.note_types import TYPES
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.scannable import sheet_json
from quizgen.generators import QUESTION_KINDS, question_kinds
from quizgen.importers import IMPORTERS
from quizgen.model import fact
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
)
from quizgen.reading import project_settings
from quizgen.reading.facts import pictures, schema
from quizgen.reading.recipes import quiz_settings, recipe
from quizgen.reading.yaml.validation import Record, records_in

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = (*DOCS, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")
MODULES = (sheet_json, schema, pictures, quiz_settings, recipe, project_settings)
REWRITE = bool(os.environ.get("QUIZGEN_REWRITE_GOLDEN"))
FIELDS = re.compile(r"(<!-- fields: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
CARRIED_PLACE = re.compile(r"(<!-- carried -->\n).*?(<!-- end -->)", re.DOTALL)
NOTE_TYPES_PLACE = re.compile(r"(<!-- note types -->\n).*?(<!-- end -->)", re.DOTALL)
# Gaps with a bank of words are matching to every program.
TYPE_NAMES: dict[type[ItemBody] | None, str] = {
    ChooseOne: "one option",
    ChooseSeveral: "several options",
    TrueFalse: "true or false",
    ShortText: "words",
    Number: "number",
    ListAnswer: "list",
    Ordering: "order",
    Matching: "matching",
    PictureLabels: "labels",
    OpenAnswer: "marked by hand",
}
OUTPUTS_PLACE = re.compile(r"(<!-- outputs -->\n).*?(<!-- end -->)", re.DOTALL)
PAPER_PLACE = re.compile(r"(<!-- paper settings -->\n).*?(<!-- end -->)", re.DOTALL)
FORMATS_PLACE = re.compile(r"(<!-- formats -->\n).*?(<!-- end -->)", re.DOTALL)
WORKSHEETS_PLACE = re.compile(r"(<!-- worksheets -->\n).*?(<!-- end worksheets -->)", re.DOTALL)
COMMANDS_PLACE = re.compile(r"(<!-- commands -->\n).*?(<!-- end -->)", re.DOTALL)
EXIT_CODES_PLACE = re.compile(r"(<!-- exit codes -->\n).*?(<!-- end -->)", re.DOTALL)
RULES_PLACE = re.compile(r"(<!-- rules -->\n).*?(<!-- end -->)", re.DOTALL)
PROBLEMS_PLACE = re.compile(r"(<!-- problems -->\n).*?(<!-- end -->)", re.DOTALL)


def fields_table(name: str) -> str:
    """The fields of a record as a Markdown table."""
    return table_of(models()[name])


def models() -> dict[str, type[BaseModel]]:
    """Every record that people write, by name; those of a recipe as they are with the kinds of question there are."""
    found = {
        name: model
        for module in MODULES
        for name, model in vars(module).items()
        if inspect.isclass(model) and issubclass(model, BaseModel) and model.__module__ == module.__name__
    }
    format = recipe.recipe_format(question_kinds(), OUTPUT_SECTIONS)
    return found | {model.__name__: model for model in records_below(format)}


def records_below(model: type[Record]) -> Iterator[type[Record]]:
    """The record and all that its fields may hold."""
    yield model
    for field in model.model_fields.values():
        for inner in records_in(field.annotation):
            if inner is not Record:  # in whose place worksheets have models of their own
                yield from records_below(inner)


def worksheets_tables() -> str:
    """The worksheets that a recipe can name, then the fields of each."""
    kinds = [WORKSHEETS.get(name)() for name in WORKSHEETS.names()]
    options = [f"\n### worksheets, {kind.name}\n\n{table_of(kind.recipe)}" for kind in kinds]
    return table_of(section(WORKSHEETS.names())) + "".join(options)


def card_forms_table() -> str:
    """Every kind of card with its forms and note type, the best way to ask for a slot first."""
    rows = ["| Kind | Form | One by one | Note type |", "|---|---|---|---|"]
    for kind, form in FORMS.items():
        names = [f"`{name}`" if name else "" for name in (form.name, form.one_by_one)]
        rows.append(f"| `{kind}` | {names[0]} | {names[1]} | {TYPES[form.type]} |")
    return "\n".join(rows) + f"\n\nFields: {' '.join(f'`{name}`' for name in NOTE_FIELDS)}.\n"


def formats_table() -> str:
    """Every format that can be imported, in the order in which a file is asked whether it is of it."""
    rows = ["| Format | `--format` | Files | Kinds of question |", "|---|---|---|---|"]
    for name in IMPORTERS.names():
        each = IMPORTERS.get(name)
        assert each.name == name
        rows.append(f"| {each.summary} | `{name}` | {', '.join(each.suffixes)} | {', '.join(each.kinds)} |")
    return "\n".join(rows) + "\n"


def rules_table() -> str:
    """Every rule of the catalogue."""
    rows = ["| Rule | Level | What it asks for | Remedy | Source |", "|---|---|---|---|---|"]
    rows += [f"| `{id}` | {rule.level} | {rule.asks} | {rule.remedy} | {rule.source} |" for id, rule in RULES.items()]
    return "\n".join(rows) + "\n"


def problems_table() -> str:
    """Every kind of problem that is not a rule of the catalogue."""
    rows = ["| Name | Level | What it asks for | Remedy |", "|---|---|---|---|"]
    rows += [f"| `{id}` | {kind.level} | {kind.asks} | {kind.remedy} |" for id, kind in PROBLEM_KINDS.items()]
    return "\n".join(rows) + "\n"


def outputs_table() -> str:
    """Every output that a recipe can name, and what it declares of itself."""
    rows = ["| Output | Files | What it is | What is lost |", "|---|---|---|---|"]
    for name in EXPORTERS.names():
        exporter = EXPORTERS.get(name)
        files = ", ".join(file if file == "…" else f"`{file}`" for file in exporter.file_names)
        rows.append(f"| `{name}` | {files} | {exporter.summary} | {exporter.loses} |")
    return "\n".join(rows) + "\n"


def paper_table() -> str:
    """The settings of a recipe's paper beside the outputs that are paper."""
    settings = [field.alias or name for name, field in recipe.PaperRecipe.model_fields.items()]
    rows = [f"| Output | {' | '.join(f'`{setting}`' for setting in settings)} |", "|---" * (len(settings) + 1) + "|"]
    for name in EXPORTERS.names():
        if honours := EXPORTERS.get(name).paper:
            rows.append(f"| `{name}` | {' | '.join(honours.get(setting, '–') for setting in settings)} |")
    return "\n".join(rows) + "\n"


def formats() -> dict[str, Carries]:
    """Every format for other programs, and what it says that it carries."""
    return {name: format.carries for name, format in FORMATS.items()}


def carried_table() -> str:
    """The formats beside the types of question and beside what else they hold."""
    types = [kind for kind in TYPE_NAMES if kind and kind is not OpenAnswer]
    rows = [f"| Format | {' | '.join(TYPE_NAMES[kind] for kind in types)} |", "|---" * (len(types) + 1) + "|"]
    for name, carries in formats().items():
        cells = ["✓" if kind in carries.types else TYPE_NAMES.get(carries.instead.get(kind), "–") for kind in types]
        rows.append(f"| `{name}` | {' | '.join(cells)} |")
    rows += [
        "",
        f"| What it holds | {' | '.join(f'`{name}`' for name in formats())} |",
        "|---" * (len(formats()) + 1) + "|",
    ]
    for feature in FEATURES:
        marks = ("✓" if feature in carries.features else "–" for carries in formats().values())
        rows.append(f"| {feature} | {' | '.join(marks)} |")
    rows += ["", "| Format | question | option | options | right options |", "|---|---|---|---|---|"]
    for name, carries in formats().items():
        lengths = [f"≤ {most} characters" if most else "" for most in (carries.question, carries.option)]
        fewest, most = carries.options
        rows.append(
            f"| `{name}` | {' | '.join(lengths)} | {f'{fewest} to {most}' if most else ''} | "
            f"{f'≤ {carries.right}' if carries.right else ''} |"
        )
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("page", DOCS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_tables_are_made_from_the_code(page: Path) -> None:
    """After a change of fields or rules run with QUIZGEN_REWRITE_GOLDEN=1."""
    written = page.read_text(encoding="utf-8")
    made = FIELDS.sub(lambda m: m[1] + fields_table(m[2]) + m[3], written)
    made = NOTE_TYPES_PLACE.sub(lambda m: m[1] + card_forms_table() + m[2], made)
    made = CARRIED_PLACE.sub(lambda m: m[1] + carried_table() + m[2], made)
    made = OUTPUTS_PLACE.sub(lambda m: m[1] + outputs_table() + m[2], made)
    made = PAPER_PLACE.sub(lambda m: m[1] + paper_table() + m[2], made)
    made = FORMATS_PLACE.sub(lambda m: m[1] + formats_table() + m[2], made)
    made = WORKSHEETS_PLACE.sub(lambda m: m[1] + worksheets_tables() + m[2], made)
    made = COMMANDS_PLACE.sub(lambda m: m[1] + command_line() + m[2], made)
    made = EXIT_CODES_PLACE.sub(lambda m: m[1] + exit_codes_table() + m[2], made)
    made = RULES_PLACE.sub(lambda m: m[1] + rules_table() + m[2], made)
    made = PROBLEMS_PLACE.sub(lambda m: m[1] + problems_table() + m[2], made)
    if REWRITE:
        page.write_text(made, encoding="utf-8")
    assert made == written


def test_every_record_has_its_table() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS)
    # The schema for editors is the collection's; the others are parts of a fact's and a slot's fields.
    missing = {name for name in models() if f"<!-- fields: {name} -->" not in pages}
    assert missing == {"_Record", "AnswerRecord", "StatementRecord", "ValueRecord", "CollectionSchema"}


def test_kinds_outputs_and_types_are_documented() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (*DOCS, ROOT / "README.md", ROOT / "CHANGELOG.md"))
    for word in (*QUESTION_KINDS.names(), *EXPORTERS.names(), *get_args(fact.Stance), *get_args(fact.EntityType)):
        assert re.search(rf"\b{word.replace('-', '[- /]')}", pages, re.IGNORECASE), word


def test_every_output_has_its_row_and_every_format_its_section() -> None:
    page = (ROOT / "docs/reference/outputs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|(?: [^|]+ \|){3}$", page, re.MULTILINE)
    assert rows == list(EXPORTERS.names())
    guides = ("other-programs", "flashcard-programs")
    pages = "".join((ROOT / f"docs/how-to/{guide}.md").read_text(encoding="utf-8") for guide in guides)
    assert [name for name in (*FORMATS, *CARD_FORMATS) if f"\n## {name}\n" not in pages] == []


def test_every_worksheet_has_its_row() -> None:
    page = (ROOT / "docs/how-to/worksheets.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|(?: [^|]+ \|){2}$", page, re.MULTILINE)
    assert sorted(rows) == sorted(WORKSHEETS.names())


def test_the_readme_has_two_commands_and_ci_runs_the_second() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^```bash\n(.*?)\n```$", readme, re.MULTILINE | re.DOTALL)
    assert [command.rpartition(" && ")[2].split()[0] for command in commands] == [
        ".venv/bin/quizgen",
        ".venv/bin/python",
    ]
    assert "\n" not in "".join(commands)
    assert "README.md" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_exit_code_is_documented() -> None:
    assert set(MEANINGS) == set(QuizgenError.__subclasses__())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
        linked = (page.parent / target) if target else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), f"{target}#{anchor}"


def test_the_start_page_lists_every_page() -> None:
    start = ROOT / "docs/README.md"
    links = re.findall(r"\]\(([^)#:]+)\)", start.read_text(encoding="utf-8"))
    listed = [(start.parent / link).resolve() for link in links if "../" not in link]
    assert sorted(set(listed)) == sorted(set(DOCS) - {start})


def test_every_picture_is_used_and_described() -> None:
    pictures = [picture for page in PAGES for picture in re.findall(r"!\[(.*?)\]\((.*?)\)", page.read_text("utf-8"))]
    assert all(description for description, _ in pictures)
    used = {Path(target).name for _, target in pictures}
    assert used == {path.name for path in (ROOT / "docs/images").iterdir() if path.suffix in (".png", ".svg")}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_pages_are_short_and_plain(page: Path) -> None:
    """Generated parts are as long as they must be, and what quizgen prints has its own tests."""
    generated = r"<!-- [\w :]+ -->\n.*?<!-- end|^```(?:console|text).*?^```"
    text = re.sub(generated, "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert len(text.split()) <= 1500
    # The brackets keep these words out of a search of the whole repository.
    old = r"\b(?:[p]arted|[m]end(?:ed|s)?|[a]new|[n]ought|[b]y lots?|[a]slant|told|tells|stands?(?! for))\b"
    assert re.findall(old, text) == []
    assert re.findall(r"^\|.*\| *\|.*\n\|[-|]+\|$", text, re.MULTILINE) == []  # a column without a heading


def test_ports_are_listed_for_a_schools_it() -> None:
    page = (ROOT / "docs/explanation/for-schools-it.md").read_text(encoding="utf-8")
    ports = re.findall(r"The port to listen on \(default: (\d+)", command_line())
    assert {*re.findall(r"TCP port (\d+)", page)} == {*ports}


def test_packages_are_listed_with_their_licences() -> None:
    page = (ROOT / "docs/explanation/for-schools-it.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\S+)` \| (\w+) \| `?(\w+)`? \|$", page, re.MULTILINE)
    listed = {name: (licence, extra) for name, licence, extra in rows}
    wanted: dict[str, list[str]] = {}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras_of = {"quizgen": project["dependencies"], **project["optional-dependencies"]}
    for extra, requirements in extras_of.items():
        if extra in ("test", "lint", "bench"):
            continue
        names = [re.split(r"[\[<>=!~; ]", requirement)[0] for requirement in requirements]
        for name in names:
            wanted.setdefault(name, []).append(extra)
    assert listed.keys() == wanted.keys() - {"quizgen"}
    for name, (licence, extra) in listed.items():
        assert extra == wanted[name][0]
        about = metadata.metadata(name)
        stated = f"{about.get('License-Expression')} {about.get('License')} {about.get_all('Classifier')}"
        assert licence in stated, name


@pytest.mark.parametrize("script", sorted((ROOT / "docs/images").glob("*.py")), ids=lambda script: script.stem)
def test_what_takes_the_pictures_finds_what_it_imports(script: Path) -> None:
    assert callable(run_path(str(script))["main"])
