"""How often the blind audit is wrong: false alarms on fair items, and cues that it misses.

    python tests/benchmarks/calibration.py [SETS]

Makes SETS (60) sets of items for each row. Of fair ones the right option is drawn at random: among free phrases, among
numbers, and from closed pools whose every option is right in one fact of its own, each asked once or several times.
Of the others three items in ten have a cue: the right option is longer, alone has an article, or repeats a word of the
question. Prints the share of sets that the audit calls guessable, its mean score and standard error, and the time of
an audit of 500 items. Exits with 1 where more than 5 % of fair sets, or fewer than 90 % of the others, are called so.
"""

from __future__ import annotations

import string
import sys
import time
from collections.abc import Callable
from random import Random

from quizgen.assembly.audit import audit
from quizgen.model.choice import Choice

SETS = 60
PLANTED = 0.3  # of the items
MOST_ALARMS, FEWEST_FOUND = 0.05, 0.9
TIMED = 500

Items = list[tuple[str, Choice]]


def word(rng: Random) -> str:
    return "".join(rng.choices(string.ascii_lowercase, k=rng.randint(4, 9)))


def phrase(rng: Random) -> str:
    return " ".join(word(rng) for _ in range(rng.randint(1, 4)))


def name(rng: Random) -> str:
    return " ".join(word(rng).title() for _ in range(rng.randint(1, 2)))


def free(rng: Random, facts: int = 400) -> Items:
    """Phrases that are used once."""
    stems = [f"What is {phrase(rng)}?" for _ in range(facts)]
    return [
        (f"f{n}", Choice(stem, tuple(phrase(rng) for _ in range(3)), rng.randrange(3))) for n, stem in enumerate(stems)
    ]


def numbers(rng: Random, facts: int = 400) -> Items:
    """Three numbers of one size in order, one of which is right by chance."""
    items = []
    for number in range(facts):
        size = 10 ** rng.randint(1, 4)
        options = tuple(f"{value:,}" for value in sorted(rng.sample(range(size, 10 * size), 3)))
        items.append((f"f{number}", Choice(f"How many {word(rng)}?", options, rng.randrange(3))))
    return items


def pool(facts: int, times: int, options: int = 3) -> Callable[[Random], Items]:
    """Every name is right in one fact, and a wrong option of the others."""

    def make(rng: Random) -> Items:
        names = [name(rng) for _ in range(facts)]
        items = []
        for number, right in enumerate(names):
            stem = f"Which is {phrase(rng)}?"
            for _ in range(times):
                wrong = rng.sample([name for name in names if name != right], options - 1)
                sample_options = rng.sample([right, *wrong], options)
                items.append((f"f{number}", Choice(stem, tuple(sample_options), sample_options.index(right))))
        return items

    return make


def classes(rng: Random) -> Items:
    """Five names, each right in many facts: continents, groups of elements."""
    names = [name(rng) for _ in range(5)]
    items = []
    for number in range(200):
        sample_options = rng.sample(names, 3)
        items += [(f"f{number}", Choice(f"Where is {phrase(rng)}?", tuple(sample_options), rng.randrange(3)))]
    return items


def planted(cue: Callable[[Random, list[str], int, str], str]) -> Callable[[Random], Items]:
    """Fair items, three in ten of which get the cue."""

    def make(rng: Random) -> Items:
        items = []
        for fact, item in free(rng, 300):
            options = list(item.options)
            if rng.random() < PLANTED:
                options[item.key] = cue(rng, options, item.key, item.stem)
            items.append((fact, Choice(item.stem, tuple(options), item.key)))
        return items

    return make


def longer(rng: Random, options: list[str], key: int, stem: str) -> str:
    text = options[key]
    while len(text) < 1.3 * max(map(len, options)):
        text += f" {word(rng)}"
    return text


FAIR: dict[str, Callable[[Random], Items]] = {
    "free phrases, 400": free,
    "numbers, 400": numbers,
    "closed pool, 86 × 1": pool(86, 1),
    "closed pool, 86 × 4": pool(86, 4),
    "closed pool, 200 × 4": pool(200, 4),
    "closed pool, 400 × 2": pool(400, 2),
    "closed pool of 4, 86 × 4": pool(86, 4, 4),
    "five classes, 200": classes,
}
CUED: dict[str, Callable[[Random], Items]] = {
    "longer": planted(longer),
    "an article": planted(lambda rng, options, key, stem: f"the {options[key]}"),
    "an echo": planted(lambda rng, options, key, stem: f"{options[key]} {stem.removesuffix('?').split()[-1]}"),
}


def main(sets: int = SETS, most: int | None = None) -> bool:
    """Prints the table, of at most so many items of each set; whether the audit keeps to both limits."""
    good = []
    print(f"{'items':28}{'guessable':>11}{'score':>8}{'chance':>8}{'SE':>6}")
    for rows, limit in ((FAIR, MOST_ALARMS), (CUED, FEWEST_FOUND)):
        alarms = 0
        for label, make in rows.items():
            audits = [audit(make(Random(f"{label} {number}"))[:most]) for number in range(sets)]
            guessable = sum(not audit.is_fair for audit in audits)
            alarms += guessable
            right, chance, error = (
                sum(amounts) / sets
                for amounts in zip(
                    *((e.right / e.items, e.chance / e.items, e.error / e.items) for e in audits), strict=True
                )
            )
            print(f"{label:28}{guessable / sets:11.1%}{right:8.3f}{chance:8.3f}{error:6.3f}")
            good += [guessable / sets >= limit] if rows is CUED else []
        if rows is FAIR:
            share = alarms / sets / len(rows)
            print(f"{'all fair':28}{share:11.1%}")
            good.append(share <= limit)
    audit(free(Random("time"), TIMED)[:most])  # imports numpy, and knows the cues of no item of the second
    items = free(Random("time again"), TIMED)[:most]
    start = time.process_time()
    audit(items)
    print(f"{len(items)} items: {time.process_time() - start:.2f} s")
    return all(good)


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if sys.argv[1:] else SETS) else 1)
