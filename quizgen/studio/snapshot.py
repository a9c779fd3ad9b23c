"""A collection as it is in its file, from which one fact can be read, checked and changed alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.build.collection_problems import check_collection
from quizgen.checks.anchoring import locate
from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.support.passage import ArticleText
from quizgen.errors import ContentError, FileField, Problem, QuizgenError
from quizgen.errors.problem_kinds import UNKNOWN_FACT
from quizgen.generators.context import Context
from quizgen.languages.word_lists import language_of
from quizgen.model.article import Anchor
from quizgen.model.fact import Evidence, Fact, Source
from quizgen.project import SHEET_SUFFIXES, inside, read_text
from quizgen.reading.facts.articles import read_article
from quizgen.reading.facts.collection import Loaded, load_collection
from quizgen.reading.facts.record_edits import Plain, fact_text, plain_of, with_fields
from quizgen.reading.yaml import nodes

if TYPE_CHECKING:
    from quizgen.exporters.anki.proofs import Proofs

Signature = tuple[int, int]  # when a file was changed, and its size

_HYPHEN = re.compile(r"[ ]*-[ ]+")
_NO_FACTS = re.compile(r"^facts:[ ]*(?:\[[ ]*\][ ]*)?(#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact is in the text of its file: from its hyphen to that of the next."""

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Snapshot:
    """A collection at one moment. ``text`` has the line ends of Unix; ``loaded`` is None where nothing can be read.

    ``problems`` are those of reading it, ``places`` are those of the facts that can be changed here.
    """

    path: Path
    text: str
    loaded: Loaded | None
    problems: tuple[Problem, ...]
    places: tuple[Place, ...]
    article: ArticleText | None
    signatures: dict[Path, Signature] = field(default_factory=dict, compare=False, repr=False)
    """Of its file and its article, from before they were read: what changes meanwhile is read again."""
    found: dict[Evidence, Anchor] = field(default_factory=dict, compare=False, repr=False)  # in the article, so far

    @property
    def source(self) -> Source:
        """The article that the facts are about."""
        return self.loaded.collection.source if self.loaded else Source("", self.path.stem)

    @property
    def article_digest(self) -> str:
        """What identifies the text of the article, "" where it is not available."""
        return self.article.index.article.sha256 if self.article else ""

    def is_outdated(self) -> bool:
        """Whether its file or its article was changed since."""
        return any(signature_of(file) != signature for file, signature in self.signatures.items())

    @property
    def name(self) -> str:
        """The collection's name."""
        return self.path.stem

    @property
    def is_sheet(self) -> bool:
        """Whether the facts are in a spreadsheet."""
        return self.path.suffix.lower() in SHEET_SUFFIXES

    @cached_property
    def context(self) -> Context:
        """What generators know of the collection."""
        assert self.loaded is not None
        return Context(self.loaded.collection)

    @cached_property
    def proofs(self) -> Proofs:
        """What the backs of the collection's cards show as evidence."""
        from quizgen.exporters.anki.proofs import Proofs  # a check of the whole collection makes no cards

        assert self.loaded is not None
        return Proofs(self.loaded.collection)

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """The facts that could be read."""
        return {fact.id: fact for fact in self.loaded.collection.facts} if self.loaded else {}

    @cached_property
    def _place_of(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.places}

    def is_editable(self, id: str) -> bool:
        """Whether the fact's text is known, so that it can be changed here."""
        return id in self._place_of

    def record(self, id: str) -> dict[str, Plain]:
        """What the fact's record says; raises KeyError if there is none."""
        assert self.loaded is not None
        record = plain_of(self.loaded.records[id])
        assert isinstance(record, dict)
        return record

    def ids(self) -> Sequence[str]:
        """The ids of all facts, those that cannot be read too."""
        return tuple(self.loaded.records) if self.loaded else ()

    def anchors(self, fact: Fact) -> list[Anchor]:
        """Where the quotes of a fact are in its article; those that are not found are left out."""
        if self.article is None:
            return []
        for evidence in fact.evidence:
            if evidence not in self.found:
                self.found[evidence] = locate(evidence, self.article.index)
        return [self.found[evidence] for evidence in fact.evidence if self.found[evidence].match != "missing"]

    def with_record(self, id: str, changes: Mapping[str, Plain | None]) -> Snapshot:
        """The collection with other values for fields of a fact's record; raises ValueError if it is not YAML then."""
        place = self._place_of[id]
        line = self.text.rfind("\n", 0, place.start) + 1
        changed = with_fields(self.text[line : place.end], changes)
        return self._with_fact_text(place, changed[place.start - line :])

    def with_new(self, record: Mapping[str, Plain], paragraph: int) -> Snapshot:
        """The collection with one more fact, after those about the paragraphs up to ``paragraph``."""
        before = [place for place in self.places if 0 < self._paragraph(place.id) <= paragraph]
        after = max(before, key=lambda place: (self._paragraph(place.id), place.start), default=None)
        if after is None and any(self._paragraph(place.id) > paragraph for place in self.places):
            return self._with_first(record)
        after = after or (self.places[-1] if self.places else None)
        if after is None:
            head = _NO_FACTS.sub(lambda match: f"facts: {match[1] or ''}".rstrip(), self.text, count=1)
            return self.with_text(f"{head.rstrip()}\n{fact_text(record)}")
        own, rest = self._own_lines_and_rest(after)
        line = self.text[self.text.rfind("\n", 0, after.start) + 1 : after.start]
        after_blank = sum(self.text[: place.start].rstrip(" ").endswith("\n\n") for place in self.places)
        blank = "\n" if 2 * after_blank > len(self.places) else ""
        text = f"{self.text[: after.start]}{own}{blank}{fact_text(record, len(line))}{rest}{self.text[after.end :]}"
        return self.with_text(text)

    def _with_first(self, record: Mapping[str, Plain]) -> Snapshot:
        """The collection with one more fact above all others and their comments."""
        first = self.text.rfind("\n", 0, self.places[0].start) + 1
        above = re.search(r"(?:^[ ]*#[^\n]*\n)*\Z", self.text[:first], re.MULTILINE)
        assert above is not None
        start, indent = above.start(), self.places[0].start - first
        blank = "\n" if self.text[:start].endswith("\n\n") else ""
        return self.with_text(f"{self.text[:start]}{fact_text(record, indent)}{blank}{self.text[start:]}")

    def without(self, id: str) -> Snapshot:
        """The collection without a fact; a comment above the next one stays."""
        place = self._place_of[id]
        start = self.text.rfind("\n", 0, place.start) + 1
        before, (_, rest) = self.text[:start], self._own_lines_and_rest(place)
        after = rest + self.text[place.end :]
        if before.endswith("\n\n") and (after.startswith("\n") or not after):
            before = before[:-1]
        return self.with_text(before + after)

    def _own_lines_and_rest(self, place: Place) -> tuple[str, str]:
        """A fact's own lines, and the blank lines and comments below it, which belong to what follows."""
        chunk = self.text[place.start : place.end]
        lines = chunk.removesuffix("\n").split("\n")
        count = len(lines)
        while count > 1 and _is_blank_or_comment(lines[count - 1]):
            count -= 1
        own = "".join(f"{line}\n" for line in lines[:count])
        return own, chunk[len(own) :]

    def problems_of(self, id: str) -> list[Problem]:
        """What reading and every rule over a single fact find in the fact with this id."""
        own = [problem for problem in self.problems if problem.id == id]
        if self.loaded is None or id not in self.by_id:
            return own
        collection = replace(self.loaded.collection, facts=(self.by_id[id],))
        records = {id: self.loaded.records[id]}
        alone = replace(self.loaded, collection=collection, records=records, document=nodes.Mapping((1, 1)), ignored=())
        return [*own, *check_collection(alone, self.article)]

    def all_problems(self) -> list[Problem]:
        """What reading and every rule find in the whole collection."""
        if self.loaded is None:
            return list(self.problems)
        faulty = {problem.id for problem in self.problems if problem.level == "error"}
        return [*self.problems, *check_collection(self.loaded.without(faulty), self.article)]

    def with_text(self, text: str) -> Snapshot:
        """The collection with another text, all of which is read again."""
        return replace(read_snapshot(self.path, text, self.article), signatures=self.signatures, found=self.found)

    def _paragraph(self, id: str) -> int:
        fact = self.by_id.get(id)
        return fact.evidence[0].paragraph if fact and fact.evidence else 0

    def _with_fact_text(self, place: Place, chunk: str) -> Snapshot:
        """The collection with another text for one fact, of which that alone is read again."""
        assert self.loaded is not None
        text = self.text[: place.start] + chunk + self.text[place.end :]
        head, tail = self.text[: self.places[0].start], self.text[self.places[-1].end :]
        alone, problems = load_collection(self.path, head + chunk + tail)
        ids = list(alone.records) if alone else []
        if alone is None or len(ids) != 1:
            return self.with_text(text)
        id, known = ids[0], set(self.loaded.records)
        moved = len(chunk) - (place.end - place.start)
        places = (
            *(other for other in self.places if other.start < place.start),
            Place(id, place.start, place.end + moved),
            *(
                replace(other, start=other.start + moved, end=other.end + moved)
                for other in self.places
                if other.start > place.start
            ),
        )
        records = {(id if key == place.id else key): value for key, value in self.loaded.records.items()}
        records[id] = alone.records[id]
        facts = {fact.id: fact for fact in self.loaded.collection.facts if fact.id != place.id}
        facts |= {fact.id: self._with_cardinality(fact) for fact in alone.collection.facts}
        collection = replace(self.loaded.collection, facts=tuple(facts[key] for key in records if key in facts))
        others = [problem for problem in self.problems if problem.id != place.id]
        own = [problem for problem in problems if problem.id == id and not _is_known(problem, known)]
        loaded = replace(self.loaded, collection=collection, records=records)
        return replace(self, text=text, loaded=loaded, places=places, problems=(*others, *own))

    def _with_cardinality(self, fact: Fact) -> Fact:
        """The fact with the cardinality that another fact declares for its relation."""
        if fact.relation is None or self.loaded is None or fact.relation.cardinality != "many-to-many":
            return fact
        relations = [other.relation for other in self.loaded.collection.facts if other.relation]
        same = next((relation for relation in relations if relation.name == fact.relation.name), None)
        return replace(fact, relation=replace(fact.relation, cardinality=same.cardinality)) if same else fact


