"""Who is in the class: joining, names, and those whom the teacher has removed."""

from __future__ import annotations

from quizgen.classroom.events import Join
from quizgen.classroom.lesson import Lesson
from quizgen.classroom.state import Player, Refused
from quizgen.languages.letters import fold_letters, tidy

MOST_PLAYERS = 3000
LONGEST_NAME = 24


class Players:
    """The part of a session that knows its players; what is not possible is Refused, and changes nothing."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.players: dict[str, Player] = {}
        self.names: set[str] = set()  # folded
        self.locked = self.hidden = False
        for number, name in enumerate(lesson.cards, 1):
            self.add(card_id(number), name, 0, card=True)

    @property
    def present(self) -> list[Player]:
        """The players who were not removed."""
        return [player for player in self.players.values() if not player.kicked]

    def shown_name(self, player: Player) -> str:
        """Return the name of a player on the screens that the class sees."""
        return self.listed_name(player) if player.shown else f"№ {player.number}"

    def listed_name(self, player: Player) -> str:
        """Return the name of a player on the teacher's page and in results."""
        return f"№ {player.number}" if self.hidden else player.name

    def join(self, event: Join, at: int) -> None:
        """Let somebody in; raises Refused."""
        if self.locked:
            raise Refused("locked")
        if len(self.players) >= MOST_PLAYERS and len(self.present) >= MOST_PLAYERS:
            raise Refused("full")
        if event.device and any(player.kicked and player.device == event.device for player in self.players.values()):
            raise Refused("removed")
        if event.player in self.players:
            raise Refused("unknown")
        name = clean_name(event.name)
        if not name or not self.lesson.is_decent(name):
            raise Refused("name")
        self.add(event.player, name, at, event.device)

    def add(self, id: str, name: str, at: int, device: str = "", *, card: bool = False) -> None:
        """Count somebody as in, whatever the rules say."""
        number = len(self.players) + 1
        teams = self.lesson.rules.teams
        team = 1 + (number - 1) % teams if teams else 0
        is_shown = card or not self.lesson.rules.moderate
        self.players[id] = Player(
            id, number, self._free(name), team, card=card, joined=at, device=device, shown=is_shown
        )

    def kick(self, player: Player) -> None:
        """Remove a player, whose name somebody else may have now."""
        player.kicked = True
        self.names.discard(fold_letters(player.name))

    def kick_since(self, at: int) -> None:
        """Remove everybody who joined after ``at``, in milliseconds, except response cards."""
        for player in self.present:
            if player.joined > at and not player.card:
                self.kick(player)

    def readmit(self, id: str) -> None:
        """Let a player in again who was removed; raises Refused."""
        player = self.players.get(id)
        if player is None or not player.kicked:
            raise Refused("unknown")
        player.kicked = False
        player.name = self._free(player.name)

    def _free(self, name: str) -> str:
        """The name, with a number if it is already taken."""
        number, free = 1, name
        while fold_letters(free) in self.names:
            number += 1
            free = f"{name} {number}"
        self.names.add(fold_letters(free))
        return free

    def player_of(self, player: str) -> Player:
        """Return a player who is in; raises Refused."""
        present = self.players.get(player)
        if present is None or present.kicked:
            raise Refused("unknown")
        return present

    def approve_names(self) -> None:
        """Show the class the names of everybody who is in."""
        for player in self.present:
            player.shown = True

    def set_locked(self, locked: bool) -> None:
        """Let nobody join any more, or let them join again."""
        self.locked = locked

    def set_hidden(self, hidden: bool) -> None:
        """Show numbers in place of all names, or names again."""
        self.hidden = hidden


def clean_name(name: str) -> str:
    """Return the name without what cannot be seen, cut where it is long."""
    return tidy("".join(letter for letter in name if letter.isprintable()))[:LONGEST_NAME].strip()


def card_id(number: int) -> str:
    """Return the id of the player who has the card with this number."""
    return f"card-{number}"
