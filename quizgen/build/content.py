"""Reading and checking recipes and collections, the input of a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.build.collection_problems import check_collection
from quizgen.build.collector import collector_at_rest
from quizgen.build.recipe_sections import sections_of
from quizgen.build.unread_files import missing_article, no_collection, unportable_names, unread_files, unread_fonts
from quizgen.errors import ContentError, Problem
from quizgen.errors.problem_kinds import DUPLICATE_ID, NO_RECIPE, SAME_NAME, UNKNOWN_COLLECTION, UNKNOWN_OUTPUT
from quizgen.exporters import EXPORTERS
from quizgen.generators import question_kinds
from quizgen.model.article import Article
from quizgen.model.fact import Source
from quizgen.model.lock import Key, Lock
from quizgen.model.school import School
from quizgen.project import Project, display_path
from quizgen.reading.budget import Budget
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.media_files import MediaFiles
from quizgen.reading.locks import read_lock
from quizgen.reading.project_settings import ProjectSettings, read_settings
from quizgen.reading.recipes.recipe import LoadedRecipe, load_recipe
from quizgen.reading.school_settings import read_school
from quizgen.reading.yaml.spellings import suggestion
from quizgen.words.catalogues import read_words


@dataclass(frozen=True, slots=True)
class ProjectContent:
    """The recipes and collections that were read, with every problem found in them.

    ``articles`` maps names of collections to their articles, for those whose text is available. ``settings``,
    ``school`` and ``lock`` are the project's; it has no lock before its first Anki deck is built.
    """

    recipes: tuple[LoadedRecipe, ...]
    collections: Mapping[str, Loaded]
    articles: Mapping[str, Article]
    settings: ProjectSettings
    school: School | None
    lock: Lock | None
    problems: tuple[Problem, ...]

    @property
    def source(self) -> Source | None:
        """The source of the first recipe's first collection, in whose language documents are; None if it is unread."""
        names = self.recipes[0].recipe.facts[:1] if self.recipes else ()
        return next((self.collections[name].collection.source for name in names if name in self.collections), None)

    def draft_facts(self) -> set[Key]:
        """The drafts, each by its collection's id and its own."""
        facts = (fact for loaded in self.collections.values() for fact in loaded.collection.facts)
        return {(fact.source.id, fact.permanent or fact.id) for fact in facts if fact.status == "draft"}

    def without_drafts(self) -> ProjectContent:
        """The content with reviewed and retired facts alone."""
        return replace(self, collections={name: loaded.without_drafts() for name, loaded in self.collections.items()})


@collector_at_rest()
def read_content(
    project: Project, paths: Iterable[Path], more: Iterable[str] = (), articles: Path | None = None
) -> ProjectContent:
    """Reads the recipes at ``paths``, their collections, and the collections called ``more``; checks them all.

    ``articles`` is a file or folder with the texts of the articles; without it, they are looked for next to the
    collections.
    """
    read_words()
    problems: list[Problem] = []
    loaded_recipes: list[LoadedRecipe] = []
    collection_names = dict.fromkeys(more)
    for path in paths:
        recipe, names, faults = load_recipe(path, question_kinds(), sections_of)
        problems += faults
        collection_names |= dict.fromkeys(names)
        if recipe is not None:
            problems += _check_recipe(project, recipe)
            loaded_recipes.append(recipe)
    if not loaded_recipes and not problems and not collection_names:
        folder, hint = display_path(project.content / "decks"), "write one, or run  quizgen new NAME"
        problems.append(NO_RECIPE.problem(folder, "there is no recipe here", hint))
    media = MediaFiles(Budget())
    collections, texts, faults = _read_collections(project, collection_names, articles, media)
    problems += faults
    problems += _same_ids(collections)
    problems += _same_names(project)
    mentioned = " ".join(problem.message for problem in problems if problem.kind is UNKNOWN_COLLECTION)
    problems += (file for file in unread_files(project) if file.path not in mentioned)
    problems += (*unread_fonts(project), *unportable_names(project))
    settings, lock, unreadable = _settings_and_lock(project)
    problems += unreadable
    school, on_logo = read_school(project, settings.school, media)
    problems += on_logo
    return ProjectContent(tuple(loaded_recipes), collections, texts, settings, school, lock, tuple(problems))


