"""The answers of a fact: its named slots, its one inline slot, who speaks in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quizgen.errors import ProblemKind, quote
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
from quizgen.languages.answer_types import StatedAnswer, answer_type
from quizgen.languages.expected_answer import expected_answer, noun_type
from quizgen.languages.word_lists import language_of
from quizgen.model.body import Member
from quizgen.model.fact import AUTHOR, NUMBER_TYPES, Entity, Listing, Slot, Source
from quizgen.model.text import SlotName, Statement, Words, fold
from quizgen.reading.facts.annotations import Reference
from quizgen.reading.facts.entity_names import EntityNames
from quizgen.reading.facts.schema import AnswerRecord, FactRecord, SlotRecord
from quizgen.reading.facts.stated_answer import INLINE, NotStatedError, with_answer
from quizgen.reading.facts.values import value_fault
from quizgen.reading.yaml.spellings import suggestion
from quizgen.words.catalogues import enumeration, words_for

_OF_MANY_SORTS = ("person", "place", "organisation")  # kings and generals, cities and rivers
_WORD = r"\w+"
_THOUSANDS = re.compile(r"\d,\d{3}")
_BARE_NUMBER = re.compile(r"-?\d+\.\d+")

ANSWER_FIELDS = tuple(AnswerRecord.model_fields)

Place = tuple[str | int, ...]
# path inside the record, message, hint, kind
Report = Callable[[Place, str, str, ProblemKind], None]


@dataclass(frozen=True, slots=True)
class _WrittenAnswer:
    """An answer as it was given: its value, how it is shown, its entity where it names one, and its sentence."""

    value: str
    shown: str
    entity: Entity | None
    statement: Statement

    def in_sentence(self, name: str) -> StatedAnswer:
        """The answer with the words beside the slot ``name``."""
        slot = next((index for index, part in enumerate(self.statement) if _is_slot(part, name)), None)
        if slot is None:
            return StatedAnswer(self.shown)
        before, after = self.statement[max(0, slot - 1) : slot], self.statement[slot + 1 : slot + 2]
        return StatedAnswer(self.shown, _words(before), _words(after))


def _words(parts: Statement) -> str:
    return "".join(part.text for part in parts if isinstance(part, Words))


def _is_slot(part: object, name: str) -> bool:
    return isinstance(part, SlotName) and part.name == name


class Answers:
    """Reads the answers of one fact, and reports what does not fit together."""

    def __init__(self, source: Source, names: EntityNames, report: Report) -> None:
        self.source = source
        self.names = names
        self.entities = names.entities
        self.report = report

    def entity(self, name: str, *path: str | int) -> Entity | None:
        """The entity with the id or name ``name``, or None after reporting that there is none, or several."""
        entity = self.names.entity(name)
        if entity is None:
            message, hint = self.names.fault(name)
            self.report(path, message, hint, UNKNOWN_ENTITY)
        return entity

    def inline(self, record: FactRecord, names: list[str], statement: Statement) -> tuple[tuple[Slot, ...], Statement]:
        """The slot whose answer is in the braces of the statement, and the statement with its name there instead."""
        if record.answer and not names:
            try:
                shown, statement = with_answer(statement, record.answer)
            except NotStatedError as fault:
                self.report((INLINE,), str(fault), fault.hint, NO_ANSWER)
                return (), statement
            return (self._slot(INLINE, record, _WrittenAnswer(shown, shown, None, statement), ()),), statement
        if record.answer and [record.answer] != names:
            self.report((INLINE,), "the answer is in the braces of the statement", "delete this line", MISPLACED_KEY)
        if len(names) > 1:
            self.report(
                ("statement",),
                f"the statement has {len(names)} answers in braces and declares no slots",
                _slots_for(record.statement, names, has_question=bool(record.ask)),
                UNDECLARED_SLOT,
            )
            return (), ()
        with_slot = tuple(SlotName(INLINE, p.offset) if isinstance(p, SlotName) else p for p in statement)
        if not names:
            hint = "put the answer in {braces} in the statement"
            if "{{" in record.statement:
                hint = "write one brace on each side of the answer: two are a brace that is printed"
            for field in ANSWER_FIELDS:
                if field in record.model_fields_set:
                    self.report((field,), f"{field!r} needs an answer to belong to", hint, NO_ANSWER)
            return (), with_slot
        return (self._slot(INLINE, record, _WrittenAnswer(names[0], names[0], None, with_slot), ()),), with_slot

    def named_slots(self, record: FactRecord, names: list[str], statement: Statement) -> tuple[Slot, ...]:
        """The declared slots; ``names`` are those that the statement has."""
        for name in dict.fromkeys(names):
            if name not in record.slots:
                self.report(
                    ("statement",),
                    f"the statement names the slot {name!r}, which is not declared under slots",
                    suggestion(name, list(record.slots)),
                    UNDECLARED_SLOT,
                )
        for field in (INLINE, *ANSWER_FIELDS):
            if field in record.model_fields_set:
                example = next(iter(record.slots))
                hint = f"move it below the slot that it is about, such as  {example}: {{value: …, {field}: …}}"
                self.report((field,), f"{field!r} belongs to a slot here", hint, MISPLACED_KEY)
        slots = []
        for name, slot in record.slots.items():
            path = ("slots", name)
            if name not in names:
                self.report(
                    path,
                    f"the statement does not name the slot {name!r}",
                    f"write {{{name}}} in it",
                    UNUSED_SLOT,
                )
            answer_keys = [key for key in ("value", "entity", "set", "sequence") if getattr(slot, key)]
            if len(answer_keys) != 1:
                self.report(
                    path,
                    f"the slot {name!r} needs one of value, entity, set and sequence"
                    + (f", and has {' and '.join(answer_keys)}" if answer_keys else ""),
                    "keep one" if answer_keys else "write  value: …  or  entity: …",
                    NO_VALUE,
                )
            if slot.set or slot.sequence:
                slots.append(self._list(name, slot, path))
                continue
            entity = self.entity(slot.entity, *path, "entity") if slot.entity else None
            value = slot.value or (entity.name if entity else "")
            written = _WrittenAnswer(value, _shown_text(slot, entity, self.source.language), entity, statement)
            slots.append(self._slot(name, slot, written, path))
        return tuple(slots)

    def _slot(self, name: str, record: AnswerRecord, written: _WrittenAnswer, path: Place) -> Slot:
        value, shown, entity = written.value, written.shown, written.entity
        inferred, role = False, ""
        language = language_of(self.source.language)
        expected = expected_answer(record.ask, language)
        kind: str = record.type or (entity.type if entity else "text")
        if entity is None and (meant := self.names.entity_named(shown)) and record.type in (None, meant.type):
            kind, inferred = meant.type, record.type is None
            # A question that asks for one name by another (what does OTS stand for?) has only that name as its answer.
            entity = None if _says(record.ask, self.all_names(meant)) else meant
        elif entity is None and record.type is None:
            plain = answer_type(written.in_sentence(name), expected, language)
            if plain is not None:
                kind, inferred = plain.type, True
                value = value if value != shown else plain.value
            role = expected.role if kind in ("text", "term") and not expected.type else ""
        if kind in _OF_MANY_SORTS:
            nouns = (expected.role if expected.type == kind else "", name if noun_type(name, language) == kind else "")
            role = next((noun for noun in nouns if noun not in ("", kind)), "")
        if entity and record.type and record.type != entity.type:
            self.report(
                (*path, "type"), f"the entity {entity.id!r} is a {entity.type}", "delete the type here", WRONG_TYPE
            )
        aliases = [name for name in self.all_names(entity) if name != shown] if entity else []
        where = (*path, "value") if path else ("statement",)
        if not entity and (wrong := value_fault(kind, value, bare=bool(path))):
            self.report(where, *wrong, WRONG_VALUE)
        for field in ("tolerance", "approx"):
            if getattr(record, field) and kind not in NUMBER_TYPES:
                hint = "say which number it is, for example  type: measure"
                self.report((*path, field), f"{field!r} needs a number, and this is a {kind}", hint, WRONG_VALUE)
        if _THOUSANDS.search(shown) and (whole := _joined_thousands(record.distractors)):
            message = "the commas in these numbers separate options"
            self.report((*path, "distractors"), message, f"write  [{whole}]", WRONG_VALUE)
        if record.scale and record.distractors:
            message = "scale and distractors do not go together"
            self.report((*path, "distractors"), message, "put every option on the scale", WRONG_VALUE)
        if record.scale and shown not in record.scale:
            self.report(
                (*path, "scale"),
                f"the scale does not hold the answer {quote(shown)}",
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
            accept=tuple(dict.fromkeys((*record.accept, *aliases))),
            distractors=self._texts(record.distractors, *path, "distractors"),
            scale=record.scale,
            tolerance=record.tolerance,
            approx=record.approx,
            hint=record.hint,
            inferred=inferred,
            role=role,
        )

    def _list(self, name: str, record: SlotRecord, path: Place) -> Slot:
        """A slot whose answer is several things."""
        for field in ("accept", "scale", "tolerance", "approx", "unit", "currency"):
            if getattr(record, field):
                message = f"{field!r} does not go with several things"
                self.report((*path, field), message, "delete it; an entity brings its other names", MISPLACED_KEY)
        members: dict[str, Member] = {}
        for index, thing in enumerate(record.set.items if record.set else record.sequence or ()):
            inside = (*path, "set", "items", index) if record.set else (*path, "sequence", index)
            entity = self.entity(thing.entity, *inside, "entity") if isinstance(thing, Reference) else None
            name_of_entity = entity.name if entity else ""
            shown = thing if isinstance(thing, str) else name_of_entity
            if shown in members:
                self.report(inside, f"{quote(shown)} is given twice", "keep one", DUPLICATE_MEMBER)
            members[shown] = Member(shown, tuple(self.aliases(entity)), entity.id if entity else "")
        ask_for = (record.set.ask_for if record.set else None) or len(members)
        if ask_for > len(members):
            message = f"there are {len(members)} things, and {ask_for} are asked for"
            self.report((*path, "set", "ask_for"), message, "ask for fewer", WRONG_VALUE)
        shown = record.show or enumeration(self.source.language, [*members])
        complete = record.set.complete if record.set else True
        return Slot(
            name=name,
            value=shown,
            shown=shown,
            type=record.type or "text",
            ask=record.ask,
            distractors=self._texts(record.distractors, *path, "distractors"),
            hint=record.hint,
            listing=Listing(tuple(members.values()), record.set is None, complete, ask_for),
        )

    def _texts(self, records: Iterable[str | Reference], *path: str | int) -> tuple[str, ...]:
        texts = []
        for index, record in enumerate(records):
            if isinstance(record, str):
                texts.append(record)
            elif entity := self.entity(record.entity, *path, index):
                texts.append(entity.name)
        return tuple(texts)

    def aliases(self, entity: Entity | None) -> Sequence[str]:
        """The names of ``entity`` except the first, and those of whatever is the same thing."""
        return self.all_names(entity)[1:] if entity else ()

    def all_names(self, entity: Entity) -> list[str]:
        """The names of ``entity``, and of whatever is the same thing."""
        same = [self.entities[other] for other in entity.same_as if other in self.entities]
        return [*entity.names, *(name for other in same for name in other.names)]

    def speaker(self, record: FactRecord) -> str:
        """Who says what the fact states, or "" where the article does."""
        by = record.by
        needed = record.stance in ("attributed", "opinion", "disputed")
        if by is None:
            if needed:
                self.report(
                    ("stance",),
                    "'by' is missing: who says this?",
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


def _shown_text(slot: SlotRecord, entity: Entity | None, language: str) -> str:
    if slot.show:
        return slot.show
    if entity:
        return entity.name
    value = slot.value or ""
    number = slot.unit or slot.currency or slot.type in NUMBER_TYPES
    if number and _BARE_NUMBER.fullmatch(value):  # as machines write it, made what people read
        value = value.replace(".", words_for(language)["decimal_sign"])
    return " ".join(part for part in (value, slot.unit, slot.currency) if part)


def _says(ask: str, names: Iterable[str]) -> bool:
    """Whether the question says one of ``names``."""
    words = f" {' '.join(re.findall(_WORD, fold(ask)))} "
    return any(f" {' '.join(re.findall(_WORD, fold(name)))} " in words for name in names)


def _joined_thousands(options: Sequence[object]) -> str:
    """The numbers that were meant where [1,200, 1,300] was read as four; "" if there are none such."""
    pairs = list(zip(options[::2], options[1::2], strict=False))
    apart = all(re.fullmatch(r"\d{1,3}", str(a)) and re.fullmatch(r"\d{3}", str(b)) for a, b in pairs)
    return ", ".join(f'"{a},{b}"' for a, b in pairs) if pairs and apart and len(options) % 2 == 0 else ""


def _slots_for(statement: str, names: Sequence[str], *, has_question: bool) -> str:
    """How several answers are written: with a name in the braces for each, and the answers under these names.

    Where the fact ``has_question``, each answer needs a question of its own instead.
    """
    slots: dict[str, str] = {}
    for name in dict.fromkeys(names):
        slug = _slug(name)
        slots[name] = slug if slug not in slots.values() else f"{slug}-{len(slots) + 1}"
        statement = statement.replace(f"{{{name}}}", f"{{{slots[name]}}}")
    ask = ', ask: "…"' if has_question else ""
    declared = ", ".join(f'{slug}: {{value: "{name}"{ask}}}' for name, slug in slots.items())
    instead = ", in place of  ask" if has_question else ""
    return f'declare each under slots, for example  slots: {{{declared}}}{instead}  and  statement: "{statement}"'


def _slug(text: str) -> str:
    slug = re.sub(r"\W+", "-", text.lower()).strip("-")[:20]
    return "number" if slug.isdigit() else slug or INLINE
