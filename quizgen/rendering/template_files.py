"""The files below a project's template folders, all read at once, so that code that uses them opens no file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2.loaders import split_template_path

from quizgen.errors import ContentError, TemplateError
from quizgen.project import decode, display_path

_SHIPPED = "shipped/"  # a prefix: the shipped file, even if the project has its own


class TemplateFile(NamedTuple):
    """A file, and its path for messages."""

    path: str
    content: bytes

    def text(self) -> str:
        """Return its content, decoded as UTF-8; raises TemplateError."""
        try:
            return decode(self.content, self.path)
        except ContentError as fault:
            raise TemplateError(str(fault)) from fault


class _Layer(NamedTuple):
    """The files below a folder: its path for messages, and the content of each file by its name in it."""

    folder: str
    contents: Mapping[str, bytes]

    def file(self, name: str) -> TemplateFile:
        """Return one of the files."""
        return TemplateFile(name if self.folder == "." else f"{self.folder}/{name}", self.contents[name])


class TemplateFiles:
    """Every file below ``folders`` by relative path; the first folder takes precedence, the last has the shipped files.

    Raises TemplateError for a file that cannot be read, and for a link out of ``root``, the project's folder.
    """

    def __init__(self, folders: Sequence[Path], root: Path) -> None:
        self._folders = [display_path(folder) for folder in folders]
        own = [dict(_files(folder, root.resolve())) for folder in folders[:-1]]
        contents = [*own, _shipped_files(folders[-1])]
        self._layers = [_Layer(folder, files) for folder, files in zip(self._folders, contents, strict=True)]
        self._themes: dict[str, dict[str, bytes]] = {}  # by kind: every form of every document has them

    def read(self, name: str) -> str:
        """Return the text of the file ``name``, such as a style sheet, from the first folder that has it."""
        return self._file(name).text()

    def binary(self, name: str) -> bytes:
        """Return the content of the file ``name``, such as a Word document, from the first folder that has it."""
        return self._file(name).content

    def layers(self, name: str) -> Iterator[str]:
        """Return the texts of the file ``name`` in every folder that has it, the shipped one first."""
        return (layer.file(name).text() for layer in reversed(self._layers) if name in layer.contents)

    def themes(self, kind: str) -> Mapping[str, bytes]:
        """Return the ``*.typ`` files of ``kind``, name → content, each from the first folder that has it."""
        if kind not in self._themes:
            self._themes[kind] = self._read_themes(kind)
        return self._themes[kind]

    def _read_themes(self, kind: str) -> dict[str, bytes]:
        return {
            name.rpartition("/")[2]: layer.file(name).text().encode()
            for layer in reversed(self._layers)
            for name in layer.contents
            if name.rpartition("/")[0] == kind and name.endswith(".typ")
        }

    def source(self, name: str) -> tuple[str, str, None] | None:
        """Return a template's source and path, as Jinja requires them, or None if there is no template ``name``."""
        name = "/".join(split_template_path(name))
        file = next((layer.file(name) for layer in self._layers if name in layer.contents), None)
        if file is None and name.startswith(_SHIPPED):
            file = self.shipped_file(name.removeprefix(_SHIPPED))
        return (file.content.decode(), file.path, None) if file else None

    @property
    def has_own(self) -> bool:
        """Whether the project has a template of its own."""
        return any(layer.contents for layer in self._layers[:-1])

    def is_own(self, name: str) -> bool:
        """Whether the file ``name`` is the project's own."""
        return any(name in layer.contents for layer in self._layers[:-1])

    def shipped_file(self, name: str) -> TemplateFile | None:
        """Return the shipped file ``name``, or None."""
        return self._layers[-1].file(name) if name in self._layers[-1].contents else None

    def _file(self, name: str) -> TemplateFile:
        for layer in self._layers:
            if name in layer.contents:
                return layer.file(name)
        raise TemplateError(f"there is no file {name!r} in {' or '.join(self._folders)}")


@cache
def _shipped_files(folder: Path) -> Mapping[str, bytes]:
    """The files that come with quizgen, which do not change while it runs, read once: that takes 5 ms."""
    return dict(_files(folder, folder))


def _files(folder: Path, root: Path, within: tuple[Path, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """The files below ``folder`` that are not hidden, with their contents, sorted; links inside ``root`` are followed.

    Those back into ``within`` are not.
    """
    real = folder.resolve()
    if real in within:
        return
    try:
        with os.scandir(folder) as entries:
            visible = sorted(
                (entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name
            )
        for entry in visible:
            path = folder / entry.name
            if entry.is_symlink() and not path.resolve().is_relative_to(root):
                where = f"{display_path(path)} is a link to {path.resolve()}"
                raise TemplateError(f"{where}, outside the project; put the file itself there")
            if entry.is_dir():
                for name, content in _files(path, root, (*within, real)):
                    yield f"{entry.name}/{name}", content
            elif entry.is_file():
                yield entry.name, path.read_bytes()
    except OSError as fault:
        raise TemplateError(
            f"{display_path(Path(fault.filename or folder))} cannot be read: {fault.strerror}"
        ) from fault
