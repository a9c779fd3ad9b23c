"""Releasing a deck: its changes since the last release, its lock for comparison with the next, its release notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.errors import ContentError, Problem, UsageError, plural, refuse
from quizgen.errors.problem_kinds import DROPPED_NOTES, LOCK, UNRELEASED
from quizgen.exporters.anki.deck import deck_types
from quizgen.exporters.anki.note_types import NoteType
from quizgen.exporters.anki.notes import Content, contents, deck_notes
from quizgen.exporters.anki.recovery import NotOurs, recovered_lock
from quizgen.exporters.anki.releases import Changes, changes, next_lock
from quizgen.exporters.job import CardsJob
from quizgen.model.lock import Lock, LockedNote
from quizgen.project import Project, display_path, read_text
from quizgen.reading.locks import history_path, lock_path, lock_text
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.yaml.spellings import suggestion
from quizgen.writing import write_files

_WIDTH = 200  # characters of a question or an answer in the release notes
_NONE = Lock("", 0, {}, {})


@dataclass(frozen=True, slots=True)
class Release:
    """A deck's release: ``lines`` describe it; ``due`` says whether there is anything to release."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
    due: bool


def check_release(project: Project, name: str) -> Release:
    """What a release of the recipe ``name`` would contain; nothing is written. Raises ContentError."""
    _, job, notes, types, problems = _deck(project, name)
    found = changes(notes, types, job.lock or _NONE)
    if not found:
        return _unchanged(name, job, problems)
    since = f"since the release of {_day(job.released)}" if job.lock else "never released"
    return Release((f"{name}: {since}: {found.summary}",), problems, due=True)


def write_release(project: Project, name: str, moment: int, reasons: Mapping[str, str]) -> Release:
    """Releases the deck of the recipe ``name`` as of ``moment`` (seconds since 1970): writes its lock and its notes.

    ``reasons`` says why facts, by id, were corrected or retired. Raises ContentError, and UsageError if a reason is
    given for a fact that was neither.
    """
    recipe, job, notes, types, problems = _deck(project, name)
    found = changes(notes, types, job.lock or _NONE)
    _check_reasons(reasons, found)
    if not found:
        return _unchanged(name, job, problems)
    lock = next_lock(name, notes, types, job.lock, moment)
    history = history_path(recipe.path)
    text = _history(job, found, lock, reasons, history)
    write_files({history: text.encode(), lock_path(recipe.path): lock_text(lock).encode()})
    lines = [f"{name}: released {_day(lock.released)}: {found.summary}"]
    lines += [f"  {display_path(path)}" for path in (lock_path(recipe.path), history)]
    return Release(tuple(lines), (*problems, *_dropped(recipe, found)), due=True)


def _unchanged(name: str, job: CardsJob, problems: tuple[Problem, ...]) -> Release:
    return Release((f"{name}: nothing has changed since the release of {_day(job.released)}",), problems, due=False)


def write_recovered(project: Project, name: str, package: Path) -> Release:
    """Recreates the lock of the recipe ``name`` from ``package``, a deck that quizgen built. Raises ContentError."""
    recipe, job, notes, types, problems = _deck(project, name, locked=False)
    try:
        every = [*notes, *contents(job, job.retired, retired=True)]
        lock, known = recovered_lock(name, every, types, package.read_bytes())
    except (OSError, NotOurs) as fault:
        message = f"this is not a deck that quizgen built: {fault}"
        hint = "give the newest deck.apkg from build/ that learners have, not one that Anki exported"
        raise ContentError([LOCK.problem(display_path(package), message, hint)]) from fault
    write_files({lock_path(recipe.path): lock_text(lock).encode()})
    line = f"{display_path(lock_path(recipe.path))}: {known} of {len(notes)} notes found in {display_path(package)}"
    return Release((line, f"  run  quizgen release {name} --check  to see what has changed since"), problems, due=False)


def _deck(
    project: Project, name: str, *, locked: bool = True
) -> tuple[LoadedRecipe, CardsJob, list[Content], list[NoteType], tuple[Problem, ...]]:
    path = project.recipe(name)
    content = read_content(project, [path])
    refuse(content.problems)
    (jobs,), more = assemble_recipes(project, content, locked=locked)
    problems = refuse((*content.problems, *(each for each in more if each.kind is not UNRELEASED)))
    recipe, job = jobs.recipe, jobs.cards
    if "deck" not in recipe.recipe.outputs:
        raise UsageError(f"the recipe {name!r} has no deck: add deck to its outputs")
    notes = deck_notes(job)
    return recipe, job, notes, list(deck_types(job, notes).values()), problems


def _check_reasons(reasons: Mapping[str, str], found: Changes) -> None:
    changed = {content.fact.id for content, _ in (*found.corrected, *found.retired)}
    for fact in reasons:
        if fact not in changed:
            hint = suggestion(fact, sorted(changed)) if changed else "nothing was corrected or retired"
            raise UsageError(f"a reason is given for {fact!r}, which was neither corrected nor retired; {hint}")


def _dropped(recipe: LoadedRecipe, found: Changes) -> Iterator[Problem]:
    if found.dropped:
        some = ", ".join(list(found.dropped)[:3]) + (", …" if len(found.dropped) > 3 else "")
        message = f"{len(found.dropped)} notes of earlier releases are no longer made, but learners keep them: {some}"
        hint = "if a fact is no longer true, keep it with  status: retired  to tag its notes quizgen::retired"
        yield recipe.problem((), message, hint, DROPPED_NOTES)


def _history(job: CardsJob, found: Changes, lock: Lock, reasons: Mapping[str, str], path: Path) -> str:
    """The release notes with those of this release at the top."""
    head = f"# {job.title}: releases\n"
    before = read_text(path).removeprefix(head) if path.is_file() else ""
    return head + "\n".join(("", *_section(job, found, lock, reasons), "")) + before


def _section(job: CardsJob, found: Changes, lock: Lock, reasons: Mapping[str, str]) -> Iterator[str]:
    yield f"## {_day(lock.released)}"
    yield ""
    if job.lock is None:
        notes, facts = len(found.new), len({content.fact.key for content in found.new})
        yield f"The first release: {plural(notes, 'note')} about {plural(facts, 'fact')}."
        return
    yield f"{found.summary[:1].upper()}{found.summary[1:]}."
    if found.new:
        yield from ("", "### New", "", *(f"- {_said(each.sort, each.answer)}" for each in found.new))
    if found.corrected:
        yield from ("", "### Corrected", "", *_changed(found.corrected, reasons))
    if found.retired:
        yield from ("", "### Retired", "", *_changed(found.retired, reasons))


def _changed(pairs: Iterable[tuple[Content, LockedNote]], reasons: Mapping[str, str]) -> Iterator[str]:
    for content, note in pairs:
        reason = f": {reasons[content.fact.id]}" if content.fact.id in reasons else ""
        yield f"- `{content.id}`{reason}"
        before, after = _said(note.question, note.answer), _said(content.sort, content.answer)
        if before == after:
            yield f"  - {after}"
        else:
            yield from (f"  - before: {before}", f"  - after: {after}")


def _said(question: str, answer: str) -> str:
    return " → ".join(_cut(" ".join(text.split())) for text in (question, answer) if text)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()
