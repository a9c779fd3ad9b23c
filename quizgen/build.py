"""The pipeline: files → facts → questions → quiz → files, one line a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from quizgen.assembly.audit import Audit, audit
from quizgen.assembly.forms import assemble
from quizgen.assembly.select import select
from quizgen.checks import check_items
from quizgen.content import Content, read_content
from quizgen.errors import ContentError, Problem
from quizgen.exporters import EXPORTERS
from quizgen.exporters.job import Job
from quizgen.generators import generate
from quizgen.model.choice import Choice
from quizgen.model.fact import Fact
from quizgen.model.question import Declined, Kind, Question
from quizgen.model.quiz import Quiz
from quizgen.recipes import LoadedRecipe
from quizgen.records.reading import Loaded
from quizgen.rendering.templates import Templates
from quizgen.rendering.typst import MissingGlyphs, Typesetter, literal
from quizgen.resources import Project, shown
from quizgen.writing import write_folders

# The blind audit pools at least 500 items over at least 20 seeds; small quizzes take more seeds.
AUDIT_ITEMS, AUDIT_SEEDS_LEAST, AUDIT_SEEDS = 500, 20, 100
PAPER_KINDS: tuple[Kind, ...] = ("multiple-choice", "true-false", "short-answer")

# stage, how many are done, how many there are
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a recipe's build made."""

    folder: Path
    files: tuple[str, ...]
    facts: int
    questions: int
    cards: int


def build(
    project: Project, names: Sequence[str], target: Path, *, strict: bool, progress: Progress
) -> tuple[list[Built], tuple[Problem, ...]]:
    """Builds the recipes ``names`` (none given: all) into ``target``; gives what was built and the warnings.

    Raises ContentError with every problem before anything is written; with ``strict`` a warning is one too.
    """
    paths = dict.fromkeys(project.recipe(name) for name in names) or project.recipes()
    content = read_content(project, paths)
    warnings = _stop_at_errors(content.problems, strict)
    jobs, short = _jobs(project, content)
    warnings += _stop_at_errors(short, strict)
    folders = _export(content, jobs, progress)
    write_folders(target, folders)
    return [_built(job, recipe, target, folders[job.name]) for job, recipe in jobs], warnings


def check(project: Project, names: Sequence[str], articles: Path | None = None) -> Content:
    """Reads the recipes and collections ``names`` (none given: all of the project) and everything wrong in them.

    ``articles`` is a file or folder with the articles' texts, if they do not lie beside the collections.
    """
    collections = {path.stem: path for path in project.collections()}
    recipes = {path.stem for path in project.recipes()}
    chosen = [project.recipe(name) for name in names if name in recipes or name not in collections]
    whole = names or collections
    content = read_content(
        project, chosen if names else project.recipes(), [n for n in whole if n in collections], articles
    )
    if any(problem.level == "error" for problem in content.problems):
        return content
    jobs, short = _jobs(project, content)
    glyphs = _unprintable(project, content, jobs)
    return replace(content, problems=(*content.problems, *short, *glyphs, *_item_problems(content, jobs)))


def _unprintable(project: Project, content: Content, jobs: Sequence[tuple[Job, LoadedRecipe]]) -> Iterator[Problem]:
    """Characters that no font has, found by printing each that the recipe's facts have once."""
    typesetter = Typesetter(project.root, project.font_folder)
    for _, recipe in jobs:
        if "quiz" not in {EXPORTERS.get(output).needs for output in recipe.recipe.outputs}:
            continue
        characters = set(recipe.recipe.title)
        for name in recipe.recipe.facts:
            characters.update(content.collections[name].characters())
        page = '#set document(title: "t")\n' + literal(" ".join(sorted(characters)))
        try:
            typesetter.pdf({"main.typ": page.encode()}, timestamp=0)
        except MissingGlyphs as missing:
            yield from _glyph_problems(content, recipe, missing.characters)


