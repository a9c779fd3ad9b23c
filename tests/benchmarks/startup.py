"""How long a teacher waits: the whole process, from nothing.

    python tests/benchmarks/startup.py [RUNS]

Prints medians over RUNS (default 15) runs of each command, taken in turn so that a machine's drift falls on
all alike. Goals: a build of the article's recipe under 1.5 s, `--help` under 1.6 × `import click`.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
QUIZGEN = shutil.which("quizgen", path=str(Path(sys.executable).parent)) or "quizgen"


def seconds(command: list[str], folder: Path) -> float:
    """Wall seconds of one run in ``folder``."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - start


def main(runs: int = 15, *, project: Path = ROOT, article: str = "kazakhstan-azerbaijan") -> None:
    """Runs all commands in ``project``, of which ``article`` is a recipe, and prints the table."""
    with tempfile.TemporaryDirectory() as target:
        commands = {
            "import click": [sys.executable, "-c", "import click"],
            "quizgen --help": [QUIZGEN, "--help"],
            "quizgen check": [QUIZGEN, "check"],
            "quizgen build (article)": [QUIZGEN, "build", article, "-o", target],
            "quizgen build (all)": [QUIZGEN, "build", "-o", target],
        }
        took: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                took[name].append(seconds(command, project))
    floor = statistics.median(took["import click"])
    print(f"{'command':26}{'median s':>10}{'min s':>10}{'max s':>10}{'× click':>10}")
    for name, times in took.items():
        median = statistics.median(times)
        print(f"{name:26}{median:10.3f}{min(times):10.3f}{max(times):10.3f}{median / floor:10.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
