"""The notes of the Anki decks, with the lock that they bring up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from quizgen.assembly.forms import has_options
from quizgen.build.card_selection import card_item
from quizgen.build.content import ProjectContent
from quizgen.build.gap_fronts import check_gaps
from quizgen.errors import Problem, first_few, plural
from quizgen.errors.problem_kinds import REMOVED_CARDS
from quizgen.exporters.anki.card_keys import FORMS, CardKey, CardKeys, form_of
from quizgen.exporters.anki.note import Content
from quizgen.exporters.anki.note_types import TYPES, VOICES, NoteType, Release, note_type
from quizgen.exporters.anki.notes import CardOptions, content, deck_name, retired_content, subdeck
from quizgen.exporters.anki.proofs import Proofs
from quizgen.exporters.anki.rounds import in_rounds
from quizgen.exporters.job import CardsJob, Job, NotesJob
from quizgen.generators import generate
from quizgen.model.lock import NO_TEXT, Key, Lock, LockedNote, LockedType
from quizgen.model.question import Question
from quizgen.project import Project, display_path
from quizgen.reading.card_texts import read_texts, texts_path
from quizgen.reading.locks import RESTORE, lock_copy, lock_path
from quizgen.reading.recipes.recipe import DeckRecipe

NO_UID = "0" * 32  # of a project that was never built

_SOON = 7 * 86_400  # seconds

# Kinds whose cards are those of other kinds too, for a slot without words or with several things.
_MADE_BY_OTHERS = ("cloze", "list", "sequence")

_TYPE_OF = {name: form.type for form in FORMS.values() for name in (form.name, form.one_by_one) if name}


@dataclass(frozen=True, slots=True)
class RecipeDeck:
    """A recipe's deck: its cards and its settings."""

    cards: CardsJob
    settings: DeckRecipe


@dataclass(frozen=True, slots=True)
class _Card:
    card: CardKey
    question: Question


