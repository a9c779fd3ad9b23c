"""The fields of a collection of facts, each declared here and nowhere else.

The docstring under a field is its documentation. `quizgen format` writes the fields in the order in which they are
declared, and the tables of the documentation list them in that order too.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from quizgen.model.fact import Bloom, Cardinality, EntityType, Stance, Status, ValueType, WrittenKind
from quizgen.reading.facts.annotations import AnswerTexts, Block, Column, Columns, Id, Ids, Named, Nameds, Sentence
from quizgen.reading.facts.pictures import ImageRecord
from quizgen.reading.yaml.nodes import Mapping, Sequence
from quizgen.reading.yaml.validation import Advice, NameList, Prose, Record, read_many

Tolerance = Annotated[
    Prose,
    StringConstraints(pattern=r"^\d+(\.\d+)?\s*%?$"),
    Advice("is not a tolerance", "write a share such as 5%, or an amount such as 0.5"),
]
LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
LANGUAGE = Advice("is not the tag of a language", "write two or three letters: az, de, en, es, fr, kk, pt, ru, …")
ADDRESS = Advice("is not a web address", "begin it with https://")
CHECKSUM = Advice("is not a checksum", "delete the line; quizgen check --write  writes it")


_SLIP = 0.7  # how near a slip is to a usual type: persn, plcae
_LONG_TYPE, _SLIP_IN_LONG_TYPE = 8, 0.85  # a long word has room for more slips: orginasation
_WORDS_LIKE_TYPES = frozenset(("county", "lace", "palace", "parson"))


class SourceRecord(Record):
    """The article that the facts were curated from."""

    id: Id
    """The beginning of all ids of this collection; do not change it."""
    title: Prose
    """The article's title, as the article has it."""
    author: Prose = ""
    """The article's author; questions about the author's opinions begin with "According to" and this name."""
    language: Annotated[Prose, StringConstraints(pattern=LANGUAGE_TAG), LANGUAGE] = "en"
    """The language of the facts, as a BCP 47 tag: en, kk, pt-BR."""
    direction: Literal["ltr", "rtl"] | None = None
    """The direction of the text, if it is not that of the language."""
    url: Annotated[Prose, StringConstraints(pattern=r"^https?://[^\s<>\"'`{}]+$"), ADDRESS] = ""
    """The article's web address."""
    licence: Prose = ""
    """The article's licence; with one such as CC BY or public domain, quotes may be long."""
    published: Prose = ""
    """The date of publication, as it should be printed."""
    file: Prose = ""
    """The file with the article's text (.txt, .md, .html, .docx or .pdf), if you have it."""
    sha256: Annotated[Prose, StringConstraints(pattern=r"^[0-9a-f]{64}$"), CHECKSUM] = ""
    """The checksum of the text in which the quotes were verified; `quizgen check --write` fills it in."""


def _is_slip(text: str, word: str) -> bool:
    """Whether ``text`` is ``word`` with a letter too many, one missing or two swapped, and no word of its own.

    A team, a plane and a planet are as near to "term" and "place" as most slips are.
    """
    ratio = SequenceMatcher(None, text, word).ratio()
    if text in _WORDS_LIKE_TYPES or ratio < _SLIP:
        return False
    letters, others = Counter(text), Counter(word)
    differing = (letters - others).total() + (others - letters).total()
    return differing <= 1 or (len(word) >= _LONG_TYPE and ratio >= _SLIP_IN_LONG_TYPE)


def _entity_type(value: object) -> object:
    """A usual type, or a finer one in a word of the teacher's own, which must not look like a slip of a usual one."""
    usual, text = get_args(EntityType), str(value)
    if text not in usual and (text in get_args(ValueType) or any(_is_slip(text, word) for word in usual)):
        raise PydanticCustomError("literal_error", "", {"expected": ", ".join(map(repr, usual))})
    return value


