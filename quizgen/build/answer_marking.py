"""How the answers to a recipe's quiz are marked by machine, and the response cards of its students."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quizgen.errors import Problem
from quizgen.errors.problem_kinds import OVERLAY, RESPONSE_CARDS
from quizgen.exporters.job import CommonFields, StudentsJob
from quizgen.exporters.scannable.answer_sheet import AnswerSheetRecipe
from quizgen.exporters.scannable.response_cards import MOST_CARDS, ResponseCardsRecipe
from quizgen.model.marking import Marking, ResponseCard
from quizgen.model.quiz import Student
from quizgen.reading.recipes.recipe import LoadedRecipe

CARDS = 30  # a usual class


def marking_of(recipe: LoadedRecipe) -> Marking:
    """The marking settings of the recipe."""
    sheet = recipe.section("answer_sheet", AnswerSheetRecipe)
    separate = "answer-sheet" in recipe.recipe.outputs
    return Marking(
        shape=sheet.boxes,
        digits=sheet.digits,
        credit=sheet.credit,
        check="iso7064-mod11-10" if sheet.check_digit else None,
        copies=sheet.copies,
        in_quiz=sheet.in_quiz,
        separate=separate,
        lettered=sheet.in_quiz or separate,
    )


def number_cards(
    common: CommonFields, recipe: LoadedRecipe, students: Sequence[Student]
) -> tuple[StudentsJob, list[Problem]]:
    """A response card for each of the ``students``, or as many as the recipe asks for, and warnings about its outputs.

    Students in excess of the number of marks get no card, and are reported.
    """
    settings = recipe.section("response_cards", ResponseCardsRecipe)
    if students and settings.cards is None:
        cards = numbered_cards(students)
    else:
        count = settings.cards or CARDS
        cards = tuple(ResponseCard(number) for number in range(1, count + 1))
    marked = [card for card in cards if card.number <= MOST_CARDS]
    job = StudentsJob(**common, cards=marked, per_page=settings.per_page)
    return job, list(_faults(recipe, len(cards) - len(marked)))


def _faults(recipe: LoadedRecipe, short: int) -> Iterator[Problem]:
    """The warnings about the outputs; ``short`` is the number of students without a card."""
    outputs = recipe.recipe.outputs
    if short and "response-cards" in outputs:
        message = f"a class can have {MOST_CARDS} response cards, and {short} of its students get none"
        hint = "divide the class in two in the column class of the roster"
        yield recipe.problem(("quiz", "roster"), message, hint, RESPONSE_CARDS)
    if "overlay" in outputs and "answer-sheet" not in outputs:
        message = "an overlay needs an answer sheet, and this recipe has none"
        index = outputs.index("overlay")
        yield recipe.problem(("outputs", index), message, "add answer-sheet to the outputs", OVERLAY)


def numbered_cards(students: Sequence[Student]) -> tuple[ResponseCard, ...]:
    """A card for each student, numbered from 1 in each class, because classes do not share a room."""
    counted: Counter[str] = Counter()
    cards = []
    for student in students:
        counted[student.group] += 1
        cards.append(ResponseCard(counted[student.group], student))
    return tuple(cards)
