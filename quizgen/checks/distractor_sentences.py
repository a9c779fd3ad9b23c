"""Whether the teacher's wrong answers read well in the sentence, and make it false."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizgen.checks.finding import Finding
from quizgen.checks.rule import HALADYNA, rule
from quizgen.errors import quote
from quizgen.generators.bounded import bound_of, is_false
from quizgen.generators.sentences import sentence_of
from quizgen.model.fact import Collection


@rule(
    "distractor-in-sentence",
    "warning",
    remedy="write it as it is in the sentence between the braces, or leave it out",
    source=HALADYNA,
)
def distractor_in_sentence(collection: Collection) -> Iterator[Finding]:
    """A wrong answer reads well in its sentence, and makes it false."""
    for fact in collection.facts:
        for slot in fact.slots:
            if slot.listing is None:
                sentence, bound = sentence_of(fact, slot), bound_of(fact, slot)
                for index, wrong in enumerate(slot.distractors):
                    flaw = sentence.misfit(wrong, gap=not slot.ask)
                    if not flaw and not is_false(wrong, slot, bound):
                        flaw = "it is true with it too, because its number is a bound"
                    if flaw:
                        message = f"{quote(wrong)} does not suit the statement: {flaw}"
                        yield distractor_in_sentence.finding(
                            fact.id, ("slots", slot.name, "distractors", index), message
                        )


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (distractor_in_sentence,)