class EntityRecord(Record):
    """A person, place or thing that facts mention."""

    name: Prose
    """Its name as it is printed."""
    type: Annotated[EntityType | Id, BeforeValidator(_entity_type, json_schema_input_type=EntityType | Id)]
    """What it is; wrong options come from entities of the same type. Your own word, such as king, is a finer type."""
    accept: AnswerTexts = ()
    """Other names that are also right: aliases, short forms."""
    same_as: Ids = ()
    """Other entities that are the same thing under another name; not offered as wrong options."""
    acronym: Prose = ""
    """Its short form, which can be asked for and is also right: OTS."""
    former_names: AnswerTexts = ()
    """Names that it used to have; accepted as answers, not offered as wrong options."""
    of: Id | None = None
    """The entity that it belongs to, as a city to its country; wrong options come first from the same one."""


class SetRecord(Record):
    """An answer of several things in any order."""

    items: Annotated[Nameds, Field(min_length=2), Column("set")]
    """The things, each a text or {entity: id}."""
    complete: bool = True
    """Whether these are all. If not, no question marks another one as wrong."""
    ask_for: Annotated[int, Field(ge=1)] | None = None
    """How many of them to ask for; all if not given."""


def _set(value: object) -> object:
    """A bare list is read as its items."""
    return {"items": value} if isinstance(value, (Sequence, list, tuple)) else value


class AnswerRecord(Record):
    """The fields that describe one answer: that of a named slot, or of a fact's only inline slot."""

    ask: Sentence = ""
    """The question that has this answer; without it, the statement is shown with a gap."""
    type: ValueType | None = None
    """The type of the value, which decides which wrong options are plausible; if not given, it is inferred where the
    words make it plain."""
    unit: Prose = ""
    """The unit of a number, such as million, km or %."""
    tolerance: Tolerance = ""
    """How far a number may be off and still be right: 5%, or an amount in its own unit."""
    approx: bool = False
    """Whether the number is rounded from a more exact one in the article."""
    accept: AnswerTexts = ()
    """Other answers that are also correct."""
    distractors: Nameds = ()
    """Your own wrong options; they are used before any others."""
    scale: AnswerTexts = ()
    """All options in their natural order, the answer among them, if they have one."""
    hint: Sentence = ""
    """A hint that does not give the answer away."""


class ValueRecord(Record):
    """The value of a named slot; these fields come first in a slot."""

    value: Prose = ""
    """The bare value, such as 109 or Baku."""
    entity: Prose = ""
    """The entity that is the answer, by its id or its name, instead of a value."""
    set: Annotated[SetRecord, BeforeValidator(_set, json_schema_input_type=SetRecord | list[Named])] | None = None
    """Several things in any order, instead of a value."""
    sequence: Annotated[Nameds, Field(min_length=2)] | None = None
    """Several things in a fixed order, instead of a value."""
    currency: Prose = ""
    """The currency of an amount of money, such as USD."""
    show: Prose = ""
    """The answer as it is written in the statement, such as $109 million."""


class SlotRecord(AnswerRecord, ValueRecord):  # pydantic puts the fields of the last base first
    """A named part of the statement that can be asked for."""


class EvidenceRecord(Record):
    """The passage of the article that proves the fact."""

    paragraph: Annotated[int, Field(ge=1)] | None = None
    """The number of the paragraph, counting non-blank blocks; the title is 1. `quizgen check --write` fills it in."""
    quote: Sentence
    """The words of the article that prove the fact: ten at most, unless its licence lets everybody copy it."""
    prefix: Sentence = ""
    """The words right before the quote, if it occurs more than once in its paragraph."""
    suffix: Sentence = ""
    """The words just after the quote."""
    offset: Annotated[int, Field(ge=0)] | None = None
    """How many characters of the paragraph come before it."""


class ClaimRecord(Record):
    """A calculation that the article makes, or that can be made from its figures."""

    claim: Sentence
    """The claim in words, such as quintupling."""
    expr: Prose
    """An arithmetic expression of numbers and names of slots, such as end / start."""
    expect: Annotated[Decimal, Field(allow_inf_nan=False)]
    """The expected result."""
    tolerance: Tolerance = ""
    """How far off it may be: 5%, or an amount; if not given, the result is rounded as `expect` is."""


