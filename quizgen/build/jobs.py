"""Recipes and their collections → jobs for exporters, one line per stage: questions, selection, quiz, sheets, cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import assert_never

from quizgen.assembly.solver import Selection
from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.recipe_section import worksheets
from quizgen.build.anki_notes import NO_UID, AnkiNotes, RecipeDeck
from quizgen.build.answer_marking import number_cards
from quizgen.build.card_selection import no_cards, select_cards
from quizgen.build.clock import now
from quizgen.build.content import ProjectContent
from quizgen.build.measurements import recipe_levels
from quizgen.build.page_fitting import FittedPages
from quizgen.build.paper_settings import unhonoured_settings
from quizgen.build.printable_students import printable_students
from quizgen.build.question_selection import questions_of, select_questions, unknown_names
from quizgen.build.quiz_assembly import assemble_quiz, no_questions
from quizgen.build.unprintable import damaged_logo, damaged_pictures
from quizgen.errors import Problem, has_errors, plural
from quizgen.errors.problem_kinds import DRAFTS, ONLY_DRAFTS, PAGES, PAPER_SETTING
from quizgen.exporters import EXPORTERS, needs_of
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import Need
from quizgen.exporters.job import CardsJob, CommonFields, Job, NotesJob, QuizJob, StudentsJob, WorksheetsJob
from quizgen.generators import card_kinds, paper_kinds
from quizgen.model.lock import Key, Lock
from quizgen.model.paper import GRID_COLUMNS, Paper, Style
from quizgen.model.quiz import Student
from quizgen.model.school import School
from quizgen.project import Project, argument, display_path
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.rendering.environments import Templates
from quizgen.rendering.typst import Typesetter


@dataclass(frozen=True, slots=True)
class Jobs:
    """An assembled recipe, with a job for each need that an output can have; jobs that no output needs are empty.

    ``fittings`` are how the pages of each style of the quiz are filled, once they are measured.
    """

    recipe: LoadedRecipe
    cards: CardsJob
    notes: NotesJob
    quiz: QuizJob
    worksheets: WorksheetsJob
    students: StudentsJob
    typesetter: Typesetter
    fittings: Mapping[Style, FittedPages] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The recipe's name."""
        return self.recipe.name

    def export(self, output: str) -> Exported:
        """Exports ``output`` from the job that it needs."""
        exporter = EXPORTERS.get(output)()
        match exporter.needs:
            case "cards":
                return exporter.export(self.cards)
            case "notes":
                return exporter.export(self.notes)
            case "quiz":
                return exporter.export(self.quiz)
            case "worksheets":
                return exporter.export(self.worksheets)
            case "students":
                return exporter.export(self.students)
        assert_never(exporter.needs)

    def job_for(self, need: Need) -> Job:
        """The job for exporters with this need."""
        return {
            "cards": self.cards,
            "notes": self.notes,
            "quiz": self.quiz,
            "worksheets": self.worksheets,
            "students": self.students,
        }[need]


def assemble_recipes(
    project: Project, content: ProjectContent, *, bank: bool = False, drafts: bool = False
) -> tuple[list[Jobs], tuple[Problem, ...]]:
    """Assembles the recipes; returns their jobs, and problems such as requirements that the facts cannot meet.

    With ``bank`` the quiz has a single form, with every question that its facts support. Drafts are left out, unless
    ``drafts``.
    """
    templates, typesetter = Templates(project), Typesetter.of(project)
    jobs, problems = [], damaged_logo(project, content.school, typesetter)
    used = content if drafts else content.without_drafts()
    for recipe in content.recipes:
        assembled, faults = _assemble(project, used, recipe, templates, typesetter, bank=bank)
        left_out = [] if drafts else list(_drafts(recipe, [content.collections[name] for name in recipe.recipe.facts]))
        if has_errors(left_out):
            faults = []  # without any fact, all else would follow from that
        problems += left_out
        jobs.append(assembled)
        problems += faults
    jobs, removed = _with_notes(project, used, jobs, content.draft_facts() - used.draft_facts())
    return jobs, (*problems, *removed)


def _with_notes(
    project: Project, content: ProjectContent, recipes: list[Jobs], drafts: Collection[Key]
) -> tuple[list[Jobs], list[Problem]]:
    """The jobs with the notes of those recipes that have an Anki deck, and a warning if cards were removed."""
    decks = {
        jobs.name: RecipeDeck(jobs.cards, jobs.recipe.recipe.deck)
        for jobs in recipes
        if "notes" in needs_of(jobs.recipe.recipe.outputs)
    }
    if not decks:
        return recipes, []
    notes, problems = AnkiNotes(project, content, decks, drafts).jobs(now)
    return [replace(jobs, notes=notes.get(jobs.name, jobs.notes)) for jobs in recipes], problems


# Notes about drafts that are left out, and about settings that cannot be honoured.
_NOTES = (DRAFTS, PAGES, PAPER_SETTING)


