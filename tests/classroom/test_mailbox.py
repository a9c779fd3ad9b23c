"""A page that does not read holds up nobody: it gets the latest snapshot, and every reply."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from quizgen.classroom.limits import Bucket
from quizgen.classroom.mailbox import Mailbox


def finished(work: Callable[[], Awaitable[Any]]) -> Any:
    """What ``work`` gives, in a thread: the browser of other tests has a loop of its own in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()  # type: ignore[arg-type]


def test_a_page_that_stalls_gets_the_latest_snapshot() -> None:
    async def stall() -> list[str]:
        mailbox, got, free = Mailbox(), list[str](), asyncio.Event()

        async def send(message: str) -> None:
            await free.wait()
            got.append(message)

        delivering = asyncio.create_task(mailbox.deliver(send))
        for number in range(100):
            mailbox.show("state", f"state {number}")
            mailbox.show("you", f"you {number}")
            if number < 3:
                mailbox.reply(f"ack {number}")
            await asyncio.sleep(0)
        free.set()
        mailbox.close()
        await delivering
        return got

    got = finished(stall)
    assert [each for each in got if each.startswith("ack")] == ["ack 0", "ack 1", "ack 2"]
    assert got[-2:] == ["state 99", "you 99"]
    assert len(got) < 10


def test_a_page_that_takes_no_reply_is_given_up() -> None:
    async def flood() -> None:
        mailbox = Mailbox()
        for number in range(100):
            mailbox.reply(str(number))

        async def send(message: str) -> None:
            await asyncio.sleep(0)

        await asyncio.wait_for(mailbox.deliver(send), 5)

    finished(flood)


def test_a_bucket_fills_again() -> None:
    bucket = Bucket(2, 0.5)
    assert [bucket.take(10.0), bucket.take(10.0), bucket.take(10.0)] == [True, True, False]
    assert [bucket.take(11.0), bucket.take(12.0), bucket.take(12.0)] == [False, True, False]
