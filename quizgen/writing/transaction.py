"""Several files written, replaced and removed below one folder as one step.

What is to be written is first written whole into ``.quizgen-writing``, and then moved into place. A list of the moves
makes them one step: what a killed process or a power cut leaves of them is finished before the next write into the
same folder, and when the next command starts. Without the list nothing had been moved, and the folder is deleted.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from quizgen.errors import OutputError
from quizgen.project import display_path, inside
from quizgen.writing.folder_lock import hold_lock

# What a file holds: if it is large, it may come piece by piece.
Content = bytes | Iterable[bytes]

_STAGE = ".quizgen-writing"
_DONE = ".quizgen-written"
_MOVES = "moves.json"
_LEVELS = 2  # export/RECIPE is the deepest that is written to, unless somebody names another with -o
_MOST_FOLDERS = 500  # of a level: a command may be started in a folder that is no project


def recover(folder: Path) -> str:
    """Finish, or undo, what an interrupted command left in ``folder``; return a line about it, or "".

    A command that is still writing there is waited for. Raises OutputError.
    """
    if not any((folder / name).is_dir() for name in (_STAGE, _DONE)):
        return ""
    with hold_lock(folder):
        return _recover(folder)


def interrupted_folders(folder: Path) -> list[Path]:
    """Return where an interrupted command may have left something in a project: its folder, and two levels below it."""
    places, level = [folder], [folder]
    for _ in range(_LEVELS):
        level = [below for folder_of_level in level for below in _folders(folder_of_level)][:_MOST_FOLDERS]
        places += level
    return [
        folder_of_level
        for folder_of_level in places
        if any((folder_of_level / name).is_dir() for name in (_STAGE, _DONE))
    ]


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False) and entry.name[0] != "."]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


@contextmanager
def exclusive_access(folder: Path) -> Iterator[None]:
    """Keep other processes from writing to ``folder``, and finish what an interrupted one left there."""
    with hold_lock(folder):
        _recover(folder)
        yield


@dataclass(frozen=True, slots=True)
class _Move:
    """A file to be written or removed: ``path`` is below the root, ``number`` names it in the stage."""

    number: int
    path: str
    new: bool


def write_changes(root: Path, changes: Mapping[str, Content | None], *, private: bool = False) -> None:
    """Write the files in ``changes`` (path below ``root`` → content), and remove those without a content.

    What is ``private`` only its owner may read, from the first byte on.
    """
    stage = root / _STAGE
    moves = [_Move(number, path, content is not None) for number, (path, content) in enumerate(changes.items())]
    with output_errors(root):
        try:
            for part in ("new", "old"):
                (stage / part).mkdir(parents=True)
            for move, content in zip(moves, changes.values(), strict=True):
                if content is not None:
                    _stage(stage / "new" / str(move.number), content, root / move.path, private=private)
            _list_moves(stage, moves)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        try:
            for move in moves:
                _do(root, move)
        except BaseException as fault:
            _bring_back(root, moves, fault)
            raise
        _clear(root)


def _bring_back(root: Path, moves: list[_Move], fault: BaseException) -> None:
    """Undo ``moves``; raises OutputError, and keeps the stage, where that fails too."""
    try:
        for move in reversed(moves):
            _undo(root, move)
    except OSError as second:
        raise OutputError(
            f"cannot write to {display_path(root)}: {fault}; not everything could be put back: {second.strerror}. "
            f"What is missing is in {display_path(root / _STAGE)}; the next command puts it into place"
        ) from fault
    _clear(root)


def _stage(path: Path, content: Content, target: Path, *, private: bool = False) -> None:
    if private:
        path.touch(mode=0o600)
    with path.open("wb") as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())
    if target.is_file() and not private:
        shutil.copymode(target, path)


def _list_moves(stage: Path, moves: Iterable[_Move]) -> None:
    """From here on, an interrupted write is finished, not undone."""
    records = [[move.number, move.path, move.new] for move in moves]
    _stage(stage / "list", json.dumps(records).encode(), stage)
    (stage / "list").replace(stage / _MOVES)


def _clear(root: Path) -> None:
    """Delete the stage; it gets another name first, because without some of its files it would be misread."""
    shutil.rmtree(root / _DONE, ignore_errors=True)
    (root / _STAGE).rename(root / _DONE)
    shutil.rmtree(root / _DONE, ignore_errors=True)


def _do(root: Path, move: _Move) -> None:
    """Move a file into place, and the old one out of it; what was done before an interruption is not done again."""
    target, new, old = _places(root, move)
    if move.new and not new.exists():
        return
    if move.new and target.is_dir() and not target.is_symlink():
        target.rmdir()  # the last build had a folder of this name, now empty
    if os.path.lexists(target) and not os.path.lexists(old):
        target.rename(old)
    if move.new:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.rename(target)
    else:
        remove_empty_parents(root, move.path)


def _undo(root: Path, move: _Move) -> None:
    target, new, old = _places(root, move)
    if move.new and not new.exists() and os.path.lexists(target):
        target.rename(new)
        remove_empty_parents(root, move.path)
    if os.path.lexists(old):
        target.parent.mkdir(parents=True, exist_ok=True)
        old.rename(target)


def _places(root: Path, move: _Move) -> tuple[Path, Path, Path]:
    """Where a file belongs, where it is until then, and where the old one is kept."""
    return root / move.path, root / _STAGE / "new" / str(move.number), root / _STAGE / "old" / str(move.number)


def remove_empty_parents(root: Path, path: str) -> None:
    """Remove the folders of ``path`` that nothing is in any more, up to the first below ``root``."""
    for parent in list(PurePosixPath(path).parents)[:-2]:
        try:
            (root / parent).rmdir()
        except OSError:
            return


def _recover(root: Path) -> str:
    """Finish or undo what is left in ``root``, whose lock this process holds."""
    stage = root / _STAGE
    if (root / _DONE).is_dir() and not (root / _DONE).is_symlink():
        shutil.rmtree(root / _DONE, ignore_errors=True)
    if stage.is_symlink() or not stage.is_dir():
        return ""
    moves = _moves(root)
    try:
        for move in moves:
            _do(root, move)
        _clear(root)
    except OSError as fault:
        raise OutputError(
            f"a command that was interrupted in {display_path(root)} cannot be finished: {fault.strerror}. Close the "
            f"programs that have files in it open, or take what you need from {display_path(stage)} and delete it"
        ) from fault
    return f"{display_path(root)}: a command that was interrupted here was {'finished' if moves else 'undone'}"


def _moves(root: Path) -> list[_Move]:
    """The moves listed in the stage of ``root``; none where there is no list, or not one that quizgen wrote."""
    stage = root / _STAGE
    try:
        records = json.loads((stage / _MOVES).read_bytes())
        moves = [_Move(int(number), str(path), bool(new)) for number, path, new in records]
    except (OSError, ValueError, TypeError):
        return []
    whole = all((stage / part).is_dir() and not (stage / part).is_symlink() for part in ("new", "old"))
    numbered = [move.number for move in moves] == list(range(len(moves)))
    return moves if whole and numbered and all(is_below(root, move.path) for move in moves) else []


def is_below(root: Path, name: str) -> bool:
    """Whether ``root / name`` is a place below ``root`` that no link leads to."""
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        return False
    parent = inside(root, parts.parent.as_posix())
    return parent is not None and parent == root.resolve() / parts.parent


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn what the system refuses at ``path`` into an OutputError that says what to look for."""
    try:
        yield
    except OSError as fault:
        raise OutputError(
            f"cannot write to {display_path(path)}: {fault.strerror or fault}. Nothing was changed. "
            "Is the disk full, the folder read-only, or a file open in another program?"
        ) from fault
