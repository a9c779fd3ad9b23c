"""Creating a project that is ready to build."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from quizgen.errors import UsageError
from quizgen.project import Project, display_path, shipped
from quizgen.rendering.environments import Templates
from quizgen.writing import write_new_folder

# The path of each file in the project → the template that it is made from.
FILES = {
    ".quizgen/deck.schema.json": "project/deck.schema.json",
    ".quizgen/facts.schema.json": "project/facts.schema.json",
    "facts/{id}.txt": "project/article.txt.j2",
    "decks/{id}.yaml": "project/deck.yaml.j2",
    "templates/print/quiz.typ.j2": "project/quiz.typ.j2.j2",
    "README.md": "project/README.md.j2",
    ".gitignore": "project/gitignore",
}
YAML_FILES = {"facts/{id}.yaml": "project/facts.yaml.j2"}
SHEET_FILES = {"facts/{id}.csv": "project/facts.csv.j2"}


def create(folder: Path, *, sheet: bool = False) -> tuple[str, ...]:
    """Creates a project in the new folder ``folder``, with facts in a ``sheet`` or YAML; returns its files' names.

    Raises UsageError if no id can be made from the name, OutputError if the folder has files already.
    """
    title = folder.resolve().name
    id = _id(title)
    if not id:
        raise UsageError(f"{display_path(folder)!r} cannot be the name of a project: use letters or digits")
    templates = Templates(Project(shipped()))
    context = {"id": id, "facts": f"{id}.csv" if sheet else f"{id}.yaml", "title": title[0].upper() + title[1:]}
    files = {
        path.format(id=id): (
            templates.render(source, context) if source.endswith(".j2") else templates.read(source)
        ).encode()
        for path, source in ((SHEET_FILES if sheet else YAML_FILES) | FILES).items()
    }
    write_new_folder(folder, files)
    return tuple(files)


def _id(title: str) -> str:
    """The title as an id: lower case, with a hyphen in place of anything but letters and digits."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-")[:60].strip("-")
