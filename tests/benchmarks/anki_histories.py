"""What goes wrong in many random histories of Anki decks, on real builds with Anki's own importer.

    python tests/benchmarks/anki_histories.py [HISTORIES [FIRST]] [--wait]

With --wait, for Anki 24.11, a second passes between a build and an import, because that version dates what it updates
by its own clock.
It prints what went wrong in each history that is not clean, and the sums at the end (see tests/anki_histories.py).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from anki.buildinfo import version
from anki_histories import COUNTS, outcome


def main(histories: int = 300, first: int = 0, *, waits: bool = False) -> None:
    """Prints what went wrong."""
    total: Counter[str] = Counter()
    began = time.process_time()
    for seed in range(first, first + histories):
        if wrong := outcome(seed, waits=waits):
            print(f"{seed:5}", dict(wrong), flush=True)
        total += wrong
    print(f"Anki {version}, {histories} histories, {time.process_time() - began:.0f} s of CPU")
    print(", ".join(f"{total[name]} {name}" for name in COUNTS))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:] if word != "--wait"), waits="--wait" in sys.argv)
