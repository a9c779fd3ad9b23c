"""Which cards a question has, and the keys that identify them for good.

A key has names that people gave: of the collection, the fact, the slot, and for a card about a member of a list or a
label of a picture, of that. A name that is changed in the facts keeps its key if it is plain what it was before, so
that learners keep their progress; the lock then says which name a key has now. No key is used for two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from quizgen.exporters.anki.note import digest_of_slot, slot_parts_alike
from quizgen.model.fact import Fact
from quizgen.model.lock import Key, Lock
from quizgen.model.question import Question
from quizgen.rendering.html import anki_html

LABELS = "@label"  # no slot can have a name with @
ACRONYM = "@acronym"


@dataclass(frozen=True, slots=True)
class CardForm:
    """How a kind of question becomes cards: the name of the form, and its note type, a key of `TYPES`.

    ``one_by_one`` is the form of the cards that ask for members or labels one by one, or "".
    """

    name: str
    type: str = "card"
    one_by_one: str = ""


# The best way to ask for a slot is first. Kinds of one form make the same card; a plugin's kind has its own form.
FORMS: Mapping[str, CardForm] = MappingProxyType(
    {
        "list": CardForm("list", one_by_one="member"),
        "sequence": CardForm("steps", one_by_one="step"),
        "basic": CardForm("ask"),
        "short-answer": CardForm("ask"),
        "numeric": CardForm("ask"),
        "attribution": CardForm("ask"),
        "acronym": CardForm("ask"),
        "reversed": CardForm("gap"),
        "cloze": CardForm("gap"),
        "quote-cloze": CardForm("quote-gap"),
        "multiple-choice": CardForm("choice", "choice"),
        "multiple-response": CardForm("several", "choice"),
        "labelling": CardForm("", "picture", one_by_one="label"),
    }
)
_BEST = {kind: index for index, kind in enumerate(FORMS)}
# Without a question of its own, a slot is asked for by a gap in the statement, whatever the kind is called.
_ASKING = ("basic", "short-answer", "numeric", "reversed")
_OF_ONE_ANSWER = ("ask", "gap", "quote-gap")
# Things that a person can recall in one go (Miller 1956); a longer list is asked for only member by member.
MOST_AT_ONCE = 7


def form_of(question: Question) -> CardForm:
    """Return the form of the question's cards; one slot with several things is asked for as a list by every kind."""
    form = FORMS.get(question.kind) or CardForm(question.kind)
    if question.slot and question.slot.listing and form.name in _OF_ONE_ANSWER:
        return FORMS["sequence" if question.slot.listing.ordered else "list"]
    if question.kind in _ASKING and question.slot and not question.slot.ask and not question.written:
        return FORMS["cloze"]
    if question.kind == "acronym" and question.name == "acronym":
        return CardForm("reverse")
    return form


def best_questions(questions: Iterable[Question]) -> list[Question]:
    """Return one question for each slot, that of the best kind, and all that ask for something else."""
    questions = list(questions)
    best: dict[str, Question] = {}
    for question in questions:
        known = best.setdefault(_asked_id(question), question)
        if _rank(question) < _rank(known):
            best[_asked_id(question)] = question
    return [question for question in questions if best[_asked_id(question)] is question]


def _asked_id(question: Question) -> str:
    return question.subject if question.slot and not question.written else question.id


def _rank(question: Question) -> int:
    return _BEST.get(question.kind, len(_BEST))


@dataclass(frozen=True, slots=True)
class CardKey:
    """The key of a card of a question; ``member`` counts the members or labels from 0 if it asks for only one."""

    key: Key
    member: int | None = None


