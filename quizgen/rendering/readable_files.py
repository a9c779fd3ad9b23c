"""The files of a project that its own Typst templates may read, in a folder of their own.

The PDF engine reads whatever is below its root, and follows links out of it. So its root is a temporary folder with
links, made by quizgen, only to files that really are in the project.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quizgen.project import Project

_SUFFIXES = (
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".pdf",
    ".csv",
    ".json",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".typ",
    ".xml",
    ".cbor",
    ".bib",
)
_LEFT_OUT = {"build", "export", "sessions", "node_modules", "venv"}  # what is written, who took part, what is installed


def readable_root(project: Project) -> Path:
    """A new temporary folder with the project's pictures, tables and texts, which the caller has to remove."""
    root = Path(tempfile.mkdtemp(prefix="quizgen-"))
    for path in _readable(project.root, project.root.resolve(), ()):
        link = root / path.relative_to(project.root)
        link.parent.mkdir(parents=True, exist_ok=True)
        try:
            link.symlink_to(path.resolve())
        except OSError:  # Windows lets only administrators make links
            shutil.copyfile(path, link)
    return root


def _readable(folder: Path, root: Path, within: tuple[Path, ...]) -> Iterator[Path]:
    real = folder.resolve()
    if real in within:
        return
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    for name in names:
        path = folder / name
        if name.startswith(".") or not path.resolve().is_relative_to(root):
            continue
        if path.is_dir():
            if within or name not in _LEFT_OUT:
                yield from _readable(path, root, (*within, real))
        elif path.suffix.lower() in _SUFFIXES and path.is_file():
            yield path
