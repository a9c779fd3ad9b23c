"""Articles that take a library to be read, in a process of their own with limits on time and memory.

A web page, a Word document or a PDF that is damaged, or built so, can keep a library busy for hours or take all memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from quizgen.errors import UsageError
from quizgen.plugins import install_command

MOST_SECONDS = 60.0
MOST_MEMORY = 260_000_000  # bytes, where the system has such limits; with its libraries the process has 300 MB
_TOO_MUCH = f"reading it takes more than {MOST_MEMORY // 1_000_000} MB of memory"
# What reads the files with an ending: a library, what they are for a person, and the module of ours that uses it.
_READERS = {
    ".docx": ("docx", "Word documents", "quizgen.reading.facts.docx_article"),
    ".pdf": ("pypdf", "PDFs", "quizgen.reading.facts.pdf_article"),
    ".html": ("trafilatura", "web pages", "quizgen.reading.facts.html_article"),
}


class ReadArticle(NamedTuple):
    """An article's paragraphs, and what its file says of itself, by name: title, author, date, url."""

    paragraphs: list[str]
    about: dict[str, str]


class UnreadableArticle(Exception):
    """The file is damaged, or takes too long or too much memory to read."""


def read_in_process(suffix: str, content: bytes) -> ReadArticle:
    """Read the ``content`` of a file that ends in ``suffix``; raises UnreadableArticle, UsageError for an extra."""
    library, files, module = _READERS[suffix]
    if find_spec(library) is None:
        raise UsageError(f"to read {files}:  {install_command('articles')}")
    package = str(Path(__file__).parents[3])
    # Not with -m, which would look for modules in the current folder, the project's, first.
    start = f"import sys; sys.path.append({package!r}); from {__name__} import serve; serve({module!r})"
    try:
        process = subprocess.run(  # noqa: S603 - this Python, with code of ours
            [sys.executable, "-P", "-c", start], input=content, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise UnreadableArticle(f"reading it takes more than {MOST_SECONDS:.0f} seconds") from fault
    if process.returncode or not process.stdout:
        raise UnreadableArticle("it takes too much memory, or breaks the library that reads it")
    answer = json.loads(process.stdout)
    if "fault" in answer:
        raise UnreadableArticle(answer["fault"])
    return ReadArticle(answer["paragraphs"], answer["about"])


def serve(module: str) -> None:
    """Read an article from the standard input, within limits, and write what it has to the standard output."""
    _limit_memory()
    answer: dict[str, object]
    try:
        paragraphs, about = import_module(module).read(sys.stdin.buffer.read())
        answer = {"paragraphs": list(paragraphs), "about": about}
        if not answer["paragraphs"] and _is_full():
            raise MemoryError
    except MemoryError:
        answer = {"fault": _TOO_MUCH}
    except Exception as fault:  # noqa: BLE001 - what libraries raise for a damaged file is anything
        answer = {"fault": _TOO_MUCH if _is_full() else str(fault)[:300] or type(fault).__name__}
    sys.stdout.write(json.dumps(answer))


def _is_full() -> bool:
    """Whether nearly all memory was taken, which libraries may report as something else, or not at all."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False  # only Linux says so
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) * 1024 > 0.9 * MOST_MEMORY


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # Windows has no limits, and macOS may refuse one
