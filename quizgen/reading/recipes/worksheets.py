"""What a recipe says of its worksheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field

from quizgen.reading.yaml.validation import Prose, Proses, Record


class CrosswordRecipe(Record):
    """The crossword."""

    words: Annotated[int, Field(ge=5, le=40)] = 20
    """How many words at most."""


class WordSearchRecipe(Record):
    """The word search."""

    words: Annotated[int, Field(ge=5, le=25)] = 15
    """How many words at most."""
    level: Annotated[int, Field(ge=1, le=3)] = 2
    """Which ways words go: 1 right and down; 2 also diagonally; 3 also backwards."""
    clues: bool = False
    """Whether students read only the clues; else the words themselves."""


class BingoRecipe(Record):
    """The cards of bingo."""

    cards: Annotated[int, Field(ge=2, le=100)] | None = None
    """How many cards; not given: one for each student on the quiz's roster, or else 24."""
    size: Annotated[int, Field(ge=3, le=5)] | None = None
    """How many fields a row has; not given: 3, 4 or 5, by how many calls there are."""
    free: bool = False
    """Whether the middle of a card is free, where it has one."""


class MatchingRecipe(Record):
    """The sheet of things to be matched."""

    pairs: Annotated[int, Field(ge=3, le=12)] = 8
    """How many pairs an exercise has at most."""
    letters: bool = True
    """Whether letters are written; else lines are drawn."""


class OrderingRecipe(Record):
    """The sheet of things to be put in order."""

    things: Annotated[int, Field(ge=3, le=12)] = 8
    """How many things with amounts an exercise has at most."""


class TimelineRecipe(Record):
    """The timeline."""

    events: Annotated[int, Field(ge=3, le=12)] = 8
    """How many events at most."""


class WordBankRecipe(Record):
    """The passage with gaps."""

    topic: Prose | None = None
    """The section of the lesson, or the tag, that it is about; not given: that with most sentences."""
    gaps: Annotated[int, Field(ge=3, le=20)] = 10
    """How many gaps at most."""


class TableRecipe(Record):
    """The table to fill in."""

    rows: Annotated[int, Field(ge=3, le=15)] = 8
    """How many rows at most."""
    relations: Proses = ()
    """The relations that are its columns; none given: those that say something of the same things."""
    headings: dict[Prose, Prose] = Field(default_factory=dict)
    """What stands over a column, by its relation, or over the first, by the name of its slot."""


class LabellingRecipe(Record):
    """The pictures to be labelled."""

    bank: bool = False
    """Whether the labels stand in a box below the picture."""


class ExitTicketRecipe(Record):
    """The tickets for the end of a lesson."""

    questions: Annotated[int, Field(ge=2, le=3)] = 3
    """How many questions a ticket has."""
    tickets: Annotated[int, Field(ge=2, le=4, multiple_of=2)] = 4
    """How many a page has, 2 or 4; where they do not fit, fewer."""


class StudyGuideRecipe(Record):
    """What there is to learn."""

    quotes: bool = True
    """Whether the article's words stand below each statement."""


class SourceRecipe(Record):
    """The article's text."""

    numbers: bool = True
    """Whether each paragraph has its number."""


class DominoesRecipe(Record):
    """The dominoes."""

    cards: Annotated[int, Field(ge=3, le=100)] | None = None
    """How many dominoes; not given: 24; at most one an entry."""


class LoopCardsRecipe(Record):
    """The cards that ask for one another."""

    cards: Annotated[int, Field(ge=3, le=100)] | None = None
    """How many cards; not given: one for each student on the quiz's roster, or else 24; at most one an entry."""


class WorksheetsRecipe(Record):
    """The worksheets; none named: crossword, word search and bingo."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": False})  # plugins' are extra

    crossword: CrosswordRecipe | None = None
    """A crossword."""
    word_search: Annotated[WordSearchRecipe | None, Field(alias="word-search")] = None
    """Words hidden in a grid of letters."""
    bingo: BingoRecipe | None = None
    """Cards with answers, whose questions are read out."""
    matching: MatchingRecipe | None = None
    """Two columns to be matched."""
    ordering: OrderingRecipe | None = None
    """Things to be numbered in their order."""
    timeline: TimelineRecipe | None = None
    """A line of time, and what happened along it."""
    word_bank: Annotated[WordBankRecipe | None, Field(alias="word-bank")] = None
    """A passage with gaps, and the words that fill them."""
    table: TableRecipe | None = None
    """A table to fill in: things, and what relations say of each."""
    labelling: LabellingRecipe | None = None
    """Pictures whose labels are covered by numbers."""
    exit_ticket: Annotated[ExitTicketRecipe | None, Field(alias="exit-ticket")] = None
    """Tickets to be cut out, with a few questions for the end of a lesson."""
    study_guide: Annotated[StudyGuideRecipe | None, Field(alias="study-guide")] = None
    """What there is to learn, with the quotes that prove it."""
    source: SourceRecipe | None = None
    """The article with its paragraphs numbered, where its licence lets it be copied."""
    dominoes: DominoesRecipe | None = None
    """Dominoes with an answer on one half, and on the other the question of another."""
    loop_cards: Annotated[LoopCardsRecipe | None, Field(alias="loop-cards")] = None
    """Cards that say "I have …; who has …?"."""

    @property
    def named(self) -> Mapping[str, object]:
        """What is said of each sheet that is named; of a plugin's as it was read, None where nothing is said."""
        fields = {name: field.alias or name for name, field in type(self).model_fields.items()}
        built_in = {key: getattr(self, name) for name, key in fields.items() if name in self.model_fields_set}
        return {**built_in, **(self.model_extra or {})}
