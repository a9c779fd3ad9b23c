"""The events of a session, as stored in its log and sent by a teacher's page."""

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
    "approve-names",  # of everybody who is in
    "hide-words",
    "show-words",
    "approve-words",  # that were written as answers to this question
]


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Join(_Event):
    """Somebody joins; ``player`` is the digest of the token by which their phone is recognised later.

    ``device`` is the digest of a random number in their browser's cookie, "" if it has none.
    """

    do: Literal["join"] = "join"
    player: Id
    name: Short
    device: Id = ""


class SendAnswer(_Event):
    """A player answers in the vote with this number, or changes the answer; ``sure`` is None if not asked."""

    do: Literal["answer"] = "answer"
    player: Id
    ballot: int
    value: Annotated[tuple[Short, ...], Field(max_length=40)]
    sure: bool | None = None


class ShowCards(_Event):
    """A photograph shows the letters of cards, by card number, in the vote with this number."""

    do: Literal["cards"] = "cards"
    ballot: int
    letters: Annotated[dict[int, Annotated[str, StringConstraints(pattern="^[A-D]$")]], Field(max_length=50)]


class TakeStep(_Event):
    """The teacher takes a step."""

    do: Action


class AddTime(_Event):
    """The teacher gives more time, or sets a limit."""

    do: Literal["add-time"] = "add-time"
    seconds: Annotated[int, Field(ge=1, le=3600)]


class Kick(_Event):
    """The teacher removes a player, whose answers no longer count."""

    do: Literal["kick"] = "kick"
    player: Id


class KickSince(_Event):
    """The teacher removes everybody who joined in the last ``seconds``, except response cards."""

    do: Literal["kick-since"] = "kick-since"
    seconds: Annotated[int, Field(ge=1, le=86_400)]


class Readmit(_Event):
    """The teacher lets a player in again who was removed, and whose answers count again."""

    do: Literal["readmit"] = "readmit"
    player: Id


class ChangePin(_Event):
    """The class has a new PIN; those who are in stay."""

    do: Literal["pin"] = "pin"
    pin: Id


class ShowName(_Event):
    """The teacher shows the class a player's name, or a number in its place."""

    do: Literal["name"] = "name"
    player: Id
    shown: bool


class ShowWord(_Event):
    """The teacher shows or hides what some have written in a word cloud."""

    do: Literal["word"] = "word"
    turn: int
    variant: Annotated[str, StringConstraints(max_length=4 * MOST_CHARACTERS)]
    shown: bool


class Merge(_Event):
    """The teacher counts what some have written as ``into``, or as right if that is "".

    Merged into itself, it is counted separately again.
    """

    do: Literal["merge"] = "merge"
    turn: int
    variant: Short
    into: Short


class Cloud(_Event):
    """The teacher asks an open question next, to which any answer is accepted."""

    do: Literal["cloud"] = "cloud"
    text: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS, strip_whitespace=True)]


Command = TakeStep | AddTime | Kick | KickSince | Readmit | ShowName | ShowWord | Merge | Cloud
Event = Join | SendAnswer | ShowCards | ChangePin | Command
EVENTS: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="do")])
COMMANDS: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="do")])
