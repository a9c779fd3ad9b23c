"""What people may type in a collection of facts, field by field: the one declaration of each.

The docstring under a field is its documentation. The order of the fields is that in which `quizgen format` writes them
and in which the tables of the documentation have them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from quizgen.model.fact import Bloom, Cardinality, EntityType, Stance, Status, ValueType, WrittenKind
from quizgen.reading.facts.annotations import Block, Column, Columns, Id, Ids, Named, Nameds, Sentence
from quizgen.reading.facts.pictures import ImageRecord
from quizgen.reading.yaml.nodes import Mapping, Sequence
from quizgen.reading.yaml.validation import Prose, Proses, Record, read_many

Tolerance = Annotated[Prose, StringConstraints(pattern=r"^\d+(\.\d+)?\s*%?$")]


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
    direction: Literal["ltr", "rtl"] | None = None
    """Which way it is written, where the language does not tell: ltr or rtl."""
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
    """Other names that are as right: aliases, short forms."""
    same_as: Ids = ()
    """Other entities that are the same thing under another name; never a distractor for it."""
    acronym: Prose = ""
    """Its short form, which can be asked for and is as right: OTS."""
    former_names: Proses = ()
    """Names that it once had; accepted, and never a distractor for it."""
    of: Id | None = None
    """The entity that it belongs to, as a city to its country; wrong answers come first from the same one."""


class SetRecord(Record):
    """An answer of several things in no order."""

    items: Annotated[Nameds, Field(min_length=2), Column("set")]
    """The things: texts or {entity: id}."""
    complete: bool = True
    """Whether these are all; where there are more, another right one cannot be marked wrong."""
    ask_for: Annotated[int, Field(ge=1)] | None = None
    """How many of them to ask for; all, where it is not said."""


def _set(value: object) -> object:
    """A list alone stands for its items."""
    return {"items": value} if isinstance(value, (Sequence, list, tuple)) else value


class AnswerRecord(Record):
    """What belongs to one answer: of a named slot, or of the one inline slot of a fact."""

    ask: Sentence = ""
    """The question whose answer this is; without it the statement is asked with a gap."""
    type: ValueType | None = None
    """What sort of value it is; decides which distractors are plausible."""
    unit: Prose = ""
    """The unit of a number: million, km, %."""
    tolerance: Tolerance = ""
    """How far off a number may be and still be right: 5% or an amount in its own unit."""
    approx: bool = False
    """Whether the number is a round one for a figure that the article gives more exactly."""
    accept: Proses = ()
    """Other answers that are right."""
    distractors: Nameds = ()
    """Wrong answers of the teacher's own; they are used before any other."""
    scale: Proses = ()
    """Where the options have a natural order: all of them in that order, the answer among them."""
    hint: Sentence = ""
    """A help that does not give the answer away."""


class ValueRecord(Record):
    """What a named slot holds, which its other fields follow."""

    value: Prose = ""
    """The bare value: 109, Baku."""
    entity: Id = ""
    """Or the id of the entity that is the answer."""
    set: Annotated[SetRecord, BeforeValidator(_set, json_schema_input_type=SetRecord | list[Named])] | None = None
    """Or several things in no order."""
    sequence: Annotated[Nameds, Field(min_length=2)] | None = None
    """Or several things in their order."""
    currency: Prose = ""
    """The currency of money: USD."""
    show: Prose = ""
    """How the answer is written in the statement: $109 million."""


class SlotRecord(AnswerRecord, ValueRecord):  # pydantic takes the fields of the last base first
    """A named part of the statement that can be asked for."""


class EvidenceRecord(Record):
    """Where the article says it."""

    paragraph: Annotated[int, Field(ge=1)] | None = None
    """Which paragraph, counting non-blank blocks; the title is 1. `quizgen check --write` fills it in."""
    quote: Sentence
    """The few words that prove the fact, as they stand there; at most ten."""
    prefix: Sentence = ""
    """The words right before the quote, where it stands there more than once."""
    suffix: Sentence = ""
    """The words right after it."""
    offset: Annotated[int, Field(ge=0)] | None = None
    """How many characters of the paragraph stand before it."""


class ClaimRecord(Record):
    """Something that the article computes, or that can be computed from its figures."""

    claim: Sentence
    """What is claimed: quintupling."""
    expr: Prose
    """Arithmetic over the names of slots and numbers: end / start."""
    expect: Annotated[Decimal, Field(allow_inf_nan=False)]
    """What should come out."""
    tolerance: Tolerance = ""
    """How far off it may be: 5% or an amount; without it, rounded as `expect` is."""


class AudioRecord(Record):
    """A recording that belongs to the fact."""

    file: Prose
    """Its path, from the folder of the collection: .mp3, .ogg, .m4a or .wav."""
    transcript: Sentence
    """What is heard, in words, for who cannot hear it."""
    credit: Prose = ""
    """Who made it."""
    licence: Prose = ""
    """Its licence."""


class RelationRecord(Record):
    """How two of the fact's answers belong together."""

    name: Id
    """Names the relation, the same in each fact that states it: president-of."""
    subject: Id
    """The slot that stands first: person."""
    object: Id
    """The slot that it is related to: country."""
    cardinality: Cardinality = "many-to-many"
    """one-to-one, one-to-many, many-to-one or many-to-many; said once in a collection, in any fact of the relation."""
    ask: Sentence = ""
    """What is asked where its sides are matched or grouped: Match each person with the country they lead."""
    order: Sentence = ""
    """What is asked where its subjects are put in the order of its amounts: Number these, the slowest first."""


