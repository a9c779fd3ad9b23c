"""What an import reports: the lines that are printed, and those of the file of losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.commands.imported_banks import Imports
from quizgen.errors import located_problem, plural
from quizgen.importers.collecting import Collected
from quizgen.importers.naming import ids
from quizgen.model.loss import Loss, report, summary
from quizgen.project import argument, display_path

PICTURES = "images"  # the folder next to collections, with a subfolder for the pictures of each


def _evidence(collected: Collected) -> str:
    """Whether facts have evidence, in words that follow a noun: ``partly with evidence``."""
    proven = sum(bool(fact.get("evidence")) for fact in collected.facts.values())
    if proven == len(collected.facts):
        return "with evidence"
    return "partly with evidence" if proven else "without evidence"


def note_of(collected: Collected, target: Path, *, reviewed: bool) -> str:
    """The sentence that says what is to be done with the facts."""
    evidence = _evidence(collected)
    add = "" if evidence == "with evidence" else "add where your text says it"
    if not reviewed:
        approve = f"then run  quizgen approve {argument(display_path(target))}"
        steps = ", ".join(filter(None, ("read it", add, approve)))
        return f"Each fact is a draft {evidence}: {steps}"
    return f"The facts are {evidence}: {add}." if add else f"The facts are {evidence}."


def losses_of(collected: Collected, imports: Imports) -> list[Loss]:
    """The losses, each with the file and line of its question."""
    places = dict(zip(ids(imports.items), imports.places, strict=True))
    where = {id: f"{path}:{line}" if line else path for id, (path, line) in places.items()}
    of_questions = []
    for id, what, why in collected.losses:
        label = f"{id} ({where[id]})" if id in where else id
        of_questions.append(Loss(label, what, why))
    return [*imports.losses, *of_questions]


def summary_lines(
    collected: Collected,
    losses: Sequence[Loss],
    imports: Imports,
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
    lost: list[str] = []
    if imports.warnings:
        lost.append(plural(len(imports.warnings), "whole question"))
    lost += dict.fromkeys(loss.what for loss in imports.losses)
    if losses_of_questions := losses[len(imports.losses) :]:
        lost.append(summary(losses_of_questions))
    outcome = f"lost: {', '.join(lost)}" if lost else "nothing was lost"
    yield f"  {display_path(losses_path)}: {outcome}"
    if recipe:
        yield f"  {display_path(recipe)}: a recipe for these questions"
    if target.resolve().parent == Path.cwd() / "facts":
        yield f"Next: quizgen check {argument(target.stem)}"
        if not reviewed:
            yield f"When you have read the facts: quizgen approve {argument(target.stem)}"
        if recipe:
            yield f"Then: quizgen build {argument(recipe.stem)}"


def loss_report_lines(
    collected: Collected, losses: Sequence[Loss], imports: Imports, target: Path, evidence: str
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
