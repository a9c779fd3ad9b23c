"""Listing facts with the questions that they support, question kinds, outputs and recipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.build.measurements import measured_of
from quizgen.commands.check import check
from quizgen.errors import Problem, no_such, plural
from quizgen.exporters import EXPORTERS
from quizgen.generators import QUESTION_KINDS, generate
from quizgen.model.characters import with_hidden_escaped
from quizgen.model.fact import Fact, Slot
from quizgen.model.measured import Measured, MeasuredFact
from quizgen.model.question import Question
from quizgen.project import Project
from quizgen.reading.facts.collection import Loaded
from quizgen.rendering.citations import citation

_WIDTH = 100  # characters of a line, so that it fits a window


def listing_lines(
    project: Project, names: Sequence[str], *, why: bool = False
) -> tuple[list[str], tuple[Problem, ...]]:
    """The lines of ``quizgen list`` and the errors found; ``why`` adds why facts do not support other kinds.

    Raises UsageError if there is no collection of that name.
    """
    known = [path.stem for path in project.collections()]
    for name in names:
        if name not in known:
            raise no_such(f"collection {name!r}", known)
    content, measured = check(project, names), measured_of(project)
    lines: list[str] = []
    for name, loaded in content.collections.items():
        lines += _collection(name, loaded, measured, why=why)
    if not names:
        lines += ["", f"Question kinds: {', '.join(QUESTION_KINDS.names())}", "", "Outputs:"]
        lines += _outputs()
        lines += ["", "Recipes:"]
        lines += [f"  {recipe.name:24} {recipe.recipe.title}" for recipe in content.recipes]
    return lines, tuple(problem for problem in content.problems if problem.level == "error")


def _inferred_details(slot: Slot) -> str:
    """What the words of an answer make plain: its type, and which entity it is."""
    return f"{slot.type}, the entity {slot.entity}" if slot.entity else slot.type


def _without_questions(fact: Fact) -> str:
    """Why the list shows no questions of a fact."""
    if fact.status != "reviewed":
        return fact.status
    return "no questions" if str(fact.text()).strip() else "has errors: quizgen check"


def _knowledge_of(fact: MeasuredFact) -> str:
    """How well a fact was known in all answers about it."""
    answers = plural(fact.answers, "answer")
    if not fact.enough:
        return f"{answers}: too few to say anything"
    kinds = ", ".join(f"{part.name} {part.right:.0%} of {part.answers}" for part in fact.kinds)
    return f"{answers}, {fact.right:.0%} right ({kinds})"


def _outputs() -> Iterator[str]:
    longest = max(map(len, EXPORTERS.names()))
    for name in EXPORTERS.names():
        exporter = EXPORTERS.get(name)
        yield f"  {name:{longest}} {exporter.summary} ({', '.join(exporter.file_names)})"


def _collection(name: str, loaded: Loaded, measured: Measured, *, why: bool) -> Iterator[str]:
    carried: dict[str, dict[str, int]] = {fact.id: {} for fact in loaded.collection.facts}
    over: list[str] = []
    declined: dict[str, list[str]] = {fact.id: [] for fact in loaded.collection.facts}
    for result in generate(loaded.collection, QUESTION_KINDS.names()):
        if isinstance(result, Question) and result.parts:
            over.append(f"{result.kind} over {len(result.parts)} facts ({result.id})")
        elif isinstance(result, Question):
            counts = carried[result.fact.id]
            counts[result.kind] = counts.get(result.kind, 0) + 1
        else:
            slot = f" {result.slot.name}:" if result.slot else ""
            owner = result.fact.id if result.fact else ""
            declined.setdefault(owner, []).append(f"no {result.kind}:{slot} {result.reason}")
    total = len(over) + sum(sum(counts.values()) for counts in carried.values())
    yield f"{name}: {with_hidden_escaped(citation(loaded.collection.source))}"
    yield f"  {len(carried)} facts, {total} questions"
    for fact in loaded.collection.facts:
        questions = ", ".join(f"{count} {kind}" for kind, count in carried[fact.id].items())
        statement = with_hidden_escaped(str(fact.text()))
        draft = " (draft)" if fact.status == "draft" else ""
        yield f"  {fact.id}{draft}: {statement if len(statement) <= _WIDTH else statement[: _WIDTH - 1] + '…'}"
        yield f"      {questions or _without_questions(fact)}"
        if fact.key in measured.facts:
            yield f"      {_knowledge_of(measured.facts[fact.key])}"
        yield from (f"      {slot.shown}: {_inferred_details(slot)} (inferred)" for slot in fact.slots if slot.inferred)
        if why:
            yield from (f"      {line}" for line in declined[fact.id])
    yield from (f"  {line}" for line in over)
    if why:
        yield from (f"  {line}" for line in declined.get("", ()))
