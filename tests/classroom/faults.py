"""What may befall a lesson: pages that send nonsense, and a laptop that dies while a class answers."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from classroom.classroom import Classroom, Page
from websockets.exceptions import ConnectionClosed

from quizgen.classroom.store import Store, session_after

ROOT = Path(__file__).parent.parent.parent
PHONES = 12
FIXED: tuple[str | bytes, ...] = (
    *(b"\xff\x00", "", "null", "[]", "{}", '{"t":"answer"}', '{"t":"do","n":1}', "[" * 5000),
    *('{"t":"join","pin":1e999}', '{"t":"hello","token":"\\ud800"}', '{"t":"answer","n":-1,"ballot":0,"value":"A"}'),
)
# Starts the server again when it was killed, as often as asked, which takes no time for imports.
SERVER = """
import os
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from classroom.classroom import running
from quizgen.project import Project
from quizgen.classroom.store import Store
import time
for _ in range({lives}):
    if life := os.fork():
        os.waitpid(life, 0)
        print(flush=True)
        continue
    with running(Store.open(Path({path!r})), Project.at(Path({root!r}))) as classroom:
        print(os.getpid(), classroom.port, flush=True)
        time.sleep(60)
"""


def malformed(count: int) -> list[str | bytes]:
    """``count`` frames in which one character of a good one is another, after some that are wrong in their own way."""
    chance = random.Random(1)
    good = json.dumps({"t": "answer", "n": 1, "ballot": 0, "value": ["A"]})
    frames = list(FIXED)
    for _ in range(count):
        index = chance.randrange(len(good))
        frames.append(good[:index] + chance.choice(['"', "{", "\u0000", "é", "9" * 400, ""]) + good[index + 1 :])
    return frames


def harass(classroom: Classroom, frames: Sequence[str | bytes]) -> None:
    """Sends ``frames`` from strangers, fifty each: who sends more is put out."""
    for first in range(0, len(frames), 50):
        stranger = classroom.page()
        for frame in frames[first : first + 50]:
            stranger.socket.send(frame)


def killed_in_bursts(path: Path, lives: int) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Kills the server of the session at ``path`` once in each of its ``lives`` while all phones answer.

    Gives the last answer of each phone that was acknowledged, by name, and those of them that the file does not have.
    """
    tokens: list[str] = []
    acknowledged: dict[str, str] = {}
    code = SERVER.format(tests=str(ROOT / "tests"), path=str(path), root=str(ROOT), lives=lives)
    servers = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert servers.stdout is not None
    for life in range(lives):
        server, port = map(int, servers.stdout.readline().split())
        classroom = Classroom(None, port)  # type: ignore[arg-type]
        if not tokens:
            host = classroom.host()
            phones = [classroom.phone(f"N{number}") for number in range(PHONES)]
            tokens = [phone.token for phone in phones]
            host.do("next")
        else:
            phones = [classroom.page({"t": "hello", "token": token}) for token in tokens]
        heard = _burst(phones, life, server)
        servers.stdout.readline()  # it has ended
        acknowledged |= heard
        classroom.pages.close()
        kept = _kept(path)
        # The last answer may have been kept and its acknowledgement lost.
        yield (
            acknowledged,
            {
                name: value
                for name, value in acknowledged.items()
                if kept.get(name) not in (value, "ABC"["ABC".index(value) - 2])
            },
        )
    servers.wait()
    servers.stdout.close()


def _burst(phones: Sequence[Page], life: int, server: int) -> dict[str, str]:
    """The last acknowledged answer of each phone; the server is killed when each was heard once."""
    heard: dict[str, str] = {}
    threads = [
        threading.Thread(target=_answers, args=(place, phone, life, heard)) for place, phone in enumerate(phones)
    ]
    for thread in threads:
        thread.start()
    while len(heard) < len(phones):
        time.sleep(0.01)
    os.kill(server, signal.SIGKILL)
    for thread in threads:
        thread.join()
    return heard


def _answers(place: int, phone: Page, life: int, heard: dict[str, str]) -> None:
    try:
        for step in range(25):
            value = "ABC"[(step + life) % 3]
            if phone.answer(0, value)["t"] == "ack":
                heard[f"N{place}"] = value
    except (ConnectionClosed, OSError):
        pass


def _kept(path: Path) -> dict[str, str]:
    """The answers in the file, by name."""
    store = Store.open(path)
    session = session_after(store.lesson, store.events())
    store.close()
    assert session.turn is not None
    return {session.players[id].name: vote.value[0] for id, vote in session.turn.votes.items()}
