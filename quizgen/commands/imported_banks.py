"""Reading banks of questions for an import: the importer for each, and what is collected from all of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from quizgen.errors import CellMark, ContentError, Mark, Problem, UsageError, plural
from quizgen.errors.problem_kinds import NOT_IMPORTED, NOTHING_TO_IMPORT
from quizgen.importers import IMPORTERS, Importer
from quizgen.importers.bank import BankFile
from quizgen.importers.encodings import is_text
from quizgen.importers.imported import BankDetails, BankLoss, ImportedQuestion, RejectedQuestion
from quizgen.importers.unrecognised import advice_on
from quizgen.model.loss import Loss
from quizgen.reading.budget import Budget


@dataclass(slots=True)
class Imports:
    """Everything that was read from the banks."""

    title: str = ""
    language: str = ""
    items: list[ImportedQuestion] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)  # path and line of each item
    warnings: list[Problem] = field(default_factory=list)
    banks: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)  # of whole banks
    sources: list[Mapping[str, str]] = field(default_factory=list)


def read_bank(bank: BankFile, format: str, imports: Imports) -> None:
    """Adds everything in the bank to ``imports``, read in ``format``, or in the one that it is recognised to have.

    Raises ContentError for a file that has no question in the format that was given, but is recognised as another.
    """
    items_before = len(imports.items)
    try:
        _read(bank, _importer_for(bank, format), imports)
    except ContentError as error:
        if problem := _wrong_format(bank, format):
            raise ContentError([problem]) from error
        raise
    if len(imports.items) == items_before and (problem := _wrong_format(bank, format)):
        raise ContentError([problem])


def _importer_for(bank: BankFile, name: str) -> Importer:
    """The importer for the format called ``name``, or else the first that recognises the file."""
    if name := name.lower():
        if name not in IMPORTERS.names():
            raise UsageError(IMPORTERS.unknown(name))
        return IMPORTERS.get(name)()
    bank.check()
    if not bank.is_zip and not bank.content.strip():
        raise ContentError([nothing_to_import(bank)])
    if importer := _recognised_format(bank):
        return importer
    if not bank.is_zip and is_text(bank.content):
        _ = bank.text  # which says what its encoding is, where that is why no format knows it
    formats, advice = ", ".join(IMPORTERS.names()), advice_on(bank)
    advice = f"{advice}; or " if advice else ""
    raise UsageError(f"the format of {bank.where} cannot be detected: {advice}give it with --format. Known: {formats}.")


def _recognised_format(bank: BankFile) -> Importer | None:
    """The first importer that recognises the file."""
    importers = (IMPORTERS.get(name)() for name in IMPORTERS.names())
    return next((importer for importer in importers if importer.knows(bank)), None)


def _wrong_format(bank: BankFile, name: str) -> Problem | None:
    """What is wrong with the format called ``name``, if it was given and the file is recognised as another."""
    if not name or IMPORTERS.get(name.lower())().knows(bank):
        return None
    importer = _recognised_format(bank)
    if importer is None:
        return None
    message = f"no question can be read as {name.lower()}; the file looks like {importer.name} ({importer.summary})"
    return NOTHING_TO_IMPORT.problem(bank.where, message, f"write  --format {importer.name}, or leave the option out")


def _read(bank: BankFile, importer: Importer, imports: Imports) -> None:
    """Adds everything that ``importer`` reads from the bank to ``imports``."""
    items_before, warnings_before = len(imports.items), len(imports.warnings)
    for outcome in importer.read(bank):
        if isinstance(outcome, ImportedQuestion | RejectedQuestion):
            bank.budget.add_question()
            bank.budget.keep(sys.getsizeof(repr(outcome)))  # its texts; pictures are not in it
        match outcome:
            case BankDetails(title, language, source):
                imports.title, imports.language = imports.title or title, imports.language or language
                if source:
                    imports.sources.append(source)
            case BankLoss(what, why):
                imports.losses.append(Loss(bank.where, what, why))
            case RejectedQuestion(line, label, message, hint, column, file):
                imports.warnings.append(refusal(file or bank.where, line, label, message, hint, column))
            case ImportedQuestion():
                imports.items.append(_with_held_pictures(outcome, bank.budget))
                imports.places.append((outcome.file or bank.where, outcome.line))
            case _:
                assert_never(outcome)
    items, rejected = len(imports.items) - items_before, len(imports.warnings) - warnings_before
    left_out = f", and {rejected} that cannot be imported" if rejected else ""
    imports.banks.append(f"{bank.where} ({importer.summary}): {plural(items, 'question')}{left_out}")


def _with_held_pictures(item: ImportedQuestion, budget: Budget) -> ImportedQuestion:
    """The question, whose pictures are kept in memory only once if several questions have them."""
    if item.picture is None:
        return item
    picture, *spare = (
        replace(picture, content=budget.hold(picture.content)) for picture in (item.picture, *item.spare_pictures)
    )
    return replace(item, picture=picture, spare_pictures=tuple(spare))


def refusal(where: str, line: int, label: str, message: str, hint: str, column: int = 0) -> Problem:
    """The warning about a question that is left out; ``line`` and ``column`` are 0 where they are unknown."""
    name = " ".join(label.split())[:60]
    mark: Mark | None = None
    if column:
        mark = CellMark(line, column)
    elif line:
        mark = Mark(line, 1)
    return NOT_IMPORTED.problem(where, f"left out: {message}", hint, mark, name)


def nothing_to_import(bank: BankFile, losses: Sequence[Loss] = ()) -> Problem:
    """The problem of a bank without questions."""
    message = "there is no question in this file"
    hint = next((loss.why for loss in losses), "") or advice_on(bank) or "check that it was exported completely"
    return NOTHING_TO_IMPORT.problem(bank.where, message, hint)
