"""The bodies of items: a closed union of what is asked for and what counts as right.

Code that handles items uses a `match` over `Body` that ends in `assert_never`; a template takes the partial that
has the ``name`` of the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, assert_never

from quizgen.model.text import Text, fold, parse_text

_FEW_SENTENCES = 210  # characters
# The keys of the words for what a statement can be judged as.
TRUTHS = ("true", "false")


@dataclass(frozen=True, slots=True)
class Option:
    """An option to choose, or an entry of a bank; ``feedback`` is for the learner who chose it.

    ``letter`` is "" in a bank of words, and until the question has its place in a form. An option that is ``last``
    is below the others in every form.
    """

    text: Text
    correct: bool = False
    feedback: Text = Text()  # noqa: RUF009 - a Text is frozen
    letter: str = ""
    last: bool = False

    @property
    def value(self) -> str:
        """The value in an answer that chooses this option."""
        return self.letter or str(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A line to which an entry of the bank belongs: the text shown, and the value of the right option."""

    prompt: Text
    answer: str


@dataclass(frozen=True, slots=True)
class Step:
    """A thing to put in order, and its position in the right order, from 1."""

    text: Text
    position: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list answer."""

    shown: str
    accept: tuple[str, ...] = ()
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A word in a picture; ``accept`` are other right names, ``entity`` is its id, or "".

    ``box`` covers it: left, top, width and height in percent of the picture's width and height.
    """

    text: str
    box: tuple[float, float, float, float]
    accept: tuple[str, ...] = ()
    entity: str = ""


@dataclass(frozen=True, slots=True)
class ChooseOne:
    """Options of which one is right; ``last`` is below them and never right. ``fixed`` options keep their order."""

    name: ClassVar[str] = "choose-one"
    options: tuple[Option, ...]
    last: Option | None = None
    fixed: bool = False

    @property
    def choices(self) -> tuple[Option, ...]:
        """Everything that can be chosen."""
        return (*self.options, self.last) if self.last else self.options


@dataclass(frozen=True, slots=True)
class ChooseSeveral:
    """Options of which several may be right; ``fixed`` ones keep their order."""

    name: ClassVar[str] = "choose-several"
    options: tuple[Option, ...]
    fixed: bool = False

    @property
    def choices(self) -> tuple[Option, ...]:
        """Everything that can be chosen."""
        return self.options


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement to judge."""

    name: ClassVar[str] = "true-false"
    true: bool

    @property
    def key(self) -> str:
        """The key of the word for what is right: ``true`` or ``false``."""
        return "true" if self.true else "false"


@dataclass(frozen=True, slots=True)
class ShortText:
    """A short answer to write; ``accept`` are as right as ``shown``."""

    name: ClassVar[str] = "short-text"
    shown: str
    accept: tuple[str, ...] = ()

    @property
    def room(self) -> int:
        """The number of characters in the longest right answer."""
        return _longest((self.shown, *self.accept))


@dataclass(frozen=True, slots=True)
class Number:
    """A number to write: as ``shown`` with its unit, or its bare ``value``; ``accept`` are as right.

    ``tolerance`` (``5%`` or an amount) says how far off it may be. ``unnamed`` are the words of its unit that the
    question does not name, so that an answer must.
    """

    name: ClassVar[str] = "number"
    shown: str
    value: str
    unit: str = ""
    tolerance: str = ""
    accept: tuple[str, ...] = ()
    percent: bool = False
    unnamed: tuple[str, ...] = ()

    @property
    def room(self) -> int:
        """The number of characters in the longest right answer."""
        return _longest((self.shown, *self.accept))


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """Several things in any order, of which ``wanted`` are asked for."""

    name: ClassVar[str] = "list"
    members: tuple[Member, ...]
    wanted: int

    @property
    def room(self) -> int:
        """The number of characters in the longest of them."""
        return _longest(name for member in self.members for name in (member.shown, *member.accept))


@dataclass(frozen=True, slots=True)
class Ordering:
    """Things to put in order, in the order of printing."""

    name: ClassVar[str] = "ordering"
    steps: tuple[Step, ...]

    @property
    def in_order(self) -> tuple[Text, ...]:
        """The things in their right order."""
        return tuple(step.text for step in sorted(self.steps, key=lambda step: step.position))


@dataclass(frozen=True, slots=True)
class Matching:
    """Lines to which an entry of the bank belongs, by its letter; several may share one, and some may be left over."""

    name: ClassVar[str] = "matching"
    rows: tuple[Row, ...]
    bank: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Sentences with a gap each, and a bank of words that fill them; some may be left over."""

    name: ClassVar[str] = "gaps"
    rows: tuple[Row, ...]
    bank: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PictureLabels:
    """Parts of a picture to name, in the order of their numbers."""

    name: ClassVar[str] = "picture-labels"
    labels: tuple[Label, ...]

    @property
    def room(self) -> int:
        """The number of characters in the longest name."""
        return _longest(name for label in self.labels for name in (label.text, *label.accept))