class AnkiNotes:
    """The notes of the ``decks`` that are built together, each by the name of its recipe.

    ``drafts`` are the facts, by collection and id, that are not used now: learners who have their cards keep them.
    """

    def __init__(
        self, project: Project, content: ProjectContent, decks: Mapping[str, RecipeDeck], drafts: Collection[Key]
    ) -> None:
        self._project, self._content, self._decks, self._drafts = project, content, decks, drafts
        self._settings = content.settings
        self._lock = content.lock or Lock(content.settings.uid or NO_UID)
        self._keys = CardKeys(self._lock)
        self._asked: dict[Key, str] = {}
        self._jobs: dict[str, Job] = {}  # by collection
        loaded = content.collections.values()
        self._collections = {file.collection.source.id: file.collection for file in loaded}
        self._proofs: dict[str, Proofs] = {}  # by collection
        # The questions that make the cards of other kinds too: by collection, then by kind and subject.
        self._makers: dict[str, Mapping[tuple[str, str], Question]] = {}
        self._made = {name: self._cards_of(deck.cards) for name, deck in decks.items()}
        self._recipes = self._recipes_of_keys()
        self._wordless: list[Key] = []  # cards that should be retired, but nobody knows any more what they asked

    def jobs(self, now: Callable[[], int]) -> tuple[dict[str, NotesJob], list[Problem]]:
        """The job of each deck, and a warning if cards were removed; ``now`` is called only if something changed."""
        contents = self._contents()
        types = self._note_types()
        lock = self._new_lock(contents, types, now)
        for name, type in types.items():
            type.mod = lock.types[name].mod
        jobs = {
            name: NotesJob(
                **deck.cards.common(),
                notes=self._notes_of(name, contents),
                lock=lock,
                lock_copy=partial(lock_copy, lock),
                types=types,
                decks={part: lock.decks[name, part] for part in self._parts(name)},
                release=self._release,
                new_per_day=deck.settings.new_per_day or 0,
                retention=deck.settings.retention or 0.0,
            )
            for name, deck in self._decks.items()
        }
        questions = [card.question for cards in self._made.values() for card in cards.values()]
        return jobs, [*check_gaps(self._content, questions), *self._removal_warnings(contents)]

    def _cards_of(self, job: CardsJob) -> dict[Key, _Card]:
        """The cards of a recipe, each once, whatever kinds of question ask for it."""
        cards: dict[Key, _Card] = {}
        for question in filter(None, map(self._with_words, job.cards)):
            for card in self._keys.of(question):
                cards.setdefault(card.key, _Card(card, question))
                self._asked[card.key] = self._keys.digest_of(question)
        return cards

    def _with_words(self, question: Question) -> Question | None:
        """The question, or the one that makes its card: a list's, or the gap's for a slot without words of its own.

        It is None if that gap has many answers.
        """
        kind = next((kind for kind in _MADE_BY_OTHERS if form_of(question) is FORMS[kind]), question.kind)
        if question.kind == kind:
            return question
        id = question.fact.source.id
        if id not in self._makers:
            results = generate(self._collections[id], _MADE_BY_OTHERS)
            self._makers[id] = {(one.kind, one.subject): one for one in results if isinstance(one, Question)}
        return self._makers[id].get((kind, question.subject))

    def _recipes_of_keys(self) -> dict[Key, tuple[str, ...]]:
        """The recipes that make each card now: those that are built, and others of the project by the lock."""
        others = {path.stem for path in self._project.recipes()} - self._decks.keys()
        recipes: dict[Key, set[str]] = defaultdict(set)
        for key, note in self._lock.notes.items():
            recipes[key] = {*note.recipes} if key[:2] in self._drafts else others.intersection(note.recipes)
        for name, cards in self._made.items():
            for key in cards:
                recipes[key].add(name)
        return {key: tuple(sorted(names)) for key, names in recipes.items()}

    def _contents(self) -> dict[Key, Content]:
        """What every note says that a deck has: its cards, and those it had that no recipe makes any more."""
        cards = {key: card for cards_of_fact in self._made.values() for key, card in cards_of_fact.items()}
        contents = {key: self._content_of(card, retired=False) for key, card in cards.items()}
        gone = [
            key
            for key, note in self._lock.notes.items()
            if not self._recipes[key] and self._decks.keys() & {*note.recipes, *note.past}
        ]
        known = self._known_cards({key[-1] for key in gone}) if gone else {}
        texts = self._last_texts([key for key in gone if key not in known])
        for key in gone:
            if key in known:
                contents[key] = self._content_of(known[key], retired=True)
            elif text := texts.get(key):
                type = _TYPE_OF.get(key[-1], "choice" if "Options" in text else "card")
                contents[key] = retired_content(key, type, text)
            else:
                self._wordless.append(key)
        return contents

    def _last_texts(self, keys: Collection[Key]) -> dict[Key, Mapping[str, str]]:
        """What the cards of removed facts asked last, as far as it is known."""
        texts = {key: self._lock.notes[key].text for key in keys}
        textless = {key for key, text in texts.items() if not text}
        if textless:
            stored = read_texts(texts_path(self._project), textless)
            texts |= {key: text for (key, _), text in stored.items()}
            for key in textless:
                digest = self._lock.notes[key].digest
                if (key, digest) in stored:
                    texts[key] = stored[key, digest]
        return texts

    def _known_cards(self, forms: set[str]) -> dict[Key, _Card]:
        """The cards that the facts support in these forms, those of retired facts too."""
        kinds = [kind for kind, form in FORMS.items() if forms & {form.name, form.one_by_one}]
        if "reverse" in forms and "acronym" not in kinds:
            kinds.append("acronym")
        cards: dict[Key, _Card] = {}
        for loaded in self._content.collections.values():
            retired = generate(loaded.collection, kinds, retired=True)
            for question in (*retired, *generate(loaded.collection, kinds)):
                if not isinstance(question, Question):
                    continue
                for card in self._keys.of(question):
                    if card.key[-1] != "gap" or question.kind == "cloze":
                        cards[card.key] = _Card(card, question)
        return cards

    def _content_of(self, card: _Card, *, retired: bool) -> Content:
        question = card.question
        item = card_item(question, self._settings) if has_options(question) else None
        job, type = self._job(question), form_of(question).type
        if type == "card" and item:  # a plugin's kind with options
            type = "choice"
        proofs = self._proofs_of(question.fact.source.id)
        options = self._options(question.fact.source.language)
        return content(card.card, type, question, job, item, proofs, options, retired=retired)

    def _proofs_of(self, id: str) -> Proofs:
        if id not in self._proofs:
            self._proofs[id] = Proofs(self._collections[id])
        return self._proofs[id]

    def _options(self, language: str) -> CardOptions:
        """The settings of cards in a language."""
        settings = self._settings.anki
        voices = dict(zip(settings.speech, VOICES, strict=False))
        return CardOptions(settings.typed, settings.hints, voices.get(language.partition("-")[0], ""))

    def _job(self, question: Question) -> Job:
        """A job in the language of the question's collection, whatever the recipe's is."""
        source = question.fact.source
        if source.id not in self._jobs:
            job = next(deck.cards for deck in self._decks.values() if source in deck.cards.sources)
            common = job.common()
            common["language"] = source.language
            self._jobs[source.id] = Job(**common)
        return self._jobs[source.id]

    @property
    def _release(self) -> Release:
        return Release(self._lock.release, self._settings.anki.next_release)

    def _note_types(self) -> dict[str, NoteType]:
        templates = next(iter(self._decks.values())).cards.templates
        speech = [*self._settings.anki.speech.values()]
        return {key: note_type(key, templates, self._lock.uid, self._release, speech) for key in TYPES}

    def _new_lock(self, contents: Mapping[Key, Content], types: Mapping[str, NoteType], now: Callable[[], int]) -> Lock:
        """The lock with these notes and note types; the time is that of the change, and later than the last."""
        moment = _Once(now)
        notes = dict(self._lock.notes)
        for key, note in self._lock.notes.items():
            recipes = self._recipes[key]
            if recipes != note.recipes:
                past = tuple(sorted({*note.past, *note.recipes} - {*recipes}))
                notes[key] = note._replace(recipes=recipes, past=past)
        for key, current in contents.items():
            locked = notes.get(key)
            slot_digest = self._asked.get(key, locked.slot_digest if locked else "")
            notes[key] = dated_note(locked, current, self._recipes[key], slot_digest, moment)
        looks = dict(self._lock.types)
        for name, type in types.items():
            look, digest = looks.get(name), type.digest
            if look is None or look.digest != digest:
                looks[name] = LockedType(digest, max(look.mod + 1, moment()) if look else moment())
        return replace(self._lock, notes=notes, types=looks, decks=self._deck_names(), names=self._keys.names())

    def _deck_names(self) -> dict[tuple[str, str], str]:
        """The names of the decks in Anki: those that they had first, unless a recipe says otherwise."""
        names, author = dict(self._lock.decks), self._settings.anki.author
        for recipe, deck in self._decks.items():
            first = f"{deck.cards.title} ({author})" if author else deck.cards.title
            locked_root = names.get((recipe, ""), first)
            root = deck.settings.name or locked_root
            for part, title in self._parts(recipe).items():
                locked = names.get((recipe, part)) if root == locked_root else None
                names[recipe, part] = locked or deck_name(root, title)
        return names

    def _parts(self, name: str) -> dict[str, str]:
        """The parts of a deck and what they are called: collections by their ids, which do not change."""
        job = self._decks[name].cards
        return {"": ""} | {_part(job, card.question): subdeck(job, card.question) for card in self._made[name].values()}

    def _notes_of(self, name: str, contents: Mapping[Key, Content]) -> list[Content]:
        """The notes of a deck in the order in which they are learned, then those that it had."""
        job = self._decks[name].cards
        cards = [(contents[key], _part(job, card.question)) for key, card in self._made[name].items()]
        notes = in_rounds([current._replace(part=part) if part else current for current, part in cards])
        locked = self._lock.notes
        return notes + [
            current
            for key, current in contents.items()
            if current.is_retired and name in (*locked[key].recipes, *locked[key].past)
        ]

    def _removal_warnings(self, contents: Mapping[Key, Content]) -> Iterator[Problem]:
        """Warnings about cards that are retired, or should be, because what they ask for is gone from the facts."""
        gone = [
            current
            for key, current in contents.items()
            if current.is_retired and self._lock.notes[key].recipes and "Quote" not in current.fields
        ]
        if gone:
            facts = first_few(list(dict.fromkeys(current.fact for current in gone)), 3)
            message = (
                f"{plural(len(gone), 'card')} of what was removed from the facts: now retired for learners ({facts})"
            )
            lock, texts = display_path(lock_path(self._project)), display_path(texts_path(self._project))
            hint = (
                "if a fact is no longer true, keep it with  status: retired; under a new id, add  formerly: OLD-ID; "
                f"if nobody has a deck of this project, delete {lock}, {texts} and the line  uid  in quizgen.yaml"
            )
            yield REMOVED_CARDS.problem(lock, message, hint)
        if self._wordless:
            facts = first_few(list(dict.fromkeys("/".join(key[:2]) for key in self._wordless)), 3)
            message = (
                f"{plural(len(self._wordless), 'card')} of what was removed from the facts cannot be retired, "
                f"because what they asked is not in this file; learners keep them as they are ({facts})"
            )
            hint = f"put the facts back with  status: retired, or {RESTORE}"
            yield REMOVED_CARDS.problem(display_path(texts_path(self._project)), message, hint)