def _read_collections(
    project: Project, names: Iterable[str], articles: Path | None, media: MediaFiles
) -> tuple[dict[str, Loaded], dict[str, Article], list[Problem]]:
    """The collections that can be read, by name, the articles of those that have one, and what is wrong with both."""
    collections: dict[str, Loaded] = {}
    texts: dict[str, Article] = {}
    problems: list[Problem] = []
    by_name = {path.stem: path for path in project.collections()}
    for name in names:
        if name not in by_name:
            continue  # reported by the check of the recipe
        loaded, faults = load_collection(by_name[name], media=media)
        problems += faults
        if loaded is None:
            continue
        collections[name] = loaded
        try:
            article = _article(loaded, articles, problems, media.budget)
        except ContentError as refused:
            problems += refused.problems
            article = None
        if article is not None:
            texts[name] = article
        faulty = {fault.id for fault in faults if fault.level == "error"}
        problems += check_collection(loaded.without(faulty), article)
    return collections, texts, problems


def _settings_and_lock(project: Project) -> tuple[ProjectSettings, Lock | None, Sequence[Problem]]:
    settings = ProjectSettings()
    try:
        settings = read_settings(project)
        return settings, read_lock(project, settings.uid), ()
    except ContentError as refused:
        return settings, None, refused.problems


def _article(loaded: Loaded, articles: Path | None, problems: list[Problem], budget: Budget) -> Article | None:
    """The collection's article: the file ``articles``, or else source.file in the folder ``articles`` or its own.

    Adds to ``problems`` that the file is named and not there.
    """
    source = loaded.collection.source
    folders = [folder for folder in (articles, loaded.path.parent) if folder is not None]
    path = next((folder / source.file for folder in folders if source.file and (folder / source.file).is_file()), None)
    if articles is not None and not articles.is_dir():
        path = articles
    elif path is None and source.file and not source.sha256:
        problems.append(missing_article(loaded, folders))
    if path is None:
        return None
    from quizgen.reading.facts.articles import read_article

    return read_article(path, budget)


def _check_recipe(project: Project, recipe: LoadedRecipe) -> list[Problem]:
    problems = []
    known = [path.stem for path in project.collections()]
    for index, name in enumerate(recipe.recipe.facts):
        if name not in known:
            message, hint = no_collection(project, name, known)
            problems.append(recipe.problem(("facts", index), message, hint, UNKNOWN_COLLECTION))
    for index, output in enumerate(recipe.recipe.outputs):
        if output not in EXPORTERS.names():
            hint = suggestion(output, list(EXPORTERS.names()))
            problems.append(recipe.problem(("outputs", index), f"there is no output {output!r}", hint, UNKNOWN_OUTPUT))
    return problems


def _same_names(project: Project) -> list[Problem]:
    """Problems with files that differ only in the suffix, .yaml or .yml, so that a name is ambiguous."""
    problems = []
    for paths in (project.recipes(), project.collections()):
        first: dict[str, Path] = {}
        for path in paths:
            if path.stem in first:
                message = f"{display_path(first[path.stem])} has the same name"
                problems.append(SAME_NAME.problem(display_path(path), message, "rename or delete one of the two"))
            first.setdefault(path.stem, path)
    return problems


def _same_ids(collections: Mapping[str, Loaded]) -> list[Problem]:
    first: dict[str, Loaded] = {}
    problems = []
    for loaded in collections.values():
        id = loaded.collection.source.id
        if id in first:
            message = f"the source id {id!r} is also used by {display_path(first[id].path)}"
            hint = "give each collection an id of its own"
            problems.append(loaded.head_problem(("source", "id"), message, hint, DUPLICATE_ID))
        first.setdefault(id, loaded)
    return problems
