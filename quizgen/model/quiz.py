"""An assembled quiz: numbered questions with their options in place, in one or more forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, groupby

from quizgen.model.body import (
    ChooseOne,
    Gaps,
    ItemBody,
    Matching,
    OpenAnswer,
    Ordering,
    options_of,
    pairs_of,
    right_options,
)
from quizgen.model.choice import Choice
from quizgen.model.fact import Fact, Image
from quizgen.model.question import Part, Question
from quizgen.model.text import Blank, Text, Words, parse_text


@dataclass(frozen=True, slots=True)
class Item:
    """A question in a form.

    ``prompt`` is what the student reads: for a true/false item, the statement as shown. ``body`` is what is asked for,
    in this form's order. ``parts`` are those of the question's that are used.
    """

    number: int
    question: Question
    prompt: Text
    body: ItemBody
    parts: tuple[Part, ...] = ()
    points: int = 1

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it asks about, without repetitions."""
        return tuple({part.fact.key: part.fact for part in self.parts}.values()) or (self.question.fact,)

    @property
    def answer_rows(self) -> tuple[tuple[str, Text, Text], ...]:
        """What is written beside each row, the row, and what belongs to it if anything does; in this form's order."""
        match self.body:
            case Matching(rows) | Gaps(rows):
                pairs = zip(rows, pairs_of(self.body), strict=True)
                return tuple((row.answer, prompt, answer) for row, (prompt, answer) in pairs)
            case Ordering(steps):
                amounts = {part.prompt: part.answer for part in self.parts}
                return tuple(
                    (str(step.position), *_filled_row(step.text, amounts.get(step.text, Text()))) for step in steps
                )
            case _:
                return tuple(("", *_filled_row(part.prompt, part.answer)) for part in self.parts)

    @property
    def image(self) -> Image | None:
        """The picture of its fact; a question over several facts has none."""
        return None if self.parts else self.question.fact.image

    @property
    def choice(self) -> Choice | None:
        """The item for the rules of item writing, or None unless it has exactly one right option."""
        options = options_of(self.body)
        if sum(option.correct for option in options) != 1:
            return None
        key = next(index for index, option in enumerate(options) if option.correct)
        return Choice(str(self.prompt), tuple(str(option.text) for option in options), key)

    @property
    def prompt_alone(self) -> Text:
        """The prompt without its stimulus, which is printed above the items that share it."""
        written = self.question.written
        return parse_text(written.stem) if written and written.stimulus else self.prompt

    @property
    def stimulus(self) -> Text:
        """What is read before it, if anything is."""
        return parse_text(self.question.stimulus)

    @property
    def letter(self) -> str:
        """The letters of the right options, or "" if there are no options."""
        return ", ".join(option.letter for option in right_options(self.body))


@dataclass(frozen=True, slots=True)
class Section:
    """A group of items; ``kind`` is None if they are of several kinds.

    ``title`` and ``instructions`` are the teacher's or a plugin's, or "" where quizgen's own words for the kind do.
    """

    kind: str | None
    items: tuple[Item, ...]
    title: str = ""
    instructions: str = ""

    @property
    def points(self) -> int:
        """What its items are worth."""
        return sum(item.points for item in self.items)

    @property
    def groups(self) -> tuple[tuple[Text, tuple[Item, ...]], ...]:
        """Its items in groups: those that share a stimulus together, with the stimulus."""
        sections: list[tuple[Text, tuple[Item, ...]]] = []
        for stimulus, items in groupby(self.items, key=lambda item: item.question.stimulus):
            some = tuple(items)
            if stimulus and len(some) > 1:
                sections.append((parse_text(stimulus), some))
            elif sections and not sections[-1][0]:
                sections[-1] = (Text(), (*sections[-1][1], *some))
            else:
                sections.append((Text(), some))
        return tuple(sections)


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody on the roster, with a form of their own."""

    id: str
    name: str
    group: str = ""
    accommodations: str = ""


def _filled_row(row: Text, answer: Text) -> tuple[Text, Text]:
    """The row with the answer in its gap; where it has none, the two; in a list, so without a full stop."""
    row = _without_full_stop(row)
    if Blank() not in row.spans:
        return row, answer
    spans = (answer.spans if span == Blank() else (span,) for span in row.spans)
    return Text(tuple(chain.from_iterable(spans))), Text()


def _without_full_stop(text: Text) -> Text:
    *before, last = text.spans or (Words(""),)
    if isinstance(last, Words) and last.text.endswith((".", "。", "।")) and not last.text.endswith(".."):
        return Text((*before, Words(last.text[:-1]))) if last.text[:-1] else Text(tuple(before))
    return text


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
    def on_screens(self) -> Form:
        """The form without open questions, which no screen can mark."""
        sections = (
            replace(section, items=tuple(item for item in section.items if not isinstance(item.body, OpenAnswer)))
            for section in self.sections
        )
        return replace(self, sections=tuple(section for section in sections if section.items))

    @property
    def points(self) -> int:
        """What its items are worth."""
        return sum(section.points for section in self.sections)

    @property
    def is_weighted(self) -> bool:
        """Whether any item is worth more than a point, so that each must say what it is worth."""
        return any(item.points != 1 for item in self.items)

    @property
    def last_option(self) -> Text:
        """The option added below those of its questions, or "" if there is none."""
        bodies = (item.body for item in self.items)
        return next((body.last.text for body in bodies if isinstance(body, ChooseOne) and body.last), Text())


@dataclass(frozen=True, slots=True)
class Quiz:
    """All forms of one quiz."""

    title: str
    language: str
    forms: tuple[Form, ...]
