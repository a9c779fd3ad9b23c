"""Exporting one output of a project's recipes, even if it is not among their outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quizgen.build.content import read_content
from quizgen.build.exporting import LOSSES, Progress
from quizgen.build.pipeline import make_files
from quizgen.errors import Problem, UsageError
from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.h5p_filling import HostPackage
from quizgen.project import Project
from quizgen.reading.budget import of_file
from quizgen.writing import write_files


def export(
    project: Project,
    output: str,
    names: Sequence[str],
    target: Path,
    *,
    bank: bool,
    strict: bool,
    progress: Progress,
    into: Path | str | None = None,
    drafts: bool = False,
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Writes one ``output`` of the recipes ``names`` (default: all) into ``target``.

    With ``bank`` it has every question that their facts carry; ``into`` is a package that it fills. Other files stay;
    losses are listed in a file that is named after the output. Raises as `build` and `HostPackage` do; also returns
    the problems that are not refused.
    """
    if output not in EXPORTERS.names():
        raise UsageError(EXPORTERS.unknown(output))
    with of_file(Path(into or "")):
        host = HostPackage(Path(into), output) if into else None
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    content = replace(content, recipes=tuple(recipe.only(output) for recipe in content.recipes))
    if EXPORTERS.get(output).needs == "notes" and not content.settings.uid:
        raise UsageError("the project has no Anki deck yet: build one first, with  deck  among a recipe's outputs")
    _, folders, reported = make_files(
        project,
        content,
        target,
        progress,
        strict=strict,
        bank=bank,
        force=True,
        losses=f"{output}.{LOSSES}",
        drafts=drafts,
    )
    if host:
        with of_file(Path(into or "")):
            folders = {name: host.filled_files(folder) for name, folder in folders.items()}
    files = {
        target / name / file: file_content
        for name, folder in folders.items()
        for file, file_content in folder.items()
        if not file.startswith(".")  # the record for the next build
    }
    write_files(files)
    return tuple(files), reported
