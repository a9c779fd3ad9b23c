"""The cards of a recipe: the questions of its deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quizgen.assembly.forms import has_options, single_item
from quizgen.checks.questions import asked_alike, asked_twice, is_same_answer, two_answers
from quizgen.checks.rule import Rule
from quizgen.errors import Problem, quote
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
    is_wanted: bool,
) -> tuple[CardsJob, list[Problem]]:
    """The cards among the ``questions`` (none unless ``is_wanted``) and the problems with them."""
    deck, sheet = recipe.recipe.deck, recipe.section("cards", CardsRecipe)
    cards = [question for question in questions if is_wanted and question.kind in deck.kinds]
    if deck.forms == "best":
        cards = best_questions(cards)
    alike = {_front_and_answer(question): question for question in reversed(cards)}
    cards = list(reversed(alike.values()))
    job = CardsJob(
        **common,
        cards=cards,
        choices={question.id: card_item(question, settings) for question in cards if has_options(question)},
        subdecks=deck.subdecks or "",
        card_sheet=CardSheet(sheet.layout, sheet.per_sheet, sheet.flip, (sheet.offset.x, sheet.offset.y)),
    )
    return job, [*_asked_alike(cards, recipe)]


def _front_and_answer(question: Question) -> tuple[object, ...]:
    """What two questions have in common that are one card: a fact may ask for the short form of a name too."""
    if question.slot and question.slot.listing:
        return (question.id,)
    return str(question.stem), question.answer, form_of(question)


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
            message = f"the facts {first.fact.key!r} and {second.fact.key!r} ask the same: {quote(str(second.stem))}"
            yield recipe.problem(("facts",), message, rule.remedy, rule, rule.level)


def no_cards(recipe: LoadedRecipe, possible: Sequence[Question]) -> Problem:
    """The problem of a deck without a card, which names the kinds of the ``possible`` cards."""
    counts = Counter(question.kind for question in possible)
    if not counts:
        message, hint = "there are no cards for these facts", "add facts with {answers}"
        return recipe.problem(("facts",), message, hint, NOTHING_TO_ASK)
    kinds = " and ".join(recipe.recipe.deck.kinds)
    message = f"these facts make no cards of the kinds {kinds}, but of {counted_kinds(counts)}"
    hint = f"write  deck: {{kinds: [{', '.join(counts)}]}}"
    return recipe.problem(("facts",), message, hint, NOTHING_TO_ASK)


def counted_kinds(counts: Mapping[str, int]) -> str:
    """Kinds of question with their numbers: ``multiple-choice (12), short-answer (3)``."""
    return ", ".join(f"{kind} ({count})" for kind, count in counts.items())
