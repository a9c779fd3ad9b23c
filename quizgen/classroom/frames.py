"""What a page may send, one JSON object a frame."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from quizgen.classroom.events import Command, Short

MOST_BYTES = 16_384  # of a frame

_Secret = Annotated[str, StringConstraints(max_length=100)]
_Number = Annotated[int, Field(ge=0, le=2**53)]


class _Frame(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class JoinFrame(_Frame):
    """A phone comes in by the class's PIN; without a name it gets one."""

    t: Literal["join"]
    pin: _Secret
    name: Short = ""


class HelloFrame(_Frame):
    """A phone comes back by the token that it was given."""

    t: Literal["hello"]
    token: _Secret


class TeachFrame(_Frame):
    """A page of the teacher's comes in by the key: of the laptop, or the phone's that photographs cards by its own."""

    t: Literal["teach"]
    key: _Secret
    screen: Literal["host", "projector", "camera"]


class AnswerFrame(_Frame):
    """An answer; ``n`` comes back with what became of it."""

    t: Literal["answer"]
    n: _Number
    ballot: int
    value: Annotated[tuple[Short, ...], Field(max_length=40)]
    sure: bool | None = None


class DoFrame(_Frame):
    """The teacher does something."""

    t: Literal["do"]
    n: _Number
    event: Annotated[Command, Field(discriminator="do")]


class PingFrame(_Frame):
    """A page that has nothing to say asks whether the server is still there."""

    t: Literal["ping"]
    n: _Number


class PinFrame(_Frame):
    """The teacher wants a new PIN for the class."""

    t: Literal["pin"]
    n: _Number


class AddressFrame(_Frame):
    """The teacher chooses which of the laptop's addresses the class is shown, by its place."""

    t: Literal["address"]
    n: _Number
    place: Annotated[int, Field(ge=0, le=99)]


Frame = JoinFrame | HelloFrame | TeachFrame | AnswerFrame | DoFrame | PingFrame | PinFrame | AddressFrame
FRAMES: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="t")])