class CardKeys:
    """Gives the cards of a project their keys, those of its ``lock`` where they have been built before."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._keys_by_parent: dict[Key, Mapping[str, str]] = {}  # a fact, or a list in it → each name → its key
        self._slot_digests: dict[Key, Mapping[str, str]] = {}  # a fact → the name of each slot → its digest
        # What has keys → each of them → the digests of what it asks for.
        self._former_digests: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for key, note in lock.notes.items():
            self._former_digests[key[:2]][key[2]].add(note.slot_digest)
            if len(key) == 5:
                self._former_digests[key[:3]][key[3]].add("")

    def of(self, question: Question) -> Iterator[CardKey]:
        """Yield the keys of the question's cards, members of a list before the whole of it."""
        form, fact = form_of(question), question.fact
        collection, permanent = fact.source.id, fact.permanent or fact.id
        if question.kind == "acronym":  # which belong to an entity, whatever fact names it first
            yield CardKey((collection, question.subject.split("/")[-2], ACRONYM, form.name))
            return
        if question.kind == "labelling":
            part = LABELS
            names = [_names(label.entity, label.text) for label in fact.image.labels] if fact.image else []
        else:
            part = self._slots(fact)[question.name] if question.slot else question.name
            listing = question.slot.listing if question.slot else None
            names = [_names(member.entity, member.shown) for member in listing.members] if listing else []
        parent = (collection, permanent, part)
        if form.one_by_one:
            members = self._members(parent, names)
            for index, name in enumerate(names):
                yield CardKey((*parent, members[name[0]], form.one_by_one), index)
        if form.name and not (form.one_by_one and len(names) > MOST_AT_ONCE):
            yield CardKey((*parent, form.name))

    def digest_of(self, question: Question) -> str:
        """Return the digest of the answer and question of the slot that it asks for, or "" if it asks for none."""
        slots = self._slot_digests.get((question.fact.source.id, question.fact.permanent or question.fact.id), {})
        return slots.get(question.name, "") if question.slot else ""

    def names(self) -> dict[Key, str]:
        """Return the names, by their keys, that are no longer the last part of the key."""
        names = dict(self._lock.names)
        for parent, keys in self._keys_by_parent.items():
            for name, key in keys.items():
                names.pop((*parent, key), None)
                if name != key:
                    names[*parent, key] = name
        return names

    def _slots(self, fact: Fact) -> Mapping[str, str]:
        parent = (fact.source.id, fact.permanent or fact.id)
        if (keys := self._keys_by_parent.get(parent)) is None:
            digests = {
                slot.name: digest_of_slot(anki_html(slot.answer), _asking(fact, slot.name)) for slot in fact.slots
            }
            self._slot_digests[parent] = digests
            others = {written.id: "" for written in fact.questions}
            keys = self._keys_by_parent[parent] = self._handed_on(parent, digests | others)
        return keys

    def _handed_on(self, parent: Key, digests: Mapping[str, str]) -> dict[str, str]:
        """The keys of slots, of each of which a digest of the answer and the question is given by its name.

        A slot keeps the key of its name. If both its answer and its question are now those of another name, or if its
        name is new and one of the two is that of a name that is gone, it takes over that key.
        """
        former = self._former_digests.get(parent, {})
        unclaimed = {key: before for key, before in former.items() if not key.startswith("@")}
        former_names = {self._lock.names.get((*parent, key), key): key for key in unclaimed}
        handed_on: dict[str, str] = {}

        def take(name: str, keys: Iterable[str]) -> None:
            candidates = [key for key in keys if key in unclaimed]
            if name not in handed_on and len(candidates) == 1:
                handed_on[name] = candidates[0]
                del unclaimed[candidates[0]]

        alike = {
            name: [(key, _matches(before, now)) for key, before in unclaimed.items()] for name, now in digests.items()
        }
        # The surest first, for all names, before what is less sure takes a key: the same name with the same answer or
        # question, the same answer and question, the same name, and the same answer or question.
        for name in digests:
            take(name, [key for key, same in alike[name] if any(same) and former_names.get(name) == key])
        for name in digests:
            take(name, [key for key, same in alike[name] if all(same)])
        for name in digests:
            take(name, [former_names[name]] if name in former_names else [])
        for name in digests:
            take(name, [key for key, same in alike[name] if any(same)])
        return handed_on | _new_keys([name for name in digests if name not in handed_on], former)

    def _members(self, parent: Key, names: Sequence[tuple[str, str]]) -> Mapping[str, str]:
        """The keys of members by their names; if a single one is new and a single one is gone, it was renamed."""
        if (keys := self._keys_by_parent.get(parent)) is None:
            unclaimed = {self._lock.names.get((*parent, key), key): key for key in self._former_digests.get(parent, ())}
            known_keys = {
                name: unclaimed.pop(known)
                for name, text in names
                if (known := name if name in unclaimed else text) in unclaimed
            }
            new = [name for name, _ in names if name not in known_keys]
            if known_keys and len(new) == len(unclaimed) == 1:
                known_keys[new.pop()] = unclaimed.popitem()[1]
            keys = self._keys_by_parent[parent] = known_keys | _new_keys(new, self._former_digests.get(parent, ()))
        return keys


def _names(entity: str, text: str) -> tuple[str, str]:
    return entity or text, text


def _asking(fact: Fact, slot: str) -> str:
    return anki_html(fact.slot(slot).ask) or anki_html(fact.marked_statement(slot), gap=True)


def _matches(before: Iterable[str], now: str) -> tuple[bool, bool]:
    """Whether one of the digests ``before`` is of the same answer as the digest ``now``, and whether one asks so."""
    alike = [slot_parts_alike(now, former) for former in before]
    return any(answer for answer, _ in alike), any(asking for _, asking in alike)


def _new_keys(names: Iterable[str], used: Iterable[str]) -> dict[str, str]:
    """A key for each of the names: the name itself, or if that was used for something else, with a number."""
    taken, keys = set(used), {}
    for name in names:
        key, number = name, 2
        while key in taken:
            key, number = f"{name}-{number}", number + 1
        keys[name] = key
        taken.add(key)
    return keys
