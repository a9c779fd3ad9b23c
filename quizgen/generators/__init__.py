"""Facts → questions, one module a kind.

A generator of a slot is a function ``(Fact, Slot, Context) -> Question | Declined``, one of a whole fact
``(Fact, Context) -> Iterator[Question | Declined]``, one over all facts ``(Context) -> Iterator[Question | Declined]``.
It draws nothing by chance: what is shown of a question, and where, is assembly's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quizgen.generators.context import Context
from quizgen.generators.written import written_questions
from quizgen.model.fact import Collection, Fact, Slot
from quizgen.model.question import Declined, Question
from quizgen.plugins import Registry

Made = Question | Declined
Generator = Callable[[Fact, Slot, Context], Made]
FactGenerator = Callable[[Fact, Context], Iterator[Made]]
SetGenerator = Callable[[Context], Iterator[Made]]

GENERATORS: Registry[Generator] = Registry(
    "quizgen.generators",
    "question kind",
    {
        "basic": "quizgen.generators.basic:generate",
        "reversed": "quizgen.generators.reversed:generate",
        "cloze": "quizgen.generators.cloze:generate",
        "quote-cloze": "quizgen.generators.quote_cloze:generate",
        "multiple-choice": "quizgen.generators.multiple_choice:generate",
        "multiple-response": "quizgen.generators.multiple_response:generate",
        "true-false": "quizgen.generators.true_false:generate",
        "short-answer": "quizgen.generators.short_answer:generate",
        "numeric": "quizgen.generators.numeric:generate",
        "list": "quizgen.generators.listing:generate_list",
        "sequence": "quizgen.generators.listing:generate_sequence",
    },
)
FACT_GENERATORS: Registry[FactGenerator] = Registry(
    "quizgen.fact_generators",
    "question kind",
    {
        "acronym": "quizgen.generators.acronym:generate",
        "attribution": "quizgen.generators.attribution:generate",
        "labelling": "quizgen.generators.labelling:generate",
    },
)

SET_GENERATORS: Registry[SetGenerator] = Registry(
    "quizgen.set_generators",
    "question kind",
    {
        "matching": "quizgen.generators.groups:generate_matching",
        "categorise": "quizgen.generators.groups:generate_categorise",
        "odd-one-out": "quizgen.generators.groups:generate_odd_one_out",
        "ordering": "quizgen.generators.orders:generate_ordering",
        "timeline": "quizgen.generators.orders:generate_timeline",
        "word-bank": "quizgen.generators.word_bank:generate",
        "bingo": "quizgen.generators.entries:generate_bingo",
        "crossword": "quizgen.generators.entries:generate_crossword",
        "word-search": "quizgen.generators.entries:generate_word_search",
    },
)


def kinds() -> tuple[str, ...]:
    """Every kind of question."""
    return (*GENERATORS.names(), *FACT_GENERATORS.names(), *SET_GENERATORS.names())


def generate(collection: Collection, wanted: Iterable[str], *, retired: bool = False) -> Iterator[Made]:
    """Every question of the kinds ``wanted`` that the facts carry, in the facts' order, and why others are not.

    With ``retired``, those of retired facts instead, which Anki's learners may have.
    """
    wanted = tuple(dict.fromkeys(wanted))
    of_facts, of_sets = set(FACT_GENERATORS.names()), set(SET_GENERATORS.names())
    per_slot = [GENERATORS.get(kind) for kind in wanted if kind not in of_facts | of_sets]
    per_fact = [FACT_GENERATORS.get(kind) for kind in wanted if kind in of_facts]
    per_set = [SET_GENERATORS.get(kind) for kind in wanted if kind in of_sets]
    context = Context(collection)
    for fact in collection.facts:
        if (fact.status == "retired") != retired:
            continue
        for slot in fact.slots:
            for generator in per_slot:
                yield generator(fact, slot, context)
        for whole in per_fact:
            yield from whole(fact, context)
        for question in written_questions(fact):
            if question.kind in wanted:
                yield question
    for over_all in per_set if not retired else ():
        yield from over_all(context)
