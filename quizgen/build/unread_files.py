"""Files that somebody meant to be read and that are not: in another format or folder, or with another name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from quizgen.errors import Problem, quote
from quizgen.errors.problem_kinds import NO_ARTICLE, UNPORTABLE_NAME, UNREAD_FILE
from quizgen.project import (
    ARTICLE_SUFFIXES,
    COLLECTION_SUFFIXES,
    OTHER_SPREADSHEETS,
    RECIPE_SUFFIXES,
    Project,
    display_path,
    name_fault,
)
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.yaml.spellings import suggestion
from quizgen.rendering.typst import loaded_fonts

_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages")
_TEXTS = (".json", ".yam", ".ymal")
_PLAIN = (".txt", ".text", ".md", "")
_FORMAT = re.compile(rb"quizgen-(?:facts|deck)/\d")
_OWN = (".lock.json", ".schema.json")  # what quizgen writes itself
_FONTS = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2", ".eot", ".pfb", ".dfont")
_DOCUMENT_ENDINGS = (".txt", ".text", ".doc", ".docx")  # that editors add to a name


def unread_files(project: Project) -> Iterator[Problem]:
    """Warnings about files in facts/ and decks/ that look like collections or recipes, and are not read."""
    for folder, suffixes in (("facts", COLLECTION_SUFFIXES), ("decks", RECIPE_SUFFIXES)):
        for path in sorted((project.content / folder).glob("*")):
            if path.is_file() and not path.name.startswith((".", "~$")) and (hint := _remedy(path, suffixes)):
                message = f"{path.name} is not read: {folder} are in files that end in {' or '.join(suffixes)}"
                yield UNREAD_FILE.problem(display_path(path), message, hint)


def unread_fonts(project: Project) -> Iterator[Problem]:
    """Warnings about files in the project's fonts/ from which the PDF engine gets no font."""
    fonts = [
        path
        for path in sorted((project.root / "fonts").rglob("*"))
        if path.suffix.lower() in _FONTS and path.is_file() and not path.name.startswith(".")
    ]
    if not fonts:
        return
    loaded = loaded_fonts(project.root / "fonts")
    for path in fonts:
        if path.resolve() not in loaded:
            message = f"the PDF engine cannot read {path.name}, and prints without it"
            hint = "download it again, as .ttf or .otf, or delete it"
            yield UNREAD_FILE.problem(display_path(path), message, hint)


def unportable_names(project: Project) -> Iterator[Problem]:
    """Warnings about recipes and collections whose names, and so those of their outputs, cannot be on every system."""
    for path in (*project.recipes(), *project.collections()):
        if message := name_fault(path.name):
            yield UNPORTABLE_NAME.problem(display_path(path), message, "rename it")


def _remedy(path: Path, suffixes: Collection[str]) -> str:
    """What to do with a file that is not read, or "" if it is not meant to be."""
    name = path.name.lower()
    if name.endswith(_OWN):
        return ""
    if name.endswith(tuple(f"{suffix}{more}" for suffix in suffixes for more in _DOCUMENT_ENDINGS)):
        return f"rename it to {path.stem}"
    if path.suffix.lower() in OTHER_SPREADSHEETS and ".xlsx" in suffixes:
        return f"open it in your spreadsheet program and save it as {path.stem}.xlsx"
    if path.suffix.lower() in _TEXTS or (path.suffix.lower() in _PLAIN and _FORMAT.search(_beginning(path))):
        return f"rename it to {path.stem}.yaml"
    return ""


def no_collection(project: Project, name: str, known: Collection[str]) -> tuple[str, str]:
    """What to say of a collection that is not there, and where it may be instead."""
    folder = project.content / "facts"
    message = f"there is no collection {name!r} in {display_path(folder)}"
    for path in _files_named(folder, name):
        if hint := _remedy(path, COLLECTION_SUFFIXES):
            return f"{message}; {display_path(path)} cannot be read", hint
        if path.suffix.lower() in _DOCUMENTS:
            hint = "save its text as a file that ends in .yaml, with an editor for plain text"
            return f"{message}; {display_path(path)} is a document", hint
    for other in (project.content, project.content / "decks"):
        for path in _files_named(other, name):
            if path.suffix.lower() in COLLECTION_SUFFIXES and not (other.name == "decks" and _is_recipe(path)):
                return message, f"move {display_path(path)} to the folder {display_path(folder)}"
    if not known:
        return message, f"write it there, as {display_path(folder / f'{name}.yaml')}, or run  quizgen new NAME"
    return message, suggestion(name, known)


def _is_recipe(path: Path) -> bool:
    return b"quizgen-facts" not in _beginning(path)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1000)


def _files_named(folder: Path, name: str) -> list[Path]:
    """The files in ``folder`` that are called ``name``, without regard to case and to what follows the first dot."""
    plain = name.casefold()
    return sorted(path for path in folder.glob("*") if path.is_file() and path.name.casefold().startswith(f"{plain}."))


def missing_article(loaded: Loaded, folders: Collection[Path]) -> Problem:
    """A warning that the article of a collection is not where it says: nothing is verified then."""
    name = loaded.collection.source.file
    message, hint = _where_it_is(name, folders)
    return loaded.head_problem(("source", "file"), message, hint, NO_ARTICLE)


def _where_it_is(name: str, folders: Collection[Path]) -> tuple[str, str]:
    if "://" in name or name.lower().startswith("www."):
        hint = "open the page, save it as a file beside the facts, and write that file's name; the address is  url: …"
        return f"{quote(name)} is an address, not a file, so that no quote is verified", hint
    message = f"there is no file {quote(name)}, so that no quote is verified"
    articles = {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in sorted(folder.glob("*"))
        if path.is_file() and path.suffix.lower() in ARTICLE_SUFFIXES
    }
    base = PurePosixPath(name.replace("\\", "/")).name
    for other in articles:
        if other.casefold() == base.casefold():
            if base == name:
                return (
                    f"there is {quote(other)}, in another spelling than {quote(name)}",
                    f"write  file: {other}",
                )
            return message, f"write  file: {other}, which is beside the facts"
    stems = [other for other in articles if PurePosixPath(other).stem.casefold() == PurePosixPath(base).stem.casefold()]
    lower = {other.casefold(): other for other in articles}
    near = stems or [lower[match] for match in difflib.get_close_matches(base.casefold(), lower, n=1)]
    if near:
        return message, f"did you mean {near[0]!r}?"
    if PurePosixPath(base).suffix.lower() not in ARTICLE_SUFFIXES:
        return message, f"save the article beside the facts as a file that ends in {' or '.join(ARTICLE_SUFFIXES)}"
    return message, f"save the article as {display_path([*folders][-1] / base)}, or delete the line"
