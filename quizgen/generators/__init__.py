"""Facts → questions, one module per kind.

A module declares its kind as a record, a `SlotKind`, `FactKind` or `CollectionKind`: how it is called, where it is
used, and the function that generates its questions. That function draws nothing by chance: what is shown of a
question, and where, is assembly's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.generators.context import Context
from quizgen.generators.kind import CollectionKind, FactKind, GeneratedKind, Outcome, SlotKind
from quizgen.generators.written import written_questions
from quizgen.model.fact import Collection
from quizgen.plugins import Registry

# In the order of a paper that has no layout of its own.
QUESTION_KINDS: Registry[GeneratedKind] = Registry(
    "quizgen.question_kinds",
    "question kind",
    {
        "basic": "quizgen.generators.basic:KIND",
        "cloze": "quizgen.generators.cloze:KIND",
        "quote-cloze": "quizgen.generators.quote_cloze:KIND",
        "multiple-choice": "quizgen.generators.multiple_choice:KIND",
        "true-false": "quizgen.generators.true_false:KIND",
        "short-answer": "quizgen.generators.short_answer:KIND",
        "multiple-response": "quizgen.generators.multiple_response:KIND",
        "numeric": "quizgen.generators.numeric:KIND",
        "list": "quizgen.generators.listing:LIST",
        "sequence": "quizgen.generators.listing:SEQUENCE",
        "reversed": "quizgen.generators.reversed:KIND",
        "acronym": "quizgen.generators.acronym:KIND",
        "attribution": "quizgen.generators.attribution:KIND",
        "matching": "quizgen.generators.relation_questions:MATCHING",
        "categorise": "quizgen.generators.relation_questions:CATEGORISE",
        "odd-one-out": "quizgen.generators.odd_one_out:KIND",
        "ordering": "quizgen.generators.orders:ORDERING",
        "timeline": "quizgen.generators.orders:TIMELINE",
        "word-bank": "quizgen.generators.word_bank:KIND",
        "labelling": "quizgen.generators.labelling:KIND",
        "open": "quizgen.generators.open:KIND",
        "bingo": "quizgen.generators.entries:BINGO",
        "crossword": "quizgen.generators.entries:CROSSWORD",
        "word-search": "quizgen.generators.entries:WORD_SEARCH",
    },
)


def question_kinds() -> tuple[GeneratedKind, ...]:
    """Every kind of question."""
    return tuple(QUESTION_KINDS.get(name) for name in QUESTION_KINDS.names())


def paper_kinds() -> tuple[str, ...]:
    """The names of the kinds that a quiz can have, in the order of its sections."""
    return tuple(kind.name for kind in question_kinds() if kind.on_paper)


def card_kinds() -> tuple[str, ...]:
    """The names of the kinds that a deck can have."""
    return tuple(kind.name for kind in question_kinds() if kind.on_cards)


def generate(collection: Collection, kind_names: Iterable[str], *, retired: bool = False) -> Iterator[Outcome]:
    """Every question of the kinds ``kind_names`` that the facts support, in their order, and why there are no others.

    With ``retired``, those of retired facts instead, which Anki's learners may have.
    """
    kinds = {name: QUESTION_KINDS.get(name) for name in kind_names}
    of_slots = [kind for kind in kinds.values() if isinstance(kind, SlotKind)]
    of_facts = [kind for kind in kinds.values() if isinstance(kind, FactKind)]
    of_collections = [kind for kind in kinds.values() if isinstance(kind, CollectionKind)]
    context = Context(collection)
    for fact in collection.facts:
        if (fact.status == "retired") != retired:
            continue
        for slot in fact.slots:
            for slot_kind in of_slots:
                yield slot_kind.generate(fact, slot, context)
        for fact_kind in of_facts:
            yield from fact_kind.generate(fact, context)
        for question in written_questions(fact):
            if question.kind in kinds:
                yield question
    if not retired:
        for collection_kind in of_collections:
            yield from collection_kind.generate(context)
