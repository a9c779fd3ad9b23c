"""Rules over facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from quizgen.checks.finding import Field, Finding
from quizgen.checks.free_licences import lets_copy
from quizgen.checks.item_options import duplicate_options
from quizgen.checks.questions import answer_in_stem
from quizgen.checks.rule import HALADYNA, Rule, rule
from quizgen.errors import first_few, quote
from quizgen.model.body import ShortText, options_of
from quizgen.model.fact import Collection, Entity, EntityType, Fact, Image
from quizgen.model.relations import Relations
from quizgen.model.text import Maths, Text, fold, formulas, parse_text
from quizgen.rendering.maths import FormulaError, typst_maths
from quizgen.words import STUDIO
from quizgen.words.catalogues import speaks, untranslated_keys

LONGEST_ANSWER = 10  # words
MOST_NAMED = 3  # messages that a warning names; their number says the rest
MOST_QUOTED = 10  # words: a quote is what proves the fact, not a copy of the article

DISTRACTOR_IS_RIGHT = Rule(
    "distractor-is-right", "error", "No wrong answer is a right one.", remedy="write a wrong one", source=HALADYNA
)


@rule("duplicate-statement", "error", remedy="keep one of the two")
def duplicate_statement(collection: Collection) -> Iterator[Finding]:
    """No two facts say the same."""
    first: dict[str, str] = {}
    for fact in collection.facts:
        if fact.status == "retired":
            continue
        text = fold(str(fact.text()))
        if fact.status == "draft":  # of two drafts of one sentence, each asks for something else of it
            text = "\n".join((text, *(fold(slot.shown) for slot in fact.slots)))
        if text in first:
            message = f"the fact {first[text]!r} says the same"
            yield duplicate_statement.finding(fact.id, ("statement",), message)
        first.setdefault(text, fact.id)


@rule("no-reference", "error", remedy="add  reference: …")
def no_reference(collection: Collection) -> Iterator[Finding]:
    """A background fact says where it can be looked up."""
    for fact in collection.facts:
        if fact.stance == "background" and not fact.reference:
            hint = "add a line  reference: …  that says where it can be looked up"
            yield no_reference.finding(fact.id, ("stance",), "a background fact needs a reference", hint)


@rule("background-evidence", "error", remedy="correct its stance, or delete its evidence")
def background_evidence(collection: Collection) -> Iterator[Finding]:
    """A background fact is not in the article."""
    for fact in collection.facts:
        if fact.stance == "background" and fact.reference and fact.evidence:
            hint = "write  stance: asserted  if the article says it, or delete the evidence"
            message = "a background fact is not in the article, and this one has evidence there"
            yield background_evidence.finding(fact.id, ("evidence",), message, hint)


@rule("no-evidence", "warning", remedy="add  evidence: {paragraph: …, quote: …}")
def no_evidence(collection: Collection) -> Iterator[Finding]:
    """A fact says where the article states it."""
    for fact in collection.facts:
        if fact.stance != "background" and not fact.evidence:
            hint = 'add a line  evidence: {paragraph: …, quote: "…"}'
            yield no_evidence.finding(fact.id, ("id",), "nothing says where the article states this", hint)


@rule("no-paragraph", "warning", remedy="run  quizgen check --write")
def no_paragraph(collection: Collection) -> Iterator[Finding]:
    """A quote says in which paragraph it is."""
    for fact in collection.facts:
        for index, evidence in enumerate(fact.evidence):
            if not evidence.paragraph:
                hint = "add  paragraph: …  or, if the article's text is there, run  quizgen check --write"
                message = "the quote has no paragraph number"
                yield no_paragraph.finding(fact.id, ("evidence", index, "quote"), message, hint)


@rule("long-quote", "warning", remedy="keep the words that prove the fact, or name the article's licence")
def long_quote(collection: Collection) -> Iterator[Finding]:
    """A quote has ten words at most, unless the article's licence lets everybody copy it."""
    if lets_copy(collection.source.licence):
        return
    for fact in collection.facts:
        for index, evidence in enumerate(fact.evidence):
            words = len(evidence.quote.split())
            if words > MOST_QUOTED:
                message = f"the quote has {words} words; {MOST_QUOTED} are the most"
                hint = "keep the few words that prove the fact; … may be in place of what is left out"
                yield long_quote.finding(fact.id, ("evidence", index, "quote"), message, hint)


