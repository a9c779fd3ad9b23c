"""Random histories of two teachers' decks and of those who learn them, on real builds with Anki's own importer.

Two teachers have projects of the same names, two recipes each over the same facts. They correct, swap, retire, remove
and add, and change kinds of cards; learners import packages, old ones too, study, tag, edit and check the database.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

from anki.collection import Collection
from anki_collection import import_into, is_sound
from every_kind import PICTURE

from quizgen.build.pipeline import build
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note import RETIRED
from quizgen.model.lock import Key, Lock
from quizgen.project import Project
from quizgen.reading.card_texts import read_texts, texts_path
from quizgen.reading.locks import read_lock
from quizgen.reading.project_settings import read_settings

START = 1_700_000_000
KINDS = ("basic", "cloze", "list", "sequence", "multiple-choice", "labelling", "short-answer")
HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: A Text, author: An Author}\nfacts:\n"
RECIPE = "schema: quizgen-deck/1\ntitle: {title}\nfacts: t\noutputs: deck\ndeck: {{kinds: [{kinds}], forms: {forms}}}\n"
# What must never happen to a note that its learner did not touch.
COUNTS = ("lost", "foreign", "gone", "blank", "twice", "handed on", "abandoned", "unsound")


@dataclass
class TeacherFact:
    """A fact of a teacher's collection; ``answers`` has its slots and ``members`` its list, if it has one."""

    id: str
    answers: dict[str, str]
    members: list[str] = field(default_factory=list)
    is_ordered: bool = False
    has_picture: bool = False
    status: str = "reviewed"

    def yaml(self) -> str:
        names = " and ".join(f"{{{name}}}" for name in self.answers)
        slots = [
            f"    {name}: {{value: {answer}, ask: What is the {name} of {self.id}?, distractors: [x1, x2, x3]}}"
            for name, answer in self.answers.items()
        ]
        if self.members:
            names += " with {things}"
            shape = "sequence" if self.is_ordered else "set"
            slots.append(f"    things: {{{shape}: [{', '.join(self.members)}], ask: What comes with {self.id}?}}")
        lines = [f"- id: {self.id}", f'  statement: "{self.id} has {names}."', f"  status: {self.status}"]
        lines += ["  slots:", *slots]
        if self.has_picture:
            labels = [f"{{text: {text}, box: [{10 + 20 * n}, 10, 15, 15]}}" for n, text in enumerate(self.members)]
            lines.append(f"  image: {{file: p.svg, alt: A picture., labels: [{', '.join(labels)}]}}")
        return "\n".join(lines) + "\n"


@dataclass
class Teacher:
    """A teacher with a project of their own.

    ``packages`` are those of each recipe, in order; ``states`` have the fields and tags of the notes in each, by guid.
    """

    project: Project
    facts: list[TeacherFact]
    kinds: dict[str, list[str]]
    packages: dict[str, list[Path]] = field(default_factory=lambda: {"a": [], "b": []})
    states: dict[Path, dict[str, str]] = field(default_factory=dict)
    version: int = 0
    lock: Lock = field(default_factory=lambda: Lock(""))
    keys: dict[str, Key] = field(default_factory=dict)  # by guid

    def read_lock(self) -> None:
        found = read_lock(self.project, read_settings(self.project).uid)
        assert found is not None
        self.lock = found
        known = set(self.keys.values())
        self.keys |= {guid(found.uid, key): key for key in found.notes if key not in known}


@dataclass
class Learner:
    """Somebody who learns; ``imported`` maps a teacher and recipe to the newest package that they have."""

    collection: Collection
    imported: dict[tuple[int, str], int] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    packages: set[Path] = field(default_factory=set)


