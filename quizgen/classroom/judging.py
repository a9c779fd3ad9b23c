"""Whether an answer to a question of a lesson is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from quizgen.classroom.lesson import LiveQuestion
from quizgen.classroom.live_body import Chosen, WordCloud
from quizgen.exporters.script_key import typed_answers
from quizgen.languages.letters import fold_letters
from quizgen.languages.typed_answers import judge
from quizgen.languages.typed_numbers import judge_number
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

_BETWEEN = " · "


def verdict(question: LiveQuestion, value: Sequence[str], merged: Mapping[str, str], language: str = "") -> bool | None:
    """Return whether ``value`` is right in the ``language``, or None if nothing is right or wrong.

    ``merged`` maps what the teacher has merged, folded, to what it counts as, "" for right.
    """
    if isinstance(question.body, WordCloud):
        return None
    merged_variant = merged.get(variant(value))
    if merged_variant == "":
        return True
    answer = value if merged_variant is None else tuple(merged_variant.split(_BETWEEN))
    return is_right(question.body, answer, language, question.others)


def variant(value: Sequence[str]) -> str:
    """Return the key under which a typed answer is counted."""
    return _BETWEEN.join(fold_letters(text) for text in value)


def merged_into(merged: Mapping[str, str], variant: str, into: str) -> dict[str, str] | None:
    """Return ``merged`` with a variant that counts as ``into``, or by itself if they are the same.

    Variants that were merged into it follow it. Returns None if nothing would change, or if it would count as itself.
    """
    if into == variant:
        return {other: to for other, to in merged.items() if other != variant} if variant in merged else None
    target = merged.get(into, into)
    if target == variant:
        return None
    return {other: target if to == variant else to for other, to in merged.items()} | {variant: target}


def is_right(body: ItemBody, value: Sequence[str], language: str = "", others: Sequence[str] = ()) -> bool:
    """Whether ``value``, which has the shape of an answer, is right; ``others`` are other answers spelled nearly so."""
    match body:
        case ChooseOne() | ChooseSeveral() | TrueFalse():
            return sorted(value) == sorted(right_choices(body))
        case Ordering(steps):
            return [steps[int(step)].position for step in value] == list(range(1, len(value) + 1))
        case Matching(rows) | Gaps(rows):
            return [row.answer for row in rows] == list(value)
        case ListAnswer():
            return _are_members(typed_answers(body), value, language, others)
        case Number():
            return judge_number(value[0], body, language) == "right"
        case OpenAnswer():
            raise TypeError("an open answer is marked by a person")
        case PictureLabels() | ShortText():
            answers = zip(value, typed_answers(body), strict=True)
            return all(judge(text, spellings, language, others) != "wrong" for text, spellings in answers)
        case _:
            assert_never(body)


def right_choices(body: Chosen) -> tuple[str, ...]:
    """Return the right choices."""
    return (body.key,) if isinstance(body, TrueFalse) else tuple(option.value for option in right_options(body))


def _are_members(answers: Sequence[Sequence[str]], value: Sequence[str], language: str, others: Sequence[str]) -> bool:
    """Whether each is a different member of a list, or a label of its own; the nearest one is meant."""
    unmatched = list(answers)
    for text in value:
        verdicts = [judge(text, spellings, language, others) for spellings in unmatched]
        if "right" not in verdicts and "almost" not in verdicts:
            return False
        unmatched.pop(verdicts.index("right" if "right" in verdicts else "almost"))
    return True
