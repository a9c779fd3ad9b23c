"""A recipe's worksheets, and what could not be made of them as the recipe's problems."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.assembly.bingo import largest
from quizgen.assembly.worksheets import make_bingo, make_crossword, make_word_search, parts_of
from quizgen.errors import Problem
from quizgen.generators.worksheets import FEWEST_CALLS, FEWEST_ENTRIES
from quizgen.messages import unwanted
from quizgen.model.question import WORKSHEET_KINDS, Question, WorksheetKind
from quizgen.model.quiz import Student
from quizgen.model.worksheets import Bingo, Crossword, WordSearch, Worksheets
from quizgen.recipes import LoadedRecipe
from quizgen.worksheet_recipes import BingoRecipe, CrosswordRecipe, WordSearchRecipe, WorksheetsRecipe

CARDS = 24  # a usual class
_FEWEST = {"bingo": FEWEST_CALLS, "crossword": FEWEST_ENTRIES, "word-search": FEWEST_ENTRIES}


def worksheets(
    recipe: LoadedRecipe, questions: Sequence[Question], students: Sequence[Student]
) -> tuple[Worksheets, list[Problem]]:
    """The sheets that the recipe names, or all where it names none; one with too few entries is left out and told."""
    sheets = _Sheets(recipe, questions)
    return Worksheets(sheets.crossword(), sheets.word_search(), sheets.bingo(students)), sheets.problems


class _Sheets:
    def __init__(self, recipe: LoadedRecipe, questions: Sequence[Question]) -> None:
        self._recipe = recipe
        self._seed = recipe.recipe.seed
        self._parts = {
            kind: parts_of((each for each in questions if each.kind == kind), recipe.recipe.tags)
            for kind in WORKSHEET_KINDS
        }
        named = recipe.recipe.worksheets
        usual = WorksheetsRecipe(crossword=CrosswordRecipe(), word_search=WordSearchRecipe(), bingo=BingoRecipe())
        self._all = named == WorksheetsRecipe()
        self._wanted = usual if self._all else named
        self.problems: list[Problem] = []

    def crossword(self) -> Crossword | None:
        wanted, parts = self._wanted.crossword, self._parts["crossword"]
        if wanted is None or not self._enough("crossword"):
            return None
        made = make_crossword(parts, wanted.words, self._seed)
        if short := min(wanted.words, len(parts)) - len(made.entries):
            message = f"{short} of its words cross no others and are left out of the crossword"
            self._tell("crossword", message, "try another seed, or ask for fewer words")
        return made

    def word_search(self) -> WordSearch | None:
        wanted, parts = self._wanted.word_search, self._parts["word-search"]
        if wanted is None or not self._enough("word-search"):
            return None
        forbidden = unwanted(parts[0].fact.source.language)
        made = make_word_search(parts, wanted.words, wanted.level, wanted.clues, forbidden, self._seed)
        if made is None:
            message = "no grid hides these words so that each is found once, and the word search is left out"
            self._tell("word-search", message, "ask for fewer words, or try another seed")
        return made

    def bingo(self, students: Sequence[Student]) -> Bingo | None:
        wanted, parts = self._wanted.bingo, self._parts["bingo"]
        if wanted is None or not self._enough("bingo"):
            return None
        side = largest(len(parts), wanted.free)
        if wanted.size and wanted.size > side:
            asked, given = f"{wanted.size} by {wanted.size}", f"{side} by {side}"
            message = f"{len(parts)} calls are too few for cards of {asked}; they have {given}"
            self._tell("bingo", message, "add facts with short answers, or leave out the size")
        holders = students if wanted.cards is None else ()
        return make_bingo(
            parts, min(wanted.size or side, side), wanted.free, wanted.cards or CARDS, holders, self._seed
        )

    def _enough(self, sheet: WorksheetKind) -> bool:
        count, fewest = len(self._parts[sheet]), _FEWEST[sheet]
        if count < fewest:
            message = f"there are {count or 'no'} entries for the {sheet}, which needs {fewest}, and it is left out"
            self._tell(sheet, message, "add facts with short answers; quizgen list --why  says what each brings")
        return count >= fewest

    def _tell(self, sheet: WorksheetKind, message: str, hint: str) -> None:
        field = ("worksheets",) if self._all else ("worksheets", sheet)
        self.problems.append(self._recipe.problem(field, message, hint, "worksheet", "warning"))
