"""Whether an answer is right: capitals, accents and spaces do not matter.

The practice page judges by the same rules, in templates/practice/judging.js.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quizgen.classroom.lesson import Asked
from quizgen.exporters.tasks import Task

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670]")
_SHAPES = str.maketrans(dict.fromkeys("‘’‚‛′´`", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-"))
_GROUPED = re.compile(r"(\d)[ '’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[-−]?\s?\d+(?:[.,]\d+)*")
_SLACK = 1e-9
_BETWEEN = " · "


def tidy(text: str) -> str:
    """The text without what cannot be seen, with single spaces."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=16384)  # a class writes the same things over and over
def folded(text: str) -> str:
    """The text for comparison, or itself where nothing would be left of it."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", tidy(text)))
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain.upper().lower())).translate(_SHAPES)
    return "".join(plain.split()) or tidy(text)


def judged(asked: Asked, value: Sequence[str], merged: Mapping[str, str]) -> bool | None:
    """Whether ``value`` is right, None where nothing is right or wrong.

    ``merged`` has what the teacher takes for something else, folded: to "" if for right.
    """
    if asked.task is None:
        return None
    taken = merged.get(variant(value))
    if taken == "":
        return True
    return _judged(asked.task, value if taken is None else tuple(taken.split(_BETWEEN)))


def variant(value: Sequence[str]) -> str:
    """What a typed answer is counted under."""
    return _BETWEEN.join(folded(each) for each in value)


def _judged(task: Task, value: Sequence[str]) -> bool:
    match task.sort:
        case "one" | "several":
            return sorted(value) == sorted(letters[0] for letters in task.right)
        case "order":
            return [task.right[int(step)][0] for step in value] == [str(place) for place in range(1, len(value) + 1)]
        case "match":
            return [ways[0] for ways in task.right] == list(value)
        case "list":
            return _listed(task, value)
        case "number":
            return _number_right(task, value[0])
        case "typed":
            return all(_same(given, ways) for given, ways in zip(value, task.right, strict=True))


def _same(given: str, ways: Sequence[str]) -> bool:
    return folded(given) in {folded(way) for way in ways}


def _listed(task: Task, value: Sequence[str]) -> bool:
    """Whether each is one of the things of a list, none twice."""
    left = list(task.right)
    for given in value:
        found = next((ways for ways in left if _same(given, ways)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _number_right(task: Task, given: str) -> bool:
    if _same(given, task.right[0]):
        return True
    text = _GROUPED.sub(r"\1", tidy(given))
    found = _NUMBER.search(text)
    if not found:
        return False
    sign = -1 if found[0][0] in "-−" else 1
    values = [sign * value for value in _readings(re.sub(r"[^\d.,]", "", found[0]))]
    fits = any(
        least - _SLACK * abs(least) <= value <= most + _SLACK * abs(most)
        for value in values
        for least, most in task.numbers
    )
    beside = [word for word in re.split(r"[\s\-−]+", text.replace(found[0], " ", 1)) if word]
    known = {_unit(unit) for unit in task.units}
    return fits and all(_unit(word) in known for word in beside)


def _unit(word: str) -> str:
    return folded(unicodedata.normalize("NFKC", word)).removesuffix(".")


def _readings(digits: str) -> Iterator[float]:
    """Every number that "1,480" or "1.480,5" may mean, for a comma is a point in some languages."""
    marks = re.sub(r"\d", "", digits)
    if not marks:
        yield float(digits)
    elif len(set(marks)) > 1:
        yield float(_pointed(digits, marks[-1]))
    elif len(marks) > 1:
        yield float(digits.replace(marks[0], ""))
    else:
        yield float(digits.replace(marks, "."))
        if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
            yield float(digits.replace(marks, ""))


def _pointed(digits: str, point: str) -> str:
    other = "," if point == "." else "."
    whole, _, part = digits.replace(other, "").rpartition(point)
    return f"{whole.replace(point, '')}.{part}"
