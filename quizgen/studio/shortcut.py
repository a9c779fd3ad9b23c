"""An icon on the desktop that starts the studio, for people who never open a terminal."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from quizgen.writing import write_file

_DESKTOP_ENTRY = """\
[Desktop Entry]
Type=Application
Name=quizgen studio
Comment=Write facts beside their article
Exec={command}
Terminal=true
Icon=accessories-text-editor
Categories=Education;
"""


def write_shortcut(folder: Path) -> Path:
    """Write a file that starts the studio in ``folder`` when it is opened; return its path.

    It is on the desktop or, where a system has none, among its applications.
    """
    path, content = shortcut(sys.platform, sys.executable, folder.resolve(), Path.home())
    write_file(path, content.encode())
    if sys.platform != "win32":
        path.chmod(0o755)
    return path


def shortcut(system: str, python: str, folder: Path, home: Path) -> tuple[Path, str]:
    """The path and the content of the file for a ``system``, as Python calls it."""
    desktop = home / "Desktop"
    if system == "win32":
        # In a batch file a per cent sign is written twice.
        command = f'"{python}" -m quizgen studio "{folder}"'.replace("%", "%%")
        return desktop / "quizgen studio.bat", f"@echo off\r\nchcp 65001 >nul\r\n{command}\r\n"
    if system == "darwin":
        command = shlex.join([python, "-m", "quizgen", "studio", str(folder)])
        return desktop / "quizgen studio.command", f"#!/bin/sh\nexec {command}\n"
    directory = desktop if desktop.is_dir() else home / ".local/share/applications"
    command = " ".join(map(_quote, (python, "-m", "quizgen", "studio", str(folder))))
    return directory / "quizgen-studio.desktop", _DESKTOP_ENTRY.format(command=command)


def _quote(word: str) -> str:
    """A word of a command in a desktop entry, by the rules of freedesktop.org's specification."""
    if word.replace("/", "").replace("-", "").replace(".", "").replace("_", "").isalnum():
        return word
    escaped = "".join(f"\\{character}" if character in '"`$\\' else character for character in word)
    return f'"{escaped}"'.replace("\\", "\\\\").replace("%", "%%")
