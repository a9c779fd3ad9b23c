"""The answers of a fact: its named slots, its one inline slot, who speaks in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from quizgen.errors import ProblemKind, quoted
from quizgen.errors.problem_kinds import (
    DUPLICATE_MEMBER,
    MISPLACED_KEY,
    NO_ANSWER,
    NO_SPEAKER,
    NO_STANCE,
    NO_VALUE,
    UNDECLARED_SLOT,
    UNKNOWN_ENTITY,
    UNUSED_SLOT,
    WRONG_TYPE,
    WRONG_VALUE,
)
from quizgen.model.body import Member
from quizgen.model.fact import AUTHOR, NUMBER_TYPES, Entity, Listing, Slot, Source, ValueType
from quizgen.model.text import SlotName, Statement
from quizgen.reading.facts.annotations import Reference
from quizgen.reading.facts.schema import AnswerRecord, FactRecord, SlotRecord
from quizgen.reading.facts.values import value_fault
from quizgen.reading.yaml.validation import suggestion
from quizgen.words.catalogues import listed, words_for

_BARE_NUMBER = re.compile(r"-?\d+\.\d+")

INLINE = "answer"  # the name of the one inline slot
ANSWER_FIELDS = tuple(AnswerRecord.model_fields)

Place = tuple[str | int, ...]
# path inside the record, message, hint, kind
Report = Callable[[Place, str, str, ProblemKind], None]


class Answers:
    """Reads the answers of one fact, and reports what does not fit together."""

    def __init__(self, source: Source, entities: Mapping[str, Entity], report: Report) -> None:
        self.source = source
        self.entities = entities
        self.report = report

    def entity(self, id: str, *place: str | int) -> Entity | None:
        """The entity called ``id``, or None after reporting that there is none."""
        if id not in self.entities:
            hint = suggestion(id, list(self.entities)) if self.entities else "declare it under entities"
            self.report(place, f"there is no entity {id!r}", hint, UNKNOWN_ENTITY)
        return self.entities.get(id)

    def inline(self, record: FactRecord, names: list[str], statement: Statement) -> tuple[tuple[Slot, ...], Statement]:
        """The slot whose answer is in the braces of the statement, and the statement with its name there instead."""
        if len(names) > 1:
            self.report(
                ("statement",),
                f"the statement has {len(names)} answers in braces and declares no slots",
                f"declare each under slots, for example  slots: {{{_slug(names[0])}: {{value: {names[0]}}}}}",
                UNDECLARED_SLOT,
            )
            return (), ()
        named = tuple(SlotName(INLINE, p.offset) if isinstance(p, SlotName) else p for p in statement)
        if not names:
            for field in ANSWER_FIELDS:
                if field in record.model_fields_set:
                    self.report(
                        (field,),
                        f"{field!r} needs an answer to belong to",
                        "put the answer in {braces} in the statement",
                        NO_ANSWER,
                    )
            return (), named
        return (self._slot(INLINE, record, names[0], names[0], None, ()),), named

    def named(self, record: FactRecord, names: list[str]) -> tuple[Slot, ...]:
        """The declared slots; ``names`` are those that the statement has."""
        for name in dict.fromkeys(names):
            if name not in record.slots:
                self.report(
                    ("statement",),
                    f"the statement names the slot {name!r}, which is not declared under slots",
                    suggestion(name, list(record.slots)),
                    UNDECLARED_SLOT,
                )
        for field in ANSWER_FIELDS:
            if field in record.model_fields_set:
                self.report((field,), f"{field!r} belongs to a slot here", "move it below the slot", MISPLACED_KEY)
        slots = []
        for name, slot in record.slots.items():
            place = ("slots", name)
            if name not in names:
                self.report(
                    place,
                    f"the statement does not name the slot {name!r}",
                    f"write {{{name}}} in it",
                    UNUSED_SLOT,
                )
            given = [key for key in ("value", "entity", "set", "sequence") if getattr(slot, key)]
            if len(given) != 1:
                self.report(
                    place,
                    f"the slot {name!r} needs one of value, entity, set and sequence"
                    + (f", and has {' and '.join(given)}" if given else ""),
                    "keep one" if given else "write  value: …  or  entity: …",
                    NO_VALUE,
                )
            if slot.set or slot.sequence:
                slots.append(self._list(name, slot, place))
                continue
            entity = self.entity(slot.entity, *place, "entity") if slot.entity else None
            value = slot.value or (entity.name if entity else "")
            slots.append(self._slot(name, slot, value, _shown(slot, entity, self.source.language), entity, place))
        return tuple(slots)

    def _slot(
        self, name: str, record: AnswerRecord, value: str, shown: str, entity: Entity | None, place: Place
    ) -> Slot:
        kind: ValueType = record.type or (entity.type if entity else "text")
        if entity and record.type and record.type != entity.type:
            self.report(
                (*place, "type"), f"the entity {entity.id!r} is a {entity.type}", "delete the type here", WRONG_TYPE
            )
        where = (*place, "value") if place else ("statement",)
        if not entity and (wrong := value_fault(kind, value, bare=bool(place))):
            self.report(where, *wrong, WRONG_VALUE)
        for field in ("tolerance", "approx"):
            if getattr(record, field) and kind not in NUMBER_TYPES:
                hint = "say which number it is, for example  type: measure"
                self.report((*place, field), f"{field!r} needs a number, and this is a {kind}", hint, WRONG_VALUE)
        if record.scale and record.distractors:
            message = "scale and distractors do not go together"
            self.report((*place, "distractors"), message, "put every option on the scale", WRONG_VALUE)
        if record.scale and shown not in record.scale:
            self.report(
                (*place, "scale"),
                f"the scale does not hold the answer {quoted(shown)}",
                "list every option in order, the answer among them",
                WRONG_VALUE,
            )
        return Slot(
            name=name,
            value=value,
            shown=shown,
            type=kind,
            unit=record.unit,
            entity=entity.id if entity else "",
            ask=record.ask,
            accept=tuple(dict.fromkeys((*record.accept, *self.aliases(entity)))),
            distractors=self._texts(record.distractors, *place, "distractors"),
            scale=record.scale,
            tolerance=record.tolerance,
            approx=record.approx,
            hint=record.hint,
        )

    def _list(self, name: str, record: SlotRecord, place: Place) -> Slot:
        """A slot whose answer is several things."""
        for field in ("accept", "scale", "tolerance", "approx", "unit", "currency"):
            if getattr(record, field):
                message = f"{field!r} does not go with several things"
                self.report((*place, field), message, "delete it; an entity brings its other names", MISPLACED_KEY)
        members: dict[str, Member] = {}
        for index, given in enumerate(record.set.items if record.set else record.sequence or ()):
            inside = (*place, "set", "items", index) if record.set else (*place, "sequence", index)
            entity = self.entity(given.entity, *inside, "entity") if isinstance(given, Reference) else None
            shown = given if isinstance(given, str) else entity.name if entity else ""
            if shown in members:
                self.report(inside, f"{quoted(shown)} is given twice", "keep one", DUPLICATE_MEMBER)
            members[shown] = Member(shown, tuple(self.aliases(entity)), entity.id if entity else "")
        ask_for = (record.set.ask_for if record.set else None) or len(members)
        if ask_for > len(members):
            message = f"there are {len(members)} things, and {ask_for} are asked for"
            self.report((*place, "set", "ask_for"), message, "ask for fewer", WRONG_VALUE)
        shown = record.show or listed(self.source.language, [*members])
        complete = record.set.complete if record.set else True
        return Slot(
            name=name,
            value=shown,
            shown=shown,
            type=record.type or "text",
            ask=record.ask,
            distractors=self._texts(record.distractors, *place, "distractors"),
            hint=record.hint,
            listing=Listing(tuple(members.values()), record.set is None, complete, ask_for),
        )

    def _texts(self, given: Iterable[str | Reference], *place: str | int) -> tuple[str, ...]:
        found = []
        for index, each in enumerate(given):
            entity = self.entity(each.entity, *place, index) if isinstance(each, Reference) else None
            found += [each] if isinstance(each, str) else [entity.name] if entity else []
        return tuple(found)

    def aliases(self, entity: Entity | None) -> Iterable[str]:
        """The other names of ``entity``, and those of whatever is the same thing."""
        if entity is None:
            return ()
        same = [self.entities[other] for other in entity.same_as if other in self.entities]
        return [*entity.names[1:], *(name for other in same for name in other.names)]

    def speaker(self, record: FactRecord) -> str:
        """Who says what the fact states, or "" where the article does."""
        by = record.by
        needed = record.stance in ("attributed", "opinion", "disputed")
        if by is None:
            if needed:
                self.report(
                    ("stance",),
                    f"'by' is missing: who is the {record.stance} statement from?",
                    "write  by: author  or  by: {entity: …}",
                    NO_SPEAKER,
                )
            return ""
        if not needed:
            self.report(
                ("by",),
                f"'by' does not go with stance {record.stance!r}",
                "write  stance: attributed",
                NO_STANCE,
            )
        if isinstance(by, Reference):
            entity = self.entity(by.entity, "by", "entity")
            return entity.name if entity else ""
        return self.source.author if by == AUTHOR else by


def _shown(slot: SlotRecord, entity: Entity | None, language: str) -> str:
    if slot.show:
        return slot.show
    if entity:
        return entity.name
    value = slot.value or ""
    number = slot.unit or slot.currency or slot.type in NUMBER_TYPES
    if number and _BARE_NUMBER.fullmatch(value):  # as machines write it, made what people read
        value = value.replace(".", words_for(language)["decimal_sign"])
    return " ".join(part for part in (value, slot.unit, slot.currency) if part)


def _slug(text: str) -> str:
    slug = re.sub(r"\W+", "-", text.lower()).strip("-")[:20]
    return "number" if slug.isdigit() else slug or INLINE