def read_snapshot(path: Path, text: str | None = None, article: ArticleText | None = None) -> Snapshot:
    """The collection at ``path``, which holds ``text``, with its article unless that is known already."""
    is_sheet = path.suffix.lower() in SHEET_SUFFIXES
    signatures = {path: signature_of(path)}
    if text is None and not is_sheet:
        try:
            text = read_text(path)
        except ContentError as refused:
            return Snapshot(path, "", None, tuple(refused.problems), (), None, signatures)
    text = (text or "").replace("\r\n", "\n")
    loaded, problems = load_collection(path, None if is_sheet else text)
    places = () if is_sheet or loaded is None else _places(text, loaded.document)
    source = loaded.collection.source if loaded else None
    article_path = inside(path.parent, source.file) if source and source.file else None
    if source and article_path:
        signatures[article_path] = signature_of(article_path)
        article = article or _article(article_path, source.language)
    return Snapshot(path, text, loaded, tuple(problems), places, article, signatures)


def signature_of(path: Path) -> Signature:
    """What changes when a file does."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _is_blank_or_comment(line: str) -> bool:
    return not line.strip(" ") or line.lstrip(" ").startswith("#")


def _article(path: Path, language: str) -> ArticleText | None:
    if not path.is_file():
        return None
    try:
        article = read_article(path)
    except QuizgenError:
        return None  # check says why
    return ArticleText(ArticleIndex(article), language_of(language))


def _places(text: str, document: nodes.Mapping) -> tuple[Place, ...]:
    """The places of the facts; none where they are not a list of hyphens, so that none can be changed alone."""
    facts = document.get("facts")
    if not isinstance(facts, nodes.Sequence) or not facts:
        return ()
    line_starts = [0]
    for line in text.split("\n"):
        line_starts.append(line_starts[-1] + len(line) + 1)
    starts: list[int] = []
    for number, fact in enumerate(facts):
        mark = facts.item_at(number)
        line_start = line_starts[mark.line - 1]
        hyphen = _HYPHEN.fullmatch(text[line_start : line_start + mark.column - 1])
        if hyphen is None or not isinstance(fact, nodes.Mapping) or not fact.get("id"):
            return ()
        starts.append(line_start + len(hyphen[0]) - len(hyphen[0].lstrip(" ")))
    last = document.key_at("facts").line
    after = [document.key_at(key).line for key in document if document.key_at(key).line > last]
    ends = [*starts[1:], line_starts[min(after) - 1] if after else len(text)]
    ids = [str(fact["id"]) for fact in facts if isinstance(fact, nodes.Mapping)]
    if len(set(ids)) != len(ids):
        return ()
    return tuple(Place(id, start, end) for id, start, end in zip(ids, starts, ends, strict=True))


def _is_known(problem: Problem, ids: set[str]) -> bool:
    """Whether a problem says that another fact is unknown which only the rest of the collection has."""
    if problem.kind is not UNKNOWN_FACT or not isinstance(problem.at, FileField):
        return False
    return any(f"'{id}'" in problem.message for id in ids)
