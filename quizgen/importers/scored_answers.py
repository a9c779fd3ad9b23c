"""Answers with their marks → bodies: an option, an answer, a number is right or wrong, and nothing is half right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from quizgen.importers.bodies import choice, option
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.model.body import ChooseOne, ChooseSeveral, Number, ShortText

WHOLE = 0.999  # of the marks: what a share of thirds adds up to
_NUMBER = re.compile(r"[-+−]?(?:\d[\d\u00a0\u202f' ]*)?(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
_PARTIAL = "answers are either right or wrong"
_TAKEN_OFF = ("marks taken off for a wrong answer", "a wrong answer earns nothing")

# A text, its feedback, and the share of the marks that it earns, from 1 to -1.
ScoredText = tuple[str, str, float]


def choice_of(
    draft: Draft, options: Sequence[ScoredText], *, several: bool, fixed: bool = False
) -> ChooseOne | ChooseSeveral:
    """Options to choose from; of one right answer those are right that earn all, of ``several`` those that earn any."""
    filled = [scored for scored in options if scored[0] or scored[1] or scored[2] > 0]
    if any(not text for text, _, _ in filled):
        raise Unfit("one of its options is empty", "options that are pictures or sounds are not supported")
    scored_options = _distinct(draft, filled)
    most = max((share for _, _, share in scored_options), default=0)
    if most <= 0:
        raise Unfit("none of its options is right", "mark the right one in the bank")
    least = 0 if several else min(most, WHOLE)
    right = [share > 0 and share >= least for _, _, share in scored_options]
    if any(0 < share < WHOLE and not correct for (_, _, share), correct in zip(scored_options, right, strict=True)):
        draft.lose("partial credit", f"{_PARTIAL}: only what earns all the marks is right")
    earning = {share for _, _, share in scored_options if share > 0}
    takes_off = any(share < 0 for _, _, share in scored_options)
    if several and (takes_off or len(earning) > 1):
        draft.lose("marks of single options", f"{_PARTIAL}: whatever earns marks is right, the rest is wrong")
    elif takes_off:
        draft.lose(*_TAKEN_OFF)
    if not several and sum(right) > 1:
        several = True
        draft.lose("any one of several right options", "all of them are to be chosen here")
    if len(scored_options) < 2:
        raise Unfit("it has a single option", "give it a wrong one in the bank")
    pairs = zip(scored_options, right, strict=True)
    return choice(
        (option(text, correct, feedback) for (text, feedback, _), correct in pairs), several=several, fixed=fixed
    )


def _distinct(draft: Draft, options: Sequence[ScoredText]) -> list[ScoredText]:
    """The options, each once: of those that are typed alike, except for spaces, the one that earns the most stays."""
    by_text: dict[str, ScoredText] = {}
    for scored in options:
        typed = " ".join(scored[0].split()).replace("−", "-")
        if typed in by_text:
            draft.lose("duplicate option", "it is kept once")
        by_text[typed] = max(by_text.get(typed, scored), scored, key=lambda option: option[2])
    return list(by_text.values())


def short_answer(draft: Draft, answers: Sequence[ScoredText], *, wildcards: bool = False) -> tuple[ShortText, str]:
    """The accepted answers and their feedback; with ``wildcards``, a star in an answer matches anything."""
    right = [(text, feedback) for text, feedback, share in answers if text and share >= WHOLE]
    if any(0 < share < WHOLE for _, _, share in answers):
        draft.lose("partial credit", f"{_PARTIAL}: only what earns all the marks is right")
    if any(share < 0 for _, _, share in answers):
        draft.lose(*_TAKEN_OFF)
    if not right:
        best = max((share for text, _, share in answers if text), default=0)
        right = [(text, feedback) for text, feedback, share in answers if text and share == best > 0]
    if wildcards:
        right = [(text, feedback) for text, feedback in right if text != "*"]
    if not right:
        raise Unfit("any answer, or none, is right", "give it a right answer in the bank")
    if wildcards and any(re.search(r"(?<!\\)\*", text) for text, _ in right):
        draft.lose("wildcard (*) in an answer", "answers are compared letter by letter: the * is kept as text")
    kept_feedback = right[0][1]
    if any(feedback and ((text, feedback) not in right or feedback != kept_feedback) for text, feedback, _ in answers):
        draft.lose("feedback for single answers", "a short answer has one feedback: that for the right one stays")
    first, *others = dict.fromkeys(text.replace("\\*", "*") if wildcards else text for text, _ in right)
    return ShortText(first, tuple(others)), kept_feedback


def number(
    draft: Draft,
    answers: Sequence[tuple[str, str, str, float]],
    units: Sequence[str] = (),
    *,
    before: bool = False,
) -> Number:
    """A number from values (low, high or "", tolerance or "", share); right are those that earn all.

    Of ``units`` the first is the answer's; where there are as many as right numbers, each number has its own. They
    follow the number, or are ``before`` it.
    """
    right = [(low, high, tolerance) for low, high, tolerance, share in answers if share >= WHOLE]
    if not right:
        raise Unfit("no number is right", "give it a right answer in the bank")
    if any(0 < share < WHOLE for *_, share in answers):
        draft.lose("partial credit", f"{_PARTIAL}: only what earns all the marks is right")
    if any(share < 0 for *_, share in answers):
        draft.lose(*_TAKEN_OFF)
    ((value, margin), *others) = list(dict.fromkeys(_with_margin(*answer) for answer in right))
    if any(other_margin != margin for _, other_margin in others):
        draft.lose("tolerance of another right number", "all right numbers have that of the first")
    own = list(units) if len(units) == len(others) + 1 else [*units[:1]] * (len(others) + 1)
    if len(units) > 1 and len(set(own)) == 1:
        draft.lose("other units", f"the answer is asked for in {units[0]}")
    if own:
        accept = [_amount(_plain(other), unit, before=before) for (other, _), unit in zip(others, own[1:], strict=True)]
    else:
        accept = [_plain(other) for other, _ in others if other != value]
    digits, unit = _plain(value), units[0] if units else ""
    return Number(
        shown=_amount(digits, unit, before=before) if unit else digits,
        value=digits,
        unit=unit,
        tolerance=_plain(margin) if margin else "",
        accept=tuple(dict.fromkeys(accept)),
    )


def _amount(digits: str, unit: str, *, before: bool) -> str:
    return f"{unit}{digits}" if before else f"{digits} {unit}"


def _with_margin(low: str, high: str, tolerance: str) -> tuple[Decimal, Decimal]:
    """The middle of a range, or a number, and how far from it an answer may be."""
    least = _decimal(low)
    if high:
        most = _decimal(high)
        return (least + most) / 2, abs(most - least) / 2
    return least, abs(_decimal(tolerance)) if tolerance else Decimal()


def _decimal(text: str) -> Decimal:
    plain = text.strip()
    if not plain or not _NUMBER.fullmatch(plain):
        raise Unfit(f"{plain[:40]!r} is not a number", "correct it in the bank")
    plain = re.sub(r"[\u00a0\u202f' ]", "", plain).replace("−", "-").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation as fault:
        raise Unfit(f"{text[:40]!r} is not a number", "correct it in the bank") from fault
    if abs(value.adjusted()) > 30:
        raise Unfit(f"{text[:40]!r} has more digits than can be written", "correct it in the bank")
    return value


def _plain(value: Decimal) -> str:
    """The number in digits, without an exponent or zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
