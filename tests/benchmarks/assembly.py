"""How long a quiz takes to put together, and how good it is.

    python tests/benchmarks/assembly.py

Two parallel forms of 20 questions from a bank of 1,000, by a blueprint of kinds, difficulty, Bloom, tags and sections,
for ten seeds; 1,000 students' forms of the same 20 questions. The garbage collector is off.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))
from banks import MINUTE, POINT, fact, question

from quizgen.assembly.blueprint import Blueprint, mean_difficulty
from quizgen.assembly.features import enemies
from quizgen.assembly.forms import assemble
from quizgen.assembly.solver import select
from quizgen.model.fact import Bloom
from quizgen.model.question import Question
from quizgen.model.quiz import Student

KINDS: tuple[str, ...] = ("multiple-choice", "true-false", "short-answer")
BLOOM: tuple[Bloom, ...] = ("remember", "understand", "apply")
BLUEPRINT = Blueprint(
    total=20,
    seconds=MINUTE,
    points_each=POINT,
    difficulty=2.8,
    shares={
        "kinds": dict(zip(KINDS, (0.5, 0.25, 0.25), strict=True)),
        "bloom": {"remember": 0.5, "understand": 0.3},
        "tags": {"a": 0.3, "b": 0.3},
        "sections": {"X": 0.3, "Y": 0.4, "Z": 0.3},
    },
    include=("f5", "f17"),
    exclude=("f9",),
)


def bank(size: int) -> list[Question]:
    """``size`` questions about as many facts in 60 paragraphs, every fifth with an enemy."""
    rng = Random(5)
    return [
        question(
            fact(
                index,
                paragraph=rng.randint(1, 60),
                difficulty=rng.randint(1, 5),
                tags=(rng.choice("abcd"),),
                bloom=rng.choice(BLOOM),
                section=rng.choice("XYZ"),
                enemies=(f"f{rng.randrange(size)}",) if index % 5 == 0 else (),
            ),
            rng.choice(KINDS),
        )
        for index in range(size)
    ]


def main(*, size: int = 1000, seeds: int = 10, students: int = 1000) -> None:
    """Runs all and prints the table."""
    import highspy  # noqa: F401 # so that its import is not measured

    questions = bank(size)
    barred = enemies(questions)
    gc.disable()
    print(f"{'seed':>4}{'seconds':>9}{'apart':>7}{'violations':>12}")
    for seed in range(seeds):
        start = time.perf_counter()
        selection = select(
            BLUEPRINT.pool(questions), BLUEPRINT.requirements(), seed, conflicts=barred, forms=2, size=BLUEPRINT.size
        )
        taken = time.perf_counter() - start
        one, other = map(mean_difficulty, selection.forms)
        print(f"{seed:4}{taken:9.2f}{abs(one - other):7.3f}{len(selection.missed):12}")
    chosen = selection.forms[0]
    roster = [Student(f"{number}", f"Student {number}") for number in range(students)]
    start = time.perf_counter()
    quiz = assemble("Q", "en", [chosen], forms=1, options=3, seed=1, students=roster)
    print(f"{len(quiz.forms)} students' forms: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