def to_print(problems: Iterable[Problem]) -> list[Problem]:
    """What a command prints beside its result: errors, warnings, and some notes."""
    return [problem for problem in problems if problem.level != "info" or problem.kind in _NOTES]


def _drafts(recipe: LoadedRecipe, collections: Sequence[Loaded]) -> Iterator[Problem]:
    """How many drafts are left out; an error where nothing else is left."""
    drafts = sum(loaded.drafts for loaded in collections)
    if not drafts:
        return
    files = [argument(display_path(loaded.path)) for loaded in collections if loaded.drafts]
    commands = "  and  ".join(f"quizgen approve {file}" for file in files)
    hint = f"use them once with --drafts, or for good: read them, and run  {commands}"
    if drafts == sum(len(loaded.collection.facts) for loaded in collections):
        yield recipe.problem(("facts",), "every fact is a draft, and drafts are not used", hint, ONLY_DRAFTS)
    else:
        message = f"{plural(drafts, 'draft')} left out"
        yield recipe.problem(("facts",), message, hint, DRAFTS)


def _assemble(
    project: Project,
    content: ProjectContent,
    recipe: LoadedRecipe,
    templates: Templates,
    typesetter: Typesetter,
    *,
    bank: bool,
) -> tuple[Jobs, list[Problem]]:
    """Assembles one recipe, stage by stage; each stage returns its result and its problems."""
    collections = [content.collections[name] for name in recipe.recipe.facts]
    facts = [fact for loaded in collections for fact in loaded.collection.facts]
    needs = needs_of(recipe.recipe.outputs)
    common = _common(recipe, collections, templates, content.school)
    students, on_roster = ((), ()) if bank else printable_students(project, recipe, typesetter)
    questions = questions_of(recipe, collections, (*recipe.recipe.deck.kinds, *paper_kinds()))
    selection, unmet = Selection(((),)), list[Problem]()
    if "quiz" in needs:
        levels = recipe_levels(project, recipe, questions)
        selection, unmet = select_questions(recipe, questions, levels, bank=bank)
    quiz, short = assemble_quiz(common, recipe, selection, facts, students, is_wanted="quiz" in needs, bank=bank)
    if "quiz" in needs and not any(selection.forms):
        short = [no_questions(recipe, questions)]
    material = _material(content, recipe, students)
    sheets, unmade = worksheets(recipe, material) if "worksheets" in needs else ((), ())
    response_cards, unmarked = number_cards(common, recipe, students)
    has_cards = bool(needs & {"cards", "notes"})
    cards, on_cards = select_cards(common, recipe, questions, content.settings, is_wanted=has_cards)
    if has_cards and not cards.cards:
        on_cards = [*on_cards, no_cards(recipe, questions_of(recipe, collections, card_kinds()))]
    damaged, unknown = damaged_pictures(collections, typesetter), unknown_names(recipe, facts)
    notes = NotesJob(**common, lock=content.lock or Lock(NO_UID))
    jobs = Jobs(recipe, cards, notes, quiz, WorksheetsJob(**common, worksheets=sheets), response_cards, typesetter)
    on_paper = unhonoured_settings(recipe)
    return jobs, [*on_roster, *unmade, *unmarked, *damaged, *on_cards, *short, *unknown, *unmet, *on_paper]


def _common(
    recipe: LoadedRecipe, collections: Sequence[Loaded], templates: Templates, school: School | None
) -> CommonFields:
    """The fields that all jobs of the recipe share."""
    paper, day = recipe.recipe.paper, recipe.recipe.released
    return CommonFields(
        name=recipe.name,
        title=recipe.recipe.title,
        language=collections[0].collection.source.language,
        released=int(datetime.combine(day, time(), UTC).timestamp()),
        sources=[loaded.collection.source for loaded in collections],
        paper=Paper(
            paper.size, paper.style, paper.together, paper.double_sided, paper.working, paper.options, paper.columns
        ),
        pictures=_pictures(collections),
        templates=templates,
        school=school,
    )


def _pictures(collections: Sequence[Loaded]) -> dict[tuple[str, str], bytes]:
    """The content of the facts' media files, by collection and file name."""
    pictures: dict[tuple[str, str], bytes] = {}
    for loaded in collections:
        for fact in loaded.collection.facts:
            for media in (fact.image, fact.audio):
                if media:
                    pictures[fact.source.id, media.file] = (loaded.path.parent / media.file).read_bytes()
    return pictures


def _material(content: ProjectContent, recipe: LoadedRecipe, students: Sequence[Student]) -> Material:
    """The material of the recipe's worksheets, with the articles that are available."""
    collections = {name: content.collections[name].collection for name in recipe.recipe.facts}
    articles = {
        collection.source.id: content.articles[name]
        for name, collection in collections.items()
        if name in content.articles
    }
    widest = GRID_COLUMNS[recipe.recipe.paper.style[0]]
    return Material([*collections.values()], recipe.recipe.tags, recipe.recipe.seed, students, articles, widest)
