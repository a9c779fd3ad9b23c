"""Creating a project that is ready to build."""

from __future__ import annotations

import csv
import io
import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from quizgen.commands.fact_workbook import fact_workbook
from quizgen.commands.new_draft import DraftFact, first_draft
from quizgen.errors import UsageError
from quizgen.model.lock import Lock
from quizgen.plugins import install_command
from quizgen.project import Project, argument, display_path, name_fault, read_bytes, shipped_folder
from quizgen.reading.facts.article_details import ArticleDetails, details_of
from quizgen.reading.facts.articles import read_article
from quizgen.reading.locks import lock_file
from quizgen.rendering.environments import Templates
from quizgen.writing import write_new_folder

# The path of each file in the project → the template that it is made from.
FILES = {
    ".quizgen/deck.schema.json": "project/deck.schema.json",
    ".quizgen/facts.schema.json": "project/facts.schema.json",
    "decks/{id}.yaml": "project/deck.yaml.j2",
    "templates/print/quiz.typ.j2": "project/quiz.typ.j2.j2",
    "README.md": "project/README.md.j2",
    "quizgen.yaml": "project/quizgen.yaml.j2",
    ".gitignore": "project/gitignore",
    ".gitattributes": "project/gitattributes",
}
EXAMPLE_ARTICLE = {"facts/{id}.txt": "project/article.txt.j2"}
_SHOWN_WORDS = 9  # of each paragraph, in the list beside its number


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project that was created: the names of its files, and what to do next."""

    files: tuple[str, ...]
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectDetails:
    """The details of a new project, beside its name; "" means those of its article, or the usual ones.

    With ``is_empty`` it has no fact yet, and no recipe either where it has no article.
    """

    title: str = ""
    language: str = ""
    paper: str = ""
    is_empty: bool = False


def create(
    folder: Path, *, sheet: bool = False, article: str | None = None, details: ProjectDetails = ProjectDetails()
) -> NewProject:
    """Creates a project in the new folder ``folder``, with facts in a ``sheet`` or YAML.

    With ``article``, a file, the project is about that article: it is copied, and its numbered paragraphs are listed.
    Raises UsageError if no id can be made from the name, OutputError if the folder has files already, and what
    `read_article` raises.
    """
    title = folder.resolve().name
    id = _id(title)
    if not id:
        raise UsageError(f"{display_path(folder)!r} cannot be the name of a project: use letters or digits")
    if fault := name_fault(title) or name_fault(f"{id}.yaml"):
        raise UsageError(f"{fault}; choose another name for the project")
    if sheet and find_spec("openpyxl") is None:
        raise UsageError(f"to keep facts in .xlsx files:  {install_command('sheets')}")
    own_article = _own_article(article, details) if article else None
    templates = Templates(Project(shipped_folder()))
    suffix = Path(article).suffix.lower() if article else ".txt"
    context = {
        "id": id,
        "facts": f"{id}.xlsx" if sheet else f"{id}.yaml",
        "file": f"{id}{suffix}",
        "title": title[0].upper() + title[1:],
        "article": own_article,
        "paper": details.paper,
        "uid": secrets.token_hex(16),
    }
    without_facts = details.is_empty and article is None
    sources = {path: source for path, source in FILES.items() if not (without_facts and path.startswith("decks/"))}
    if article is None and not without_facts:
        sources = EXAMPLE_ARTICLE | sources
    files = {
        path: templates.render(source, context) if source.endswith(".j2") else templates.read(source)
        for path, source in sources.items()
    }
    contents = {path.format(id=id): text.encode() for path, text in files.items()}
    if article:
        contents = {f"facts/{id}{suffix}": read_bytes(Path(article)), **contents}
    if sheet:
        rows = list(csv.reader(io.StringIO(templates.render("project/facts.csv.j2", context))))
        paragraphs = [paragraph for _, paragraph in own_article.paragraphs] if own_article else []
        facts = fact_workbook(rows, paragraphs)
    else:
        facts = templates.render("project/facts.yaml.j2", context).encode()
    if not without_facts:
        contents = {f"facts/{context['facts']}": facts, **contents}
    contents["decks/anki.lock"] = lock_file(Lock(str(context["uid"])))
    write_new_folder(folder, contents)
    return NewProject(tuple(contents), _next_steps(folder, context))


@dataclass(frozen=True, slots=True)
class _OwnArticle:
    """An article of the teacher's own, for the templates."""

    details: ArticleDetails
    draft: DraftFact | None
    paragraphs: Sequence[tuple[int, str]]
    is_empty: bool

    @property
    def beginnings(self) -> list[tuple[int, str]]:
        """The number of each paragraph with its first words."""
        return [(number, _beginning(paragraph)) for number, paragraph in self.paragraphs]


def _beginning(paragraph: str) -> str:
    words = paragraph.split()
    return " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")


def _own_article(name: str, project_details: ProjectDetails) -> _OwnArticle:
    if "://" in name or name.startswith("www."):
        raise UsageError("--article needs a file: open the page in your browser, save it (Ctrl+S), and name that file")
    path = Path(name)
    article = read_article(path)
    details = details_of(path, article)
    details = replace(
        details,
        title=project_details.title or details.title,
        language=project_details.language or details.language,
    )
    draft = None if project_details.is_empty else first_draft(article)
    return _OwnArticle(details, draft, list(enumerate(article.paragraphs, 1)), project_details.is_empty)


def _next_steps(folder: Path, context: Mapping[str, object]) -> tuple[str, ...]:
    path = argument(display_path(folder))
    if context["article"] is None:
        return (f"cd {path}", "quizgen build")
    return (
        f"cd {path}",
        f"write facts into facts/{context['facts']}, where the paragraphs are listed; change or delete the draft",
        "quizgen check --write",
        "quizgen build",
    )


def _id(title: str) -> str:
    """The title as an id: lower case, with a hyphen in place of anything but letters and digits."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-")[:60].strip("-")
