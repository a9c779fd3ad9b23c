"""A recipe's quiz as assembly wants it, and what assembly could not meet as the recipe's problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.assembly.blueprint import Blueprint, Wish
from quizgen.assembly.features import FEATURES, enemies, names, tagged
from quizgen.assembly.layout import Part
from quizgen.assembly.solver import Selection, select
from quizgen.documents.validation import guess
from quizgen.errors import Problem, named
from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.model.quiz import Student
from quizgen.recipes import LoadedRecipe, Questions, QuizRecipe
from quizgen.resources import Project, shown
from quizgen.rosters import read_roster

USUAL = Questions(multiple_choice=8, true_false=4, short_answer=4)


def blueprint(quiz: QuizRecipe) -> Blueprint:
    """What the recipe's quiz shall have."""
    open_size = quiz.minutes is not None or quiz.points is not None
    asked = quiz.questions or (Questions() if open_size else USUAL)
    in_all = open_size or asked.total is not None
    kinds = {str(kind): share for kind, share in quiz.kinds.items() if share} if in_all else {}
    shares = {
        "kinds": kinds,
        "levels": {str(level): share for level, share in quiz.levels.items()},
        "bloom": {str(level): share for level, share in quiz.bloom.items()},
        "tags": quiz.tags,
        "sections": quiz.sections,
    }
    assert shares.keys() == FEATURES.keys()
    return Blueprint(
        counts={} if in_all else asked.counts,
        total=asked.total or 0,
        minutes=quiz.minutes or 0,
        points=quiz.points or 0,
        seconds=_of_kinds(quiz.seconds.multiple_choice, quiz.seconds.true_false, quiz.seconds.short_answer),
        points_each=_of_kinds(
            quiz.points_each.multiple_choice, quiz.points_each.true_false, quiz.points_each.short_answer
        ),
        difficulty=quiz.difficulty,
        shares=shares,
        include=quiz.include,
        exclude=quiz.exclude,
    )


def _of_kinds(multiple_choice: int, true_false: int, short_answer: int) -> dict[str, int]:
    return {"multiple-choice": multiple_choice, "true-false": true_false, "short-answer": short_answer}


def layout(quiz: QuizRecipe) -> tuple[Part, ...]:
    """The sections of the recipe's paper."""
    return tuple(Part(each.title, each.instructions, each.kinds, each.tags) for each in quiz.layout)


def students(project: Project, recipe: LoadedRecipe) -> tuple[tuple[Student, ...], list[Problem]]:
    """Who is on the recipe's roster, and what is wrong with it."""
    roster = recipe.recipe.quiz.roster
    if roster is None:
        return (), []
    path = (recipe.path.parent / roster).resolve()
    if not path.is_relative_to(project.content.resolve()):
        message, hint = f"{named(roster)} lies outside the project", "copy the roster into it"
        return (), [recipe.problem(("quiz", "roster"), message, hint, "roster")]
    if not path.is_file():
        message, hint = f"there is no roster {shown(path)}", "check the spelling of its name"
        return (), [recipe.problem(("quiz", "roster"), message, hint, "roster")]
    return read_roster(path)


def chosen(quiz: QuizRecipe, questions: Sequence[Question], seed: int) -> Selection:
    """The questions of each form; of one form where all ask the same."""
    wanted = blueprint(quiz)
    return select(
        wanted.pool(questions),
        wanted.wishes(),
        seed,
        conflicts=enemies(questions),
        forms=quiz.forms if quiz.parallel else 1,
        size=wanted.size,
    )


def unmet(recipe: LoadedRecipe, selection: Selection) -> Iterator[Problem]:
    """What the facts do not carry, each at the wish that the quiz misses, with those that it clashes with."""
    told: set[tuple[str | int, ...]] = set()
    nearest = "the nearest that can be had has"
    for clash in selection.clashes:
        missed = [wish for wish in clash if wish in selection.missed] or list(clash[-1:])
        told |= {wish.field for wish in missed}
        if len(clash) == 1:
            message = f"the quiz wants {clash[0].label}; {nearest} {selection.told(clash[0])}"
            yield _problem(recipe, clash[0], message, "add facts, or ask for less")
            continue
        wanted = ", ".join(wish.label for wish in clash[:-1]) + f" and {clash[-1].label}"
        got = " and ".join(f"{selection.told(wish)} for {wish.label}" for wish in missed)
        message = f"the quiz wants {wanted}, which clash; {nearest} {got}"
        yield _problem(recipe, missed[0], message, "give one of them up, or add facts")
    for wish in selection.missed:
        if wish.field not in told:
            message = f"the quiz wants {wish.label}; {nearest} {selection.told(wish)}, for the sake of its other wishes"
            yield _problem(recipe, wish, message, "give one of them up, or add facts")


def _problem(recipe: LoadedRecipe, wish: Wish, message: str, hint: str) -> Problem:
    rule = "too-few" if wish.field[0] in ("questions", "minutes", "points") else "blueprint"
    return recipe.problem(("quiz", *wish.field), message, hint, rule, "warning")


def misnamed(recipe: LoadedRecipe, facts: Sequence[Fact]) -> Iterator[Problem]:
    """Facts, tags and sections that the recipe's quiz names and that are not there."""
    quiz = recipe.recipe.quiz
    for field, wanted in (("include", quiz.include), ("exclude", quiz.exclude)):
        for place, name in enumerate(wanted):
            if not any(names(fact, name) for fact in facts):
                hint = guess(name, [fact.id for fact in facts])
                yield recipe.problem(("quiz", field, place), f"there is no fact {name!r}", hint, "unknown-fact")
    for tag in dict.fromkeys((*quiz.tags, *(tag for each in quiz.layout for tag in each.tags))):
        if not any(tagged(fact, (tag,)) for fact in facts):
            message, hint = f"no fact has the tag {tag!r}", "correct it, or tag facts with it"
            yield recipe.problem(("quiz", "tags", tag), message, hint, "unknown-tag", "warning")
    sections = list(dict.fromkeys(fact.section for fact in facts if fact.section))
    for section in quiz.sections:
        if section not in sections:
            message = f"no fact is of the section {section!r}"
            hint = guess(section, sections)
            yield recipe.problem(("quiz", "sections", section), message, hint, "unknown-section", "warning")
