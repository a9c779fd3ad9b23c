"""Reads a collection: file → YAML → records → model, with every problem on the way."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizgen.errors import KEY, ContentError, FileField, Level, Mark, Names, Problem, ProblemKind, quote
from quizgen.errors.problem_kinds import (
    DUPLICATE_ID,
    MISSING_KEY,
    NO_PICTURE,
    NO_RECORDING,
    NOT_A_COLLECTION,
    OUTSIDE,
    UNKNOWN_FACT,
    UNPORTABLE_NAME,
    WRONG_TYPE,
)
from quizgen.model.fact import Collection, Entity, Fact, Source
from quizgen.project import SHEET_SUFFIXES, display_path, inside, name_fault, read_text
from quizgen.reading.budget import Budget
from quizgen.reading.facts.entity_names import EntityNames
from quizgen.reading.facts.ignores import Ignored, read_ignored
from quizgen.reading.facts.media_files import MediaFiles
from quizgen.reading.facts.resolution import read_entities, read_fact, read_source
from quizgen.reading.facts.schema import CollectionRecord, FactRecord
from quizgen.reading.facts.slot_answers import Report
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.comments import Comment
from quizgen.reading.yaml.faults import validate
from quizgen.reading.yaml.items import read_items


@dataclass(frozen=True, slots=True)
class Loaded:
    """A collection with the file that it came from, so that what is found in it later has a place."""

    collection: Collection
    path: Path
    document: nodes.Mapping
    records: Mapping[str, nodes.Mapping]
    ignored: tuple[Ignored, ...] = ()
    silenced: frozenset[tuple[str, str]] = frozenset()  # fact, rule

    @property
    def is_sheet(self) -> bool:
        """Whether it is a spreadsheet."""
        return self.path.suffix.lower() in SHEET_SUFFIXES

    @property
    def drafts(self) -> int:
        """How many of its facts are drafts."""
        return sum(fact.status == "draft" for fact in self.collection.facts)

    def without(self, ids: Container[str]) -> Loaded:
        """The collection without the facts with these ``ids``."""
        facts = tuple(fact for fact in self.collection.facts if fact.id not in ids)
        return replace(self, collection=replace(self.collection, facts=facts))

    def without_drafts(self) -> Loaded:
        """The collection with only the facts that somebody has reviewed or retired."""
        facts = tuple(fact for fact in self.collection.facts if fact.status != "draft")
        return replace(self, collection=replace(self.collection, facts=facts))

    def problem(
        self, fact: str, field: Names, message: str, hint: str, kind: ProblemKind, level: Level | None = None
    ) -> Problem:
        """A problem with ``field`` of the fact with the id ``fact``."""
        record = self.records[fact]
        if field[:1] == ("slots",) and "slots" not in record:
            field = field[2:] if field[2:] and field[2] in record else ("statement",)  # an inline slot
        problem = kind.problem(display_path(self.path), message, hint, FileField(field, record), fact, level=level)
        return _in_words_of_a_sheet(problem) if self.is_sheet else problem

    def head_problem(
        self, field: Names, message: str, hint: str, kind: ProblemKind, level: Level | None = None
    ) -> Problem:
        """A problem with ``field`` of the file itself."""
        problem = _with_entity_id(
            kind.problem(display_path(self.path), message, hint, FileField(field, self.document), level=level)
        )
        return _in_words_of_a_sheet(problem) if self.is_sheet else problem

    def ignores(self, fact: str, rule: str) -> bool:
        """Whether ``rule`` is silenced for the fact with the id ``fact``, or for the whole file."""
        return (fact, rule) in self.silenced or ("", rule) in self.silenced

    def characters(self) -> set[str]:
        """Every character in the texts of the file."""
        return {character for _, text in _texts(self.document) for character in text}

    def texts(self) -> Iterator[tuple[str, Names, str]]:
        """Every text of the source, the facts and the entities: the id of its fact, or "", its field and itself.

        The fields of a fact are those of its record; all others are those of the file.
        """
        for key in ("source", "entities"):
            yield from (("", (key, *names), text) for names, text in _texts(self.document.get(key)))
        for id, record in self.records.items():
            yield from ((id, names, text) for names, text in _texts(record))

    def holding(self, character: str) -> Iterator[tuple[str, FileField]]:
        """Find the first field of each record (source, fact, entity) that holds ``character``, with the record's id."""
        entities = self.document.get("entities")
        parts = [*self.records.items(), *(entities.items() if isinstance(entities, nodes.Mapping) else ())]
        for id, part in [("", self.document.get("source")), *parts]:
            if isinstance(part, nodes.Mapping):
                names = next((names for names, text in _texts(part) if character in text), ())
                if names:
                    yield id, FileField(names, part)


