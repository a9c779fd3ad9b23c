"""Choosing the questions of a recipe's quiz: its blueprint, the selection, and the requirements not met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.assembly.blueprint import Blueprint, Requirement
from quizgen.assembly.features import FEATURES, enemies, has_tag, is_named, uncovering_pairs
from quizgen.assembly.forms import false_statement, has_options, wrong_options
from quizgen.assembly.groups import pick
from quizgen.assembly.solver import Selection, select
from quizgen.build.collector import collector_at_rest
from quizgen.checks.cueing import ReadQuestion, cues, reading
from quizgen.errors import Names, Problem
from quizgen.errors.problem_kinds import BLUEPRINT, TOO_FEW, UNKNOWN_FACT, UNKNOWN_SECTION, UNKNOWN_TAG
from quizgen.generators import generate, paper_kinds, question_kinds
from quizgen.model.body import TrueFalse
from quizgen.model.fact import Fact
from quizgen.model.identity import seeded_random
from quizgen.model.question import Question
from quizgen.model.text import parse_text
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.recipes.quiz_settings import QuizRecipe
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.yaml.spellings import suggestion

USUAL_COUNTS = {"multiple-choice": 8, "true-false": 4, "short-answer": 4}


def blueprint(quiz: QuizRecipe) -> Blueprint:
    """The requirements of the recipe's quiz."""
    open_size = quiz.minutes is not None or quiz.points is not None
    numbers = quiz.questions
    total = (numbers.total if numbers else None) or 0
    in_all = bool(open_size or total)
    counts = numbers.counts if numbers else USUAL_COUNTS
    kinds = {str(kind): share for kind, share in quiz.kinds.items() if share} if in_all else {}
    shares = {
        "kinds": kinds,
        "levels": {str(level): share for level, share in quiz.levels.items()},
        "bloom": {str(level): share for level, share in quiz.bloom.items()},
        "tags": quiz.tags,
        "sections": quiz.sections,
    }
    assert shares.keys() == FEATURES.keys()
    usual_seconds = {kind.name: kind.on_paper.seconds for kind in question_kinds() if kind.on_paper}
    return Blueprint(
        counts={} if in_all else counts,
        total=total,
        minutes=quiz.minutes or 0,
        points=quiz.points or 0,
        seconds={**usual_seconds, **quiz.seconds},
        points_each={**dict.fromkeys(usual_seconds, 1), **quiz.points_each},
        difficulty=quiz.difficulty.mean if quiz.difficulty else None,
        shares=shares,
        include=quiz.include,
        exclude=quiz.exclude,
    )


@collector_at_rest()
def questions_of(
    recipe: LoadedRecipe, collections: Sequence[Loaded], kinds: Sequence[str], *, retired: bool = False
) -> list[Question]:
    """Every question of ``kinds`` for facts with the recipe's tags, or for ``retired`` facts instead."""
    return [
        question
        for loaded in collections
        for question in generate(loaded.collection, kinds, retired=retired)
        if isinstance(question, Question) and has_tag(question.fact, recipe.recipe.tags)
    ]


def select_questions(
    recipe: LoadedRecipe, questions: Sequence[Question], levels: Mapping[str, int], *, bank: bool
) -> tuple[Selection, list[Problem]]:
    """Chooses the questions of each form, or all for a ``bank``; returns them and the requirements not met.

    ``levels`` are, by the ids of questions, difficulties that count instead of those of their facts.
    """
    if bank:
        kinds = paper_kinds()
        return Selection((tuple(question for question in questions if question.kind in kinds),)), []
    selection = selection_of(recipe.recipe.quiz, with_levels(questions, levels), recipe.recipe.seed)
    unmet = list(unmet_requirements(recipe, selection)) if any(selection.forms) else []
    own = {question.id: question for question in questions}
    forms = tuple(tuple(own[question.id] for question in form) for form in selection.forms)
    return replace(selection, forms=forms), unmet


def with_levels(questions: Sequence[Question], levels: Mapping[str, int]) -> Sequence[Question]:
    """The questions, with ``levels`` in place of the difficulty of their facts."""
    if not levels:
        return questions
    return [
        question._replace(fact=replace(question.fact, difficulty=levels.get(question.id, question.fact.difficulty)))
        for question in questions
    ]


def selection_of(quiz: QuizRecipe, questions: Sequence[Question], seed: int) -> Selection:
    """The questions of each form, or of one form if all have the same."""
    plan = blueprint(quiz)
    pool = plan.pool(questions)
    return select(
        pool,
        plan.requirements(),
        seed,
        conflicts=conflicts(pool, quiz.options, seed),
        forms=quiz.forms if quiz.parallel else 1,
        size=plan.size,
    )


