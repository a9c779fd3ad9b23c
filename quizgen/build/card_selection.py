"""The cards of a recipe: the questions of its deck, and the changes since the deck's last release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.assembly.forms import has_options, single_item
from quizgen.build.question_selection import questions_of
from quizgen.errors import ContentError, Problem
from quizgen.errors.problem_kinds import NOTHING_TO_ASK, UNRELEASED
from quizgen.exporters.anki.deck import deck_types
from quizgen.exporters.anki.notes import deck_notes
from quizgen.exporters.anki.releases import changes
from quizgen.exporters.card_sheets import CardsRecipe
from quizgen.exporters.job import CardsJob, CommonFields
from quizgen.model.lock import Lock
from quizgen.model.paper import CardSheet
from quizgen.model.question import Question
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.locks import read_lock
from quizgen.reading.recipes.recipe import LoadedRecipe


def deck_lock(recipe: LoadedRecipe) -> tuple[Lock | None, Sequence[Problem]]:
    """The lock of the deck's last release, or None if there is none or it cannot be read."""
    try:
        return read_lock(recipe.path), ()
    except ContentError as refused:
        return None, refused.problems


def select_cards(
    common: CommonFields,
    recipe: LoadedRecipe,
    given: Sequence[Loaded],
    questions: Sequence[Question],
    lock: Lock | None,
    *,
    wanted: bool,
    locked: bool,
) -> tuple[CardsJob, list[Problem]]:
    """The cards among the ``questions`` (none unless ``wanted``) and the problems with them.

    The deck is compared with its ``lock``. Retired facts have cards if learners may have them: if there is a lock,
    or if ``locked`` is false because the lock is lost.
    """
    options, seed = recipe.recipe.quiz.options, recipe.recipe.seed
    deck, sheet = recipe.recipe.deck, recipe.section("cards", CardsRecipe)
    cards = [question for question in questions if wanted and question.kind in deck.kinds]
    retired = questions_of(recipe, given, deck.kinds if lock or not locked else (), retired=True)
    job = CardsJob(
        **common,
        cards=cards,
        retired=retired,
        lock=lock,
        choices={
            question.id: single_item(question, options, seed)
            for question in (*cards, *retired)
            if has_options(question)
        },
        subdecks=deck.subdecks or "",
        new_per_day=deck.new_per_day or 0,
        retention=deck.retention or 0.0,
        card_sheet=CardSheet(sheet.layout, sheet.per_sheet, sheet.flip, (sheet.offset.x, sheet.offset.y)),
    )
    problems = list(_unreleased(job, recipe))
    if wanted and not cards:
        message, hint = "there are no cards for these facts", "add facts with {answers}, or other kinds of cards"
        problems.append(recipe.problem(("facts",), message, hint, NOTHING_TO_ASK))
    return job, problems


def _unreleased(job: CardsJob, recipe: LoadedRecipe) -> Iterator[Problem]:
    """A warning if the deck differs from its last release: it must be released before learners get it."""
    if job.lock is None:
        return
    notes = deck_notes(job)
    found = changes(notes, deck_types(job, notes).values(), job.lock)
    if found:
        message = f"the deck has changed since its release: {found.summary}"
        hint = f"run  quizgen release {recipe.name}  before learners get it"
        yield recipe.problem((), message, hint, UNRELEASED)
