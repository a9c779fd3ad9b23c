"""How long the studio takes with a large collection: after a keystroke, for the whole, and for its first page.

    python tests/benchmarks/studio.py [FACTS [PARAGRAPHS]]

Writes a project with as many facts (default 1000) about an article of as many paragraphs (default 300), changes a
hundred of its fields as a teacher who types does, and prints in milliseconds of the CPU the median and the 95th
percentile of what a keystroke takes: the problems of the fact and its questions as HTML. Then the CPU seconds in
which the project is opened, the page of the article made and the whole collection checked, and the megabytes of this
process; the one that checks has no more.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request

from quizgen.project import Project
from quizgen.studio.fragments import Fragments
from quizgen.studio.views.article_view import paragraphs_of
from quizgen.studio.views.fact_view import reply
from quizgen.studio.whole_check import checked_collection
from quizgen.studio.workspace import Workspace

FACTS, PARAGRAPHS = 1000, 300
TYPED = 100  # keystrokes
SYLLABLES = ("bar", "den", "fol", "gar", "hes", "kil", "lom", "mer", "nor", "pas")
SENTENCE = "In the spring of {year} the town of {name} had {count} houses, and its trade was rising."


def name_of(number: int) -> str:
    """A name without digits, another for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).capitalize()


def write_project(folder: Path, facts: int, paragraphs: int) -> Project:
    """Write a project with one collection."""
    texts: list[list[str]] = [[] for _ in range(paragraphs)]
    records = []
    for number in range(facts):
        name, year, count = name_of(number + 10), 1500 + number % 400, 10 + number % 90
        texts[number % paragraphs].append(SENTENCE.format(name=name, year=year, count=count))
        records.append(
            f'- id: fact-{number}\n  statement: "In the spring of {{year}} the town of {name} had {{count}} houses."\n'
            f'  slots:\n    year: {{value: {year}, ask: "In which year did {name} have {count} houses?", type: year}}\n'
            f'    count: {{value: {count}, ask: "How many houses did {name} have in {year}?", type: count}}\n'
            f"  evidence: {{paragraph: {number % paragraphs + 2},"
            f' quote: "{year} the town of {name} had {count} houses"}}\n'
        )
    (folder / "facts").mkdir(parents=True)
    article = "\n\n".join(["Towns", *map(" ".join, texts)])
    (folder / "facts/towns.txt").write_text(article, encoding="utf-8")
    head = "schema: quizgen-facts/1\nsource: {id: towns, title: Towns, file: towns.txt}\nfacts:\n"
    (folder / "facts/towns.yaml").write_text(head + "".join(records), encoding="utf-8")
    return Project.at(folder)


def seconds(work: Callable[[], object]) -> float:
    """How long the CPU takes for something."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main(facts: int = FACTS, paragraphs: int = PARAGRAPHS, typed: int = TYPED) -> None:
    """Measure and print."""
    request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []})
    with TemporaryDirectory() as folder:
        workspace, fragments = Workspace(Path(folder)), Fragments()
        opening = seconds(lambda: workspace.open(write_project(Path(folder) / "towns", facts, paragraphs)))
        page = seconds(lambda: list(paragraphs_of(workspace.collections["towns"], {})))
        taken = []
        for number in range(typed):
            id = f"fact-{number * facts // typed}"
            question = f"In which year was it {'x' * number}?"

            def keystroke(id: str = id, question: str = question) -> None:
                after = workspace.edited_snapshot("towns", id, ["slots", "year", "ask"], question, None)
                reply(fragments, request, after, id)

            taken.append(1000 * seconds(keystroke))
        snapshot = workspace.collections["towns"]
        whole = seconds(lambda: checked_collection(snapshot.path, snapshot.text))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"keystroke: median {statistics.median(taken):.0f} ms, p95 {statistics.quantiles(taken, n=20)[-1]:.0f} ms")
    print(f"opening {opening:.1f} s, article {page:.2f} s, whole check {whole:.1f} s")
    print(f"memory: {memory} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