class AudioRecord(Record):
    """A recording that belongs to the fact."""

    file: Prose
    """The path of the file (.mp3, .ogg, .m4a or .wav), relative to the collection's folder."""
    transcript: Sentence
    """What is heard, in words, for readers who cannot hear it."""
    show: Literal["question", "answer"] = "answer"
    """Whether it is played with the question, or with the answer because it would give that away."""
    credit: Prose = ""
    """The name of its author."""
    licence: Prose = ""
    """Its licence."""


class RelationRecord(Record):
    """How two of the fact's answers are related."""

    name: Id
    """The name of the relation, such as president-of; use the same name in every fact that states it."""
    subject: Id
    """The slot that comes first: person."""
    object: Id
    """The slot that is the relation's object, such as country."""
    cardinality: Cardinality = "many-to-many"
    """How many objects a subject has, and how many subjects an object; said once in a collection, in any fact of the
    relation."""
    ask: Sentence = ""
    """The question when its two sides are matched or grouped: Match each person with the country they lead."""
    order: Sentence = ""
    """The question when its subjects are ordered by its amounts, the least first unless it says otherwise: Number
    these, the slowest first."""


class OptionRecord(Record):
    """An option of a hand-written question."""

    text: Annotated[Sentence, Column("question.options")]
    """The text of the option."""
    correct: bool = False
    """Whether it is correct."""
    feedback: Annotated[Sentence, Column("question.option_feedback")] = ""
    """What a learner who chose it should read."""
    last: bool = False
    """Whether it comes last in every form, like "I don't know"; one option at most."""


def _option(value: object) -> object:
    """A bare text is read as a wrong option."""
    return value if isinstance(value, Mapping) else {"text": value}


Option = Annotated[OptionRecord, BeforeValidator(_option, json_schema_input_type=OptionRecord | Prose)]


class CriterionRecord(Record):
    """What an open answer gets points for."""

    text: Annotated[Sentence, Column("question.rubric")]
    """What the answer says or does."""
    points: Annotated[int, Field(ge=1, le=100), Column("question.rubric_points")] = 1
    """How many points that is worth."""


def _criterion(value: object) -> object:
    """A bare text is read as a criterion of one point."""
    return value if isinstance(value, Mapping) else {"text": value}


Criterion = Annotated[CriterionRecord, BeforeValidator(_criterion, json_schema_input_type=CriterionRecord | Prose)]


class QuestionRecord(Record):
    """A complete question that you write yourself."""

    id: Id
    """Its id, unique in the fact; do not change it."""
    kind: WrittenKind
    """The kind of question: multiple-choice, multiple-response, true-false, short-answer or open."""
    stem: Sentence
    """The text of the question or, for true-false, the statement to judge."""
    options: Annotated[tuple[Option, ...], BeforeValidator(read_many), Columns("question", one_row=True)] = ()
    """The options of a multiple-choice or multiple-response question; mark the correct ones with correct: true."""
    answer: Prose = ""
    """The answer to a short-answer question, true or false, or a sample of an open answer."""
    accept: AnswerTexts = ()
    """Other answers that are also correct."""
    ordered: bool = False
    """Whether the options keep the order in which they are written."""
    stimulus: Sentence = ""
    """A text to read before the question. On paper, questions with the same text are printed together below it."""
    points: Annotated[int, Field(ge=0, le=100)] = 0
    """What it is worth; if not given, the sum of its rubric, or what the recipe says of its kind."""
    rubric: Annotated[tuple[Criterion, ...], BeforeValidator(read_many), Columns("question", one_row=True)] = ()
    """What an open answer gets points for: on the keys, for whoever marks it."""
    lines: Annotated[int, Field(ge=0, le=30)] = 0
    """How many lines paper has for an open answer; if not given, as many as its sample or a few sentences take."""
    feedback: Sentence = ""
    """The feedback shown after the answer; the default is the fact's feedback."""


