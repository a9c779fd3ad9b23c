"""Listing templates and the files that are used, and copying built-in ones into a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.errors import OutputError, UsageError
from quizgen.project import Project, display_path, shipped_folder
from quizgen.reading.yaml.spellings import suggestion
from quizgen.rendering.environments import Templates
from quizgen.writing import write_files

# The templates of `quizgen new`, the studio and the review of scans; copies of them in a project would never be used.
_NEVER_COPIED = ("grade/", "project/", "studio/")


def template_lines(project: Project) -> Iterator[str]:
    """A line for each template: the file that is used, and why."""
    own, theirs = project.root / "templates", shipped_folder() / "templates"
    if own.resolve() == theirs.resolve():
        own = project.root / "no templates"
    ours, shipped_names = _names(own), _names(theirs)
    width = max(map(len, (*ours, *shipped_names)))
    for name in sorted({*ours, *shipped_names}):
        if name not in ours:
            origin = "built in"
        elif name in shipped_names:
            origin = f"{display_path(own / name)}: yours, instead of the built-in one"
        else:
            origin = f"{display_path(own / name)}: yours; there is no built-in template of this name"
        yield f"{name:{width}}  {origin}"


def copy_templates(project: Project, names: Sequence[str]) -> Iterator[str]:
    """Copies built-in templates into the project; yields lines with the files and their blocks.

    Raises UsageError if there is no such template, OutputError if a file exists; then nothing is copied.
    """
    known = _names(shipped_folder() / "templates")
    for name in names:
        if name not in known:
            raise UsageError(f"there is no template {name!r}; {suggestion(name, known)}")
    targets = {name: project.root / "templates" / name for name in dict.fromkeys(names)}
    existing = [display_path(target) for target in targets.values() if target.exists()]
    if existing:
        raise OutputError(f"{', '.join(existing)}: already exists; move or delete it first. Nothing was copied.")
    write_files({target: (shipped_folder() / "templates" / name).read_bytes() for name, target in targets.items()})
    templates = Templates(project)
    for name, target in targets.items():
        yield f"{display_path(target)}: yours now"
        if name.endswith(".j2"):
            blocks = templates.blocks(name)
            yield f"  blocks: {', '.join(blocks)}" if blocks else "  it has no blocks"


def _names(folder: Path) -> list[str]:
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in paths if "/." not in f"/{name}" and not name.startswith(_NEVER_COPIED))
