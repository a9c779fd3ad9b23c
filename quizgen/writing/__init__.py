"""The only package that writes: all of a build, or nothing of it."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from quizgen.errors import OutputError
from quizgen.project import decode, display_path
from quizgen.writing.transaction import (
    Content,
    exclusive_access,
    is_below,
    output_errors,
    recover,
    remove_empty_parents,
    write_changes,
)

# Lists what quizgen wrote into a folder, so that what a teacher put beside it is never taken for ours.
LISTING = ".quizgen-files"
_NONE: Mapping[str, Content] = MappingProxyType({})


def write_folders(
    target: Path,
    folders: Mapping[str, Mapping[str, bytes]],
    root: Path | None = None,
    files: Mapping[str, Content] = _NONE,
    *,
    private: bool = False,
    kept: str = "",
) -> None:
    """Write ``folders`` (folder name → file name → content) below ``target``, and remove what was written before.

    In each folder, what is in its folder ``kept`` stays: it is replaced if it has changed, never removed.

    ``files`` (path below ``root`` → content) are written with them: in one step if the target is below the root too,
    else after them. Files that somebody else put into a folder are neither moved nor changed. Raises OutputError, and
    changes nothing, if one of them has the name of a file to be written, or if a folder is a link. What is ``private``
    only the user who runs quizgen may read.
    """
    with output_errors(target):
        target.mkdir(parents=True, exist_ok=True)
    one_step = root is not None and target.resolve().is_relative_to(root.resolve())
    writable = root.resolve() if root and one_step else target
    with exclusive_access(writable):
        changes: dict[str, Content | None] = {}
        for folder, contents in folders.items():
            ours = _ours(target, folder)
            stay = {name for name in ours if kept and name.startswith(f"{folder}/{kept}/")}
            changes |= dict.fromkeys(sorted(ours - stay - {f"{folder}/{name}" for name in contents}))
            new = {f"{folder}/{name}": content for name, content in contents.items()}
            with output_errors(target):
                same = {name for name in stay & new.keys() if not _differs(target / name, new[name])}
            changes |= {name: content for name, content in new.items() if name not in same}
            names = sorted({*contents, *(name.removeprefix(f"{folder}/") for name in stay)})
            changes[f"{folder}/{LISTING}"] = "".join(f"{name}\n" for name in names).encode()
            with output_errors(target):
                for name in contents:
                    _check_place(target, f"{folder}/{name}", ours)
        if one_step:
            prefix = target.resolve().relative_to(writable)
            changes = {(prefix / path).as_posix(): content for path, content in changes.items()} | dict(files)
        write_changes(writable, changes, private=private)
    if root and not one_step:
        write_files({root / path: content for path, content in files.items()})


def write_file(path: Path, content: bytes) -> None:
    """Write one file: the old one stays whole until the new one is. Raises OutputError."""
    write_files({path: content})


def write_files(files: Mapping[Path, Content | None], *, private: bool = False) -> None:
    """Write several files, all of them or none, and remove those without a content. Raises OutputError.

    A folder that does not exist is created. What is ``private`` only the user who runs quizgen may read.
    """
    if not files:
        return
    places = {path.parent.resolve() / path.name: content for path, content in files.items()}
    root = Path(os.path.commonpath([target.parent for target in places]))
    with output_errors(next(iter(files))):
        root.mkdir(parents=True, exist_ok=True)
    with exclusive_access(root):
        changes = {target.relative_to(root).as_posix(): content for target, content in places.items()}
        write_changes(root, changes, private=private)


def rewrite_file(path: Path, before: str, after: str) -> None:
    """Write ``after`` to a file that a person wrote, with the byte order mark and the line ends that it had.

    A link is followed if it leads to a file in the same project. Raises OutputError, and writes nothing, if the file
    does not hold ``before`` any more, or if the link leads elsewhere.
    """
    content = _current(path)
    if decode(content, display_path(path)) != before:
        raise changed_meanwhile(path)
    if "\r\n" in before:
        after = after.replace("\r\n", "\n").replace("\n", "\r\n")
    mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
    replace_file(path, content, mark + after.encode())


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Write ``after`` to a file that a person wrote; raises OutputError as `rewrite_file` does."""
    target = _link_target(path)
    with output_errors(path), exclusive_access(target.parent):
        if target.read_bytes() != before:
            raise changed_meanwhile(path)
        write_changes(target.parent, {target.name: after})