class History:
    """One history; `run` gives what went wrong, by kind.

    Builds are dated before Anki's own clock, because it resets times in the future when it checks a database. Until
    25.02 it dates what it imports by its clock: for such a version the history ``waits`` between a build and an import.
    """

    def __init__(self, seed: int, folder: Path, *, waits: bool = False) -> None:
        self._chance = random.Random(seed)
        self._folder = folder
        self._waits = waits
        self._now = START
        self._words = 0
        self.wrong: Counter[str] = Counter()
        self._teachers = [self._teacher(number) for number in range(2)]

    def run(self, steps: int = 10) -> Counter[str]:
        with patch("quizgen.build.jobs.now", lambda: self._now), self._learners() as learners:
            for teacher in self._teachers:
                self._build(teacher)
            for _ in range(steps):
                self._now += self._chance.choice((0, 1, 40, 86_400))
                teacher = self._chance.choice(self._teachers)
                if self._chance.random() < 0.5:
                    self._edit(teacher)
                    self._build(teacher)
                for learner in learners:
                    self._learn(learner)
            for learner in learners:
                self._catch_up(learner)
        return self.wrong

    def _teacher(self, number: int) -> Teacher:
        facts = [TeacherFact(f"f{n}", {"size": self._word(), "colour": self._word()}) for n in range(2)]
        facts.append(TeacherFact("set", {"name": self._word()}, [self._word() for _ in range(3)]))
        facts.append(TeacherFact("steps", {"name": self._word()}, [self._word() for _ in range(4)], is_ordered=True))
        facts.append(TeacherFact("seen", {"name": self._word()}, [self._word() for _ in range(3)], has_picture=True))
        root = self._folder / f"teacher{number}"
        (root / "facts").mkdir(parents=True)
        (root / "decks").mkdir()
        (root / "facts/p.svg").write_text(PICTURE, encoding="utf-8")
        kinds = {"a": ["basic", "list", "labelling"], "b": ["basic", "cloze", "sequence", "multiple-choice"]}
        return Teacher(Project.at(root), facts, kinds)

    def _word(self) -> str:
        self._words += 1
        return f"w{self._words}"

    @contextmanager
    def _learners(self) -> Iterator[list[Learner]]:
        learners = [Learner(Collection(str(self._folder / f"learner{n}.anki2"))) for n in range(2)]
        try:
            yield learners
        finally:
            for learner in learners:
                learner.collection.close()

    def _edit(self, teacher: Teacher) -> None:
        chance, fact = self._chance, self._chance.choice(teacher.facts)
        match chance.randrange(10):
            case 0 | 1:
                fact.answers[chance.choice(list(fact.answers))] = self._word()
            case 2:
                fact.answers = dict(reversed(fact.answers.items()))
            case 3 if fact.members:
                fact.members[chance.randrange(len(fact.members))] = self._word()
            case 4 if fact.members:
                chance.shuffle(fact.members)
            case 5 if len(teacher.facts) > 3:
                teacher.facts.remove(fact)
            case 6:
                fact.status = "reviewed" if fact.status == "retired" else "retired"
            case 7:
                name = chance.choice(list(fact.answers))
                fact.answers = {f"{known}x" if known == name else known: said for known, said in fact.answers.items()}
            case 8:
                teacher.facts.insert(0, TeacherFact(f"new{self._words}", {"size": self._word()}))
            case _:
                kinds = teacher.kinds[chance.choice("ab")]
                kind = chance.choice(KINDS)
                if kind in kinds and len(kinds) > 2:
                    kinds.remove(kind)
                elif kind not in kinds:
                    kinds.append(kind)
        if all(fact.status == "retired" for fact in teacher.facts):
            teacher.facts[0].status = "reviewed"

    def _build(self, teacher: Teacher) -> None:
        self._pass_time()
        root = teacher.project.root
        (root / "facts/t.yaml").write_text(HEAD + "".join(fact.yaml() for fact in teacher.facts), encoding="utf-8")
        for name, kinds in teacher.kinds.items():
            text = RECIPE.format(title="Shared", kinds=", ".join(kinds), forms="all" if name == "b" else "best")
            (root / f"decks/{name}.yaml").write_text(text, encoding="utf-8")
        names = self._chance.choice((["a"], ["b"], ["a", "b"])) if teacher.version else ["a", "b"]
        teacher.version += 1
        target = root / f"build{teacher.version}"
        before = self._keys_by_answer(teacher) if teacher.version > 1 else {}
        build(teacher.project, names, target, strict=False, progress=lambda *_: None)
        for name in names:
            package = target / name / "deck.apkg"
            teacher.packages[name].append(package)
            teacher.states[package] = self._state(package)
        teacher.read_lock()
        self.wrong["abandoned"] += sum(self._abandoned(teacher, name) for name in names)
        after = self._keys_by_answer(teacher)
        self.wrong["handed on"] += sum(after[asked] != before[asked] for asked in after.keys() & before.keys())

    def _abandoned(self, teacher: Teacher, recipe: str) -> int:
        """How many cards that no recipe makes any more do not say so in the newest package of one that made them."""
        state = teacher.states[teacher.packages[recipe][-1]]
        notes = teacher.lock.notes
        gone = [name for name, key in teacher.keys.items() if not notes[key].recipes and recipe in notes[key].past]
        return sum(RETIRED not in state.get(name, "") for name in gone)

    def _keys_by_answer(self, teacher: Teacher) -> dict[tuple[str, ...], Key]:
        """The key of each card by its fact, form and answer: no two have one answer, and it stays with the answer."""
        notes = teacher.lock.notes
        texts = read_texts(texts_path(teacher.project), notes)
        keys = [key for key, note in notes.items() if note.recipes]
        return {(*key[:2], key[-1], texts[key, notes[key].digest]["Back"]): key for key in keys}

    def _state(self, package: Path) -> dict[str, str]:
        """The fields and tags of each note in the package by its guid."""
        with ZipFile(package) as container, closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(container.read("collection.anki2"))
            rows = database.execute("select guid, flds, tags from notes").fetchall()
        return {name: f"{fields}\x1f{tags.strip()}" for name, fields, tags in rows}

    def _pass_time(self) -> None:
        if self._waits:
            time.sleep(1.1)
            self._now = int(time.time())

    def _learn(self, learner: Learner) -> None:
        self._pass_time()
        chance, collection = self._chance, learner.collection
        number, name = chance.randrange(2), chance.choice("ab")
        packages = self._teachers[number].packages[name]
        place = chance.randrange(len(packages)) if chance.random() < 0.3 else len(packages) - 1
        before = self._rows(learner)
        import_into(collection, packages[place])
        learner.packages.add(packages[place])
        learner.imported[number, name] = max(place, learner.imported.get((number, name), -1))
        self._check_import(learner, number, before)
        ids = list(collection.find_notes(""))
        match chance.randrange(5):
            case 0 if ids:
                note = collection.get_note(chance.choice(ids))
                learner.touched.add(note.guid)
                collection.tags.bulk_add([note.id], "mine")
            case 1 if ids:
                note = collection.get_note(chance.choice(ids))
                learner.touched.add(note.guid)
                note["Hint"] = "my own words"
                collection.update_note(note)
            case 2:
                for card_id in list(collection.find_cards("is:new"))[:5]:
                    self._study(collection, card_id)
            case 3:
                self.wrong["unsound"] += not is_sound(collection)

    def _study(self, collection: Collection, card_id: int) -> None:
        states = collection._backend.get_scheduling_states(card_id)
        card = collection.get_card(card_id)
        card.start_timer()
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=3))

    def _rows(self, learner: Learner) -> dict[str, tuple[str, int]]:
        return {
            name: (fields, cards)
            for name, fields, cards in learner.collection.db.all(
                "select guid, flds, (select count() from cards where nid = notes.id) from notes"
            )
        }

    def _check_import(self, learner: Learner, number: int, before: dict[str, tuple[str, int]]) -> None:
        """An import takes no card away, and changes no note of the other teacher."""
        after = self._rows(learner)
        others = self._teachers[1 - number].keys
        for name, (fields, cards) in before.items():
            if name not in after or after[name][1] < cards:
                self.wrong["gone"] += 1
            elif name in others and after[name] != (fields, cards):
                self.wrong["foreign"] += 1

    def _catch_up(self, learner: Learner) -> None:
        """Imports the newest package of every deck that the learner has, and compares the notes with it."""
        collection = learner.collection
        self._pass_time()
        for number, name in sorted(learner.imported):
            newest_package = self._teachers[number].packages[name][-1]
            import_into(collection, newest_package)
            learner.packages.add(newest_package)
        self.wrong["unsound"] += not is_sound(collection)
        rows = self._rows(learner)
        tags = dict(collection.db.all("select guid, tags from notes"))
        for teacher in self._teachers:
            newest: dict[str, tuple[int, str]] = {}
            for package in learner.packages & teacher.states.keys():  # one recipe's may be newer than the other's last
                made = int(package.parent.parent.name.removeprefix("build"))
                for name, said in teacher.states[package].items():
                    if name not in newest or newest[name][0] < made:
                        newest[name] = made, said
            for name, (_, said) in newest.items():
                if name in learner.touched:
                    continue
                fields = f"{rows[name][0]}\x1f{tags[name].strip()}" if name in rows else ""
                self.wrong["lost"] += fields != said
                self.wrong["blank"] += name in rows and not rows[name][1]
        cards = map(collection.get_card, collection.find_cards("-tag:quizgen::retired"))
        fronts = Counter(
            (card.note().mid, card.note()["FactID"], card.question())
            for card in cards
            if card.note().guid not in learner.touched
        )
        for (_, _, front), count in fronts.items():
            self.wrong["twice"] += count - 1
            assert front


def outcome(seed: int, steps: int = 10, *, waits: bool = False) -> Counter[str]:
    """What went wrong in the history with this seed."""
    folder = Path(tempfile.mkdtemp(prefix="history-"))
    try:
        return +History(seed, folder, waits=waits).run(steps)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
