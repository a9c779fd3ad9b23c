"""An assembled quiz: numbered questions with their options in place, in one or more forms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from quizgen.model.choice import Choice
from quizgen.model.fact import Fact, Image, Label
from quizgen.model.labels import in_reading_order
from quizgen.model.question import Kind, Part, Question
from quizgen.model.text import Text, parse_text


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an item; ``feedback`` is for who chose it."""

    letter: str
    text: Text
    correct: bool
    feedback: Text = Text()  # noqa: RUF009 - a Text is frozen


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a question over several facts: what is shown, and the letter or word that belongs to it."""

    prompt: Text
    answer: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it stands in a form.

    ``prompt`` is what the student reads: of a true/false item, the statement as shown, which ``truth``
    says is true or false (None for other kinds). ``steps`` are the things to be put in order, as they are
    printed, each with its place in the right order. ``rows`` are the lines to which something of the ``bank`` belongs;
    ``parts`` are those of the question's that are used. ``last`` stands below the options and is none of them, for it
    is never right.
    """

    number: int
    question: Question
    prompt: Text
    options: tuple[Option, ...] = ()
    truth: bool | None = None
    steps: tuple[tuple[Text, int], ...] = ()
    rows: tuple[Row, ...] = ()
    bank: tuple[Option, ...] = ()
    parts: tuple[Part, ...] = ()
    last: Option | None = None
    points: int = 1

    @property
    def offered(self) -> tuple[Option, ...]:
        """Everything that can be chosen."""
        return (*self.options, self.last) if self.last else self.options

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it asks about, each once."""
        return tuple({part.fact.key: part.fact for part in self.parts}.values()) or (self.question.fact,)

    @property
    def image(self) -> Image | None:
        """The picture of its fact; a question over several facts has none."""
        return None if self.parts else self.question.fact.image

    @property
    def labels(self) -> tuple[Label, ...]:
        """The parts of the picture that are to be named, in the order of their numbers: the same in every form."""
        return in_reading_order(self.image.labels) if self.image and self.question.kind == "labelling" else ()

    @property
    def choice(self) -> Choice | None:
        """The item as the rules of item writing see it, or None where there is not one right option."""
        if sum(option.correct for option in self.options) != 1:
            return None
        key = next(place for place, option in enumerate(self.options) if option.correct)
        return Choice(str(self.prompt), tuple(str(option.text) for option in self.options), key)

    @property
    def apart(self) -> Text:
        """The prompt without its stimulus, which stands above several that share it."""
        written = self.question.written
        return parse_text(written.stem) if written and written.stimulus else self.prompt

    @property
    def lines(self) -> int:
        """How many answers are to be written."""
        listing = self.question.slot.listing
        return listing.ask_for if listing else 1

    @property
    def room(self) -> int:
        """How many letters the longest right answer has, of those that are to be written one a line."""
        slot = self.question.slot
        members = slot.listing.members if slot.listing else ()
        names = [name for member in members for name in (member.shown, *member.accept)] or [slot.shown, *slot.accept]
        return max(len(str(parse_text(name))) for name in names)

    @property
    def letter(self) -> str:
        """The letters of the right options, or "" where there are no options."""
        return ", ".join(option.letter for option in self.options if option.correct)


@dataclass(frozen=True, slots=True)
class Section:
    """Items that stand together; ``kind`` is None where they are of several.

    ``title`` and ``instructions`` are the teacher's, or "" where the kind's usual words will do.
    """

    kind: Kind | None
    items: tuple[Item, ...]
    title: str = ""
    instructions: str = ""

    @property
    def points(self) -> int:
        """What its items are worth."""
        return sum(item.points for item in self.items)

    @property
    def groups(self) -> tuple[tuple[Text, tuple[Item, ...]], ...]:
        """Its items: those apart that stand together and share a stimulus, which goes with them."""
        found: list[tuple[Text, tuple[Item, ...]]] = []
        for stimulus, items in groupby(self.items, key=lambda item: item.question.stimulus):
            some = tuple(items)
            if stimulus and len(some) > 1:
                found.append((parse_text(stimulus), some))
            elif found and not found[-1][0]:
                found[-1] = (Text(), (*found[-1][1], *some))
            else:
                found.append((Text(), some))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody on the roster, with a form of their own."""

    id: str
    name: str
    group: str = ""
    accommodations: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One version of the quiz: its siblings' questions in another order, or others by the same blueprint.

    ``letter`` names it; the form of a ``student`` is named by their id.
    """

    letter: str
    sections: tuple[Section, ...]
    student: Student | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in order."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> int:
        """What its items are worth."""
        return sum(section.points for section in self.sections)

    @property
    def weighted(self) -> bool:
        """Whether any item is worth more than a point, so that each must say what it is worth."""
        return any(item.points != 1 for item in self.items)

    @property
    def last_option(self) -> Text:
        """What stands below the options of its questions, or "" where nothing does."""
        return next((item.last.text for item in self.items if item.last), Text())


@dataclass(frozen=True, slots=True)
class Quiz:
    """All forms of one quiz."""

    title: str
    language: str
    forms: tuple[Form, ...]
