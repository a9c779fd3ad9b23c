"""The only module that writes: all of a build, or nothing of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from quizgen.errors import OutputError
from quizgen.project import display_path

# Lists what quizgen wrote into a folder, so that what a teacher put beside it is never taken for ours.
LISTING = ".quizgen-files"


def write_folders(target: Path, folders: Mapping[str, Mapping[str, bytes]]) -> None:
    """Writes ``folders`` (folder name → file name → content) below ``target``.

    Everything is first written to a temporary folder beside its place, then moved; a failure moves back
    what had been moved. Files that somebody else put into a folder stay in it. Raises OutputError.
    """
    with _plainly(target):
        target.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".quizgen-", dir=target))
    try:
        with _plainly(target):
            for name, files in folders.items():
                _write(stage / "new" / name, files)
                _keep_strangers(target / name, stage / "new" / name)
            _swap(target, stage, list(folders))
    finally:
        # What could not be moved back is the last build: it is never deleted.
        if not _holds_files(stage / "old"):
            shutil.rmtree(stage, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Writes one file: the old one stays whole until the new one is. Raises OutputError."""
    write_files({path: content})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Writes several files, each beside its place first: none takes it before all are whole. Raises OutputError.

    A folder that does not exist is created.
    """
    stages: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            with _plainly(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                handle, stage = tempfile.mkstemp(prefix=".quizgen-", dir=path.parent)
                stages[path] = Path(stage)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                if path.exists():
                    shutil.copymode(path, stage)
                else:
                    Path(stage).chmod(0o666 & ~_mask())  # mkstemp lets nobody else read it
        for path, staged in stages.items():
            with _plainly(path):
                staged.replace(path)
    finally:
        for staged in stages.values():
            staged.unlink(missing_ok=True)


def rewrite_file(path: Path, text: str) -> None:
    """Writes ``text`` to a file that a person wrote, with the byte order mark that it had. Raises OutputError."""
    with _plainly(path), path.open("rb") as file:
        mark = file.read(len(BOM_UTF8)) == BOM_UTF8
    write_file(path, BOM_UTF8 * mark + text.encode())


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes ``files`` (path below ``folder`` → content) to a folder that is not there yet, or is empty."""
    with _plainly(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{display_path(folder)} is there already; choose another name")
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".quizgen-", dir=folder.resolve().parent))
    try:
        with _plainly(folder):
            for name, content in files.items():
                path = stage / "new" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if folder.exists():  # an empty folder is filled in place: it may be somebody's current folder
                for path in (stage / "new").iterdir():
                    path.rename(folder / path.name)
            else:
                (stage / "new").rename(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def remove_folder(folder: Path) -> None:
    """Removes what quizgen wrote into ``folder``, and the folder where nothing else is in it. Raises OutputError."""
    listing = folder / LISTING
    with _plainly(folder):
        if listing.is_file():
            for name in listing.read_text(encoding="utf-8").splitlines():
                (folder / name).unlink(missing_ok=True)
            listing.unlink()
            if not any(folder.iterdir()):
                folder.rmdir()


def _mask() -> int:
    """What the system takes from a new file's permissions; to ask is to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    listing = "".join(f"{name}\n" for name in sorted(files))
    for name, content in {**files, LISTING: listing.encode()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _keep_strangers(old: Path, new: Path) -> None:
    """Copies files that quizgen did not write from ``old`` to ``new``; raises OutputError if names clash."""
    if old.is_symlink() or old.is_file():
        what = "a link" if old.is_symlink() else "a file"
        raise OutputError(f"{display_path(old)} is {what}; a folder of this name is to be written")
    if not old.is_dir():
        return
    listing = old / LISTING
    ours = {LISTING, *(listing.read_text(encoding="utf-8").splitlines() if listing.is_file() else ())}
    folders = {parent.as_posix() for name in ours for parent in PurePosixPath(name).parents}
    _copy_strangers(old, new, "", ours, folders)


def _copy_strangers(old: Path, new: Path, below: str, ours: set[str], folders: set[str]) -> None:
    for path in (old / below).iterdir():
        name = below + path.name
        folder, place = path.is_dir() and not path.is_symlink(), new / name
        if name in ours:
            continue
        if folder and name in folders:
            _copy_strangers(old, new, f"{name}/", ours, folders)
            continue
        if place.exists():
            raise OutputError(f"{display_path(path)} was not written by quizgen, and would be lost; move or rename it")
        place.parent.mkdir(parents=True, exist_ok=True)
        if folder:
            shutil.copytree(path, place, symlinks=True)
        else:
            shutil.copy2(path, place, follow_symlinks=False)


def _swap(target: Path, stage: Path, names: list[str]) -> None:
    """Moves the new folders to their places and the old ones out; where that fails, all of it back."""
    (stage / "old").mkdir()
    moves = [
        move
        for name in names
        for move in ((target / name, stage / "old" / name), (stage / "new" / name, target / name))
        if move[0].exists()
    ]
    begun: list[tuple[Path, Path]] = []
    try:
        for source, place in moves:
            begun.append((source, place))  # before it is done: a stop in between is undone too
            source.rename(place)
    except BaseException:
        for source, place in reversed(begun):
            if place.exists() and not source.exists():
                place.rename(source)
        raise
    shutil.rmtree(stage / "old", ignore_errors=True)


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))


@contextmanager
def _plainly(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise OutputError(
            f"cannot write to {display_path(place)}: {fault.strerror or fault}. Nothing was changed. "
            "Is the disk full, the folder read-only, or a file open in another program?"
        ) from fault
