"""How reading and checking facts grows with their number, beside PyYAML's C loader alone on the same file.

    python tests/benchmarks/reading.py [FACTS ...]

Prints wall seconds and the ratio for each number of facts (default 1000 and 10000), the garbage collector
off for both sides.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from quizgen.checks import check_facts
from quizgen.records.reading import load

HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T, author: A}\nfacts:\n"
FACT = """\
- id: fact-{n}
  statement: "In {{year}} the town of Number {n} had {{count}} houses."
  slots:
    year: {{value: {year}, type: year, ask: In which year did the town of Number {n} have {count} houses?}}
    count: {{value: {count}, type: count, ask: How many houses did the town of Number {n} have in {year}?}}
  evidence: {{paragraph: {n}, quote: "in {year} number {n} had {count} houses"}}
  tags: [towns, numbers]
  difficulty: 2
"""


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_and_check(path: Path) -> None:
    """What `quizgen check` does with a collection, but for its questions."""
    loaded, problems = load(path)
    assert loaded is not None
    assert not problems
    assert not list(check_facts(loaded.collection))


def main() -> None:
    """Runs every size and prints the table."""
    sizes = [int(each) for each in sys.argv[1:]] or [1_000, 10_000]
    gc.disable()
    print(f"{'facts':>8}{'PyYAML s':>12}{'quizgen s':>12}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / "t.yaml"
            facts = "".join(FACT.format(n=n, year=1500 + n % 500, count=10 + n % 90) for n in range(1, size + 1))
            path.write_text(HEAD + facts, encoding="utf-8")
            text = path.read_text(encoding="utf-8")
            floor = seconds(lambda text=text: yaml.load(text, Loader=yaml.CSafeLoader))  # type: ignore[misc]
            ours = seconds(lambda path=path: read_and_check(path))  # type: ignore[misc]
            print(f"{size:8}{floor:12.3f}{ours:12.3f}{ours / floor:8.2f}")


if __name__ == "__main__":
    main()
