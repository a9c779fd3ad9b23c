"""Curated facts and their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from quizgen.model.body import ChooseOne, ChooseSeveral, Label, Member, OpenAnswer, ShortText, TrueFalse
from quizgen.model.claim import Claim
from quizgen.model.fact_fields import FactFields
from quizgen.model.text import (
    Blank,
    Marked,
    SlotName,
    Span,
    Statement,
    Text,
    Words,
    at_a_sentences_start,
    fold,
    parse_text,
)

Stance = Literal["asserted", "attributed", "opinion", "disputed", "background"]
Status = Literal["draft", "reviewed", "retired"]
EntityType = Literal["person", "place", "country", "organisation", "term"]
WrittenKind = Literal["multiple-choice", "multiple-response", "true-false", "short-answer", "open"]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Cardinality = Literal["one-to-one", "one-to-many", "many-to-one", "many-to-many"]
Direction = Literal["ltr", "rtl"]
NumberType = Literal["count", "money", "percent", "year", "duration", "measure", "ratio"]
ValueType = Literal[EntityType, NumberType, "text", "date", "acronym", "phrase"]

NUMBER_TYPES: frozenset[str] = frozenset(("count", "money", "percent", "year", "duration", "measure", "ratio"))

# Languages that are written from right to left, by their primary subtag.
RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))

_GAP = Text((Blank(),))

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
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or thing, with its other names; entities are a pool of distractors.

    ``type`` is one of the usual types, or a finer one in the teacher's own word, such as "king".
    ``same_as`` holds every other entity that is the same thing, however the declarations pointed.
    """

    id: str
    name: str
    type: EntityType | str
    accept: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    acronym: str = ""
    former_names: tuple[str, ...] = ()
    of: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a learner may give for it."""
        short = (self.acronym,) if self.acronym else ()
        return tuple(dict.fromkeys((self.name, *short, *self.accept, *self.former_names)))


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer of several things, in an order or in none.

    ``complete`` says that there are no others; ``ask_for`` is how many of them make a full answer.
    """

    members: tuple[Member, ...]
    ordered: bool
    complete: bool
    ask_for: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a statement that can be asked for.

    ``shown`` is the answer as written in the statement; ``value`` is the bare value (``109`` of
    ``$109 million``); ``accept`` holds other right answers, ``distractors`` the teacher's own wrong ones; ``scale``
    is every option, the answer among them, where they have a natural order. ``tolerance`` (``5%`` or an amount) says
    how far off a number may be; ``approx``, that it is a round one for a figure given more exactly. ``inferred`` says
    that the type was read from the words; ``role`` is the noun by which its question, or else its name, says what it
    is: "metal", "ship", "lake" for a place.
    """

    name: str
    value: str
    shown: str
    type: str = "text"
    unit: str = ""
    entity: str = ""
    ask: str = ""
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    tolerance: str = ""
    approx: bool = False
    hint: str = ""
    listing: Listing | None = None
    inferred: bool = False
    role: str = ""

    @property
    def answer(self) -> Text:
        """The answer as text."""
        return parse_text(self.shown)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the article: its paragraph (non-blank blocks, the title is 1; 0 if not known yet) and a quote.

    ``prefix`` and ``suffix`` are the words around them, ``offset`` counts the paragraph's characters before them;
    they identify one of several occurrences.
    """

    paragraph: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that belongs to a fact; ``file`` is relative to the collection's folder.

    ``show`` says whether it is shown with the question or, if it would give that away, with the answer. ``ask`` is what
    is asked where its ``labels`` are covered.
    """

    file: str
    alt: str
    show: Literal["question", "answer"] = "question"
    credit: str = ""
    licence: str = ""
    ask: str = ""
    labels: tuple[Label, ...] = ()

    @property
    def credit_line(self) -> str:
        """The author and the licence, or "" if neither is known."""
        return ", ".join(part for part in (self.credit, self.licence) if part)


@dataclass(frozen=True, slots=True)
class Audio:
    """A recording that belongs to a fact; ``file`` is relative to the collection's folder.

    ``show`` says whether it is played with the question or, if it would give that away, with the answer.
    """

    file: str
    transcript: str
    show: Literal["question", "answer"] = "answer"
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How the answers of two slots are related: ``subject`` and ``object`` are names of slots.

    ``ask`` is what is asked where they are matched or grouped, ``order`` where they are put in order.
    ``cardinality`` reads from subject to object: with many-to-one, a subject has one object and an object may have many
    subjects.
    """

    name: str
    subject: str
    object: str
    cardinality: Cardinality = "many-to-many"
    ask: str = ""
    order: str = ""

    def counterpart(self, slot: str) -> str:
        """The slot on the other side of ``slot``, or "" if it is not part of the relation."""
        return {self.subject: self.object, self.object: self.subject}.get(slot, "")

    def determines(self, slot: str) -> bool:
        """Whether the counterpart of ``slot`` determines its answer."""
        subjects, objects = self.cardinality.split("-to-")
        return (subjects if slot == self.subject else objects) == "one"

    def leaves_open(self, slot: str) -> bool:
        """Whether a gap in place of ``slot`` could have several answers."""
        return bool(self.counterpart(slot)) and not self.determines(slot)


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written question, word for word; ``points`` is what it is worth, 0 if that depends on its kind."""

    id: str
    kind: WrittenKind
    stem: str
    body: ChooseOne | ChooseSeveral | TrueFalse | ShortText | OpenAnswer
    stimulus: str = ""
    feedback: str = ""
    points: int = 0


def _is_second_stop(words: str, answer: str) -> bool:
    """Whether ``words`` begin with a full stop that the ``answer`` before them has already: the U.S."""
    return words[:1] == "." and words[1:2] != "." and answer[-1:] == "." and answer[-2:] != ".."


@dataclass(frozen=True, slots=True)
class Fact(FactFields):
    """A single thing that the article states, in the teacher's words.

    ``permanent`` is the id that everything derives from: the first that it had. ``enemies`` are such ids.
    """

    id: str
    source: Source
    statement: Statement
    slots: tuple[Slot, ...]
    evidence: tuple[Evidence, ...] = ()
    stance: Stance = "asserted"
    speaker: str = ""
    difficulty: int = 0
    status: Status = "reviewed"
    enemies: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    image: Image | None = None
    audio: Audio | None = None
    bloom: Bloom | Literal[""] = ""
    relation: Relation | None = None
    questions: tuple[Written, ...] = ()
    permanent: str = ""

    @property
    def key(self) -> str:
        """The fact's permanent id with its collection's, unique among all collections."""
        return f"{self.source.id}/{self.permanent or self.id}"

    @property
    def topic(self) -> str:
        """What it is about, for a reader of it alone: the title of its article, and the section of the lesson."""
        title, section = self.source.title, self.section
        if not section or fold(title) in fold(section):
            return section or title
        return f"{title} · {section}"

    @property
    def is_attributed(self) -> bool:
        """Whether it must be attributed to its speaker in every question."""
        return self.stance in ("attributed", "opinion", "disputed")

    @property
    def enemy_keys(self) -> tuple[str, ...]:
        """The keys of the facts that it declares to be its enemies."""
        return tuple(f"{self.source.id}/{enemy}" for enemy in self.enemies)

    def slot(self, name: str) -> Slot:
        """The slot called ``name``; raises KeyError if there is none."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(name)

    def text(self, replace: Mapping[str, Text] | None = None) -> Text:
        """The statement with its answers filled in, a capital letter first; ``replace`` has other texts for slots."""
        replace = replace or {}
        spans: list[Span] = []
        for part in self.statement:
            if isinstance(part, SlotName):
                answer = replace.get(part.name) or self.slot(part.name).answer
                spans += (answer if spans else at_a_sentences_start(answer, self.source.language)).spans
            elif isinstance(part, Words) and spans and _is_second_stop(part.text, str(Text(tuple(spans[-1:])))):
                spans += [Words(part.text[1:])] if part.text[1:] else []
            else:
                spans.append(part)
        return Text(tuple(spans))

    def gapped_statement(self, slot: str) -> Text:
        """The statement with a gap in place of the answer of ``slot``."""
        return self.text({slot: _GAP})

    def marked_statement(self, *names: str) -> Text:
        """The statement with the answers of the slots ``names`` (default: of all) highlighted."""
        slots = [self.slot(name) for name in names] if names else self.slots
        return self.text({slot.name: Text((Marked(slot.answer, slot.hint),)) for slot in slots})


@dataclass(frozen=True, slots=True)
class Collection:
    """The facts of one file, in its order, and the entities that they mention."""

    source: Source
    facts: tuple[Fact, ...]
    entities: Mapping[str, Entity] = field(default_factory=dict)

    def same(self, entity: str) -> Iterator[Entity]:
        """The entity and all those declared to be the same thing."""
        own = self.entities[entity]
        yield own
        yield from (self.entities[other] for other in own.same_as)
