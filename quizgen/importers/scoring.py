"""What a bank's marks mean here: an option, an answer, a number is right or wrong, and nothing is half right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Body, Choice, Number, Option, ShortAnswer

WHOLE = 0.999  # of the marks: what a share of thirds adds up to
_NUMBER = re.compile(r"[-+−]?(?:\d[\d\u00a0\u202f' ]*)?(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
_PARTIAL = "an answer is right or wrong here"

# A text, its feedback, and the share of the marks that it earns, from 1 to -1.
Weighed = tuple[str, str, float]


def chosen(draft: Draft, options: Sequence[Weighed], *, several: bool, ordered: bool = False) -> Choice:
    """Options to choose from; of one right answer those are right that earn all, of ``several`` those that earn any."""
    told = [each for each in options if each[0] or each[1] or each[2] > 0]
    if any(not text for text, _, _ in told):
        raise Unfit("one of its options is empty", "options that are pictures or sounds cannot be held")
    told = _distinct(draft, told)
    most = max((share for _, _, share in told), default=0)
    if most <= 0:
        raise Unfit("none of its options is right", "mark the right one in the bank")
    least = 0 if several else min(most, WHOLE)
    right = [share > 0 and share >= least for _, _, share in told]
    if any(0 < share < WHOLE and not fits for (_, _, share), fits in zip(told, right, strict=True)):
        draft.lose("partial credit", f"{_PARTIAL}: only what earns all the marks is right")
    if several and (any(share < 0 for _, _, share in told) or len({share for _, _, share in told if share > 0}) > 1):
        draft.lose("marks of single options", f"{_PARTIAL}: whatever earns marks is right, the rest is wrong")
    if not several and sum(right) > 1:
        several = True
        draft.lose("any one of several right options", "all of them are to be chosen here")
    made = tuple(Option(text, fits, feedback) for (text, feedback, _), fits in zip(told, right, strict=True))
    if len(made) < 2:
        raise Unfit("it has a single option", "give it a wrong one in the bank")
    return Choice(made, several, ordered)


def _distinct(draft: Draft, options: Sequence[Weighed]) -> list[Weighed]:
    """The options without those that stand there twice with the same share."""
    kept: dict[tuple[str, bool], Weighed] = {}
    for option in options:
        if kept.setdefault((option[0], option[2] > 0), option) is not option:
            draft.lose("option that stands there twice", "it stands here once")
    return list(kept.values())


def short_answer(draft: Draft, answers: Sequence[Weighed], *, wildcards: bool = False) -> tuple[Body, str]:
    """What may be written, and the feedback for who writes it; with ``wildcards`` a star stands for anything."""
    right = [(text, told) for text, told, share in answers if text and share >= WHOLE]
    if any(0 < share < WHOLE for _, _, share in answers):
        draft.lose("partial credit", f"{_PARTIAL}: only what earns all the marks is right")
    if not right:
        best = max((share for text, _, share in answers if text), default=0)
        right = [(text, told) for text, told, share in answers if text and share == best > 0]
    if wildcards:
        right = [(text, told) for text, told in right if text != "*"]
    if not right:
        raise Unfit("any answer, or none, is right", "give it a right answer in the bank")
    if wildcards and any(re.search(r"(?<!\\)\*", text) for text, _ in right):
        draft.lose("wildcard (*) in an answer", "an answer is compared letter by letter: the * stands in it")
    if any(told for text, told, share in answers if (text, told) not in right or told != right[0][1]):
        draft.lose("feedback for single answers", "a short answer has one feedback: that for the right one stays")
    names = list(dict.fromkeys(text.replace("\\*", "*") if wildcards else text for text, _ in right))
    return ShortAnswer(names[0], tuple(names[1:])), right[0][1]


def number(
    draft: Draft,
    answers: Sequence[tuple[str, str, str, float]],
    units: Sequence[str] = (),
    *,
    before: bool = False,
) -> Number:
    """A number from values (low, high or "", tolerance or "", share); right are those that earn all.

    Of ``units`` the first is the answer's; where there are as many as right numbers, each number has its own. They
    stand behind the number, or ``before`` it.
    """
    found = [(low, high, tolerance) for low, high, tolerance, share in answers if share >= WHOLE]
    if not found:
        raise Unfit("no number is right", "give it a right answer in the bank")
    if any(share < WHOLE for *_, share in answers):
        draft.lose("partial credit", f"{_PARTIAL}: only what earns all the marks is right")
    ((value, reach), *others) = list(dict.fromkeys(_reach(*each) for each in found))
    if any(other_reach != reach for _, other_reach in others):
        draft.lose("tolerance of another right number", "all right numbers have that of the first")
    own = list(units) if len(units) == len(others) + 1 else [*units[:1]] * (len(others) + 1)
    if len(units) > 1 and len(set(own)) == 1:
        draft.lose("other units", f"the answer is wanted in {units[0]}")
    pairs = [(_plain(other), unit) for (other, _), unit in zip(others, own[1:], strict=True)] if own else []
    shown = [f"{unit}{digits}" if before else f"{digits} {unit}" for digits, unit in pairs]
    accept = tuple(dict.fromkeys(shown or (_plain(other) for other, _ in others if other != value)))
    tolerance = _plain(reach) if reach else ""
    return Number(_plain(value), tolerance, units[0] if units else "", accept, before and bool(units))


def _reach(low: str, high: str, tolerance: str) -> tuple[Decimal, Decimal]:
    """The middle of a range, or a number, and how far from it is near enough."""
    least = _decimal(low)
    if high:
        most = _decimal(high)
        return (least + most) / 2, abs(most - least) / 2
    return least, abs(_decimal(tolerance)) if tolerance else Decimal()


def _decimal(text: str) -> Decimal:
    plain = text.strip()
    if not plain or not _NUMBER.fullmatch(plain):
        raise Unfit(f"{plain[:40]!r} is no number", "correct it in the bank")
    plain = re.sub(r"[\u00a0\u202f' ]", "", plain).replace("−", "-").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation as fault:
        raise Unfit(f"{text[:40]!r} is no number", "correct it in the bank") from fault
    if abs(value.adjusted()) > 30:
        raise Unfit(f"{text[:40]!r} has more digits than can be written", "correct it in the bank")
    return value


def _plain(value: Decimal) -> str:
    """The number in digits, without an exponent or noughts at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
