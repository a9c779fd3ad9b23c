"""Naming a release of a project's Anki decks, with notes for the people who have them; recovering a lost lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from quizgen.build.clock import now
from quizgen.errors import ContentError, UsageError, plural
from quizgen.errors.problem_kinds import LOCK
from quizgen.exporters.anki.deck import LOCK_COPY
from quizgen.exporters.anki.recovery import DATABASE, NotOurs, recovered_notes
from quizgen.model.lock import Key, Lock, LockedNote
from quizgen.project import Project, display_path, read_text
from quizgen.reading.budget import Budget, OverBudget
from quizgen.reading.card_texts import read_texts, texts_path, with_texts
from quizgen.reading.containers import ZipContainer
from quizgen.reading.locks import history_path, lock_file, lock_of, lock_path, read_lock
from quizgen.reading.project_settings import read_settings, settings_path, with_uid
from quizgen.reading.yaml.spellings import suggestion
from quizgen.rendering.anki_text import plain_text
from quizgen.writing import write_files
from quizgen.writing.folder_lock import hold_lock
from quizgen.writing.transaction import Content

_WIDTH = 200  # characters of a question or an answer in the release notes
_HEAD = "# Releases\n"


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the last release: notes that are new, corrected and retired."""

    new: Mapping[Key, LockedNote]
    corrected: Mapping[Key, LockedNote]
    retired: Mapping[Key, LockedNote]

    @property
    def summary(self) -> str:
        """The changes in words: ``3 new, 1 corrected``."""
        counts = ((self.new, "new"), (self.corrected, "corrected"), (self.retired, "retired"))
        return ", ".join(f"{len(notes)} {word}" for notes, word in counts if notes) or "nothing changed"

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.new or self.corrected or self.retired)


def unreleased_changes(project: Project) -> Changes:
    """What has been built since the last release. Raises ContentError."""
    return _changes(_lock(project))


def write_release(
    project: Project, name: str | None, day: datetime | None, reasons: Mapping[str, str]
) -> tuple[str, ...]:
    """Names what was built last the release ``name`` (default: the day) of ``day`` (default: today); writes its notes.

    ``reasons`` says why facts, by id, were corrected or retired. Returns lines that say what was done. Raises
    ContentError, and UsageError if a reason is given for a fact that was neither.
    """
    moment = int(day.replace(tzinfo=UTC).timestamp()) if day else now()
    name = name or _day(moment)
    with hold_lock(project.content / "facts"):
        lock = _lock(project)
        changes = _changes(lock)
        _check_reasons(reasons, changes)
        is_first = not lock.release
        notes = {key: note._replace(before=None) for key, note in lock.notes.items()}
        history = history_path(project)
        texts = _CardTexts(project, changes)
        section = "\n".join(("", *_section(name, _day(moment), changes, texts, reasons, is_first=is_first), ""))
        before = read_text(history).removeprefix(_HEAD) if history.is_file() else ""
        released = replace(lock, notes=notes, release=name, released=moment)
        write_files({history: f"{_HEAD}{section}{before}".encode(), lock_path(project): lock_file(released)})
    return (
        f"{name}: {changes.summary}",
        f"  {display_path(history)}",
        "  run  quizgen build  and give learners the decks, whose cards now name this release",
    )


def write_recovered(project: Project, package: Path) -> tuple[str, ...]:
    """Writes the lock that ``package`` was built with, a deck of the project. Raises ContentError.

    Returns lines that say what was done.
    """
    path, uid = lock_path(project), read_settings(project).uid
    try:
        container = ZipContainer(package, Budget())
        if missing := [name for name in (LOCK_COPY, DATABASE) if name not in container]:
            raise NotOurs(f"it has no {missing[0]}")
        lock = lock_of(container.read(LOCK_COPY).decode(), package, checked=False)
        notes, texts = recovered_notes(container.read(DATABASE), lock)
    except (UnicodeDecodeError, NotOurs, OverBudget, ContentError) as fault:
        why = fault.problems[0].message if isinstance(fault, ContentError) else fault
        message = f"this is not a deck that quizgen built: {why}"
        raise _refusal(package, message, "give the newest deck.apkg from build/ that learners have") from fault
    if uid and lock.uid != uid:
        message = "this is the deck of another project: its uid is not the one in quizgen.yaml"
        raise _refusal(package, message, f"give a deck of this project, or write  uid: {lock.uid}  in quizgen.yaml")
    lock = replace(lock, notes=notes)
    files: dict[Path, Content] = {path: lock_file(lock)}
    files[texts_path(project)] = with_texts(texts_path(project), lock, texts.items())
    if not uid:
        files[settings_path(project)] = with_uid(project, lock.uid).encode()
    write_files(files)
    return (f"{display_path(path)}: {plural(len(notes), 'note')} recovered from {display_path(package)}",)


