"""Recipes and their collections → jobs: questions generated, a quiz assembled, pictures at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import PurePosixPath

from quizgen.assembly.features import tagged
from quizgen.assembly.forms import CHOICE_KINDS, alone, assemble
from quizgen.assembly.solver import Selection
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.recipe_section import worksheets
from quizgen.build.content import Content
from quizgen.build.marking import marking
from quizgen.build.planning import chosen, layout, misnamed, no_glyph, students, unmet
from quizgen.errors import ContentError, Problem, TemplateError, named
from quizgen.exporters import EXPORTERS
from quizgen.exporters.anki.deck import deck_types
from quizgen.exporters.anki.notes import deck_notes
from quizgen.exporters.anki.releases import changes
from quizgen.exporters.job import Job
from quizgen.generators import generate
from quizgen.model.body import options_of
from quizgen.model.lock import Lock
from quizgen.model.paper import CardSheet, Paper
from quizgen.model.question import PAPER_KINDS, Declined, Question
from quizgen.model.quiz import Quiz
from quizgen.project import Project, shown
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.locks import read_lock
from quizgen.reading.recipes.cards import CardsRecipe
from quizgen.reading.recipes.recipe import LoadedRecipe, PaperRecipe
from quizgen.rendering.templates import Templates
from quizgen.rendering.typst import Overfull, Typesetter, picture


def assembled(
    project: Project, content: Content, *, locked: bool = True, bank: bool = False
) -> tuple[list[tuple[Job, LoadedRecipe]], tuple[Problem, ...]]:
    """The recipes assembled, and what each asks for that its facts do not carry.

    Their decks are held against their locks, unless ``locked`` is false. With ``bank`` the quiz has one form, with
    every question that its facts carry.
    """
    templates, typesetter = Templates(project), Typesetter(project.root, project.font_folders)
    jobs, problems = [], list[Problem]()
    for recipe in content.recipes:
        wanted, given = recipe.recipe, [content.collections[name] for name in recipe.recipe.facts]
        needs = {EXPORTERS.get(output).needs for output in wanted.outputs}
        asked = [q for q in questions(given, (*wanted.deck.kinds, *PAPER_KINDS)) if tagged(q.fact, wanted.tags)]
        selection = _selection(recipe, asked, bank=bank) if "quiz" in needs else Selection(((),))
        on_roster, faults = students(project, recipe, typesetter) if not bank else ((), [])
        problems += faults
        quiz = assemble(
            wanted.title,
            given[0].collection.source.language,
            selection.forms,
            forms=1 if bank else wanted.quiz.forms,
            options=wanted.quiz.options,
            seed=wanted.seed,
            layout=layout(wanted.quiz),
            students=on_roster,
            last_option=wanted.quiz.last_option,
            points_each={str(kind): points for kind, points in wanted.quiz.points_each.items()},
            facts=[fact.key for loaded in given for fact in loaded.collection.facts],
        )
        lock, lost = _lock(recipe) if locked and "cards" in needs else (None, ())
        problems += lost
        texts = {
            content.collections[name].collection.source.id: content.articles[name]
            for name in wanted.facts
            if name in content.articles
        }
        material = Material([loaded.collection for loaded in given], wanted.tags, wanted.seed, on_roster, texts)
        sheets, faults = worksheets(recipe, material) if "worksheets" in needs else ((), [])
        problems += faults
        answers, faults = marking(recipe, on_roster)
        problems += faults
        kinds = wanted.deck.kinds if lock or not locked else ()
        retired = [q for q in questions(given, kinds, retired=True) if tagged(q.fact, wanted.tags)]
        cards = [question for question in asked if "cards" in needs and question.kind in wanted.deck.kinds]
        problems += _undecodable(given, typesetter)
        problems += _shortages(recipe, given, quiz if "quiz" in needs else None, cards if "cards" in needs else None)
        problems += misnamed(recipe, [fact for loaded in given for fact in loaded.collection.facts])
        problems += unmet(recipe, selection) if any(selection.forms) else ()
        job = Job(
            name=recipe.name,
            title=wanted.title,
            released=lock.released if lock else int(datetime.combine(wanted.released, time(), UTC).timestamp()),
            sources=[loaded.collection.source for loaded in given],
            cards=cards,
            retired=retired,
            lock=lock,
            choices={
                q.id: alone(q, wanted.quiz.options, wanted.seed) for q in (*cards, *retired) if q.kind in CHOICE_KINDS
            },
            subdecks=wanted.deck.subdecks or "",
            new_per_day=wanted.deck.new_per_day or 0,
            retention=wanted.deck.retention or 0.0,
            quiz=quiz,
            worksheets=sheets,
            marking=answers,
            paper=_paper(wanted.paper),
            card_sheet=_card_sheet(wanted.cards),
            pictures=_pictures(given),
            templates=templates,
            typesetter=typesetter,
        )
        problems += _unreleased(job, recipe) if lock else ()
        jobs.append((job, recipe))
    return jobs, tuple(problems)


def _selection(recipe: LoadedRecipe, asked: Sequence[Question], *, bank: bool) -> Selection:
    """The questions of each form; of a ``bank``, all that stand on paper in one form."""
    if bank:
        return Selection((tuple(question for question in asked if question.kind in PAPER_KINDS),))
    return chosen(recipe.recipe.quiz, asked, recipe.recipe.seed)


def _paper(wanted: PaperRecipe) -> Paper:
    return Paper(wanted.size, wanted.style, wanted.together, wanted.double_sided, wanted.working)


def _card_sheet(wanted: CardsRecipe) -> CardSheet:
    return CardSheet(wanted.layout, wanted.per_sheet, wanted.flip, (wanted.offset.x, wanted.offset.y))


def _lock(recipe: LoadedRecipe) -> tuple[Lock | None, Sequence[Problem]]:
    try:
        return read_lock(recipe.path), ()
    except ContentError as refused:
        return None, refused.problems


def _unreleased(job: Job, recipe: LoadedRecipe) -> Iterator[Problem]:
    """What of a deck differs from its last release: learners who get it now may not get what it becomes later."""
    notes = deck_notes(job)
    assert job.lock is not None
    found = changes(notes, deck_types(job, notes).values(), job.lock)
    if found:
        message = f"the deck is not as it was released: {found.summary}"
        hint = f"run  quizgen release {recipe.name}  before learners get it"
        yield recipe.problem((), message, hint, "unreleased", "warning")


def _undecodable(given: Sequence[Loaded], typesetter: Typesetter) -> Iterator[Problem]:
    """Pictures that begin as they should and yet cannot be shown, found by printing each once."""
    for loaded in given:
        tried: dict[str, bool] = {}
        for fact in loaded.collection.facts:
            if fact.image is None:
                continue
            name = fact.image.file
            if name not in tried:
                content = (loaded.path.parent / name).read_bytes()
                source, files = picture(f"picture{PurePosixPath(name).suffix.lower()}", content)
                page = f'#set document(title: "t")\n#image({source}, alt: "a")'
                try:
                    typesetter.pdf({"main.typ": page.encode(), **files}, timestamp=0)
                    tried[name] = True
                except TemplateError:
                    tried[name] = False
            if not tried[name]:
                message = f"the picture {named(name)} is damaged"
                yield loaded.problem(fact.id, ("image", "file"), message, "save it anew", "no-picture")


def _shortages(
    recipe: LoadedRecipe, given: Sequence[Loaded], quiz: Quiz | None, cards: Sequence[Question] | None
) -> Iterator[Problem]:
    """What the recipe asks for and its facts do not carry; ``quiz`` and ``cards`` are None where not wanted."""
    for place, tag in enumerate(recipe.recipe.tags):
        if not any(tagged(fact, (tag,)) for loaded in given for fact in loaded.collection.facts):
            message, hint = f"no fact has the tag {tag!r}", "correct it, or tag facts with it"
            yield recipe.problem(("tags", place), message, hint, "unknown-tag", "warning")
    if cards is not None and not cards:
        message, hint = "these facts make no card", "add facts with {answers}, or other kinds of cards"
        yield recipe.problem(("facts",), message, hint, "nothing-to-ask")
    if quiz is None:
        return
    items = tuple(item for form in quiz.forms for item in form.items)
    if not items:
        message, hint = "this quiz has no question", "ask for questions, and add facts that carry them"
        yield recipe.problem(("quiz",), message, hint, "nothing-to-ask")
        return
    wanted = recipe.recipe.quiz.options
    short = {item.question.id: item.question.fact.id for item in items if 0 < len(options_of(item.body)) < wanted}
    if short:
        some = ", ".join(list(short.values())[:5])
        message = f"{len(short)} questions have fewer than {wanted} options: {some}{', …' * (len(short) > 5)}"
        hint = "add distractors to these facts, or ask for fewer options"
        yield recipe.problem(("quiz", "options"), message, hint, "too-few-options", "warning")


def questions(given: Sequence[Loaded], kinds: Sequence[str], *, retired: bool = False) -> Iterator[Question]:
    """Every question of ``kinds`` that the collections' facts carry, or with ``retired`` that retired ones would."""
    for loaded in given:
        made = generate(loaded.collection, kinds, retired=retired)
        yield from (each for each in made if not isinstance(each, Declined))


