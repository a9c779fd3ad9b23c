"""How reading and checking facts, with their questions, grows with their number, beside PyYAML's C loader alone.

    python tests/benchmarks/reading.py [FACTS ...]

Prints wall seconds on the same file, their ratio and the process's peak memory so far, for each number of facts
(default 1000 and 10000); the garbage collector is off for both sides.
"""

from __future__ import annotations

import gc
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

import yaml

from quizgen.checks import check_facts, check_questions
from quizgen.generators import generate, kinds
from quizgen.model.question import Question
from quizgen.records.reading import load

HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T, author: A}\nfacts:\n"
FACT = """\
- id: fact-{n}
  statement: "In {{year}} the town of {name} had {{count}} houses."
  slots:
    year: {{value: {year}, type: year, ask: In which year did the town of {name} have {count} houses?}}
    count: {{value: {count}, type: count, ask: How many houses did the town of {name} have in {year}?}}
  evidence: {{paragraph: {n}, quote: "in {year} {name} had {count} houses"}}
  tags: [towns, numbers]
  difficulty: 2
"""


def named(number: int) -> str:
    """A name without digits, another for each number."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters += ascii_lowercase[rest]
    return letters.capitalize()


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_and_check(path: Path) -> None:
    """What `quizgen check` does with a collection: reads it, makes its questions, applies every rule."""
    loaded, problems = load(path)
    assert loaded is not None
    assert not problems
    assert not list(check_facts(loaded.collection))
    questions = [made for made in generate(loaded.collection, kinds()) if isinstance(made, Question)]
    assert not list(check_questions(questions))


def main() -> None:
    """Runs every size and prints the table."""
    sizes = [int(each) for each in sys.argv[1:]] or [1_000, 10_000]
    gc.disable()
    print(f"{'facts':>8}{'PyYAML s':>12}{'quizgen s':>12}{'ratio':>8}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / "t.yaml"
            facts = "".join(
                FACT.format(n=n, name=named(n), year=1500 + n % 500, count=10 + n % 90) for n in range(1, size + 1)
            )
            path.write_text(HEAD + facts, encoding="utf-8")
            text = path.read_text(encoding="utf-8")
            floor = seconds(lambda text=text: yaml.load(text, Loader=yaml.CSafeLoader))  # type: ignore[misc]
            ours = seconds(lambda path=path: read_and_check(path))  # type: ignore[misc]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{size:8}{floor:12.3f}{ours:12.3f}{ours / floor:8.2f}{peak:9.0f}")


if __name__ == "__main__":
    main()