def conflicts(questions: Sequence[Question], options: int, seed: int) -> dict[str, frozenset[str]]:
    """For each question, the ids of those that must not be in its form: enemies, and those that give away an answer.

    A picture that shows its labels gives away the question that covers them.

    Options, and the parts of questions over several facts, are drawn with ``seed`` as in the forms themselves.
    """
    visible = [_with_used_parts(question, seed) for question in questions]
    conflicting = {id: set(others) for id, others in enemies(visible).items()}
    by_fact: dict[str, list[str]] = {}
    for question in questions:
        if not question.parts:
            by_fact.setdefault(question.fact.key, []).append(question.id)
    pairs = list(uncovering_pairs(questions))
    for question in visible:
        pairs += [(question.id, other) for part in question.parts for other in by_fact.get(part.fact.key, ())]
    single = [question for question in questions if not question.parts]
    ids, readings = [question.id for question in single], [_read(question, options, seed) for question in single]
    for question in single:
        statement = false_statement(question, seed) if isinstance(question.body, TrueFalse) else None
        if statement:  # which of the two is printed depends on the other questions
            ids.append(question.id)
            readings.append(reading(question, prompt=statement))
    pairs += [(ids[one], ids[other]) for one, other, _ in cues(readings)]
    for one, other in pairs:
        conflicting.setdefault(one, set()).add(other)
        conflicting.setdefault(other, set()).add(one)
    return {id: frozenset(others) for id, others in conflicting.items()}


def _with_used_parts(question: Question, seed: int) -> Question:
    return question.over(pick(question, seeded_random(seed, "group", question.id))) if question.parts else question


def _read(question: Question, options: int, seed: int) -> ReadQuestion:
    if not has_options(question):
        return reading(question)
    return reading(question, [parse_text(text) for text in (*question.keys, *wrong_options(question, options, seed))])


def unmet_requirements(recipe: LoadedRecipe, selection: Selection) -> Iterator[Problem]:
    """Warnings about requirements that are not met, with those that they conflict with."""
    reported: set[tuple[str | int, ...]] = set()
    for clash in selection.clashes:
        missed = [requirement for requirement in clash if requirement in selection.missed] or list(clash[-1:])
        reported |= {requirement.field for requirement in missed}
        if len(clash) == 1:
            message = f"the quiz cannot have {clash[0].label}; closest possible: {selection.achievement(clash[0])}"
            yield _problem(recipe, selection, clash[0], message, "add facts, or ask for less")
            continue
        labels = ", ".join(requirement.label for requirement in clash[:-1]) + f" and {clash[-1].label}"
        closest = " and ".join(
            f"{selection.achievement(requirement)} instead of {requirement.label}" for requirement in missed
        )
        message = f"the quiz cannot have {labels} together; closest possible: {closest}"
        yield _problem(recipe, selection, missed[0], message, "give one of them up, or add facts")
    for requirement in selection.missed:
        if requirement.field not in reported:
            closest = selection.achievement(requirement)
            message = (
                f"the quiz cannot have {requirement.label} with its other requirements; closest possible: {closest}"
            )
            yield _problem(recipe, selection, requirement, message, "give one of them up, or add facts")


def _problem(recipe: LoadedRecipe, selection: Selection, requirement: Requirement, message: str, hint: str) -> Problem:
    kind = TOO_FEW if requirement.field[0] in ("questions", "minutes", "points") else BLUEPRINT
    if requirement.field[0] == "questions" and recipe.recipe.quiz.questions is None:
        hint = f"add facts, or ask for less: under quiz, write  questions: {_closest_counts(selection)}"
    return recipe.problem(("quiz", *requirement.field), message, hint, kind)


def _closest_counts(selection: Selection) -> str:
    """How many questions of the usual kinds every form has, as a recipe says it."""
    kinds = [[question.kind for question in form] for form in selection.forms]
    closest = {kind: min(form.count(kind) for form in kinds) for kind in USUAL_COUNTS}
    return "{" + ", ".join(f"{kind}: {count}" for kind, count in closest.items() if count) + "}"


def unknown_names(recipe: LoadedRecipe, facts: Sequence[Fact]) -> Iterator[Problem]:
    """Problems with names of facts, tags and sections in the recipe that do not exist."""
    quiz = recipe.recipe.quiz
    quiz_tags = dict.fromkeys((*quiz.tags, *(tag for section in quiz.layout for tag in section.tags)))
    tag_fields: list[tuple[str, Names]] = [(tag, ("tags", index)) for index, tag in enumerate(recipe.recipe.tags)]
    tag_fields += [(tag, ("quiz", "tags", tag)) for tag in quiz_tags]
    for tag, path in tag_fields:
        if not any(has_tag(fact, (tag,)) for fact in facts):
            message, hint = f"no fact has the tag {tag!r}", "correct it, or tag facts with it"
            yield recipe.problem(path, message, hint, UNKNOWN_TAG)
    for field, fact_names in (("include", quiz.include), ("exclude", quiz.exclude)):
        for index, name in enumerate(fact_names):
            if not any(is_named(fact, name) for fact in facts):
                hint = suggestion(name, [fact.id for fact in facts])
                yield recipe.problem(("quiz", field, index), f"there is no fact {name!r}", hint, UNKNOWN_FACT)
    sections = list(dict.fromkeys(fact.section for fact in facts if fact.section))
    for section in quiz.sections:
        if section not in sections:
            message = f"no fact is in the section {section!r}"
            hint = suggestion(section, sections)
            yield recipe.problem(("quiz", "sections", section), message, hint, UNKNOWN_SECTION)
