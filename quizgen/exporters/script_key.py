"""What a page's script knows about a question: how it is answered, and every right answer.

The practice and review pages and the classroom's screens use it, so that their scripts share one vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, TypedDict, assert_never

from quizgen.languages.typed_answers import near
from quizgen.languages.typed_numbers import needs_unit, number_ranges, unit_words, ways_to_write
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    right_options,
)
from quizgen.model.text import Maths, Text, parse_text
from quizgen.rendering.maths import spoken

# Bodies whose answers are typed, and so may be right in any of several spellings.
Typed = ShortText | Number | ListAnswer | PictureLabels


# English alone writes a date in two orders.
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_MONTH_FIRST = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{1,4}})")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{1,4}})")

AnswerType = Literal["one", "several", "typed", "number", "list", "order", "match"]
Spellings = tuple[str, ...]


class ScriptKey(TypedDict):
    """How a question is answered: the accepted answers for each of its ``fields``, the usual one first.

    For ``one`` and ``several``, ``right`` has the values of the right options. The fields of a ``list`` may be in any
    order, and there may be more right answers than fields. For ``order`` it has the position of each step. ``numbers``
    are the minimum and maximum of each right ``number``, ``units`` what may be written beside it, ``unit`` says whether
    something must. ``others`` are other answers that the collection knows and that are spelled nearly so.
    """

    sort: AnswerType
    right: tuple[Spellings, ...]
    fields: int
    numbers: tuple[tuple[float, float], ...]
    units: tuple[str, ...]
    unit: bool
    others: tuple[str, ...]


def script_key(body: ItemBody, language: str = "", known: Iterable[str] = ()) -> ScriptKey:
    """Return the key to a question for a page's data; ``known`` are all answers that the collections have."""
    match body:
        case ChooseOne():
            return _key("one", tuple((option.value,) for option in right_options(body)))
        case ChooseSeveral():
            return _key("several", tuple((option.value,) for option in right_options(body)))
        case TrueFalse():
            return _key("one", ((body.key,),))
        case Ordering(steps):
            return _key("order", tuple((str(step.position),) for step in steps), len(steps))
        case Matching(rows) | Gaps(rows):
            return _key("match", tuple((row.answer,) for row in rows), len(rows))
        case PictureLabels(labels):
            return _key("typed", typed_answers(body), len(labels), near_answers(body, known, language))
        case ListAnswer(wanted=wanted):
            return _key("list", typed_answers(body), wanted, near_answers(body, known, language))
        case Number():
            ways = ways_to_type(body.shown, ways_to_write(body)[1:])
            numbers, units = number_ranges(body, language), unit_words(body, language)
            return {**_key("number", (ways,)), "numbers": numbers, "units": units, "unit": needs_unit(body, language)}
        case ShortText():
            return _key("typed", typed_answers(body), 1, near_answers(body, known, language))
        case OpenAnswer():
            raise TypeError("an open answer is marked by a person")
        case _:
            assert_never(body)


def _key(type: AnswerType, right: tuple[Spellings, ...], fields: int = 1, others: tuple[str, ...] = ()) -> ScriptKey:
    return ScriptKey(sort=type, right=right, fields=fields, numbers=(), units=(), unit=False, others=others)


def near_answers(body: ItemBody, known: Iterable[str], language: str) -> tuple[str, ...]:
    """Return those of the ``known`` answers that are spelled nearly as a right answer of ``body``."""
    if not isinstance(body, ShortText | ListAnswer | PictureLabels):
        return ()
    return near((way for ways in typed_answers(body) for way in ways), known, language)


@lru_cache(maxsize=1024)  # the classroom checks the answers of a whole class
def typed_answers(body: Typed) -> tuple[Spellings, ...]:
    """Return the right answers with all accepted spellings: one for each label, or for each member of a list."""
    match body:
        case PictureLabels(labels):
            return tuple(ways_to_type(label.text, label.accept) for label in labels)
        case ListAnswer(members):
            return tuple(ways_to_type(member.shown, member.accept) for member in members)
        case Number(shown, value, accept=accept):
            return (ways_to_type(shown, (*accept, value)),)
        case ShortText(shown, accept):
            return (ways_to_type(shown, accept),)
        case _:
            assert_never(body)


def typeable(text: Text) -> str:
    """Return ``text`` on one line without markup, formulas as they are read aloud."""
    return "".join(spoken(span.latex) if isinstance(span, Maths) else str(Text((span,))) for span in text.spans)


def ways_to_type(answer: str, accept: Iterable[str]) -> Spellings:
    """Return every way to type an answer, the one that is shown first; formulas as read aloud, and as written.

    A day of the month may be before its month or behind it.
    """
    spellings = [
        spelling
        for text in (answer, *accept)
        for spelling in (typeable(parse_text(text)), text, *_other_orders_of_a_date(text))
    ]
    return tuple(dict.fromkeys(spellings))


def _other_orders_of_a_date(text: str) -> Iterator[str]:
    if match := _MONTH_FIRST.fullmatch(text):
        yield f"{match['day']} {match['month']} {match['year']}"
    if match := _DAY_FIRST.fullmatch(text):
        yield f"{match['month']} {match['day']}, {match['year']}"
