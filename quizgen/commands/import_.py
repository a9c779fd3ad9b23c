"""Banks of questions → a collection of facts: files → items → records → YAML, with a report of what was lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.checks.facts import duplicate_statement, formula
from quizgen.checks.handwritten import written_items
from quizgen.commands.import_report import PICTURES, loss_report_lines, losses_of, note_of, summary_lines
from quizgen.commands.imported_banks import Imports, nothing_to_import, read_bank, refusal
from quizgen.commands.imported_recipe import first_recipe
from quizgen.commands.new_collection import check_target
from quizgen.errors import ContentError, Problem, UsageError, mark_of
from quizgen.errors.problem_kinds import NO_PICTURE, OUTSIDE
from quizgen.importers.bank import BankFile
from quizgen.importers.collecting import Collected, collect
from quizgen.importers.decoding import known_encoding
from quizgen.importers.naming import ids, slug
from quizgen.importers.notation import Value, collection
from quizgen.project import display_path
from quizgen.reading.budget import Budget, of_file
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.headings import language_tag
from quizgen.reading.facts.schema import LANGUAGE, LANGUAGE_TAG
from quizgen.writing import write_files

IN_THE_BANK = "it is so in the bank"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The lines to print after an import, and a warning for each question that could not be imported."""

    lines: tuple[str, ...]
    warnings: tuple[Problem, ...]
    lost: bool


def import_banks(
    paths: Sequence[Path],
    target: Path,
    *,
    format: str = "",
    language: str = "",
    encoding: str = "",
    force: bool = False,
    reviewed: bool = False,
    recipe: bool = False,
) -> ImportOutcome:
    """Reads the banks at ``paths`` and writes them as one collection ``target``, with pictures and a loss report.

    With ``recipe``, a recipe for a deck and a quiz is written to the project's folder of recipes.

    Raises ContentError if a bank cannot be read or has no question that can be imported, UsageError if its format
    cannot be detected, OutputError if ``target`` exists and is not to be replaced (``force``).
    """
    recipe_path = _recipe_path(target) if recipe else None
    check_target(target, *([recipe_path] if recipe_path else []), force=force)
    encoding = known_encoding(encoding) if encoding else ""
    language = _tag(language) if language else ""
    imports, budget = Imports(), Budget()
    for path in paths:
        bank = BankFile(path, encoding, budget)
        with of_file(path):
            read_bank(bank, format, imports)
    if not imports.items:
        raise ContentError(imports.warnings or [nothing_to_import(bank, imports.losses)])
    sections = {item.section for item in imports.items}
    only_section = sections.pop() if len(sections) == 1 else ""
    imports.title = imports.title or only_section or paths[0].stem
    imports.language = language or imports.language or "en"
    collected = collect(
        imports.items, ids(imports.items), imports.language, f"{PICTURES}/{target.stem}", draft=not reviewed
    )
    note = note_of(collected, target, reviewed=reviewed)
    head = f"Imported from {', '.join(path.name for path in paths)}. {note}"
    text = _readable(collected, imports, head, target)
    losses = losses_of(collected, imports)
    losses_path = target.with_name(f"{target.stem}.losses.txt")
    loss_report = "".join(f"{line}\n" for line in loss_report_lines(collected, losses, imports, target, note))
    pictures = {target.parent / name: content for name, content in collected.pictures.items()}
    recipes = {recipe_path: _recipe(target, text).encode()} if recipe_path else {}
    write_files({target: text.encode(), losses_path: loss_report.encode(), **pictures, **recipes})
    lines = tuple(summary_lines(collected, losses, imports, target, losses_path, recipe_path, reviewed=reviewed))
    return ImportOutcome(lines, tuple(imports.warnings), bool(losses or imports.warnings))


def _tag(language: str) -> str:
    """The tag of a language that is named by its tag or by a word; raises UsageError for any other."""
    tag = language_tag(language)
    if not re.fullmatch(LANGUAGE_TAG, tag):
        raise UsageError(f"--language {language!r} {LANGUAGE.message}; {LANGUAGE.hint}")
    return tag


def _recipe_path(target: Path) -> Path:
    """Where the recipe for a collection is: in the folder of recipes beside that of facts."""
    folder = target.resolve().parent
    if folder.name != "facts":
        raise UsageError("a recipe needs a project: write the collection to its folder facts, or leave --recipe out")
    return folder.parent / "decks" / f"{target.stem}.yaml"


def _recipe(target: Path, text: str) -> str:
    loaded, _ = load_collection(target, text)
    assert loaded is not None  # for the text was just read
    return first_recipe(loaded.collection, target.stem)


def _readable(collected: Collected, imports: Imports, head: str, target: Path) -> str:
    """The collection's text, without facts that could not be read back, each of which adds a warning."""
    source: dict[str, Value] = {
        "id": slug(target.stem) or "imported",
        "title": imports.title,
        "language": imports.language,
    }
    if len(imports.sources) == len(imports.banks) == 1:
        source |= {"title": imports.sources[0]["title"], **imports.sources[0]}

    def text_of_facts() -> str:
        return collection([head], source, list(collected.facts.values()))

    text = text_of_facts()
    loaded, problems = load_collection(target, text)
    errors = [
        problem
        for problem in sorted(problems, key=mark_of)
        if problem.level == "error" and problem.kind not in (NO_PICTURE, OUTSIDE)
    ]
    formulas = list(formula(loaded.collection)) if loaded and not errors else []
    faults = {finding.fact: (finding.message, "correct it in the bank") for finding in formulas}
    faults |= {problem.id: (problem.message, problem.hint) for problem in reversed(errors)}
    if not faults:
        if loaded and _ignore_flaws(loaded, collected):
            return text_of_facts()
        return text
    if not set(faults) <= set(collected.facts):
        raise ContentError([replace(problem, path=display_path(target)) for problem in errors])
    for id, (message, hint) in faults.items():
        item = collected.origins[id]
        where = next(origin for origin, other in zip(imports.places, imports.items, strict=True) if other is item)
        del collected.facts[id]
        imports.warnings.append(refusal(where[0], where[1], item.label or item.stem, message, hint))
    if not collected.facts:
        raise ContentError(imports.warnings)
    return _readable(collected, imports, head, target)


def _ignore_flaws(loaded: Loaded, collected: Collected) -> bool:
    """Silences rules that would stop a build in the facts where the bank breaks them; returns whether there are any."""
    flaws: dict[str, dict[str, Value]] = {}
    # As they are when they have been approved: of drafts, one sentence may be asked for in several ways.
    approved = replace(
        loaded.collection, facts=tuple(replace(one, status="reviewed") for one in loaded.collection.facts)
    )
    for finding in (*written_items(loaded.collection), *duplicate_statement(approved)):
        if finding.level == "error":
            flaws.setdefault(finding.fact, {})[finding.rule] = IN_THE_BANK
    for id, ignored in flaws.items():
        collected.facts[id]["ignore"] = ignored
    return bool(flaws)
