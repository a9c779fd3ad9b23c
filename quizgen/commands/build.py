"""Building every output of a project's recipes."""

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
    """The recipes that were built, and the problems that did not prevent it.

    ``left_out`` is the number of rows in rosters that could not be used; ``shipped`` means that the project has
    no facts or recipes of its own, so the examples that come with quizgen were built.
    """

    recipes: tuple[pipeline.BuiltRecipe, ...]
    problems: tuple[Problem, ...]
    left_out: int
    shipped: bool

    @property
    def lines(self) -> list[str]:
        """The lines to print: each recipe's folder, facts, questions, cards, their changes in Anki, and its files."""
        return [line for built in self.recipes for line in _lines(built)]

    def refuse_left_out(self) -> None:
        """Raises OutputError if rows of a roster could not be used."""
        if self.left_out:
            rows = plural(self.left_out, "row")
            raise OutputError(f"{rows} of a roster could not be used, see above; all others were built")


def _lines(built: pipeline.BuiltRecipe) -> Iterator[str]:
    counts = f"{plural(built.facts, 'fact')}, {plural(built.questions, 'question')}, {plural(built.cards, 'card')}"
    changes = f" ({built.changes.summary})" if built.changes.summary else ""
    yield f"{display_path(built.folder)}: {counts}{changes}"
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
    locked: bool = False,
    on: str = "",
) -> BuildReport:
    """Builds the recipes ``names`` (default: all) into ``target``; raises what `pipeline.build` raises."""
    built, reported = pipeline.build(
        project, names, target, strict=strict, progress=progress, force=force, drafts=drafts, keep_lock=locked, on=on
    )
    printed = tuple(to_print(reported))
    left_out = sum(problem.level == "error" for problem in reported)
    return BuildReport(tuple(built), printed, left_out, shipped=not project.own)
