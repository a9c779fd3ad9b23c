"""How reading and checking facts, with their questions, grows with their number, beside PyYAML's C loader alone.

    python tests/benchmarks/reading.py [FACTS ...]

Prints for each number of facts (default 1000 and 10000) the CPU seconds of both on the same file, their ratio, and
the peak memory of both. PyYAML only parses and builds plain data; quizgen reads the file, applies every rule to the
facts, makes the questions that `quizgen check` looks at and applies the rules for questions to them, all of them held
at once. Making every kind of question is what generation.py measures. Every run is a process of its own, in turn;
seconds are medians of three runs and leave out starting Python and importing. The garbage collector is off for both
sides. Peak memory is the whole process's largest resident size, Python and imports included.

The answers here are years and counts; generation.py measures names.
"""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from string import ascii_lowercase

import yaml

from quizgen.build.collection_problems import FRONT_KINDS
from quizgen.checks.rule_sets import check_facts, check_questions
from quizgen.generators import generate
from quizgen.model.question import Question
from quizgen.reading.facts.collection import load_collection

RUNS = 3
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


def read_with_pyyaml(path: Path) -> None:
    """The least that reading a YAML file can cost: no rule, no place, no question."""
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def read_and_check(path: Path) -> None:
    """What `quizgen check` does: reads a collection, makes the questions that it looks at, applies every rule."""
    loaded, problems = load_collection(path)
    assert loaded is not None
    assert not problems
    assert not list(check_facts(loaded.collection))
    questions = [question for question in generate(loaded.collection, FRONT_KINDS) if isinstance(question, Question)]
    assert not list(check_questions(loaded.collection, questions))


SIDES = {"pyyaml": read_with_pyyaml, "quizgen": read_and_check}


def figures(side: str, path: Path) -> tuple[float, float]:
    """Seconds of one side in this process, and the process's peak memory in MB."""
    gc.disable()
    start = time.process_time()
    SIDES[side](path)
    took = time.process_time() - start
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def figures_of_process(side: str, path: Path) -> tuple[float, float]:
    """Seconds and peak memory of one side in a process of its own."""
    command = [sys.executable, __file__, side, str(path)]
    seconds, peak = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return float(seconds), float(peak)


def main(
    sizes: Sequence[int],
    *,
    runs: int = RUNS,
    figures: Callable[[str, Path], tuple[float, float]] = figures_of_process,
) -> None:
    """Runs every size and prints the table."""
    print(f"{'facts':>8}{'PyYAML s':>12}{'quizgen s':>12}{'ratio':>8}{'PyYAML MB':>12}{'quizgen MB':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / "t.yaml"
            facts = (
                FACT.format(n=n, name=named(n), year=1500 + n % 500, count=10 + n % 90) for n in range(1, size + 1)
            )
            path.write_text(HEAD + "".join(facts), encoding="utf-8")
            found = [[figures(side, path) for side in SIDES] for _ in range(runs)]
            (floor, floor_peak), (ours, peak) = (
                (statistics.median(seconds for seconds, _ in side), max(peak for _, peak in side))
                for side in zip(*found, strict=True)
            )
            print(f"{size:8}{floor:12.3f}{ours:12.3f}{ours / floor:8.2f}{floor_peak:12.0f}{peak:12.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in SIDES:
        print(*figures(sys.argv[1], Path(sys.argv[2])))
    else:
        main([int(each) for each in sys.argv[1:]] or [1_000, 10_000])
