"""The room: the session, its log, and the pages that look at it.

An event is applied at once, written together with others that arrive meanwhile, and acknowledged and shown only when it
is on the disk. If it cannot be written, the session returns to what is on the disk.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from quizgen.classroom import views
from quizgen.classroom.engine import Session
from quizgen.classroom.events import Event, Join, SendAnswer, ShowCards
from quizgen.classroom.mailbox import Mailbox
from quizgen.classroom.standings import rights
from quizgen.classroom.store import SUFFIX, Store, session_after
from quizgen.classroom.tallies import View
from quizgen.errors import OutputError

_PAUSE = 0.125  # seconds between updates of how many have answered


class Unwritten(Exception):
    """An event could not be written, and did not happen."""


def wall_clock() -> int:
    """Return the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@dataclass(slots=True)
class Pages:
    """The pages that are open."""

    hosts: set[Mailbox] = field(default_factory=set)
    projectors: set[Mailbox] = field(default_factory=set)
    cameras: set[Mailbox] = field(default_factory=set)
    phones: dict[str, dict[Mailbox, None]] = field(default_factory=lambda: defaultdict(dict))


class Room:
    """One session while its server runs."""

    def __init__(
        self,
        store: Store,
        wall: Callable[[], int] = wall_clock,
        elapsed: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        store.own()
        self.store, self._elapsed = store, elapsed
        self.name, self.began = store.path.name.removesuffix(SUFFIX), store.began
        self.lesson, self.access, self.media = store.lesson, store.access, store.media
        events = list(store.events())
        self.session: Session = session_after(self.lesson, events)
        self.pages = Pages()
        self.trouble = ""
        self.joining: Callable[[], View] = dict
        last = events[-1][0] if events else 0
        self._began, self._started = max(last, wall()), elapsed()
        self._pending: list[tuple[int, Event, asyncio.Future[None]]] = []
        self._wake = asyncio.Event()
        self._counting: asyncio.TimerHandle | None = None
        self._expiry: asyncio.TimerHandle | None = None

    @property
    def pin(self) -> str:
        """The class's PIN."""
        return self.session.pin or self.access.pin

    def is_kicked(self, player: str) -> bool:
        """Whether the teacher has removed this player."""
        somebody = self.session.players.get(player)
        return somebody is not None and somebody.kicked

    def now(self) -> int:
        """Return the time in milliseconds; setting the laptop's clock does not change how fast it passes."""
        return self._began + (self._elapsed() - self._started) // 1_000_000

    async def submit(self, event: Event) -> None:
        """Apply ``event``, and return when it is on the disk; raises Refused or Unwritten."""
        at = self.now()
        self.session.apply(event, at)
        written = asyncio.get_running_loop().create_future()
        self._pending.append((at, event, written))
        self._wake.set()
        await written

    async def keep_log(self) -> None:
        """Write what was submitted, batch by batch, until cancelled."""
        with suppress(OutputError):  # then it is only slower
            await asyncio.to_thread(self.store.grow_log)
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch, self._pending = self._pending, []
            try:
                await asyncio.to_thread(self.store.append, [(at, event) for at, event, _ in batch])
            except OutputError as fault:
                self._go_back(str(fault), batch)
                continue
            for _, _, written in batch:
                if not written.done():
                    written.set_result(None)
            self.trouble = ""
            self._publish([event for _, event, _ in batch])

    def show_all(self) -> None:
        """Send every page what it shows now."""
        session, at = self.session, self.now()
        state = views.json_of(views.phone(session, at))
        earned = rights(session) if session.ended else {}
        quiet = session.phase == "ask" and session.turn is not None and not session.turn.first
        for id, mailboxes in self.pages.phones.items():
            player = session.players[id]
            you = None if quiet and not player.kicked else views.json_of(views.private(session, player, earned))
            for mailbox in mailboxes:
                mailbox.show("state", state)
                if you:
                    mailbox.show("you", you)
        self._show_teacher()
        self._expect_expiry(at)

    def greet(self, player: str, mailbox: Mailbox) -> None:
        """Show a phone that joined, or came back, where the class is."""
        session = self.session
        earned = rights(session) if session.ended else {}
        mailbox.show("state", views.json_of(views.phone(session, self.now())))
        mailbox.show("you", views.json_of(views.private(session, session.players[player], earned)))

    def count_soon(self) -> None:
        """Send the teacher's screens who is connected and has answered, at most eight times a second."""
        if self._counting is None:
            self._counting = asyncio.get_running_loop().call_later(_PAUSE, self._show_teacher)

    def _show_teacher(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        at, session = self.now(), self.session
        if self.pages.hosts:
            connected = frozenset(id for id, mailboxes in self.pages.phones.items() if mailboxes)
            view = views.host(session, at, connected) | {"trouble": self.trouble, "joining": self.joining()}
            _show(self.pages.hosts, view)
        if self.pages.cameras:
            _show(self.pages.cameras, views.camera(session, at))
        if self.pages.projectors:
            _show(self.pages.projectors, views.projector(session, at) | {"joining": self.joining()})

    def _publish(self, events: list[Event]) -> None:
        for event in events:
            # The page that sent it knows from its acknowledgement.
            if isinstance(event, SendAnswer) and len(mailboxes := self.pages.phones.get(event.player, ())) > 1:
                you = views.json_of(views.private(self.session, self.session.players[event.player], {}))
                for mailbox in mailboxes:
                    mailbox.show("you", you)
        if all(isinstance(event, SendAnswer | ShowCards | Join) for event in events):
            self.count_soon()
        else:
            self.show_all()

    def _go_back(self, trouble: str, batch: list[tuple[int, Event, asyncio.Future[None]]]) -> None:
        unwritten, self._pending = [*batch, *self._pending], []
        for _, _, written in unwritten:
            if not written.done():
                written.set_exception(Unwritten(trouble))
        self.session = session_after(self.lesson, self.store.events())
        self.trouble = trouble
        self.show_all()

    def _expect_expiry(self, at: int) -> None:
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        turn = self.session.turn
        if turn is not None and turn.since is not None and self.session.is_open(at):
            remaining = turn.remaining(at)
            if remaining is not None:
                self._expiry = asyncio.get_running_loop().call_later(remaining / 1000 + 0.01, self.show_all)


def _show(mailboxes: set[Mailbox], view: View) -> None:
    snapshot = views.json_of(view)
    for mailbox in mailboxes:
        mailbox.show("state", snapshot)
