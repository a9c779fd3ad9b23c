"""What an exporter is given: all that it needs, so that it opens no file, starts no engine and reads no clock."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from quizgen.assembly.worksheets.worksheet import Worksheet
from quizgen.errors import TemplateError
from quizgen.exporters.anki.note import Content
from quizgen.exporters.anki.note_types import NoteType, Release
from quizgen.model.fact import Fact, Image, Source
from quizgen.model.lock import Key, Lock
from quizgen.model.marking import Marking, ResponseCard
from quizgen.model.paper import CardSheet, KeyKind, PageLayout, Paper, Style
from quizgen.model.question import Question
from quizgen.model.quiz import Item, Quiz
from quizgen.model.school import School
from quizgen.model.text import Marked, Text, Words
from quizgen.rendering.environments import Templates
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.words.catalogues import counted_message, enumeration, words_for

Boxes = Sequence[Mapping[str, str | int | float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What all jobs of a recipe have in common.

    ``released`` is the recipe's date in seconds since 1970; ``pictures`` maps a source's id and a file name to the
    file's content; ``drawings`` maps each picture that is shown as pixels to its PNG. ``school`` is shown at the head.
    """

    name: str
    title: str
    language: str
    released: int
    sources: Sequence[Source]
    paper: Paper
    pictures: Mapping[tuple[str, str], bytes]
    templates: Templates
    school: School | None
    drawings: Mapping[Drawing, bytes] = field(default_factory=dict)

    @property
    def words(self) -> Mapping[str, str]:
        """The messages in the recipe's language."""
        return words_for(self.language)

    def counted_message(self, word: str, number: int) -> str:
        """Return the message ``word`` for a number: "2 points"."""
        return counted_message(self.language, word, number)

    def labelled_text(self, word: str, text: str) -> str:
        """Return ``text`` after the message ``word`` and a colon."""
        return self.words["labelled"].format(label=self.words[word], text=text)

    def picture(self, fact: Fact, image: Image) -> bytes:
        """Return the content of a fact's image."""
        return self.pictures[fact.source.id, image.file]

    def common(self) -> CommonFields:
        """Return the fields that all jobs have in common."""
        return CommonFields(
            name=self.name,
            title=self.title,
            language=self.language,
            released=self.released,
            sources=self.sources,
            paper=self.paper,
            pictures=self.pictures,
            templates=self.templates,
            school=self.school,
        )

    def locator(self, fact: Fact) -> str:
        """Return where in the article the fact's evidence is: "paragraphs 3 and 14".

        It is "" for quotes without their paragraph. A fact from elsewhere has its reference instead, and one without
        evidence says so.
        """
        if fact.stance == "background":
            return self.labelled_text("background", fact.reference)
        numbers = sorted({evidence.paragraph for evidence in fact.evidence if evidence.paragraph})
        if len(numbers) > 1:
            return self.words["paragraphs"].format(numbers=enumeration(self.language, [*map(str, numbers)]))
        if numbers:
            return self.words["paragraph"].format(number=numbers[0])
        return "" if fact.evidence else self.words["no_evidence"]

    def as_of(self, fact: Fact) -> str:
        """Return the date at which the fact was true, or "" if it does not change."""
        if fact.as_of != "article":
            return fact.as_of
        return fact.source.published or self.words["article_now"]


class CommonFields(TypedDict):
    """The fields of `Job`, as keyword arguments for the jobs of one recipe.

    Where a job is created from them, mypy reports a field that only one of the two classes has.
    """

    name: str
    title: str
    language: str
    released: int
    sources: Sequence[Source]
    paper: Paper
    pictures: Mapping[tuple[str, str], bytes]
    templates: Templates
    school: School | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsJob(Job):
    """The cards of a recipe.

    ``choices`` maps the ids of questions with options to their items. ``subdecks`` says how the deck is divided into
    subdecks.
    """

    cards: Sequence[Question]
    choices: Mapping[str, Item]
    subdecks: str
    card_sheet: CardSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesJob(Job):
    """The notes of a recipe's Anki deck, in the order in which they are learned; those that are retired come last.

    ``lock`` is that of the project with these notes; ``lock_copy`` gives its file for a package with some of them.
    ``types`` has the note types by the keys of `TYPES`, ``decks`` the names of the deck's parts in Anki, of which the
    deck itself is the part "". ``new_per_day`` and ``retention`` are the deck's proposed options, 0 for none.
    """

    notes: Sequence[Content] = ()
    lock: Lock
    lock_copy: Callable[[Container[Key]], Iterable[bytes]] = lambda packed: ()
    types: Mapping[str, NoteType] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)
    release: Release = field(default_factory=Release)
    new_per_day: int = 0
    retention: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizJob(Job):
    """The quiz of a recipe, and how its answers are marked.

    ``known`` are all answers and names that the collections have. ``boxes`` maps a form and style to the measured
    boxes of a quiz that a scanner reads, or to what is wrong with a student's form; it is empty unless the recipe has
    such a quiz. ``layouts`` are how the questions fit the pages of each style, ``key_layouts`` those
    of an annotated key. ``keys`` are the answer keys.
    """

    quiz: Quiz
    marking: Marking
    known: Sequence[str] = ()
    boxes: Mapping[tuple[str, Style], Boxes | TemplateError] = field(default_factory=dict)
    layouts: Mapping[Style, PageLayout] = field(default_factory=dict)
    key_layouts: Mapping[Style, PageLayout] = field(default_factory=dict)
    keys: Sequence[KeyKind] = ("full",)

    def layout(self, style: Style) -> PageLayout:
        """Return how the questions fit the pages of a style."""
        return self.layouts.get(style, PageLayout(columns=self.paper.columns))

    def true_statement(self, question: Question) -> Text:
        """Return the true statement of a true/false question, with what was asked for highlighted."""
        if question.written:
            return question.fact.text()
        before = len(question.stem.spans) - len(question.fact.text().spans)
        attribution, statement = Text(question.stem.spans[:before]), Text(question.stem.spans[before:])
        return attribution + _begun_like(question.fact.marked_statement(question.name), str(statement))


def _begun_like(text: Text, plain: str) -> Text:
    """``text`` with the first letter that it has in ``plain``: a small one, often, after the name of who says it."""
    match text.spans:
        case (Words(words), *others):
            return Text((Words(plain[: len(words)]), *others))
        case (Marked(inner, hint), *others):
            return Text((Marked(_begun_like(inner, plain), hint), *others))
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetsJob(Job):
    """The worksheets of a recipe."""

    worksheets: Sequence[Worksheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentsJob(Job):
    """The response cards of a recipe's students, and how many are on a page."""

    cards: Sequence[ResponseCard]
    per_page: int