@dataclass(frozen=True, slots=True)
class Criterion:
    """What an open answer gets points for."""

    text: Text
    points: int = 1


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """A long answer, which a person marks by comparing it with the ``sample`` and by the criteria of the ``rubric``.

    ``lines`` is how many lines paper has for it, 0 for as many as a sample or a few sentences take.
    """

    name: ClassVar[str] = "open-answer"
    sample: Text = Text()  # noqa: RUF009 - a Text is frozen
    rubric: tuple[Criterion, ...] = ()
    lines: int = 0

    @property
    def room(self) -> int:
        """The number of characters that paper has room for if no number of lines is given."""
        return max(_FEW_SENTENCES, len(str(self.sample)))


@dataclass(frozen=True, slots=True)
class PromptAndAnswer:
    """The two sides of a flashcard; with ``both``, each side is asked for by the other."""

    name: ClassVar[str] = "prompt-and-answer"
    answer: Text
    both: bool = False


# What a form asks for: right or wrong by its key.
ItemBody = (
    ChooseOne
    | ChooseSeveral
    | TrueFalse
    | ShortText
    | Number
    | ListAnswer
    | Ordering
    | Matching
    | Gaps
    | PictureLabels
    | OpenAnswer
)
Body = ItemBody | PromptAndAnswer


def options_of(body: Body) -> tuple[Option, ...]:
    """The options that may be right, if the question has options."""
    return body.options if isinstance(body, ChooseOne | ChooseSeveral) else ()


def right_options(body: Body) -> tuple[Option, ...]:
    """The options that are right, if the question has options."""
    return tuple(option for option in options_of(body) if option.correct)


def choices_of(body: Body) -> tuple[Option, ...]:
    """The options that can be chosen, if the question has options."""
    return body.choices if isinstance(body, ChooseOne | ChooseSeveral) else ()


def labels_of(body: Body) -> tuple[Label, ...]:
    """The parts of a picture that are to be named, and are therefore covered."""
    return body.labels if isinstance(body, PictureLabels) else ()


def answer_in_words(body: Body) -> str:
    """The right answer as plain text."""
    match body:
        case ChooseOne() | ChooseSeveral():
            return ", ".join(str(option.text) for option in right_options(body))
        case TrueFalse():
            return body.key
        case ShortText(shown) | Number(shown):
            return shown
        case ListAnswer(members):
            return "; ".join(member.shown for member in members)
        case Ordering():
            return "; ".join(map(str, body.in_order))
        case Matching(rows) | Gaps(rows):
            return "; ".join(f"{row.prompt}: {row.answer}" for row in rows)
        case PictureLabels(labels):
            return "; ".join(label.text for label in labels)
        case OpenAnswer(text) | PromptAndAnswer(text):
            return str(text)
        case _:
            assert_never(body)


def pairs_of(body: Body) -> tuple[tuple[Text, Text], ...]:
    """Each text shown with the matching text of the bank, if the question is about matching."""
    if not isinstance(body, Matching | Gaps):
        return ()
    entries = _right_entries(body)
    return tuple(
        (row.prompt, entry.text if entry else parse_text(row.answer))
        for row, entry in zip(body.rows, entries, strict=True)
    )


def spares_of(body: Body) -> tuple[Text, ...]:
    """The texts of the bank that match nothing, if the question is about matching."""
    if not isinstance(body, Matching | Gaps):
        return ()
    used = {entry.value for entry in _right_entries(body) if entry}
    return tuple(option.text for option in body.bank if option.value not in used)


def _right_entries(body: Matching | Gaps) -> list[Option | None]:
    """The right entry of the bank for each row: with exactly its value (Co is not CO), or else ignoring case."""
    exact = {option.value: option for option in body.bank}
    folded_values = {fold(option.value): option for option in body.bank}
    return [exact.get(row.answer) or folded_values.get(fold(row.answer)) for row in body.rows]


def ordering_of(texts: Iterable[Text]) -> Ordering:
    """An ordering body of ``texts``, which are in their right order."""
    return Ordering(tuple(Step(text, index) for index, text in enumerate(texts, 1)))


def matching_of(pairs: Sequence[tuple[Text, Text]], spares: Sequence[Text] = ()) -> Matching:
    """A matching body: the first of each of the ``pairs`` matches the second; the ``spares`` match nothing."""
    texts = dict.fromkeys((*(answer for _, answer in pairs), *spares))
    letters = {text: str(number) for number, text in enumerate(texts, 1)}
    rows = tuple(Row(prompt, letters[answer]) for prompt, answer in pairs)
    return Matching(rows, tuple(Option(text, letter=letter) for text, letter in letters.items()))


def _longest(names: Iterable[str]) -> int:
    return max(len(str(parse_text(name))) for name in names)
