"""Recipes and collections, read and checked: what a build starts from."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quizgen.assembly.worksheets.recipe_section import section_for
from quizgen.checks import check_facts, check_questions
from quizgen.checks.catalogue import RULES
from quizgen.checks.finding import Finding
from quizgen.errors import ContentError, Problem
from quizgen.exporters import EXPORTERS
from quizgen.generators import generate
from quizgen.model.article import Article
from quizgen.model.question import Question
from quizgen.project import Project, shown
from quizgen.reading.facts.articles import read_article
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.recipes.recipe import LoadedRecipe, load_recipe
from quizgen.reading.yaml.validation import guess
from quizgen.words.catalogues import speaks, untranslated

MOST_NAMED = 3  # messages that a warning names; their number tells the rest


@dataclass(frozen=True, slots=True)
class Content:
    """Recipes and collections as they were read, with everything found wrong in them.

    ``articles`` has the article of each collection whose text was at hand, by the collection's name.
    """

    recipes: tuple[LoadedRecipe, ...]
    collections: Mapping[str, Loaded]
    articles: Mapping[str, Article]
    problems: tuple[Problem, ...]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Garbage collection switched off: all that is read stays, and searching it over and over finds nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@_collector_at_rest()
def read_content(
    project: Project, paths: Iterable[Path], more: Iterable[str] = (), articles: Path | None = None
) -> Content:
    """Reads recipes and the collections that they name, and those named in ``more``; checks them all.

    ``articles`` is a file or folder in which the articles' texts are; without it, they are looked for beside
    the collections.
    """
    problems: list[Problem] = []
    read: list[LoadedRecipe] = []
    wanted = dict.fromkeys(more)
    for path in paths:
        recipe, names, faults = load_recipe(path, section_for)
        problems += faults
        wanted |= dict.fromkeys(names)
        if recipe is not None:
            problems += _check_recipe(project, recipe)
            read.append(recipe)
    if not read and not problems and not wanted:
        place, hint = shown(project.content / "decks"), "write one, or run  quizgen new NAME"
        problems.append(Problem(place, "there is no recipe here", hint, rule="no-recipe"))
    collections: dict[str, Loaded] = {}
    texts: dict[str, Article] = {}
    found = {path.stem: path for path in project.collections()}
    for name in wanted:
        if name not in found:
            continue  # the recipe's own check has said so
        loaded, faults = load_collection(found[name])
        problems += faults
        if loaded is None:
            continue
        collections[name] = loaded
        try:
            article = _article(loaded, articles)
        except ContentError as refused:
            problems += refused.problems
            article = None
        if article is not None:
            texts[name] = article
        if not any(fault.level == "error" for fault in faults):
            problems += check_collection(loaded, article)
    problems += _same_ids(collections)
    problems += _same_names(project)
    return Content(tuple(read), collections, texts, tuple(problems))


def _article(loaded: Loaded, given: Path | None) -> Article | None:
    """The collection's article: the file given, or its own file's name in the folder given or beside it."""
    name = loaded.collection.source.file
    if given is not None and not given.is_dir():
        return read_article(given)
    places = [folder / name for folder in (given, loaded.path.parent) if folder is not None and name]
    return next((read_article(place) for place in places if place.is_file()), None)


def _check_recipe(project: Project, recipe: LoadedRecipe) -> list[Problem]:
    problems = []
    known = [path.stem for path in project.collections()]
    for place, name in enumerate(recipe.recipe.facts):
        if name not in known:
            message = f"there is no collection {name!r} in {shown(project.content / 'facts')}"
            problems.append(recipe.problem(("facts", place), message, guess(name, known), "unknown-collection"))
    for place, output in enumerate(recipe.recipe.outputs):
        if output not in EXPORTERS.names():
            hint = guess(output, list(EXPORTERS.names()))
            problems.append(
                recipe.problem(("outputs", place), f"there is no output {output!r}", hint, "unknown-output")
            )
    return problems


def check_collection(loaded: Loaded, article: Article | None) -> list[Problem]:
    """What is found wrong in one collection that was read, held against its article where that is at hand."""
    questions = [q for q in generate(loaded.collection, ("basic",)) if isinstance(q, Question)]
    findings: list[Finding] = [*check_facts(loaded.collection, article), *check_questions(questions)]
    found = [
        loaded.problem(f.fact, f.field, f.message, f.hint, f.rule, f.level)
        if f.fact
        else loaded.head_problem(f.field, f.message, f.hint, f.rule, f.level)
        for f in findings
        if not loaded.ignores(f.fact, f.rule)
    ]
    if message := _in_english(loaded.collection.source.language):
        hint = "nothing needs to be done if that suits you"
        found.append(loaded.head_problem(("source", "language"), message, hint, "language", "warning"))
    verified = loaded.collection.source.sha256
    if article is not None and verified and verified != article.sha256:
        message = f"{article.name} has changed since the quotes were verified in it"
        hint = "read what changed, then run  quizgen check --write"
        found.append(loaded.head_problem(("source", "sha256"), message, hint, "article-changed", "warning"))
    found = [problem for problem in found if problem.id or not loaded.ignores("", problem.rule)]
    return sorted((*found, *_check_ignored(loaded)), key=lambda problem: (problem.line, problem.column))


def _check_ignored(loaded: Loaded) -> Iterator[Problem]:
    """Whatever is silenced is a rule, and somebody says why."""
    for each in loaded.ignored:
        told: list[tuple[str, str, str]] = []
        if not each.rules:
            told.append(("unknown-rule", "this comment names no rule", "write  # quizgen: ignore[RULE] REASON"))
        for rule in each.rules:
            if rule not in RULES:
                near = guess(rule, list(RULES))
                hint = near if near.startswith("did") else "run  quizgen explain  to see every rule"
                told.append(("unknown-rule", f"there is no rule {rule!r} that could be silenced", hint))
        if each.rules and not each.reason:
            hint = f"write it behind:  # quizgen: ignore[{', '.join(each.rules)}] REASON"
            told.append(("ignore-reason", "nothing says why this does not hold here", hint))
        for rule, message, hint in told:
            yield Problem(shown(loaded.path), message, hint, *each.mark, each.fact, rule, "warning")


def _in_english(language: str) -> str:
    """What of quizgen's own words will be in English for want of a translation, or "" where nothing will."""
    if not speaks(language):
        return f"quizgen has no words in {language!r} yet: headings and instructions will be in English"
    missing = untranslated(language)
    if not missing:
        return ""
    named = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
    return f"{len(missing)} of quizgen's own words have no {language!r} yet and will be in English: {named}"


def _same_names(project: Project) -> list[Problem]:
    """Two files of one name with the endings .yaml and .yml: only one of them could be meant."""
    problems = []
    for paths in (project.recipes(), project.collections()):
        first: dict[str, Path] = {}
        for path in paths:
            if path.stem in first:
                message = f"{shown(first[path.stem])} has the same name"
                problems.append(Problem(shown(path), message, "rename or delete one of the two", rule="same-name"))
            first.setdefault(path.stem, path)
    return problems


def _same_ids(collections: Mapping[str, Loaded]) -> list[Problem]:
    first: dict[str, Loaded] = {}
    problems = []
    for loaded in collections.values():
        id = loaded.collection.source.id
        if id in first:
            message = f"the source id {id!r} is that of {shown(first[id].path)} too"
            hint = "give each collection an id of its own"
            problems.append(loaded.head_problem(("source", "id"), message, hint, "duplicate-id"))
        first.setdefault(id, loaded)
    return problems