def _texts(node: object) -> Iterator[tuple[Names, str]]:
    """Every text in ``node`` and below it, with the names that lead to it; and the names that a teacher gave slots."""
    todo: list[tuple[object, Names]] = [(node, ())]
    while todo:
        node, names = todo.pop()
        match node:
            case nodes.Mapping():
                todo += reversed([(value, (*names, key)) for key, value in node.items()])
                if names[-1:] == ("slots",):
                    yield from (((*names, key, KEY), key) for key in node)
            case nodes.Sequence():
                todo += reversed([(value, (*names, index)) for index, value in enumerate(node)])
            case str():
                yield names, node


def load_collection(
    path: Path, text: str | None = None, media: MediaFiles | None = None
) -> tuple[Loaded | None, list[Problem]]:
    """Reads the collection at ``path``: what could be read of it, and every problem found.

    ``text`` is the content of a YAML file that is not written yet; ``media`` are the pictures and recordings of the
    job, which has one budget for all its collections. Returns None for a collection whose head cannot be read; the
    problems of its facts are found all the same.
    """
    loaded, problems = _load(path, text, media or MediaFiles(Budget()))
    problems = list(map(_with_entity_id, problems))
    if path.suffix.lower() in SHEET_SUFFIXES:
        problems = [_in_words_of_a_sheet(problem) for problem in problems]
    return loaded, problems


def _load(path: Path, text: str | None, media: MediaFiles) -> tuple[Loaded | None, list[Problem]]:
    where = display_path(path)
    try:
        node, problems, comments = _read(path, where, media.budget) if text is None else read_items(text, where)
    except ContentError as refused:
        return None, list(refused.problems)
    if not isinstance(node, nodes.Mapping):
        if not problems:
            what = "is empty" if node is None else "does not begin with keys"
            hint = "begin with  schema: quizgen-facts/1  and the keys source, entities and facts"
            problems.append(NOT_A_COLLECTION.problem(where, f"the file {what}", hint, Mark(1, 1)))
        return None, problems
    if str(node.get("schema", "")).startswith("quizgen-deck") and "source" not in node:
        hint = f"move it to the folder decks, as decks/{path.name}"
        return None, [NOT_A_COLLECTION.problem(where, "this is a recipe, not a collection of facts", hint, Mark(1, 1))]
    file = _File(where, path.parent, media, problems, is_whole=not problems)
    head, faults = validate(CollectionRecord, node, where)
    problems += (fault for fault in faults if file.is_whole or fault.kind is not MISSING_KEY)
    source = read_source(head.source) if head else Source("", "")
    entities = read_entities(head.entities, file.report_for(node, "", "entities")) if head else {}
    facts = file.with_cardinalities(tuple(file.facts(node, source, entities, whole=head is not None)))
    file.check_enemies(facts)
    if head is None:
        return None, problems
    ignored = tuple(read_ignored(node, comments))
    silenced = frozenset((ignore.fact, rule) for ignore in ignored for rule in ignore.rules)
    return Loaded(Collection(source, facts, entities), path, node, file.records, ignored, silenced), problems


def _read(path: Path, where: str, budget: Budget) -> tuple[object, list[Problem], list[Comment]]:
    if path.suffix.lower() in SHEET_SUFFIXES:
        from quizgen.reading.facts.sheets import read_sheet  # most collections are YAML

        return *read_sheet(path, budget), []
    return read_items(read_text(path), where)


def _with_entity_id(problem: Problem) -> Problem:
    """The problem with the id of the entity in whose record its field is."""
    match problem.at:
        case FileField(("entities", id, *_)) if not problem.id:
            return replace(problem, id=str(id))
    return problem


def _in_words_of_a_sheet(problem: Problem) -> Problem:
    from quizgen.reading.facts.sheet_words import in_words_of_a_sheet

    return in_words_of_a_sheet(problem)


def _list_example(node: object) -> str:
    """How a list of facts is written instead of what was given."""
    if isinstance(node, nodes.Mapping) and all(isinstance(value, nodes.Mapping) for value in node.values()):
        return f"begin each with a hyphen and its id:  - id: {next(iter(node))}, and its keys below"
    return "begin each with  - id: …"


def _mapping(node: object) -> nodes.Mapping | tuple[()]:
    return node if isinstance(node, nodes.Mapping) else ()


