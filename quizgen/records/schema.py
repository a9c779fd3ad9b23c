"""What people may type in a collection of facts, field by field.

The docstring under a field is its documentation.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from quizgen.documents.nodes import Mapping
from quizgen.documents.validation import Prose, Proses, Record, fault, read_many, read_prose
from quizgen.model.fact import EntityType, Stance, Status, ValueType

Id = Annotated[Prose, StringConstraints(pattern=r"^\w([\w.-]*\w)?$", max_length=80)]


class Reference(Record):
    """Names an entity: ``{entity: tokayev}``."""

    entity: Id


def _named(value: object) -> object:
    if isinstance(value, Mapping) and "entity" in value:
        return Reference.model_validate(value)
    if isinstance(value, Mapping):
        raise fault("text", "a text or an entity is needed here", "write a text in quotes, or {entity: its-id}")
    return read_prose(value)


Named = Annotated[str | Reference, BeforeValidator(_named, json_schema_input_type=Prose | Reference)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(read_many, json_schema_input_type=Id | list[Id])]


class SourceRecord(Record):
    """The article that the facts were curated from."""

    id: Id
    """Begins every id of this collection; it never changes."""
    title: Prose
    """The article's title, as it stands there."""
    author: Prose = ""
    """Who wrote it; opinions are asked as "According to" this name."""
    language: Annotated[Prose, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """The language of the facts, as a BCP 47 tag: en, kk, pt-BR."""
    url: Annotated[Prose, StringConstraints(pattern=r"^https?://[^\s<>\"'`{}]+$")] = ""
    """Where the article can be read."""
    licence: Prose = ""
    """What the article's licence is."""
    published: Prose = ""
    """When it was published, as it should be shown."""
    file: Prose = ""
    """The article's file name (.txt, .md, .html or .pdf), where the text is at hand."""
    sha256: Annotated[Prose, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = ""
    """Which text the quotes were verified in; `quizgen check --write` fills it in."""


class EntityRecord(Record):
    """A person, place or thing that facts speak of."""

    name: Prose
    """Its name as it is shown."""
    type: EntityType
    """person, place, country, organisation or term; distractors come from the same type."""
    accept: Proses = ()
    """Other names that are as right: aliases, short forms, an acronym."""
    same_as: Ids = ()
    """Other entities that are the same thing under another name; never a distractor for it."""


class AnswerRecord(Record):
    """What belongs to one answer: of a named slot, or of the one inline slot of a fact."""

    ask: Prose = ""
    """The question whose answer this is; without it the statement is asked with a gap."""
    type: ValueType | None = None
    """What sort of value it is; decides which distractors are plausible."""
    unit: Prose = ""
    """The unit of a number: million, km, %."""
    accept: Proses = ()
    """Other answers that are right."""
    distractors: Annotated[
        tuple[Named, ...], BeforeValidator(read_many, json_schema_input_type=Named | list[Named])
    ] = ()
    """Wrong answers of the teacher's own; they are used before any other."""
    scale: Proses = ()
    """Where the options have a natural order: all of them in that order, the answer among them."""


class SlotRecord(AnswerRecord):
    """A named part of the statement that can be asked for."""

    value: Prose = ""
    """The bare value: 109, Baku."""
    entity: Id = ""
    """Or the id of the entity that is the answer."""
    currency: Prose = ""
    """The currency of money: USD."""
    show: Prose = ""
    """How the answer is written in the statement: $109 million."""


class EvidenceRecord(Record):
    """Where the article says it."""

    paragraph: Annotated[int, Field(ge=1)] | None = None
    """Which paragraph, counting non-blank blocks; the title is 1. `quizgen check --write` fills it in."""
    quote: Prose
    """The few words that prove the fact, as they stand there; at most ten."""


class ClaimRecord(Record):
    """Something that the article computes, or that can be computed from its figures."""

    claim: Prose
    """What is claimed: quintupling."""
    expr: Prose
    """Arithmetic over the names of slots and numbers: end / start."""
    expect: Annotated[Decimal, Field(allow_inf_nan=False)]
    """What should come out."""
    tolerance: Annotated[Prose, StringConstraints(pattern=r"^\d+(\.\d+)?\s*%?$")] = ""
    """How far off it may be: 5% or an amount; without it, rounded as `expect` is."""


class ImageRecord(Record):
    """A picture that belongs to the fact."""

    file: Prose
    """Its path, from the folder of the collection."""
    alt: Prose
    """What it shows, in words, for who cannot see it."""
    show: Literal["question", "answer"] = "question"
    """Whether it stands with the question or, where it would give the answer away, with the answer."""
    credit: Prose = ""
    """Who made it."""
    licence: Prose = ""
    """Its licence."""


class FactRecord(AnswerRecord):
    """One thing that the article states."""

    id: Id
    """Its id, unique in the file; it never changes, whatever becomes of the wording."""
    statement: Prose
    """What the article states, in your own words, with {slots} for what can be asked."""
    slots: dict[Id, SlotRecord] = Field(default_factory=dict)
    """The named slots; without any, the braces in the statement hold the answer itself."""
    evidence: Annotated[
        tuple[EvidenceRecord, ...],
        BeforeValidator(read_many, json_schema_input_type=EvidenceRecord | list[EvidenceRecord]),
    ] = ()
    """Where the article says it: one place or several."""
    stance: Stance = "asserted"
    """asserted by the article, attributed to somebody, opinion, disputed, or background (not in it)."""
    by: Named | None = None
    """Who said it: a name, {entity: id}, or the word author; needed unless asserted or background."""
    as_of: Prose = ""
    """The date for which it holds, or the word article for what the article calls "now"."""
    reference: Prose = ""
    """Where a background fact can be looked up."""
    difficulty: Annotated[int, Field(ge=1, le=5)] | None = None
    """From 1 (easy) to 5 (hard)."""
    tags: Proses = ()
    """Words to group by; a/b is below a."""
    section: Prose = ""
    """The part of the lesson that it belongs to."""
    feedback: Prose = ""
    """What a learner should read after answering."""
    enemies: Ids = ()
    """Facts that give this one away: never in one quiz with it."""
    checks: Annotated[
        tuple[ClaimRecord, ...], BeforeValidator(read_many, json_schema_input_type=ClaimRecord | list[ClaimRecord])
    ] = ()
    """Claims to be computed again from the figures."""
    ignore: dict[str, Prose] = Field(default_factory=dict)
    """Rules that do not hold for this fact, each with the reason: {numeral: given in a table}."""
    status: Status = "reviewed"
    """draft, reviewed or retired; a retired fact is asked no more."""
    image: ImageRecord | None = None
    """A picture that is shown with it."""


class CollectionRecord(Record):
    """A file of facts; the facts themselves are read one by one."""

    format: Annotated[Literal["quizgen-facts/1"], Field(alias="schema")]
    """Which format this is: quizgen-facts/1."""
    source: SourceRecord
    """The article."""
    entities: dict[Id, EntityRecord] = Field(default_factory=dict)
    """People, places and things by id."""
    facts: Any
    """The facts."""


class CollectionSchema(CollectionRecord):
    """A collection of facts for quizgen."""

    facts: list[FactRecord]
    """The facts."""


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema, for editors that complete and validate."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | CollectionSchema.model_json_schema()
