"""What a lesson bears: python tests/benchmarks/faults.py [FRAMES] [KILLS]

20,000 frames that say nothing, and 8 times a server that is killed while a class answers.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from classroom.classroom import running, stored  # noqa: E402
from classroom.faults import harass, killed_in_bursts, malformed  # noqa: E402
from classroom.lessons import lesson  # noqa: E402

from quizgen.project import Project  # noqa: E402


class Heard(logging.Handler):
    """Counts what a server complains of."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


def main(frames: int, kills: int) -> None:
    """Prints a line for each."""
    heard = Heard()
    logging.getLogger().addHandler(heard)
    with tempfile.TemporaryDirectory() as folder:
        with running(stored(Path(folder) / "a", lesson()), Project.at(ROOT)) as classroom:
            host, phone = classroom.host(), classroom.phone("Ann")
            host.do("next")
            began = time.perf_counter()
            harass(classroom, malformed(frames))
            goes_on = phone.answer(0, "C")["t"] == "ack"
            spent = time.perf_counter() - began
        print(f"{frames} malformed frames in {spent:.1f} s: {heard.count} errors logged, goes on: {goes_on}")
        path = Path(folder) / "b"
        stored(path, lesson()).close()
        lost = sum(len(missing) for _, missing in killed_in_bursts(path, kills))
        print(f"{kills} kills in bursts of answers: {lost} acknowledged answers lost")


if __name__ == "__main__":
    main(*([int(each) for each in sys.argv[1:]] or [20_000, 8]))
