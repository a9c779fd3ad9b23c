"""How quickly the live classroom takes a class in, and how much of it: python tests/benchmarks/live.py [CLIENTS]...

Each number of clients (default 30, 300 and 2000) joins and answers within a second over loopback: first to a bare echo
of `websockets`, the floor, then to quizgen, each server in a process of its own. Times are in milliseconds.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, broadcast, serve

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
SPAN = 1.0  # seconds within which all answer
KEY, PIN = "k" * 22, "123456"


def quantiles(seconds: list[float]) -> str:
    """The median, the 95th and the 99th percentile in milliseconds."""
    ordered = sorted(seconds)
    return "  ".join(
        f"{1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]:7.1f}" for share in (0.5, 0.95, 0.99)
    )


def floor_server(pipe: Connection) -> None:
    """Echoes every frame, and sends to all what begins with "*"."""

    async def run() -> None:
        async def talk(socket: ServerConnection) -> None:
            async for frame in socket:
                if frame[0] == "*":
                    broadcast(server.connections, frame)
                else:
                    await socket.send(frame)

        server = await serve(talk, "127.0.0.1", 0, compression=None)
        pipe.send(server.sockets[0].getsockname()[1])
        while not pipe.poll():
            await asyncio.sleep(0.2)
        pipe.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

    asyncio.run(run())


def quizgen_server(pipe: Connection, path: str) -> None:
    """A classroom."""
    from classroom.classroom import running, stored
    from classroom.lessons import lesson

    from quizgen.classroom.server import rarely_collected
    from quizgen.project import Project

    with rarely_collected(), running(stored(Path(path), lesson()), Project.at(ROOT)) as classroom:
        pipe.send(classroom.port)
        pipe.recv()
        turn = classroom.room.session.turn
        kept = len(turn.votes) if turn else 0
        pipe.send((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, kept))


async def spread(
    clients: list[ClientConnection], work: Callable[[ClientConnection, int], Awaitable[float]]
) -> list[float]:
    """Has every client do its work, evenly over the span."""

    async def one(client: ClientConnection, number: int) -> float:
        await asyncio.sleep(SPAN * number / len(clients))
        return await work(client, number)

    return await asyncio.gather(*(one(client, number) for number, client in enumerate(clients)))


async def until(client: ClientConnection, *sorts: str) -> dict[str, object]:
    while True:
        message: dict[str, object] = json.loads(await client.recv())
        if message["t"] in sorts:
            return message


def address_of(number: int) -> str:
    """The address of a client: each has its own, as in a school's network, if the system has so many for loopback."""
    return f"127.1.{number // 250}.{1 + number % 250}" if sys.platform == "linux" else "127.0.0.1"


async def opened(port: int, count: int) -> list[ClientConnection]:
    address, clients = f"ws://127.0.0.1:{port}/socket", list[ClientConnection]()
    origin = f"http://127.0.0.1:{port}"
    for first in range(0, count, 100):
        some = (
            connect(
                address,
                origin=origin,  # type: ignore[arg-type]
                compression=None,
                proxy=None,
                ping_interval=None,
                close_timeout=1,
                local_addr=(address_of(number) if number else "127.0.0.1", 0),  # the first is the teacher
            )
            for number in range(first, min(first + 100, count))
        )
        clients += await asyncio.gather(*some)
    return clients


async def floor(port: int, count: int) -> tuple[list[float], list[float], list[float]]:
    clients = await opened(port, count)

    async def echo(client: ClientConnection, _: int) -> float:
        began = time.perf_counter()
        await client.send('{"t":"answer"}')
        await client.recv()
        return time.perf_counter() - began

    joins = await spread(clients, echo)
    began = time.perf_counter()

    async def arrival(client: ClientConnection) -> float:
        await client.recv()
        return time.perf_counter() - began

    waiting = asyncio.gather(*map(arrival, clients))
    await clients[0].send("*" + "x" * 500)
    broadcasts = await waiting
    answers = await spread(clients, echo)
    await asyncio.gather(*(client.close() for client in clients))
    return joins, broadcasts, answers


async def classroom(port: int, count: int) -> tuple[list[float], list[float], list[float]]:
    host, *clients = await opened(port, count + 1)
    await host.send(json.dumps({"t": "teach", "key": KEY, "screen": "host"}))

    async def join(client: ClientConnection, number: int) -> float:
        began = time.perf_counter()
        await client.send(json.dumps({"t": "join", "pin": PIN, "name": f"N{number}"}))
        await until(client, "token")
        return time.perf_counter() - began

    async def answer(client: ClientConnection, number: int) -> float:
        began = time.perf_counter()
        await client.send(json.dumps({"t": "answer", "n": 1, "ballot": 0, "value": ["ABC"[number % 3]], "sure": True}))
        assert (await until(client, "ack", "no"))["t"] == "ack"
        return time.perf_counter() - began

    async def arrival(client: ClientConnection) -> float:
        while (await until(client, "state"))["phase"] != "ask":
            pass
        return time.perf_counter() - began

    async def watch() -> None:
        async for _ in host:
            pass

    watching = asyncio.create_task(watch())
    joins = await spread(clients, join)
    await asyncio.sleep(0.5)
    began = time.perf_counter()
    waiting = asyncio.gather(*map(arrival, clients))
    await host.send(json.dumps({"t": "do", "n": 1, "event": {"do": "next"}}))
    broadcasts = await waiting
    answers = await spread(clients, answer)
    watching.cancel()
    await asyncio.gather(*(client.close() for client in (host, *clients)))
    return joins, broadcasts, answers


def measured(
    server: Callable[..., None], work: Callable[..., object], count: int, *arguments: str
) -> tuple[object, object]:
    context = multiprocessing.get_context("spawn")
    pipe, other = context.Pipe()
    process = context.Process(target=server, args=(other, *arguments))
    process.start()
    times = asyncio.run(work(pipe.recv(), count))  # type: ignore[arg-type]
    pipe.send("stop")
    left = pipe.recv()
    process.join(10)
    if process.is_alive():
        process.kill()
    return times, left


def main(counts: list[int]) -> None:
    """Prints a row for each step and server."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    print(f"{'':28}{'p50':>7}  {'p95':>7}  {'p99':>7}")
    for count in counts:
        times, memory = measured(floor_server, floor, count)
        for name, seconds in zip(("echo", "broadcast", "echo again"), times, strict=True):  # type: ignore[call-overload]
            print(f"{count:5} floor   {name:14}{quantiles(seconds)}")
        print(f"{count:5} floor   memory {memory} MB")
        with tempfile.TemporaryDirectory() as folder:
            times, (memory, kept) = measured(quizgen_server, classroom, count, f"{folder}/session")  # type: ignore[misc]
        for name, seconds in zip(("join", "broadcast", "ack"), times, strict=True):  # type: ignore[call-overload]
            print(f"{count:5} quizgen {name:14}{quantiles(seconds)}")
        print(f"{count:5} quizgen memory {memory} MB, {kept} of {count} answers kept")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [30, 300, 2000])
