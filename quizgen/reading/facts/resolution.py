"""A validated record → the model: names are resolved, and what does not fit together is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_type_hints

from quizgen.errors import quote
from quizgen.errors.problem_kinds import BRACES, DUPLICATE_ID, UNDECLARED_SLOT, UNKNOWN_ENTITY, WRONG_VALUE
from quizgen.model.body import ChooseOne, ChooseSeveral, Criterion, OpenAnswer, Option, ShortText, TrueFalse
from quizgen.model.claim import Claim
from quizgen.model.fact import (
    RIGHT_TO_LEFT,
    Audio,
    Entity,
    Evidence,
    Fact,
    Relation,
    Slot,
    Source,
    Written,
)
from quizgen.model.text import Maths, SlotName, TextError, Words, parse_statement, parse_text
from quizgen.reading.facts.entity_names import EntityNames
from quizgen.reading.facts.picture_labels import read_image
from quizgen.reading.facts.schema import EntityRecord, FactRecord, QuestionRecord, SourceRecord
from quizgen.reading.facts.slot_answers import Answers, Place, Report
from quizgen.reading.yaml.spellings import suggestion
from quizgen.reading.yaml.validation import Record


def read_source(record: SourceRecord) -> Source:
    """The source of a collection."""
    right_to_left = record.language.lower().partition("-")[0] in RIGHT_TO_LEFT
    direction = record.direction or ("rtl" if right_to_left else "ltr")
    return Source(**_carried_fields(record, Source), direction=direction)


def read_entities(records: Mapping[str, EntityRecord], report: Report) -> dict[str, Entity]:
    """The entities by id, `same_as` made complete: symmetric and transitive."""
    groups: dict[str, set[str]] = {id: {id} for id in records}
    for id, record in records.items():
        for index, other in enumerate(record.same_as):
            if other not in records:
                report(
                    (id, "same_as", index),
                    f"there is no entity {other!r}",
                    suggestion(other, list(records)),
                    UNKNOWN_ENTITY,
                )
                continue
            merged = groups[id] | groups[other]
            for member in merged:
                groups[member] = merged
        if record.of and record.of not in records:
            message = f"there is no entity {record.of!r}"
            report((id, "of"), message, suggestion(record.of, list(records)), UNKNOWN_ENTITY)
    return {
        id: Entity(
            **_carried_fields(record, Entity, without="same_as"),
            id=id,
            same_as=tuple(sorted(groups[id] - {id})),
            of=record.of or "",
        )
        for id, record in records.items()
    }


def read_fact(
    record: FactRecord,
    source: Source,
    names: EntityNames,
    permanent: Mapping[str, str],
    report: Report,
) -> Fact | None:
    """The fact that ``record`` says, or None after reporting what keeps it from being one.

    ``permanent`` gives the first id of each fact that was renamed.
    """
    try:
        statement = parse_statement(record.statement)
    except TextError as fault:
        report(
            ("statement",),
            f"{fault.message}: {quote(record.statement[fault.offset :][:20])}",
            fault.hint,
            BRACES,
        )
        return None
    in_braces = [part.name for part in statement if isinstance(part, SlotName)]
    read = Answers(source, names, report)
    if record.slots:
        slots = read.named_slots(record, in_braces, statement)
        statement = tuple(_as_typed(part, record) for part in statement)
    else:
        slots, statement = read.inline(record, in_braces, statement)
    return Fact(
        **_carried_fields(record, Fact, without="enemies"),
        source=source,
        statement=statement,
        slots=slots,
        evidence=tuple(
            Evidence(**_carried_fields(evidence, Evidence), paragraph=evidence.paragraph or 0)
            for evidence in record.evidence
        ),
        speaker=read.speaker(record),
        difficulty=record.difficulty or 0,
        enemies=tuple(permanent.get(enemy, enemy) for enemy in record.enemies),
        claims=tuple(Claim(**_carried_fields(check, Claim), expression=check.expr) for check in record.checks),
        image=read_image(record.image, read) if record.image else None,
        audio=Audio(**_carried_fields(record.audio, Audio)) if record.audio else None,
        bloom=record.bloom or "",
        relation=_relation(record, slots, report),
        questions=tuple(_written_questions(record, slots, report)),
        permanent=permanent.get(record.id, record.id),
    )


def _as_typed(part: Words | Maths | SlotName, record: FactRecord) -> Words | Maths | SlotName:
    """``part``, or the words in braces that name no slot, which has been reported."""
    return Words(f"{{{part.name}}}") if isinstance(part, SlotName) and part.name not in record.slots else part


def _carried_fields(record: Record, model: Callable[..., Any], *, without: str = "") -> dict[str, Any]:
    """What the model has under the same name and of the same type; ``without`` names a field that is resolved."""
    return {name: getattr(record, name) for name in _alike(type(record), model) if name != without}


@cache
def _alike(record: type[Record], model: Callable[..., Any]) -> tuple[str, ...]:
    ours, theirs = get_type_hints(record), get_type_hints(model)
    return tuple(name for name in theirs if name in ours and ours[name] == theirs[name])


def _relation(record: FactRecord, slots: Sequence[Slot], report: Report) -> Relation | None:
    given = record.relation
    if given is None:
        return None
    names = [slot.name for slot in slots]
    known = True
    for field, name in (("subject", given.subject), ("object", given.object)):
        if name not in names:
            known = False
            message = f"the relation speaks of the slot {name!r}, which the fact does not have"
            report(("relation", field), message, suggestion(name, names), UNDECLARED_SLOT)
    if given.subject == given.object:
        known = False
        message = "the relation's subject and object are one slot"
        report(("relation", "object"), message, "name two slots", WRONG_VALUE)
    return Relation(**_carried_fields(given, Relation)) if known else None


def _written_questions(record: FactRecord, slots: Sequence[Slot], report: Report) -> Iterator[Written]:
    """The questions written by hand that are whole."""
    taken = {slot.name for slot in slots}
    for index, given in enumerate(record.questions):
        where: Place = ("questions", index)
        if given.id in taken:
            message = f"the id {given.id!r} is taken by a slot or question of this fact"
            report((*where, "id"), message, "give this question an id of its own", DUPLICATE_ID)
        taken.add(given.id)
        faults = list(_faults(given))
        for field, message, hint in faults:
            report((*where, *field), message, hint, WRONG_VALUE)
        if not faults:
            points = given.points or sum(criterion.points for criterion in given.rubric)
            yield Written(given.id, given.kind, given.stem, _body(given), given.stimulus, given.feedback, points)


def _body(given: QuestionRecord) -> ChooseOne | ChooseSeveral | TrueFalse | ShortText | OpenAnswer:
    options = tuple(
        Option(parse_text(option.text), option.correct, parse_text(option.feedback), last=option.last)
        for option in given.options
    )
    match given.kind:
        case "multiple-choice":
            return ChooseOne(options, fixed=given.ordered)
        case "multiple-response":
            return ChooseSeveral(options, fixed=given.ordered)
        case "true-false":
            return TrueFalse(given.answer.lower() == "true")
        case "short-answer":
            return ShortText(given.answer, given.accept)
        case "open":
            rubric = (Criterion(parse_text(criterion.text), criterion.points) for criterion in given.rubric)
            return OpenAnswer(parse_text(given.answer), tuple(rubric), given.lines)


def _faults(given: QuestionRecord) -> Iterator[tuple[Place, str, str]]:
    """What keeps a question from being one of its kind: the field, what is wrong, what to write."""
    right = sum(option.correct for option in given.options)
    chosen = given.kind in ("multiple-choice", "multiple-response")
    if chosen and len(given.options) < 2:
        yield ("options",), f"a {given.kind} question needs two options or more", "write each below options"
    elif chosen and not right:
        yield ("options",), "no option is right", "add  correct: true  to the right one"
    elif given.kind == "multiple-choice" and right > 1:
        yield ("options",), f"{right} options are right", "keep one, or write  kind: multiple-response"
    elif given.options and not chosen:
        yield ("options",), f"a {given.kind} question has no options", "write  answer: …"
    if chosen and given.answer:
        yield ("answer",), "the right option is the answer", "delete it"
    elif given.kind == "true-false" and given.answer.lower() not in ("true", "false"):
        yield ("answer" if given.answer else "kind",), "a statement to judge needs an answer", "write  answer: true"
    elif given.kind == "short-answer" and not given.answer:
        yield ("kind",), "'answer' is missing", "write  answer: …"
    if given.accept and given.kind != "short-answer":
        yield ("accept",), "only a short answer has other right answers", "delete it"
    total = sum(criterion.points for criterion in given.rubric)
    if given.kind != "open" and (given.rubric or given.lines):
        yield ("rubric" if given.rubric else "lines",), "only an open answer has a rubric and lines", "delete it"
    elif total and given.points not in (0, total):
        yield ("points",), f"the rubric adds up to {total} points", f"delete this, or write  points: {total}"
    last = [index for index, option in enumerate(given.options) if option.last]
    for another in last[1:]:
        yield ("options", another, "last"), "only one option can be last", "keep one"
    if last and given.ordered:
        message = "the options keep their order, so none can be moved to the end"
        yield ("options", last[0], "last"), message, "delete this, or  ordered: true"
