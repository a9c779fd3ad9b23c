"""Where work is done that can be divided: threads of this machine, or the workers of a Dask cluster.

Both are an `Executor` of the standard library. What a cluster is given and gives back travels by pickle: pure functions
of modules, frozen values. Which worker does what, and that the work of one that is lost is done by another, is Dask's.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from threading import BoundedSemaphore
from typing import Any, TypeVar, cast

from quizgen.errors import UsageError
from quizgen.plugins import install_command

MOST_THREADS = 8  # each needs up to 400 MB
AHEAD = 4  # tasks for each thread or worker that are not finished, so that none has to wait for its next one
PATIENCE = 10.0  # seconds in which a scheduler must answer
PACKAGES = ("quizgen", "typst")  # whose versions decide what is printed

T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """Runs functions on an executor, at most ``window`` at a time; see `workers_at`.

    A caller that submits more has to wait, so that neither tasks nor results gather in memory.
    """

    def __init__(self, executor: Executor, count: int, client: Any | None = None, versions: Sequence[str] = ()):
        self.count, self.window = count, AHEAD * count
        self._executor, self._client, self._versions = executor, client, tuple(versions)
        self._free = BoundedSemaphore(self.window)
        self._unfinished: set[Future[Any]] = set()

    def share(self, value: T) -> T:
        """Return a placeholder for ``value`` among the arguments of `submit`; the value is sent to each worker once."""
        if self._client is None:
            return value
        # Not scattered: Dask would not get it back if the worker that has it were lost.
        return cast(T, self._client.submit(_itself, value, pure=False))

    def submit(self, function: Callable[..., R], *arguments: object) -> Future[R]:
        """Run ``function`` of ``arguments``, after waiting while too much is unfinished."""
        self._free.acquire()
        try:
            if self._client:
                future = self._executor.submit(_run_checked, self._versions, function, *arguments)
            else:
                future = self._executor.submit(function, *arguments)
        except BaseException:
            self._free.release()
            raise
        self._unfinished.add(future)
        future.add_done_callback(self._release)
        return future

    def map(self, function: Callable[..., R], values: Iterable[T], *more: object) -> Iterator[R]:
        """Yield ``function`` of each value and ``more``, in order; no more than the window are computed in advance."""
        futures: deque[Future[R]] = deque()
        for value in values:
            futures.append(self.submit(function, value, *more))
            if len(futures) >= self.window:
                yield futures.popleft().result()
        while futures:
            yield futures.popleft().result()

    def cancel(self) -> None:
        """Leave out what has not begun."""
        for future in tuple(self._unfinished):
            future.cancel()

    def _release(self, future: Future[R]) -> None:
        self._unfinished.discard(future)
        self._free.release()


@contextmanager
def workers_at(address: str = "", packages: Sequence[str] = PACKAGES) -> Iterator[Workers]:
    """This machine's threads, or with an ``address`` the workers of the Dask cluster whose scheduler is there.

    Raises UsageError if there is no cluster, or if a worker has another version of one of ``packages``. What has not
    begun is left out when the block is left.
    """
    if not address:
        with ThreadPoolExecutor(threads(), "quizgen") as pool, _cancelling(Workers(pool, threads())) as workers:
            yield workers
        return
    required = versions_of(packages)
    with _client(address) as client:
        versions_of_workers = _versions_at(client, address, packages)
        for worker, versions in versions_of_workers.items():
            if versions != required:
                raise UsageError(_version_message(worker, versions, required))
        count = sum(client.nthreads().values())
        with _cancelling(Workers(client.get_executor(pure=False), count, client, required)) as workers:
            yield workers


def threads() -> int:
    """Return how many tasks run at once on this machine."""
    return min(os.cpu_count() or 1, MOST_THREADS)


def versions_of(packages: Iterable[str]) -> tuple[str, ...]:
    """Return each package with its version, as in ``typst 0.15.1``."""
    return tuple(f"{package} {_version(package)}" for package in packages)


def _version(package: str) -> str:
    if package == "quizgen":
        from quizgen import __version__  # also where it is not installed

        return __version__
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


@contextmanager
def _cancelling(workers: Workers) -> Iterator[Workers]:
    try:
        yield workers
    finally:
        workers.cancel()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as missing:
        raise UsageError(f"to work on a cluster:  {install_command('cluster')}") from missing
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as fault:
        reason = f"there is no Dask scheduler at {address}: {fault}"
        raise UsageError(f"{reason}; start one with  dask scheduler  and give the address that it prints") from fault
    with client:
        yield client


def _versions_at(client: Any, address: str, packages: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The versions that each worker has, by its address."""
    try:
        versions_of_workers: Mapping[str, tuple[str, ...]] = client.run(versions_of, packages)
    except Exception as fault:  # whatever a worker without quizgen raises
        raise UsageError(
            f"a worker at {address} cannot run quizgen: {fault}; install quizgen on each worker"
        ) from fault
    if not versions_of_workers:
        raise UsageError(f"no worker is connected to {address}; start some with  dask worker {address}")
    return versions_of_workers


def _version_message(worker: str, installed: Sequence[str], required: Sequence[str]) -> str:
    have = ", ".join(sorted({*installed} - {*required}))
    need = ", ".join(sorted({*required} - {*installed}))
    return f"the worker {worker} has {have}, but this machine has {need}; another version would print something else"


def _itself(value: T) -> T:
    return value


def _run_checked(required: Sequence[str], function: Callable[..., R], *arguments: object) -> R:
    """Runs on a worker, which may have joined the cluster since its others were asked for their versions."""
    installed = versions_of(package.partition(" ")[0] for package in required)
    if installed != tuple(required):
        raise UsageError(_version_message("that was asked", installed, required))
    return function(*arguments)
