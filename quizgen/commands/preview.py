"""Previewing the cards of a deck on one page, before anything is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.errors import Problem, UsageError, refuse
from quizgen.exporters.anki.contact_sheet import NAME, contact_sheet
from quizgen.project import Project
from quizgen.writing import write_files


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """A contact sheet that was written."""

    path: Path
    cards: int


def preview_decks(
    project: Project, names: Sequence[str], output: Path | None, *, drafts: bool = False
) -> tuple[list[ContactSheet], tuple[Problem, ...]]:
    """Writes the contact sheet of each recipe's deck (default: of every recipe with a deck) into its folder in build/.

    ``output`` is the file for a single one. Returns the sheets and the warnings; raises ContentError if there are
    errors, and UsageError if a recipe in ``names`` has no deck.
    """
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    refuse(content.problems)
    recipes, more = assemble_recipes(project, content, drafts=drafts)
    problems = refuse(content.problems + more)
    decks = [jobs for jobs in recipes if "deck" in jobs.recipe.recipe.outputs]
    for jobs in recipes:
        if (names or not decks) and jobs not in decks:
            raise UsageError(f"the recipe {jobs.name!r} has no deck: add deck to its outputs")
    if output and len(decks) > 1:
        raise UsageError("-o gives a single file: name a single recipe")
    sheets, files = [], {}
    for jobs in decks:
        path = output or project.output_folder(f"build/{jobs.name}") / NAME
        files[path], count = contact_sheet(jobs.notes)
        sheets.append(ContactSheet(path, count))
    write_files(files)
    return sheets, problems
