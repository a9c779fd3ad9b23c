"""How making questions of every kind grows with the number of facts, whose answers are names and years.

    python tests/benchmarks/generation.py [FACTS ...]

Prints for each number of facts (default 1000, 10000 and 100000) how many questions come of them, the CPU seconds that
making them takes, and the seconds a thousand facts. Every fact has a person of its own and a year; each question is
made and let go. The garbage collector is at rest, as it is in a build.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from quizgen.build.collector import collector_at_rest
from quizgen.generators import QUESTION_KINDS, generate
from quizgen.model.fact import Collection, Entity, Fact, Slot, Source
from quizgen.model.question import Question
from quizgen.model.text import SlotName, Words

SOURCE = Source("t", "T")


def collection(count: int) -> Collection:
    """So many facts, each with a person of its own and a year."""
    entities = {f"p{n}": Entity(f"p{n}", f"Person {n}", "person", accept=(f"P. {n}",)) for n in range(count)}
    facts = tuple(
        Fact(
            f"f{n}",
            SOURCE,
            (SlotName("who", 0), Words(" came in "), SlotName("year", 10), Words(".")),
            (
                Slot("who", f"Person {n}", f"Person {n}", "person", entity=f"p{n}", ask=f"Who came {n}th?"),
                Slot("year", str(1000 + n % 1000), str(1000 + n % 1000), "year", ask=f"When did number {n} come?"),
            ),
        )
        for n in range(count)
    )
    return Collection(SOURCE, facts, entities)


@collector_at_rest()
def main(counts: Sequence[int]) -> None:
    """Prints the table."""
    print(f"{'facts':>8} {'questions':>10} {'seconds':>8} {'a thousand':>11}")
    for count in counts:
        example_collection = collection(count)
        start = time.process_time()
        made = sum(isinstance(question, Question) for question in generate(example_collection, QUESTION_KINDS.names()))
        seconds = time.process_time() - start
        print(f"{count:8} {made:10} {seconds:8.2f} {1000 * seconds / count:11.3f}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000, 10_000, 100_000])
