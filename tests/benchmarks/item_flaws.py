"""How well the rules of item writing find labelled flaws.

    python tests/benchmarks/item_flaws.py FILE [--misses]

FILE has an item a line as JSON: stem, options, key (an index), order_meaningful, flaws (a list of labels).
Prints precision, recall and F1 of each label and micro-averaged, over the nine labels that machines are usually
tried on and over all labels, and the precision of all rules of a level together: an error is to be right in 98 of 100
cases. `seq` is not asked of items whose order means nothing. `--misses` shows where the rules and the labels differ.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from quizgen.checks.item_writing import CHECKS, flaws
from quizgen.model.choice import Choice

LABELS = {
    "duplicate-options": "dup",
    "alike-options": "dup",
    "none-of-the-above": "none",
    "all-of-the-above": "all",
    "combination": "ktype",
    "options-out-of-order": "seq",
    "blank-inside": "blank",
    "overlapping-ranges": "overlap",
    "longest-key": "long",
    "shortest-key": "short",
    "negative-stem": "neg",
    "grammar": "grammar",
    "key-in-stem": "inside",
    "clang": "clang",
    "convergence": "converge",
    "absolute-terms": "abs",
    "vague-terms": "vague",
    "no-question": "not_question",
    "unfocused-stem": "unfocused",
    "gratuitous": "gratuitous",
    "odd-format": "format",
}
NINE = ("none", "all", "seq", "long", "clang", "abs", "neg", "vague", "not_question")
# Of these the items must have been labelled: sets that were labelled for other purposes do not have them.
OURS = {"dup", "blank", "overlap", "inside"}


def scores(counts: Counter[tuple[str, str]], names: Iterable[str]) -> tuple[int, int, int, float, float, float]:
    """True and false positives, false negatives, precision, recall and F1 over ``names``."""
    right, wrong, missed = (sum(counts[name, outcome] for name in names) for outcome in ("tp", "fp", "fn"))
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
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    labelled = {label for row in rows for label in row["flaws"]}
    asked = labelled | (set(LABELS.values()) - OURS)
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        item = Choice(row["stem"], tuple(row["options"]), row["key"], row.get("order_meaningful", True))
        found = {LABELS[rule.id]: (rule.level, message) for rule, message in flaws(item)}
        for label in asked:
            level, message = found.get(label, ("", ""))
            if message or label in row["flaws"]:
                outcome = "fn" if not message else "tp" if label in row["flaws"] else "fp"
                counts[label, outcome] += 1
                counts[f"level {level}", outcome] += bool(message)
                if misses and outcome != "tp":
                    print(
                        f"{outcome} {label} {row.get('id')}: {row['stem']} | {' / '.join(row['options'])} | {message}"
                    )
    print(f"{'label':14}{'tp':>5}{'fp':>5}{'fn':>5}{'precision':>11}{'recall':>8}{'F1':>7}")
    groups: dict[str, tuple[str, ...]] = {label: (label,) for label in (*NINE, *sorted(asked - set(NINE)))}
    for name, group in (groups | {"nine labels": NINE, "all labels": tuple(asked)}).items():
        right, wrong, missed, precision, recall, f1 = scores(counts, group)
        print(f"{name:14}{right:5}{wrong:5}{missed:5}{precision:11.2f}{recall:8.2f}{f1:7.2f}")
    for level in dict.fromkeys(rule.level for rule in CHECKS):
        right, wrong, _, precision, _, _ = scores(counts, [f"level {level}"])
        print(f"{level:14}{right:5}{wrong:5}{'':5}{precision:11.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), misses="--misses" in sys.argv)
