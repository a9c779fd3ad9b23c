"""The sections of a recipe that are declared by worksheets and outputs in their own modules."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.assembly.worksheets import WORKSHEETS
from quizgen.assembly.worksheets.recipe_section import section, section_for
from quizgen.exporters.card_sheets import CardSheets
from quizgen.exporters.scannable.answer_sheet import AnswerSheet
from quizgen.exporters.scannable.response_cards import ResponseCards
from quizgen.reading.yaml.validation import Record

# By the names of a recipe's fields.
OUTPUT_SECTIONS: Mapping[str, type[Record]] = {
    "cards": CardSheets.recipe,
    "answer_sheet": AnswerSheet.recipe,
    "response_cards": ResponseCards.recipe,
}


def all_sections() -> Mapping[str, type[Record]]:
    """The models of the sections, with every kind of worksheet, by the names of the recipe's fields."""
    return {**OUTPUT_SECTIONS, "worksheets": section(WORKSHEETS.names())}


def sections_of(document: Mapping[str, object]) -> Mapping[str, type[Record]]:
    """The models of the sections, with the kinds of worksheet in the recipe, by the names of the recipe's fields."""
    worksheets = section_for(document["worksheets"]) if "worksheets" in document else Record
    return {**OUTPUT_SECTIONS, "worksheets": worksheets}
