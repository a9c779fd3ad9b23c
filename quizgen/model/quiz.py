"""An assembled quiz: numbered questions with their options in place, in one or more forms."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.model.choice import Choice
from quizgen.model.question import Kind, Question
from quizgen.model.text import Text


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a multiple-choice item."""

    letter: str
    text: Text
    correct: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it stands in a form.

    ``prompt`` is what the student reads: of a true/false item, the statement as shown, which ``truth``
    says is true or false (None for other kinds).
    """

    number: int
    question: Question
    prompt: Text
    options: tuple[Option, ...] = ()
    truth: bool | None = None

    @property
    def choice(self) -> Choice | None:
        """The item as the rules of item writing see it, or None where there are no options."""
        if not self.options:
            return None
        key = next(place for place, option in enumerate(self.options) if option.correct)
        return Choice(str(self.prompt), tuple(str(option.text) for option in self.options), key)

    @property
    def length(self) -> int:
        """How many characters a student reads."""
        return len(str(self.prompt)) + sum(len(str(option.text)) for option in self.options)

    @property
    def letter(self) -> str:
        """The letter of the right option, or "" where there are no options."""
        return next((option.letter for option in self.options if option.correct), "")


@dataclass(frozen=True, slots=True)
class Section:
    """Items that stand together; ``kind`` is None where they are of several.

    ``title`` and ``instructions`` are the teacher's, or "" where the kind's usual words will do.
    """

    kind: Kind | None
    items: tuple[Item, ...]
    title: str = ""
    instructions: str = ""


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


@dataclass(frozen=True, slots=True)
class Quiz:
    """All forms of one quiz."""

    title: str
    language: str
    forms: tuple[Form, ...]