class OptionRecord(Record):
    """An option of a question written by hand."""

    text: Annotated[Sentence, Column("question.options")]
    """What it says."""
    correct: bool = False
    """Whether it is right."""
    feedback: Annotated[Sentence, Column("question.option_feedback")] = ""
    """What a learner should read who chose it."""
    last: bool = False
    """Whether it stands at the end in every form, like "All of these"; one option at most."""


def _option(value: object) -> object:
    """A text alone is a wrong option."""
    return value if isinstance(value, Mapping) else {"text": value}


Option = Annotated[OptionRecord, BeforeValidator(_option, json_schema_input_type=OptionRecord | Prose)]


class QuestionRecord(Record):
    """A whole question, written by hand."""

    id: Id
    """Its id, unique in the fact; it never changes."""
    kind: WrittenKind
    """multiple-choice, multiple-response, true-false or short-answer."""
    stem: Sentence
    """What is asked; of a true/false question, the statement to be judged."""
    options: Annotated[tuple[Option, ...], BeforeValidator(read_many), Columns("question", one_row=True)] = ()
    """The options of multiple-choice and multiple-response, the right ones with correct: true."""
    answer: Prose = ""
    """The answer: a short one, or true or false."""
    accept: Proses = ()
    """Other answers that are right."""
    ordered: bool = False
    """Whether the options have an order of their own and stand as they are written."""
    stimulus: Sentence = ""
    """A text that is read before the question. Questions that have the same one stand together below it on paper."""
    feedback: Sentence = ""
    """What a learner should read after answering; without it, the fact's."""


class StatementRecord(Record):
    """What a fact says, which its other fields follow."""

    id: Id
    """Its id, unique in the file; it never changes, whatever becomes of the wording."""
    statement: Sentence
    """What the article states, in your own words, with {slots} for what can be asked."""


class FactRecord(AnswerRecord, StatementRecord):
    """One thing that the article states."""

    slots: Annotated[dict[Id, SlotRecord], Column("slot"), Columns("")] = Field(default_factory=dict)
    """The named slots; without any, the braces in the statement hold the answer itself."""
    relation: RelationRecord | None = None
    """How two of its slots belong together; keeps wrong answers from being right in another fact."""
    evidence: Annotated[
        tuple[EvidenceRecord, ...],
        BeforeValidator(read_many, json_schema_input_type=EvidenceRecord | list[EvidenceRecord]),
        Columns(""),
    ] = ()
    """Where the article says it: one place or several."""
    checks: Annotated[
        tuple[ClaimRecord, ...],
        BeforeValidator(read_many, json_schema_input_type=ClaimRecord | list[ClaimRecord]),
        Columns("check"),
    ] = ()
    """Claims to be computed again from the figures."""
    stance: Stance = "asserted"
    """asserted by the article, attributed to somebody, opinion, disputed, or background (not in it)."""
    by: Named | None = None
    """Who said it: a name, {entity: id}, or the word author; needed unless asserted or background."""
    as_of: Prose = ""
    """The date for which it holds, or the word article for what the article calls "now"."""
    reference: Sentence = ""
    """Where a background fact can be looked up."""
    feedback: Sentence = ""
    """What a learner should read after answering."""
    image: Annotated[ImageRecord | None, Block()] = None
    """A picture that is shown with it."""
    audio: Annotated[AudioRecord | None, Block()] = None
    """A recording that is played with the answer."""
    questions: Annotated[
        tuple[QuestionRecord, ...],
        BeforeValidator(read_many, json_schema_input_type=QuestionRecord | list[QuestionRecord]),
        Columns("question"),
        Block(),
    ] = ()
    """Questions written by hand, which take part like those that are made."""
    section: Prose = ""
    """The part of the lesson that it belongs to."""
    tags: Proses = ()
    """Words to group by; a/b is below a."""
    difficulty: Annotated[int, Field(ge=1, le=5)] | None = None
    """From 1 (easy) to 5 (hard)."""
    bloom: Bloom | None = None
    """What it asks of a learner: remember, understand, apply, analyse, evaluate or create."""
    enemies: Ids = ()
    """Facts that give this one away: never in one quiz with it."""
    ignore: dict[str, Prose] = Field(default_factory=dict)
    """Rules that do not hold for this fact, each with the reason: {numeral: given in a table}."""
    status: Status = "reviewed"
    """draft, reviewed or retired. A draft is used only with --drafts, until it is approved; a retired fact is no longer
    asked."""
    formerly: Id | None = None
    """The id that it had before it was renamed; everything that learners have hangs on it."""


class CollectionRecord(Record):
    """A file of facts; the facts themselves are read one by one."""

    format: Annotated[Literal["quizgen-facts/1"], Field(alias="schema")]
    """Which format this is: quizgen-facts/1."""
    source: Annotated[SourceRecord, Block()]
    """The article."""
    entities: dict[Id, EntityRecord] = Field(default_factory=dict)
    """People, places and things by id."""
    facts: Any
    """The facts."""


class CollectionSchema(CollectionRecord):
    """A collection of facts for quizgen."""

    facts: Annotated[list[FactRecord], Block()]
    """The facts."""


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema, for editors that complete and validate."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | CollectionSchema.model_json_schema()