def _pictures(given: Sequence[Loaded]) -> dict[tuple[str, str], bytes]:
    return {
        (fact.source.id, media.file): (loaded.path.parent / media.file).read_bytes()
        for loaded in given
        for fact in loaded.collection.facts
        for media in (fact.image, fact.audio)
        if media
    }


def glyph_problems(content: Content, recipe: LoadedRecipe, characters: Sequence[str]) -> list[Problem]:
    """Which facts hold the characters that no font can show, or the recipe where none of them does."""
    problems = []
    for character in characters:
        message, hint = no_glyph(character)
        holders = [
            Problem(shown(loaded.path), message, hint, *mark, id=id, rule="missing-glyph")
            for loaded in map(content.collections.__getitem__, recipe.recipe.facts)
            for id, mark in loaded.holding(character)
        ]
        problems += holders or [recipe.problem((), message, hint, "missing-glyph")]
    return problems


def overfull_problems(content: Content, recipe: LoadedRecipe, overfull: Sequence[Overfull]) -> list[Problem]:
    """What does not fit on cards, each at its fact; or at the recipe, where it is of none."""
    by_source = {loaded.collection.source.id: loaded for loaded in content.collections.values()}
    problems = []
    for each in overfull:
        told = (f"{each.what} does not fit, even in its smallest letters", each.remedy, "card-too-full")
        loaded = by_source.get(each.key.partition("/")[0])
        if loaded is None:
            problems.append(recipe.problem((), *told))
            continue
        fact = next(fact for fact in loaded.collection.facts if fact.key == each.key)
        problems.append(loaded.problem(fact.id, (), *told))
    return sorted(problems, key=lambda problem: (problem.path, problem.line))