@dataclass(slots=True)
class _File:
    """What is known of one file while it is read."""

    where: str
    folder: Path
    media: MediaFiles
    problems: list[Problem]
    is_whole: bool  # whether YAML could read all of it
    records: dict[str, nodes.Mapping] = field(default_factory=dict)

    def report_for(self, node: nodes.Mapping, id: str, *above: str) -> Report:
        """The function that reports problems of the fields of ``node``, or of those below its field ``above``."""

        def report(field: Names, message: str, hint: str, kind: ProblemKind) -> None:
            self.problems.append(kind.problem(self.where, message, hint, FileField((*above, *field), node), id))

        return report

    def facts(
        self, node: nodes.Mapping, source: Source, entities: Mapping[str, Entity], *, whole: bool
    ) -> Iterator[Fact]:
        entries = node.get("facts")
        report = self.report_for(node, "")
        if not isinstance(entries, nodes.Sequence) or not entries:
            if "facts" in node and (entries or self.is_whole):
                report(("facts",), "'facts' must be a list of facts", _list_example(entries), WRONG_TYPE)
            return
        permanent = self._first_ids(entries)
        names = EntityNames(entities)
        for index, entry in enumerate(entries):
            if not isinstance(entry, nodes.Mapping):
                text = str(entry) if isinstance(entry, str) else "…"
                hint = f'write  - id: …  and below it  statement: "{text}"'
                report(("facts", index), "a fact needs keys of its own", hint, WRONG_TYPE)
                continue
            id = str(entry.get("id") or "")
            record, faults = validate(FactRecord, entry, self.where, id=id)
            self.problems += faults
            if id and id in self.records:
                message = f"the id {id!r} is taken by the fact in {self.records[id].mark}"
                self.report_for(entry, id)(("id",), message, "give this fact an id of its own", DUPLICATE_ID)
                continue
            if id:
                self.records[id] = entry
            # Without the file's head a fact's names cannot be resolved; its shape was checked all the same.
            if record is None or not whole:
                continue
            report_for_fact = self.report_for(entry, id)
            if record.image:
                self._check_media("image", record.image.file, report_for_fact)
            if record.audio:
                self._check_media("audio", record.audio.file, report_for_fact)
            fact = read_fact(record, source, names, permanent, report_for_fact)
            if fact is not None:
                yield fact

    def _first_ids(self, entries: nodes.Sequence) -> dict[str, str]:
        """The first id of each fact that was renamed, by the one it has now; reports one that is taken."""
        ids = {str(record.get("id")) for record in entries if isinstance(record, nodes.Mapping)}
        renamed: dict[str, str] = {}
        for record in entries:
            if isinstance(record, nodes.Mapping) and isinstance(record.get("formerly"), str):
                id, former = str(record.get("id") or ""), str(record["formerly"])
                if former in ids or former in renamed.values():
                    message = f"the id {former!r} is taken by another fact"
                    hint = "name the id that this fact had before"
                    self.report_for(record, id)(("formerly",), message, hint, DUPLICATE_ID)
                else:
                    renamed[id] = former
        return renamed

    def _check_media(self, key: str, name: str, report: Report) -> None:
        """Reports a picture or recording (``key`` says which) that is not there or is not one."""
        file_field, noun = (key, "file"), "picture" if key == "image" else "recording"
        kind = NO_PICTURE if key == "image" else NO_RECORDING
        wrong_name = next(filter(None, map(name_fault, name.split("/"))), "") if ".." not in name else ""
        if wrong_name:
            report(file_field, f"{wrong_name}: this {noun} would be lost there", "rename the file", UNPORTABLE_NAME)
        try:
            target = inside(self.folder, name)
            if target is None:
                hint = f"put the {noun} beside the facts and name it from there"
                report(file_field, f"{quote(name)} leaves the folder of the facts", hint, OUTSIDE)
            elif not target.is_file():
                hint = f"put it in {display_path(self.folder)}, or correct its name"
                names = (sibling.name for sibling in sorted(target.parent.glob("*")))
                if other := next((other for other in names if other.lower() == target.name.lower()), ""):
                    hint = f"write it as its file is called, {other}"
                report(file_field, f"there is no {noun} {quote(name)}", hint, kind)
            elif fault := self.media.fault(target, is_picture=key == "image"):
                report(file_field, f"{quote(name)}: {fault.message}", fault.hint, kind)
        except (OSError, RuntimeError, ContentError) as fault:
            report(file_field, f"{quote(name)} cannot be read: {fault}", "check its name and its file", kind)

    def with_cardinalities(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The facts, with the cardinality of each relation in all facts where only one of them declares it."""
        relations = {fact.id: fact.relation for fact in facts if fact.relation}
        declaring = {id for id in relations if "cardinality" in _mapping(self.records[id].get("relation"))}
        declared = {relations[id].name: relations[id].cardinality for id in reversed(relations) if id in declaring}
        return tuple(
            replace(fact, relation=replace(fact.relation, cardinality=declared[fact.relation.name]))
            if fact.relation and fact.id not in declaring and fact.relation.name in declared
            else fact
            for fact in facts
        )

    def check_enemies(self, facts: tuple[Fact, ...]) -> None:
        """Reports enemies that are not facts of the file."""
        if not self.is_whole:
            return  # what could not be read may be the fact
        known = {fact.permanent for fact in facts} | set(self.records)
        for fact in facts:
            report = self.report_for(self.records[fact.id], fact.id)
            for index, enemy in enumerate(fact.enemies):
                if enemy not in known:
                    message = f"there is no fact {enemy!r}"
                    report(("enemies", index), message, "name another fact of this file", UNKNOWN_FACT)
