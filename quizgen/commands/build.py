"""Every output of a project's recipes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.build import pipeline
from quizgen.build.exporting import Progress
from quizgen.errors import Problem
from quizgen.project import Project


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built, and the problems that did not stop it.

    ``left_out`` is how many rows of rosters could not be used; ``shipped`` says that the project has no facts or
    recipes of its own, so that those that come with quizgen were built.
    """

    recipes: tuple[pipeline.Built, ...]
    problems: tuple[Problem, ...]
    left_out: int
    shipped: bool


def build(
    project: Project, names: Sequence[str], target: Path, *, strict: bool, force: bool, progress: Progress
) -> BuildReport:
    """Builds the recipes ``names`` (none given: all) into ``target``; raises as the pipeline does."""
    built, reported = pipeline.build(project, names, target, strict=strict, progress=progress, force=force)
    shown = tuple(problem for problem in reported if problem.level != "info")
    left_out = sum(problem.level == "error" for problem in reported)
    return BuildReport(tuple(built), shown, left_out, shipped=not project.own)
