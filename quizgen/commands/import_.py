"""Banks of questions → a collection of facts: files → items → records → YAML, with a report of what was lost."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from quizgen.checks.facts import duplicate_statement, formula
from quizgen.checks.handwritten import written_items
from quizgen.commands.imported_recipe import first_recipe
from quizgen.errors import (
    CellMark,
    ContentError,
    Mark,
    OutputError,
    Problem,
    UsageError,
    located_problem,
    mark_of,
    plural,
)
from quizgen.errors.problem_kinds import NO_PICTURE, NOT_IMPORTED, NOTHING_TO_IMPORT, OUTSIDE
from quizgen.importers import IMPORTERS, Importer
from quizgen.importers.bank import BankFile
from quizgen.importers.collecting import Collected, collect
from quizgen.importers.decoding import known_encoding
from quizgen.importers.encodings import is_text
from quizgen.importers.imported import BankDetails, BankLoss, ImportedQuestion, RejectedQuestion
from quizgen.importers.naming import ids, slug
from quizgen.importers.notation import Value, collection
from quizgen.importers.unrecognised import advice_on
from quizgen.model.loss import Loss, report, summary
from quizgen.project import argument, display_path, name_fault
from quizgen.reading.budget import Budget, of_file
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.headings import language_tag
from quizgen.reading.facts.schema import LANGUAGE, LANGUAGE_TAG
from quizgen.writing import write_files

SUFFIXES = (".yaml", ".yml")
IN_THE_BANK = "it is so in the bank"
PICTURES = "images"  # the folder next to collections, with a subfolder for the pictures of each


@dataclass(frozen=True, slots=True)
class Imported:
    """The lines to print after an import, and a warning for each question that could not be imported."""

    lines: tuple[str, ...]
    warnings: tuple[Problem, ...]
    lost: bool


@dataclass(slots=True)
class _Found:
    """Everything that was read from the banks."""

    title: str = ""
    language: str = ""
    items: list[ImportedQuestion] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)  # path and line of each item
    warnings: list[Problem] = field(default_factory=list)
    banks: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)  # of whole banks
    sources: list[Mapping[str, str]] = field(default_factory=list)


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
) -> Imported:
    """Reads the banks at ``paths`` and writes them as one collection ``target``, with pictures and a loss report.

    With ``recipe``, a recipe for a deck and a quiz is written to the project's folder of recipes.

    Raises ContentError if a bank cannot be read or has no question that can be imported, UsageError if its format
    cannot be detected, OutputError if ``target`` exists and is not to be replaced (``force``).
    """
    recipe_path = _recipe_path(target) if recipe else None
    _check_target(target, recipe_path, force=force)
    encoding, language = encoding and known_encoding(encoding), language and _tag(language)
    imports, budget = _Found(), Budget()
    for path in paths:
        bank = BankFile(path, encoding, budget)
        with of_file(path):
            _read_as(bank, format, imports)
    if not imports.items:
        raise ContentError(imports.warnings or [_nothing(bank, imports.losses)])
    sections = {item.section for item in imports.items}
    imports.title = imports.title or (sections.pop() if len(sections) == 1 else "") or paths[0].stem
    imports.language = language or imports.language or "en"
    collected = collect(
        imports.items, ids(imports.items), imports.language, f"{PICTURES}/{target.stem}", draft=not reviewed
    )
    note = _note(collected, target, reviewed=reviewed)
    head = f"Imported from {', '.join(path.name for path in paths)}. {note}"
    text = _readable(collected, imports, head, target)
    losses = _losses(collected, imports)
    losses_path = target.with_name(f"{target.stem}.losses.txt")
    loss_report = "".join(f"{line}\n" for line in _loss_report(collected, losses, imports, target, note))
    pictures = {target.parent / name: content for name, content in collected.pictures.items()}
    recipes = {recipe_path: _recipe(target, text).encode()} if recipe_path else {}
    write_files({target: text.encode(), losses_path: loss_report.encode(), **pictures, **recipes})
    lines = tuple(_summary(collected, losses, imports, target, losses_path, recipe_path, reviewed=reviewed))
    return Imported(lines, tuple(imports.warnings), bool(losses or imports.warnings))


def _tag(language: str) -> str:
    """The tag of a language that is named by its tag or by a word; raises UsageError for any other."""
    tag = language_tag(language)
    if not re.fullmatch(LANGUAGE_TAG, tag):
        raise UsageError(f"--language {language!r} {LANGUAGE.message}; {LANGUAGE.hint}")
    return tag


def _evidence(collected: Collected) -> str:
    """Whether facts have evidence, in words behind what they are."""
    proven = sum(bool(fact.get("evidence")) for fact in collected.facts.values())
    if proven == len(collected.facts):
        return "with evidence"
    return "partly with evidence" if proven else "without evidence"


def _note(collected: Collected, target: Path, *, reviewed: bool) -> str:
    """What is to be done with the facts."""
    evidence = _evidence(collected)
    add = "" if evidence == "with evidence" else "add where your text says it"
    if reviewed:
        return f"The facts are {evidence}{': ' if add else ''}{add}."
    approve = f"then run  quizgen approve {argument(display_path(target))}"
    todo = ", ".join(filter(None, ("read it", add, approve)))
    return f"Each fact is a draft {evidence}: {todo}"


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


def _check_target(target: Path, recipe: Path | None, *, force: bool) -> None:
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{display_path(target)!r} cannot be the name of a collection: it must end in .yaml")
    if fault := name_fault(target.name):
        raise UsageError(f"{fault}; choose another name for the collection")
    for path in (target, recipe):
        if path and path.exists() and not force:
            raise OutputError(f"{display_path(path)} already exists; choose another name, or replace it with --force")


def _importer(bank: BankFile, name: str) -> Importer:
    """The importer for the format called ``name``, or else the first that recognises the file."""
    if name := name.lower():
        if name not in IMPORTERS.names():
            raise UsageError(IMPORTERS.unknown(name))
        return IMPORTERS.get(name)()
    bank.check()
    if not bank.is_zip and not bank.content.strip():
        raise ContentError([_nothing(bank)])
    if importer := _recognised(bank):
        return importer
    if not bank.is_zip and is_text(bank.content):
        _ = bank.text  # which says what its encoding is, where that is why no format knows it
    known, advice = ", ".join(IMPORTERS.names()), advice_on(bank)
    advice = f"{advice}; or " if advice else ""
    raise UsageError(f"the format of {bank.where} cannot be detected: {advice}give it with --format. Known: {known}.")


def _recognised(bank: BankFile) -> Importer | None:
    """The first importer that recognises the file."""
    importers = (IMPORTERS.get(name)() for name in IMPORTERS.names())
    return next((importer for importer in importers if importer.knows(bank)), None)


def _read_as(bank: BankFile, name: str, imports: _Found) -> None:
    """Read the bank in the format called ``name``, or in the one that it is recognised to have.

    Raises ContentError for a file that has no question in the format that was given, but is recognised as another.
    """
    before = len(imports.items)
    try:
        _read(bank, _importer(bank, name), imports)
    except ContentError as error:
        if problem := _wrong_format(bank, name):
            raise ContentError([problem]) from error
        raise
    if len(imports.items) == before and (problem := _wrong_format(bank, name)):
        raise ContentError([problem])


def _wrong_format(bank: BankFile, name: str) -> Problem | None:
    """What is wrong with the format called ``name``, if it was given and the file is recognised as another."""
    if not name or IMPORTERS.get(name.lower())().knows(bank) or not (importer := _recognised(bank)):
        return None
    message = f"no question can be read as {name.lower()}; the file looks like {importer.name} ({importer.summary})"
    return NOTHING_TO_IMPORT.problem(bank.where, message, f"write  --format {importer.name}, or leave the option out")


def _read(bank: BankFile, importer: Importer, imports: _Found) -> None:
    items, rejected = len(imports.items), len(imports.warnings)
    for outcome in importer.read(bank):
        if isinstance(outcome, ImportedQuestion | RejectedQuestion):
            bank.budget.add_question()
            bank.budget.keep(sys.getsizeof(repr(outcome)))  # its texts; pictures are not in it
        match outcome:
            case BankDetails(title, language, source):
                imports.title, imports.language = imports.title or title, imports.language or language
                imports.sources += [source] if source else []
            case BankLoss(what, why):
                imports.losses.append(Loss(bank.where, what, why))
            case RejectedQuestion(line, label, message, hint, column, file):
                imports.warnings.append(_refusal(file or bank.where, line, label, message, hint, column))
            case ImportedQuestion():
                imports.items.append(_with_held_pictures(outcome, bank.budget))
                imports.places.append((outcome.file or bank.where, outcome.line))
            case _:
                assert_never(outcome)
    items, rejected = len(imports.items) - items, len(imports.warnings) - rejected
    left_out = f", and {rejected} that cannot be imported" if rejected else ""
    imports.banks.append(f"{bank.where} ({importer.summary}): {plural(items, 'question')}{left_out}")


def _with_held_pictures(item: ImportedQuestion, budget: Budget) -> ImportedQuestion:
    """The question with pictures that are in memory once, whatever questions they come with."""
    if item.picture is None:
        return item
    picture, *spare = (
        replace(picture, content=budget.hold(picture.content)) for picture in (item.picture, *item.spare_pictures)
    )
    return replace(item, picture=picture, spare_pictures=tuple(spare))


def _refusal(where: str, line: int, label: str, message: str, hint: str, column: int = 0) -> Problem:
    name = " ".join(label.split())[:60]
    mark: Mark | None = None
    if column:
        mark = CellMark(line, column)
    elif line:
        mark = Mark(line, 1)
    return NOT_IMPORTED.problem(where, f"left out: {message}", hint, mark, name)


def _nothing(bank: BankFile, losses: Sequence[Loss] = ()) -> Problem:
    message = "there is no question in this file"
    hint = next((loss.why for loss in losses), "") or advice_on(bank) or "check that it was exported completely"
    return NOTHING_TO_IMPORT.problem(bank.where, message, hint)


def _readable(collected: Collected, imports: _Found, head: str, target: Path) -> str:
    """The collection's text, without facts that could not be read back, each of which adds a warning."""
    source: dict[str, Value] = {
        "id": slug(target.stem) or "imported",
        "title": imports.title,
        "language": imports.language,
    }
    if len(imports.sources) == len(imports.banks) == 1:
        source |= {"title": imports.sources[0]["title"], **imports.sources[0]}
    text = collection([head], source, list(collected.facts.values()))
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
        return _with_flaws_ignored(
            text, loaded, collected, lambda: collection([head], source, list(collected.facts.values()))
        )
    if not set(faults) <= set(collected.facts):
        raise ContentError([replace(problem, path=display_path(target)) for problem in errors])
    for id, (message, hint) in faults.items():
        item = collected.origins[id]
        where = next(origin for origin, other in zip(imports.places, imports.items, strict=True) if other is item)
        del collected.facts[id]
        imports.warnings.append(_refusal(where[0], where[1], item.label or item.stem, message, hint))
    if not collected.facts:
        raise ContentError(imports.warnings)
    return _readable(collected, imports, head, target)


