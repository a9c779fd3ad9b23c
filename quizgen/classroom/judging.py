"""Whether an answer is right: capitals, accents and spaces do not matter.

The practice page judges by the same rules, in templates/practice/judging.js.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import assert_never

from quizgen.classroom.lesson import LiveQuestion
from quizgen.classroom.live_body import Chosen, WordCloud
from quizgen.exporters.script_key import number_ranges, typed_answers, unit_words
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    right_options,
)

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670]")
_SHAPES = str.maketrans(dict.fromkeys("‘’‚‛′´`", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-"))
_GROUPED = re.compile(r"(\d)[ '’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[-−]?\s?\d+(?:[.,]\d+)*")
_SLACK = 1e-9
_BETWEEN = " · "


def tidy(text: str) -> str:
    """Return the text without invisible characters, with single spaces."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=16384)  # a class writes the same things again and again
def folded(text: str) -> str:
    """Return the text for comparison, or the text itself if nothing would be left of it."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", tidy(text)))
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain.upper().lower())).translate(_SHAPES)
    return "".join(plain.split()) or tidy(text)


def verdict(question: LiveQuestion, value: Sequence[str], merged: Mapping[str, str]) -> bool | None:
    """Return whether ``value`` is right, or None if nothing is right or wrong.

    ``merged`` maps what the teacher has merged, folded, to what it counts as, "" for right.
    """
    if isinstance(question.body, WordCloud):
        return None
    taken = merged.get(variant(value))
    if taken == "":
        return True
    return is_right(question.body, value if taken is None else tuple(taken.split(_BETWEEN)))


def variant(value: Sequence[str]) -> str:
    """Return the key under which a typed answer is counted."""
    return _BETWEEN.join(folded(text) for text in value)


def is_right(body: ItemBody, value: Sequence[str]) -> bool:
    """Whether ``value``, which has the shape of an answer, is right."""
    match body:
        case ChooseOne() | ChooseSeveral() | TrueFalse():
            return sorted(value) == sorted(right_choices(body))
        case Ordering(steps):
            return [steps[int(step)].place for step in value] == list(range(1, len(value) + 1))
        case Matching(rows) | Gaps(rows):
            return [row.answer for row in rows] == list(value)
        case ListAnswer():
            return _are_members(typed_answers(body), value)
        case Number():
            return _is_right_number(body, value[0])
        case PictureLabels() | ShortText():
            answers = zip(value, typed_answers(body), strict=True)
            return all(_is_same(text, spellings) for text, spellings in answers)
        case _:
            assert_never(body)


def right_choices(body: Chosen) -> tuple[str, ...]:
    """Return the right choices."""
    return (body.key,) if isinstance(body, TrueFalse) else tuple(option.value for option in right_options(body))


def _is_same(text: str, spellings: Sequence[str]) -> bool:
    return folded(text) in {folded(spelling) for spelling in spellings}


def _are_members(members: Sequence[Sequence[str]], value: Sequence[str]) -> bool:
    """Whether each is a different member of a list."""
    left = list(members)
    for text in value:
        member = next((spellings for spellings in left if _is_same(text, spellings)), None)
        if member is None:
            return False
        left.remove(member)
    return True


def _is_right_number(body: Number, answer: str) -> bool:
    if _is_same(answer, typed_answers(body)[0]):
        return True
    text = _GROUPED.sub(r"\1", tidy(answer))
    match = _NUMBER.search(text)
    if not match:
        return False
    sign = -1 if match[0][0] in "-−" else 1
    values = [sign * value for value in _readings(re.sub(r"[^\d.,]", "", match[0]))]
    fits = any(
        least - _SLACK * abs(least) <= value <= most + _SLACK * abs(most)
        for value in values
        for least, most in number_ranges(body)
    )
    beside = [word for word in re.split(r"[\s\-−]+", text.replace(match[0], " ", 1)) if word]
    known = {_unit(unit) for unit in unit_words(body)}
    return fits and all(_unit(word) in known for word in beside)


def _unit(word: str) -> str:
    return folded(unicodedata.normalize("NFKC", word)).removesuffix(".")


def _readings(digits: str) -> Iterator[float]:
    """Every number that "1,480" or "1.480,5" may mean, because some languages have a decimal comma."""
    marks = re.sub(r"\d", "", digits)
    if not marks:
        yield float(digits)
    elif len(set(marks)) > 1:
        yield float(_with_point(digits, marks[-1]))
    elif len(marks) > 1:
        yield float(digits.replace(marks[0], ""))
    else:
        yield float(digits.replace(marks, "."))
        if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
            yield float(digits.replace(marks, ""))


def _with_point(digits: str, point: str) -> str:
    other = "," if point == "." else "."
    whole, _, part = digits.replace(other, "").rpartition(point)
    return f"{whole.replace(point, '')}.{part}"