class StatementRecord(Record):
    """The id, statement and answer of a fact; these fields come first in a fact."""

    id: Id
    """Its id, unique in the file; do not change it when you change the wording."""
    statement: Sentence
    """What the article states, in your own words, with {braces} around whatever can be asked for."""
    answer: Prose = ""
    """The answer, if the statement has no braces: words that the statement has once, or that fill its gap ___."""


class FactRecord(AnswerRecord, StatementRecord):
    """A single thing that the article states."""

    slots: Annotated[dict[Id, SlotRecord], Column("slot"), Columns("")] = Field(default_factory=dict)
    """The named slots; without them, the braces in the statement contain the answer itself."""
    relation: RelationRecord | None = None
    """How two of its slots belong together, so that no wrong option is right because of another fact."""
    evidence: Annotated[
        tuple[EvidenceRecord, ...],
        BeforeValidator(read_many, json_schema_input_type=EvidenceRecord | list[EvidenceRecord]),
        Columns(""),
    ] = ()
    """The passage of the article that proves the fact, or a list of several."""
    checks: Annotated[
        tuple[ClaimRecord, ...],
        BeforeValidator(read_many, json_schema_input_type=ClaimRecord | list[ClaimRecord]),
        Columns("check"),
    ] = ()
    """Claims to be recomputed from the figures."""
    stance: Stance = "asserted"
    """Whether the article states it, reports it, gives an opinion, disputes it, or does not have it at all."""
    by: Named | None = None
    """Who said it: a name, {entity: id}, or the word author; required unless the stance is asserted or background."""
    as_of: Prose = ""
    """The date for which it is true, or the word article for what the article calls "now"."""
    reference: Sentence = ""
    """Where a background fact can be looked up."""
    feedback: Sentence = ""
    """The feedback shown after the answer."""
    image: Annotated[ImageRecord | None, Block()] = None
    """A picture that is shown with the fact's questions."""
    audio: Annotated[AudioRecord | None, Block()] = None
    """A recording that is played with the answer."""
    questions: Annotated[
        tuple[QuestionRecord, ...],
        BeforeValidator(read_many, json_schema_input_type=QuestionRecord | list[QuestionRecord]),
        Columns("question"),
        Block(),
    ] = ()
    """Hand-written questions, used like generated ones."""
    section: Prose = ""
    """The section of the lesson that the fact belongs to."""
    tags: NameList = ()
    """Tags to group facts by; the tag a/b is a subtag of a."""
    difficulty: Annotated[int, Field(ge=1, le=5)] | None = None
    """The difficulty, from 1 (easy) to 5 (hard)."""
    bloom: Bloom | None = None
    """What it demands of a learner, by Bloom's levels."""
    enemies: Ids = ()
    """Facts that give this one away and are not asked in the same quiz."""
    ignore: dict[str, Prose] = Field(default_factory=dict)
    """Rules to silence for this fact, each with the reason: {numeral: given in a table}."""
    status: Status = "reviewed"
    """A draft is used only with --drafts, until it is approved; a retired fact is no longer asked."""
    formerly: Id | None = None
    """The id that it had before it was renamed, which keeps learners' progress."""


class CollectionRecord(Record):
    """A file of facts; each fact is read separately."""

    format: Annotated[Literal["quizgen-facts/1"], Field(alias="schema")]
    """The format of the file: quizgen-facts/1."""
    source: Annotated[SourceRecord, Block()]
    """The article that the facts come from."""
    entities: dict[Id, EntityRecord] = Field(default_factory=dict)
    """People, places and things, by id."""
    facts: Any
    """The list of facts."""


class CollectionSchema(CollectionRecord):
    """A collection of facts for quizgen."""

    facts: Annotated[list[FactRecord], Block()]
    """The list of facts."""


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema, for editors that offer completion and validation."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | CollectionSchema.model_json_schema()