def _refusal(path: Path, message: str, hint: str) -> ContentError:
    return ContentError([LOCK.problem(display_path(path), message, hint)])


def _lock(project: Project) -> Lock:
    lock = read_lock(project, read_settings(project).uid)
    if lock is None or not lock.notes:
        raise UsageError("there is no Anki deck to release yet: run  quizgen build  first")
    return lock


def _changes(lock: Lock) -> Changes:
    changed = {key: note for key, note in lock.notes.items() if note.before is not None}
    return Changes(
        new={key: note for key, note in changed.items() if note.recipes and not note.before},
        corrected={key: note for key, note in changed.items() if note.recipes and note.before},
        retired={key: note for key, note in changed.items() if not note.recipes and note.before},
    )


def _check_reasons(reasons: Mapping[str, str], changes: Changes) -> None:
    changed = {key[1] for key in (*changes.corrected, *changes.retired)}
    for fact in reasons:
        if fact not in changed:
            hint = suggestion(fact, sorted(changed)) if changed else "nothing was corrected or retired"
            raise UsageError(f"a reason is given for {fact!r}, which was neither corrected nor retired; {hint}")


class _CardTexts:
    """The questions and answers of changed notes as plain text, now and at the last release."""

    def __init__(self, project: Project, changes: Changes) -> None:
        self._texts = read_texts(texts_path(project), (*changes.new, *changes.corrected, *changes.retired))

    def now(self, key: Key, note: LockedNote) -> str:
        """Return what the note asks and answers now."""
        return _words(note.text or self._texts.get((key, note.digest), {}))

    def before(self, key: Key, note: LockedNote) -> str:
        """Return what it asked and answered at the last release."""
        return _words(self._texts.get((key, note.before or ""), {}))


def _section(
    name: str, day: str, changes: Changes, texts: _CardTexts, reasons: Mapping[str, str], *, is_first: bool
) -> Iterator[str]:
    """The notes of a release; of the first, not every card is listed."""
    yield f"## {name}" if name == day else f"## {name} ({day})"
    yield ""
    if is_first:
        facts = len({key[:2] for key in changes.new})
        yield f"The first release: {plural(len(changes.new), 'card')} about {plural(facts, 'fact')}."
        return
    yield f"{changes.summary[:1].upper()}{changes.summary[1:]}."
    if changes.new:
        yield from ("", "### New", "", *(f"- {texts.now(*note) or '/'.join(note[0])}" for note in changes.new.items()))
    if changes.corrected:
        yield from ("", "### Corrected", "", *_changed_lines(changes.corrected.items(), texts, reasons))
    if changes.retired:
        yield from ("", "### Retired", "", *_changed_lines(changes.retired.items(), texts, reasons))


def _changed_lines(
    notes: Iterable[tuple[Key, LockedNote]], texts: _CardTexts, reasons: Mapping[str, str]
) -> Iterator[str]:
    for key, note in notes:
        reason = f": {reasons[key[1]]}" if key[1] in reasons else ""
        yield f"- `{'/'.join(key)}`{reason}"
        before, after = texts.before(key, note), texts.now(key, note)
        if before and after and before != after:
            yield from (f"  - before: {before}", f"  - after: {after}")
        elif after or before:
            yield f"  - {after or before}"


def _words(text: Mapping[str, str]) -> str:
    sides = [plain_text(text.get(side, "").replace("<br>", " ").replace("<li", " <li")) for side in ("Front", "Back")]
    return " → ".join(_cut(" ".join(side.split())) for side in sides if side)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _day(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()
