"""The cards of a recipe: the questions of its deck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.assembly.forms import has_options, single_item
from quizgen.errors import Problem
from quizgen.errors.problem_kinds import NOTHING_TO_ASK
from quizgen.exporters.anki.card_keys import best_questions, form_of
from quizgen.exporters.card_sheets import CardsRecipe
from quizgen.exporters.job import CardsJob, CommonFields
from quizgen.model.paper import CardSheet
from quizgen.model.question import Question
from quizgen.model.quiz import Item
from quizgen.reading.project_settings import ProjectSettings
from quizgen.reading.recipes.recipe import LoadedRecipe


def select_cards(
    common: CommonFields,
    recipe: LoadedRecipe,
    questions: Sequence[Question],
    settings: ProjectSettings,
    *,
    wanted: bool,
) -> tuple[CardsJob, list[Problem]]:
    """The cards among the ``questions`` (none unless ``wanted``) and the problems with them."""
    deck, sheet = recipe.recipe.deck, recipe.section("cards", CardsRecipe)
    cards = [question for question in questions if wanted and question.kind in deck.kinds]
    if deck.forms == "best":
        cards = best_questions(cards)
    # The short form of a name may be asked for by a fact too, in the same words.
    alike = {(str(question.stem), question.answer, form_of(question)): question for question in reversed(cards)}
    cards = list(reversed(alike.values()))
    job = CardsJob(
        **common,
        cards=cards,
        choices={question.id: card_item(question, settings) for question in cards if has_options(question)},
        subdecks=deck.subdecks or "",
        card_sheet=CardSheet(sheet.layout, sheet.per_sheet, sheet.flip, (sheet.offset.x, sheet.offset.y)),
    )
    return job, list(_nothing_to_ask(recipe)) if wanted and not cards else []


def card_item(question: Question, settings: ProjectSettings) -> Item:
    """The options of a card, which depend on the project and the question, and on nothing in a recipe."""
    return single_item(question, settings.anki.options, int(settings.uid or "0", 16))


def _nothing_to_ask(recipe: LoadedRecipe) -> Iterator[Problem]:
    message, hint = "there are no cards for these facts", "add facts with {answers}, or other kinds of cards"
    yield recipe.problem(("facts",), message, hint, NOTHING_TO_ASK)
