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
    answers = Answers(source, names, report)
    if record.slots:
        slots = answers.named_slots(record, in_braces, statement)
        statement = tuple(_as_typed(part, record) for part in statement)
    else:
        slots, statement = answers.inline(record, in_braces, statement)
    return Fact(
        **_carried_fields(record, Fact, without="enemies"),
        source=source,
        statement=statement,
        slots=slots,
        evidence=tuple(
            Evidence(**_carried_fields(evidence, Evidence), paragraph=evidence.paragraph or 0)
            for evidence in record.evidence
        ),
        speaker=answers.speaker(record),
        difficulty=record.difficulty or 0,
        enemies=tuple(permanent.get(enemy, enemy) for enemy in record.enemies),
        claims=tuple(Claim(**_carried_fields(check, Claim), expression=check.expr) for check in record.checks),
        image=read_image(record.image, answers) if record.image else None,
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
    relation = record.relation
    if relation is None:
        return None
    names = [slot.name for slot in slots]
    is_valid = True
    for field, name in (("subject", relation.subject), ("object", relation.object)):
        if name not in names:
            is_valid = False
            message = f"the relation speaks of the slot {name!r}, which the fact does not have"
            report(("relation", field), message, suggestion(name, names), UNDECLARED_SLOT)
    if relation.subject == relation.object:
        is_valid = False
        message = "the relation's subject and object are one slot"
        report(("relation", "object"), message, "name two slots", WRONG_VALUE)
    return Relation(**_carried_fields(relation, Relation)) if is_valid else None


def _written_questions(record: FactRecord, slots: Sequence[Slot], report: Report) -> Iterator[Written]:
    """The questions written by hand that are whole."""
    taken = {slot.name for slot in slots}
    for index, question in enumerate(record.questions):
        where: Place = ("questions", index)
        if question.id in taken:
            message = f"the id {question.id!r} is taken by a slot or question of this fact"
            report((*where, "id"), message, "give this question an id of its own", DUPLICATE_ID)
        taken.add(question.id)
        faults = list(_faults(question))
        for field, message, hint in faults:
            report((*where, *field), message, hint, WRONG_VALUE)
        if not faults:
            points = question.points or sum(criterion.points for criterion in question.rubric)
            yield Written(
                question.id, question.kind, question.stem, _body(question), question.stimulus, question.feedback, points
            )


def _body(question: QuestionRecord) -> ChooseOne | ChooseSeveral | TrueFalse | ShortText | OpenAnswer:
    options = tuple(
        Option(parse_text(option.text), option.correct, parse_text(option.feedback), last=option.last)
        for option in question.options
    )
    match question.kind:
        case "multiple-choice":
            return ChooseOne(options, fixed=question.ordered)
        case "multiple-response":
            return ChooseSeveral(options, fixed=question.ordered)
        case "true-false":
            return TrueFalse(question.answer.lower() == "true")
        case "short-answer":
            return ShortText(question.answer, question.accept)
        case "open":
            rubric = (Criterion(parse_text(criterion.text), criterion.points) for criterion in question.rubric)
            return OpenAnswer(parse_text(question.answer), tuple(rubric), question.lines)


def _faults(question: QuestionRecord) -> Iterator[tuple[Place, str, str]]:
    """What keeps a question from being one of its kind: the field, what is wrong, what to write."""
    right = sum(option.correct for option in question.options)
    has_options = question.kind in ("multiple-choice", "multiple-response")
    if has_options and len(question.options) < 2:
        yield ("options",), f"a {question.kind} question needs two options or more", "write each below options"
    elif has_options and not right:
        yield ("options",), "no option is right", "add  correct: true  to the right one"
    elif question.kind == "multiple-choice" and right > 1:
        yield ("options",), f"{right} options are right", "keep one, or write  kind: multiple-response"
    elif question.options and not has_options:
        yield ("options",), f"a {question.kind} question has no options", "write  answer: …"
    if has_options and question.answer:
        yield ("answer",), "the right option is the answer", "delete it"
    elif question.kind == "true-false" and question.answer.lower() not in ("true", "false"):
        yield ("answer" if question.answer else "kind",), "a statement to judge needs an answer", "write  answer: true"
    elif question.kind == "short-answer" and not question.answer:
        yield ("kind",), "'answer' is missing", "write  answer: …"
    if question.accept and question.kind != "short-answer":
        yield ("accept",), "only a short answer has other right answers", "delete it"
    total = sum(criterion.points for criterion in question.rubric)
    if question.kind != "open" and (question.rubric or question.lines):
        yield ("rubric" if question.rubric else "lines",), "only an open answer has a rubric and lines", "delete it"
    elif total and question.points not in (0, total):
        yield ("points",), f"the rubric adds up to {total} points", f"delete this, or write  points: {total}"
    last = [index for index, option in enumerate(question.options) if option.last]
    for another in last[1:]:
        yield ("options", another, "last"), "only one option can be last", "keep one"
    if last and question.ordered:
        message = "the options keep their order, so none can be moved to the end"
        yield ("options", last[0], "last"), message, "delete this, or  ordered: true"