def audited(content: Content) -> Iterator[tuple[LoadedRecipe, Audit]]:
    """The blind audit of each recipe's quiz, pooled over as many seeds as give enough items."""
    for recipe in content.recipes:
        given = [content.collections[name] for name in recipe.recipe.facts]
        asked = [q for q in _questions(given, ("multiple-choice",)) if _tagged(q.fact, recipe.recipe.tags)]
        count = recipe.recipe.quiz.questions.multiple_choice
        if not asked or not count or "quiz" not in {EXPORTERS.get(output).needs for output in recipe.recipe.outputs}:
            continue
        items: list[tuple[str, Choice]] = []
        for seed in range(AUDIT_SEEDS):
            quiz = assemble(
                "",
                "",
                select(asked, {"multiple-choice": count}, seed),
                forms=1,
                options=recipe.recipe.quiz.options,
                seed=seed,
            )
            items += [(item.question.fact.key, item.choice) for item in quiz.forms[0].items if item.choice]
            if seed >= AUDIT_SEEDS_LEAST and len(items) >= AUDIT_ITEMS:
                break
        yield recipe, audit(items)


def _item_problems(content: Content, jobs: Sequence[tuple[Job, LoadedRecipe]]) -> Iterator[Problem]:
    """What the rules of item writing find in the first form of each quiz; a fact's fault is told once."""
    by_source = {loaded.collection.source.id: loaded for loaded in content.collections.values()}
    seen: set[Problem] = set()
    for job, _ in jobs:
        for item in job.quiz.forms[0].items:
            loaded = by_source[item.question.fact.source.id]
            for each in check_items((item,)):
                problem = loaded.problem(each.fact, each.field, each.message, each.hint, each.rule, each.level)
                if problem not in seen and not loaded.ignores(each.fact, each.rule):
                    seen.add(problem)
                    yield problem


def _stop_at_errors(problems: Sequence[Problem], strict: bool) -> tuple[Problem, ...]:
    if any(problem.level == "error" or (strict and problem.level == "warning") for problem in problems):
        raise ContentError(problems)
    return tuple(problems)


def _jobs(project: Project, content: Content) -> tuple[list[tuple[Job, LoadedRecipe]], tuple[Problem, ...]]:
    """The recipes assembled, and what each asks for that its facts do not carry."""
    templates, typesetter = Templates(project), Typesetter(project.root, project.font_folder)
    jobs, problems = [], list[Problem]()
    for recipe in content.recipes:
        wanted, given = recipe.recipe, [content.collections[name] for name in recipe.recipe.facts]
        needs = {EXPORTERS.get(output).needs for output in wanted.outputs}
        asked = [q for q in _questions(given, (*wanted.deck.kinds, *PAPER_KINDS)) if _tagged(q.fact, wanted.tags)]
        chosen = select(asked, wanted.quiz.questions.counts if "quiz" in needs else {}, wanted.seed)
        quiz = assemble(
            wanted.title,
            given[0].collection.source.language,
            chosen,
            forms=wanted.quiz.forms,
            options=wanted.quiz.options,
            seed=wanted.seed,
        )
        cards = [question for question in asked if "cards" in needs and question.kind in wanted.deck.kinds]
        problems += _shortages(recipe, given, quiz if "quiz" in needs else None, cards if "cards" in needs else None)
        job = Job(
            name=recipe.name,
            title=wanted.title,
            released=int(datetime.combine(wanted.released, time(), UTC).timestamp()),
            sources=[loaded.collection.source for loaded in given],
            cards=cards,
            quiz=quiz,
            pictures=_pictures(given),
            templates=templates,
            typesetter=typesetter,
        )
        jobs.append((job, recipe))
    return jobs, tuple(problems)