@rule("long-answer", "warning", remedy="shorten it, or ask for less", source=HALADYNA)
def long_answer(collection: Collection) -> Iterator[Finding]:
    """An answer has ten words at most."""
    for fact in collection.facts:
        answers: list[tuple[Field, str]] = [(("slots", slot.name, "value"), slot.shown) for slot in fact.slots]
        covered = fact.image.labels if fact.image else ()
        answers += [(("image", "labels", index, "text"), label.text) for index, label in enumerate(covered)]
        for field, answer in answers:
            words = len(answer.split())
            if words > LONGEST_ANSWER:
                message = f"the answer has {words} words; {LONGEST_ANSWER} are the most"
                yield long_answer.finding(fact.id, field, message)


@rule("picture-licence", "warning", remedy="add credit and licence")
def picture_licence(collection: Collection) -> Iterator[Finding]:
    """A picture or recording says who made it and what may be done with it."""
    for fact in collection.facts:
        for key, media in (("image", fact.image), ("audio", fact.audio)):
            if media and not (media.credit and media.licence):
                missing, question = ("licence", "what its licence is") if media.credit else ("credit", "who made it")
                yield picture_licence.finding(fact.id, (key, "file"), f"nothing says {question}", f"add  {missing}: …")


@rule("label-in-alt", "warning", remedy="say where it is and what it looks like, not what it is called")
def label_in_alt(collection: Collection) -> Iterator[Finding]:
    """What a picture shows is described without the words that its labels cover."""
    for fact in collection.facts:
        if fact.image and (label := _label_in(fact.image.alt, fact.image)):
            message = f"this says {quote(label)}, which a label of the picture covers"
            yield label_in_alt.finding(fact.id, ("image", "alt"), message)


def label_in_question(collection: Collection) -> Iterator[Finding]:
    """The question about a picture does not say what its labels cover."""
    for fact in collection.facts:
        if fact.image and (label := _label_in(fact.image.ask, fact.image)):
            message = f"the question contains its own answer, {quote(label)}"
            yield answer_in_stem.finding(fact.id, ("image", "ask"), message)


def _label_in(text: str, image: Image) -> str:
    """The first name of a label that ``text`` says, or ""."""
    names = (name for label in image.labels for name in (label.text, *label.accept))
    return next((name for name in names if _says(text, name)), "")


def _says(text: str, name: str) -> bool:
    """Whether ``name`` is in ``text`` as words of its own, an s at its end left aside; not a single letter."""
    return len(name) > 1 and bool(re.search(rf"(?<!\w){re.escape(fold(name))}(?:e?s)?(?!\w)", fold(text)))


def distractors(collection: Collection) -> Iterator[Finding]:
    """A wrong answer is wrong, and is listed once."""
    relations = Relations(collection)
    for fact in collection.facts:
        for slot in fact.slots:
            right = {fold(name) for name in (slot.shown, slot.value, *slot.accept)}
            if slot.listing:
                for member in slot.listing.members:
                    right.update(map(fold, (member.shown, *member.accept)))
            elsewhere = relations.true_answers(fact, slot)
            listed: set[str] = set()
            for index, wrong in enumerate(slot.distractors):
                field: Field = ("slots", slot.name, "distractors", index)
                plain = fold(wrong)
                if plain in right:
                    message = f"{quote(wrong)} is a right answer"
                    yield DISTRACTOR_IS_RIGHT.finding(fact.id, field, message)
                elif plain in elsewhere:
                    message = f"{quote(wrong)} is right as well: another fact of the relation says so"
                    yield DISTRACTOR_IS_RIGHT.finding(fact.id, field, message)
                elif plain in listed:
                    message = f"{quote(wrong)} is listed twice"
                    yield duplicate_options.finding(fact.id, field, message)
                listed.add(plain)


# What the name of a slot says of its answer.
_TYPES_OF_NAMES: Mapping[str, frozenset[EntityType]] = {
    **dict.fromkeys(
        ("person", "president", "king", "queen", "author", "scientist", "inventor", "writer", "leader", "founder"),
        frozenset[EntityType](("person",)),
    ),
    **dict.fromkeys(
        ("city", "town", "village", "capital", "river", "mountain", "island", "lake", "region"),
        frozenset[EntityType](("place",)),
    ),
    "place": frozenset(("place", "country")),
    "country": frozenset(("country",)),
    **dict.fromkeys(
        ("organisation", "organization", "company", "agency", "council", "institution"),
        frozenset[EntityType](("organisation",)),
    ),
}
_SPEAKING = frozenset[EntityType](("person", "organisation"))
_USUAL = frozenset(get_args(EntityType))  # of a teacher's own type nothing is known


