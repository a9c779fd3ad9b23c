"""How well the rules of item writing find labelled flaws.

    python tests/benchmarks/item_flaws.py FILE [--misses]

FILE has an item a line as JSON: stem, options, key (an index), order_meaningful, flaws (a list of labels).
Prints precision, recall and F1 of each rule and micro-averaged, over the nine labels that machines are usually
tried on and over all labels. `seq` is not asked of items whose order means nothing. `--misses` shows where
the rules and the labels differ.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from quizgen.checks import item_writing
from quizgen.model.choice import Choice

RULES: dict[str, Callable[[Choice], str]] = {
    "none": item_writing.none_of_the_above,
    "all": item_writing.all_of_the_above,
    "seq": item_writing.options_out_of_order,
    "long": item_writing.longest_key,
    "clang": item_writing.clang,
    "abs": item_writing.absolute_terms,
    "neg": item_writing.negative_stem,
    "vague": item_writing.vague_terms,
    "not_question": item_writing.no_question,
    "unfocused": item_writing.unfocused_stem,
    "converge": item_writing.convergence,
    "gratuitous": item_writing.gratuitous,
    "short": item_writing.shortest_key,
    "format": item_writing.odd_format,
    "ktype": item_writing.combination,
    "grammar": item_writing.grammar,
}
NINE = ("none", "all", "seq", "long", "clang", "abs", "neg", "vague", "not_question")


def scores(counts: Counter[tuple[str, str]], labels: Iterable[str]) -> tuple[int, int, int, float, float, float]:
    """True and false positives, false negatives, precision, recall and F1 over ``labels``."""
    right, wrong, missed = (sum(counts[label, sort] for label in labels) for sort in ("tp", "fp", "fn"))
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return (
        right,
        wrong,
        missed,
        precision,
        recall,
        2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0,
    )


def main(path: Path, *, misses: bool = False) -> None:
    """Reads the file, runs every rule over every item, prints the table."""
    counts: Counter[tuple[str, str]] = Counter()
    labels: set[str] = set(RULES)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        item = Choice(row["stem"], tuple(row["options"]), row["key"], row.get("order_meaningful", True))
        labels |= set(row["flaws"])
        for label in labels:
            found = RULES[label](item) if label in RULES else ""
            if bool(found) or label in row["flaws"]:
                sort = "tp" if found and label in row["flaws"] else "fp" if found else "fn"
                counts[label, sort] += 1
                if misses and sort != "tp":
                    print(f"{sort} {label} {row.get('id')}: {row['stem']} | {' / '.join(row['options'])} | {found}")
    print(f"{'label':14}{'tp':>5}{'fp':>5}{'fn':>5}{'precision':>11}{'recall':>8}{'F1':>7}")
    groups = {label: (label,) for label in (*NINE, *sorted(labels - set(NINE)))} | {
        "nine labels": NINE,
        "all labels": tuple(labels),
    }
    for name, group in groups.items():
        right, wrong, missed, precision, recall, f1 = scores(counts, group)
        print(f"{name:14}{right:5}{wrong:5}{missed:5}{precision:11.2f}{recall:8.2f}{f1:7.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), misses="--misses" in sys.argv)