def _current(path: Path) -> bytes:
    target = _link_target(path)
    with output_errors(path), exclusive_access(target.parent):
        return target.read_bytes()


def changed_meanwhile(path: Path) -> OutputError:
    """Return the error for a file that somebody saved after quizgen had read it."""
    return OutputError(
        f"{display_path(path)} has changed since quizgen read it, and was left as it is now; run the command again"
    )


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (path below ``folder`` → content) to a folder that does not exist yet, or is empty."""
    recover(folder)
    with output_errors(folder):
        is_new = not folder.exists()
        if not is_new and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{display_path(folder)} is there already; choose another name")
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with exclusive_access(folder):
            write_changes(folder, dict(files))
    except BaseException:
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        raise


def remove_folder(folder: Path) -> None:
    """Remove what quizgen wrote into ``folder``, and the folder where nothing else is in it. Raises OutputError."""
    if folder.is_symlink() or not folder.is_dir():
        return
    with output_errors(folder), exclusive_access(folder):
        for name in sorted(_listing(folder)):
            (folder / name).unlink(missing_ok=True)
            remove_empty_parents(folder, name)
        (folder / LISTING).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()


def _listing(folder: Path) -> set[str]:
    """The names in the listing of ``folder``, except those that are not below it."""
    listing = folder / LISTING
    if not listing.is_file():
        return set()
    names = listing.read_text(encoding="utf-8", errors="replace").splitlines()
    return {name for name in names if is_below(folder, name)}


def _ours(target: Path, folder: str) -> set[str]:
    """The files that quizgen wrote into ``folder``, by their paths below ``target``; raises OutputError for a link."""
    path = target / folder
    if path.is_symlink() or path.is_file():
        kind = "a link" if path.is_symlink() else "a file"
        raise OutputError(f"{display_path(path)} is {kind}; a folder of this name is to be written")
    with output_errors(path):
        return {f"{folder}/{name}" for name in (*_listing(path), LISTING)}


def _check_place(target: Path, name: str, ours: set[str]) -> None:
    """Raise OutputError where somebody else's file, folder or link would be replaced by the file ``name``."""
    path = target / name
    for parent in path.relative_to(target).parents:
        folder = target / parent
        if folder.is_symlink() or (folder.is_file() and parent.as_posix() not in ours):
            raise OutputError(
                f"{display_path(folder)} was not written by quizgen, and would be lost; move or rename it"
            )
    if name in ours:
        return
    foreign = next((other for other in _files_at(path) if other.relative_to(target).as_posix() not in ours), None)
    if foreign is not None:
        raise OutputError(f"{display_path(foreign)} was not written by quizgen, and would be lost; move or rename it")


def _differs(path: Path, content: bytes) -> bool:
    """Whether the file ``path`` does not have this content, or is a link."""
    return path.is_symlink() or not path.is_file() or path.read_bytes() != content


def _files_at(path: Path) -> Iterator[Path]:
    """The file ``path``, or every file below the folder ``path``."""
    if path.is_dir() and not path.is_symlink():
        yield from (other for other in path.rglob("*") if other.is_symlink() or not other.is_dir())
    elif os.path.lexists(path):
        yield path


def _link_target(path: Path) -> Path:
    """``path``, or where a link of that name leads; raises OutputError if that is outside its project."""
    if not path.is_symlink():
        return path
    target, folder = path.resolve(), path.parent.resolve()
    project = next((parent for parent in folder.parents if (parent / "facts").is_dir()), folder)
    if not target.is_relative_to(project):
        raise OutputError(f"{display_path(path)} is a link to {target}, outside the project; change that file itself")
    return target
