"""What is open in the studio: a project's collections as they are in their files, and who looks at them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

from quizgen.build.measurements import measured_of
from quizgen.commands.format import convert_sheet
from quizgen.errors import ContentError
from quizgen.model.measured import Measured
from quizgen.project import Project, inside, read_text
from quizgen.reading.facts.record_edits import Plain
from quizgen.serving.access_keys import new_token
from quizgen.studio.changes import is_same, value_at, with_value
from quizgen.studio.history import Change, History, step_of
from quizgen.studio.lesson_process import LessonProcess
from quizgen.studio.recipe_edits import with_setting
from quizgen.studio.snapshot import Signature, Snapshot, read_snapshot, signature_of
from quizgen.studio.template_process import TemplateProcess
from quizgen.studio.whole_check import Checked, checked_collection, checking_process
from quizgen.writing import changed_meanwhile, rewrite_file

KEY = ".quizgen/studio/key"
LAST = ".quizgen/studio/project"  # in a folder of projects: which was open last
RECIPES = "decks/"  # before the name of a recipe in the history
JOURNAL = ".quizgen/studio/journal.jsonl"
_CALM = 0.7  # seconds after the last change in which the whole collection is checked
_LOOK = 1.0  # seconds between two looks at the files


class Conflict(Exception):
    """A field is not what its page showed: somebody has changed it meanwhile."""

    def __init__(self, theirs: Plain) -> None:
        super().__init__()
        self.theirs = theirs


class Unwritable(Exception):
    """A change that cannot be made here; the message says why, and what to do."""


class Workspace:
    """The open project, None before one is chosen; its ``listeners`` are told what changes.

    New projects are created in the folder ``base``. The ``key`` lets a page in; it is kept in the project, so that
    pages that are open find their way back after the studio was started again.
    """

    def __init__(self, base: Path = Path(), key: str = "") -> None:
        self.base, self.key = base.resolve(), key or new_token()
        self.project: Project | None = None
        self.history: History | None = None
        self.measured = Measured()
        self.collections: dict[str, Snapshot] = {}
        self.checked: dict[str, Checked] = {}
        self.listeners: set[asyncio.Queue[dict[str, object] | None]] = set()
        self._recipes: dict[Path, Signature] = {}
        self._due_checks: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._process: ProcessPoolExecutor | None = None
        self.lesson: LessonProcess | None = None
        self.templates = TemplateProcess()

    def open(self, project: Project) -> None:
        """Open a project, and write what a crash has kept from its files."""
        self.project = project
        self.history = History(project.root / JOURNAL)
        self.measured = measured_of(project)
        _keep(project.root / KEY, self.key)
        if not Project(self.base).own and project.root.parent == self.base:
            _keep(self.base / KEY, self.key)
            _keep(self.base / LAST, project.root.name)
        self.collections, self.checked, self._recipes = {}, {}, {}
        self._read_changed()
        for name, snapshot in list(self.collections.items()):
            text = self.history.pending(name, snapshot.text)
            if text is not None:
                self._write(snapshot, snapshot.with_text(text))
        for path in project.recipes():
            content = read_text(path)
            text = self.history.pending(_name_of(path), _unix_lines(content))
            if text is not None:
                self._rewrite_recipe(path, content, text)

    def first(self) -> Snapshot | None:
        """The collection to begin with: the first that has its article's text, or the first."""
        ordered = sorted(self.collections.values(), key=lambda snapshot: snapshot.article is None)
        return ordered[0] if ordered else None

    def look(self) -> None:
        """Read the collections whose file or article another program has changed, and tell the pages."""
        for name in self._read_changed():
            self.tell({"t": "outside", "collection": name})

    def _read_changed(self) -> list[str]:
        """Read the collections whose file or article has changed; return their names."""
        assert self.project is not None
        changed = []
        paths = {path.stem: path for path in self.project.collections()}
        for name in set(self.collections) - set(paths):
            del self.collections[name]
            changed.append(name)
        for name, path in paths.items():
            known = self.collections.get(name)
            if known is not None and not known.is_outdated():
                continue
            self.collections[name] = snapshot = read_snapshot(path)
            if known is None or snapshot.text != known.text or snapshot.article_digest != known.article_digest:
                self.check_soon(name)
                changed.append(name)
        return changed

    async def watch(self) -> None:
        """Look at the files again and again, and tell the pages what another program has changed."""
        while True:
            await asyncio.sleep(_LOOK)
            if self.project is not None:
                self.look()
                for path in self.project.recipes():
                    known, now = self._recipes.get(path), signature_of(path)
                    self._recipes[path] = now
                    if known not in (None, now):
                        self.tell({"t": "recipe", "recipe": path.stem, "page": ""})

    def edited_snapshot(self, name: str, id: str, path: Sequence[str], value: Plain, was: Plain | None) -> Snapshot:
        """The collection if the field at ``path`` of a fact were ``value``; nothing is written.

        ``was`` is what the page showed, None where it has seen what is there now. Raises Conflict, Unwritable.
        """
        snapshot = self.editable(name, id)
        record = snapshot.record(id)
        now = value_at(record, path)
        if was is not None and not is_same(now, was) and not is_same(now, value):
            raise Conflict(now)
        return snapshot.with_record(id, with_value(record, path, value))

    def collection_of(self) -> Mapping[str, str]:
        """The collection of each fact, the first where several have a fact of that id."""
        return {id: name for name in reversed(list(self.collections)) for id in self.collections[name].ids()}

    def editable(self, name: str, id: str) -> Snapshot:
        """The collection as its file is now; raises Unwritable where the fact cannot be changed here."""
        if self.project is None:
            raise Unwritable("studio_gone")
        self.look()
        snapshot = self.collections.get(name)
        if snapshot is None or (id and id not in snapshot.ids()):
            raise Unwritable("studio_gone")
        if id and not snapshot.is_editable(id):
            raise Unwritable("studio_sheet" if snapshot.is_sheet else "studio_layout")
        return snapshot

    def convert(self, name: str) -> None:
        """Put a file that can be changed here in the place of a spreadsheet, which is kept elsewhere."""
        if self.project is None:
            raise Unwritable("studio_gone")
        convert_sheet(self.project, name)
        self.look()

    def write(self, after: Snapshot, fact: str, field: str, page: str = "") -> None:
        """Write a collection whose ``fact`` was changed, and tell the other fragments.

        Raises OutputError, and changes nothing, where the file is not what was changed.
        """
        assert self.history is not None
        before = self.collections[after.name]
        if after.text == before.text:
            return
        self.history.add("do", step_of(after.name, fact, field, before.text, after.text))
        self._write(before, after)
        self.tell({"t": "changed", "collection": after.name, "fact": fact, "page": page})

    def write_recipe(self, path: Path, field: Sequence[str], value: Plain, page: str = "") -> None:
        """Write a field of a recipe, and tell the pages. Raises Unwritable, OutputError."""
        if self.history is None:
            raise Unwritable("studio_gone")
        content = read_text(path)
        try:
            text = with_setting(_unix_lines(content), field, value)
        except ValueError as fault:
            raise Unwritable("studio_layout") from fault
        if text != _unix_lines(content):
            self.history.add("do", step_of(_name_of(path), "", ".".join(field), _unix_lines(content), text))
            self._rewrite_recipe(path, content, text, page)

    def _rewrite_recipe(self, path: Path, content: str, text: str, page: str = "") -> None:
        rewrite_file(path, content, text)
        _sign(self._recipes, path, text)
        self.tell({"t": "recipe", "recipe": path.stem, "page": page})

    def undo(self, page: str = "") -> Change | None:
        """Undo the last step; None if there is none. Raises Unwritable where the file was changed since."""
        return self._take_step(page, is_undo=True)

    def redo(self, page: str = "") -> Change | None:
        """Take the last step again that was undone."""
        return self._take_step(page, is_undo=False)

    def _take_step(self, page: str, *, is_undo: bool) -> Change | None:
        if self.history is None:
            return None
        steps = self.history.done if is_undo else self.history.undone
        if not steps:
            return None
        self.look()
        step = steps[-1]
        if step.collection.startswith(RECIPES):
            self._take_recipe_step(step, is_undo=is_undo)
            return step
        snapshot = self.collections.get(step.collection)
        changed = step.undone if is_undo else step.redone
        text = changed(snapshot.text) if snapshot else None
        if snapshot is None or text is None:
            raise Unwritable("studio_changed_since")
        self.history.add("undo" if is_undo else "redo", step)
        self._write(snapshot, snapshot.with_text(text))
        self.tell({"t": "changed", "collection": step.collection, "fact": step.fact, "page": page})
        return step

    def _take_recipe_step(self, step: Change, *, is_undo: bool) -> None:
        assert self.history is not None and self.project is not None
        path = next((path for path in self.project.recipes() if _name_of(path) == step.collection), None)
        content = read_text(path) if path else ""
        text = (step.undone if is_undo else step.redone)(_unix_lines(content))
        if path is None or text is None:
            raise Unwritable("studio_changed_since")
        self.history.add("undo" if is_undo else "redo", step)
        self._rewrite_recipe(path, content, text)

    def tell(self, news: dict[str, object]) -> None:
        """Send news to every page."""
        for listener in self.listeners:
            listener.put_nowait(news)

    def stop(self) -> None:
        """Let go of every page that listens."""
        for listener in self.listeners:
            listener.put_nowait(None)

    def check_soon(self, name: str) -> None:
        """Check the whole collection once nothing has changed in it for a moment."""
        if name in self._due_checks:
            self._due_checks[name].cancel()
        with suppress(RuntimeError):  # no loop is running yet: the first page asks for it
            loop = asyncio.get_running_loop()
            self._due_checks[name] = loop.call_later(_CALM, self._start_check, name)

    def _start_check(self, name: str) -> None:
        task = asyncio.create_task(self._check(name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _check(self, name: str) -> None:
        snapshot = self.collections.get(name)
        if snapshot is None:
            return
        loop = asyncio.get_running_loop()
        if self._process is None:
            self._process = checking_process()
        try:
            checked = await loop.run_in_executor(self._process, checked_collection, snapshot.path, snapshot.text)
        except BrokenExecutor:  # the process was ended from outside, for want of memory for example
            self._process = None
            return
        if self.collections.get(name) is snapshot:
            self.checked[name] = checked
            self.tell({"t": "checked", "collection": name, "levels": checked.levels})

    def close(self) -> None:
        """End the processes that check and build, and that of the lesson, which can be continued."""
        self.templates.end()
        if self.lesson is not None:
            self.lesson.end()
        if self._process is not None:
            self._process.shutdown(wait=False, cancel_futures=True)

    def _write(self, before: Snapshot, after: Snapshot) -> None:
        text = read_text(before.path)
        if _unix_lines(text) != before.text:
            raise changed_meanwhile(before.path)
        rewrite_file(before.path, text, after.text)
        self.collections[after.name] = after
        _sign(after.signatures, after.path, after.text)
        self.check_soon(after.name)


def _sign(signatures: dict[Path, Signature], path: Path, text: str) -> None:
    """Note what a file with this text is, unless another program has saved it again since."""
    signature = signature_of(path)
    with suppress(ContentError):
        if _unix_lines(read_text(path)) == text:
            signatures[path] = signature


def kept_key(folder: Path) -> str:
    """The key with which the studio was last opened in this folder, "" if it never was."""
    return _kept_text(folder / KEY)


def last_project(folder: Path) -> Project | None:
    """The project with which the studio was last opened in this folder of projects."""
    name = _kept_text(folder / LAST)
    path = inside(folder, name) if name else None
    return Project(path) if path is not None and path.parent == folder and Project(path).own else None


def _kept_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _keep(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{text}\n")


def _name_of(path: Path) -> str:
    """What the history calls a recipe, as it does no collection."""
    return f"{RECIPES}{path.stem}"


def _unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n")
