"""Every output of a project's recipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizgen.build import pipeline
from quizgen.build.exporting import Progress
from quizgen.build.jobs import to_print
from quizgen.errors import OutputError, Problem, plural
from quizgen.project import Project, display_path


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

    @property
    def lines(self) -> list[str]:
        """The folder of each recipe, how much is in it, and its files."""
        return [line for built in self.recipes for line in _lines(built)]

    def refuse_left_out(self) -> None:
        """Raises OutputError where rows of a roster could not be used."""
        if self.left_out:
            rows = plural(self.left_out, "row")
            raise OutputError(f"{rows} of a roster could not be used, see above; the others are built")


def _lines(built: pipeline.Built) -> Iterator[str]:
    counts = f"{plural(built.facts, 'fact')}, {plural(built.questions, 'question')}, {plural(built.cards, 'card')}"
    yield f"{display_path(built.folder)}: {counts}"
    yield from (f"  {name}" for name in built.files)


def build(
    project: Project,
    names: Sequence[str],
    target: Path,
    *,
    strict: bool,
    force: bool,
    progress: Progress,
    drafts: bool = False,
) -> BuildReport:
    """Builds the recipes ``names`` (none given: all) into ``target``; raises as the pipeline does."""
    built, reported = pipeline.build(
        project, names, target, strict=strict, progress=progress, force=force, drafts=drafts
    )
    printed = tuple(to_print(reported))
    left_out = sum(problem.level == "error" for problem in reported)
    return BuildReport(tuple(built), printed, left_out, shipped=not project.own)
