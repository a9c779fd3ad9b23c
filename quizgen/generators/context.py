"""What generators know in addition to the fact: the collection, quizgen's words, pools of names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from quizgen.generators.answer_index import AnswerIndex
from quizgen.generators.candidates import Candidate
from quizgen.generators.last_result import keep_last
from quizgen.generators.letter_case import with_small_letter
from quizgen.generators.number_roles import NumberRoles, fault_of_number
from quizgen.generators.pools import ENOUGH, GIVEN_AWAY, ROOMY, Pools, Role
from quizgen.generators.sentences import sentence_of
from quizgen.languages.word_lists import language_of
from quizgen.model.fact import NUMBER_TYPES, Collection, Fact, Slot
from quizgen.model.question import WrongAnswers
from quizgen.model.relations import Relations
from quizgen.model.speakers import Speakers
from quizgen.model.text import Text, Words, fold, parse_text
from quizgen.words.catalogues import words_for
from quizgen.words.quotation import in_quotes

Result = TypeVar("Result")


class Context:
    """Look-ups in a collection that several generators need."""

    stem: Callable[[Fact, Slot], Text]
    """The text of the question: the slot's own question, or the statement with a gap in place of its answer."""

    wrong_answers: Callable[[Fact, Slot], WrongAnswers]
    """Plausible wrong answers: the teacher's own, then answers of the same role or type, or other numbers.

    None of them is the answer under another name, an answer that another fact gives in the relation, part of the
    statement itself, or a duplicate.
    """

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.stem, self.wrong_answers = keep_last(self._stem), keep_last(self._wrong_answers)
        self._of_collection: dict[object, Any] = {}  # results for the collection, by what computed them
        self.words = words_for(collection.source.language)
        self.language = language_of(collection.source.language)
        self.relations = Relations(collection)
        self.speakers = Speakers(collection, self.words["author_names"].split("|"))
        self.number_roles = NumberRoles(collection, self.relations)
        self.pools = Pools(collection, self.relations, self.stem)
        self._first: dict[str, str] = {}
        for fact in collection.facts:
            for slot in fact.slots:
                if slot.entity and fact.status != "retired":
                    self._first[slot.entity] = min(fact.id, self._first.get(slot.entity, fact.id))

    @cached_property
    def answers(self) -> AnswerIndex:
        """Which answers of the collection fit a prompt."""
        return AnswerIndex(self.collection, self.relations)

    def _stem(self, fact: Fact, slot: Slot) -> Text:
        if slot.ask:
            return self.attributed_text(fact, slot, parse_text(slot.ask))
        gapped = self.attributed_text(fact, slot, fact.gapped_statement(slot.name))
        return self.phrase("complete", text=gapped)

    def once(self, find: Callable[[Context], Result]) -> Result:
        """The result of ``find`` for the whole collection, computed only once for all kinds of question."""
        if find not in self._of_collection:
            self._of_collection[find] = find(self)
        result: Result = self._of_collection[find]
        return result

    def phrase(self, word: str, **parts: Text) -> Text:
        """The message called ``word`` with its placeholders filled in."""
        return _filled_message(self.words[word], **parts)

    def first_fact(self, entity: str) -> str:
        """The id of the first fact that has the entity as an answer, or "" if there is none that is not retired."""
        return self._first.get(entity, "")

    def attributed_text(self, fact: Fact, slot: Slot | None, text: Text) -> Text:
        """``text`` with the speaker's name before it, or the article's, if it needs one and does not contain it.

        Where the speaker is what is asked for, their name would be the answer.
        """
        if not fact.is_attributed or self.speakers.is_named_in(fact, text):
            return text
        if slot is not None and fact.speaker in (slot.shown, *slot.accept):
            return text
        speaker = parse_text(fact.speaker or in_quotes(fact.source.title, self.words))
        word = "according_to_in_sentence"
        inside = with_small_letter(text, self.language) if ", {text}" in self.words[word] else None
        if inside:
            return self.phrase(word, who=speaker, text=inside)
        return self.phrase("according_to", who=speaker, text=text)

    def _wrong_answers(self, fact: Fact, slot: Slot) -> WrongAnswers:
        barred = self.answers.fitting(fact, slot)
        if slot.listing:
            barred = barred.union(
                fold(name) for member in slot.listing.members for name in (member.shown, *member.accept)
            )
        own: dict[str, str] = {}
        for wrong in (*slot.distractors, *slot.scale):
            if fold(wrong) not in barred:
                own.setdefault(fold(wrong), wrong)
        roles = self.pools.roles(fact, slot)
        near, far, refusal = self._candidates(roles, fact, slot, barred.union(own))
        numbers = self.number_roles.role(fact, slot)
        fault = fault_of_number(slot, numbers)
        if slot.type in NUMBER_TYPES and not (near or far or own):
            refusal = refusal or fault
        return WrongAnswers(
            approved=tuple(own.values()),
            candidates=tuple([candidate.text for candidate in (*near, *far)]),
            nearest=len(near),
            frequencies=() if not near or roles[0].is_even else self._frequencies(roles[0], slot, near),
            numeric=not fault,
            numbers=numbers,
            refusal=refusal if len(own) < ENOUGH else "",
        )

    def candidates(self, fact: Fact, slot: Slot) -> list[Candidate]:
        """Everything that could be offered beside the slot's answer, the nearest first."""
        near, far, _ = self._candidates(self.pools.roles(fact, slot), fact, slot, frozenset())
        return [*near, *far]

    def _candidates(
        self, roles: Sequence[Role], fact: Fact, slot: Slot, barred: frozenset[str]
    ) -> tuple[Sequence[Candidate], Sequence[Candidate], str]:
        """Other answers of the slot's role, others of its type, and why none of them may be used, or "".

        The folded names ``barred`` are left out, and what the statement contains. All of them resemble the question as
        much as the answer does, if there are enough that do.
        """
        if not roles:
            return (), (), ""
        near, resembles = self._of_role(roles[0], fact, slot, barred)
        far: Sequence[Candidate] = ()
        if len(near) < ROOMY and len(roles) > 1:
            far = self._from_type(roles, fact, slot, barred.union(candidate.plain for candidate in near))
        refusal = roles[0].refusal
        if not refusal and resembles and len(near) + len(far) < ENOUGH:
            refusal = GIVEN_AWAY
        return near, far, refusal

    def _of_role(self, role: Role, fact: Fact, slot: Slot, barred: frozenset[str]) -> tuple[Sequence[Candidate], bool]:
        """Other answers of the role, of a block of it if that has enough; whether the answer resembles its question."""
        statement = self.pools.padded_words(role, f"{sentence_of(fact, slot).whole} {slot.ask}")
        candidates: Sequence[Candidate] = ()
        resembles = False
        for block in self.pools.beside(role, slot):
            excluded = block.indices_named(barred, statement) | self.pools.of_other_sorts(role, slot, block)
            unlike, resembles = self.pools.unlike(role, fact, slot, block)
            candidates = block.without(excluded | unlike)
            if len(candidates) >= ENOUGH:
                break
            if not resembles:
                candidates = block.without(excluded)
        return candidates, resembles

    def _from_type(self, roles: Sequence[Role], fact: Fact, slot: Slot, barred: frozenset[str]) -> Sequence[Candidate]:
        """Candidates of its type from outside its relation, but no city for a continent and no continent for a city."""
        related, role = roles
        statement = self.pools.padded_words(role, f"{sentence_of(fact, slot).whole} {slot.ask}")
        for block in self.pools.beside(role, slot):
            excluded = block.indices_named(barred, statement) | self.pools.of_other_sorts(role, slot, block)
            unlike, _ = self.pools.unlike(role, fact, slot, block)
            candidates = block.without(excluded | unlike)
            strangers = [candidate for candidate in candidates if not self.pools.is_kin(related, candidate)]
            if strangers:
                return strangers
        return ()

    def _frequencies(self, role: Role, slot: Slot, near: Sequence[Candidate]) -> tuple[int, ...]:
        """How often the slot's answer is right in its role, and each of ``near``; () if all are as often."""
        own = role.candidates.get(self.pools.identity(slot))
        counts = (max(1, own.right) if own else 1, *(max(1, candidate.right) for candidate in near))
        return counts if len(set(counts)) > 1 else ()


def _filled_message(pattern: str, **parts: Text) -> Text:
    """A message with its ``{placeholders}`` filled in."""
    text = Text()
    rest = pattern
    while rest:
        before, opened, after = rest.partition("{")
        text += Text((Words(before),)) if before else Text()
        if not opened:
            break
        name, _, rest = after.partition("}")
        text += parts[name]
    return text