def _with_flaws_ignored(text: str, loaded: Loaded | None, collected: Collected, again: Callable[[], str]) -> str:
    """The text, in which rules that would stop a build are silenced where the bank itself breaks them."""
    if loaded is None:
        return text
    flaws: dict[str, dict[str, Value]] = {}
    for finding in (*written_items(loaded.collection), *duplicate_statement(loaded.collection)):
        if finding.level == "error":
            flaws.setdefault(finding.fact, {})[finding.rule] = IN_THE_BANK
    for id, ignored in flaws.items():
        collected.facts[id]["ignore"] = ignored
    return again() if flaws else text


def _losses(collected: Collected, imports: _Found) -> list[Loss]:
    """The losses, each with the file and line of its question."""
    places = dict(zip(ids(imports.items), imports.places, strict=True))
    where = {id: f"{path}:{line}" if line else path for id, (path, line) in places.items()}
    of_questions = [Loss(f"{id} ({where[id]})" if id in where else id, what, why) for id, what, why in collected.losses]
    return [*imports.losses, *of_questions]


def _summary(
    collected: Collected,
    losses: Sequence[Loss],
    imports: _Found,
    target: Path,
    losses_path: Path,
    recipe: Path | None,
    *,
    reviewed: bool,
) -> Iterator[str]:
    """The lines that say what was read and written."""
    state = _evidence(collected) if reviewed else f"drafts {_evidence(collected)}"
    yield f"{display_path(target)}: {plural(len(collected.facts), 'fact')}, {state}"
    yield from (f"  from {bank}" for bank in imports.banks)
    if collected.pictures:
        yield f"  {display_path(target.parent / PICTURES / target.stem)}: {plural(len(collected.pictures), 'picture')}"
    left_out = [f"{plural(len(imports.warnings), 'whole question')}"] if imports.warnings else []
    of_banks = list(dict.fromkeys(loss.what for loss in imports.losses))
    of_questions = [summary(losses[len(imports.losses) :])] if losses[len(imports.losses) :] else []
    lost = ", ".join((*left_out, *of_banks, *of_questions))
    yield f"  {display_path(losses_path)}: {f'lost: {lost}' if lost else 'nothing was lost'}"
    if recipe:
        yield f"  {display_path(recipe)}: a recipe for these questions"
    if target.resolve().parent == Path.cwd() / "facts":
        yield f"Next: quizgen check {argument(target.stem)}"
        if not reviewed:
            yield f"When you have read the facts: quizgen approve {argument(target.stem)}"
        if recipe:
            yield f"Then: quizgen build {argument(recipe.stem)}"


def _loss_report(
    collected: Collected, losses: Sequence[Loss], imports: _Found, target: Path, evidence: str
) -> Iterator[str]:
    """The lines of the loss report."""
    if losses:
        yield from report(f"What was lost in importing {target.name}:", losses)
    elif not imports.warnings:
        yield "Nothing was lost."
    flawed = [id for id, fact in collected.facts.items() if fact.get("ignore")]
    if flawed:
        yield f"Kept as the bank has them, although a rule for good questions says otherwise: {', '.join(flawed)}"
    if imports.warnings:
        yield "Questions that were not imported:"
        yield from (
            f"  {warning.where}: {warning.message_with_id}" for warning in map(located_problem, imports.warnings)
        )
    yield f"Evidence: {evidence}"
