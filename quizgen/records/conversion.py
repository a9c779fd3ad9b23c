"""A validated record → the model: names are resolved, and what does not fit together is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from quizgen.documents.validation import guess
from quizgen.errors import named
from quizgen.model.fact import AUTHOR, NUMBER_TYPES, Claim, Entity, Evidence, Fact, Image, Slot, Source, ValueType
from quizgen.model.text import SlotName, Statement, TextError, parse_statement
from quizgen.records.schema import AnswerRecord, EntityRecord, FactRecord, Reference, SlotRecord, SourceRecord

INLINE = "answer"  # the name of the one inline slot
ANSWER_FIELDS = tuple(AnswerRecord.model_fields)
_NUMBER = re.compile(r"[-+−]?\d[\d\s,.’'\u00a0\u202f]*")

# path inside the record, message, hint, rule
Complain = Callable[[tuple[str | int, ...], str, str, str], None]


def read_source(record: SourceRecord) -> Source:
    """The source of a collection."""
    return Source(
        record.id,
        record.title,
        record.author,
        record.language,
        record.url,
        record.licence,
        record.published,
        record.file,
        record.sha256,
    )


def read_entities(records: Mapping[str, EntityRecord], complain: Complain) -> dict[str, Entity]:
    """The entities by id, `same_as` made complete: symmetric and transitive."""
    groups: dict[str, set[str]] = {id: {id} for id in records}
    for id, record in records.items():
        for place, other in enumerate(record.same_as):
            if other not in records:
                complain(
                    (id, "same_as", place),
                    f"there is no entity {other!r}",
                    guess(other, list(records)),
                    "unknown-entity",
                )
                continue
            merged = groups[id] | groups[other]
            for member in merged:
                groups[member] = merged
    return {
        id: Entity(id, record.name, record.type, record.accept, tuple(sorted(groups[id] - {id})))
        for id, record in records.items()
    }


def read_fact(record: FactRecord, source: Source, entities: Mapping[str, Entity], complain: Complain) -> Fact | None:
    """The fact that ``record`` says, or None after complaining of what keeps it from being one."""
    try:
        statement = parse_statement(record.statement)
    except TextError as fault:
        complain(
            ("statement",),
            f"{fault.message}: {named(record.statement[fault.offset :][:20])}",
            fault.hint,
            "braces",
        )
        return None
    names = [part.name for part in statement if isinstance(part, SlotName)]
    read = _Answers(entities, complain)
    if record.slots:
        slots = read.named(record, names)
    else:
        slots, statement = read.inline(record, names, statement)
    return Fact(
        id=record.id,
        source=source,
        statement=statement,
        slots=slots,
        evidence=tuple(Evidence(each.paragraph or 0, each.quote) for each in record.evidence),
        stance=record.stance,
        speaker=read.speaker(record, source),
        as_of=record.as_of,
        reference=record.reference,
        difficulty=record.difficulty or 0,
        tags=record.tags,
        section=record.section,
        feedback=record.feedback,
        status=record.status,
        enemies=record.enemies,
        claims=tuple(Claim(each.claim, each.expr, each.expect, each.tolerance) for each in record.checks),
        image=Image(**record.image.model_dump()) if record.image else None,
    )


class _Answers:
    def __init__(self, entities: Mapping[str, Entity], complain: Complain) -> None:
        self.entities = entities
        self.complain = complain

    def entity(self, id: str, *place: str | int) -> Entity | None:
        if id not in self.entities:
            hint = guess(id, list(self.entities)) if self.entities else "declare it under entities"
            self.complain(place, f"there is no entity {id!r}", hint, "unknown-entity")
        return self.entities.get(id)

    def inline(self, record: FactRecord, names: list[str], statement: Statement) -> tuple[tuple[Slot, ...], Statement]:
        if len(names) > 1:
            self.complain(
                ("statement",),
                f"the statement has {len(names)} answers in braces and declares no slots",
                f"declare each under slots, for example  slots: {{{_slug(names[0])}: {{value: {names[0]}}}}}",
                "undeclared-slot",
            )
            return (), ()
        named = tuple(SlotName(INLINE, p.offset) if isinstance(p, SlotName) else p for p in statement)
        if not names:
            for field in ANSWER_FIELDS:
                if field in record.model_fields_set:
                    self.complain(
                        (field,),
                        f"{field!r} needs an answer to belong to",
                        "put the answer in {braces} in the statement",
                        "no-answer",
                    )
            return (), named
        return (self._slot(INLINE, record, names[0], names[0], None, ()),), named

    def named(self, record: FactRecord, names: list[str]) -> tuple[Slot, ...]:
        for name in dict.fromkeys(names):
            if name not in record.slots:
                self.complain(
                    ("statement",),
                    f"the statement names the slot {name!r}, which is not declared under slots",
                    guess(name, list(record.slots)),
                    "undeclared-slot",
                )
        for field in ANSWER_FIELDS:
            if field in record.model_fields_set:
                self.complain((field,), f"{field!r} belongs to a slot here", "move it below the slot", "misplaced-key")
        slots = []
        for name, slot in record.slots.items():
            place = ("slots", name)
            if name not in names:
                self.complain(
                    place,
                    f"the statement does not name the slot {name!r}",
                    f"write {{{name}}} in it",
                    "unused-slot",
                )
            if bool(slot.value) == bool(slot.entity):
                self.complain(
                    place,
                    f"the slot {name!r} needs either a value or an entity",
                    "write  value: …  or  entity: …",
                    "no-value",
                )
            entity = self.entity(slot.entity, *place, "entity") if slot.entity else None
            slots.append(
                self._slot(
                    name,
                    slot,
                    slot.value or (entity.name if entity else ""),
                    _shown(slot, entity),
                    entity,
                    place,
                )
            )
        return tuple(slots)

    def _slot(
        self,
        name: str,
        record: AnswerRecord,
        value: str,
        shown: str,
        entity: Entity | None,
        place: tuple[str | int, ...],
    ) -> Slot:
        kind: ValueType = record.type or (entity.type if entity else "text")
        if entity and record.type and record.type != entity.type:
            self.complain(
                (*place, "type"),
                f"the entity {entity.id!r} is a {entity.type}",
                "delete the type here",
                "wrong-type",
            )
        if kind in NUMBER_TYPES and not _NUMBER.search(value):
            where = (*place, "value") if place else ("statement",)
            self.complain(
                where,
                f"{named(value)} has no digits, and a {kind} needs a number",
                "write digits; show: holds the words",
                "wrong-value",
            )
        distractors = []
        for index, given in enumerate(record.distractors):
            if isinstance(given, Reference):
                other = self.entity(given.entity, *place, "distractors", index)
                distractors += [other.name] if other else []
            else:
                distractors.append(given)
        accept = tuple(dict.fromkeys((*record.accept, *self._aliases(entity))))
        if record.scale and record.distractors:
            message = "scale and distractors do not go together"
            self.complain((*place, "distractors"), message, "put every option on the scale", "wrong-value")
        if record.scale and shown not in record.scale:
            self.complain(
                (*place, "scale"),
                f"the scale does not hold the answer {named(shown)}",
                "list every option in order, the answer among them",
                "wrong-value",
            )
        return Slot(
            name,
            value,
            shown,
            kind,
            record.unit,
            entity.id if entity else "",
            record.ask,
            accept,
            tuple(distractors),
            record.scale,
        )

    def _aliases(self, entity: Entity | None) -> Iterable[str]:
        if entity is None:
            return ()
        same = [self.entities[other] for other in entity.same_as if other in self.entities]
        return [*entity.accept, *(name for other in same for name in other.names)]

    def speaker(self, record: FactRecord, source: Source) -> str:
        by = record.by
        needed = record.stance in ("attributed", "opinion", "disputed")
        if by is None:
            if needed:
                self.complain(
                    ("stance",),
                    f"'by' is missing: who is the {record.stance} statement from?",
                    "write  by: author  or  by: {entity: …}",
                    "no-speaker",
                )
            return ""
        if not needed:
            self.complain(
                ("by",),
                f"'by' does not go with stance {record.stance!r}",
                "write  stance: attributed",
                "no-stance",
            )
        if isinstance(by, Reference):
            entity = self.entity(by.entity, "by", "entity")
            return entity.name if entity else ""
        return source.author if by == AUTHOR else by


def _shown(slot: SlotRecord, entity: Entity | None) -> str:
    if slot.show:
        return slot.show
    if entity:
        return entity.name
    return " ".join(part for part in (slot.value, slot.unit, slot.currency) if part)


def _slug(text: str) -> str:
    slug = re.sub(r"\W+", "-", text.lower()).strip("-")[:20]
    return "number" if slug.isdigit() else slug or INLINE