@rule("entity-type", "error", remedy="name another entity, or correct its type")
def entity_type(collection: Collection) -> Iterator[Finding]:
    """An entity is of the type that its slot's name says, and who speaks is a person or an organisation."""
    by_name = {entity.name: entity for entity in collection.entities.values()}
    for fact in collection.facts:
        for slot in fact.slots:
            expected = _TYPES_OF_NAMES.get(re.split(r"[-_ ]", slot.name.rstrip("0123456789-_ "))[-1].lower())
            if expected and slot.entity and collection.entities[slot.entity].type in _USUAL - expected:
                message = _type_message(slot.name, collection.entities[slot.entity])
                yield entity_type.finding(fact.id, ("slots", slot.name, "entity"), message)
        speaker = by_name.get(fact.speaker)
        if speaker and speaker.type in _USUAL - _SPEAKING:
            yield entity_type.finding(fact.id, ("by",), _type_message("by", speaker))


def _type_message(name: str, entity: Entity) -> str:
    return f"{quote(name)} names {quote(entity.name)}, which is declared as a {entity.type}"


_NOW = re.compile(r"\b(?:currently|nowadays|today|recently|at present|these days)\b", re.IGNORECASE)


@rule("currently", "warning", remedy="add  as_of: …  or  as_of: article")
def currently(collection: Collection) -> Iterator[Finding]:
    """A fact that holds only now says for which date."""
    for fact in collection.facts:
        match = _NOW.search(str(fact.text()))
        if match and not fact.as_of:
            message = f"{quote(match[0])}: when is that?"
            hint = "add  as_of: 2026-09  or  as_of: article"
            yield currently.finding(fact.id, ("statement",), message, hint)


@rule("formula", "error", remedy=r"write LaTeX between \( and \)")
def formula(collection: Collection) -> Iterator[Finding]:
    """Every formula can be read."""
    for fact_id, field, text in _texts(collection):
        if "\\(" not in text:
            continue
        for latex in formulas(parse_text(text)):
            try:
                typst_maths(latex)  # which reads it as MathML first
            except FormulaError as fault:
                message = f"the formula {quote(latex)} cannot be read: {fault}"
                yield formula.finding(fact_id, field, message)


@rule("language", "warning", remedy="nothing, if English is fine; docs/how-to/add-a-language.md says how to add one")
def language(collection: Collection) -> Iterator[Finding]:
    """Headings and instructions are in the collection's language."""
    spoken = collection.source.language
    missing = [key for key in untranslated_keys(spoken) if key not in STUDIO] if speaks(spoken) else []
    if not speaks(spoken):
        message = f"quizgen has no words in {spoken!r} yet: headings and instructions will be in English"
    elif missing:
        keys = first_few(missing, MOST_NAMED)
        message = f"{len(missing)} of quizgen's own words have no {spoken!r} yet and will be in English: {keys}"
    else:
        return
    yield language.finding("", ("source", "language"), message, "nothing needs to be done if English is fine")


def _texts(collection: Collection) -> Iterator[tuple[str, Field, str]]:
    for fact in collection.facts:
        yield from ((fact.id, field, text) for field, text in _fact_texts(fact))
    for entity in collection.entities.values():
        yield from (("", ("entities", entity.id, "name"), name) for name in entity.names)


def _fact_texts(fact: Fact) -> Iterator[tuple[Field, str]]:
    yield ("statement",), str(Text(tuple(part for part in fact.statement if isinstance(part, Maths))))
    yield ("feedback",), fact.feedback
    yield ("by",), fact.speaker
    if fact.image:
        yield ("image", "ask"), fact.image.ask
        for index, label in enumerate(fact.image.labels):
            yield ("image", "labels", index), "; ".join((label.text, *label.accept))
    for index, proof in enumerate(fact.evidence):
        yield ("evidence", index, "quote"), proof.quote
    for slot in fact.slots:
        field_of_slot: Field = ("slots", slot.name)
        yield (*field_of_slot, "show"), slot.shown
        yield (*field_of_slot, "ask"), slot.ask
        yield (*field_of_slot, "hint"), slot.hint
        for field, texts in (("distractors", slot.distractors), ("scale", slot.scale), ("accept", slot.accept)):
            for index, text in enumerate(texts):
                yield (*field_of_slot, field, index), text
    for number, question in enumerate(fact.questions):
        yield ("questions", number, "stem"), question.stem
        yield ("questions", number, "stimulus"), question.stimulus
        if isinstance(question.body, ShortText):
            yield ("questions", number, "answer"), question.body.shown
        for index, option in enumerate(options_of(question.body)):
            yield ("questions", number, "options", index), str(option.text)


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    duplicate_statement,
    no_reference,
    background_evidence,
    no_evidence,
    no_paragraph,
    long_quote,
    currently,
    distractors,
    entity_type,
    long_answer,
    picture_licence,
    label_in_alt,
    label_in_question,
    formula,
    language,
)