class _Once:
    """A clock that is read once, when it is first called."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now, self._moment = now, 0

    def __call__(self) -> int:
        self._moment = self._moment or self._now()
        return self._moment


def dated_note(
    locked: LockedNote | None, current: Content, recipes: tuple[str, ...], slot_digest: str, moment: Callable[[], int]
) -> LockedNote:
    """Return the note as the lock has it now; its time stays the same if its content does.

    ``slot_digest`` is the digest of what its slot asks for. A note that is corrected again within `_SOON` is dated as
    far ahead: until 25.02 Anki dates what it updates by its own clock, and somebody who imports the first correction
    after the second was built would not get the second.
    """
    digest, text = current.digest, current.text if current.is_retired else NO_TEXT
    if locked is None:
        return LockedNote(digest, slot_digest, moment(), moment(), recipes, before="", text=text)
    if locked.digest == digest:
        is_current = (locked.slot_digest, locked.text) == (slot_digest, text)
        return locked if is_current else locked._replace(slot_digest=slot_digest, text=text)
    before = locked.digest if locked.before is None else locked.before
    date = moment()
    if locked.mod > max(locked.created, date - _SOON):
        date += _SOON
    mod = max(locked.mod + 1, date)
    return locked._replace(digest=digest, slot_digest=slot_digest, mod=mod, recipes=recipes, before=before, text=text)


def _part(job: CardsJob, question: Question) -> str:
    return question.fact.source.id if job.subdecks == "collection" else subdeck(job, question)
