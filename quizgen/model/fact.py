"""The curated fact and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from quizgen.model.text import Marked, SlotName, Statement, Text, parse_text

Stance = Literal["asserted", "attributed", "opinion", "disputed", "background"]
Status = Literal["draft", "reviewed", "retired"]
EntityType = Literal["person", "place", "country", "organisation", "term"]
NumberType = Literal["count", "money", "percent", "year", "duration", "measure", "ratio"]
ValueType = Literal[EntityType, NumberType, "text", "date", "phrase"]

NUMBER_TYPES: frozenset[str] = frozenset(("count", "money", "percent", "year", "duration", "measure", "ratio"))

# `by:` in a fact: the article's own author speaks.
AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a collection was curated from. ``paragraph`` 1 is its title."""

    id: str
    title: str
    author: str = ""
    language: str = "en"
    url: str = ""
    licence: str = ""
    published: str = ""
    file: str = ""
    sha256: str = ""

    @property
    def citation(self) -> str:
        """Author, title and date in one line, as a card's back or a key shows it."""
        return ", ".join(part for part in (self.author, f"“{self.title}”", self.published) if part)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or thing named once: a pool for distractors, with the names it also goes by.

    ``same_as`` holds every other entity that is the same thing, however the declarations pointed.
    """

    id: str
    name: str
    type: EntityType
    accept: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a learner may give for it."""
        return (self.name, *self.accept)


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a statement that can be asked for.

    ``shown`` is the answer as it stands in the statement; ``value`` is the bare value (``109`` of
    ``$109 million``); ``accept`` holds other right answers, ``distractors`` the teacher's own wrong ones; ``scale``
    is every option, the answer among them, where they have a natural order.
    """

    name: str
    value: str
    shown: str
    type: ValueType = "text"
    unit: str = ""
    entity: str = ""
    ask: str = ""
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()

    @property
    def answer(self) -> Text:
        """The answer as text."""
        return parse_text(self.shown)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the article says it: a paragraph (non-blank blocks, the title is 1; 0: not known yet) and the few words."""

    paragraph: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What the article computes from its figures, to be computed again.

    ``expression`` is arithmetic over slots' names; it holds where its value is ``expect``, within ``tolerance``
    (``5%`` of it, or an amount) or else when rounded as ``expect`` is.
    """

    claim: str
    expression: str
    expect: Decimal
    tolerance: str = ""

    def holds(self, found: Decimal) -> bool:
        """Whether ``found`` is what is expected."""
        if not self.tolerance:
            return round(found, max(0, -int(self.expect.as_tuple().exponent))) == self.expect
        amount = Decimal(self.tolerance.removesuffix("%").strip())
        within = abs(self.expect) * amount / 100 if self.tolerance.endswith("%") else amount
        return abs(found - self.expect) <= within


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that belongs to a fact; ``file`` is relative to the collection's folder.

    ``show`` says whether it stands with the question or, where it would give it away, with the answer.
    """

    file: str
    alt: str
    show: Literal["question", "answer"] = "question"
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the article states, in the teacher's words."""

    id: str
    source: Source
    statement: Statement
    slots: tuple[Slot, ...]
    evidence: tuple[Evidence, ...] = ()
    stance: Stance = "asserted"
    speaker: str = ""
    as_of: str = ""
    reference: str = ""
    difficulty: int = 0
    tags: tuple[str, ...] = ()
    section: str = ""
    feedback: str = ""
    status: Status = "reviewed"
    enemies: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    image: Image | None = None

    @property
    def key(self) -> str:
        """The fact's id with its collection's, unique among all collections."""
        return f"{self.source.id}/{self.id}"

    @property
    def attributed(self) -> bool:
        """Whether somebody's name must go with it: it is never asked as a bare fact."""
        return self.stance in ("attributed", "opinion", "disputed")

    def slot(self, name: str) -> Slot:
        """The slot called ``name``; raises KeyError where there is none."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(name)

    def text(self, replace: Mapping[str, Text] | None = None) -> Text:
        """The statement with its answers in place; ``replace`` puts something else where a slot stands."""
        replace = replace or {}
        text = Text()
        for part in self.statement:
            if isinstance(part, SlotName):
                text += replace.get(part.name) or self.slot(part.name).answer
            else:
                text += Text((part,))
        return text

    def marked(self, *names: str) -> Text:
        """The statement with the answers of the slots ``names`` (none given: of all) standing out.

        A slot's cloze number is its place among the declared slots, so wording never changes it.
        """
        chosen = names or tuple(slot.name for slot in self.slots)
        numbers = {slot.name: number for number, slot in enumerate(self.slots, 1)}
        return self.text({name: Text((Marked(self.slot(name).answer, numbers[name]),)) for name in chosen})


@dataclass(frozen=True, slots=True)
class Collection:
    """The facts of one file, in its order, and the entities they speak of."""

    source: Source
    facts: tuple[Fact, ...]
    entities: Mapping[str, Entity] = field(default_factory=dict)

    def same(self, entity: str) -> Iterator[Entity]:
        """The entity and all that are declared to be the same thing."""
        found = self.entities[entity]
        yield found
        yield from (self.entities[other] for other in found.same_as)
