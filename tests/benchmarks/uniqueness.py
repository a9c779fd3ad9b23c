"""Whether questions have one right answer: banks with a gap of two answers, odd ones out, statements made false.

    python tests/benchmarks/uniqueness.py [SEEDS] [FACTS.yaml ...]

Draws of each collection (default: the shipped ones) SEEDS (100) word banks, matchings, groups and odd ones out, and
looks in each for an entry that fits another gap or row, or an option that is odd as well, by what the facts of the
collection say together. Then it makes every statement false, with SEEDS / 10 seeds, and looks for one that is true all
the same: with a number that its bound allows, or with another answer. Every bank is drawn from the whole collection.

Exits with 1 if anything was found.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.assembly.forms import assemble, false_statement
from quizgen.generators import generate
from quizgen.generators.context import Context
from quizgen.generators.falsifying import flaw_of
from quizgen.generators.sentences import restated_text
from quizgen.model.body import Gaps, Matching
from quizgen.model.fact import Collection
from quizgen.model.question import Part, Question
from quizgen.model.text import fold
from quizgen.reading.facts.collection import load_collection

ROOT = Path(__file__).parent.parent.parent
KINDS = ("word-bank", "matching", "categorise", "odd-one-out")


def second_answers(parts: Sequence[Part], entries: Sequence[str]) -> Iterator[str]:
    """The entries of a bank that fit the gap or row of a part whose answer is another one."""
    for part in parts:
        for entry in entries:
            if fold(entry) in part.fits.names and fold(entry) not in part.names:
                yield f"{part.prompt}: {entry}"
        for other in parts:
            if part.takes(other) and fold(str(other.answer)) != fold(str(part.answer)):
                yield f"{part.prompt}: {other.answer}"


def odd_options(parts: Sequence[Part]) -> Iterator[str]:
    """The options beside the last, the odd one, that lack something that all the others have."""
    for part in parts[:-1]:
        shared = set.intersection(*(set(other.known) for other in parts if other is not part))
        if not shared <= part.known:
            yield str(part.prompt)


def drawn(collection: Collection, seeds: int) -> Iterator[tuple[str, list[str]]]:
    """The kind of each question that was drawn, and what was found in it."""
    questions = [question for question in generate(collection, KINDS) if isinstance(question, Question)]
    for question in questions:
        for seed in range(seeds):
            (item,) = assemble("T", "en", [(question,)], forms=1, options=3, seed=seed).forms[0].items
            if isinstance(item.body, Gaps | Matching):
                entries = [str(option.text) for option in item.body.bank]
                yield question.kind, list(second_answers(item.parts, entries))
            else:
                yield question.kind, list(odd_options(item.parts))


def made_false(collection: Collection, seeds: int) -> Iterator[tuple[str, list[str]]]:
    """Each statement that was made false, and the value that leaves it true."""
    context = Context(collection)
    for question in generate(collection, ("true-false",)):
        if not isinstance(question, Question) or question.slot is None:
            continue
        true = context.answers.fitting(question.fact, question.slot)
        for seed in range(seeds):
            statement = str(false_statement(question, seed) or "")
            known = (*question.wrong.approved, *question.wrong.candidates)
            value = next(
                (each for each in known if str(restated_text(question.fact, question.slot, each)) in statement), ""
            )
            flaws = [flaw_of(question.fact, question.slot, value)] if value else []
            flaws += [f"{value} is right too"] if fold(value) in true else []
            yield "true-false", list(filter(None, flaws))


def main(seeds: int, paths: Sequence[Path]) -> int:
    """Prints the table, and exits with 1 if anything was found."""
    drawn_of, flawed, examples = Counter[str](), Counter[str](), dict[str, str]()
    for path in paths:
        loaded, _ = load_collection(path)
        assert loaded is not None
        for kind, found in (*drawn(loaded.collection, seeds), *made_false(loaded.collection, max(1, seeds // 10))):
            drawn_of[kind] += 1
            flawed[kind] += bool(found)
            if found:
                examples.setdefault(kind, found[0])
    print(f"{'kind':12} {'drawn':>7} {'two answers':>12}")
    for kind, count in drawn_of.items():
        print(f"{kind:12} {count:7} {flawed[kind]:12} {examples.get(kind, '')}".rstrip())
    return int(bool(flawed.total()))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    count = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 100
    sys.exit(main(count, [*map(Path, arguments)] or sorted((ROOT / "facts").glob("*.yaml"))))
