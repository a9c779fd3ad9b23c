"""Facts → questions, one module a kind.

A generator is a function ``(Fact, Slot, Context) -> Question | Declined``. It draws nothing by chance: what
is shown of a question, and where, is assembly's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quizgen.generators.context import Context
from quizgen.model.fact import Collection, Fact, Slot
from quizgen.model.question import Declined, Question
from quizgen.plugins import Registry

Generator = Callable[[Fact, Slot, Context], Question | Declined]

GENERATORS: Registry[Generator] = Registry(
    "quizgen.generators",
    "question kind",
    {
        "basic": "quizgen.generators.basic:generate",
        "cloze": "quizgen.generators.cloze:generate",
        "multiple-choice": "quizgen.generators.multiple_choice:generate",
        "true-false": "quizgen.generators.true_false:generate",
        "short-answer": "quizgen.generators.short_answer:generate",
    },
)


def generate(collection: Collection, kinds: Iterable[str]) -> Iterator[Question | Declined]:
    """Every question of ``kinds`` that the collection's facts carry, in the facts' order, and why others are not."""
    generators = [GENERATORS.get(kind) for kind in kinds]
    context = Context(collection)
    for fact in collection.facts:
        if fact.status == "retired":
            continue
        for slot in fact.slots:
            for generator in generators:
                yield generator(fact, slot, context)