def _shortages(
    recipe: LoadedRecipe, given: Sequence[Loaded], quiz: Quiz | None, cards: Sequence[Question] | None
) -> Iterator[Problem]:
    """What the recipe asks for and its facts do not carry; ``quiz`` and ``cards`` are None where not wanted."""
    for place, tag in enumerate(recipe.recipe.tags):
        if not any(_tagged(fact, (tag,)) for loaded in given for fact in loaded.collection.facts):
            message, hint = f"no fact has the tag {tag!r}", "correct it, or tag facts with it"
            yield recipe.problem(("tags", place), message, hint, "unknown-tag", "warning")
    if cards is not None and not cards:
        message, hint = "these facts make no card", "add facts with {answers}, or other kinds of cards"
        yield recipe.problem(("facts",), message, hint, "nothing-to-ask")
    if quiz is None:
        return
    items = quiz.forms[0].items
    if not items:
        message, hint = "this quiz has no question", "ask for questions, and add facts that carry them"
        yield recipe.problem(("quiz",), message, hint, "nothing-to-ask")
        return
    for kind, count in recipe.recipe.quiz.questions.counts.items():
        have = sum(item.question.kind == kind for item in items)
        if have < count:
            message = f"the quiz wants {count} {kind}, and its facts carry {have} besides the others"
            hint = "add facts, or ask for fewer"
            yield recipe.problem(("quiz", "questions", kind), message, hint, "too-few", "warning")
    wanted = recipe.recipe.quiz.options
    short = [item for item in items if item.options and len(item.options) < wanted]
    if short:
        some = ", ".join(item.question.fact.id for item in short[:5])
        message = f"{len(short)} questions have fewer than {wanted} options: {some}{', …' * (len(short) > 5)}"
        hint = "add distractors to these facts, or ask for fewer options"
        yield recipe.problem(("quiz", "options"), message, hint, "too-few-options", "warning")


def _questions(given: Sequence[Loaded], kinds: Sequence[str]) -> Iterator[Question]:
    for loaded in given:
        yield from (made for made in generate(loaded.collection, kinds) if not isinstance(made, Declined))


def _tagged(fact: Fact, tags: Sequence[str]) -> bool:
    return not tags or any(own == tag or own.startswith(f"{tag}/") for own in fact.tags for tag in tags)


def _pictures(given: Sequence[Loaded]) -> dict[tuple[str, str], bytes]:
    return {
        (fact.source.id, fact.image.file): (loaded.path.parent / fact.image.file).read_bytes()
        for loaded in given
        for fact in loaded.collection.facts
        if fact.image
    }


def _export(
    content: Content, jobs: Sequence[tuple[Job, LoadedRecipe]], progress: Progress
) -> dict[str, dict[str, bytes]]:
    work = [(job, recipe, output) for job, recipe in jobs for output in recipe.recipe.outputs]
    folders: dict[str, dict[str, bytes]] = {}
    for done, (job, recipe, output) in enumerate(work):
        progress(f"{job.name}: {output}", done, len(work))
        try:
            folders.setdefault(job.name, {}).update(EXPORTERS.get(output)().export(job))
        except MissingGlyphs as missing:
            raise ContentError(_glyph_problems(content, recipe, missing.characters)) from missing
    progress("writing", len(work), len(work))
    return folders


def _glyph_problems(content: Content, recipe: LoadedRecipe, characters: Sequence[str]) -> list[Problem]:
    """Which facts hold the characters that no font can show, or the recipe where none of its facts does."""
    hint = "put a font that has it (a .ttf or .otf file) into the folder fonts/ of your project"
    problems = []
    for character in characters:
        names = " ".join(f"U+{ord(each):04X}" for each in character)
        message = f"no font has the character {character!r} ({names}), so it cannot be printed"
        holders = [
            Problem(shown(loaded.path), message, hint, *mark, id=id, rule="missing-glyph")
            for loaded in map(content.collections.__getitem__, recipe.recipe.facts)
            for id, mark in loaded.holding(character)
        ]
        problems += holders or [recipe.problem((), message, hint, "missing-glyph")]
    return problems


def _built(job: Job, recipe: LoadedRecipe, target: Path, files: Mapping[str, bytes]) -> Built:
    return Built(
        folder=target / job.name,
        files=tuple(files),
        facts=len({question.fact.key for question in job.cards}),
        questions=len(job.quiz.forms[0].items),
        cards=len(job.cards),
    )
