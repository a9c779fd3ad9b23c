"""What there is: facts with the questions they carry, question kinds, outputs, recipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.commands.check import check
from quizgen.errors import Problem, no_such
from quizgen.exporters import EXPORTERS
from quizgen.generators import QUESTION_KINDS, generate
from quizgen.model.question import Question
from quizgen.project import Project
from quizgen.reading.facts.collection import Loaded
from quizgen.rendering.citations import citation

_WIDTH = 100  # characters of a line, so that it fits a window


def overview(project: Project, names: Sequence[str], *, why: bool = False) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines of ``quizgen list`` and the problems met; with ``why``, why facts do not carry other kinds.

    Raises UsageError for a collection that is not there.
    """
    known = [path.stem for path in project.collections()]
    for name in names:
        if name not in known:
            raise no_such(f"collection {name!r}", known)
    content = check(project, names)
    lines: list[str] = []
    for name, loaded in content.collections.items():
        lines += _collection(name, loaded, why=why)
    if not names:
        lines += ["", f"Question kinds: {', '.join(QUESTION_KINDS.names())}", "", "Outputs:"]
        lines += _outputs()
        lines += ["", "Recipes:"]
        lines += [f"  {each.name:24} {each.recipe.title}" for each in content.recipes]
    return lines, tuple(problem for problem in content.problems if problem.level == "error")


def _outputs() -> Iterator[str]:
    longest = max(map(len, EXPORTERS.names()))
    for name in EXPORTERS.names():
        exporter = EXPORTERS.get(name)
        yield f"  {name:{longest}} {exporter.summary} ({', '.join(exporter.file_names)})"


def _collection(name: str, loaded: Loaded, *, why: bool) -> Iterator[str]:
    carried: dict[str, dict[str, int]] = {fact.id: {} for fact in loaded.collection.facts}
    over: list[str] = []
    declined: dict[str, list[str]] = {fact.id: [] for fact in loaded.collection.facts}
    for made in generate(loaded.collection, QUESTION_KINDS.names()):
        if isinstance(made, Question) and made.parts:
            over.append(f"{made.kind} over {len(made.parts)} facts ({made.id})")
        elif isinstance(made, Question):
            counts = carried[made.fact.id]
            counts[made.kind] = counts.get(made.kind, 0) + 1
        else:
            slot = f" {made.slot.name}:" if made.slot else ""
            owner = made.fact.id if made.fact else ""
            declined.setdefault(owner, []).append(f"no {made.kind}:{slot} {made.reason}")
    total = len(over) + sum(sum(counts.values()) for counts in carried.values())
    yield f"{name}: {citation(loaded.collection.source)}"
    yield f"  {len(carried)} facts, {total} questions"
    for fact in loaded.collection.facts:
        told = ", ".join(f"{count} {kind}" for kind, count in carried[fact.id].items())
        statement = str(fact.text())
        draft = " (draft)" if fact.status == "draft" else ""
        yield f"  {fact.id}{draft}: {statement if len(statement) <= _WIDTH else statement[: _WIDTH - 1] + '…'}"
        yield f"      {told or fact.status}"
        if why:
            yield from (f"      {line}" for line in declined[fact.id])
    yield from (f"  {line}" for line in (*over, *(declined.get("", ()) if why else ())))
