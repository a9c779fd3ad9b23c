"""The cards of a recipe: the questions of its deck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.assembly.forms import has_options, single_item
from quizgen.checks.questions import asked_alike, asked_twice, is_same_answer, two_answers
from quizgen.checks.rule import Rule
from quizgen.errors import Problem, quoted
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
    problems = [*_asked_alike(cards, recipe)]
    return job, [*problems, *_nothing_to_ask(recipe)] if wanted and not cards else problems


def card_item(question: Question, settings: ProjectSettings) -> Item:
    """The options of a card, which depend on the project and the question, and on nothing in a recipe."""
    return single_item(question, settings.anki.options, int(settings.uid or "0", 16))


def _asked_alike(cards: Sequence[Question], recipe: LoadedRecipe) -> Iterator[Problem]:
    """Cards of two collections that have the same front; those of one are found where its facts are checked."""
    reported: set[tuple[str, str]] = set()
    for first, second in asked_alike(cards):
        pair = first.fact.key, second.fact.key
        if first.fact.source.id != second.fact.source.id and pair not in reported:
            reported.add(pair)
            rule: Rule = asked_twice if is_same_answer(first, second) else two_answers
            message = f"the facts {first.fact.key!r} and {second.fact.key!r} ask the same: {quoted(str(second.stem))}"
            yield recipe.problem(("facts",), message, rule.remedy, rule, rule.level)


def _nothing_to_ask(recipe: LoadedRecipe) -> Iterator[Problem]:
    message, hint = "there are no cards for these facts", "add facts with {answers}, or other kinds of cards"
    yield recipe.problem(("facts",), message, hint, NOTHING_TO_ASK)
