"""The quiz of a recipe: its questions laid out in forms."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from quizgen.assembly.forms import assemble
from quizgen.assembly.paper_sections import SectionPlan
from quizgen.assembly.solver import Selection
from quizgen.build.answer_marking import marking_of
from quizgen.build.card_selection import counted_kinds
from quizgen.errors import Problem, first_few, plural
from quizgen.errors.problem_kinds import NOTHING_TO_ASK, TOO_FEW_OPTIONS
from quizgen.exporters.job import CommonFields, QuizJob
from quizgen.generators import paper_kinds
from quizgen.model.body import options_of
from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.model.quiz import Quiz, Student
from quizgen.reading.recipes.recipe import LoadedRecipe


def assemble_quiz(
    common: CommonFields,
    recipe: LoadedRecipe,
    selection: Selection,
    facts: Sequence[Fact],
    students: Sequence[Student],
    *,
    is_wanted: bool,
    bank: bool,
) -> tuple[QuizJob, list[Problem]]:
    """Assembles the selected questions into forms; returns the quiz's job and, if it ``is_wanted``, its problems.

    A ``bank`` has one form. ``facts`` are all facts in order.
    """
    settings = recipe.recipe.quiz
    quiz = assemble(
        common["title"],
        common["language"],
        selection.forms,
        forms=1 if bank else settings.forms,
        options=settings.options,
        seed=recipe.recipe.seed,
        layout=[
            SectionPlan(section.title, section.instructions, section.kinds, section.tags, section.shuffle)
            for section in settings.layout
        ],
        students=students,
        last_option=settings.last_option,
        points_each={str(kind): points for kind, points in settings.points_each.items()},
        facts=[fact.key for fact in facts],
    )
    marking, keys = marking_of(recipe), recipe.recipe.key
    job = QuizJob(**common, quiz=quiz, marking=marking, known=_known_answers(facts), keys=keys)
    return job, list(_shortages(recipe, quiz)) if is_wanted else []


def _known_answers(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Every name of every answer, and every wrong answer of a teacher, each once."""
    names: dict[str, None] = {}
    for slot in itertools.chain.from_iterable(fact.slots for fact in facts):
        members = slot.listing.members if slot.listing else ()
        names |= dict.fromkeys((slot.shown, slot.value, *slot.accept, *slot.distractors, *slot.scale))
        names |= dict.fromkeys(name for member in members for name in (member.shown, *member.accept))
    return tuple(names)


def no_questions(recipe: LoadedRecipe, possible: Sequence[Question]) -> Problem:
    """The problem of a quiz without a question, which names the kinds of the ``possible`` questions."""
    counts = Counter(question.kind for question in possible if question.kind in paper_kinds())
    if not counts:
        message, hint = "this quiz has no questions", "add facts that support them"
        return recipe.problem(("quiz",), message, hint, NOTHING_TO_ASK)
    message = f"this quiz has no questions, though these facts support {counted_kinds(counts)}"
    kind, count = counts.most_common(1)[0]
    return recipe.problem(
        ("quiz",), message, f"write  quiz: {{questions: {{{kind}: {min(count, 10)}}}}}", NOTHING_TO_ASK
    )


def _shortages(recipe: LoadedRecipe, quiz: Quiz) -> Iterator[Problem]:
    """The problem of a quiz whose questions have too few options."""
    items = tuple(item for form in quiz.forms for item in form.items)
    options = recipe.recipe.quiz.options
    short = {item.question.id: item.question.fact.id for item in items if 0 < len(options_of(item.body)) < options}
    if short:
        has = "has" if len(short) == 1 else "have"
        message = (
            f"{plural(len(short), 'question')} {has} fewer than {options} options: {first_few(list(short.values()), 5)}"
        )
        hint = "add distractors to these facts, or ask for fewer options"
        yield recipe.problem(("quiz", "options"), message, hint, TOO_FEW_OPTIONS)
