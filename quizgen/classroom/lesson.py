"""A lesson: a quiz's questions for a class, each with its right answer and the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, assert_never

from quizgen.classroom.decency import is_decent
from quizgen.classroom.live_body import LiveBody, WordCloud
from quizgen.model.body import (
    TRUTHS,
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
)

# What a page draws, as JSON: characters, or an element as [tag, attributes, children].
Nodes = tuple[Any, ...]

EDGES = "ABCD"  # of a response card


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture by the name under which it is served; ``covers`` are boxes in percent: left, top, width, height."""

    name: str
    alt: str
    credit: str
    covers: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """The words of the article that prove an answer, and where they are in it."""

    quotes: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class LiveQuestion:
    """One question of the lesson; the fields from ``answer`` on are only for the teacher until the reveal.

    ``covered`` is the picture with its labels covered by numbers, as pixels: nothing of them is in its file.
    ``others`` are other answers that the collection knows and that are spelled nearly so.

    ``body`` also has what is right, so screens never get all of it, but only what `quizgen.classroom.views` selects.
    """

    id: str
    item: int
    facts: tuple[str, ...]
    slot: str
    kind: str
    prompt: Nodes
    body: LiveBody
    picture: ShownPicture | None = None
    covered: ShownPicture | None = None
    answer: tuple[Nodes, ...] = ()
    why: tuple[Nodes, ...] = ()
    evidence: tuple[ShownEvidence, ...] = ()
    shown_after: ShownPicture | None = None
    others: tuple[str, ...] = ()

    def __deepcopy__(self, _: object) -> LiveQuestion:
        """Return the same: a copy of a session shares what does not change."""
        return self

    @property
    def choices(self) -> tuple[str, ...]:
        """What an answer can name: options, steps by their place on the screen, or the entries of a bank."""
        match self.body:
            case TrueFalse():
                return TRUTHS
            case ChooseOne() | ChooseSeveral() as body:
                return tuple(option.value for option in body.choices)
            case Ordering(steps):
                return tuple(str(index) for index in range(len(steps)))
            case Matching(_, bank) | Gaps(_, bank):
                return tuple(option.value for option in bank)
            case PictureLabels() | ListAnswer() | Number() | ShortText() | OpenAnswer() | WordCloud():
                return ()
            case _:
                assert_never(self.body)

    @property
    def edges(self) -> dict[str, str]:
        """The choices by the letters that a response card can show; none where a card cannot answer."""
        one_letter = isinstance(self.body, ChooseOne | TrueFalse) and len(self.choices) <= len(EDGES)
        return dict(zip(EDGES, self.choices, strict=False)) if one_letter else {}

    def is_answer(self, value: tuple[str, ...]) -> bool:
        """Whether ``value`` has the shape of an answer to it, right or wrong."""
        choices = set(self.choices)
        match self.body:
            case TrueFalse() | ChooseOne():
                return len(value) == 1 and value[0] in choices
            case ChooseSeveral():
                return bool(value) and len(set(value)) == len(value) and choices.issuperset(value)
            case Ordering():
                return sorted(value) == sorted(choices)
            case Matching(rows) | Gaps(rows):
                return len(value) == len(rows) and any(value) and (choices | {""}).issuperset(value)
            case PictureLabels(labels):
                return len(value) == len(labels) and any(value)
            case ListAnswer(wanted=wanted):
                return len(value) == wanted and any(value)
            case Number() | ShortText() | OpenAnswer() | WordCloud():
                return len(value) == 1 and any(value)
            case _:
                assert_never(self.body)


@dataclass(frozen=True, slots=True)
class LessonRules:
    """How a session is run; ``seconds`` is the time for an answer, 0 for no limit.

    ``teams`` is the number of teams, 0 for none. With ``speed``, a right answer earns up to half a point more, the
    sooner the better. With ``moderate``, the class sees names and free words only once the teacher has approved them.
    """

    seconds: int = 0
    confidence: bool = True
    teams: int = 0
    leaderboard: bool = False
    speed: bool = False
    moderate: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one class is asked.

    ``unwanted`` are folded words that are not allowed in names and word clouds. ``cards`` are the names of the students
    with response cards: the first has card 1. ``alternatives`` are, by the id of a question, others about the same
    facts as which it comes back.
    """

    name: str
    title: str
    language: str
    direction: str
    form: str
    questions: tuple[LiveQuestion, ...]
    rules: LessonRules = LessonRules()
    unwanted: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    alternatives: dict[str, tuple[LiveQuestion, ...]] = field(default_factory=dict)

    def __deepcopy__(self, _: object) -> Lesson:
        """Return the same, as a question does."""
        return self

    def is_decent(self, text: str) -> bool:
        """Whether no unwanted word is in ``text``, however it is spelled."""
        return is_decent(text, self.unwanted)
