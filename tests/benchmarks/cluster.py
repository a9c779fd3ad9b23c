"""What a district's papers take on a Dask cluster, and whether they are the same when a worker is killed.

    python tests/benchmarks/cluster.py [FORMS]

Builds quizzes and keys of so many students (60 unless given) on this machine's threads, then on two local workers of
one thread each, then again while one of the two is killed; the files must be the same to the byte. From the processor
seconds that the workers needed for a form and its key follow the core-hours of a district with 40,000 pupils.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import distributed

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.print import project

from quizgen.build.exporting import no_progress
from quizgen.build.pipeline import build
from quizgen.project import Project

PUPILS = 40_000
WORKERS = 2


def seconds_of(made: Project, target: Path, on: str, progress: Callable[[str, int, int], None]) -> float:
    """Builds into ``target``."""
    start = time.perf_counter()
    build(made, (), target, strict=False, progress=progress, force=True, on=on)
    return time.perf_counter() - start


def processor_seconds(cluster: distributed.LocalCluster) -> float:
    """What all workers have used so far."""
    with distributed.Client(cluster) as client:
        return sum(client.run(time.process_time).values())


def contents(folder: Path) -> dict[str, bytes]:
    """The files below ``folder``."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Killer:
    """Kills a worker once when a third of the files is there; it is called as a build's progress."""

    def __init__(self, cluster: distributed.LocalCluster) -> None:
        self._cluster, self.killed = cluster, 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Kills it if it is time."""
        if stage.endswith(".pdf") and not self.killed and done > total / 3:
            self.killed = next(iter(self._cluster.workers.values())).pid
            os.kill(self.killed, signal.SIGKILL)


def main(forms: int) -> None:
    """Builds three times and prints what it took."""
    with tempfile.TemporaryDirectory() as folder:
        example = project(Path(folder) / "project", forms, together=False)
        here = seconds_of(example, Path(folder) / "here", "", no_progress)
        print(f"{forms} forms with keys, on this machine's threads: {here:.1f} s")
        options = {"n_workers": WORKERS, "threads_per_worker": 1, "dashboard_address": None}
        with distributed.LocalCluster(**options) as cluster:
            before = processor_seconds(cluster)
            there = seconds_of(example, Path(folder) / "there", cluster.scheduler_address, no_progress)
            needed = (processor_seconds(cluster) - before) / forms
            print(f"on {WORKERS} workers with a core each: {there:.1f} s")
            killer = Killer(cluster)
            killed = seconds_of(example, Path(folder) / "killed", cluster.scheduler_address, killer)
            print(f"the same, one worker killed: {killed:.1f} s")
        assert killer.killed, "nothing was killed: more forms are needed"
        assert contents(Path(folder) / "here") == contents(Path(folder) / "there") == contents(Path(folder) / "killed")
        print("the same bytes, each time")
        print(f"a form and its key: {needed:.2f} s of a worker's processor")
        print(f"a district of {PUPILS:,} pupils: {needed * PUPILS / 3600:.1f} core-hours")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 60)
