"""A question of somebody's bank, as a reader understands it: plain text, what is right, what was lost."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Option:
    """A choice; the ``last`` stands at the end in every form."""

    text: str
    correct: bool = False
    feedback: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Options to choose from: one, or ``several``; ``ordered`` ones stay as they stand."""

    options: tuple[Option, ...]
    several: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement to be judged."""

    true: bool


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A few words to be written; ``accept`` are as right as ``answer``."""

    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be written, ``accept`` being as right; ``tolerance`` is an amount in its own unit, "" for none.

    The unit stands behind the number, or ``before`` it.
    """

    value: str
    tolerance: str = ""
    unit: str = ""
    accept: tuple[str, ...] = ()
    before: bool = False


@dataclass(frozen=True, slots=True)
class Matching:
    """What belongs together: left and right sides; ``spares`` are right sides that belong to none."""

    pairs: tuple[tuple[str, str], ...]
    spares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordering:
    """Things in their right order."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things in no order, of which ``wanted`` are asked for."""

    members: tuple[str, ...]
    wanted: int


@dataclass(frozen=True, slots=True)
class Labels:
    """What is named in the picture: right names, and the box that covers each (left, top, width, height in percent)."""

    labels: tuple[tuple[tuple[str, ...], tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What fills a gap of a text: the answer, what is as right, and the wrong options where it is chosen.

    ``tolerance`` is that of a number, an amount in its own unit.
    """

    answer: str
    accept: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    hint: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class Gapped:
    """A text with gaps, each to be filled."""

    parts: tuple[str | Gap, ...]


@dataclass(frozen=True, slots=True)
class Flashcard:
    """The other side of a card; ``both`` says that it is asked from either side."""

    back: str
    both: bool = False


Body = Choice | Judgement | ShortAnswer | Number | Matching | Ordering | Listing | Labels | Gapped | Flashcard


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a question: its name, what it shows in words ("" where nothing says so), and its bytes."""

    name: str
    alt: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a bank.

    ``line`` is where it stands in its file (0: not known) and ``label`` what it is called there; ``ident`` is the id
    that it has in the bank, or "". ``picture`` stands with the stem; ``spare_pictures`` are others that it had.
    ``losses`` says what of it could not be kept, each as (what, why).
    """

    body: Body
    stem: str
    line: int = 0
    label: str = ""
    ident: str = ""
    stimulus: str = ""
    feedback: str = ""
    hint: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 0
    picture: Picture | None = None
    picture_with_answer: bool = False
    spare_pictures: tuple[Picture, ...] = ()
    losses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that could not be held at all: where it stands, what it is called, why, and what can be done."""

    line: int
    label: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a bank says of itself; the last one said holds."""

    title: str = ""
    language: str = ""


Read = Item | Refused | Head
