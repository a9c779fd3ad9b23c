"""What happens in a session, as its log keeps it and as a teacher's page sends it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

MOST_CHARACTERS = 200  # of one value of an answer, or of a word cloud's question

Short = Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]
Id = Annotated[str, StringConstraints(max_length=64)]
Action = Literal[
    "next",  # the next question: the first, the one after a reveal, or the one that was left by going back
    "skip",  # the next question, without the answer to this one
    "back",  # the question before
    "close",  # no more answers
    "reopen",  # answers again
    "discuss",  # answers are in: talk in pairs
    "revote",  # vote again
    "reveal",  # the answer
    "end",
    "pause",
    "resume",
    "lock",  # nobody joins any more
    "unlock",
    "hide-names",
    "show-names",
]


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Join(_Event):
    """Somebody comes in; ``player`` is the digest of the token by which their phone is known again."""

    do: Literal["join"] = "join"
    player: Id
    name: Short


class SendAnswer(_Event):
    """A player answers in the vote of this number, or changes what they answered; ``sure`` is None if not asked."""

    do: Literal["answer"] = "answer"
    player: Id
    ballot: int
    value: Annotated[tuple[Short, ...], Field(max_length=40)]
    sure: bool | None = None


class ShowCards(_Event):
    """A photograph shows the letters of these cards, by their numbers, in the vote of this number."""

    do: Literal["cards"] = "cards"
    ballot: int
    letters: Annotated[dict[int, Annotated[str, StringConstraints(pattern="^[A-D]$")]], Field(max_length=50)]


class TakeStep(_Event):
    """The teacher goes a step."""

    do: Action


class AddTime(_Event):
    """The teacher gives more time, or a time at all."""

    do: Literal["add-time"] = "add-time"
    seconds: Annotated[int, Field(ge=1, le=3600)]


class Kick(_Event):
    """The teacher sends a player out; their answers no longer count."""

    do: Literal["kick"] = "kick"
    player: Id


class Merge(_Event):
    """The teacher takes what some have written for the same as ``into``, or, if that is "", for right.

    Into itself, it counts apart again.
    """

    do: Literal["merge"] = "merge"
    turn: int
    variant: Short
    into: Short


class Cloud(_Event):
    """The teacher asks something to which every answer is good, next."""

    do: Literal["cloud"] = "cloud"
    text: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS, strip_whitespace=True)]


Command = TakeStep | AddTime | Kick | Merge | Cloud
Event = Join | SendAnswer | ShowCards | Command
EVENTS: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="do")])
COMMANDS: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="do")])
